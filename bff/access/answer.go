package access

import (
	"context"
	"errors"

	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/problem"
)

// Problem is the answer to a user for an error of this room or of the
// fagsystem's client. What doesn't exist in the fagsystem and what isn't yours
// get the same one.
func Problem(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, ErrNotFound), errors.Is(err, fagsystem.ErrNotFound), errors.Is(err, fagsystem.ErrRefused):
		return problem.New(problem.NotFound)
	case errors.Is(err, ErrStepUpNeeded):
		return problem.New(problem.StepUpNeeded)
	case errors.Is(err, fagsystem.ErrUnavailable), errors.Is(err, fagsystem.ErrFault),
		errors.Is(err, context.DeadlineExceeded):
		return problem.Wrap(problem.FagsystemUnavailable, err)
	}
	return err
}
