package store

import (
	"context"

	"github.com/google/uuid"

	"innbyggertjenesten/contracts/fagsystem"
)

// SayInShort says something of an entry in short, instead of what was said. files
// are the recordings of its media, by name.
func (s *Store) SayInShort(ctx context.Context, municipality string, copyID, entryID uuid.UUID, said *fagsystem.InShort, files map[string]string) error {
	return s.onCopy(ctx, municipality, copyID, "entry.changed", func(ctx context.Context, tx *Tx, _ lockedCopy, data *fagsystem.EventData) error {
		data.EntryId = &entryID
		tag, err := tx.Exec(ctx, `update entry set in_short = $4, media_files = $5
			where municipality = $1 and case_copy_id = $2 and entry_id = $3 and withdrawn_at is null`,
			municipality, copyID, entryID, said, notNilMap(files))
		if err == nil && tag.RowsAffected() == 0 {
			return ErrNotFound
		}
		return err
	})
}

func notNilMap(files map[string]string) map[string]string {
	if files == nil {
		return map[string]string{}
	}
	return files
}
