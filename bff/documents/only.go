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
	found, entry, document, err := a.document(ctx, only, purpose)
	if err != nil {
		return nil, access.Problem(err)
	}
	// What can't be read alone must not cost a log-in.
	text, err := a.Text(ctx, found, entry, document, actor.Language)
	if err != nil {
		return nil, access.Problem(err)
	}
	if text.Original.OnlyFile != nil && (text.Translation == nil || text.Translation.OnlyFile != nil) {
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
	purpose := access.Purpose{Action: "document.read", ObjectKind: "document", ObjectID: only.DocumentID.String()}
	found, entry, document, err := a.document(ctx, only, purpose)
	if err != nil {
		return nil, access.Problem(err)
	}
	text, err := a.Text(ctx, found, entry, document, wanted)
	if err != nil {
		return nil, access.Problem(err)
	}
	whole := a.whole(found, entry, wanted)
	shown := portal.OnlyDocument{
		Type: whole.Summary.Type, Date: whole.Summary.Date, Remedy: whole.Remedy, Text: text, Languages: []string{document.OriginalLanguage},
	}
	for _, one := range whole.Documents {
		if one.DocumentId != only.DocumentID {
			continue
		}
		shown.Title, shown.TitleLanguage = one.Title, one.TitleLanguage
		for _, info := range one.Texts {
			if info.Language != document.OriginalLanguage {
				shown.Languages = append(shown.Languages, info.Language)
			}
		}
	}
	return portal.GetOnlyDocument200JSONResponse(shown), nil
}

// document decides, reads and records one document.
func (a *API) document(ctx context.Context, one session.Only, purpose access.Purpose) (found access.Case, entry contract.Entry, document contract.EntryDocument, err error) {
	found, entry, err = a.entry(ctx, one.CaseCopyID, one.EntryID, purpose, func(entry contract.Entry) (ok bool) {
		document, ok = show.Document(entry, one.DocumentID)
		return ok
	})
	return found, entry, document, err
}
