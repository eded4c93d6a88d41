package session

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/person"
	"innbyggertjenesten/bff/session/internal/db"
	"innbyggertjenesten/bff/vault"
)

// ErrNoLogIn says that the actor has no such log-in, whoever else may.
var ErrNoLogIn = errors.New("session: no such log-in")

const (
	// logInMemory is how long people see their log-ins.
	logInMemory = 90 * 24 * time.Hour
	// mostLogIns bounds what is shown. What lasts is among the newest.
	mostLogIns = 500
)

// LogIn is the record of one log-in. It stays when the session has ended.
type LogIn struct {
	ID        uuid.UUID
	StartedAt time.Time
	// EndedAt is nil while it lasts.
	EndedAt *time.Time
	Device  Device
	// Current is the log-in that asks; Active ones last.
	Current, Active bool
}

// LogIns are the actor's own, in all the municipalities that they act in,
// newest first.
func (s *Store) LogIns(ctx context.Context, actor *Actor) ([]LogIn, error) {
	municipalities, persons := namesOf(actor)
	now := s.now()
	rows, err := db.New(s.pool).ListLogIns(ctx, db.ListLogInsParams{
		Municipalities: municipalities, PersonIds: persons, After: now.Add(-logInMemory), Most: mostLogIns,
	})
	if err != nil {
		return nil, fmt.Errorf("session: %w", err)
	}
	found := make([]LogIn, 0, len(rows))
	for _, row := range rows {
		if len(found) > 0 && found[len(found)-1].ID == row.LogInID {
			continue // the same in another municipality
		}
		one := LogIn{ID: row.LogInID, StartedAt: row.StartedAt, EndedAt: row.EndedAt}
		if one.Device, err = s.openDevice(ctx, row); err != nil {
			return nil, err
		}
		if row.IdleEndAt != nil && row.AbsoluteEndAt != nil {
			one.Active = row.IdleEndAt.After(now) && row.AbsoluteEndAt.After(now)
			one.Current = hex.EncodeToString(row.SessionID) == actor.SessionID
			if !one.Active { // and not removed yet
				one.EndedAt = earlier(*row.IdleEndAt, *row.AbsoluteEndAt)
			}
		}
		found = append(found, one)
	}
	return found, nil
}

// EndLogIn ends one of the actor's own log-ins; one that has ended stays so.
func (s *Store) EndLogIn(ctx context.Context, actor *Actor, id uuid.UUID) error {
	municipalities, persons := namesOf(actor)
	sessions, err := db.New(s.pool).FindLogIn(ctx, db.FindLogInParams{
		Municipalities: municipalities, PersonIds: persons, LogInID: id, After: s.now().Add(-logInMemory),
	})
	if err != nil {
		return fmt.Errorf("session: %w", err)
	}
	if len(sessions) == 0 {
		return ErrNoLogIn
	}
	for _, session := range sessions {
		if session == nil {
			continue
		}
		if err := s.end(ctx, session); err != nil {
			return err
		}
	}
	return nil
}

// EndOthers ends all the actor's sessions but this one.
func (s *Store) EndOthers(ctx context.Context, actor *Actor) error {
	kept, err := hex.DecodeString(actor.SessionID)
	if err != nil {
		return fmt.Errorf("session: %w", err)
	}
	municipalities, persons := namesOf(actor)
	ended, err := db.New(s.pool).EndOthers(ctx, db.EndOthersParams{Municipalities: municipalities, PersonIds: persons, Kept: kept})
	s.gone(ended...)
	return err
}

// logInOf is the record of a log-in that begins.
func (s *Store) logInOf(ctx context.Context, session []byte, actor Actor, now time.Time) (db.AddLogInParams, error) {
	record := db.AddLogInParams{LogInID: uuid.New(), SessionID: session, StartedAt: now, Devices: [][]byte{}}
	record.Municipalities, record.PersonIds = namesOf(&actor)
	plain, err := json.Marshal(actor.Device)
	if err != nil {
		return record, err
	}
	for _, ref := range actor.Persons {
		var sealed []byte
		sealer, err := s.people.Sealer(ctx, ref.Municipality, ref.PersonID)
		switch {
		case err == nil:
			sealed = sealer.Seal(devicePlace(ref.Municipality, record.LogInID), plain)
		case !keyless(err):
			return record, err
		}
		record.Devices = append(record.Devices, sealed)
	}
	return record, nil
}

func (s *Store) openDevice(ctx context.Context, row db.ListLogInsRow) (Device, error) {
	unknown := Device{Kind: UnknownDevice}
	if row.Device == nil {
		return unknown, nil
	}
	sealer, err := s.people.Sealer(ctx, row.Municipality, row.PersonID)
	if keyless(err) {
		return unknown, nil
	}
	if err != nil {
		return unknown, fmt.Errorf("session: %w", err)
	}
	plain, err := sealer.Open(devicePlace(row.Municipality, row.LogInID), row.Device)
	if err != nil {
		return unknown, fmt.Errorf("session: %w", err)
	}
	device := unknown
	if err := json.Unmarshal(plain, &device); err != nil {
		return unknown, fmt.Errorf("session: %w", err)
	}
	if device.Kind == "" {
		device.Kind = UnknownDevice
	}
	return device, nil
}

// keyless tells of a person whose data key isn't there any more.
func keyless(err error) bool {
	return errors.Is(err, person.ErrNotFound) || errors.Is(err, person.ErrErased)
}

func namesOf(actor *Actor) (municipalities []string, persons []uuid.UUID) {
	municipalities, persons = []string{}, []uuid.UUID{}
	for _, ref := range actor.Persons {
		municipalities, persons = append(municipalities, ref.Municipality), append(persons, ref.PersonID)
	}
	return municipalities, persons
}

func earlier(a, b time.Time) *time.Time {
	if b.Before(a) {
		return &b
	}
	return &a
}

func devicePlace(municipality string, logIn uuid.UUID) vault.Place {
	return vault.Place{Table: "log_in", Municipality: municipality, Row: logIn.String(), Column: "device"}
}
