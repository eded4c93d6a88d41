package live

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/session"
	contract "innbyggertjenesten/contracts/live"
)

// Rights tells who may hear of what now; access.Decider does.
type Rights interface {
	Hears(ctx context.Context, actor *session.Actor, caseCopyID uuid.UUID, needs access.Capability) (bool, error)
	HearsOwn(ctx context.Context, actor *session.Actor, caseCopyID uuid.UUID) (bool, error)
}

// hearTimeout is how long deciding about some events may take. What can't be
// decided is only hinted at: the page looks again, and nothing is lost.
const hearTimeout = 2 * time.Second

// needs are what somebody must be allowed to, to hear of a kind of change; one of
// them is enough. Whoever may complain and not talk hears what their complaint was answered.
var needs = map[contract.EventType][]access.Capability{
	contract.EventTypeMessageReceived:   {access.Conversation},
	contract.EventTypeMessageRead:       {access.Conversation},
	contract.EventTypeMessageState:      {access.Conversation},
	contract.EventTypeViewAnswered:      {access.Conversation, access.Complaint},
	contract.EventTypeDraftChanged:      {access.Conversation},
	contract.EventTypeEntryReleased:     {access.Documents},
	contract.EventTypeEntryChanged:      {access.Documents},
	contract.EventTypeTextAvailable:     {access.Documents},
	contract.EventTypeCaseChanged:       {""},
	contract.EventTypeInboxChanged:      {""},
	contract.EventTypeAttachmentChanged: {access.Conversation},
}

// told gives events as actor may hear of them now, whenever they happened. Of
// what one may not hear, only a hint is left: that something is to be looked at
// anew, without any id. The positions stay gapless.
func told(ctx context.Context, rights Rights, actor *session.Actor, events []contract.EventFrame) []contract.EventFrame {
	ctx, cancel := context.WithTimeout(ctx, hearTimeout)
	defer cancel()
	shown := slices.Clone(events) // the hub's own are everybody's
	decided := map[change]bool{}
	for i, event := range events {
		may, known := decided[of(event)]
		if !known {
			may = hears(ctx, rights, actor, event)
			decided[of(event)] = may
		}
		if !may {
			shown[i] = contract.EventFrame{Kind: event.Kind, Position: event.Position, Type: hint(actor)}
		}
	}
	return shown
}

// change is all of an event that decides about it. Of one kind in one case there
// may be hundreds of events to tell, which are decided about once: asked for one by
// one they would take longer than anybody waits.
type change struct {
	kind     contract.EventType
	caseCopy uuid.UUID
	// bare is one of no case, without any id.
	bare bool
}

func of(event contract.EventFrame) change {
	if event.CaseCopyId == nil {
		return change{kind: event.Type, bare: event.MessageId == nil && event.EntryId == nil}
	}
	return change{kind: event.Type, caseCopy: *event.CaseCopyId}
}

func hears(ctx context.Context, rights Rights, actor *session.Actor, event contract.EventFrame) bool {
	if event.CaseCopyId == nil {
		return event.MessageId == nil && event.EntryId == nil
	}
	needed, known := needs[event.Type]
	if !known || rights == nil {
		return false
	}
	var may bool
	var err error
	switch event.Type {
	case contract.EventTypeMessageState, contract.EventTypeDraftChanged:
		may, err = rights.HearsOwn(ctx, actor, *event.CaseCopyId)
	default:
		may, err = hearsOneOf(ctx, rights, actor, *event.CaseCopyId, needed)
	}
	return err == nil && may
}

// hearsOneOf tells whether the actor has one of these rights in a case.
func hearsOneOf(ctx context.Context, rights Rights, actor *session.Actor, caseCopyID uuid.UUID, needed []access.Capability) (bool, error) {
	for _, one := range needed {
		if may, err := rights.Hears(ctx, actor, caseCopyID, one); may || err != nil {
			return may, err
		}
	}
	return false, nil
}

// hint is what makes a page look anew at everything it may show.
func hint(actor *session.Actor) contract.EventType {
	if actor != nil && actor.World == session.Employee {
		return contract.EventTypeInboxChanged
	}
	return contract.EventTypeAccessChanged
}
