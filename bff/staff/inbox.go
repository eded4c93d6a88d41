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
	patient, cancel := context.WithTimeout(ctx, seeingPatience)
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
	known, err := a.Access.EmployeeAccess(ctx, actor)
	if err != nil {
		return nil, access.Problem(err)
	}
	ref := actor.Persons[0]
	parked, err := a.Submissions.CountParked(ctx, ref.Municipality, ref.PersonID)
	if err != nil {
		return nil, err
	}
	written, err := a.Drafts.Where(ctx, ref.Municipality, ref.PersonID)
	if err != nil {
		return nil, err
	}
	items := make([]portal.InboxItem, 0, len(known.Conversations))
	for _, conversation := range known.Conversations {
		if item, ok := inboxItem(conversation, parked, written); ok {
			items = append(items, item)
		}
	}
	slices.SortStableFunc(items, urgency)
	err = a.Recorder.Record(ctx, audit.Event{
		Municipality: ref.Municipality, Person: ref.PersonID, World: session.Employee, Action: "inbox.read",
		ObjectKind: "inbox", ObjectID: ref.PersonID.String(), Outcome: audit.Allowed,
	})
	if err != nil {
		return nil, err
	}
	return portal.GetInbox200JSONResponse(portal.Inbox{Items: items}), nil
}

func inboxItem(known contract.EmployeeConversation, parked map[uuid.UUID]int, written map[uuid.UUID]bool) (portal.InboxItem, bool) {
	role, ok := show.Role(known.Party.Role)
	if !ok {
		return portal.InboxItem{}, false
	}
	item := portal.InboxItem{
		CaseCopyId: known.CaseCopyId, Relation: portal.InboxItemRelation(known.Relation), Party: show.Name(known.Party.Name), PartyRole: role,
		PartyLanguage: known.Party.Language, Child: show.Name(known.Child.Name), Unread: known.Unread, WaitingSince: known.UnreadSince,
		LastAt: known.LastAt, UnopenedDecisions: known.UnopenedDecisions,
		PausedAt: known.PausedAt,
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
	if count := parked[known.CaseCopyId]; count > 0 {
		item.Parked = &count
	}
	if written[known.CaseCopyId] {
		has := true
		item.HasDraft = &has
	}
	return item, true
}

// urgency orders the inbox: what a human must look at, then unread ones, then
// those where the party had the last word, each the longest waiting first; then
// the rest, the newest first.
func urgency(a, b portal.InboxItem) int {
	if order := cmp.Compare(rank(a), rank(b)); order != 0 {
		return order
	}
	switch rank(a) {
	case 1:
		return earlier(a.WaitingSince, b.WaitingSince)
	case 2:
		return earlier(a.LastAt, b.LastAt)
	}
	return earlier(b.LastAt, a.LastAt)
}

func rank(item portal.InboxItem) int {
	switch {
	case item.Parked != nil && *item.Parked > 0:
		return 0
	case item.Unread > 0:
		return 1
	case item.LastFromEmployee != nil && !*item.LastFromEmployee:
		return 2
	}
	return 3
}

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
