package main

import (
	"context"
	"io"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/accessrequests"
	"innbyggertjenesten/bff/audit"
	"innbyggertjenesten/bff/cases"
	"innbyggertjenesten/bff/consents"
	"innbyggertjenesten/bff/documents"
	"innbyggertjenesten/bff/export"
	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/looks"
	"innbyggertjenesten/bff/messages"
	"innbyggertjenesten/bff/person"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/show"
	"innbyggertjenesten/bff/texts"
	"innbyggertjenesten/bff/views"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

// takenAlong gives what is taken along by the functions that answer the pages.
type takenAlong struct {
	cases          func(now func() time.Time) *cases.API
	documents      *documents.API
	room           *messages.Room
	views          *views.API
	consents       *consents.API
	accessRequests *accessrequests.API
	texts          *texts.API
	looks          *looks.API
	sessions       *session.Store
}

// Case is the case at that moment.
func (t takenAlong) Case(ctx context.Context, found access.Case, language string, at time.Time) (portal.Case, error) {
	return t.cases(func() time.Time { return at }).Show(ctx, found, language)
}

// Plan is the plan at that moment.
func (t takenAlong) Plan(ctx context.Context, found access.Case, language string, at time.Time) (portal.Plan, error) {
	return t.cases(func() time.Time { return at }).ShowPlan(ctx, found, language)
}

// Showing shows entries.
func (t takenAlong) Showing(ctx context.Context, found access.Case, language string, at time.Time) (export.Showing, error) {
	return t.documents.Showing(ctx, found, language, at)
}

// Read reads a document's text.
func (t takenAlong) Read(ctx context.Context, found access.Case, entry contract.Entry, document contract.EntryDocument) (export.Reading, error) {
	return t.documents.Read(ctx, found, entry, document)
}

// Messages are all of the conversation.
func (t takenAlong) Messages(ctx context.Context, actor *session.Actor, found access.Case) ([]portal.Message, error) {
	return t.room.Whole(ctx, messages.PartyPlace(actor, found))
}

// Views are what one has said.
func (t takenAlong) Views(ctx context.Context, actor *session.Actor, found access.Case) ([]portal.View, error) {
	return t.views.Whole(ctx, actor, found)
}

// Consents are what one is asked to agree to.
func (t takenAlong) Consents(ctx context.Context, actor *session.Actor, found access.Case, at time.Time) ([]portal.Consent, error) {
	return t.consents.Whole(ctx, actor, found, at)
}

// AccessRequests are what one has asked to see.
func (t takenAlong) AccessRequests(ctx context.Context, actor *session.Actor, found access.Case, at time.Time) ([]portal.AccessRequest, error) {
	return t.accessRequests.Whole(ctx, actor, found, at)
}

// TextRequests are what one has asked and said about texts.
func (t takenAlong) TextRequests(ctx context.Context, actor *session.Actor, found access.Case) (portal.TextRequests, error) {
	return t.texts.Whole(ctx, actor, found)
}

// Looks are when employees have looked.
func (t takenAlong) Looks(ctx context.Context, found access.Case) (portal.LookList, error) {
	return t.looks.Whole(ctx, found)
}

// LogIns are one's own log-ins.
func (t takenAlong) LogIns(ctx context.Context, actor *session.Actor) ([]portal.LogIn, error) {
	found, err := t.sessions.LogIns(ctx, actor)
	return show.LogIns(found), err
}

// File is a checked file of a message.
func (t takenAlong) File(ctx context.Context, actor *session.Actor, found access.Case, messageID, attachmentID uuid.UUID) (io.ReadCloser, string, error) {
	file, err := t.room.OpenFile(ctx, messages.PartyPlace(actor, found), messageID, attachmentID)
	if err != nil {
		return nil, "", err
	}
	content, extension := file.Content()
	return content, extension, nil
}

// exportTeller gives what to write so that somebody is told that their archive is ready.
type exportTeller = func(ctx context.Context, municipality string, personID, caseCopyID, exportID uuid.UUID) (func(context.Context, pgx.Tx) error, error)

// newExport wires what makes archives of cases.
func newExport(pool *pgxpool.Pool, clients *fagsystem.Clients, people *person.Store, decider *access.Decider, recorder *audit.Recorder,
	forget func(string, contract.Event), tell exportTeller, shown export.Portal, fresh time.Duration,
) *export.Store {
	return export.NewStore(export.Settings{
		Pool: pool, Access: decider, People: people, Audit: recorder, Forget: forget, Tell: tell, Portal: shown, Fresh: fresh, Now: time.Now,
		Fagsystem: func(municipality string) export.Fagsystem {
			if client := clients.Of(municipality); client != nil {
				return client
			}
			return nil
		},
	})
}
