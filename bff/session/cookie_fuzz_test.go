package session_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"

	"innbyggertjenesten/bff/postgres/postgrestest"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/vault/vaulttest"
)

// issued stands for the value of a session's cookie: the corpus can't know it.
const issued = "ISSUED"

// FuzzReadCookie sends any Cookie headers: nothing panics, nobody gets in with a
// value that wasn't issued, and nobody with two cookies of the name.
func FuzzReadCookie(f *testing.F) {
	for _, seed := range []string{
		"", "__Host-session=ISSUED", "__Host-employee=ISSUED", "session=ISSUED", "__host-session=ISSUED", "__Host-Session=ISSUED",
		"__Host-session=ISSUED; __Host-session=ISSUED", "__Host-session=ISSUED; __Host-session=", "__Host-session=; __Host-session=ISSUED",
		"__Host-session=ISSUED\n__Host-session=AAAA", "lang=nb; __Host-session=ISSUED; other=1", `__Host-session="ISSUED"`, `__Host-session="ISSUED`,
		"__Host-session= ISSUED", "__Host-session=ISSUED ", "__Host-session=ISSUEDx", "__Host-session=ISSUED=", "__Host-session=ISSUED%00",
		"__Host-session=ISSUED,ISSUED", "__Host-session", "=ISSUED", ";;;__Host-session=ISSUED;;;", " __Host-session =ISSUED", "\x00__Host-session=ISSUED",
		"__Host-session=\xff\xfe", "__Host-session=" + strings.Repeat("A", 4096), "__Host-session=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
		"$Version=1; __Host-session=ISSUED", "__Secure-session=ISSUED", "__Host-session=ISSUED; __Host-employee=ISSUED",
	} {
		f.Add(seed)
	}
	pool := postgrestest.New(f)
	store := session.Start(pool, vaulttest.New(f), lifetimes, newClock().now)
	f.Cleanup(store.Stop)
	cookie, err := store.Begin(context.Background(), citizen())
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, sent string) {
		sent = strings.ReplaceAll(sent, issued, cookie)
		r := &http.Request{Header: http.Header{"Cookie": strings.Split(sent, "\n")}}
		for _, world := range []session.World{session.Citizen, session.Employee} {
			value, ok := session.ReadCookie(r, world)
			if !ok {
				if value != "" {
					t.Errorf("refused, and yet it gives %q", value)
				}
				continue
			}
			if value == "" || len(value) > 128 || named(sent, world) > 1 {
				t.Errorf("%q gives %q", sent, value)
			}
			actor, err := store.Use(context.Background(), world, value)
			switch {
			case value == cookie && world == session.Citizen:
				if err != nil {
					t.Errorf("the issued one is refused: %v", err)
				}
			case actor != nil || !errors.Is(err, session.ErrEnded):
				t.Errorf("%q lets somebody in: %v", sent, err)
			}
		}
	})
}

// named counts the cookies of a world's name, in a way of its own.
func named(sent string, world session.World) int {
	count := 0
	for line := range strings.SplitSeq(sent, "\n") {
		for part := range strings.SplitSeq(line, ";") {
			name, value, _ := strings.Cut(strings.TrimSpace(part), "=")
			if name == session.CookieName(world) && plain(value) {
				count++
			}
		}
	}
	return count
}

// plain values are cookies without any doubt.
func plain(value string) bool {
	return value != "" && strings.Trim(value, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") == ""
}
