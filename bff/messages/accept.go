package messages

import (
	"context"
	"errors"

	"innbyggertjenesten/bff/attachments"
	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/bff/submissions"
)

// Accept takes in what somebody hands in; what is wrong comes back as a problem.
// created is false where the same one was accepted before.
func (r *Room) Accept(ctx context.Context, handedIn submissions.New) (accepted submissions.Submission, created bool, err error) {
	if handedIn.ID.Version() != 7 {
		return submissions.Submission{}, false, problem.New(problem.InvalidRequest)
	}
	accepted, created, err = r.Submissions.Accept(ctx, handedIn)
	switch {
	case errors.Is(err, submissions.ErrOtherBody):
		return submissions.Submission{}, false, problem.New(problem.OtherBody)
	case errors.Is(err, attachments.ErrUnusable), errors.Is(err, attachments.ErrTooLarge), errors.Is(err, attachments.ErrTooMany):
		return submissions.Submission{}, false, fileProblem(err)
	case err != nil:
		return submissions.Submission{}, false, problem.Wrap(problem.Unavailable, err)
	}
	return accepted, created, nil
}
