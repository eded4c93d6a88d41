package main

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"

	"innbyggertjenesten/bff/person"
	"innbyggertjenesten/bff/postgres/postgrestest"
	"innbyggertjenesten/bff/session"
)

func TestAnOperatorEndsSessions(t *testing.T) {
	set(t, postgrestest.NewURL(t))
	err := withPeople(t.Context(), func(ctx context.Context, f foundation) error {
		portal := session.Start(f.pool, f.vault, session.Lifetimes{Idle: time.Minute, Absolute: time.Hour}, time.Now)
		defer portal.Stop()
		rania, err := f.people.EnsureCitizen(ctx, "fjordvik", "14838612149", "fs-1")
		if err != nil {
			return err
		}
		ingrid, err := f.people.EnsureEmployee(ctx, "fjordvik", "oid-1", "emp-1")
		if err != nil {
			return err
		}
		everybody := []person.Person{rania, rania, ingrid}
		for name, c := range map[string]struct {
			arguments []string
			input     string
			left      []person.Person
			says      string
		}{
			"everybody":               {[]string{"all"}, "", nil, "3 sessions were ended."},
			"by the fagsystem's id":   {[]string{"fjordvik", "fs-1"}, "", []person.Person{ingrid}, "2 sessions were ended."},
			"an employee":             {[]string{"fjordvik", "emp-1"}, "", []person.Person{rania, rania}, "1 sessions were ended."},
			"by the portal's id":      {[]string{"fjordvik", rania.ID.String()}, "", []person.Person{ingrid}, "2 sessions were ended."},
			"by number":               {[]string{"fjordvik", "-"}, "148386 12149\n", []person.Person{ingrid}, "2 sessions were ended."},
			"by number, no line end":  {[]string{"fjordvik", "-"}, "14838612149", []person.Person{ingrid}, "2 sessions were ended."},
			"a number as an argument": {[]string{"fjordvik", "14838612149"}, "", everybody, "shell's history"},
			"with a space":            {[]string{"fjordvik", "148386 12149"}, "", everybody, "shell's history"},
			"nobody":                  {[]string{"fjordvik", "fs-9"}, "", everybody, "no such person"},
			"an unknown number":       {[]string{"fjordvik", "-"}, "02861052047\n", everybody, "no such person"},
			"nothing on the input":    {[]string{"fjordvik", "-"}, "", everybody, "no such person"},
			"an unknown municipality": {[]string{"lyngmo", "fs-1"}, "", everybody, `no municipality "lyngmo"`},
			"nothing":                 {nil, "", everybody, "usage"},
			"too much":                {[]string{"fjordvik", "fs-1", "x"}, "", everybody, "usage"},
			"a municipality":          {[]string{"fjordvik"}, "", everybody, "usage"},
		} {
			t.Run(name, func(t *testing.T) {
				if _, err := f.pool.Exec(t.Context(), "DELETE FROM session"); err != nil {
					t.Fatal(err)
				}
				for _, who := range everybody {
					actor := session.Actor{World: session.World(who.World), Persons: []session.PersonRef{{Municipality: "fjordvik", PersonID: who.ID}}}
					if _, err := portal.Begin(t.Context(), actor); err != nil {
						t.Fatal(err)
					}
				}
				before := recorded(t, f)
				var out bytes.Buffer
				if err := endSessions(t.Context(), f, c.arguments, strings.NewReader(c.input), &out); err != nil {
					out.WriteString(err.Error())
				}
				if !strings.Contains(out.String(), c.says) || strings.Contains(out.String(), "14838612149") {
					t.Errorf("it says %q", out.String())
				}
				var left int
				if err := f.pool.QueryRow(t.Context(), "SELECT count(*) FROM session").Scan(&left); err != nil || left != len(c.left) {
					t.Errorf("%d sessions are left (%v)", left, err)
				}
				for _, who := range c.left {
					var has bool
					if err := f.pool.QueryRow(t.Context(), "SELECT EXISTS (SELECT FROM session_person WHERE person_id = $1)", who.ID).Scan(&has); err != nil || !has {
						t.Errorf("the wrong sessions ended (%v)", err)
					}
				}
				if ended := len(c.left) < len(everybody); ended != (recorded(t, f) > before) {
					t.Errorf("ended: %t, audited: %d rows", ended, recorded(t, f)-before)
				}
			})
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := run(t.Context(), []string{"end-sessions", "all"}); err != nil {
		t.Error(err)
	}
}

func recorded(t *testing.T, f foundation) int {
	t.Helper()
	var rows int
	if err := f.pool.QueryRow(t.Context(), "SELECT count(*) FROM audit_event WHERE action LIKE 'session.end%-by-operator'").Scan(&rows); err != nil {
		t.Fatal(err)
	}
	return rows
}
