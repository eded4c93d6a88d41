package standin_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"testing"

	"github.com/google/uuid"

	"innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/e2e/fagsystem/seed"
	"innbyggertjenesten/e2e/fagsystem/standintest"
)

// send is ask where no answer is an outcome too.
func send(ctx context.Context, s *standintest.Running, method, path string, in any) (int, error) {
	raw, err := json.Marshal(in)
	if err != nil {
		return 0, err
	}
	r, err := http.NewRequestWithContext(ctx, method, s.URL+path, bytes.NewReader(raw))
	if err != nil {
		return 0, err
	}
	r.Header.Set("Authorization", "Bearer "+standintest.Token)
	r.Header.Set("Content-Type", "application/json")
	// One connection per request: a client may silently repeat a request on a kept one that breaks.
	response, err := (&http.Client{Transport: &http.Transport{DisableKeepAlives: true}}).Do(r)
	if err != nil {
		return 0, err
	}
	defer response.Body.Close()
	_, err = io.Copy(io.Discard, response.Body)
	return response.StatusCode, err
}

// Everything a case worker does in the fagsystem is on the feed, and shows.
func TestACaseWorkersActionsReachTheFeed(t *testing.T) {
	s := standintest.Start(t)
	copyID := seed.CopyID("fjordvik", "layla", "rania")
	copyPath := "/fjordvik/copies/" + copyID.String()
	document := seed.DocumentID("fjordvik", "layla", "rania", "vedtak-hjelpetiltak").String()
	entry := seed.EntryID("fjordvik", "layla", "rania", "vedtak-hjelpetiltak").String()
	for _, c := range []struct {
		path string
		body any
		want fagsystem.EventType
	}{
		{copyPath + "/message", map[string]any{"employeeId": seed.EmployeeID("fjordvik", "ingrid"), "text": "Fra fagsystemet"}, "message.registered"},
		{copyPath + "/release", map[string]any{}, "entry.released"},
		{copyPath + "/release", map[string]any{"title": map[string]string{"nb": "Brev"}, "released": "TITLE"}, "entry.released"},
		{copyPath + "/documents/" + document + "/texts", map[string]any{"language": "nn", "content": "{#b1}\nHei\n"}, "translation.available"},
		{copyPath + "/documents/" + document + "/changed", nil, "translation.outdated"},
		{copyPath + "/grants", map[string]any{"conversation": "GRANTED"}, "access.changed"},
		{copyPath + "/role", map[string]any{"role": "MEDMOR"}, "access.changed"},
		{copyPath + "/pause", map[string]any{"paused": true}, "access.changed"},
		{copyPath + "/pause", map[string]any{"paused": false}, "access.changed"},
		{copyPath + "/what-happens-now", map[string]any{"text": "Nå"}, "case.changed"},
		{copyPath + "/meetings", []any{}, "meeting.changed"},
		{copyPath + "/consents", []any{}, "consent.changed"},
		{copyPath + "/contact", map[string]any{"employeeId": seed.EmployeeID("fjordvik", "vidar")}, "contact.changed"},
		{copyPath + "/entries/" + entry + "/decide", map[string]any{"granted": true}, "request.decided"},
		{copyPath + "/entries/" + entry + "/withdraw", nil, "entry.withdrawn"},
		{"/fjordvik/persons/" + seed.PersonID("fjordvik", "rania").String() + "/number", map[string]any{"nationalNumber": nil}, "person.identifier-changed"},
		{copyPath + "/close", nil, "case.closed"},
		{copyPath + "/access", map[string]any{"ended": true}, "access.changed"},
	} {
		var feed fagsystem.EventPage
		ask(t, s, http.MethodGet, "/fjordvik/v1/events", nil, &feed)
		s.Control(t, http.MethodPost, c.path, c.body, nil)
		ask(t, s, http.MethodGet, "/fjordvik/v1/events?after="+feed.Next, nil, &feed)
		if len(feed.Events) == 0 || feed.Events[0].Type != c.want {
			t.Errorf("%s: events %+v", c.path, feed.Events)
		}
	}
	if status := ask(t, s, http.MethodGet, "/fjordvik/v1/case-copies/"+copyID.String(), nil, nil); status != http.StatusNotFound {
		t.Errorf("a copy whose access ended answers %d", status)
	}
}

// The feed says which consent a party is asked for now, in new words too, and nothing of the kind of what becomes of one otherwise.
func TestTheFeedSaysWhichConsentIsAskedFor(t *testing.T) {
	s := standintest.Start(t)
	path := "/fjordvik/copies/" + seed.CopyID("fjordvik", "layla", "rania").String() + "/consents"
	first, second := uuid.New(), uuid.New()
	asks := func(id uuid.UUID) map[string]any {
		return map[string]any{"consentId": id, "purpose": "Skolen", "textVersion": "1", "state": "ASKED", "askedAt": "2026-11-20T10:00:00Z"}
	}
	for _, step := range []struct {
		path string
		body any
		want []uuid.UUID
	}{
		{path, []any{asks(first)}, []uuid.UUID{first}},
		{path, []any{asks(first)}, nil},
		{path + "/" + first.String(), map[string]any{"text": "Helsesykepleier"}, []uuid.UUID{first}},
		{path + "/" + first.String(), map[string]any{"state": "GIVEN"}, nil},
		{path, []any{asks(first), asks(second)}, []uuid.UUID{first, second}},
	} {
		var feed fagsystem.EventPage
		ask(t, s, http.MethodGet, "/fjordvik/v1/events", nil, &feed)
		s.Control(t, http.MethodPost, step.path, step.body, nil)
		ask(t, s, http.MethodGet, "/fjordvik/v1/events?after="+feed.Next, nil, &feed)
		var asked []uuid.UUID
		for _, event := range feed.Events {
			if event.Data.AskedConsentId != nil {
				asked = append(asked, *event.Data.AskedConsentId)
			}
		}
		if len(feed.Events) == 0 || !slices.Equal(asked, step.want) {
			t.Errorf("%s %v: %v of %d events, want %v", step.path, step.body, asked, len(feed.Events), step.want)
		}
	}
}

// A translation belongs to the answer that holds: it stands beside it, also where the answer stands by itself, and a
// new answer in its place has none.
func TestAnAnswersTranslationStandsBesideTheAnswerThatHolds(t *testing.T) {
	s := standintest.Start(t)
	copyID, view := seed.CopyID("fjordvik", "layla", "rania"), seed.ViewID("fjordvik", "layla", "rania", "meeting")
	path := "/fjordvik/copies/" + copyID.String() + "/messages/" + view.String() + "/answer"
	const prompt = fagsystem.ViewPromptTHISMUSTCHANGE
	answers := func() (beside []fagsystem.TranslatedWords, itself int) {
		t.Helper()
		var page fagsystem.MessagePage
		ask(t, s, http.MethodGet, "/fjordvik/v1/case-copies/"+copyID.String()+"/messages?limit=200", nil, &page)
		for _, message := range page.Messages {
			for _, answer := range message.Answers {
				switch {
				case answer.Prompt == nil || *answer.Prompt != prompt:
				case message.MessageId == view:
					beside = answer.Translations
				case message.AnswersTo != nil && *message.AnswersTo == view && len(answer.Translations) > 0:
					itself++
				}
			}
		}
		return beside, itself
	}
	if beside, itself := answers(); len(beside) != 2 || beside[0].Language != "ar" || beside[0].Direction != "rtl" || beside[0].Provenance.Kind != "PERSON" || itself != 1 {
		t.Fatalf("seeded: %+v, %d", beside, itself)
	}
	s.Control(t, http.MethodPost, path, map[string]any{
		"employeeId": seed.EmployeeID("fjordvik", "ingrid"), "answers": []any{map[string]any{"prompt": prompt, "outcome": "USED", "reason": "Likevel."}},
	}, nil)
	if beside, itself := answers(); len(beside) != 0 || itself != 1 {
		t.Fatalf("answered anew: %+v, %d", beside, itself)
	}
	var feed fagsystem.EventPage
	ask(t, s, http.MethodGet, "/fjordvik/v1/events", nil, &feed)
	s.Control(t, http.MethodPost, path+"/translations", map[string]any{"prompt": prompt, "language": "ar", "content": "مع ذلك."}, nil)
	ask(t, s, http.MethodGet, "/fjordvik/v1/events?after="+feed.Next, nil, &feed)
	if beside, itself := answers(); len(beside) != 1 || beside[0].Text != "مع ذلك." || beside[0].Provenance.OfVersion == "" || itself != 2 {
		t.Errorf("translated: %+v, %d", beside, itself)
	}
	if len(feed.Events) != 1 || feed.Events[0].Type != "translation.available" || feed.Events[0].Data.MessageId == nil || *feed.Events[0].Data.Language != "ar" {
		t.Errorf("%+v", feed.Events)
	}
	if status, err := send(t.Context(), s, http.MethodPost, "/control"+path+"/translations", map[string]any{"language": "ar", "content": "?"}); err != nil || status != http.StatusNotFound {
		t.Errorf("what nobody has answered is translated: %d %v", status, err)
	}
}

func TestAChangedOriginalMakesItsTranslationsOutdated(t *testing.T) {
	s := standintest.Start(t)
	copyID, document := seed.CopyID("fjordvik", "layla", "rania").String(), seed.DocumentID("fjordvik", "layla", "rania", "vedtak-hjelpetiltak").String()
	s.Control(t, http.MethodPost, "/fjordvik/copies/"+copyID+"/documents/"+document+"/changed", nil, nil)
	for language, outdated := range map[string]bool{"nb": false, "ar": true} {
		var text fagsystem.DocumentText
		ask(t, s, http.MethodGet, "/fjordvik/v1/case-copies/"+copyID+"/documents/"+document+"/texts/"+language, nil, &text)
		if text.Outdated != outdated || text.Version != "2" {
			t.Errorf("%s: outdated=%t, version %s", language, text.Outdated, text.Version)
		}
	}
}

func TestDroppedEventsAreGone(t *testing.T) {
	s := standintest.Start(t)
	var feed fagsystem.EventPage
	ask(t, s, http.MethodGet, "/fjordvik/v1/events", nil, &feed)
	s.Control(t, http.MethodPost, "/fjordvik/feed/drop", nil, nil)
	if status := ask(t, s, http.MethodGet, "/fjordvik/v1/events?after="+feed.Next, nil, nil); status != http.StatusGone {
		t.Errorf("an offset from before answers %d", status)
	}
	ask(t, s, http.MethodGet, "/fjordvik/v1/events", nil, &feed)
	if status := ask(t, s, http.MethodGet, "/fjordvik/v1/events?after="+feed.Next, nil, nil); status != http.StatusOK {
		t.Errorf("a new offset answers %d", status)
	}
}

func TestResettingSeedsAnewUnderTheSameIDs(t *testing.T) {
	s := standintest.Start(t)
	copyPath := "/fjordvik/copies/" + seed.CopyID("fjordvik", "layla", "rania").String()
	s.Control(t, http.MethodPost, copyPath+"/access", map[string]any{"ended": true}, nil)
	s.Control(t, http.MethodPost, "/fault", map[string]any{"mode": "error"}, nil)
	s.Control(t, http.MethodPost, "/reset", nil, nil)
	var access fagsystem.PersonAccess
	ask(t, s, http.MethodGet, "/fjordvik/v1/persons/"+seed.PersonID("fjordvik", "rania").String()+"/access", nil, &access)
	if len(access.Cases) != 2 {
		t.Errorf("Rania has %d cases", len(access.Cases))
	}
	var names seed.Names
	s.Control(t, http.MethodGet, "/fjordvik/names", nil, &names)
	if names.Copies["layla/rania"] != seed.CopyID("fjordvik", "layla", "rania") || names.Persons["rania"] == uuid.Nil || names.Employees["ingrid"] == uuid.Nil {
		t.Errorf("names %+v", names)
	}
}
