package messages_test

import (
	"testing"
	"time"

	"innbyggertjenesten/bff/messages"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

// A fagsystem may say how far the other side has read and not when.
func TestWhatTheOtherSideHasReadIsReadWhetherOrNotItIsKnownWhen(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
	said := contract.Message{Position: 7, Author: contract.MessageAuthor{Side: contract.SidePARTY}}
	for what, one := range map[string]struct {
		marks []contract.ReadMark
		state portal.MessageState
		at    *time.Time
	}{
		"nobody":          {nil, portal.MessageStateDELIVERED, nil},
		"oneself":         {[]contract.ReadMark{{Side: contract.SidePARTY, Position: 9, ReadAt: &at}}, portal.MessageStateDELIVERED, nil},
		"not so far":      {[]contract.ReadMark{{Side: contract.SideEMPLOYEE, Position: 6, ReadAt: &at}}, portal.MessageStateDELIVERED, nil},
		"at a known time": {[]contract.ReadMark{{Side: contract.SideEMPLOYEE, Position: 7, ReadAt: &at}}, portal.MessageStateREAD, &at},
		"at some time":    {[]contract.ReadMark{{Side: contract.SideEMPLOYEE, Position: 8}}, portal.MessageStateREAD, nil},
	} {
		if state, when := messages.Read(said, one.marks); state != one.state || when != one.at {
			t.Errorf("%s: %s %v", what, state, when)
		}
	}
	said.ReadAt = &at
	if state, when := messages.Read(said, nil); state != portal.MessageStateREAD || when != &at {
		t.Errorf("%s %v", state, when)
	}
}
