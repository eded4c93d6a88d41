package api

import (
	"context"
	"encoding/json"
	"net/http"

	"github.com/google/uuid"

	"innbyggertjenesten/contracts/fagsystem"
)

// asWritten is an answer in which a published object stands word for word as somebody has put it there, also one that
// the contract's types can't hold.
type asWritten struct {
	body any
	etag string
}

func (a asWritten) write(w http.ResponseWriter) error {
	w.Header().Set("Content-Type", "application/json")
	if a.etag != "" {
		w.Header().Set("ETag", *etag(a.etag))
	}
	return json.NewEncoder(w).Encode(a.body)
}

func (a asWritten) VisitGetCaseCopyResponse(w http.ResponseWriter) error { return a.write(w) }
func (a asWritten) VisitGetEntryResponse(w http.ResponseWriter) error    { return a.write(w) }
func (a asWritten) VisitListEntriesResponse(w http.ResponseWriter) error { return a.write(w) }

// withWritten puts what was written into resource's field; ok is false where nothing was.
func (s *Server) withWritten(ctx context.Context, resource any, id uuid.UUID, field string) (answer asWritten, ok bool, err error) {
	written, err := s.Store.Written(ctx, s.Municipality, id)
	if err != nil || written[id] == nil {
		return asWritten{}, false, err
	}
	fields, err := fieldsOf(resource)
	if err != nil {
		return asWritten{}, false, err
	}
	fields[field] = written[id]
	answer.body = fields
	answer.etag, err = versionOf(fields)
	return answer, true, err
}

// pageWithWritten is withWritten for a page of entries.
func (s *Server) pageWithWritten(ctx context.Context, page fagsystem.EntryPage) (answer asWritten, ok bool, err error) {
	ids := make([]uuid.UUID, 0, len(page.Entries))
	for _, entry := range page.Entries {
		ids = append(ids, entry.EntryId)
	}
	written, err := s.Store.Written(ctx, s.Municipality, ids...)
	if err != nil || len(written) == 0 {
		return asWritten{}, false, err
	}
	entries := make([]any, 0, len(page.Entries))
	for _, entry := range page.Entries {
		fields, err := fieldsOf(entry)
		if err != nil {
			return asWritten{}, false, err
		}
		if written[entry.EntryId] != nil {
			fields["journalpost"] = written[entry.EntryId]
		}
		entries = append(entries, fields)
	}
	return asWritten{body: map[string]any{"entries": entries, "nextCursor": page.NextCursor}}, true, nil
}

func fieldsOf(resource any) (map[string]json.RawMessage, error) {
	raw, err := json.Marshal(resource)
	if err != nil {
		return nil, err
	}
	var fields map[string]json.RawMessage
	return fields, json.Unmarshal(raw, &fields)
}
