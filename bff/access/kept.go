package access

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	contract "innbyggertjenesten/contracts/fagsystem"

	"innbyggertjenesten/bff/access/internal/db"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/vault"
)

// keepAgainAfter is how often an unchanged answer is written anew: its age is
// what counts, and a day is long.
const keepAgainAfter = time.Minute

// keeper keeps the last answers in Postgres, for adding while a fagsystem is
// down. It holds ids, and sealed the name of the child that a case is about.
type keeper struct {
	pool    *pgxpool.Pool
	sealers Sealers

	mu      sync.Mutex
	written map[session.PersonRef]written
}

type written struct {
	what string
	at   time.Time
}

func newKeeper(pool *pgxpool.Pool, sealers Sealers) *keeper {
	return &keeper{pool: pool, sealers: sealers, written: map[session.PersonRef]written{}}
}

// answered is what there is to keep of an answer.
type answered struct {
	cases []Case
	// paused: the person's access is paused, so that there are no cases.
	paused bool
	at     time.Time
}

// keep writes what ref may do now. Whatever isn't among the cases becomes a no.
func (k *keeper) keep(ctx context.Context, ref session.PersonRef, now answered) error {
	cases, at := now.cases, now.at
	p := db.KeepParams{
		Municipality: ref.Municipality, PersonID: ref.PersonID, Paused: now.paused, DecidedAt: at,
		CaseCopyIds: []uuid.UUID{}, PartyIds: []uuid.UUID{}, Roles: []string{}, Closed: []bool{}, May: []string{}, Children: [][]byte{},
	}
	var what strings.Builder
	fmt.Fprintln(&what, now.paused)
	for _, one := range cases {
		p.CaseCopyIds = append(p.CaseCopyIds, one.CaseCopyID)
		p.PartyIds = append(p.PartyIds, one.PartyID)
		p.Roles = append(p.Roles, string(one.Role))
		p.Closed = append(p.Closed, one.Closed)
		p.May = append(p.May, one.May.adding())
		fmt.Fprintln(&what, one.CaseCopyID, one.PartyID, one.Role, one.Closed, one.May.adding(), one.Child.Name)
	}
	if k.unchanged(ref, what.String(), at) {
		return nil
	}
	var err error
	if p.Children, err = k.sealChildren(ctx, ref, cases); err != nil {
		return err
	}
	if err := db.New(k.pool).Keep(ctx, p); err != nil {
		return err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if len(k.written) >= mostAnswers {
		clear(k.written)
	}
	k.written[ref] = written{what: what.String(), at: at}
	return nil
}

func (k *keeper) unchanged(ref session.PersonRef, what string, at time.Time) bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	before, ok := k.written[ref]
	return ok && before.what == what && at.Sub(before.at) < keepAgainAfter
}

// find is the kept positive answer about one case copy, if it is young enough.
func (k *keeper) find(ctx context.Context, ref session.PersonRef, caseCopyID uuid.UUID, notBefore time.Time) (db.AccessAnswer, bool, error) {
	row, err := db.New(k.pool).FindKept(ctx, db.FindKeptParams{
		Municipality: ref.Municipality, PersonID: ref.PersonID, CaseCopyID: caseCopyID, NotBefore: notBefore,
	})
	if errors.Is(err, pgx.ErrNoRows) {
		return row, false, nil
	}
	return row, err == nil, err
}

// keptCase is what the actor may add to although the fagsystem doesn't answer.
// Where nothing was kept, why it couldn't be decided is the answer.
func (d *Decider) keptCase(ctx context.Context, actor *session.Actor, caseCopyID uuid.UUID, why error) (Case, error) {
	for _, ref := range actor.Persons {
		row, found, err := d.kept.find(ctx, ref, caseCopyID, d.now().Add(-keptAge))
		if err != nil {
			return Case{}, fmt.Errorf("access: find the kept answer: %w", err)
		}
		if !found {
			continue
		}
		if kept, ok := caseFrom(row, ref); ok {
			kept.May = kept.May.atLevel(actor.Level, d.municipalities[ref.Municipality].DocumentsLevel)
			return kept, nil
		}
	}
	return Case{}, why
}

// keptCases are what the actor may add to in a municipality whose fagsystem
// doesn't answer: enough to write to somebody, and to see about which child.
func (d *Decider) keptCases(ctx context.Context, ref session.PersonRef) ([]Case, error) {
	rows, err := db.New(d.kept.pool).ListKept(ctx, db.ListKeptParams{
		Municipality: ref.Municipality, PersonID: ref.PersonID, NotBefore: d.now().Add(-keptAge),
	})
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	sealer, err := d.kept.sealers.Sealer(ctx, ref.Municipality, ref.PersonID)
	if err != nil {
		return nil, err
	}
	var cases []Case
	for _, row := range rows {
		found, ok := caseFrom(row, ref)
		if !ok || row.Child == nil {
			continue
		}
		name, err := sealer.Open(childPlace(ref, row.CaseCopyID), row.Child)
		if err != nil {
			return nil, err
		}
		if err := json.Unmarshal(name, &found.Child.Name); err != nil {
			return nil, err
		}
		cases = append(cases, found)
	}
	return cases, nil
}

// caseFrom is a kept answer as a case to add to.
func caseFrom(row db.AccessAnswer, ref session.PersonRef) (Case, bool) {
	id, err := uuid.Parse(ref.FagsystemPersonID)
	if err != nil || row.PartyID == nil {
		return Case{}, false
	}
	return Case{
		Municipality: ref.Municipality, CaseCopyID: row.CaseCopyID, PartyID: *row.PartyID, Person: ref.PersonID,
		FagsystemPersonID: id, Role: contract.Role(row.Role), AboutMe: contract.Role(row.Role) == contract.RoleHOVEDPERSON,
		Closed: row.Closed, May: addingFrom(row.May), DecidedAt: row.DecidedAt,
	}, true
}

// sealChildren seals the name of each case's child, or gives nil where a case
// has none, as an employee's.
func (k *keeper) sealChildren(ctx context.Context, ref session.PersonRef, cases []Case) ([][]byte, error) {
	sealed := make([][]byte, len(cases))
	for i, one := range cases {
		if one.Child.Name == (contract.PersonName{}) {
			continue
		}
		name, err := json.Marshal(one.Child.Name)
		if err != nil {
			return nil, err
		}
		sealer, err := k.sealers.Sealer(ctx, ref.Municipality, ref.PersonID)
		if err != nil {
			return nil, err
		}
		sealed[i] = sealer.Seal(childPlace(ref, one.CaseCopyID), name)
	}
	return sealed, nil
}

func childPlace(ref session.PersonRef, caseCopyID uuid.UUID) vault.Place {
	return vault.Place{
		Table: "access_answer", Municipality: ref.Municipality, Row: ref.PersonID.String() + "/" + caseCopyID.String(), Column: "child",
	}
}

// DeleteOld removes kept answers that are too old to be used. Run it now and then.
func (d *Decider) DeleteOld(ctx context.Context) error {
	_, err := db.New(d.kept.pool).DeleteOld(ctx, d.now().Add(-keptAge))
	return err
}

// addable are the capabilities that add to one's own conversation, handing in what
// is about documents, and answering a consent; seeing documents never rests on a kept answer.
var addable = []Capability{Commenting, Asking, Conversation, Writing, Meeting, CallMe, Complaint, Consents}

// adding are the addable capabilities as they are kept.
func (c Capabilities) adding() string {
	// At which level somebody was logged in then says nothing of who asks later.
	c.Consents, c.Asking = c.Consents || c.ConsentsNeedStepUp, c.Asking || c.DocumentsNeedStepUp
	var words []string
	for _, capability := range addable {
		if c.Has(capability) {
			words = append(words, string(capability))
		}
	}
	return strings.Join(words, " ")
}

func addingFrom(kept string) Capabilities {
	words := strings.Fields(kept)
	has := func(capability Capability) bool { return slices.Contains(words, string(capability)) }
	return Capabilities{
		Commenting: has(Commenting), Asking: has(Asking), Conversation: has(Conversation), Writing: has(Writing), Meeting: has(Meeting), CallMe: has(CallMe), Complaint: has(Complaint), Consents: has(Consents),
	}
}
