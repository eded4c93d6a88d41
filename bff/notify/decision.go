package notify

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/notify/internal/db"
	"innbyggertjenesten/bff/show"
	contract "innbyggertjenesten/contracts/fagsystem"
)

// mostAccessRequests is how many of a party's requests are looked through for a decision.
const mostAccessRequests = 100

// SeenDecisions keeps that somebody has before them what was decided about these
// requests: of that they needn't be told.
func (n *Notifier) SeenDecisions(ctx context.Context, municipality string, personID uuid.UUID, accessRequests []uuid.UUID) error {
	if len(accessRequests) == 0 {
		return nil
	}
	err := db.New(n.settings.Pool).SeeDecisions(ctx, db.SeeDecisionsParams{
		Municipality: municipality, PersonID: personID, AccessRequestIds: accessRequests, Now: n.settings.Now(),
	})
	if err != nil {
		return fmt.Errorf("notify: keep which decisions were seen: %w", err)
	}
	return nil
}

// wholeCase is the answer to a request for the whole case; ok is false where there
// is none, or none any more.
func wholeCase(request contract.Message) (answer contract.AccessRequestItem, ok bool) {
	if request.Withdrawn != nil && *request.Withdrawn {
		return answer, false
	}
	at := slices.IndexFunc(request.AccessRequest, func(item contract.AccessRequestItem) bool { return item.EntryId == nil && show.Decided(item) })
	if at < 0 {
		return answer, false
	}
	return request.AccessRequest[at], true
}

// decisionRemains asks the fagsystem for the very decision.
func decisionRemains(ctx context.Context, system Fagsystem, row db.Notification) (bool, error) {
	page, err := system.MessagesOfKind(ctx, row.CaseCopyID, contract.SubmissionKindACCESSREQUEST, mostAccessRequests)
	if errors.Is(err, fagsystem.ErrNotFound) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	for _, request := range page.Messages {
		if request.MessageId == *row.AccessRequestID {
			_, decided := wholeCase(request)
			return decided, nil
		}
	}
	return false, nil
}

// missedDecision is what was decided last about the whole case, but for what they
// have seen of it.
func missedDecision(ctx context.Context, system Fagsystem, caseCopyID uuid.UUID, since time.Time, last db.Notification) (newest *missed, err error) {
	page, err := system.MessagesOfKind(ctx, caseCopyID, contract.SubmissionKindACCESSREQUEST, mostAccessRequests)
	if err != nil {
		return nil, err
	}
	for _, request := range page.Messages {
		answer, decided := wholeCase(request)
		if !decided || answer.DecidedAt == nil {
			continue
		}
		found := &missed{news{caseCopyID: caseCopyID, accessRequestID: &request.MessageId}, *answer.DecidedAt}
		if !found.at.Before(since) && !found.seenIn(last) && (newest == nil || found.at.After(newest.at)) {
			newest = found
		}
	}
	return newest, nil
}
