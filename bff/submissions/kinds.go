package submissions

import contract "innbyggertjenesten/contracts/fagsystem"

// Shown is where the two sides of a conversation see what is handed in, how far
// it has come, and that it is stuck.
type Shown string

// The places.
const (
	// InConversation: as a message among the others.
	InConversation Shown = "CONVERSATION"
	// InTexts: its author sees it where a document is read, or where they answer what was
	// said of one. That it is stuck the others see as of everything else.
	InTexts Shown = "TEXTS"
	// Nowhere: evidence, which nobody has handed in. That it is stuck an operator sees.
	Nowhere Shown = "NOWHERE"
)

// shownIn has every kind of the contract.
var shownIn = map[contract.SubmissionKind]Shown{
	contract.SubmissionKindMESSAGE:            InConversation,
	contract.SubmissionKindCALLME:             InConversation,
	contract.SubmissionKindMEETINGREQUEST:     InConversation,
	contract.SubmissionKindINTERPRETERREQUEST: InConversation,
	contract.SubmissionKindANSWERPROMISE:      InConversation,
	contract.SubmissionKindVIEW:               InConversation,
	contract.SubmissionKindANSWER:             InConversation,
	contract.SubmissionKindUNDERSTOOD:         InConversation,
	contract.SubmissionKindACCESSREQUEST:      InConversation,
	contract.SubmissionKindCONSENTANSWER:      InConversation,
	contract.SubmissionKindCOMMENT:            InConversation,
	contract.SubmissionKindCOMPLAINT:          InConversation,
	// Nothing here hands one in; the fagsystem's history may have one.
	contract.SubmissionKindLETTER: InConversation,

	contract.SubmissionKindTRANSLATIONREQUEST: InTexts,
	contract.SubmissionKindPARAGRAPHMARK:      InTexts,
	contract.SubmissionKindMARKANSWER:         InTexts,

	contract.SubmissionKindOPENED: Nowhere,
}

// ShownIn is where what is handed in is seen; what isn't known here, as of a
// newer fagsystem, is a message like others.
func ShownIn(kind contract.SubmissionKind) Shown {
	if shown, known := shownIn[kind]; known {
		return shown
	}
	return InConversation
}

// kindsShown are the kinds that are seen in a place, as the queries take them.
func kindsShown(place Shown) []string {
	var kinds []string
	for kind, shown := range shownIn {
		if shown == place {
			kinds = append(kinds, string(kind))
		}
	}
	return kinds
}

var (
	kindsInConversation = kindsShown(InConversation)
	kindsInTexts        = kindsShown(InTexts)
	kindsSeen           = append(kindsShown(InConversation), kindsInTexts...)
)
