package accessrequests

import (
	"cmp"
	"context"
	"log/slog"
	"slices"
	"time"

	"github.com/google/uuid"
	"golang.org/x/sync/errgroup"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/messages"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/show"
	"innbyggertjenesten/bff/submissions"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
	"innbyggertjenesten/i18n"
)

// mostRequests is how many of a party's requests are shown.
const mostRequests = 100

// ListAccessRequests are the party's own. While the fagsystem doesn't answer,
// they tell how far they have come.
func (a *API) ListAccessRequests(ctx context.Context, r portal.ListAccessRequestsRequestObject) (portal.ListAccessRequestsResponseObject, error) {
	actor := session.FromContext(ctx)
	found, history, err := access.DecideOwn(ctx, a.Access, actor, r.CaseCopyId,
		access.Purpose{Action: "access-requests.read", Needs: access.Documents}, access.Purpose{Action: "access-requests.read-own", Needs: access.Asking})
	if err != nil {
		return nil, access.Problem(err)
	}
	place := messages.PartyPlace(actor, found)
	list, err := a.list(ctx, place, found.May.Complaint, history, a.Room.Now())
	if err == nil {
		err = a.Told.SeenDecisions(ctx, place.Municipality, place.Person, decidedWholly(list.Requests))
	}
	return portal.ListAccessRequests200JSONResponse(list), err
}

// decidedWholly are the requests for the whole case that are decided about.
func decidedWholly(requests []portal.AccessRequest) (found []uuid.UUID) {
	for _, request := range requests {
		if slices.ContainsFunc(request.Items, func(item portal.AccessRequestItem) bool { return item.EntryId == nil && item.DecidedAt != nil }) {
			found = append(found, request.AccessRequestId)
		}
	}
	return found
}

// Whole are all of the party's own, for somebody who was decided about to take
// along: as they are shown at that moment, or an error where the fagsystem doesn't
// answer.
func (a *API) Whole(ctx context.Context, actor *session.Actor, found access.Case, at time.Time) ([]portal.AccessRequest, error) {
	list, err := a.list(ctx, messages.PartyPlace(actor, found), found.May.Complaint, true, at)
	if err == nil && !list.HistoryAvailable {
		err = fagsystem.ErrUnavailable
	}
	return list.Requests, err
}

// list is what one has on the way and what the fagsystem has.
func (a *API) list(ctx context.Context, place messages.Place, mayComplain, history bool, at time.Time) (portal.AccessRequestList, error) {
	list := portal.AccessRequestList{Requests: []portal.AccessRequest{}}
	// First what is on its way, then what is registered: what is registered in
	// between is in both. The other way round it would be in neither.
	own, err := a.Submissions.OfKinds(ctx, place.Municipality, place.Person, place.CaseCopyID, contract.SubmissionKindACCESSREQUEST)
	if err != nil {
		return list, err
	}
	registered := map[uuid.UUID]bool{}
	var page contract.MessagePage
	var hidden show.Hidden
	if history {
		page, hidden, list.HistoryAvailable = a.registered(ctx, place)
	}
	for _, message := range page.Messages {
		if message.Kind != contract.SubmissionKindACCESSREQUEST || message.Author.Side != contract.SidePARTY {
			continue
		}
		registered[message.MessageId] = true
		if !messages.Withdrawn(message) {
			list.Requests = append(list.Requests, a.request(place, page, message, hidden, mayComplain, at))
		}
	}
	for _, one := range own {
		if !registered[one.ID] {
			list.Requests = append(list.Requests, a.onItsWay(place, one))
		}
	}
	slices.SortStableFunc(list.Requests, func(a, b portal.AccessRequest) int {
		return cmp.Or(b.SentAt.Compare(a.SentAt), cmp.Compare(b.AccessRequestId.String(), a.AccessRequestId.String()))
	})
	return list, nil
}

// registered is what the fagsystem has, and what in its answers is protected from
// the party. The last is false where it doesn't tell both.
func (a *API) registered(ctx context.Context, place messages.Place) (page contract.MessagePage, hidden show.Hidden, answered bool) {
	system := a.Fagsystem(place.Municipality)
	if system == nil {
		return page, hidden, false
	}
	patient, cancel := context.WithTimeout(ctx, access.SeeingPatience)
	defer cancel()
	asking, patient := errgroup.WithContext(patient)
	asking.Go(func() (err error) {
		page, err = system.MessagesOfKind(patient, place.CaseCopyID, contract.SubmissionKindACCESSREQUEST, mostRequests)
		return err
	})
	asking.Go(func() error {
		caseCopy, err := system.CaseCopy(patient, place.CaseCopyID)
		hidden = show.ReaderOf(caseCopy).Hidden()
		return err
	})
	if err := asking.Wait(); err != nil {
		slog.WarnContext(ctx, "requests for access are shown without what the fagsystem has", "municipality", place.Municipality, "error", err.Error())
		return contract.MessagePage{}, show.Hidden{}, false
	}
	return page, hidden, true
}

// request is one that the fagsystem has.
func (a *API) request(place messages.Place, page contract.MessagePage, message contract.Message, hidden show.Hidden, mayComplain bool, at time.Time) portal.AccessRequest {
	shown := portal.AccessRequest{
		AccessRequestId: message.MessageId, Known: len(message.AccessRequest) > 0,
		Items:          show.AccessItems(message.AccessRequest, hidden, true, mayComplain, at),
		RegistrationId: &message.RegistrationId, SentAt: message.ReceivedAt.UTC(), DeliveredAt: &message.RegisteredAt,
	}
	if message.Text != "" {
		direction := portal.Direction(i18n.Direction(message.Language))
		shown.Reason, shown.Language, shown.Direction = &message.Text, &message.Language, &direction
	}
	shown.State, _ = messages.Read(message, page.ReadMarks)
	if place.MaySeeFear(message.Author) {
		shown.AfraidOfBeingKnown = message.AfraidOfBeingKnown
	}
	return shown
}

// onItsWay is one's own request that the fagsystem's answer lacks.
func (a *API) onItsWay(place messages.Place, one submissions.Submission) portal.AccessRequest {
	message := a.Room.Own(place, one)
	shown := portal.AccessRequest{
		AccessRequestId: one.ID, Known: message.AccessRequest.Known, Items: message.AccessRequest.Items, State: message.State, WaitReason: message.Reason,
		RegistrationId: message.RegistrationId, SentAt: message.SentAt, DeliveredAt: message.DeliveredAt, AfraidOfBeingKnown: message.AfraidOfBeingKnown,
	}
	if message.Text != "" {
		shown.Reason, shown.Language, shown.Direction = &message.Text, message.Language, message.Direction
	}
	return shown
}
