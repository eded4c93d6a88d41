package main

import (
	"strings"
	"testing"
)

// Times are in milliseconds; "a" and "b" are sent one after the other.
func TestWhatPeopleSawMustBeExplained(t *testing.T) {
	t.Parallel()
	const sends = `{"kind":"send","lane":"x","n":1,"id":"a","call":10,"accepted":20}
{"kind":"send","lane":"x","n":2,"id":"b","call":30,"accepted":40}
`
	for name, c := range map[string]struct {
		views string
		wrong bool
	}{
		"seen as it happened":              {`{"kind":"view","lane":"x","call":21,"return":22,"ids":["a"]}` + "\n" + `{"kind":"view","lane":"x","call":41,"return":42,"ids":["a","b"]}`, false},
		"seen while it was being sent":     {`{"kind":"view","lane":"x","call":31,"return":32,"ids":["a","b"]}`, false},
		"not yet, while it was being sent": {`{"kind":"view","lane":"x","call":31,"return":32,"ids":["a"]}`, false},
		"missing after sent":               {`{"kind":"view","lane":"x","call":41,"return":42,"ids":["a"]}`, true},
		"seen before it was written":       {`{"kind":"view","lane":"x","call":21,"return":22,"ids":["a","b"]}`, true},
		"gone again":                       {`{"kind":"view","lane":"x","call":31,"return":32,"ids":["a","b"]}` + "\n" + `{"kind":"view","lane":"x","call":33,"return":34,"ids":["a"]}`, true},
		"out of order":                     {`{"kind":"view","lane":"x","call":41,"return":42,"ids":["b","a"]}`, true},
		"only the newest fit on the page":  {`{"kind":"view","lane":"x","call":41,"return":42,"ids":["b"]}`, false},
	} {
		lanes, err := read(strings.NewReader(sends + c.views))
		if err != nil {
			t.Fatal(err)
		}
		if why := judge(lanes["x"]); (why != "") != c.wrong {
			t.Errorf("%s: %q", name, why)
		}
	}
	lanes, err := read(strings.NewReader(`{"kind":"send","lane":"x","n":1,"id":"a","call":10}
{"kind":"view","lane":"x","call":21,"return":22,"ids":[]}`))
	if err != nil || judge(lanes["x"]) != "" {
		t.Error("what was never answered need not be there", err)
	}
}
