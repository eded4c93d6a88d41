package staff

import (
	"context"
	"errors"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/audit"
	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/messages"
	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/contracts/portal"
)

// ListEmployeeAttachments are the files of the employee's draft.
func (a *API) ListEmployeeAttachments(ctx context.Context, r portal.ListEmployeeAttachmentsRequestObject) (portal.ListEmployeeAttachmentsResponseObject, error) {
	where, err := a.adding(ctx, r.CaseCopyId)
	if err != nil {
		return nil, err
	}
	list, err := a.Room.DraftFiles(ctx, where)
	return portal.ListEmployeeAttachments200JSONResponse(list), err
}

// PutEmployeeAttachment adds a file to the employee's draft.
func (a *API) PutEmployeeAttachment(ctx context.Context, r portal.PutEmployeeAttachmentRequestObject) (portal.PutEmployeeAttachmentResponseObject, error) {
	where, err := a.adding(ctx, r.CaseCopyId)
	if err != nil {
		return nil, err
	}
	added, created, err := a.Room.AddFile(ctx, where, r.AttachmentId, r.Params.XFileName, r.Body)
	switch {
	case err != nil:
		return nil, err
	case created:
		return portal.PutEmployeeAttachment201JSONResponse(added), nil
	}
	return portal.PutEmployeeAttachment200JSONResponse(added), nil
}

// GetEmployeeAttachment is one file of the employee's draft.
func (a *API) GetEmployeeAttachment(ctx context.Context, r portal.GetEmployeeAttachmentRequestObject) (portal.GetEmployeeAttachmentResponseObject, error) {
	where, err := a.adding(ctx, r.CaseCopyId)
	if err != nil {
		return nil, err
	}
	file, err := a.Room.DraftFile(ctx, where, r.AttachmentId)
	return portal.GetEmployeeAttachment200JSONResponse(file), a.notTheirs(ctx, where, "attachment.look", r.AttachmentId, err)
}

// DeleteEmployeeAttachment takes a file out of the employee's draft.
func (a *API) DeleteEmployeeAttachment(ctx context.Context, r portal.DeleteEmployeeAttachmentRequestObject) (portal.DeleteEmployeeAttachmentResponseObject, error) {
	where, err := a.adding(ctx, r.CaseCopyId)
	if err != nil {
		return nil, err
	}
	err = a.Room.RemoveFile(ctx, where, r.AttachmentId)
	return portal.DeleteEmployeeAttachment204Response{}, a.notTheirs(ctx, where, "attachment.remove", r.AttachmentId, err)
}

// GetEmployeeAttachmentContent gives a file of a message.
func (a *API) GetEmployeeAttachmentContent(ctx context.Context, r portal.GetEmployeeAttachmentContentRequestObject) (portal.GetEmployeeAttachmentContentResponseObject, error) {
	actor := session.FromContext(ctx)
	purpose := access.Purpose{Action: "attachment.read", ObjectKind: "attachment", ObjectID: r.AttachmentId.String(), ByCaller: true}
	found, err := a.Access.DecideEmployee(ctx, actor, r.CaseCopyId, purpose)
	if err != nil {
		return nil, access.Problem(err)
	}
	where := messages.EmployeePlace(actor, found)
	file, err := a.Room.OpenFile(ctx, where, r.MessageId, r.AttachmentId)
	if errors.Is(err, fagsystem.ErrNotFound) {
		return nil, a.notTheirs(ctx, where, purpose.Action, r.AttachmentId, problem.New(problem.NotFound))
	}
	if err != nil {
		return nil, access.Problem(err)
	}
	if err := a.record(ctx, where, purpose.Action, r.AttachmentId, audit.Allowed); err != nil {
		_ = file.Close()
		return nil, err
	}
	return file, nil
}

// notTheirs records a denial where there is no such thing, or it isn't theirs.
func (a *API) notTheirs(ctx context.Context, where messages.Place, action string, id uuid.UUID, err error) error {
	if err == nil || problem.Of(err).Code != problem.NotFound {
		return err
	}
	return errors.Join(a.record(ctx, where, action, id, audit.Denied), err)
}

func (a *API) record(ctx context.Context, where messages.Place, action string, id uuid.UUID, outcome audit.Outcome) error {
	return a.Recorder.Record(ctx, audit.Event{
		Municipality: where.Municipality, Person: where.Person, World: session.Employee, Action: action,
		ObjectKind: "attachment", ObjectID: id.String(), About: where.Party, Outcome: outcome,
	})
}
