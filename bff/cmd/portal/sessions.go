package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"innbyggertjenesten/bff/audit"
	"innbyggertjenesten/bff/person"
	"innbyggertjenesten/bff/session"
)

const endSessionsUsage = `usage: portal end-sessions all
       portal end-sessions MUNICIPALITY PERSON-ID    the fagsystem's id of a person or employee, or the portal's own
       portal end-sessions MUNICIPALITY -            reads a national number from the standard input`

// endSessions ends everybody's sessions, or one person's, on all replicas.
func endSessions(ctx context.Context, f foundation, arguments []string, in io.Reader, out io.Writer) error {
	sessions := session.Start(f.pool, f.vault, session.Lifetimes{Idle: f.config.SessionIdle, Absolute: f.config.SessionAbsolute}, time.Now)
	defer sessions.Stop()
	switch {
	case len(arguments) == 1 && arguments[0] == "all":
		return endAllSessions(ctx, f, sessions, out)
	case len(arguments) == 2:
		return endSessionsOf(ctx, f, sessions, arguments[0], arguments[1], in, out)
	}
	return errors.New(endSessionsUsage)
}

func endAllSessions(ctx context.Context, f foundation, sessions *session.Store, out io.Writer) error {
	ended, err := sessions.EndAll(ctx)
	if err != nil {
		return err
	}
	_, _ = fmt.Fprintf(out, "%d sessions were ended.\n", len(ended))
	var events []audit.Event
	for _, m := range f.config.Municipalities {
		events = append(events, audit.Event{Municipality: m.ID, World: audit.System, Action: "session.end-all-by-operator", ObjectKind: "session", Outcome: audit.Allowed})
	}
	for _, one := range ended {
		for _, who := range one.Persons {
			events = append(events, endedByOperator(who.Municipality, who.PersonID))
		}
	}
	return record(ctx, f, events)
}

func endSessionsOf(ctx context.Context, f foundation, sessions *session.Store, municipality, id string, in io.Reader, out io.Writer) error {
	if _, known := f.config.Municipality(municipality); !known {
		return fmt.Errorf("there is no municipality %q", municipality)
	}
	people, err := named(ctx, f.people, municipality, id, in)
	if err != nil {
		return err
	}
	var events []audit.Event
	total := 0
	for _, who := range people {
		ended, err := sessions.EndByPerson(ctx, municipality, who.ID)
		if err != nil {
			return err
		}
		total += ended
		events = append(events, endedByOperator(municipality, who.ID))
	}
	_, _ = fmt.Fprintf(out, "%d sessions were ended.\n", total)
	return record(ctx, f, events)
}

// named are the people whom an operator means: a citizen and an employee may
// have the same id in the fagsystem.
func named(ctx context.Context, people *person.Store, municipality, id string, in io.Reader) ([]person.Person, error) {
	if looksLikeNationalNumber(id) {
		return nil, errors.New("a national number stays in the shell's history: give - instead, and the number on the standard input")
	}
	finds := []func() (person.Person, error){
		func() (person.Person, error) {
			return people.FindByFagsystemID(ctx, municipality, person.Citizen, id)
		},
		func() (person.Person, error) {
			return people.FindByFagsystemID(ctx, municipality, person.Employee, id)
		},
	}
	if own, err := uuid.Parse(id); err == nil {
		finds = append(finds, func() (person.Person, error) { return people.Find(ctx, municipality, own) })
	}
	if id == "-" {
		line, err := bufio.NewReader(in).ReadString('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, err
		}
		number := strings.ReplaceAll(strings.TrimSpace(line), " ", "")
		finds = []func() (person.Person, error){
			func() (person.Person, error) {
				return people.FindByNumber(ctx, municipality, person.Citizen, number)
			},
		}
	}
	var found []person.Person
	for _, find := range finds {
		who, err := find()
		if errors.Is(err, person.ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		found = append(found, who)
	}
	if len(found) == 0 {
		return nil, errors.New("the portal knows no such person in that municipality")
	}
	return found, nil
}

func looksLikeNationalNumber(id string) bool {
	digits := strings.NewReplacer(" ", "", "-", "").Replace(id)
	return len(digits) == 11 && !strings.ContainsFunc(digits, func(r rune) bool { return r < '0' || r > '9' })
}

func endedByOperator(municipality string, who uuid.UUID) audit.Event {
	return audit.Event{
		Municipality: municipality, World: audit.System, Action: "session.end-by-operator", ObjectKind: "session", About: who, Outcome: audit.Allowed,
	}
}

// record writes many events, some at a time.
func record(ctx context.Context, f foundation, events []audit.Event) error {
	for some := range slices.Chunk(events, 1000) {
		err := pgx.BeginFunc(ctx, f.pool, func(tx pgx.Tx) error { return f.audit.RecordTx(ctx, tx, some...) })
		if err != nil {
			return fmt.Errorf("the sessions are over, but that could not be recorded: %w", err)
		}
	}
	return nil
}
