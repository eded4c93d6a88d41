package access

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/session"
)

// SeeingPatience is how long a page waits for the fagsystem to decide before it
// shows what is known without it.
const SeeingPatience = 4 * time.Second

// decides is what DecideOwn asks; Decider has it.
type decides interface {
	Decide(ctx context.Context, actor *session.Actor, caseCopyID uuid.UUID, purpose Purpose) (Case, error)
	DecideAdding(ctx context.Context, actor *session.Actor, caseCopyID uuid.UUID, purpose Purpose) (Case, error)
}

// DecideOwn decides about what holds one's own on its way beside what the
// fagsystem has. all tells that everything may be seen. Where nobody can say
// that now, one's own is still decided about as adding is: it reveals nothing.
func DecideOwn(ctx context.Context, d decides, actor *session.Actor, caseCopyID uuid.UUID, everything, own Purpose) (found Case, all bool, err error) {
	patient, cancel := context.WithTimeout(ctx, SeeingPatience)
	found, err = d.Decide(patient, actor, caseCopyID, everything)
	cancel()
	if err == nil {
		return found, true, nil
	}
	if errors.Is(err, ErrNotFound) || errors.Is(err, ErrStepUpNeeded) || ctx.Err() != nil {
		return found, false, err
	}
	found, err = d.DecideAdding(ctx, actor, caseCopyID, own)
	return found, false, err
}
