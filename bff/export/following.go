package export

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/export/internal/db"
	"innbyggertjenesten/bff/person"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

// mayTakeBack are the events after which something that was shown may not be there
// any more, though they don't say so: another text, a plan without a goal, a fact
// that is protected now. What only comes in addition isn't among them.
var mayTakeBack = []contract.EventType{
	contract.EventTypeCaseChanged, contract.EventTypeConsentChanged, contract.EventTypeEntryChanged, contract.EventTypeMarkChanged,
	contract.EventTypeMeetingChanged, contract.EventTypePlanChanged, contract.EventTypeRequestDecided, contract.EventTypeTextAvailable,
	contract.EventTypeTranslationOutdated, contract.EventTypeViewAnswered,
}

// Prepare is for what the fagsystem tells: where a right has ended, or something
// was taken back, what is made or ready of it goes at once, and not only when
// somebody wants to fetch it. Where something may have been taken back, what is
// ready is looked at; what is being made is looked at when it is finished.
func (s *Store) Prepare(ctx context.Context, municipality string, event contract.Event) (write func(context.Context, pgx.Tx) error, err error) {
	var rows []db.CaseExport
	var ends []uuid.UUID
	as := portal.ExportStateSTOPPED
	switch {
	case event.Type == contract.EventTypeAccessChanged && event.Data.PersonId != nil:
		if rows, err = s.ofPerson(ctx, municipality, *event.Data.PersonId); err == nil {
			ends, err = s.denied(ctx, rows)
		}
	case event.Data.CaseCopyId == nil:
		return nil, nil
	case event.Type == contract.EventTypeEntryWithdrawn, event.Type == contract.EventTypeMessageWithdrawn:
		as = portal.ExportStateVOID
		rows, err = s.ofCopy(ctx, municipality, *event.Data.CaseCopyId)
		for _, row := range rows {
			ends = append(ends, row.ID)
		}
	case slices.Contains(mayTakeBack, event.Type):
		rows, err = s.ofCopy(ctx, municipality, *event.Data.CaseCopyId)
	}
	looks := ready(rows, ends)
	if err != nil || len(ends)+len(looks) == 0 {
		return nil, err
	}
	return func(ctx context.Context, tx pgx.Tx) error {
		for _, id := range ends {
			if err := s.endTx(ctx, tx, id, as); err != nil {
				return err
			}
		}
		return s.orderRechecks(ctx, tx, looks)
	}, nil
}

// ready are those that are, but for those that end.
func ready(rows []db.CaseExport, ends []uuid.UUID) (found []uuid.UUID) {
	for _, row := range rows {
		if row.State == string(portal.ExportStateREADY) && !slices.Contains(ends, row.ID) {
			found = append(found, row.ID)
		}
	}
	return found
}

func (s *Store) ofCopy(ctx context.Context, municipality string, caseCopyID uuid.UUID) ([]db.CaseExport, error) {
	rows, err := s.queries.ListOfCopy(ctx, db.ListOfCopyParams{Municipality: municipality, CaseCopyID: caseCopyID})
	if err != nil {
		return nil, fmt.Errorf("export: %w", err)
	}
	return rows, nil
}

func (s *Store) ofPerson(ctx context.Context, municipality string, fagsystemPersonID uuid.UUID) ([]db.CaseExport, error) {
	known, err := s.settings.People.FindByFagsystemID(ctx, municipality, person.Citizen, fagsystemPersonID.String())
	if errors.Is(err, person.ErrNotFound) {
		return nil, nil // never here, so that nothing was ordered
	}
	if err != nil {
		return nil, fmt.Errorf("export: whose access changed: %w", err)
	}
	rows, err := s.queries.ListOfPerson(ctx, db.ListOfPersonParams{Municipality: municipality, PersonID: known.ID})
	if err != nil {
		return nil, fmt.Errorf("export: %w", err)
	}
	return rows, nil
}

// denied are those orders whose cases may no longer be taken along.
func (s *Store) denied(ctx context.Context, rows []db.CaseExport) ([]uuid.UUID, error) {
	var ends []uuid.UUID
	for _, row := range rows {
		actor, err := s.actorOf(ctx, row)
		if err != nil {
			return nil, err
		}
		found, err := s.decide(ctx, actor, row.CaseCopyID)
		covered := false
		if err == nil {
			covered, err = s.covered(ctx, found, row)
		}
		switch {
		case err == nil && covered, errors.Is(err, errGone):
		case err == nil, errors.Is(err, access.ErrNotFound), errors.Is(err, access.ErrStepUpNeeded):
			ends = append(ends, row.ID)
		default:
			return nil, err
		}
	}
	return ends, nil
}

// Resync is for when events may have been missed: all that is made or ready is
// decided about anew.
func (s *Store) Resync(ctx context.Context, municipality string) error {
	rows, err := s.queries.ListAlive(ctx, municipality)
	if err != nil {
		return fmt.Errorf("export: %w", err)
	}
	ends, err := s.denied(ctx, rows)
	for _, id := range ends {
		err = errors.Join(err, s.end(ctx, id, portal.ExportStateSTOPPED))
	}
	return errors.Join(err, pgx.BeginFunc(ctx, s.settings.Pool, func(tx pgx.Tx) error {
		return s.orderRechecks(ctx, tx, ready(rows, ends))
	}))
}

// stopCopy ends what there is of a copy.
func (s *Store) stopCopy(ctx context.Context, municipality string, caseCopyID uuid.UUID, as state) error {
	rows, err := s.ofCopy(ctx, municipality, caseCopyID)
	if err != nil {
		return err
	}
	for _, row := range rows {
		if err := s.end(ctx, row.ID, as); err != nil {
			return err
		}
	}
	return nil
}
