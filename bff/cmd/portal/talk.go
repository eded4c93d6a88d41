package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/prometheus/client_golang/prometheus"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/accessrequests"
	"innbyggertjenesten/bff/attachments"
	"innbyggertjenesten/bff/audit"
	"innbyggertjenesten/bff/cases"
	"innbyggertjenesten/bff/config"
	"innbyggertjenesten/bff/consents"
	"innbyggertjenesten/bff/conversation"
	"innbyggertjenesten/bff/documents"
	"innbyggertjenesten/bff/drafts"
	"innbyggertjenesten/bff/examine"
	"innbyggertjenesten/bff/export"
	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/jobs"
	"innbyggertjenesten/bff/live"
	"innbyggertjenesten/bff/messages"
	"innbyggertjenesten/bff/notify"
	"innbyggertjenesten/bff/pause"
	"innbyggertjenesten/bff/person"
	"innbyggertjenesten/bff/postgres/wake"
	"innbyggertjenesten/bff/receipt"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/staff"
	"innbyggertjenesten/bff/submissions"
	"innbyggertjenesten/bff/submissions/relay"
	"innbyggertjenesten/bff/texts"
	"innbyggertjenesten/bff/understood"
	"innbyggertjenesten/bff/vault"
	"innbyggertjenesten/bff/views"
	"innbyggertjenesten/bff/virus"
	contract "innbyggertjenesten/contracts/fagsystem"
)

// talk is what people hand in and are told: submissions and their relay,
// conversations from both sides, live events.
type talk struct {
	set      *config.Config
	keys     *vault.Vault
	press    *receipt.Press
	handedIn *submissions.Store
	drafts   *drafts.Store
	files    *attachments.Store
	scanner  *virus.Scanner
	room     *messages.Room
	relay    *relay.Relay
	live     *live.Store
	rights   live.Rights
	hub      *live.Hub
	changes  *live.Changes
	own      *live.Own
	unread   prometheus.Counter
	notifier *wake.Notifier
	notify   *notify.Notifier
	jobs     *jobs.Runner
	export   *export.Store
}

func newTalk(set *config.Config, pool *pgxpool.Pool, keys *vault.Vault, clients *fagsystem.Clients, people *person.Store, sessions *session.Store, decider *access.Decider, recorder *audit.Recorder,
	forget func(municipality string, event contract.Event), metrics prometheus.Registerer,
) (*talk, error) {
	t := &talk{set: set, keys: keys, press: receipt.NewPress(), rights: decider, live: live.NewStore(pool, time.Now), notifier: wake.StartNotifier(pool, live.Channel)}
	t.hub = live.NewHub(t.live, t.notifier)
	t.own, t.unread = live.NewOwn(t.live, t.hub), live.NewUnread(metrics)
	t.changes = &live.Changes{Store: t.live, Hub: t.hub, People: people, Rights: decider, Cases: map[string]live.Cases{}}
	systems := map[string]relay.Fagsystem{}
	takers := map[string]attachments.Fagsystem{}
	for _, municipality := range clients.Municipalities() {
		systems[municipality] = clients.Of(municipality)
		takers[municipality] = clients.Of(municipality)
		t.changes.Cases[municipality] = clients.Of(municipality)
	}
	t.scanner = virus.New(set.ClamdAddress, attachments.MostFileBytes, time.Now, metrics)
	t.files = attachments.NewStore(attachments.Settings{
		Pool: pool, Vault: keys, Sealers: people, Teller: t.changes, Fagsystems: takers, Examiner: examine.Child{},
		Scanner: t.scanner, Now: time.Now, Metrics: metrics,
		Checked: func() { t.relay.Wake() },
	})
	t.relay = relay.New(relay.Settings{
		Pool: pool, Fagsystems: systems, People: people, Teller: t.changes, Files: t.files, Now: time.Now, Metrics: relay.NewMetrics(metrics),
	})
	// Other replicas need no wake-up: this one delivers what it accepts, and if it
	// dies, the others look by themselves within a second.
	t.handedIn = submissions.NewStore(submissions.Settings{
		Pool: pool, Vault: keys, Sealers: people, Now: time.Now, Hold: set.MessageUndo, Wake: t.relay.Wake,
		Changed: func(changed submissions.Submission) {
			if submissions.ShownIn(changed.Kind) == submissions.InConversation {
				t.own.Sent(changed.Municipality, changed.AuthorID, changed.CaseCopyID, changed.ID)
			}
		},
	})
	t.drafts = drafts.NewStore(pool, people, time.Now)
	t.drafts.OnChange(func(key drafts.Key) { t.own.Drafted(key.Municipality, key.PersonID) })
	t.room = &messages.Room{
		Submissions: t.handedIn, Drafts: t.drafts, Attachments: t.files, Municipality: set.Of, Now: time.Now,
		Fagsystem: func(municipality string) messages.Fagsystem {
			if client := clients.Of(municipality); client != nil {
				return client
			}
			return nil
		},
	}
	// No session is narrowed and nothing reported as opened by what is taken along.
	papers := documents.New(documents.Settings{Access: decider, Fagsystems: clients, Now: time.Now})
	tell := func(ctx context.Context, municipality string, personID, caseCopyID, exportID uuid.UUID) (func(context.Context, pgx.Tx) error, error) {
		return t.notify.ExportReady(ctx, municipality, personID, caseCopyID, exportID)
	}
	t.export = newExport(pool, clients, people, decider, recorder, forget, tell, takenAlong{
		cases:     func(now func() time.Time) *cases.API { return newCases(set, clients, decider, t.handedIn, now) },
		documents: papers, room: t.room, views: t.views(decider, recorder, clients, papers), consents: t.consents(decider, recorder, clients),
		accessRequests: t.accessRequests(decider, recorder, clients, papers), texts: t.texts(decider, recorder, clients, papers),
		looks: newLooks(set, clients, decider, recorder), sessions: sessions,
	}, set.FreshLogIn)
	t.notify = notify.New(notify.Settings{
		Pool: pool, People: people, Presence: t.live, Reads: t.handedIn, Rights: decider, Exports: t.export, Municipalities: notified(set, clients), Now: time.Now,
		Delay: set.NotifyDelay, Registerer: metrics,
	})
	var err error
	t.jobs, err = jobs.New(pool, []jobs.Periodic{
		{Name: "drafts.expire", Every: 6 * time.Hour, Run: func(ctx context.Context) error { _, err := t.drafts.Expire(ctx); return err }},
		{Name: "live.expire", Every: time.Hour, Run: func(ctx context.Context) error { _, err := t.live.Expire(ctx); return err }},
		{Name: "attachments.expire", Every: time.Hour, Run: t.files.Expire},
		{Name: "attachments.check-forgotten", Every: time.Minute, Run: t.files.OrderForgotten},
		{Name: "export.expire", Every: 5 * time.Minute, Run: t.export.Expire},
		{Name: "export.take-over", Every: 10 * time.Second, Run: t.export.TakeOver},
	}, []jobs.Queue{
		{Name: attachments.Queue, AtOnce: attachments.AtOnce}, {Name: attachments.ReceivedQueue, AtOnce: attachments.ReceivedAtOnce}, {Name: notify.MissedQueue, AtOnce: notify.MissedAtOnce},
		{Name: export.Queue, AtOnce: export.AtOnce},
	}, t.notify.Register, t.files.Register, t.export.Register)
	if err != nil {
		return nil, err
	}
	t.notify.Use(t.jobs.Client())
	t.files.Use(t.jobs.Client())
	t.export.Use(t.jobs.Client())
	return t, nil
}

// notified are the municipalities as notifying sees them.
func notified(set *config.Config, clients *fagsystem.Clients) map[string]notify.Municipality {
	municipalities := map[string]notify.Municipality{}
	for _, m := range set.Municipalities {
		municipalities[m.ID] = notify.Municipality{
			Fagsystem: clients.Of(m.ID), Sender: m.Notifications.Sender,
			Altinn: notify.NewAltinn(m.Notifications.URL, fagsystem.TokenFile(m.Notifications.TokenFile), nil),
		}
	}
	return municipalities
}

// start runs the relay, the hub and the jobs; what it gives stops them and waits until
// what is under way is finished.
func (t *talk) start() (stop func(), err error) {
	stopJobs, err := t.jobs.Start(context.Background())
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() { t.relay.Run(ctx) })
	running.Go(func() { t.hub.Run(ctx) })
	running.Go(func() { t.own.Run(ctx) })
	running.Go(func() { t.scanner.Watch(ctx) })
	return func() {
		stopJobs()
		cancel()
		running.Wait()
		t.notifier.Stop()
	}, nil
}

// refresh makes a municipality's people's open pages fetch everything anew.
func (t *talk) refresh(ctx context.Context, municipality string) error {
	if err := t.live.Resync(ctx, municipality); err != nil {
		return err
	}
	t.hub.WakeAll()
	return nil
}

func (t *talk) sockets(sessions *session.Store) *live.Sockets {
	return &live.Sockets{Store: t.live, Hub: t.hub, Sessions: sessions, Rights: t.rights, Patience: live.UsualPatience, Unread: t.unread}
}

func (t *talk) conversation(decider *access.Decider) *conversation.API {
	return &conversation.API{Access: decider, Room: t.room, Press: t.press, MunicipalityName: t.nameOf}
}

// nameOf is a municipality's name for people.
func (t *talk) nameOf(id string) string {
	if municipality, known := t.set.Municipality(id); known {
		return municipality.Name
	}
	return ""
}

func (t *talk) consents(decider *access.Decider, recorder *audit.Recorder, clients *fagsystem.Clients) *consents.API {
	return &consents.API{
		Access: decider, Recorder: recorder, Room: t.room, Submissions: t.handedIn, Vault: t.keys, Fresh: t.set.FreshLogIn, Press: t.press,
		MunicipalityName: t.nameOf, Told: t.notify,
		Fagsystem: func(municipality string) consents.Fagsystem {
			if client := clients.Of(municipality); client != nil {
				return client
			}
			return nil
		},
	}
}

func (t *talk) views(decider *access.Decider, recorder *audit.Recorder, clients *fagsystem.Clients, papers *documents.API) *views.API {
	return &views.API{
		Access: decider, Recorder: recorder, Room: t.room, Submissions: t.handedIn, Documents: papers,
		Fagsystem: func(municipality string) views.Fagsystem {
			if client := clients.Of(municipality); client != nil {
				return client
			}
			return nil
		},
	}
}

func (t *talk) understood(decider *access.Decider, papers *documents.API) *understood.API {
	return &understood.API{
		Access: decider, Room: t.room, Submissions: t.handedIn, Documents: papers,
	}
}

func (t *talk) accessRequests(decider *access.Decider, recorder *audit.Recorder, clients *fagsystem.Clients, papers *documents.API) *accessrequests.API {
	return &accessrequests.API{
		Access: decider, Recorder: recorder, Room: t.room, Submissions: t.handedIn, Documents: papers, Told: t.notify,
		Fagsystem: func(municipality string) accessrequests.Fagsystem {
			if client := clients.Of(municipality); client != nil {
				return client
			}
			return nil
		},
	}
}

func (t *talk) texts(decider *access.Decider, recorder *audit.Recorder, clients *fagsystem.Clients, papers *documents.API) *texts.API {
	return &texts.API{
		Access: decider, Recorder: recorder, Room: t.room, Submissions: t.handedIn, Documents: papers, Expecter: t.notify,
		Fagsystem: func(municipality string) texts.Fagsystem { return clients.Of(municipality) },
	}
}

func (t *talk) staff(decider *access.Decider, recorder *audit.Recorder, clients *fagsystem.Clients, pauses *pause.Pauses) *staff.API {
	return &staff.API{
		Fagsystem: func(municipality string) staff.Fagsystem { return clients.Of(municipality) }, Pauses: pauses,
		Access: decider, Recorder: recorder, Room: t.room, Submissions: t.handedIn, Drafts: t.drafts, Now: time.Now,
		Practice: t.set.Environment.Practice(),
	}
}

// releaseParked sends again what a fagsystem had refused, and lets files go again.
func releaseParked(ctx context.Context, f foundation, arguments []string) error {
	if len(arguments) < 1 || len(arguments) > 2 {
		return errors.New("usage: portal release-parked MUNICIPALITY [ID]")
	}
	if _, known := f.config.Municipality(arguments[0]); !known {
		return fmt.Errorf("there is no municipality %q", arguments[0])
	}
	var one uuid.UUID
	if len(arguments) == 2 {
		var err error
		if one, err = uuid.Parse(arguments[1]); err != nil {
			return fmt.Errorf("%q is no id of a submission or a file", arguments[1])
		}
	}
	released, err := relay.ReleaseParked(ctx, f.pool, arguments[0], one, time.Now())
	if err != nil {
		return err
	}
	files, err := attachments.ReleaseParked(ctx, f.pool, arguments[0], one, time.Now())
	fmt.Printf("%d submissions go again.\n%d files go again.\n", released, files)
	return err
}
