package staff

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/audit"
	"innbyggertjenesten/bff/messages"
	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/show"
	"innbyggertjenesten/bff/visit"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
	"innbyggertjenesten/i18n"
)

// GetEmployee is who is logged in. While the fagsystem doesn't answer, it is
// what the log-in told.
func (a *API) GetEmployee(ctx context.Context, _ portal.GetEmployeeRequestObject) (portal.GetEmployeeResponseObject, error) {
	actor := session.FromContext(ctx)
	shown := portal.Employee{
		Name: messages.NameOf(actor), Role: portal.EmployeeRoleCONTACTPERSON, Language: actor.Language,
		Session:  portal.Session{IdleEndsAt: actor.IdleEndAt, EndsAt: actor.AbsoluteEndAt, Now: a.Now()},
		Practice: a.Practice, Languages: []portal.PortalLanguage{},
	}
	if len(actor.Persons) > 0 {
		shown.Municipality = actor.Persons[0].Municipality
	}
	if v := visit.From(ctx); v != nil {
		for _, municipality := range v.Municipalities {
			if municipality.ID == shown.Municipality {
				shown.MunicipalityName = municipality.Name
			}
		}
		for _, code := range v.Languages {
			if language, ok := i18n.Find(code); ok {
				shown.Languages = append(shown.Languages, portal.PortalLanguage{
					Language: language.Code, Name: language.Name, Direction: portal.Direction(language.Direction),
				})
			}
		}
	}
	patient, cancel := context.WithTimeout(ctx, access.SeeingPatience)
	defer cancel()
	known, err := a.Access.EmployeeAccess(patient, actor)
	switch {
	case errors.Is(err, access.ErrNotFound):
		return nil, access.Problem(err)
	case err == nil:
		shown.Name = show.Name(known.Employee.Name)
		if role := portal.EmployeeRole(known.Employee.Role); role.Valid() {
			shown.Role = role
		}
		if known.Employee.Team != nil {
			shown.Team = &known.Employee.Team.Name
		}
	}
	return portal.GetEmployee200JSONResponse(shown), nil
}

// GetInbox is all conversations that the employee may open, those that wait for
// an answer first.
func (a *API) GetInbox(ctx context.Context, _ portal.GetInboxRequestObject) (portal.GetInboxResponseObject, error) {
	actor := session.FromContext(ctx)
	patient, cancel := context.WithTimeout(ctx, access.SeeingPatience)
	known, err := a.Access.EmployeeAccess(patient, actor)
	cancel()
	if err != nil && problem.Of(access.Problem(err)).Code == problem.FagsystemUnavailable {
		return a.awayInbox(ctx, actor.Persons[0])
	}
	if err != nil {
		return nil, access.Problem(err)
	}
	ref := actor.Persons[0]
	stuck, err := a.Submissions.CountParked(ctx, ref.Municipality)
	if err != nil {
		return nil, err
	}
	stuckFiles, err := a.Room.Attachments.CountParked(ctx, ref.Municipality)
	if err != nil {
		return nil, err
	}
	for caseCopyID, count := range stuckFiles {
		stuck[caseCopyID] += count
	}
	written, err := a.Drafts.Where(ctx, ref.Municipality, ref.PersonID)
	if err != nil {
		return nil, err
	}
	items := make([]portal.InboxItem, 0, len(known.Conversations))
	for _, conversation := range known.Conversations {
		if item, ok := inboxItem(conversation, stuck, written); ok {
			items = append(items, item)
		}
	}
	slices.SortStableFunc(items, byUrgency(a.Now()))
	err = a.Recorder.Record(ctx, audit.Event{
		Municipality: ref.Municipality, Person: ref.PersonID, World: session.Employee, Action: "inbox.read",
		ObjectKind: "inbox", ObjectID: ref.PersonID.String(), Outcome: audit.Allowed,
	})
	if err != nil {
		return nil, err
	}
	return portal.GetInbox200JSONResponse(portal.Inbox{Items: items}), nil
}

// awayInbox is what can be told while the fagsystem doesn't: how much is kept
// here and comes through later. Nothing in it is anybody's in particular, and no
// right is needed for it that could have ended meanwhile.
func (a *API) awayInbox(ctx context.Context, ref session.PersonRef) (portal.GetInboxResponseObject, error) {
	own, ofParties, err := a.Submissions.CountWaiting(ctx, ref.Municipality, ref.PersonID)
	if err != nil {
		return nil, err
	}
	return portal.GetInbox200JSONResponse(portal.Inbox{
		Items: []portal.InboxItem{}, Away: &portal.InboxAway{OwnWaiting: own, PartiesWaiting: ofParties},
	}), nil
}

func inboxItem(known contract.EmployeeConversation, stuck map[uuid.UUID]int, written map[uuid.UUID]bool) (portal.InboxItem, bool) {
	role, ok := show.Role(known.Party.Role)
	if !ok {
		return portal.InboxItem{}, false
	}
	item := portal.InboxItem{
		CaseCopyId: known.CaseCopyId, Relation: portal.InboxItemRelation(known.Relation), Party: show.Name(known.Party.Name), PartyRole: role,
		PartyLanguage: known.Party.Language, Child: show.Name(known.Child.Name), Unread: known.Unread, WaitingSince: known.UnreadSince,
		LastAt: known.LastAt, UnopenedDecisions: known.UnopenedDecisions,
		PausedAt: known.PausedAt, UnansweredSince: known.UnansweredSince, AnswerBy: known.AnswerBy, PartyUnread: known.PartyUnread,
		UnansweredViews: known.UnansweredViews, OpenAccessRequests: known.OpenAccessRequests,
		OpenTranslations: known.OpenTranslations, UnansweredMarks: known.UnansweredMarks,
	}
	if known.LastSide != nil {
		fromEmployee := *known.LastSide == contract.SideEMPLOYEE
		item.LastFromEmployee = &fromEmployee
	}
	for _, kind := range known.OpenRequests {
		if messages.IsRequest(kind) {
			item.OpenRequests = append(item.OpenRequests, portal.RequestKind(kind))
		}
	}
	if count := stuck[known.CaseCopyId]; count > 0 {
		item.Parked = &count
	}
	if written[known.CaseCopyId] {
		has := true
		item.HasDraft = &has
	}
	return item, true
}

// byUrgency orders the inbox: what a human must look at, then what was to be
// answered by now, then unread ones, then those that wait for an answer, each the
// longest waiting first; then those who know on which day they get theirs, the
// soonest first; then the rest, the newest first.
func byUrgency(now time.Time) func(a, b portal.InboxItem) int {
	return func(a, b portal.InboxItem) int {
		urgency := rank(a, now)
		if order := cmp.Compare(urgency, rank(b, now)); order != 0 {
			return order
		}
		switch urgency {
		case overdue, promised:
			return cmp.Or(a.AnswerBy.Compare(b.AnswerBy.Time), earlier(since(a), since(b)))
		case unread:
			return earlier(a.WaitingSince, b.WaitingSince)
		case unanswered:
			return earlier(since(a), since(b))
		}
		return earlier(b.LastAt, a.LastAt)
	}
}

// The ranks of the inbox.
const (
	parked = iota
	overdue
	unread
	unanswered
	promised
	rest
)

func rank(item portal.InboxItem, now time.Time) int {
	waits := item.UnansweredSince != nil || item.LastFromEmployee != nil && !*item.LastFromEmployee
	switch {
	case item.Parked != nil && *item.Parked > 0:
		return parked
	case item.AnswerBy != nil && show.DaysAhead(*item.AnswerBy, now) < 0:
		return overdue
	case item.Unread > 0:
		return unread
	case item.AnswerBy != nil:
		return promised
	case waits:
		return unanswered
	}
	return rest
}

// since is when the waiting began, also where the fagsystem doesn't tell it.
func since(item portal.InboxItem) *time.Time { return cmp.Or(item.UnansweredSince, item.LastAt) }

// earlier puts what has no time last.
func earlier(a, b *time.Time) int {
	switch {
	case a == nil && b == nil:
		return 0
	case a == nil:
		return 1
	case b == nil:
		return -1
	}
	return a.Compare(*b)
}
