package messages

import (
	"golang.org/x/text/language"

	"innbyggertjenesten/bff/problem"
)

// longestTag is as much as the fagsystem's contract takes of a language.
const longestTag = 20

// CheckLanguage refuses what can't be the tag of a language.
func CheckLanguage(tag string) error {
	if _, err := language.Parse(tag); err != nil || len(tag) > longestTag {
		return problem.New(problem.InvalidRequest)
	}
	return nil
}

// Spoken is the language of what was written: as the page says, or else the page's own.
func Spoken(p Place, said *string) (*string, error) {
	tag := p.Actor.Language
	if said != nil {
		tag = *said
	}
	if err := CheckLanguage(tag); err != nil {
		return nil, err
	}
	return &tag, nil
}
