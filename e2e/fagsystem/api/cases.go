package api

import (
	"bytes"
	"context"
	"net/http"
	"time"

	"innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/e2e/fagsystem/store"
)

// GetCaseCopy answers one party's copy of a case.
func (s *Server) GetCaseCopy(ctx context.Context, r fagsystem.GetCaseCopyRequestObject) (fagsystem.GetCaseCopyResponseObject, error) {
	c, err := s.Store.CaseCopy(ctx, s.Municipality, r.CaseCopyId)
	if err != nil {
		return nil, err
	}
	if c.Version, err = versionOf(c); err != nil {
		return nil, err
	}
	if answer, ok, err := s.withWritten(ctx, c, r.CaseCopyId, "mappe"); ok || err != nil {
		return answer, err
	}
	if unchanged(r.Params.IfNoneMatch, c.Version) {
		return fagsystem.GetCaseCopy304Response{}, nil
	}
	return fagsystem.GetCaseCopy200JSONResponse{Body: c, Headers: fagsystem.GetCaseCopy200ResponseHeaders{ETag: etag(c.Version)}}, nil
}

// ListEntries answers a page of entries, newest first.
func (s *Server) ListEntries(ctx context.Context, r fagsystem.ListEntriesRequestObject) (fagsystem.ListEntriesResponseObject, error) {
	limit, err := within(r.Params.Limit)
	if err != nil {
		return nil, err
	}
	page, err := s.Store.Entries(ctx, s.Municipality, r.CaseCopyId, r.Params.Cursor, limit)
	if err != nil {
		return nil, err
	}
	for i := range page.Entries {
		if page.Entries[i].Version, err = versionOf(page.Entries[i]); err != nil {
			return nil, err
		}
	}
	if answer, ok, err := s.pageWithWritten(ctx, page); ok || err != nil {
		return answer, err
	}
	return fagsystem.ListEntries200JSONResponse(page), nil
}

// GetEntry answers one entry.
func (s *Server) GetEntry(ctx context.Context, r fagsystem.GetEntryRequestObject) (fagsystem.GetEntryResponseObject, error) {
	e, err := s.Store.Entry(ctx, s.Municipality, r.CaseCopyId, r.EntryId)
	if err != nil {
		return nil, err
	}
	if e.Version, err = versionOf(e); err != nil {
		return nil, err
	}
	if answer, ok, err := s.withWritten(ctx, e, r.EntryId, "journalpost"); ok || err != nil {
		return answer, err
	}
	if unchanged(r.Params.IfNoneMatch, e.Version) {
		return fagsystem.GetEntry304Response{}, nil
	}
	return fagsystem.GetEntry200JSONResponse{Body: e, Headers: fagsystem.GetEntry200ResponseHeaders{ETag: etag(e.Version)}}, nil
}

// GetDocumentText answers a document's text in one language.
func (s *Server) GetDocumentText(ctx context.Context, r fagsystem.GetDocumentTextRequestObject) (fagsystem.GetDocumentTextResponseObject, error) {
	t, err := s.Store.Text(ctx, s.Municipality, r.CaseCopyId, r.DocumentId, r.Language)
	if err != nil {
		return nil, err
	}
	return fagsystem.GetDocumentText200JSONResponse{Body: t, Headers: fagsystem.GetDocumentText200ResponseHeaders{ETag: etag(t.Version)}}, nil
}

// GetMediaContent answers a voice or video, or a part of it.
func (s *Server) GetMediaContent(ctx context.Context, r fagsystem.GetMediaContentRequestObject) (fagsystem.GetMediaContentResponseObject, error) {
	file, err := s.Store.Media(ctx, s.Municipality, r.CaseCopyId, r.EntryId, r.MediaId)
	if err != nil {
		return nil, err
	}
	return content{file, fagsystem.GetDocumentContentParams(r.Params)}, nil
}

// VisitGetMediaContentResponse writes the file.
func (c content) VisitGetMediaContentResponse(w http.ResponseWriter) error {
	return c.VisitGetDocumentContentResponse(w)
}

// GetTextRequests answers what a party has asked for and said about documents' texts.
func (s *Server) GetTextRequests(ctx context.Context, r fagsystem.GetTextRequestsRequestObject) (fagsystem.GetTextRequestsResponseObject, error) {
	asked, err := s.Store.TextRequests(ctx, s.Municipality, r.CaseCopyId)
	return fagsystem.GetTextRequests200JSONResponse(asked), err
}

// ListAccesses answers a page of what employees have opened, newest first.
func (s *Server) ListAccesses(ctx context.Context, r fagsystem.ListAccessesRequestObject) (fagsystem.ListAccessesResponseObject, error) {
	limit, err := within(r.Params.Limit)
	if err != nil {
		return nil, err
	}
	page, err := s.Store.LoggedAccesses(ctx, s.Municipality, r.CaseCopyId, r.Params.Cursor, limit)
	return fagsystem.ListAccesses200JSONResponse(page), err
}

// GetDocumentContent answers the file, or a part of it.
func (s *Server) GetDocumentContent(ctx context.Context, r fagsystem.GetDocumentContentRequestObject) (fagsystem.GetDocumentContentResponseObject, error) {
	file, err := s.Store.Content(ctx, s.Municipality, r.CaseCopyId, r.DocumentId)
	if err != nil {
		return nil, err
	}
	return content{file, r.Params}, nil
}

// content leaves ranges to the standard library.
type content struct {
	file   store.File
	params fagsystem.GetDocumentContentParams
}

// VisitGetDocumentContentResponse writes the file.
func (c content) VisitGetDocumentContentResponse(w http.ResponseWriter) error {
	r := &http.Request{Method: http.MethodGet, Header: http.Header{}}
	if c.params.Range != nil {
		r.Header.Set("Range", *c.params.Range)
	}
	if c.params.IfRange != nil {
		r.Header.Set("If-Range", *c.params.IfRange)
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	w.Header().Set("ETag", *etag(c.file.Version))
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(c.file.Content))
	return nil
}
