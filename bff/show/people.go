// Package show turns the fagsystem's objects into what one party may see.
//
// It is an allow-list: what isn't named here stops here. The functions are
// pure; they are used for the party itself and for an employee who looks at it
// as the receiver does. Values that the contract doesn't know are left out.
package show

import (
	"slices"
	"strings"

	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"

	"innbyggertjenesten/bff/access"
)

var roles = map[contract.Role]portal.Role{
	contract.RoleHOVEDPERSON:    portal.RoleCHILD,
	contract.RoleMOR:            portal.RoleMOTHER,
	contract.RoleFAR:            portal.RoleFATHER,
	contract.RoleMEDMOR:         portal.RoleCOMOTHER,
	contract.RoleMEDFAR:         portal.RoleCOFATHER,
	contract.RoleVERGE:          portal.RoleGUARDIAN,
	contract.RoleFOSTERFORELDER: portal.RoleFOSTERPARENT,
	contract.RoleFULLMEKTIG:     portal.RoleREPRESENTATIVE,
}

// Role is a party's role in the portal's words; ok is false for an unknown one.
func Role(role contract.Role) (shown portal.Role, ok bool) {
	shown, ok = roles[role]
	return shown, ok
}

// Name is a person's name.
func Name(name contract.PersonName) portal.PersonName {
	return portal.PersonName{Given: name.Given, Family: name.Family}
}

// Capabilities are what the party may do.
func Capabilities(may access.Capabilities) portal.Capabilities {
	return portal.Capabilities{
		Documents: may.Documents, Conversation: may.Conversation, Meeting: may.Meeting, CallMe: may.CallMe,
		Complaint: may.Complaint, Comment: may.Commenting, DocumentsNeedStepUp: &may.DocumentsNeedStepUp,
		Consents: &may.Consents, ConsentsNeedStepUp: &may.ConsentsNeedStepUp,
	}
}

// seesAddresses are the roles that may be told where another party lives: those
// between whom contact with the child is arranged.
var seesAddresses = map[contract.Role]bool{
	contract.RoleHOVEDPERSON: true,
	contract.RoleMOR:         true,
	contract.RoleFAR:         true,
	contract.RoleMEDMOR:      true,
	contract.RoleMEDFAR:      true,
	contract.RoleVERGE:       true,
}

// OtherParties are the case's other parties as one with the role reader sees
// them: name, role and at most an address. Of the rest of their contact data
// nothing is ever shown.
//
// Where anybody's whereabouts are protected, no address is shown, of nobody:
// whoever lives with them gives the place away, and no comparing finds it for
// sure in another spelling, by another name, or where the fagsystem keeps it to
// itself. Nor does one that is left out among others tell with whom they live.
func OtherParties(parties []contract.Party, reader contract.Role, hidden Hidden) []portal.OtherParty {
	if _, known := Role(reader); !known {
		return []portal.OtherParty{}
	}
	addresses := seesAddresses[reader] && !slices.ContainsFunc(parties, func(party contract.Party) bool { return placeHidden(party.Protection) })
	shown := make([]portal.OtherParty, 0, len(parties))
	for _, party := range parties {
		role, known := Role(party.Role)
		if !known {
			continue
		}
		other := portal.OtherParty{Role: role, Name: Name(party.Name)}
		if addresses {
			other.Address = hidden.Text(text(party.Contact.Address))
		}
		shown = append(shown, other)
	}
	return shown
}

// placeHidden tells whether a person's whereabouts are protected. A kind of
// fact that isn't known here hides them too.
func placeHidden(protection contract.Protection) bool {
	for _, hidden := range protection.Hidden {
		switch hidden {
		case contract.ProtectionHiddenPHONE, contract.ProtectionHiddenEMAIL, contract.ProtectionHiddenSCHOOL:
		default:
			return true
		}
	}
	return false
}

// OwnContact is what the municipality has noted about the reader.
func OwnContact(me contract.Party) *portal.OwnContact {
	hidden := len(me.Protection.Hidden) > 0
	return &portal.OwnContact{
		Address: text(me.Contact.Address), Phone: text(me.Contact.Phone), Email: text(me.Contact.Email),
		HiddenFromOthers: &hidden,
	}
}

// text is nil for what is absent or blank.
func text(value *string) *string {
	if value == nil || strings.TrimSpace(*value) == "" {
		return nil
	}
	return value
}
