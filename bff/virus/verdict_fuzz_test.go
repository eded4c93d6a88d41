package virus

import (
	"bytes"
	"testing"
)

func FuzzVerdict(f *testing.F) {
	for _, seed := range []string{"stream: OK\x00", "stream: OK", "stream: Eicar-Test-Signature FOUND\x00", "INSTREAM size limit exceeded. ERROR\x00", "UNKNOWN COMMAND\x00", ""} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, reply []byte) {
		infected, err := verdict(reply)
		clean := !infected && err == nil
		if clean != bytes.Equal(reply, []byte("stream: OK\x00")) {
			t.Errorf("%q: infected %t, %v", reply, infected, err)
		}
		if infected && (err != nil || !bytes.Contains(reply, []byte("FOUND"))) {
			t.Errorf("%q: infected %t, %v", reply, infected, err)
		}
	})
}
