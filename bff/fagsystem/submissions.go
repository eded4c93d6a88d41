package fagsystem

import (
	"context"
	"net/http"

	"github.com/google/uuid"

	contract "innbyggertjenesten/contracts/fagsystem"
)

// PutSubmission registers what somebody handed in. It is idempotent: after
// ErrUnavailable or ErrFault, make the same call again, and never look up first.
// Otherwise it ends with ErrRefused, ErrNotFound, ErrOtherBody,
// ErrPreviousMissing or ErrInvalid.
func (c *Client) PutSubmission(ctx context.Context, caseCopyID, submissionID uuid.UUID, submission contract.Submission) (contract.Registration, error) {
	registration, err := write[contract.Registration](ctx, c, "putSubmission", func(ctx context.Context, api *contract.Client) (*http.Response, error) {
		return api.PutSubmission(ctx, caseCopyID, submissionID, submission)
	})
	if err == nil && (registration.SubmissionId != submissionID || registration.Position < 1 || registration.RegistrationId == "") {
		return contract.Registration{}, c.mixedUp(ctx, "putSubmission")
	}
	return registration, err
}

// PutEvidence hands over when a submission was sent, delivered, read and notified.
func (c *Client) PutEvidence(ctx context.Context, caseCopyID, submissionID uuid.UUID, evidence contract.Evidence) error {
	return c.put(ctx, "putEvidence", c.settings.Timeout, func(ctx context.Context, api *contract.Client) (*http.Response, error) {
		return api.PutEvidence(ctx, caseCopyID, submissionID, evidence)
	})
}

// Messages is a page of a party's conversation, newest first; before is 0 for
// the newest page.
func (c *Client) Messages(ctx context.Context, caseCopyID uuid.UUID, before int64, limit int) (contract.MessagePage, error) {
	return get[contract.MessagePage](ctx, c, "listMessages", func(ctx context.Context, api *contract.Client) (*http.Response, error) {
		return api.ListMessages(ctx, caseCopyID, &contract.ListMessagesParams{BeforePosition: ifSet(before), Limit: ifSet(limit)})
	})
}

// MessagesOfKind are a party's newest messages of one kind, newest first.
func (c *Client) MessagesOfKind(ctx context.Context, caseCopyID uuid.UUID, kind contract.SubmissionKind, limit int) (contract.MessagePage, error) {
	return get[contract.MessagePage](ctx, c, "listMessages", func(ctx context.Context, api *contract.Client) (*http.Response, error) {
		return api.ListMessages(ctx, caseCopyID, &contract.ListMessagesParams{Kind: &kind, Limit: ifSet(limit)})
	})
}

// PutReadMark reports how far a side has read, and gives the mark that holds now.
func (c *Client) PutReadMark(ctx context.Context, caseCopyID uuid.UUID, report contract.ReadMarkReport) (contract.ReadMark, error) {
	return write[contract.ReadMark](ctx, c, "putReadMark", func(ctx context.Context, api *contract.Client) (*http.Response, error) {
		return api.PutReadMark(ctx, caseCopyID, report)
	})
}

// PutAbsence says from when to when an employee is away and who stands in.
func (c *Client) PutAbsence(ctx context.Context, employeeID uuid.UUID, absence contract.Absence) (contract.Absence, error) {
	return write[contract.Absence](ctx, c, "putAbsence", func(ctx context.Context, api *contract.Client) (*http.Response, error) {
		return api.PutAbsence(ctx, employeeID, absence)
	})
}
