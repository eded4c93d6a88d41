package seed

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"innbyggertjenesten/e2e/fagsystem/store"
	"innbyggertjenesten/e2e/people"
)

// Options say when the demo is seeded and where its originals lie.
type Options struct {
	Now    time.Time
	PDFDir string
}

type builder struct {
	clock          clock
	rows           rows
	list           people.List
	municipalities map[string]people.Municipality
	persons        map[string]*person
	caseNumbers    map[string]int
	teams          map[uuid.UUID]bool
	forms          map[string]bool
	bokmal         calendar
	exchanges      []exchange
	// told holds the conversations that are told in files, by municipality/child/party.
	told map[string][]line
}

// Again empties the database and seeds it anew.
func Again(ctx context.Context, s *store.Store, o Options) error {
	return pgx.BeginFunc(ctx, s.Pool, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, `truncate municipality, person, team, employee, child_case, case_copy, entry, file, source_text, document,
			document_text, translation_order, paragraph_mark, submission, access_request_item, attachment, message_translation, answer_translation, read_mark, logged_access, event`); err != nil {
			return err
		}
		b, err := build(o)
		if err != nil {
			return err
		}
		return b.rows.write(ctx, tx)
	})
}

// Run seeds an empty database; one that holds something is left alone. It answers whether it did.
func Run(ctx context.Context, s *store.Store, o Options) (bool, error) {
	seeded := false
	err := pgx.BeginFunc(ctx, s.Pool, func(tx pgx.Tx) error {
		var full bool
		// Two programs that start together must not both find it empty.
		if _, err := tx.Exec(ctx, `lock table municipality in exclusive mode`); err != nil {
			return err
		}
		if err := tx.QueryRow(ctx, `select exists (select from municipality)`).Scan(&full); err != nil || full {
			return err
		}
		b, err := build(o)
		if err != nil {
			return err
		}
		seeded = true
		return b.rows.write(ctx, tx)
	})
	return seeded, err
}

func build(o Options) (*builder, error) {
	b, documents, families, err := assemble(o)
	if err != nil {
		return nil, err
	}
	if err := mediaRows(&b.rows); err != nil {
		return nil, err
	}
	for _, d := range documents {
		if err := textRows(&b.rows, d); err != nil {
			return nil, err
		}
		for _, f := range families {
			if f.municipality == d.Municipality && f.child == d.Subject {
				b.release(d, f, d.For, "FULL")
			}
		}
	}
	b.addOffices()
	for _, f := range families {
		if err := b.addFamily(f); err != nil {
			return nil, err
		}
	}
	b.addAccesses()
	b.releaseTitles(families)
	if err := b.releaseAalbergs(families); err != nil {
		return nil, err
	}
	return b, b.releaseForms(families)
}

// assemble collects who and what there is to seed.
func assemble(o Options) (*builder, []Document, []family, error) {
	list, err := people.Load()
	if err != nil {
		return nil, nil, nil, err
	}
	calendars, err := loadCalendars()
	if err != nil {
		return nil, nil, nil, err
	}
	b := &builder{clock: clock{o.Now}, rows: rows{map[string][][]any{}}, list: list, bokmal: calendars["nb"], municipalities: map[string]people.Municipality{},
		persons: map[string]*person{}, caseNumbers: map[string]int{}, teams: map[uuid.UUID]bool{}, forms: map[string]bool{}}
	for _, m := range list.Municipalities {
		b.municipalities[m.ID] = m
	}
	documents, err := loadDocuments(b.clock, calendars, o.PDFDir)
	if err != nil {
		return nil, nil, nil, err
	}
	if b.told, err = loadTold(); err != nil {
		return nil, nil, nil, err
	}
	if b.exchanges, err = loadExchanges(); err != nil {
		return nil, nil, nil, err
	}
	return b, documents, b.families(), nil
}

// addOffices writes the municipalities, their teams and the employees whom the fagsystem knows.
func (b *builder) addOffices() {
	for _, m := range b.list.Municipalities {
		b.rows.add("municipality", m.ID, m.Name, m.OrganizationNumber, tenantID(m.ID), m.ID == tellsAccesses)
	}
	for i, e := range append(b.list.Employees, colleagues...) {
		if e.Role == "NONE" {
			continue
		}
		teamID := id(e.Municipality, "team", e.Team)
		if !b.teams[teamID] {
			b.teams[teamID] = true
			b.rows.add("team", e.Municipality, teamID, e.Team, nil, officePhone(e.Municipality, 0))
		}
		b.rows.add("employee", e.Municipality, EmployeeID(e.Municipality, e.ID), nullable(e.DirectoryID), e.Given, e.Family, e.Role, teamID,
			officePhone(e.ID, i), "nb")
	}
}
