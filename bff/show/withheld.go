package show

import (
	"slices"

	contract "innbyggertjenesten/contracts/fagsystem"
)

// Withhold decides about what an employee has written to the reader in free
// words: an answer, a reason, a message, the same in other languages too. Where
// one of them holds a protected fact of another party, the reader gets none of
// them and is told that there are some; whoever found it in one has found it in
// all. What an employee sees keeps its words, so that they can say it anew.
//
// It is the one place where this is decided for what has no fields of its own
// to be left out of.
func (h Hidden) Withhold(toParty bool, written ...*string) *bool {
	if !slices.ContainsFunc(written, func(one *string) bool { return one != nil && h.In(*one) }) {
		return nil
	}
	if toParty {
		for _, one := range written {
			if one != nil {
				*one = ""
			}
		}
	}
	return new(true)
}

// AnswerInOthers are the reasons of answers in all further languages, for
// Withhold. They are copies: the fagsystem's answer isn't ours to change.
func AnswerInOthers(answers ...contract.Answer) (written []*string) {
	for _, answer := range answers {
		for _, reason := range translatedTexts(answer.Translations) {
			written = append(written, &reason)
		}
	}
	return written
}
