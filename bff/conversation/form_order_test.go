package conversation_test

import (
	"fmt"
	"testing"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/drafts"
	"innbyggertjenesten/contracts/portal"
)

// What is filled in in a form ends the draft that it was made from and no other:
// not what another device was told is saved, nor a new form begun since, and not
// by being sent once more.
func TestAFormEndsTheDraftThatItWasMadeFromOnly(t *testing.T) {
	t.Parallel()
	kind := portal.RequestKindCALLME
	id, next := uuid.Must(uuid.NewV7()), uuid.Must(uuid.NewV7())
	saves := []uuid.UUID{uuid.New(), uuid.New()}
	form := func(id uuid.UUID, words string) string { return fmt.Sprintf(`{"id":%q,"words":%q}`, id, words) }
	first, more, anew := form(id, "Ring"), form(id, "Ring mer"), form(next, "Ny")
	type step func(w *world, t *testing.T)
	save := func(text string, revision int64, after, id *uuid.UUID) step {
		return func(w *world, t *testing.T) {
			t.Helper()
			if _, err := w.fillIn(&kind, portal.Draft{Text: text, Revision: revision, After: after, SaveId: id}); err != nil {
				t.Fatal(err)
			}
		}
	}
	send := func(base *portal.DraftBase) step {
		return func(w *world, t *testing.T) {
			t.Helper()
			words := "Ring"
			if _, err := w.ask(id, portal.NewRequest{Kind: kind, Text: &words, Draft: base}); err != nil {
				t.Fatal(err)
			}
		}
	}
	saved, sent := save(first, 0, nil, &saves[0]), send(&portal.DraftBase{Revision: 1})
	sentWhileSaving := send(&portal.DraftBase{Revision: 0, After: &saves[0]})
	elsewhere := save(more, 1, nil, nil)
	for name, c := range map[string]struct {
		steps []step
		want  string
	}{
		"sent":                           {[]step{saved, sent}, ""},
		"sent twice":                     {[]step{saved, sent, sent}, ""},
		"sent while it is saved":         {[]step{saved, sentWhileSaving}, ""},
		"sent, then the save":            {[]step{sentWhileSaving, saved}, ""},
		"sent by a stale page":           {[]step{saved, elsewhere, sent}, more},
		"sent, a new form, a late retry": {[]step{saved, sent, save(anew, 2, nil, nil), sent}, anew},
		"sent, written on, a late retry": {[]step{saved, sent, save(more, 2, nil, nil), sent}, more},
		"sent, saved again by a page that lives on, a retry": {[]step{saved, sent, save(first, 2, nil, nil), send(&portal.DraftBase{Revision: 3})}, ""},
		"sent by who names no draft":                         {[]step{saved, send(nil)}, ""},
		"a new form, sent by who names no draft":             {[]step{save(anew, 0, nil, nil), send(nil)}, anew},
		"sent by who names no draft, a late retry":           {[]step{saved, send(nil), save(more, 2, nil, nil), send(nil)}, more},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			for _, one := range c.steps {
				one(w, t)
			}
			if left := w.draftOf(t, &kind); left.Text != c.want {
				t.Errorf("the draft is %q", left.Text)
			}
		})
	}
}

func TestTheOtherDeviceIsToldThatAFormsDraftEnded(t *testing.T) {
	t.Parallel()
	kind := portal.RequestKindCALLME
	for name, base := range map[string]*portal.DraftBase{"named": {Revision: 1}, "not named": nil} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			id := uuid.Must(uuid.NewV7())
			if _, err := w.fillIn(&kind, portal.Draft{Text: fmt.Sprintf(`{"id":%q}`, id)}); err != nil {
				t.Fatal(err)
			}
			told := 0
			w.api.Room.Drafts.OnChange(func(drafts.Key) { told++ })
			if _, err := w.ask(id, portal.NewRequest{Kind: kind, Draft: base}); err != nil {
				t.Fatal(err)
			}
			if told != 1 {
				t.Errorf("told %d times", told)
			}
		})
	}
}
