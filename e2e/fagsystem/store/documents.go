package store

import (
	"context"
	"strconv"

	"github.com/google/uuid"

	"innbyggertjenesten/contracts/fagsystem"
)

// File is a document's original.
type File struct {
	Name    string
	Version string
	Content []byte
}

// readable joins a document to an entry that is released in full and to a copy that still exists for its party.
const readable = ` from document d
	join entry e using (municipality, entry_id)
	join case_copy c on c.municipality = e.municipality and c.case_copy_id = e.case_copy_id
	where d.municipality = $1 and e.case_copy_id = $2 and d.document_id = $3
	  and e.released = 'FULL' and e.withdrawn_at is null and c.ended_at is null`

// Content is a document's original file.
func (s *Store) Content(ctx context.Context, municipality string, copyID, documentID uuid.UUID) (File, error) {
	var f File
	var version int
	err := s.Pool.QueryRow(ctx, `select d.file_name, d.version, (select f.content from file f where f.name = d.file_name)`+readable,
		municipality, copyID, documentID).Scan(&f.Name, &version, &f.Content)
	f.Version = strconv.Itoa(version)
	if s.Leaks.Load() {
		f.Version += " " + LeakedFacts
	}
	return f, notFound(err)
}

// Media is a voice or video of what is said of an entry in short.
func (s *Store) Media(ctx context.Context, municipality string, copyID, entryID, mediaID uuid.UUID) (File, error) {
	f := File{Version: "1"}
	err := s.Pool.QueryRow(ctx, `select f.name, f.content from entry e join case_copy c using (municipality, case_copy_id)
		join file f on f.name = e.media_files->>$4
		where e.municipality = $1 and e.case_copy_id = $2 and e.entry_id = $3 and e.released = 'FULL' and e.withdrawn_at is null and c.ended_at is null`,
		municipality, copyID, entryID, mediaID.String()).Scan(&f.Name, &f.Content)
	return f, notFound(err)
}

// Text is a document's text in one language.
func (s *Store) Text(ctx context.Context, municipality string, copyID, documentID uuid.UUID, language string) (fagsystem.DocumentText, error) {
	t := fagsystem.DocumentText{DocumentId: documentID, Language: language}
	var version, ofVersion int
	var source, made string
	err := s.Pool.QueryRow(ctx, `
		select found.version, st.direction, st.format, st.content, t.provenance, t.of_version, t.source, `+textVersion+`
		from (select d.municipality, d.document_id, d.version `+readable+`) found
		join document_text t using (municipality, document_id)
		join source_text st on st.source = t.source and st.language = t.language
		where t.language = $4`, municipality, copyID, documentID, language).
		Scan(&version, &t.Direction, &t.Format, &t.Content, &t.Provenance, &ofVersion, &source, &made)
	if err != nil {
		return t, notFound(err)
	}
	t.Version = strconv.Itoa(version)
	t.Provenance.OfVersion = strconv.Itoa(ofVersion)
	t.Outdated, t.TextVersion = ofVersion < version, &made
	t.ConfirmedMarks, err = s.confirmedMarks(ctx, municipality, source, language, made)
	return t, err
}
