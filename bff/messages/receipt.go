package messages

import (
	"context"
	"errors"
	"strings"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/bff/show"
	"innbyggertjenesten/bff/submissions"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

// mostPages is how far back one's own message is looked for that came into the
// fagsystem another way than through this portal, in pages of wholeHistory.
const mostPages = 10

// OwnMessage is one message or request of the side that looks, with what was written.
// What is erased here comes from the fagsystem's history, if withHistory. It
// ends with a problem: NotFound, or ReceiptUnavailable where it can't be had now.
func (r *Room) OwnMessage(ctx context.Context, p Place, id uuid.UUID, withHistory bool) (portal.Message, error) {
	message, err := r.findOwn(ctx, p, id, withHistory)
	if err == nil && message.Consent != nil {
		// It has a receipt of its own, which needs the documents' level.
		return portal.Message{}, problem.New(problem.NotFound)
	}
	if err != nil {
		return message, err
	}
	return message, r.knowFiles(ctx, p, []portal.Message{message})
}

func (r *Room) findOwn(ctx context.Context, p Place, id uuid.UUID, withHistory bool) (portal.Message, error) {
	pending, err := r.Submissions.InConversation(ctx, p.Municipality, p.CaseCopyID, p.World, p.Person)
	if err != nil {
		return portal.Message{}, problem.Wrap(problem.Unavailable, err)
	}
	for _, one := range pending.Own {
		if one.ID == id {
			shown := []portal.Message{r.Own(p, one)}
			sayLost(p, shown)
			return shown[0], nil
		}
	}
	before, limit, pages := int64(0), wholeHistory, mostPages
	known, err := r.handedIn(ctx, p, id)
	switch {
	case errors.Is(err, submissions.ErrNotFound):
	case err != nil:
		return portal.Message{}, problem.Wrap(problem.Unavailable, err)
	case known.State == submissions.Undone:
		return portal.Message{}, problem.New(problem.NotFound)
	default:
		before, limit, pages = known.Position+1, 1, 1
	}
	system := r.Fagsystem(p.Municipality)
	if !withHistory || system == nil {
		return portal.Message{}, problem.New(problem.ReceiptUnavailable)
	}
	patient, cancel := context.WithTimeout(ctx, historyPatience)
	defer cancel()
	for range pages {
		history, err := system.Messages(patient, p.CaseCopyID, before, limit)
		if errors.Is(err, fagsystem.ErrNotFound) || errors.Is(err, fagsystem.ErrRefused) {
			return portal.Message{}, problem.New(problem.NotFound)
		}
		if err != nil {
			return portal.Message{}, problem.Wrap(problem.ReceiptUnavailable, err)
		}
		for _, message := range history.Messages {
			if message.MessageId != id {
				continue
			}
			if shown, ok := r.shown(p, message, history, show.Hidden{}); ok && shown.Mine { // nothing that was written to them is on a receipt
				return shown, nil
			}
			return portal.Message{}, problem.New(problem.NotFound)
		}
		if !history.More || len(history.Messages) == 0 {
			break
		}
		before = history.Messages[len(history.Messages)-1].Position
	}
	return portal.Message{}, problem.New(problem.NotFound)
}

// ContactName is what the contact person is called.
func ContactName(contact contract.ContactPerson) string {
	return strings.TrimSpace(contact.Employee.Name.Given + " " + contact.Employee.Name.Family)
}

// handedIn is what who looks handed in under an id in this case copy, be it a
// message, or a request, a comment or a complaint, which has a lane of its own.
func (r *Room) handedIn(ctx context.Context, p Place, id uuid.UUID) (submissions.Submission, error) {
	found, err := r.Submissions.Find(ctx, p.key(id))
	if errors.Is(err, submissions.ErrNotFound) {
		key := p.key(id)
		key.OrderingKey = id
		found, err = r.Submissions.Find(ctx, key)
	}
	if err == nil && (found.CaseCopyID != p.CaseCopyID || found.Kind != contract.SubmissionKindMESSAGE && !IsRequest(found.Kind) && OnEntry(found.Kind, nil) == nil) {
		return submissions.Submission{}, submissions.ErrNotFound
	}
	return found, err
}
