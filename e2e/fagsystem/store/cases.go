package store

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"innbyggertjenesten/contracts/barnevern"
	"innbyggertjenesten/contracts/fagsystem"
)

// officeHours are the same for everybody in a municipality.
func (s *Store) officeHours(ctx context.Context, municipality string) ([]fagsystem.OfficeHours, error) {
	var hours []fagsystem.OfficeHours
	err := s.Pool.QueryRow(ctx, `select hours from municipality where municipality = $1`, municipality).Scan(&hours)
	if err != nil || hours != nil {
		return hours, notFound(err)
	}
	for weekday := 1; weekday <= 5; weekday++ {
		hours = append(hours, fagsystem.OfficeHours{Weekday: weekday, Opens: "09:00", Closes: "15:00"})
	}
	return hours, nil
}

// SetHours changes when somebody reads; nil brings back the usual hours.
func (s *Store) SetHours(ctx context.Context, municipality string, hours []fagsystem.OfficeHours) error {
	_, err := s.Pool.Exec(ctx, `update municipality set hours = $2 where municipality = $1`, municipality, hours)
	return err
}

type caseRow struct {
	childID, contactID uuid.UUID
	standInID          *uuid.UUID
	title, orgNumber   string
	year, number       int32
	openedAt           time.Time
	updatedAt          time.Time
	closedAt           *time.Time
	milestones         []*barnevern.Milepel
}

// CaseCopy is one party's copy of a case, put together as of now. The version is left to the caller.
func (s *Store) CaseCopy(ctx context.Context, municipality string, id uuid.UUID) (fagsystem.CaseCopy, error) {
	copied := fagsystem.CaseCopy{CaseCopyId: id}
	var c caseRow
	var me uuid.UUID
	err := s.Pool.QueryRow(ctx, `
		select c.party_id, c.case_id, c.role, c.person_id, c.meetings, c.consents, c.what_happens_now, c.what_happens_now_language,
		       c.what_happens_now_translations, cc.milestone_translations,
		       cc.child_id, cc.contact_id, cc.stand_in_id, cc.title, cc.year, cc.number, cc.opened_at, cc.updated_at, cc.closed_at,
		       cc.milestones, m.organization_number
		from case_copy c join child_case cc using (municipality, case_id) join municipality m using (municipality)
		where municipality = $1 and c.case_copy_id = $2 and c.ended_at is null`, municipality, id).
		Scan(&copied.PartyId, &copied.CaseId, &copied.Role, &me, &copied.Meetings, &copied.Consents, &copied.WhatHappensNow,
			&copied.WhatHappensNowLanguage, &copied.WhatHappensNowTranslations, &copied.MilestoneTranslations, &c.childID, &c.contactID, &c.standInID, &c.title, &c.year, &c.number, &c.openedAt, &c.updatedAt,
			&c.closedAt, &c.milestones, &c.orgNumber)
	if err != nil {
		return copied, notFound(err)
	}
	if copied.ContactPerson, err = s.contactPerson(ctx, municipality, c); err != nil {
		return copied, err
	}
	if copied.Child, err = s.child(ctx, municipality, c.childID); err != nil {
		return copied, err
	}
	parties, err := s.parties(ctx, municipality, copied.CaseId, id)
	if err != nil {
		return copied, err
	}
	copied.OtherParties = []fagsystem.Party{}
	for _, p := range parties {
		if p.PersonId == me {
			copied.Me = p
		} else {
			copied.OtherParties = append(copied.OtherParties, p)
		}
	}
	copied.Mappe = mappe(c, copied)
	if s.Leaks.Load() {
		leak(&copied)
	}
	return copied, nil
}

func (s *Store) contactPerson(ctx context.Context, municipality string, c caseRow) (fagsystem.ContactPerson, error) {
	contact := fagsystem.ContactPerson{AnswersWithinWorkingDays: ptr(2)}
	var err error
	if contact.Hours, err = s.officeHours(ctx, municipality); err != nil {
		return contact, err
	}
	if contact.Employee, err = s.Employee(ctx, municipality, c.contactID); err != nil {
		return contact, err
	}
	standIn := c.standInID
	if a := contact.Employee.Absence; a != nil && a.StandInEmployeeId != nil && !s.Now().After(a.Until.AddDate(0, 0, 1)) {
		standIn = a.StandInEmployeeId
	}
	if standIn != nil {
		e, err := s.Employee(ctx, municipality, *standIn)
		if err != nil {
			return contact, err
		}
		contact.StandIn = &e
	}
	return contact, nil
}

func (s *Store) child(ctx context.Context, municipality string, id uuid.UUID) (fagsystem.Child, error) {
	var child fagsystem.Child
	var born *time.Time
	err := s.Pool.QueryRow(ctx, `select person_id, given, family, birth_date from person where municipality = $1 and person_id = $2`,
		municipality, id).Scan(&child.PersonId, &child.Name.Given, &child.Name.Family, &born)
	child.BirthDate = date(born)
	return child, notFound(err)
}

// parties carries contact fields with their protection marks to every copy, as the least careful vendor would:
// what must not reach other parties is filtered by whoever shows it.
func (s *Store) parties(ctx context.Context, municipality string, caseID, copyID uuid.UUID) ([]fagsystem.Party, error) {
	rows, err := s.Pool.Query(ctx, `
		select c.party_id, p.person_id, c.role, p.given, p.family, p.contact, p.protection_reason, p.hidden
		from case_copy c join person p on p.municipality = c.municipality and p.person_id = c.person_id
		join case_copy mine on mine.municipality = $1 and mine.case_copy_id = $3 and c.person_id <> all(mine.unseen)
		where c.municipality = $1 and c.case_id = $2 and c.ended_at is null order by c.role = 'HOVEDPERSON' desc, c.role, p.given`, municipality, caseID, copyID)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (fagsystem.Party, error) {
		var p fagsystem.Party
		err := row.Scan(&p.PartyId, &p.PersonId, &p.Role, &p.Name.Given, &p.Name.Family, &p.Contact, &p.Protection.Reason, &p.Protection.Hidden)
		p.Protection.Hidden = notNil(p.Protection.Hidden)
		return p, err
	})
}

func mappe(c caseRow, copied fagsystem.CaseCopy) barnevern.Barnevernmappe {
	others := []*barnevern.Part{}
	for _, p := range copied.OtherParties {
		if part := Part(p.Role, p.Name); part != nil {
			others = append(others, part)
		}
	}
	responsible := copied.ContactPerson.Employee.Name
	m := barnevern.Barnevernmappe{
		Tittel:              c.title,
		MappeId:             ptr(fmt.Sprintf("%d/%06d", c.year, c.number)),
		SystemId:            ptr(copied.CaseId.String()),
		Saksaar:             ptr(c.year),
		Sakssekvensnummer:   ptr(c.number),
		Organisasjonsnummer: c.orgNumber,
		Saksdato:            &c.openedAt,
		SistOppdatert:       &c.updatedAt,
		Avsluttet:           c.closedAt,
		Saksansvarlig:       ptr(responsible.Given + " " + responsible.Family),
		Milepeler:           c.milestones,
		MinPart:             Part(copied.Role, copied.Me.Name),
		AndreParter:         others,
		EdialogSkjemaer:     []*barnevern.EdialogSkjema{{Predefinert: &barnevern.EdialogSkjemaPredefinert{Type: "POST"}}},
	}
	if n := len(c.milestones); n > 0 {
		m.NavaerendeMilepel = c.milestones[n-1]
	}
	return m
}

// Part is a party as published. The published roles know no representative, so such a party is none.
func Part(role fagsystem.Role, name fagsystem.PersonName) *barnevern.Part {
	if role == "FULLMEKTIG" {
		return nil
	}
	return &barnevern.Part{Rolle: barnevern.Rolle(role), Fornavn: name.Given, Etternavn: name.Family}
}
