package session_test

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/person"
	"innbyggertjenesten/bff/postgres/postgrestest"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/vault/vaulttest"
)

func TestEveryKindOfEndClosesTheRecordOfTheLogIn(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	pool, v, c := postgrestest.New(t), vaulttest.New(t), newClock()
	// The database's own clock says when something else than time ended it.
	c.nanos.Store(time.Now().Add(-4 * time.Hour).Truncate(time.Second).UnixNano())
	store := start(t, pool, v, c)
	people := person.New(pool, v, c.now)
	asker := citizen()
	for _, municipality := range []string{"fjordvik", "lyngmo"} {
		someone, err := people.Ensure(ctx, municipality, person.Citizen, "fs-1")
		if err != nil {
			t.Fatal(err)
		}
		asker.Persons = append(asker.Persons, session.PersonRef{Municipality: municipality, PersonID: someone.ID, FagsystemPersonID: "fs-1"})
	}
	asker.Persons = asker.Persons[1:]
	asker.Device = session.Device{Kind: session.Phone, System: "iOS"}
	for name, end := range map[string]func(cookie string, actor *session.Actor) error{
		"log-out": func(cookie string, _ *session.Actor) error { return store.EndCookie(ctx, cookie) },
		"another device": func(_ string, actor *session.Actor) error {
			return store.EndLogIn(ctx, actor, newest(t, store, actor).ID)
		},
		"all other devices": func(_ string, _ *session.Actor) error {
			return store.EndOthers(ctx, &session.Actor{Persons: asker.Persons[1:], SessionID: "00"})
		},
		"the provider": func(string, *session.Actor) error {
			_, err := store.EndByProvider(ctx, asker.Issuer, "sid-1")
			return err
		},
		"the person": func(string, *session.Actor) error {
			_, err := store.EndByPerson(ctx, "lyngmo", asker.Persons[1].PersonID)
			return err
		},
		"an operator": func(string, *session.Actor) error { _, err := store.EndAll(ctx); return err },
		"idle":        func(string, *session.Actor) error { c.advance(lifetimes.Idle); return store.EndExpired(ctx) },
		"idle, removed later": func(string, *session.Actor) error {
			c.advance(lifetimes.Idle + 7*time.Minute)
			return store.EndExpired(ctx)
		},
		"idle, not removed yet": func(string, *session.Actor) error { c.advance(lifetimes.Idle); return nil },
		"by hand":               func(string, *session.Actor) error { _, err := pool.Exec(ctx, "DELETE FROM session"); return err },
	} {
		c.advance(time.Minute)
		began := c.now()
		cookie := begin(t, store, asker)
		actor, err := store.Look(ctx, session.Citizen, cookie)
		if err != nil {
			t.Fatal(err)
		}
		one := newest(t, store, actor)
		if !one.Active || !one.Current || one.EndedAt != nil || one.Device != asker.Device || !one.StartedAt.Equal(began) {
			t.Fatalf("%s, before: %+v", name, one)
		}
		if err := end(cookie, actor); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		one = newest(t, store, actor)
		if one.Active || one.EndedAt == nil || one.EndedAt.Before(began) || one.EndedAt.After(began.Add(lifetimes.Idle)) || one.Device != asker.Device {
			t.Errorf("%s: %+v", name, one)
		}
		if strings.HasPrefix(name, "idle") && !one.EndedAt.Equal(began.Add(lifetimes.Idle)) {
			t.Errorf("%s: it ended at %v, not when its time was over: %v", name, one.EndedAt, began.Add(lifetimes.Idle))
		}
		if err := store.EndLogIn(ctx, actor, one.ID); err != nil {
			t.Errorf("%s: an ended one doesn't stay ended: %v", name, err)
		}
		if err := store.EndExpired(ctx); err != nil {
			t.Fatal(err)
		}
	}
	// In two municipalities, and each only once.
	all, err := store.LogIns(ctx, &asker)
	if err != nil || len(all) != 10 {
		t.Errorf("%d log-ins (%v)", len(all), err)
	}
	var rows string
	if err := pool.QueryRow(ctx, "SELECT string_agg(log_in::text || encode(device, 'escape'), ' ') FROM log_in").Scan(&rows); err != nil {
		t.Fatal(err)
	}
	for _, secret := range []string{"PHONE", "iOS"} {
		if bytes.Contains([]byte(rows), []byte(secret)) {
			t.Errorf("the table tells %q", secret)
		}
	}
	c.advance(90 * 24 * time.Hour)
	if all, err := store.LogIns(ctx, &asker); err != nil || len(all) != 0 {
		t.Errorf("after 90 days: %+v (%v)", all, err)
	}
	if err := store.EndExpired(ctx); err != nil {
		t.Fatal(err)
	}
	var left int
	if err := pool.QueryRow(ctx, "SELECT count(*) FROM log_in").Scan(&left); err != nil || left != 0 {
		t.Errorf("%d rows are left (%v)", left, err)
	}
}

func newest(t *testing.T, store *session.Store, actor *session.Actor) session.LogIn {
	t.Helper()
	found, err := store.LogIns(context.Background(), actor)
	if err != nil || len(found) == 0 {
		t.Fatalf("%+v (%v)", found, err)
	}
	return found[0]
}

func TestNobodyEndsAnothersLogIn(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	store := start(t, postgrestest.New(t), vaulttest.New(t), newClock())
	mine, theirs := citizen(), citizen()
	cookie := begin(t, store, theirs)
	id := newest(t, store, &theirs).ID
	for name, wanted := range map[string]uuid.UUID{"another's": id, "nobody's": uuid.New()} {
		if err := store.EndLogIn(ctx, &mine, wanted); !errors.Is(err, session.ErrNoLogIn) {
			t.Errorf("%s: %v", name, err)
		}
	}
	mine.SessionID = "00"
	if err := store.EndOthers(ctx, &mine); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Look(ctx, session.Citizen, cookie); err != nil {
		t.Errorf("it was ended: %v", err)
	}
}

func TestTheDeviceOfALogIn(t *testing.T) {
	t.Parallel()
	const windows = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36"
	for name, c := range map[string]struct {
		agent, platform, mobile string
		wanted                  session.Device
	}{
		"iPhone":                  {"Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1", "", "", session.Device{Kind: session.Phone, System: "iOS"}},
		"iPad":                    {"Mozilla/5.0 (iPad; CPU OS 12_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/12.1 Mobile/15E148 Safari/604.1", "", "", session.Device{Kind: session.Tablet, System: "iPadOS"}},
		"Android, Firefox":        {"Mozilla/5.0 (Android 14; Mobile; rv:127.0) Gecko/127.0 Firefox/127.0", "", "", session.Device{Kind: session.Phone, System: "Android"}},
		"Android tablet, Firefox": {"Mozilla/5.0 (Android 14; Tablet; rv:127.0) Gecko/127.0 Firefox/127.0", "", "", session.Device{Kind: session.Tablet, System: "Android"}},
		"Android, Chrome":         {"Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36", `"Android"`, "?1", session.Device{Kind: session.Phone, System: "Android"}},
		"Android tablet, Chrome":  {"Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36", `"Android"`, "?0", session.Device{Kind: session.Tablet, System: "Android"}},
		"Windows, Chrome":         {windows, `"Windows"`, "?0", session.Device{Kind: session.Computer, System: "Windows"}},
		"Windows, without hints":  {windows, "", "", session.Device{Kind: session.Computer, System: "Windows"}},
		"Mac, Safari":             {"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15", "", "", session.Device{Kind: session.Computer, System: "macOS"}},
		"Chromebook":              {"Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36", `"Chrome OS"`, "?0", session.Device{Kind: session.Computer, System: "ChromeOS"}},
		"Linux, Firefox":          {"Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0", "", "", session.Device{Kind: session.Computer, System: "Linux"}},
		"nothing":                 {"", "", "", session.Device{Kind: session.UnknownDevice}},
		"something invented":      {"Kari Nordmann's own browser", `"Kari's"`, "?1", session.Device{Kind: session.UnknownDevice}},
	} {
		r := &http.Request{Header: http.Header{}}
		for header, value := range map[string]string{"User-Agent": c.agent, "Sec-CH-UA-Platform": c.platform, "Sec-CH-UA-Mobile": c.mobile} {
			if value != "" {
				r.Header.Set(header, value)
			}
		}
		if got := session.DeviceOf(r); got != c.wanted {
			t.Errorf("%s: %+v", name, got)
		}
	}
}
