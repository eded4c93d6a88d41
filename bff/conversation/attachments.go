package conversation

import (
	"context"
	"errors"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/messages"
	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/contracts/portal"
)

// ListCitizenAttachments are the files of the party's draft.
func (a *API) ListCitizenAttachments(ctx context.Context, r portal.ListCitizenAttachmentsRequestObject) (portal.ListCitizenAttachmentsResponseObject, error) {
	place, _, err := a.adding(ctx, r.CaseCopyId, access.Conversation)
	if err != nil {
		return nil, err
	}
	list, err := a.Room.DraftFiles(ctx, place)
	return portal.ListCitizenAttachments200JSONResponse(list), err
}

// PutCitizenAttachment adds a file to the party's draft.
func (a *API) PutCitizenAttachment(ctx context.Context, r portal.PutCitizenAttachmentRequestObject) (portal.PutCitizenAttachmentResponseObject, error) {
	place, _, err := a.adding(ctx, r.CaseCopyId, access.Writing)
	if err != nil {
		return nil, err
	}
	added, created, err := a.Room.AddFile(ctx, place, r.AttachmentId, r.Params.XFileName, r.Body)
	switch {
	case err != nil:
		return nil, err
	case created:
		return portal.PutCitizenAttachment201JSONResponse(added), nil
	}
	return portal.PutCitizenAttachment200JSONResponse(added), nil
}

// GetCitizenAttachment is one file of the party's draft.
func (a *API) GetCitizenAttachment(ctx context.Context, r portal.GetCitizenAttachmentRequestObject) (portal.GetCitizenAttachmentResponseObject, error) {
	place, found, err := a.adding(ctx, r.CaseCopyId, access.Conversation)
	if err != nil {
		return nil, err
	}
	file, err := a.Room.DraftFile(ctx, place, r.AttachmentId)
	return portal.GetCitizenAttachment200JSONResponse(file), a.notTheirs(ctx, place, found, "attachment.look", r.AttachmentId, err)
}

// DeleteCitizenAttachment takes a file out of the party's draft.
func (a *API) DeleteCitizenAttachment(ctx context.Context, r portal.DeleteCitizenAttachmentRequestObject) (portal.DeleteCitizenAttachmentResponseObject, error) {
	place, found, err := a.adding(ctx, r.CaseCopyId, access.Conversation)
	if err != nil {
		return nil, err
	}
	err = a.Room.RemoveFile(ctx, place, r.AttachmentId)
	return portal.DeleteCitizenAttachment204Response{}, a.notTheirs(ctx, place, found, "attachment.remove", r.AttachmentId, err)
}

// GetCitizenAttachmentContent gives a file of a message.
func (a *API) GetCitizenAttachmentContent(ctx context.Context, r portal.GetCitizenAttachmentContentRequestObject) (portal.GetCitizenAttachmentContentResponseObject, error) {
	actor := session.FromContext(ctx)
	purpose := access.Purpose{
		Action: "attachment.read", ObjectKind: "attachment", ObjectID: r.AttachmentId.String(), Needs: access.Conversation, ByCaller: true,
	}
	found, err := a.Access.Decide(ctx, actor, r.CaseCopyId, purpose)
	if err != nil {
		return nil, access.Problem(err)
	}
	file, err := a.Room.OpenFile(ctx, messages.PartyPlace(actor, found), r.MessageId, r.AttachmentId)
	if errors.Is(err, fagsystem.ErrNotFound) {
		err = access.ErrNotFound
	}
	if err := a.Access.Conclude(ctx, actor, found, purpose, err); err != nil {
		_ = file.Close()
		return nil, access.Problem(err)
	}
	return file, nil
}

// notTheirs records a denial where there is no such thing, or it isn't theirs.
func (a *API) notTheirs(ctx context.Context, place messages.Place, found access.Case, action string, id uuid.UUID, err error) error {
	if err == nil || problem.Of(err).Code != problem.NotFound {
		return err
	}
	purpose := access.Purpose{Action: action, ObjectKind: "attachment", ObjectID: id.String()}
	return access.Problem(a.Access.Conclude(ctx, place.Actor, found, purpose, access.ErrNotFound))
}
