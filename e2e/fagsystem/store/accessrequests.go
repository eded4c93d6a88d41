package store

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"innbyggertjenesten/contracts/barnevern"
	"innbyggertjenesten/contracts/fagsystem"
)

// askForAccess notes what a request asks to see. What is released wholly by now is granted with it.
func (tx *Tx) askForAccess(ctx context.Context, c lockedCopy, id uuid.UUID, asked fagsystem.AccessRequest, data fagsystem.EventData) error {
	add := func(place int, entryID *uuid.UUID, status barnevern.InnsynsforespoerselStatus) error {
		_, err := tx.Exec(ctx, `insert into access_request_item (municipality, case_copy_id, submission_id, place, entry_id, status, decided_at)
			values ($1, $2, $3, $4, $5, $6::text, case when $6 = 'INNVILGET' then $7::timestamptz end)`,
			tx.Municipality, c.id, id, place, entryID, string(status), tx.Now)
		return err
	}
	if asked.WholeCase != nil && *asked.WholeCase {
		return add(0, nil, barnevern.InnsynsforespoerselStatusManuellBehandling)
	}
	for place, entryID := range asked.EntryIds {
		var released string
		err := tx.QueryRow(ctx, `select released from entry where municipality = $1 and case_copy_id = $2 and entry_id = $3 and withdrawn_at is null`,
			tx.Municipality, c.id, entryID).Scan(&released)
		if notFound(err) == ErrNotFound {
			return InvalidError("asks for an entry that isn't in this copy")
		}
		if err != nil {
			return err
		}
		status := barnevern.InnsynsforespoerselStatusManuellBehandling
		if released == "FULL" {
			status = barnevern.InnsynsforespoerselStatusInnvilget
		} else if err := tx.setAccess(ctx, c, entryID, barnevern.InnsynsforesporselStatusForespurt); err != nil {
			return err
		}
		if err := add(place, &entryID, status); err != nil {
			return err
		}
		told := data
		told.EntryId = &entryID
		tx.Emit("entry.changed", told)
	}
	return nil
}

func (tx *Tx) setAccess(ctx context.Context, c lockedCopy, entryID uuid.UUID, status barnevern.InnsynsforesporselStatus) error {
	tag, err := tx.Exec(ctx, `update entry set journalpost = jsonb_set(journalpost, '{innsynsforesporselStatus}', to_jsonb($4::text))
		where municipality = $1 and case_copy_id = $2 and entry_id = $3 and withdrawn_at is null`, tx.Municipality, c.id, entryID, string(status))
	if err == nil && tag.RowsAffected() == 0 {
		return ErrNotFound
	}
	return err
}

// Decision is what a case worker decides about what was asked for; without a grant it is refused.
type Decision struct {
	Granted     bool
	Explanation string
	Language    string
	Remedy      *fagsystem.Remedy
}

func (d Decision) status() barnevern.InnsynsforespoerselStatus {
	if d.Granted {
		return barnevern.InnsynsforespoerselStatusInnvilget
	}
	return barnevern.InnsynsforespoerselStatusAvvist
}

// DecideAccess grants or refuses to see an entry of which only the title was released.
func (s *Store) DecideAccess(ctx context.Context, municipality string, copyID, entryID uuid.UUID, d Decision) error {
	return s.onCopy(ctx, municipality, copyID, "request.decided", func(ctx context.Context, tx *Tx, c lockedCopy, data *fagsystem.EventData) error {
		data.EntryId = &entryID
		status := barnevern.InnsynsforesporselStatusAvvist
		if d.Granted {
			status = barnevern.InnsynsforesporselStatusGodkjent
			if err := tx.releaseWholly(ctx, c, &entryID); err != nil {
				return err
			}
		}
		if err := tx.setAccess(ctx, c, entryID, status); err != nil {
			return err
		}
		rows, err := tx.decide(ctx, c, d, `entry_id = $3`, entryID)
		if err == nil && len(rows) > 0 {
			data.MessageId = &rows[0]
		}
		return err
	})
}

// DecideCase grants or refuses what a request for the whole case asked for.
func (s *Store) DecideCase(ctx context.Context, municipality string, copyID, requestID uuid.UUID, d Decision) error {
	return s.onCopy(ctx, municipality, copyID, "request.decided", func(ctx context.Context, tx *Tx, c lockedCopy, data *fagsystem.EventData) error {
		data.MessageId = &requestID
		rows, err := tx.decide(ctx, c, d, `submission_id = $3 and entry_id is null`, requestID)
		if err == nil && len(rows) == 0 {
			return ErrNotFound
		}
		if err == nil && d.Granted {
			err = tx.releaseWholly(ctx, c, nil)
		}
		return err
	})
}

// LookInto says that somebody looks at what a request asked for.
func (s *Store) LookInto(ctx context.Context, municipality string, copyID, requestID uuid.UUID) error {
	return s.onCopy(ctx, municipality, copyID, "case.changed", func(ctx context.Context, tx *Tx, c lockedCopy, _ *fagsystem.EventData) error {
		tag, err := tx.Exec(ctx, `update access_request_item set status = 'UNDER_BEHANDLING'
			where municipality = $1 and case_copy_id = $2 and submission_id = $3 and status = 'MANUELL_BEHANDLING'`, tx.Municipality, c.id, requestID)
		if err == nil && tag.RowsAffected() == 0 {
			return ErrNotFound
		}
		return err
	})
}

// decide decides what isn't decided yet, and names the requests that asked for it, the newest first.
func (tx *Tx) decide(ctx context.Context, c lockedCopy, d Decision, which string, id uuid.UUID) ([]uuid.UUID, error) {
	if d.Language == "" {
		d.Language = "nb"
	}
	rows, err := tx.Query(ctx, `with decided as (
			update access_request_item set status = $4, begrunnelse = nullif($5, ''), language = $6, remedy = $7, decided_at = $8
			where municipality = $1 and case_copy_id = $2 and `+which+` and status in ('MANUELL_BEHANDLING', 'UNDER_BEHANDLING')
			returning submission_id)
		select d.submission_id from decided d join submission s on s.municipality = $1 and s.case_copy_id = $2 and s.submission_id = d.submission_id
		order by s.position desc`, tx.Municipality, c.id, id, string(d.status()), d.Explanation, d.Language, d.Remedy, tx.Now)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
}

// releaseWholly releases what was released with its title only, with its files: one entry, or all of the copy.
func (tx *Tx) releaseWholly(ctx context.Context, c lockedCopy, entryID *uuid.UUID) error {
	_, err := tx.Exec(ctx, `update entry e set released = 'FULL', journalpost = e.journalpost
			|| jsonb_build_object('innsynsforesporselStatus', 'GODKJENT')
			|| coalesce((select jsonb_build_object('dokumenter', jsonb_agg(jsonb_build_object('filnavn', 'dokument.pdf', 'mimeType', 'application/pdf',
			       'tittel', coalesce(d.titles->>d.original_language, e.journalpost->>'tittel'), 'storrelse', octet_length(f.content)) order by d.place))
			     from document d join file f on f.name = d.file_name where d.municipality = e.municipality and d.entry_id = e.entry_id having count(*) > 0), '{}')
		where e.municipality = $1 and e.case_copy_id = $2 and ($3::uuid is null or e.entry_id = $3) and e.released = 'TITLE' and e.withdrawn_at is null`,
		tx.Municipality, c.id, entryID)
	return err
}
