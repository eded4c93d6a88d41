package documents

import (
	"context"
	"errors"
	"net/http"

	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/show"
)

// Narrower makes a session that shows one document of another one.
type Narrower interface {
	ShowOnly(ctx context.Context, actor *session.Actor, only session.Only) (cookie string, err error)
}

// ShowOnlyDocument leaves the one who is logged in with this document alone, so
// that somebody else can read it beside them.
func (a *API) ShowOnlyDocument(ctx context.Context, request portal.ShowOnlyDocumentRequestObject) (portal.ShowOnlyDocumentResponseObject, error) {
	actor := session.FromContext(ctx)
	only := session.Only{CaseCopyID: request.CaseCopyId, EntryID: request.EntryId, DocumentID: request.DocumentId}
	purpose := access.Purpose{Action: "document.show-only", ObjectKind: "document", ObjectID: request.DocumentId.String()}
	one, document, err := a.document(ctx, only, purpose)
	if err != nil {
		return nil, access.Problem(err)
	}
	// What can't be read alone must not cost a log-in.
	text, err := a.Text(ctx, one.found, one.entry, document, actor.Language)
	if err != nil {
		return nil, access.Problem(err)
	}
	if text.Original.OnlyFile != nil && (text.Translation == nil || text.Translation.OnlyFile != nil) && !show.IsPDF(one.entry, document) {
		return nil, problem.New(problem.NotFound)
	}
	cookie, err := a.settings.Sessions.ShowOnly(ctx, actor, only)
	if errors.Is(err, session.ErrEnded) {
		return nil, problem.New(problem.SessionEnded)
	}
	if err != nil {
		return nil, problem.Wrap(problem.Unavailable, err)
	}
	return narrowed{cookie}, nil
}

// narrowed is the answer that exchanges the cookie.
type narrowed struct{ cookie string }

// VisitShowOnlyDocumentResponse writes the answer.
func (n narrowed) VisitShowOnlyDocumentResponse(w http.ResponseWriter) error {
	session.SetCookie(w, session.Citizen, n.cookie)
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// GetOnlyDocument is the one document of a session that shows only one; for
// others there is none.
func (a *API) GetOnlyDocument(ctx context.Context, request portal.GetOnlyDocumentRequestObject) (portal.GetOnlyDocumentResponseObject, error) {
	actor := session.FromContext(ctx)
	if actor.Only == nil {
		return nil, problem.New(problem.NotFound)
	}
	only, wanted := *actor.Only, ""
	if request.Params.Language != nil {
		wanted = *request.Params.Language
	}
	one, document, err := a.document(ctx, only, access.Purpose{Action: readingBy(actor), ObjectKind: "document", ObjectID: only.DocumentID.String()})
	if err != nil {
		return nil, access.Problem(err)
	}
	text, err := a.Text(ctx, one.found, one.entry, document, wanted)
	if err != nil {
		return nil, access.Problem(err)
	}
	whole := a.whole(one, wanted)
	shown := portal.OnlyDocument{
		Type: whole.Summary.Type, Date: whole.Summary.Date, Remedy: whole.Remedy, ComplaintDeadline: whole.Summary.ComplaintDeadline,
		HasPdf: show.IsPDF(one.entry, document), Text: text, Languages: []string{document.OriginalLanguage},
	}
	for _, known := range whole.Documents {
		if known.DocumentId != only.DocumentID {
			continue
		}
		shown.Title, shown.TitleLanguage, shown.TitleTranslation = known.Title, known.TitleLanguage, known.TitleTranslation
		for _, info := range known.Texts {
			if info.Language != document.OriginalLanguage {
				shown.Languages = append(shown.Languages, info.Language)
			}
		}
	}
	return portal.GetOnlyDocument200JSONResponse(shown), nil
}

// GetOnlyDocumentContent streams that document's original file, decided about
// each time as for whoever sees everything.
func (a *API) GetOnlyDocumentContent(ctx context.Context, request portal.GetOnlyDocumentContentRequestObject) (portal.GetOnlyDocumentContentResponseObject, error) {
	actor := session.FromContext(ctx)
	if actor.Only == nil {
		return nil, problem.New(problem.NotFound)
	}
	passing, err := a.stream(ctx, *actor.Only, request.Params.Range, request.Params.IfRange)
	if err != nil {
		return nil, access.Problem(err)
	}
	return onlyPDF{passing}, nil
}

// onlyPDF is that file on its way through; it isn't given out to be kept.
type onlyPDF struct{ passing }

// VisitGetOnlyDocumentContentResponse writes the answer.
func (p onlyPDF) VisitGetOnlyDocumentContentResponse(w http.ResponseWriter) error {
	return pdf{passing: p.passing}.VisitGetDocumentContentResponse(w)
}

// readingBy is the action that the reading of a document is recorded as. What a session that shows
// one document reads is part of that showing, which was recorded when it began:
// of it only denials are.
func readingBy(actor *session.Actor) string {
	if actor.Only != nil {
		return ""
	}
	return "document.read"
}

// document decides, reads and records one document.
func (a *API) document(ctx context.Context, wanted session.Only, purpose access.Purpose) (one seen, document contract.EntryDocument, err error) {
	one, err = a.entry(ctx, wanted.CaseCopyID, wanted.EntryID, purpose, func(one seen) (ok bool) {
		document, ok = show.Document(one.entry, wanted.DocumentID)
		return ok
	})
	return one, document, err
}
