package store

import (
	"context"

	"github.com/google/uuid"

	"innbyggertjenesten/contracts/fagsystem"
)

// WithdrawText takes a document's text in one language away; the document stays.
func (s *Store) WithdrawText(ctx context.Context, municipality string, copyID, documentID uuid.UUID, language string) error {
	return s.onCopy(ctx, municipality, copyID, "entry.changed", func(ctx context.Context, tx *Tx, _ lockedCopy, data *fagsystem.EventData) error {
		data.DocumentId = &documentID
		return notFound(tx.QueryRow(ctx, `delete from document_text t using document d
			where t.municipality = $1 and t.document_id = $3 and t.language = $4
			  and d.municipality = t.municipality and d.document_id = t.document_id and d.case_copy_id = $2
			returning d.entry_id`, municipality, copyID, documentID, language).Scan(&data.EntryId))
	})
}

// WithdrawDocument takes a document out of its entry, with what was asked for and
// marked in it; the entry stays.
func (s *Store) WithdrawDocument(ctx context.Context, municipality string, copyID, documentID uuid.UUID) error {
	return s.onCopy(ctx, municipality, copyID, "entry.changed", func(ctx context.Context, tx *Tx, _ lockedCopy, data *fagsystem.EventData) error {
		data.DocumentId = &documentID
		err := tx.QueryRow(ctx, `select entry_id from document where municipality = $1 and case_copy_id = $2 and document_id = $3`,
			municipality, copyID, documentID).Scan(&data.EntryId)
		if err != nil {
			return notFound(err)
		}
		for _, table := range []string{"document_text", "translation_order", "paragraph_mark", "document"} {
			if _, err := tx.Exec(ctx, `delete from `+table+` where municipality = $1 and document_id = $2`, municipality, documentID); err != nil {
				return err
			}
		}
		return nil
	})
}
