package store

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"strconv"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	openapi_types "github.com/oapi-codegen/runtime/types"

	"innbyggertjenesten/contracts/fagsystem"
)

const entryColumns = `e.entry_id, e.case_copy_id, e.released, e.released_at, e.journalpost, e.remedy, e.sub_goal_states,
	e.draft_for_comments, e.comments_until, e.comments_asked, e.draft_outcome, e.opened_at, e.child_may_complain, e.in_short, e.understood`

// live joins an entry to a copy that still exists for its party.
const live = ` from entry e join case_copy c using (municipality, case_copy_id)
	where e.municipality = $1 and e.case_copy_id = $2 and e.withdrawn_at is null and c.ended_at is null `

func scanEntry(row pgx.CollectableRow) (fagsystem.Entry, error) {
	var e fagsystem.Entry
	var until *time.Time
	var draft, mayComplain bool
	err := row.Scan(&e.EntryId, &e.CaseCopyId, &e.Released, &e.ReleasedAt, &e.Journalpost, &e.Remedy, &e.SubGoalStates,
		&draft, &until, &e.CommentsAsked, &e.DraftOutcome, &e.OpenedAt, &mayComplain, &e.InShort, &e.Understood)
	if draft {
		e.DraftForComments = &draft
	}
	if mayComplain {
		e.ChildMayComplain = &mayComplain
	}
	if until != nil {
		e.CommentsUntil = &openapi_types.Date{Time: *until}
	}
	if e.Released != "FULL" {
		e.InShort, e.Understood = nil, nil
	}
	e.Documents = []fagsystem.EntryDocument{}
	return e, err
}

// leaked are the facts that a careless fagsystem writes into a copy's words.
func (s *Store) leaked(ctx context.Context, municipality string, copyID uuid.UUID) ([]string, error) {
	if !s.Leaks.Load() {
		return nil, nil
	}
	return s.protected(ctx, municipality, copyID)
}

// careless is what of a copy's entries a careless fagsystem would send.
func (s *Store) careless(ctx context.Context, municipality string, copyID uuid.UUID, entries []fagsystem.Entry) error {
	if !s.Leaks.Load() {
		return nil
	}
	protected, err := s.protected(ctx, municipality, copyID)
	for i := range entries {
		leakIn(&entries[i], LeakedFacts)
		for _, fact := range protected {
			leakWords(&entries[i], fact)
		}
	}
	return err
}

// protected is where a copy's protected other parties are.
func (s *Store) protected(ctx context.Context, municipality string, copyID uuid.UUID) ([]string, error) {
	rows, err := s.Pool.Query(ctx, `select p.contact->>'address' from case_copy mine
		join case_copy c on c.municipality = mine.municipality and c.case_id = mine.case_id and c.person_id <> mine.person_id and c.ended_at is null
		join person p on p.municipality = c.municipality and p.person_id = c.person_id
		where mine.municipality = $1 and mine.case_copy_id = $2 and 'ADDRESS' = any(p.hidden) and p.contact->>'address' is not null
		  and c.person_id <> all(mine.unseen)`, municipality, copyID)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[string])
}

// Entry is one entry in one party's copy. The version is left to the caller.
func (s *Store) Entry(ctx context.Context, municipality string, copyID, entryID uuid.UUID) (fagsystem.Entry, error) {
	rows, err := s.Pool.Query(ctx, `select `+entryColumns+live+` and e.entry_id = $3`, municipality, copyID, entryID)
	if err != nil {
		return fagsystem.Entry{}, err
	}
	e, err := pgx.CollectExactlyOneRow(rows, scanEntry)
	if err != nil {
		return e, notFound(err)
	}
	list := []fagsystem.Entry{e}
	if err := s.withDocuments(ctx, municipality, list); err != nil {
		return e, err
	}
	err = s.careless(ctx, municipality, copyID, list)
	return list[0], err
}

type entryCursor struct {
	ReleasedAt time.Time `json:"t"`
	EntryID    uuid.UUID `json:"e"`
}

// Entries is a page of a copy's entries, newest first.
func (s *Store) Entries(ctx context.Context, municipality string, copyID uuid.UUID, cursor *string, limit int) (fagsystem.EntryPage, error) {
	page := fagsystem.EntryPage{}
	if err := s.copyExists(ctx, municipality, copyID); err != nil {
		return page, err
	}
	after := entryCursor{ReleasedAt: time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC), EntryID: uuid.Max}
	if cursor != nil {
		raw, err := base64.RawURLEncoding.DecodeString(*cursor)
		if err != nil || json.Unmarshal(raw, &after) != nil {
			return page, InvalidError("unknown cursor")
		}
	}
	rows, err := s.Pool.Query(ctx, `select `+entryColumns+live+` and (e.released_at, e.entry_id) < ($3, $4)
		order by e.released_at desc, e.entry_id desc limit $5`, municipality, copyID, after.ReleasedAt, after.EntryID, limit+1)
	if err != nil {
		return page, err
	}
	page.Entries, err = pgx.CollectRows(rows, scanEntry)
	if err != nil {
		return page, err
	}
	if len(page.Entries) > limit {
		page.Entries = page.Entries[:limit]
		last := page.Entries[limit-1]
		raw, err := json.Marshal(entryCursor{last.ReleasedAt, last.EntryId})
		if err != nil {
			return page, err
		}
		page.NextCursor = ptr(base64.RawURLEncoding.EncodeToString(raw))
	}
	if err := s.careless(ctx, municipality, copyID, page.Entries); err != nil {
		return page, err
	}
	return page, s.withDocuments(ctx, municipality, page.Entries)
}

func (s *Store) copyExists(ctx context.Context, municipality string, copyID uuid.UUID) error {
	var one int
	return notFound(s.Pool.QueryRow(ctx, `select 1 from case_copy where municipality = $1 and case_copy_id = $2 and ended_at is null`,
		municipality, copyID).Scan(&one))
}

// withDocuments adds each entry's files and which texts there are of them. An entry of which only the title is
// released has none.
func (s *Store) withDocuments(ctx context.Context, municipality string, entries []fagsystem.Entry) error {
	byID := map[uuid.UUID]*fagsystem.Entry{}
	var ids []uuid.UUID
	for i := range entries {
		if entries[i].Released == "FULL" {
			byID[entries[i].EntryId] = &entries[i]
			ids = append(ids, entries[i].EntryId)
		}
	}
	rows, err := s.Pool.Query(ctx, `
		select d.entry_id, d.document_id, d.place, d.version, d.original_language, d.titles,
		       t.language, st.direction, t.provenance, t.of_version
		from document d
		left join document_text t using (municipality, document_id)
		left join source_text st on st.source = t.source and st.language = t.language
		where municipality = $1 and d.entry_id = any($2)
		order by d.entry_id, d.place, t.language = d.original_language desc, t.language`, municipality, ids)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var entryID uuid.UUID
		var d fagsystem.EntryDocument
		var titles map[string]string
		var version int
		var language *string
		var direction *fagsystem.Direction
		var provenance *fagsystem.Provenance
		var ofVersion *int
		if err := rows.Scan(&entryID, &d.DocumentId, &d.Index, &version, &d.OriginalLanguage, &titles,
			&language, &direction, &provenance, &ofVersion); err != nil {
			return err
		}
		e := byID[entryID]
		if n := len(e.Documents); n == 0 || e.Documents[n-1].DocumentId != d.DocumentId {
			d.Version, d.Title, d.Texts = strconv.Itoa(version), titles, []fagsystem.TextInfo{}
			e.Documents = append(e.Documents, d)
		}
		if language != nil {
			last := &e.Documents[len(e.Documents)-1]
			provenance.OfVersion = strconv.Itoa(*ofVersion)
			last.Texts = append(last.Texts, fagsystem.TextInfo{
				Language: *language, Direction: *direction, Provenance: *provenance, Outdated: *ofVersion < version})
		}
	}
	return rows.Err()
}
