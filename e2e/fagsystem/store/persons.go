package store

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	openapi_types "github.com/oapi-codegen/runtime/types"

	"innbyggertjenesten/contracts/fagsystem"
)

// PersonByNumber finds a person by national number.
func (s *Store) PersonByNumber(ctx context.Context, municipality, number string) (fagsystem.Person, error) {
	return s.person(ctx, `municipality = $1 and national_number = $2`, municipality, number)
}

func (s *Store) person(ctx context.Context, where string, args ...any) (fagsystem.Person, error) {
	var p fagsystem.Person
	var born *time.Time
	var reason *fagsystem.ProtectionReason
	var hidden []fagsystem.ProtectionHidden
	err := s.Pool.QueryRow(ctx, `select person_id, given, family, birth_date, language, protection_reason, hidden
		from person where `+where, args...).
		Scan(&p.PersonId, &p.Name.Given, &p.Name.Family, &born, &p.Language, &reason, &hidden)
	if err != nil {
		return p, notFound(err)
	}
	p.BirthDate = date(born)
	p.Protection = &fagsystem.Protection{Reason: reason, Hidden: notNil(hidden)}
	return p, nil
}

// PersonAccess is what a person may see and do, case by case, as of now. The version is left to the caller.
func (s *Store) PersonAccess(ctx context.Context, municipality string, id uuid.UUID) (fagsystem.PersonAccess, error) {
	access := fagsystem.PersonAccess{}
	var err error
	if access.Person, err = s.person(ctx, `municipality = $1 and person_id = $2`, municipality, id); err != nil {
		return access, err
	}
	rows, err := s.Pool.Query(ctx, `
		select c.case_copy_id, c.party_id, c.case_id, c.role, c.grants, cc.closed_at, c.paused_at, c.export_off_since, c.represents,
		       ch.person_id, ch.given, ch.family, ch.birth_date
		from case_copy c
		join child_case cc using (municipality, case_id)
		join person ch on ch.municipality = cc.municipality and ch.person_id = cc.child_id
		where c.municipality = $1 and c.person_id = $2 and c.ended_at is null
		order by cc.opened_at, c.case_copy_id`, municipality, id)
	if err != nil {
		return access, err
	}
	access.Cases, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (fagsystem.CaseAccess, error) {
		var c fagsystem.CaseAccess
		var born *time.Time
		err := row.Scan(&c.CaseCopyId, &c.PartyId, &c.CaseId, &c.Role, &c.Grants, &c.ClosedAt, &c.PausedAt, &c.ExportOffSince, &c.Represents,
			&c.Child.PersonId, &c.Child.Name.Given, &c.Child.Name.Family, &born)
		c.Child.BirthDate = date(born)
		return c, err
	})
	return access, err
}

func date(t *time.Time) *openapi_types.Date {
	if t == nil {
		return nil
	}
	return &openapi_types.Date{Time: *t}
}

// notNil keeps an empty list a list on the wire.
func notNil[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

func ptr[T any](v T) *T { return &v }
