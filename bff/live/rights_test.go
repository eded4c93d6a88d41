package live

import (
	"context"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/session"
	contract "innbyggertjenesten/contracts/live"
)

// rights are what somebody may in the one case there is.
type rights struct {
	caseCopy uuid.UUID
	may      []access.Capability
	own      bool
	err      error
}

func (r rights) Hears(_ context.Context, _ *session.Actor, caseCopyID uuid.UUID, needs access.Capability) (bool, error) {
	for _, one := range r.may {
		if caseCopyID == r.caseCopy && one == needs {
			return true, r.err
		}
	}
	return false, r.err
}

func (r rights) HearsOwn(_ context.Context, _ *session.Actor, caseCopyID uuid.UUID) (bool, error) {
	return r.own && caseCopyID == r.caseCopy, nil
}

// What somebody may not hear of keeps its position and loses everything else,
// so that a page neither learns of it nor believes that it has missed something.
func TestOfWhatOneMayNotHearOnlyAHintIsLeft(t *testing.T) {
	t.Parallel()
	mine, others, entry, message := uuid.New(), uuid.New(), uuid.New(), uuid.New()
	event := func(kind contract.EventType, caseCopy uuid.UUID) contract.EventFrame {
		return contract.EventFrame{Kind: contract.EventFrameKindEvent, Position: 7, Type: kind, CaseCopyId: &caseCopy, EntryId: &entry, MessageId: &message}
	}
	citizen, employee := &session.Actor{World: session.Citizen}, &session.Actor{World: session.Employee}
	everything := rights{caseCopy: mine, may: []access.Capability{access.Documents, access.Conversation, ""}, own: true}
	talks := rights{caseCopy: mine, may: []access.Capability{access.Conversation, ""}, own: true}
	complains := rights{caseCopy: mine, may: []access.Capability{access.Complaint, ""}}
	silent := rights{caseCopy: mine, err: errors.New("the fagsystem is silent"), own: true}
	for _, one := range []struct {
		what   string
		rights Rights
		actor  *session.Actor
		event  contract.EventFrame
		whole  bool
	}{
		{"one's own document", everything, citizen, event(contract.EventTypeEntryReleased, mine), true},
		{"one's own message", everything, citizen, event(contract.EventTypeMessageReceived, mine), true},
		{"what one's complaint was answered, for somebody who may only complain", complains, citizen, event(contract.EventTypeViewAnswered, mine), true},
		{"what another's complaint was answered", complains, citizen, event(contract.EventTypeViewAnswered, others), false},
		{"a message, for somebody who may only complain", complains, citizen, event(contract.EventTypeMessageReceived, mine), false},
		{"another's document", everything, citizen, event(contract.EventTypeEntryReleased, others), false},
		{"another's message", everything, citizen, event(contract.EventTypeMessageState, others), false},
		{"another's case", everything, citizen, event(contract.EventTypeCaseChanged, others), false},
		{"a document where one may only talk", talks, citizen, event(contract.EventTypeEntryReleased, mine), false},
		{"a changed document where one may only talk", talks, citizen, event(contract.EventTypeEntryChanged, mine), false},
		{"a text where one may only talk", talks, citizen, event(contract.EventTypeTextAvailable, mine), false},
		{"a message where one may only talk", talks, citizen, event(contract.EventTypeMessageReceived, mine), true},
		{"a message while nobody can say", silent, citizen, event(contract.EventTypeMessageReceived, mine), false},
		{"what became of one's own message while nobody can say", silent, citizen, event(contract.EventTypeMessageState, mine), true},
		{"a kind that isn't known", everything, citizen, event("secret-changed", mine), false},
		{"a changed right never says of what", everything, citizen, event(contract.EventTypeAccessChanged, mine), false},
		{"without anybody to ask", nil, citizen, event(contract.EventTypeMessageReceived, mine), false},
		{"an employee's conversation", everything, employee, event(contract.EventTypeInboxChanged, mine), true},
		{"a colleague's conversation", everything, employee, event(contract.EventTypeInboxChanged, others), false},
	} {
		got := told(t.Context(), one.rights, one.actor, []contract.EventFrame{one.event})[0]
		want := one.event
		if !one.whole {
			want = contract.EventFrame{Kind: contract.EventFrameKindEvent, Position: 7, Type: hint(one.actor)}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", one.what, diff)
		}
	}
	bare := contract.EventFrame{Kind: contract.EventFrameKindEvent, Position: 1, Type: contract.EventTypeInboxChanged}
	if got := told(t.Context(), nil, employee, []contract.EventFrame{bare})[0]; got != bare {
		t.Errorf("an event about no case: %+v", got)
	}
}

// counting counts how often it is asked.
type counting struct {
	rights
	asked int
}

func (c *counting) Hears(ctx context.Context, actor *session.Actor, caseCopyID uuid.UUID, needs access.Capability) (bool, error) {
	c.asked++
	return c.rights.Hears(ctx, actor, caseCopyID, needs)
}

// Whoever comes back after a day has hundreds of events to hear of; about those of
// one kind in one case it is asked once, or the last of them would only be hinted at.
func TestManyEventsAreDecidedAboutOnce(t *testing.T) {
	t.Parallel()
	mine, others := uuid.New(), uuid.New()
	asked := &counting{rights: rights{caseCopy: mine, may: []access.Capability{access.Conversation}}}
	var events []contract.EventFrame
	for i := range 200 {
		caseCopy, message := mine, uuid.New()
		if i%3 == 0 {
			caseCopy = others
		}
		events = append(events, contract.EventFrame{Position: int64(i), Type: contract.EventTypeMessageReceived, CaseCopyId: &caseCopy, MessageId: &message})
	}
	for i, event := range told(t.Context(), asked, &session.Actor{World: session.Citizen}, events) {
		if whole := event.MessageId != nil; whole != (i%3 != 0) {
			t.Errorf("event %d: %v", i, event)
		}
	}
	if asked.asked != 2 {
		t.Errorf("asked %d times about two cases", asked.asked)
	}
}
