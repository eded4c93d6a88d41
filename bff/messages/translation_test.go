package messages_test

import (
	"slices"
	"testing"

	"innbyggertjenesten/bff/messages"
	"innbyggertjenesten/bff/person"
	"innbyggertjenesten/bff/show"
	contract "innbyggertjenesten/contracts/fagsystem"
)

// What was decided is read in a person's words or in the original.
func TestWhatWasDecidedAboutAComplaintIsNeverShownAsAMachineTranslatedIt(t *testing.T) {
	t.Parallel()
	const machine, certified = contract.ProvenanceKindMACHINE, contract.ProvenanceKindCERTIFIED
	for name, test := range map[string]struct {
		kind     contract.SubmissionKind
		outcomes []contract.AnswerOutcome
		shown    []contract.ProvenanceKind
	}{
		"a message":                       {contract.SubmissionKindMESSAGE, nil, []contract.ProvenanceKind{machine, certified}},
		"a complaint":                     {contract.SubmissionKindCOMPLAINT, []contract.AnswerOutcome{"DISMISSED"}, []contract.ProvenanceKind{machine, certified}},
		"an answer to a comment":          {contract.SubmissionKindANSWER, []contract.AnswerOutcome{"USED"}, []contract.ProvenanceKind{machine, certified}},
		"an answer to a view":             {contract.SubmissionKindANSWER, []contract.AnswerOutcome{"PARTLY", "NOT_USED"}, []contract.ProvenanceKind{machine, certified}},
		"a complaint that was upheld":     {contract.SubmissionKindANSWER, []contract.AnswerOutcome{"UPHELD"}, []contract.ProvenanceKind{certified}},
		"one that was partly upheld":      {contract.SubmissionKindANSWER, []contract.AnswerOutcome{"PARTLY_UPHELD"}, []contract.ProvenanceKind{certified}},
		"one that was forwarded":          {contract.SubmissionKindANSWER, []contract.AnswerOutcome{"FORWARDED"}, []contract.ProvenanceKind{certified}},
		"one that was dismissed":          {contract.SubmissionKindANSWER, []contract.AnswerOutcome{"DISMISSED"}, []contract.ProvenanceKind{certified}},
		"an outcome that isn't known":     {contract.SubmissionKindANSWER, []contract.AnswerOutcome{"USED", "NEW"}, []contract.ProvenanceKind{certified}},
		"an answer that doesn't say what": {contract.SubmissionKindANSWER, nil, []contract.ProvenanceKind{certified}},
	} {
		for _, world := range []person.World{person.Citizen, person.Employee} {
			message := contract.Message{Kind: test.kind, Author: contract.MessageAuthor{Side: contract.SideEMPLOYEE}}
			for _, outcome := range test.outcomes {
				message.Answers = append(message.Answers, contract.Answer{Outcome: outcome})
			}
			for _, kind := range []contract.ProvenanceKind{machine, certified} {
				message.Translations = append(message.Translations, contract.MessageTranslation{Language: "ar", Provenance: contract.Provenance{Kind: kind}})
			}
			var shown []contract.ProvenanceKind
			for _, one := range (messages.Place{World: world}).Translations(message, show.Hidden{}) {
				shown = append(shown, contract.ProvenanceKind(one.Provenance.Kind))
			}
			if !slices.Equal(shown, test.shown) {
				t.Errorf("%s, to %v: %v, want %v", name, world, shown, test.shown)
			}
		}
	}
}
