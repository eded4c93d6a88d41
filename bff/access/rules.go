package access

import (
	"time"

	"github.com/google/uuid"

	contract "innbyggertjenesten/contracts/fagsystem"

	"innbyggertjenesten/bff/oslo"
	"innbyggertjenesten/bff/session"
)

// Capabilities are what a party may do in a case now.
type Capabilities struct {
	Documents bool
	// Commenting is saying what one thinks of a document that one may see.
	Commenting bool
	// Asking is handing in what else is about documents: to see one, whether one
	// understood it, what isn't right in it. It belongs to who may see them, and other
	// than seeing it goes on while the fagsystem doesn't answer.
	Asking       bool
	Conversation bool
	// Writing is adding to the conversation.
	Writing   bool
	Meeting   bool
	CallMe    bool
	Complaint bool
	// DocumentsNeedStepUp: there are documents for whoever logs in at a higher level.
	DocumentsNeedStepUp bool
	// Consents is seeing and answering what this party is asked to agree to. What is
	// asked tells of the case, so that it needs the documents' level.
	Consents           bool
	ConsentsNeedStepUp bool
}

// None tells whether nothing at all is allowed: then the case doesn't exist.
func (c Capabilities) None() bool { return c == Capabilities{} }

// Capability is one of them.
type Capability string

// The capabilities a purpose can need.
const (
	Documents    Capability = "documents"
	Commenting   Capability = "commenting"
	Asking       Capability = "asking"
	Conversation Capability = "conversation"
	Writing      Capability = "writing"
	Meeting      Capability = "meeting"
	CallMe       Capability = "call-me"
	Complaint    Capability = "complaint"
	Consents     Capability = "consents"
)

// Has tells whether the capability is among them.
func (c Capabilities) Has(needed Capability) bool {
	switch needed {
	case "":
		return !c.None()
	case Documents:
		return c.Documents
	case Commenting:
		return c.Commenting
	case Asking:
		return c.Asking
	case Conversation:
		return c.Conversation
	case Writing:
		return c.Writing
	case Meeting:
		return c.Meeting
	case CallMe:
		return c.CallMe
	case Complaint:
		return c.Complaint
	case Consents:
		return c.Consents
	}
	return false
}

// circumstances are what a decision depends on besides the fagsystem's answer.
type circumstances struct {
	now            time.Time
	ages           []AgeRule
	level          session.Level
	documentsLevel session.Level
}

// decide applies the rules to the fagsystem's answer about one case. The
// fagsystem's explicit grant is enough; its refusal and its silence are none.
func decide(person contract.Person, granted contract.CaseAccess, c circumstances) Capabilities {
	today := oslo.DateOf(c.now, oslo.Zone)
	if !granted.Role.Valid() || granted.PausedAt != nil || endedWithChildhood(granted, today) {
		return Capabilities{}
	}
	// Of a closed case one may go on reading, and the child may complain; the
	// national rules say nothing of adding to it otherwise.
	mayAdd := isChild(granted) && granted.ClosedAt == nil
	ofAge := ofPartyAge(person, granted, c.ages, today)
	may := Capabilities{
		Documents:    allowed(granted.Grants.Documents, ofAge),
		Commenting:   allowed(granted.Grants.Documents, ofAge && mayAdd),
		Asking:       allowed(granted.Grants.Documents, ofAge),
		Conversation: allowed(granted.Grants.Conversation, isChild(granted)),
		Writing:      allowed(granted.Grants.Conversation, mayAdd),
		Meeting:      allowed(granted.Grants.Meeting, mayAdd),
		CallMe:       allowed(granted.Grants.CallMe, mayAdd),
		Complaint:    allowed(granted.Grants.Complaint, isChild(granted)),
		Consents:     allowed(granted.Grants.Consents, ofPartyAge(person, granted, c.ages, today)),
	}
	return may.atLevel(c.level, c.documentsLevel)
}

// atLevel leaves documents, what is said of them, and consents to who has logged
// in surely enough.
func (c Capabilities) atLevel(level, documentsLevel session.Level) Capabilities {
	if level.AtLeast(documentsLevel) {
		return c
	}
	if c.Documents || c.Commenting || c.Asking {
		c.Documents, c.Commenting, c.Asking, c.DocumentsNeedStepUp = false, false, false, true
	}
	if c.Consents {
		c.Consents, c.ConsentsNeedStepUp = false, true
	}
	return c
}

// allowed reads one grant; ifOpen is what holds where the fagsystem leaves the
// question open.
func allowed(grant *contract.Grant, ifOpen bool) bool {
	if grant == nil {
		return false
	}
	switch *grant {
	case contract.GrantGRANTED:
		return true
	case contract.GrantOPEN:
		return ifOpen
	}
	return false
}

// isChild: taking part and complaining belong to the child at any age; about
// other roles there is no national rule to fall back on.
func isChild(granted contract.CaseAccess) bool {
	return granted.Role == contract.RoleHOVEDPERSON
}

// ofPartyAge is the national age rule. It is about the child the case is about;
// where the register has no birth date there is no age.
func ofPartyAge(person contract.Person, granted contract.CaseAccess, table []AgeRule, today oslo.Date) bool {
	if !isChild(granted) {
		return false
	}
	age, inForce := partyAge(table, today)
	turned, known := hasTurned(age, person.BirthDate, today)
	return inForce && known && turned
}

// actsForChild: a representative whom the fagsystem names as the child's.
func actsForChild(granted contract.CaseAccess) bool {
	return granted.Role == contract.RoleFULLMEKTIG && granted.Represents != nil && *granted.Represents == granted.Child.PersonId &&
		granted.Child.PersonId != uuid.Nil
}

// endedWithChildhood: the day the child turns 18, everybody's access but the
// young person's own ends, whatever the fagsystem still grants. Whom the young
// person has chosen to act for them goes on acting; a guardian was never chosen.
func endedWithChildhood(granted contract.CaseAccess, today oslo.Date) bool {
	if isChild(granted) || actsForChild(granted) {
		return false
	}
	turned, known := hasTurned(adult, granted.Child.BirthDate, today)
	return known && turned
}
