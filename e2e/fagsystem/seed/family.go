package seed

import (
	"fmt"

	"github.com/google/uuid"

	"innbyggertjenesten/contracts/barnevern"
	"innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/e2e/fagsystem/store"
	"innbyggertjenesten/e2e/people"
)

// family is one child's case and everybody's copy of it. Keys are ids of people.json or made-up ones.
type family struct {
	municipality, child, title string
	contact, standIn           string
	openedDaysAgo              int
	closedDaysAgo              int
	milestones                 []milestone
	parties                    []party
}

// milestone begins so many days ago and ends when the next one begins, or so many days ago if endDaysAgo is set.
type milestone struct {
	name         string
	startDaysAgo int
}

// party is one person's part in a case.
type party struct {
	key    string
	role   fagsystem.Role
	grants fagsystem.Grants
	// represents is whom a representative or guardian acts for.
	represents string
	ended      bool
	unseen     []string
	now        string
	language   string
	meetings   []meeting
	consents   []consent
	lines      []line
	views      []view
}

type meeting struct {
	name, title, place, interpreter string
	inDays, hour, minutes           int
	state                           fagsystem.MeetingState
}

type consent struct {
	name, purpose, text string
	state               fagsystem.ConsentState
	askedDaysAgo        int
	answeredDaysAgo     int
	answerDays          int
	validDays           int
	// answered is what was said first, where the state is another by now.
	answered fagsystem.ConsentStepKind
	forChild bool
	// translated are purpose and text in further languages.
	translated map[string][2]string
}

// line is one message of a conversation. from is empty for the party and otherwise the employee who wrote; read says
// whether the other side has.
type line struct {
	daysAgo, hour, minute int
	from, language, text  string
	read, afraid          bool
	translations          []wordedAs
	// What is no message has a kind, an id and a body of its own.
	kind fagsystem.SubmissionKind
	id   uuid.UUID
	body map[string]any
	// answered is the answer that it gives, of an ANSWER; it is there in further languages.
	answered *viewAnswer
}

func grant(g fagsystem.Grant) *fagsystem.Grant { return &g }

// everything is what a party with full rights may do.
func everything() fagsystem.Grants {
	return fagsystem.Grants{Documents: grant("GRANTED"), Conversation: grant("GRANTED"), Meeting: grant("GRANTED"),
		CallMe: grant("GRANTED"), Complaint: grant("GRANTED"), Consents: grant("GRANTED")}
}

// takesPart is what a child without party rights may do: talk, meet, be called and complain of what concerns it.
func takesPart() fagsystem.Grants {
	g := everything()
	g.Documents = grant("REFUSED")
	return g
}

// leftOpen leaves every question to the national age rule, but the one that never hangs on it.
func leftOpen() fagsystem.Grants {
	return fagsystem.Grants{Documents: grant("OPEN"), Conversation: grant("OPEN"), Meeting: grant("OPEN"), CallMe: grant("OPEN"), Complaint: grant("GRANTED"), Consents: grant("OPEN")}
}

// talksOnly is what foster parents without party rights may do.
func talksOnly() fagsystem.Grants {
	return fagsystem.Grants{Documents: grant("REFUSED"), Conversation: grant("GRANTED"), Meeting: grant("GRANTED"), CallMe: grant("GRANTED"), Complaint: grant("REFUSED")}
}

// person is somebody as a municipality knows them. Those of people.json are filled in from there.
type person struct {
	key, given, family string
	number             *string
	age, past          int
	language           string
	interpreter        string
	reason             string
	hidden             []string
	contact            fagsystem.Contact
}

func fromList(list people.List, key string) person {
	c := list.Citizen(key)
	p := person{key: key, given: c.Given, family: c.Family, number: c.NationalNumber, age: c.Age, past: c.DaysPastBirthday, language: c.Language}
	switch c.Language {
	case "nb", "nn", "en":
	default:
		p.interpreter = c.Language
	}
	return p
}

func (b *builder) addPerson(municipality string, p person) {
	if b.persons[municipality+"/"+p.key] != nil {
		return
	}
	b.persons[municipality+"/"+p.key] = &p
	born := b.clock.today().AddDate(-p.age, 0, -p.past)
	b.rows.add("person", municipality, PersonID(municipality, p.key), p.number, p.given, p.family, born, p.language,
		nullable(p.interpreter), nullable(p.reason), append([]string{}, p.hidden...), p.contact)
}

func nullable(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// addFamily writes a case with its copies, conversations and released documents.
func (b *builder) addFamily(f family) error {
	m := f.municipality
	opened := b.clock.at(-f.openedDaysAgo, 9, 0)
	b.caseNumbers[m]++
	number := int32(b.caseNumbers[m]*7 + 100)
	year := int32(opened.In(oslo).Year())
	updated := b.clock.at(0, 0, 0)
	var standIn *uuid.UUID
	if f.standIn != "" {
		s := EmployeeID(m, f.standIn)
		standIn = &s
	}
	journal := journal{year: int(year), caseNumber: int(number)}
	for _, p := range f.parties {
		if err := b.addCopy(f, p, journal); err != nil {
			return fmt.Errorf("%s/%s/%s: %w", m, f.child, p.key, err)
		}
	}
	var closed any
	if f.closedDaysAgo > 0 {
		closed = b.clock.at(-f.closedDaysAgo, 12, 0)
	}
	b.rows.add("child_case", m, CaseID(m, f.child), PersonID(m, f.child), EmployeeID(m, f.contact), standIn, f.title, year, number,
		opened, b.milestones(f), b.milestoneTranslations(f), updated, closed)
	return nil
}

// journal numbers a case's registrations.
type journal struct{ year, caseNumber int }

func (j journal) number(submissionID uuid.UUID) string {
	return store.RegistrationNumber(j.year, j.caseNumber, submissionID)
}

func (b *builder) milestones(f family) []*barnevern.Milepel {
	list := []*barnevern.Milepel{}
	for i, m := range f.milestones {
		step := &barnevern.Milepel{Navn: m.name, Startdato: b.clock.at(-m.startDaysAgo, 9, 0)}
		if i+1 < len(f.milestones) {
			end := b.clock.at(-f.milestones[i+1].startDaysAgo, 9, 0)
			step.Sluttdato = &end
		}
		list = append(list, step)
	}
	return list
}

func (b *builder) addCopy(f family, p party, j journal) error {
	m := f.municipality
	copyID := CopyID(m, f.child, p.key)
	var ended any
	if p.ended {
		ended = b.clock.at(-30, 9, 0)
	}
	unseen := []uuid.UUID{}
	for _, key := range p.unseen {
		unseen = append(unseen, PersonID(m, key))
	}
	var represents *uuid.UUID
	if p.represents != "" {
		represents = new(PersonID(m, p.represents))
	}
	last, err := b.addLines(f, p, j)
	if err != nil {
		return err
	}
	b.rows.add("case_copy", m, copyID, CaseID(m, f.child), PartyID(m, f.child, p.key), PersonID(m, p.key), string(p.role), p.grants, ended,
		b.meetings(m, copyID, p.meetings), b.consents(m, copyID, p.consents), nullable(p.now), nullable(p.language), b.translations(p.now, 1), unseen, last, represents)
	return nil
}

func (b *builder) meetings(m string, copyID uuid.UUID, specs []meeting) []fagsystem.Meeting {
	list := []fagsystem.Meeting{}
	for _, s := range specs {
		days := s.inDays
		if days > 0 { // nobody is asked to come on a Sunday
			days = int(workday(b.clock.day(days)).Sub(b.clock.today()).Hours() / 24)
		}
		start := b.clock.at(days, s.hour, s.minutes)
		end := start.Add(oneHour)
		list = append(list, fagsystem.Meeting{MeetingId: meetingID(m, copyID, s.name), Title: s.title, StartsAt: start, EndsAt: &end,
			Place: nullable(s.place), State: s.state, InterpreterLanguage: nullable(s.interpreter), TitleTranslations: b.translations(s.title, 1)})
	}
	return list
}
