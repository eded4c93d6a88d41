// Command portal is the whole production server: the API, the log-ins, the
// pages and the background work, in one process of which any number may run.
//
//	portal                  serve
//	portal config           check all settings and say what is wrong
//	portal settings         print the table of settings for the README
//	portal keys DIRECTORY   make a first set of encryption keys
//	portal rewrap           wrap every person's key with the active key
//	portal verify-audit     check that the audit log is whole and unchanged
//	portal client-keys MUNICIPALITY
//	                        print the public keys to register at its providers
//	portal examine          look at one file on the standard input; the portal starts
//	                        it itself, so that a harmful file meets an empty process
//	portal release-parked MUNICIPALITY [ID]
//	                        send again what the fagsystem had refused, all or one
//	portal end-sessions all
//	portal end-sessions MUNICIPALITY PERSON-ID
//	                        log out everybody, or one person by the fagsystem's or the
//	                        portal's id; by a national number with - for the id and the
//	                        number on the standard input
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"
	_ "time/tzdata" // Oslo's clock, also on a machine without time zones

	"github.com/caarlos0/env/v11"
	"github.com/jackc/pgx/v5/pgxpool"

	"innbyggertjenesten/bff/audit"
	"innbyggertjenesten/bff/config"
	"innbyggertjenesten/bff/examine"
	"innbyggertjenesten/bff/feed"
	"innbyggertjenesten/bff/login"
	"innbyggertjenesten/bff/person"
	"innbyggertjenesten/bff/postgres"
	"innbyggertjenesten/bff/vault"
	"innbyggertjenesten/i18n"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, arguments []string) error {
	command := ""
	if len(arguments) > 0 {
		command = arguments[0]
	}
	switch command {
	case "":
		return serve(ctx)
	case "config":
		set, err := settings()
		if err != nil {
			return err
		}
		// Keys and secrets too, as serving will read them.
		if _, err := login.New(login.Options{Config: set, Now: time.Now}); err != nil {
			return err
		}
		if _, err := feed.NewWebhooks(feed.WebhookSettings{Municipalities: set.Municipalities, Now: time.Now}); err != nil {
			return err
		}
		fmt.Println("The settings are right.")
		return nil
	case "settings":
		fmt.Print(config.Table())
		return nil
	case "keys":
		if len(arguments) != 2 {
			return errors.New("usage: portal keys DIRECTORY")
		}
		return vault.Generate(arguments[1], time.Now().UTC().Format("2006-01-02"))
	case "client-keys":
		if len(arguments) != 2 {
			return errors.New("usage: portal client-keys MUNICIPALITY")
		}
		set, err := settings()
		if err != nil {
			return err
		}
		return login.WriteClientKeys(set, arguments[1], time.Now, os.Stdout, os.Stderr)
	case "rewrap":
		return withPeople(ctx, rewrap)
	case "release-parked":
		return withPeople(ctx, func(ctx context.Context, f foundation) error { return releaseParked(ctx, f, arguments[1:]) })
	case "end-sessions":
		return withPeople(ctx, func(ctx context.Context, f foundation) error {
			return endSessions(ctx, f, arguments[1:], os.Stdin, os.Stdout)
		})
	case "verify-audit":
		return withPeople(ctx, verifyAudit)
	case "examine":
		return examine.Serve(os.Stdin, os.Stdout)
	}
	return fmt.Errorf("there is no command %q: see the package's comment", command)
}

func settings() (*config.Config, error) {
	return config.Load(env.ToMap(os.Environ()), i18n.Codes())
}

// foundation is what every room stands on.
type foundation struct {
	config *config.Config
	pool   *pgxpool.Pool
	vault  *vault.Vault
	people *person.Store
	audit  *audit.Recorder
}

// withPeople runs a command of operations on a migrated database.
func withPeople(ctx context.Context, command func(context.Context, foundation) error) error {
	set, err := settings()
	if err != nil {
		return err
	}
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
	people := person.New(pool, keys, time.Now)
	recorder := audit.Start(pool, keys, people, time.Now)
	defer recorder.Stop()
	return command(ctx, foundation{set, pool, keys, people, recorder})
}

func rewrap(ctx context.Context, f foundation) error {
	changed, err := f.people.Rewrap(ctx)
	fmt.Printf("%d keys were wrapped anew.\n", changed)
	return err
}

func verifyAudit(ctx context.Context, f foundation) error {
	report, err := f.audit.Verify(ctx)
	if err != nil {
		return err
	}
	fmt.Printf("%d rows stand in the chain.\n", report.Sealed)
	for _, head := range report.Heads {
		fmt.Printf("%s ends at position %d with %x\n", head.Segment, head.Position, head.Hash)
	}
	for _, found := range report.Problems {
		fmt.Println(found)
	}
	if len(report.Problems) > 0 {
		return errors.New("the audit log is not whole")
	}
	return nil
}
