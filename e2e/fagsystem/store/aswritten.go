package store

import (
	"context"
	"encoding/json"

	"github.com/google/uuid"

	"innbyggertjenesten/contracts/fagsystem"
)

// WriteCase puts another published case into a copy, word for word, also one that breaks the contract.
func (s *Store) WriteCase(ctx context.Context, municipality string, copyID uuid.UUID, mappe json.RawMessage) error {
	return s.onCopy(ctx, municipality, copyID, "case.changed", func(ctx context.Context, tx *Tx, _ lockedCopy, _ *fagsystem.EventData) error {
		return tx.write(ctx, copyID, mappe)
	})
}

// WriteEntry puts another published entry in an entry's place, in the same way.
func (s *Store) WriteEntry(ctx context.Context, municipality string, copyID, entryID uuid.UUID, journalpost json.RawMessage) error {
	return s.onCopy(ctx, municipality, copyID, "entry.changed", func(ctx context.Context, tx *Tx, _ lockedCopy, data *fagsystem.EventData) error {
		data.EntryId = &entryID
		return tx.write(ctx, entryID, journalpost)
	})
}

func (tx *Tx) write(ctx context.Context, id uuid.UUID, published json.RawMessage) error {
	_, err := tx.Exec(ctx, `insert into as_written (municipality, id, published) values ($1, $2, $3)
		on conflict (municipality, id) do update set published = excluded.published`, tx.Municipality, id, published)
	return err
}

// Written is what was put in the place of the published objects with these ids.
func (s *Store) Written(ctx context.Context, municipality string, ids ...uuid.UUID) (map[uuid.UUID]json.RawMessage, error) {
	rows, err := s.Pool.Query(ctx, `select id, published from as_written where municipality = $1 and id = any($2)`, municipality, ids)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	written := map[uuid.UUID]json.RawMessage{}
	for rows.Next() {
		var id uuid.UUID
		var published []byte
		if err := rows.Scan(&id, &published); err != nil {
			return nil, err
		}
		written[id] = published
	}
	return written, rows.Err()
}
