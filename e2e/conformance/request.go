package conformance

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"

	"innbyggertjenesten/contracts/fagsystem"
)

const callMe = `{"language":"nb","request":{"times":[{"weekday":2,"from":"10:00","until":"12:00"}],"phone":"90000001","mayLeaveMessage":false,"spokenLanguage":"so","interpreter":true}}`

// asking is a request of the party's.
func (r *runner) asking(kind, body string) submission {
	s := r.message("").saying(json.RawMessage(body))
	s.kind = kind
	return s
}

func requestListed(ctx context.Context, r *runner) error {
	for kind, body := range map[string]string{
		"CALL_ME":             callMe,
		"MEETING_REQUEST":     `{"text":"Helst før jul","language":"nb","request":{"form":"VIDEO","about":"Skolen","participants":"Mormor"}}`,
		"INTERPRETER_REQUEST": `{"language":"nb","request":{"spokenLanguage":"so","interpreter":true}}`,
	} {
		s := r.asking(kind, body)
		if _, err := r.register(ctx, s); err != nil {
			return err
		}
		byID, _, err := r.listed(ctx)
		if err != nil {
			return err
		}
		m := byID[s.id]
		if string(m.Kind) != kind || m.Request == nil {
			return fmt.Errorf("%s is listed as %s with %+v", kind, m.Kind, m.Request)
		}
		if kind == "CALL_ME" {
			one := fagsystem.SafeTime{Weekday: 2, From: "10:00", Until: "12:00"}
			leave := m.Request.MayLeaveMessage
			if !slices.Equal(m.Request.Times, []fagsystem.SafeTime{one}) || m.Request.Phone == nil || *m.Request.Phone != "90000001" || leave != nil && *leave {
				return fmt.Errorf("what keeps the author safe came back as %+v", m.Request)
			}
		}
	}
	return nil
}

func requestRefused(ctx context.Context, r *runner) error {
	for _, body := range []string{
		`{"language":"nb"}`,
		`{"language":"nb","request":{"times":[{"weekday":2,"from":"12:00","until":"10:00"}]}}`,
		`{"language":"nb","request":{"times":[{"weekday":8,"from":"10:00","until":"12:00"}]}}`,
	} {
		s := r.asking("CALL_ME", body)
		if err := r.problem(ctx, r.put(s), http.StatusUnprocessableEntity, "invalid"); err != nil {
			return err
		}
		if err := r.notListed(ctx, s); err != nil {
			return err
		}
	}
	return nil
}

func requestOpen(ctx context.Context, r *runner) error {
	open := func() ([]fagsystem.SubmissionKind, error) {
		conversation, err := r.conversation(ctx)
		return conversation.OpenRequests, err
	}
	if _, err := r.register(ctx, r.answer("Nå er alt besvart")); err != nil {
		return err
	}
	if _, err := r.register(ctx, r.asking("CALL_ME", callMe)); err != nil {
		return err
	}
	kinds, err := open()
	if err != nil {
		return err
	}
	if !slices.Equal(kinds, []fagsystem.SubmissionKind{"CALL_ME"}) {
		return fmt.Errorf("open after asking to be called: %v", kinds)
	}
	if _, err := r.register(ctx, r.answer("Jeg ringer tirsdag klokka ti")); err != nil {
		return err
	}
	if kinds, err = open(); err == nil && len(kinds) > 0 {
		return fmt.Errorf("open after an answer: %v", kinds)
	}
	return err
}
