package conversation_test

import (
	"strings"
	"testing"

	"github.com/google/uuid"

	"innbyggertjenesten/contracts/portal"
)

// A slow line brings what a page has sent and saved in any order, and another
// device saves in between: what was sent is no draft again, and nothing that was
// written since, or elsewhere, goes with it.
func TestInWhicheverOrderItArrivesWhatWasWrittenSinceStays(t *testing.T) {
	t.Parallel()
	// The page has saved "Hei" as revision 1, and sends it while a save of a word less is under way.
	first, underWay, last, message := uuid.New(), uuid.New(), uuid.New(), uuid.Must(uuid.NewV7())
	type step func(w *world, t *testing.T)
	save := func(text string, revision int64, after, id *uuid.UUID) step {
		return func(w *world, t *testing.T) {
			t.Helper()
			_, err := w.api.PutCitizenDraft(w.ctx, portal.PutCitizenDraftRequestObject{
				CaseCopyId: w.caseCopy, Body: &portal.Draft{Text: text, Revision: revision, After: after, SaveId: id},
			})
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	send := func(base *portal.DraftBase) step {
		return func(w *world, t *testing.T) {
			t.Helper()
			_, err := w.api.PutCitizenMessage(w.ctx, portal.PutCitizenMessageRequestObject{
				CaseCopyId: w.caseCopy, MessageId: message, Body: &portal.NewMessage{Text: "Hei", Draft: base},
			})
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	sent := send(&portal.DraftBase{Revision: 1, After: &underWay})
	saving := save("He", 1, nil, &underWay)
	whole, wholeSince := save("Hei\nOg mer", 1, nil, &last), save("Hei\nOg mer", 1, &underWay, &last)
	behind := save("Og mer", 1, &message, &last)
	elsewhere := save("Fra PC-en", 1, nil, nil)
	for name, c := range map[string]struct {
		steps []step
		want  string
	}{
		"sent":                             {[]step{sent}, ""},
		"saved, sent":                      {[]step{saving, sent}, ""},
		"sent, saved":                      {[]step{sent, saving}, ""},
		"sent, then what stands behind it": {[]step{sent, whole, wholeSince, behind}, "Og mer"},
		"sent, what stands behind it, a late save":    {[]step{sent, behind, whole, saving, wholeSince}, "Og mer"},
		"last words, sent":                            {[]step{whole, wholeSince, behind, sent}, "Hei\nOg mer"},
		"last words, sent, what stands behind it":     {[]step{whole, sent, wholeSince, behind}, "Hei\nOg mer"},
		"what stands behind it too early":             {[]step{behind, whole, sent}, "Hei\nOg mer"},
		"a save, last words, sent":                    {[]step{saving, whole, wholeSince, sent}, "Hei\nOg mer"},
		"last words and the save before them, sent":   {[]step{whole, saving, wholeSince, sent}, "Hei\nOg mer"},
		"another device, sent":                        {[]step{elsewhere, sent}, "Fra PC-en"},
		"another device, sent, what stands behind":    {[]step{elsewhere, sent, whole, wholeSince, behind}, "Fra PC-en"},
		"another device, last words":                  {[]step{elsewhere, whole, wholeSince}, "Fra PC-en"},
		"sent, another device, what stands behind":    {[]step{sent, save("Fra PC-en", 2, nil, nil), behind}, "Fra PC-en"},
		"the same words on another device, sent":      {[]step{save("Hei ", 1, nil, nil), sent}, ""},
		"sent, saved again by a page that lives on":   {[]step{sent, save("Hei", 2, nil, &last), sent}, ""},
		"last words, sent by who names no draft":      {[]step{whole, send(nil)}, ""},
		"sent without ever having seen a newer one":   {[]step{whole, send(&portal.DraftBase{Revision: 0})}, "Hei\nOg mer"},
		"sent, the next words of a page that goes on": {[]step{sent, save("Neste", 1, &message, &last), save("Neste ord", 3, nil, &last)}, "Neste ord"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			save("Hei", 0, nil, &first)(w, t)
			for _, one := range c.steps {
				one(w, t)
			}
			if left := w.draft(t); left.Text != c.want {
				t.Errorf("the draft is %q", left.Text)
			}
		})
	}
}

// A message is taken back while the next one, which is the draft by then, is sent: whichever of the two the
// server hears of first, what was sent doesn't stay in the draft behind what was taken back.
func TestWhatIsSentDoesNotStayBehindWhatIsTakenBack(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, draft, sent, want string }{
		{"the next one", "Og pappa ", "Og pappa", "Mamma"},
		{"with a line of its own", "Og\n\npappa", "Og\n\npappa", "Mamma"},
		{"something else was written", "Og pappa, ikke nå", "Og pappa", "Mamma\n\nOg pappa, ikke nå"},
		{"only its last words", "Hei\npappa", "pappa", "Mamma\n\nHei\npappa"},
		{"the last of many lines", strings.Repeat("Hei\n\n", 9000) + "pappa", "pappa", "Mamma" + strings.Repeat("\n\nHei", 9000)},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			marks := []portal.AfraidPart{{Start: 0, Length: 3}}
			first, err := w.sendMarked(portal.NewMessage{Text: "Mamma", AfraidParts: marks})
			if err != nil {
				t.Fatal(err)
			}
			saved, err := w.saveDraft(portal.Draft{Text: c.draft, Revision: w.spent(t), AfraidParts: []portal.AfraidPart{{Start: 0, Length: 2}}})
			if err != nil {
				t.Fatal(err)
			}
			w.undo(t, first.MessageId)
			if _, err := w.sendMarked(portal.NewMessage{Text: c.sent, Draft: &portal.DraftBase{Revision: saved.Revision}}); err != nil {
				t.Fatal(err)
			}
			left := w.draft(t)
			if left.Text != c.want || left.AfraidParts[0] != marks[0] || len(left.AfraidParts) != 1 && c.want == "Mamma" {
				t.Errorf("%q %v", left.Text, left.AfraidParts)
			}
		})
	}
}
