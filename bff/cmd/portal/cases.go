package main

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/prometheus/client_golang/prometheus"

	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/audit"
	"innbyggertjenesten/bff/cases"
	"innbyggertjenesten/bff/config"
	"innbyggertjenesten/bff/documents"
	"innbyggertjenesten/bff/export"
	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/feed"
	"innbyggertjenesten/bff/live"
	"innbyggertjenesten/bff/looks"
	"innbyggertjenesten/bff/notify"
	"innbyggertjenesten/bff/pause"
	"innbyggertjenesten/bff/person"
	"innbyggertjenesten/bff/postgres"
	"innbyggertjenesten/bff/postgres/wake"
	"innbyggertjenesten/bff/server"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/submissions"
	"innbyggertjenesten/bff/submissions/relay"
	"innbyggertjenesten/bff/visit"
)

// accessChannel tells all replicas whose answers about access to forget.
const accessChannel = "access"

// deleteOldEvery is how often kept answers that are too old are deleted.
const deleteOldEvery = time.Hour

// newDecider wires the room that decides.
func newDecider(set *config.Config, pool *pgxpool.Pool, clients *fagsystem.Clients, recorder *audit.Recorder, people *person.Store) *access.Decider {
	var municipalities []access.Municipality
	for _, m := range set.Municipalities {
		municipalities = append(municipalities, access.Municipality{
			ID: m.ID, Fagsystem: clients.Of(m.ID), DocumentsLevel: session.Level(m.CitizenLogin.DocumentsLevel),
		})
	}
	return access.New(access.Settings{
		Municipalities: municipalities, Pool: pool, Recorder: recorder, Persons: people, Sealers: people, Now: time.Now,
	})
}

// newCases wires what shows a party their cases.
func newCases(set *config.Config, clients *fagsystem.Clients, decider *access.Decider, handedIn *submissions.Store, now func() time.Time) *cases.API {
	return cases.New(cases.Settings{
		Access: decider, Fagsystems: clients, Now: now, Municipality: set.Of, Practice: set.Environment.Practice(),
		Read: func(ctx context.Context, found access.Case) (int64, error) {
			return handedIn.ReadPosition(ctx, found.Municipality, found.Person, found.CaseCopyID)
		},
		HandedIn: func(ctx context.Context, found access.Case, kinds ...contract.SubmissionKind) ([]submissions.Submission, error) {
			return handedIn.OfKinds(ctx, found.Municipality, found.Person, found.CaseCopyID, kinds...)
		},
		Languages: func(ctx context.Context) []portal.PortalLanguage { return server.Languages(visit.From(ctx).Languages) },
	})
}

// newDocuments wires what shows a party the documents.
func newDocuments(clients *fagsystem.Clients, decider *access.Decider, handedIn *submissions.Store, sessions *session.Store, told *notify.Notifier) *documents.API {
	return documents.New(documents.Settings{
		Access: decider, Fagsystems: clients, Submitter: openings{handedIn}, Sessions: sessions, Now: time.Now,
		Seen: func(ctx context.Context, found access.Case, entryID uuid.UUID) error {
			return told.Seen(ctx, found.Municipality, found.Person, entryID)
		},
	})
}

// newLooks wires what shows a party who has looked at what is theirs.
func newLooks(set *config.Config, clients *fagsystem.Clients, decider *access.Decider, recorder *audit.Recorder) *looks.API {
	return &looks.API{
		Access: decider, Log: recorder, Session: set.SessionAbsolute, Now: time.Now,
		Fagsystem: func(municipality string) looks.Fagsystem { return clients.Of(municipality) },
	}
}

// openings hands in that a document was opened.
type openings struct{ store *submissions.Store }

// SubmitOpened hands it in once; the first time counts.
func (o openings) SubmitOpened(ctx context.Context, found access.Case, id, entryID uuid.UUID, openedAt time.Time) error {
	openedAt = openedAt.UTC().Truncate(time.Millisecond)
	_, _, err := o.store.Accept(ctx, submissions.New{
		Key:   submissions.Key{Municipality: found.Municipality, AuthorID: found.Person, OrderingKey: entryID, ID: id},
		World: person.Citizen, CaseCopyID: found.CaseCopyID, Kind: contract.SubmissionKindOPENED,
		Body: contract.SubmissionBody{EntryId: &entryID, OpenedAt: &openedAt},
	})
	if errors.Is(err, submissions.ErrOtherBody) {
		return nil
	}
	return err
}

// followFagsystems keeps this replica's answers about access no older than the
// fagsystems' events, and reads the feeds when it is this replica's turn. prepares
// are told of each event, and what they give is written once; refresh makes open
// pages fetch everything anew where events were lost, and makeUp tells those who
// aren't here. It returns at once; what
// it gives stops everything and waits.
func followFagsystems(set *config.Config, pool *pgxpool.Pool, clients *fagsystem.Clients, decider *access.Decider, memory forgetting, pauses *pause.Pauses, exports *export.Store,
	refresh feed.Resync, makeUp feed.MakeUp, metrics prometheus.Registerer, prepares ...feed.Prepare,
) (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	settings := feed.Settings{Pool: pool, Now: time.Now, Registerer: metrics, Arrived: func(municipality string, events []contract.Event) {
		for _, event := range events {
			memory.forget(municipality, event)
		}
	}}
	for _, m := range set.Municipalities {
		settings.Sources = append(settings.Sources, clients.Of(m.ID))
	}
	reader := feed.New(settings)
	// Pauses first: who is paused isn't told of what the others apply.
	reader.Subscribe(pauses.Prepare)
	for _, one := range prepares {
		reader.Subscribe(one)
	}
	reader.OnResync(func(ctx context.Context, municipality string) error {
		decider.DropAll()
		memory.notifier.Signal()
		if err := pauses.Resync(ctx, municipality); err != nil {
			return err
		}
		if err := exports.Resync(ctx, municipality); err != nil {
			return err
		}
		return refresh(ctx, municipality)
	})
	reader.OnMissed(makeUp)
	var running sync.WaitGroup
	running.Go(func() { reader.Run(ctx) })
	running.Go(func() {
		postgres.Listen(ctx, pool, accessChannel, decider.DropAll,
			func(payload string) { decider.Heard(wake.Names(payload)) })
	})
	running.Go(func() {
		ticker := time.NewTicker(deleteOldEvery)
		defer ticker.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-ticker.C:
			}
			if err := decider.DeleteOld(ctx); err != nil && ctx.Err() == nil {
				slog.WarnContext(ctx, "old answers about access could not be deleted", "error", err.Error())
			}
		}
	})
	return func() {
		cancel()
		running.Wait()
	}
}

// newWebhooks wires what hears from the fagsystems that there is something new.
// Any replica may hear it; the one that reads is notified.
func newWebhooks(set *config.Config, pool *pgxpool.Pool, metrics prometheus.Registerer) (*feed.Webhooks, func(), error) {
	notifier := wake.StartNotifier(pool, feed.Channel)
	hooks, err := feed.NewWebhooks(feed.WebhookSettings{
		Municipalities: set.Municipalities, Tell: func(municipality string) { notifier.Signal(municipality) }, Now: time.Now, Registerer: metrics,
	})
	if err != nil {
		notifier.Stop()
		return nil, nil, err
	}
	return hooks, notifier.Stop, nil
}

// forgetting makes all replicas forget answers about access.
type forgetting struct {
	decider  *access.Decider
	notifier *wake.Notifier
}

func newForgetting(pool *pgxpool.Pool, decider *access.Decider) forgetting {
	return forgetting{decider: decider, notifier: wake.StartNotifier(pool, accessChannel)}
}

func (f forgetting) forget(municipality string, event contract.Event) {
	f.decider.Drop(municipality, event)
	if names := access.Signals(municipality, event); len(names) > 0 {
		f.notifier.Signal(names...)
	}
}

// newPauses wires what ends a party's log-ins when their access is paused.
func newPauses(pool *pgxpool.Pool, decider *access.Decider, memory forgetting, sessions *session.Store, people *person.Store, events *live.Store, recorder *audit.Recorder) *pause.Pauses {
	return &pause.Pauses{
		Access: decider, Sessions: sessions, People: people, Live: events, Audit: recorder, Forget: memory.forget,
		Release: func(ctx context.Context, municipality string, personID uuid.UUID) error {
			_, err := relay.ReleaseRefused(ctx, pool, municipality, personID, time.Now())
			return err
		},
	}
}
