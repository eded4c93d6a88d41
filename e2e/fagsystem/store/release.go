package store

import (
	"context"
	"strconv"
	"time"

	"github.com/google/uuid"
	openapi_types "github.com/oapi-codegen/runtime/types"

	"innbyggertjenesten/contracts/barnevern"
	"innbyggertjenesten/contracts/fagsystem"
)

// NewEntry is something a case worker releases to one party.
type NewEntry struct {
	Title            map[string]string
	Language         string
	Dokumenttype     string
	Released         fagsystem.EntryReleased
	Remedy           *fagsystem.Remedy
	ChildMayComplain bool
	// Elsewhere: it is complained of in another way than by the portal.
	Elsewhere bool
	Texts     map[string]string
	Formats   map[string]fagsystem.DocumentTextFormat
	PDF       []byte
}

// Released is what came of it.
type Released struct {
	EntryID    uuid.UUID  `json:"entryId"`
	DocumentID *uuid.UUID `json:"documentId,omitempty"`
}

// Release releases an entry with one document to one party.
func (s *Store) Release(ctx context.Context, municipality string, copyID uuid.UUID, n NewEntry) (Released, error) {
	released := Released{EntryID: uuid.Must(uuid.NewV7())}
	err := s.onCopy(ctx, municipality, copyID, "entry.released", func(ctx context.Context, tx *Tx, c lockedCopy, data *fagsystem.EventData) error {
		data.EntryId = &released.EntryID
		_, err := tx.Exec(ctx, `insert into entry (municipality, entry_id, case_copy_id, released, released_at, journalpost, remedy, child_may_complain)
			values ($1, $2, $3, $4, $5, $6, $7, $8)`, municipality, released.EntryID, copyID, string(n.Released), tx.Now,
			n.Journalpost(released.EntryID, c.caseID, tx.Now), n.Remedy, n.ChildMayComplain)
		if err != nil || n.Released != "FULL" {
			return err
		}
		released.DocumentID = ptr(uuid.Must(uuid.NewV7()))
		data.DocumentId = released.DocumentID
		return tx.addDocument(ctx, copyID, released, n)
	})
	return released, err
}

// Journalpost is it as the field publishes it.
func (n NewEntry) Journalpost(entryID, caseID uuid.UUID, now time.Time) barnevern.Barnevernjournalpost {
	title := n.Title[n.Language]
	post := barnevern.Barnevernjournalpost{Tittel: title, ForelderMeldingId: caseID, SystemId: ptr(entryID.String()), Journaldato: &now,
		DokumentetsDato: &now, Tidslinje: ptr(true), Journalposttype: ptr(barnevern.Journalposttype("U")),
		EdialogSkjemaer: []*barnevern.EdialogSkjema{{Predefinert: &barnevern.EdialogSkjemaPredefinert{Type: "SVAR"}}}}
	if n.Dokumenttype != "" {
		post.Dokumenttype = ptr(barnevern.Dokumenttype(n.Dokumenttype))
	}
	if n.Released == "FULL" {
		post.Dokumenter = []*barnevern.Dokument{{Filnavn: "dokument.pdf", MimeType: "application/pdf", Tittel: title, Storrelse: ptr(int64(len(n.PDF)))}}
	}
	if n.Released == "TITLE" {
		post.InnsynsforesporselStatus = ptr(barnevern.InnsynsforesporselStatus("IKKE_FORESPURT"))
		post.MappeId = &barnevern.JournalpostMappeId{SystemId: ptr(caseID.String())}
	}
	if n.Remedy != nil && n.Remedy.Deadline != nil {
		post.Klagefrist = ptr(n.Remedy.Deadline.Time.Add(22 * time.Hour)) // still that day in Oslo, summer and winter
	}
	if n.Remedy != nil && !n.Elsewhere {
		post.EdialogSkjemaer = append(post.EdialogSkjemaer, &barnevern.EdialogSkjema{Predefinert: &barnevern.EdialogSkjemaPredefinert{Type: "KLAGE"}})
	}
	return post
}

func (tx *Tx) addDocument(ctx context.Context, copyID uuid.UUID, r Released, n NewEntry) error {
	source := "released-" + r.DocumentID.String()
	if _, err := tx.Exec(ctx, `insert into file (name, content) values ($1, $2)`, source, n.PDF); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `insert into document (municipality, document_id, entry_id, case_copy_id, place, original_language, titles, file_name)
		values ($1, $2, $3, $4, 0, $5, $6, $7)`, tx.Municipality, *r.DocumentID, r.EntryID, copyID, n.Language, n.Title, source); err != nil {
		return err
	}
	for language, text := range n.Texts {
		kind := fagsystem.ProvenanceKind("CERTIFIED")
		if language == n.Language {
			kind = "ORIGINAL"
		}
		p := fagsystem.Provenance{Kind: kind, MadeAt: tx.Now}
		if kind == "CERTIFIED" {
			p.Agency, p.OfVersionMadeAt = ptr("Fjordtolk AS"), &tx.Now
		}
		if err := tx.putText(ctx, *r.DocumentID, source, language, n.Formats[language], text, 1, p); err != nil {
			return err
		}
	}
	return nil
}

func (tx *Tx) putText(ctx context.Context, documentID uuid.UUID, source, language string, format fagsystem.DocumentTextFormat, text string, version int, p fagsystem.Provenance) error {
	p.OfVersion = strconv.Itoa(version)
	if format == "" {
		format = fagsystem.DocumentTextFormatMARKDOWN
	}
	if _, err := tx.Exec(ctx, `insert into source_text (source, language, direction, format, content) values ($1, $2, $3, $5, $4)
		on conflict (source, language) do update set content = excluded.content, format = excluded.format`, source, language, string(Direction(language)), text, string(format)); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, `insert into document_text (municipality, document_id, language, source, of_version, provenance) values ($1, $2, $3, $4, $5, $6)
		on conflict (municipality, document_id, language) do update set source = excluded.source, of_version = excluded.of_version, provenance = excluded.provenance,
			revision = document_text.revision + 1`,
		tx.Municipality, documentID, language, source, version, p)
	return err
}

// AddText adds a document's text in a language, or replaces it.
func (s *Store) AddText(ctx context.Context, municipality string, copyID, documentID uuid.UUID, language, text string, p fagsystem.Provenance) error {
	kind := fagsystem.EventType("translation.available")
	if p.Kind == "ORIGINAL" {
		kind = "text.available"
	}
	return s.onCopy(ctx, municipality, copyID, kind, func(ctx context.Context, tx *Tx, _ lockedCopy, data *fagsystem.EventData) error {
		data.DocumentId, data.Language = &documentID, &language
		var version int
		var entryID uuid.UUID
		err := tx.QueryRow(ctx, `select version, entry_id from document where municipality = $1 and case_copy_id = $2 and document_id = $3`,
			municipality, copyID, documentID).Scan(&version, &entryID)
		if err != nil {
			return notFound(err)
		}
		data.EntryId = &entryID
		if p.MadeAt.IsZero() {
			p.MadeAt = tx.Now
		}
		if p.Kind != "ORIGINAL" {
			if p.OfVersionMadeAt, err = tx.originalMadeAt(ctx, documentID); err != nil {
				return err
			}
		}
		if err := tx.putText(ctx, documentID, "added-"+documentID.String(), language, "", text, version, p); err != nil {
			return err
		}
		return tx.translationIsHere(ctx, documentID, language)
	})
}

// originalMadeAt is when the version of a document was made that there is now, if it has a text.
func (tx *Tx) originalMadeAt(ctx context.Context, documentID uuid.UUID) (*time.Time, error) {
	var made *time.Time
	err := tx.QueryRow(ctx, `select (select (t.provenance->>'madeAt')::timestamptz from document_text t
			where t.municipality = d.municipality and t.document_id = d.document_id and t.language = d.original_language)
		from document d where d.municipality = $1 and d.document_id = $2 limit 1`, tx.Municipality, documentID).Scan(&made)
	return made, err
}

// ChangeOriginal makes a new version of a document: its translations are outdated until they are made anew.
func (s *Store) ChangeOriginal(ctx context.Context, municipality string, copyID, documentID uuid.UUID) error {
	return s.onCopy(ctx, municipality, copyID, "entry.changed", func(ctx context.Context, tx *Tx, _ lockedCopy, data *fagsystem.EventData) error {
		var entryID uuid.UUID
		err := tx.QueryRow(ctx, `with changed as (
				update document set version = version + 1 where municipality = $1 and case_copy_id = $2 and document_id = $3
				returning municipality, document_id, entry_id, version, original_language),
			original as (
				update document_text t set of_version = changed.version, provenance = t.provenance || jsonb_build_object('madeAt', $4::timestamptz) from changed
				where t.municipality = changed.municipality and t.document_id = changed.document_id and t.language = changed.original_language)
			select entry_id from changed`, municipality, copyID, documentID, tx.Now).Scan(&entryID)
		if err != nil {
			return notFound(err)
		}
		data.EntryId, data.DocumentId = &entryID, &documentID
		tx.Emit("translation.outdated", *data)
		return nil
	})
}

// DraftChange is what a case worker does with a draft that parties are asked about.
type DraftChange struct {
	Asking  bool
	Until   *openapi_types.Date
	Asked   *fagsystem.CommentsAsked
	Outcome *fagsystem.DraftOutcome
}

// ChangeDraft makes an entry a draft that the party is asked about, or says what became of it.
func (s *Store) ChangeDraft(ctx context.Context, municipality string, copyID, entryID uuid.UUID, change DraftChange) error {
	return s.onCopy(ctx, municipality, copyID, "entry.changed", func(ctx context.Context, tx *Tx, _ lockedCopy, data *fagsystem.EventData) error {
		data.EntryId = &entryID
		var until *time.Time
		if change.Until != nil {
			until = &change.Until.Time
		}
		tag, err := tx.Exec(ctx, `update entry set draft_for_comments = $4, comments_until = $5, comments_asked = $6, draft_outcome = $7
			where municipality = $1 and case_copy_id = $2 and entry_id = $3 and withdrawn_at is null`,
			municipality, copyID, entryID, change.Asking, until, change.Asked, change.Outcome)
		if err == nil && tag.RowsAffected() == 0 {
			return ErrNotFound
		}
		return err
	})
}

// ReplaceFile puts another file in a document's place, whatever it is: a new version.
func (s *Store) ReplaceFile(ctx context.Context, municipality string, copyID, documentID uuid.UUID, content []byte) error {
	return s.onCopy(ctx, municipality, copyID, "entry.changed", func(ctx context.Context, tx *Tx, _ lockedCopy, data *fagsystem.EventData) error {
		name := uuid.NewString() + ".pdf"
		if _, err := tx.Exec(ctx, `insert into file (name, content) values ($1, $2)`, name, content); err != nil {
			return err
		}
		var entryID uuid.UUID
		err := tx.QueryRow(ctx, `with changed as (
				update document set version = version + 1, file_name = $4 where municipality = $1 and case_copy_id = $2 and document_id = $3
				returning municipality, entry_id, place)
			update entry e set journalpost = jsonb_set(e.journalpost, array['dokumenter', changed.place::text, 'storrelse'], to_jsonb($5::bigint))
			from changed where e.municipality = changed.municipality and e.entry_id = changed.entry_id
			returning e.entry_id`, municipality, copyID, documentID, name, len(content)).Scan(&entryID)
		data.EntryId, data.DocumentId = &entryID, &documentID
		return notFound(err)
	})
}

// WithdrawEntry takes an entry back from a party.
func (s *Store) WithdrawEntry(ctx context.Context, municipality string, copyID, entryID uuid.UUID) error {
	return s.onCopy(ctx, municipality, copyID, "entry.withdrawn", func(ctx context.Context, tx *Tx, _ lockedCopy, data *fagsystem.EventData) error {
		data.EntryId = &entryID
		tag, err := tx.Exec(ctx, `update entry set withdrawn_at = $4 where municipality = $1 and case_copy_id = $2 and entry_id = $3 and withdrawn_at is null`,
			municipality, copyID, entryID, tx.Now)
		if err == nil && tag.RowsAffected() == 0 {
			return ErrNotFound
		}
		return err
	})
}
