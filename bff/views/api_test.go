package views_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/contracts/portal"
)

func TestAViewIsAcceptedOnceAndWhileTheFagsystemIsAway(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.down = true
	mine := w.said(t, good())
	if mine.State != portal.MessageStateSENT || !mine.Known || mine.Items[0].Text != "Fotballen" || *mine.Language != "nb" {
		t.Fatalf("%+v", mine)
	}
	again, err := w.say(mine.ViewId, good())
	if _, same := again.(portal.PutView200JSONResponse); err != nil || !same {
		t.Fatalf("%T %v", again, err)
	}
	other := good()
	other.Items = other.Items[:1]
	_, err = w.say(mine.ViewId, other)
	expectCode(t, err, problem.OtherBody)
	w.now = w.now.Add(time.Minute)
	list := w.list(t)
	if list.HistoryAvailable || len(list.Views) != 1 || list.Views[0].State != portal.MessageStateNOTDELIVEREDYET || list.Views[0].Items[1].Text != "Onsdagene" {
		t.Errorf("%+v", list)
	}
	// Registered, but not yet noted here: it stands once.
	w.down = false
	w.register(mine.ViewId, good())
	if list := w.list(t); !list.HistoryAvailable || len(list.Views) != 1 || list.Views[0].State != portal.MessageStateDELIVERED || *list.Views[0].RegistrationId == "" {
		t.Errorf("%+v", list)
	}
}

func TestWhatCannotBeRegisteredIsToldAndNothingOfItIsInTheError(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	item := func(prompt portal.ViewPrompt, text string) portal.NewView {
		return portal.NewView{Moment: portal.ViewMomentANYTIME, Items: []portal.NewViewItem{{Prompt: prompt, Text: text}}}
	}
	twice := item(portal.ViewPromptTHISISGOOD, "hemmelig")
	twice.Items = append(twice.Items, twice.Items[0])
	moment := item(portal.ViewPromptTHISISGOOD, "hemmelig")
	moment.Moment = "YESTERDAY"
	tongue := item(portal.ViewPromptTHISISGOOD, "hemmelig")
	none := "no language"
	tongue.Language = &none
	for name, c := range map[string]struct {
		said portal.NewView
		code problem.Code
	}{
		"nothing":        {portal.NewView{Moment: portal.ViewMomentANYTIME}, problem.TextEmpty},
		"nothing seen":   {item(portal.ViewPromptTHISISGOOD, "\u200b \n"), problem.TextEmpty},
		"too long":       {item(portal.ViewPromptTHISISGOOD, strings.Repeat("hemmelig", 251)), problem.FieldTooLong},
		"no such prompt": {item("TELL_ME_ALL", "hemmelig"), problem.InvalidRequest},
		"no such moment": {moment, problem.InvalidRequest}, "no such language": {tongue, problem.InvalidRequest},
		"the same prompt twice": {twice, problem.InvalidRequest},
	} {
		_, err := w.say(uuid.Must(uuid.NewV7()), c.said)
		if err == nil || problem.Of(err).Code != c.code || strings.Contains(err.Error(), "hemmelig") {
			t.Errorf("%s: %v, want %s", name, err, c.code)
		}
	}
	_, err := w.say(uuid.New(), good())
	expectCode(t, err, problem.InvalidRequest)
	if list := w.list(t); len(list.Views) != 0 {
		t.Errorf("%+v", list.Views)
	}
}

func TestEachMomentOfEachMeetingHasItsDraftWhichIsGoneWhenSent(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	meeting, before, after := uuid.New(), portal.ViewMomentBEFOREMEETING, portal.ViewMomentAFTERMEETING
	save := func(moment *portal.ViewMoment, text string) {
		t.Helper()
		_, err := w.api.PutViewDraft(w.child, portal.PutViewDraftRequestObject{
			CaseCopyId: w.caseCopy, Params: portal.PutViewDraftParams{Moment: moment, MeetingId: &meeting}, Body: &portal.Draft{Text: text},
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	read := func(moment *portal.ViewMoment, meeting *uuid.UUID) string {
		t.Helper()
		answer, err := w.api.GetViewDraft(w.child, portal.GetViewDraftRequestObject{CaseCopyId: w.caseCopy, Params: portal.GetViewDraftParams{Moment: moment, MeetingId: meeting}})
		if err != nil {
			t.Fatal(err)
		}
		return portal.Draft(answer.(portal.GetViewDraft200JSONResponse)).Text
	}
	save(&before, "før")
	save(&after, "etter")
	if read(&before, &meeting) != "før" || read(&after, &meeting) != "etter" || read(&before, nil) != "" || read(nil, nil) != "" {
		t.Error("drafts are mixed up")
	}
	said := good()
	said.MeetingId, said.Draft = &meeting, &portal.DraftBase{Revision: 1}
	w.said(t, said)
	if read(&before, &meeting) != "" || read(&after, &meeting) != "etter" {
		t.Error("what was sent is a draft still, or something else isn't any more")
	}
}
