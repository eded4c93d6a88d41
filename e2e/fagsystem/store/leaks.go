package store

import (
	"fmt"
	"time"

	"github.com/google/uuid"

	"innbyggertjenesten/contracts/barnevern"
	"innbyggertjenesten/contracts/fagsystem"
)

// leak writes what is protected of the other parties into the fields of a copy, as a vendor might whose case worker
// has written it into a meeting or a milestone.
func leak(copied *fagsystem.CaseCopy) {
	for _, p := range copied.OtherParties {
		if len(p.Protection.Hidden) == 0 {
			continue
		}
		for _, fact := range []*string{p.Contact.Address, p.Contact.Phone, p.Contact.School, p.Contact.Place} {
			if fact == nil {
				continue
			}
			told := fmt.Sprintf("Hos %s: %s", p.Name.Given, *fact)
			start := time.Now().Add(48 * time.Hour)
			copied.WhatHappensNow = &told
			copied.Meetings = append(copied.Meetings,
				fagsystem.Meeting{MeetingId: uuid.New(), Title: "Besøk", StartsAt: start, Place: &told, State: "PLANNED"},
				fagsystem.Meeting{MeetingId: uuid.New(), Title: told, StartsAt: start, State: "PLANNED"})
			copied.Mappe.Milepeler = append(copied.Mappe.Milepeler,
				&barnevern.Milepel{Navn: told, Startdato: start}, &barnevern.Milepel{Navn: "Flytting", Beskrivelse: &told, Startdato: start})
			copied.Mappe.Saksansvarlig, copied.Mappe.Tittel = &told, told
			if copied.ContactPerson.Employee.Team != nil {
				copied.ContactPerson.Employee.Team.Name = told
			}
		}
	}
}

// leakIn writes facts into the fields of an entry that name its file and its senders.
func leakIn(e *fagsystem.Entry, facts string) {
	for _, d := range e.Journalpost.Dokumenter {
		if d != nil {
			d.Filnavn = facts + ".pdf"
		}
	}
	sender := barnevern.Korrespondanseparttype("EA")
	e.Journalpost.Korrespondanseparter = append([]*barnevern.Korrespondansepart{{
		Korrespondanseparttype: sender, Person: &barnevern.KorrespondansepartPerson{Fornavn: "Ukjent", Etternavn: facts},
	}}, e.Journalpost.Korrespondanseparter...)
}

// LeakedFacts are what a careless fagsystem writes into file names and tags.
const LeakedFacts = "Granlivegen 12, 400 00 618"
