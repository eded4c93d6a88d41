package login_test

import (
	"net/http"
	"strings"
	"testing"

	"innbyggertjenesten/bff/session"
)

func TestALogInIsWrittenDownWithItsDevice(t *testing.T) {
	t.Parallel()
	f := setUp(t)
	b := f.browser()
	b.logIn(t, f.citizens, "/login", "User-Agent", "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Safari/604.1")
	actor := b.actor(t, session.Citizen)
	found, err := f.sessions.LogIns(t.Context(), actor)
	if err != nil || len(found) != 1 || !found[0].Current || found[0].Device != (session.Device{Kind: session.Phone, System: "iOS"}) {
		t.Fatalf("%+v (%v)", found, err)
	}
	if w := b.do(http.MethodPost, "/logout", "Origin", "http://"+host); w.Code >= http.StatusBadRequest {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	if found, err := f.sessions.LogIns(t.Context(), actor); err != nil || len(found) != 1 || found[0].Active || found[0].EndedAt == nil {
		t.Errorf("%+v (%v)", found, err)
	}
	var agents int
	err = f.pool.QueryRow(t.Context(), "SELECT count(*) FROM log_in WHERE position('iPhone' IN encode(device, 'escape')) > 0").Scan(&agents)
	if err != nil || agents != 0 {
		t.Errorf("%d rows tell of the device (%v)", agents, err)
	}
}

// Somebody without any case gets in to be told so, and out again.
func TestTheLogInOfWhoIsUnknownCanBeEnded(t *testing.T) {
	t.Parallel()
	f := setUp(t)
	f.lookup.citizens = nil
	b := f.browser()
	if end := b.logIn(t, f.citizens, "/login"); !strings.HasPrefix(end, "/sorry/") {
		t.Fatal(end)
	}
	actor := b.actor(t, session.Citizen)
	if found, err := f.sessions.LogIns(t.Context(), actor); err != nil || len(found) != 0 {
		t.Errorf("%+v (%v)", found, err)
	}
	if err := f.sessions.EndOthers(t.Context(), actor); err != nil {
		t.Fatal(err)
	}
	b.actor(t, session.Citizen)
}
