package relay

import (
	"context"
	"errors"
	"time"

	contract "innbyggertjenesten/contracts/fagsystem"
)

const (
	// firstPatience is how long the first attempt waits for its answer before it
	// asks whether the fagsystem is well. It doubles with the attempts, so that a
	// fagsystem that is slow but honest gets the time it needs; from the fourth on
	// only the client's own time limit counts.
	firstPatience = time.Second
	// answerGrace is how long the answer may still take once the fagsystem is well.
	answerGrace = 100 * time.Millisecond
)

// errNoAnswer says that the fagsystem is well and this one request was never
// answered: it hung along with the fagsystem, or its connection is dead.
var errNoAnswer = errors.New("relay: no answer, though the fagsystem is well")

// put makes one attempt. What hung while the fagsystem did is given up as soon
// as the fagsystem is well again, whatever is left of the time limit: the same
// PUT can be made again at once, since it is idempotent.
func (r *Relay) put(ctx context.Context, one *head, sent contract.Submission) (contract.Registration, error) {
	system := r.settings.Fagsystems[one.Municipality]
	ctx, give := context.WithCancelCause(ctx)
	defer give(nil)
	doubt := time.AfterFunc(firstPatience<<min(one.row.Attempts, 10), func() {
		// This waits as long as the fagsystem hangs, or until put has returned.
		if system.Health(ctx) != nil {
			return
		}
		select {
		case <-ctx.Done():
		case <-time.After(answerGrace):
			give(errNoAnswer)
		}
	})
	defer doubt.Stop()
	registration, err := system.PutSubmission(ctx, one.CaseCopyID, one.ID, sent)
	if err != nil && errors.Is(context.Cause(ctx), errNoAnswer) {
		return contract.Registration{}, errNoAnswer
	}
	return registration, err
}
