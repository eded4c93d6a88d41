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
			// The same each time it is asked for, as what somebody has written is.
			start := time.Now().Truncate(24 * time.Hour).Add(72 * time.Hour)
			id := func(what string) uuid.UUID { return uuid.NewSHA1(p.PartyId, []byte(what+told)) }
			// In a translation too, where the original says nothing.
			translated := []fagsystem.TranslatedWords{}
			for _, language := range []string{"ar", "en", "pl"} {
				translated = append(translated, fagsystem.TranslatedWords{Language: language, Direction: Direction(language), Text: told,
					Provenance: fagsystem.Provenance{Kind: "PERSON", MadeAt: start, OfVersion: "1"}})
			}
			copied.WhatHappensNow, copied.WhatHappensNowTranslations = &told, translated
			copied.Meetings = append(copied.Meetings,
				fagsystem.Meeting{MeetingId: id("place"), Title: "Besøk", StartsAt: start, Place: &told, State: "PLANNED"},
				fagsystem.Meeting{MeetingId: id("title"), Title: told, StartsAt: start, State: "PLANNED"},
				fagsystem.Meeting{MeetingId: id("translation"), Title: "Samtale", StartsAt: start, State: "PLANNED", TitleTranslations: translated})
			copied.Mappe.Milepeler = append(copied.Mappe.Milepeler,
				&barnevern.Milepel{Navn: told, Startdato: start}, &barnevern.Milepel{Navn: "Flytting", Beskrivelse: &told, Startdato: start}, &barnevern.Milepel{Navn: "Ny skole", Startdato: start})
			copied.MilestoneTranslations = append(copied.MilestoneTranslations, fagsystem.MilestoneTranslations{Navn: "Ny skole", Startdato: start, Translations: translated})
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

// leakWords writes facts into what stands in an entry in words, of those that
// have such words.
func leakWords(e *fagsystem.Entry, facts string) {
	told := "Besøk hos ham: " + facts
	if e.CommentsAsked != nil {
		e.CommentsAsked.Text = told
	}
	if e.DraftOutcome != nil {
		e.DraftOutcome.Text = &told
	}
	if plan := e.Journalpost.TiltaksplanDetaljer; plan != nil && len(plan.Delmal) > 0 {
		plan.Delmal[0].Beskrivelse = told
	}
	if e.Journalpost.Beskrivelse != nil {
		e.Journalpost.Beskrivelse = &told
	}
	if e.InShort != nil && len(e.InShort.Texts) > 0 {
		e.InShort.Texts[0].What = told
	}
}

// carelesslySaid is what somebody might write to a party in free words: a message, a
// translation, what became of a view, why a request is refused.
func carelesslySaid(copyID uuid.UUID, position int64, kind *fagsystem.SubmissionKind, facts []string) []fagsystem.Message {
	var said []fagsystem.Message
	for _, fact := range facts {
		told := "Besøk hos ham: " + fact
		at := time.Now().Truncate(24 * time.Hour)
		add := func(of fagsystem.SubmissionKind, by fagsystem.Side, fill func(*fagsystem.Message)) {
			if kind != nil && *kind != of {
				return
			}
			one := fagsystem.Message{
				MessageId: uuid.NewSHA1(copyID, []byte(string(of)+string(by)+fact)), RegistrationId: "2026/000000-1", Position: position, Kind: of,
				Language: "nb", Author: fagsystem.MessageAuthor{Side: by}, ReceivedAt: at, RegisteredAt: at,
			}
			fill(&one)
			said = append(said, one)
		}
		made := fagsystem.Provenance{Kind: "PERSON", MadeAt: at}
		add("MESSAGE", "EMPLOYEE", func(m *fagsystem.Message) { m.Text = told })
		add("ANSWER_PROMISE", "EMPLOYEE", func(m *fagsystem.Message) {
			m.Text, m.Translations = "Besøk", []fagsystem.MessageTranslation{{Language: "ar", Direction: "rtl", Text: told, Provenance: made}}
		})
		why := []fagsystem.Answer{{Outcome: "USED", Reason: told, Language: "nb", Direction: "ltr", AnsweredAt: at, ByRole: "CONTACT_PERSON"}}
		add("ANSWER", "EMPLOYEE", func(m *fagsystem.Message) { m.Answers, m.AnswersTo = why, &copyID })
		for _, of := range []fagsystem.SubmissionKind{"VIEW", "COMPLAINT"} {
			add(of, "PARTY", func(m *fagsystem.Message) { m.Text, m.Answers = "Jeg lurer", why })
		}
		// In a translation, where the original says nothing.
		because := why[0]
		because.Reason = "Besøk"
		for _, language := range []string{"ar", "en", "pl"} {
			because.Translations = append(because.Translations, fagsystem.TranslatedWords{Language: language, Direction: Direction(language), Text: told, Provenance: made})
		}
		add("COMMENT", "PARTY", func(m *fagsystem.Message) { m.Text, m.Answers = "Jeg lurer", []fagsystem.Answer{because} })
		add("ACCESS_REQUEST", "PARTY", func(m *fagsystem.Message) {
			m.AccessRequest = []fagsystem.AccessRequestItem{{Status: "AVVIST", Begrunnelse: &told, DecidedAt: &at}}
		})
	}
	return said
}

// carelesslyAnswered is a paragraph that was marked, with such an answer.
func carelesslyAnswered(copyID uuid.UUID, facts []string) []fagsystem.ParagraphMark {
	var marks []fagsystem.ParagraphMark
	for _, fact := range facts {
		told, at := "Han bor der: "+fact, time.Now().Truncate(24*time.Hour)
		marks = append(marks, fagsystem.ParagraphMark{
			MarkId: uuid.NewSHA1(copyID, []byte("mark"+fact)), EntryId: copyID, DocumentId: copyID, MarkedAt: at, State: "NOT_WRONG",
			Paragraph: fagsystem.MarkedParagraph{Language: "nb", BlockId: "b1", TextVersion: "1"},
			Answer:    &fagsystem.MarkAnswer{Text: &told, AnsweredAt: at, TextVersion: "1", ByRole: "CONTACT_PERSON"},
		})
	}
	return marks
}

// LeakedFacts are what a careless fagsystem writes into file names and tags.
const LeakedFacts = "Granlivegen 12, 400 00 618"
