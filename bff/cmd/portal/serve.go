package main

import (
	"context"
	"log/slog"
	"os"
	"time"

	"innbyggertjenesten/bff/audit"
	"innbyggertjenesten/bff/config"
	"innbyggertjenesten/bff/export"
	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/live"
	"innbyggertjenesten/bff/login"
	"innbyggertjenesten/bff/person"
	"innbyggertjenesten/bff/postgres"
	"innbyggertjenesten/bff/server"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/vault"
	"innbyggertjenesten/spa"
)

// serve wires the rooms by hand and runs until ctx ends. What is started first
// is stopped last.
func serve(ctx context.Context) error {
	set, err := settings()
	if err != nil {
		return err
	}
	var level slog.Level
	if err := level.UnmarshalText([]byte(set.LogLevel)); err != nil {
		return err
	}
	slog.SetDefault(server.NewLog(os.Stdout, level))
	keys, err := vault.Load(set.VaultKeysDir)
	if err != nil {
		return err
	}
	pool, err := postgres.Open(ctx, set.DatabaseURL)
	if err != nil {
		return err
	}
	defer pool.Close()
	if err := postgres.Migrate(ctx, pool); err != nil {
		return err
	}
	clients, err := fagsystems(set)
	if err != nil {
		return err
	}
	defer clients.Close()

	people := person.New(pool, keys, time.Now)
	recorder := audit.Start(pool, keys, people, time.Now)
	defer recorder.Stop()
	sessions := session.Start(pool, keys, session.Lifetimes{Idle: set.SessionIdle, Absolute: set.SessionAbsolute}, time.Now)
	defer sessions.Stop()

	decider := newDecider(set, pool, clients, recorder, people)
	edge, err := server.New(server.Options{Config: set, Pool: pool, Sessions: sessions, Pages: spa.Files(), Now: time.Now})
	if err != nil {
		return err
	}
	for _, municipality := range clients.Municipalities() {
		edge.Metrics().MustRegister(clients.Of(municipality).Metrics())
	}
	memory := newForgetting(pool, decider)
	defer memory.notifier.Stop()
	talk, err := newTalk(set, pool, keys, clients, people, sessions, decider, recorder, memory.forget, edge.Metrics())
	if err != nil {
		return err
	}
	stopTalking, err := talk.start()
	if err != nil {
		return err
	}
	defer stopTalking()
	pauses := newPauses(pool, decider, memory, sessions, people, talk.live, recorder)
	stopFollowing := followFagsystems(set, pool, clients, decider, memory, pauses, talk.export, talk.refresh, talk.notify.MakeUp, edge.Metrics(), talk.export.Prepare, talk.notify.Prepare, talk.changes.Prepare)
	defer stopFollowing()
	edge.OnDrain(talk.hub.Drain)
	talk.sockets(sessions).Register(edge.Echo(), edge.Behind)

	logins, err := login.New(login.Options{
		Config: set, Pool: pool, Vault: keys, People: people, Sessions: sessions, Audit: recorder,
		Lookup: lookup{clients}, Now: time.Now,
	})
	if err != nil {
		return err
	}
	logins.Register(edge.Echo())
	hooks, stopTelling, err := newWebhooks(set, pool, edge.Metrics())
	if err != nil {
		return err
	}
	defer stopTelling()
	hooks.Register(edge.Echo())
	if err := edge.Metrics().Register(logins); err != nil {
		return err
	}
	watching, stopWatching := context.WithCancel(ctx)
	defer stopWatching()
	go logins.WatchCredentials(watching)
	papers := newDocuments(clients, decider, talk.handedIn, sessions, talk.notify)
	edge.Register(api{
		serverAPI:         &server.API{Config: set, Sessions: sessions, People: people, Audit: recorder, Now: time.Now},
		casesAPI:          newCases(set, clients, decider, talk.handedIn, time.Now),
		documentsAPI:      papers,
		conversationAPI:   talk.conversation(decider),
		viewsAPI:          talk.views(decider, recorder, clients, papers),
		understoodAPI:     talk.understood(decider, papers),
		consentsAPI:       talk.consents(decider, recorder, clients),
		exportAPI:         &export.API{Store: talk.export},
		looksAPI:          newLooks(set, clients, decider, recorder),
		staffAPI:          talk.staff(decider, recorder, clients, pauses),
		liveAPI:           &live.API{Store: talk.live, Rights: talk.rights},
		accessRequestsAPI: talk.accessRequests(decider, recorder, clients, papers),
		textsAPI:          talk.texts(decider, recorder, clients, papers),
	})
	return edge.Run(ctx)
}

func fagsystems(set *config.Config) (*fagsystem.Clients, error) {
	var clients []*fagsystem.Client
	for _, m := range set.Municipalities {
		client, err := fagsystem.New(fagsystem.Settings{
			Municipality: m.ID, BaseURL: m.Fagsystem.URL, Token: fagsystem.TokenFile(m.Fagsystem.TokenFile),
		})
		if err != nil {
			return nil, err
		}
		clients = append(clients, client)
	}
	return fagsystem.NewClients(clients...), nil
}
