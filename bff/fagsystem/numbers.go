package fagsystem

import (
	"reflect"

	"innbyggertjenesten/contracts/barnevern"
	contract "innbyggertjenesten/contracts/fagsystem"

	"innbyggertjenesten/bff/nationalnumber"
)

// withoutNumbers takes national numbers out of what case workers write about a
// case, and notes where one stood: such a number is in no answer, and what an
// entry is called is no reason to hide it. It is done here, before anything is
// kept or shown, and in all languages alike.
//
// Not looked through are what people write to each other, a consent's text, which
// is agreed to word by word, and documents.
func (d *decoder) withoutNumbers(target reflect.Value, path string) {
	clean := func(name string, written ...*string) {
		for _, one := range written {
			if one != nil && nationalnumber.In(*one) {
				*one = nationalnumber.Without(*one)
				d.note(path + "." + name + " holds a national number, which isn't shown")
			}
		}
	}
	cleanAll := func(name string, written map[string]string) {
		for language, words := range written {
			clean(name, &words)
			written[language] = words
		}
	}
	switch object := target.Addr().Interface().(type) {
	case *barnevern.Milepel:
		clean("navn", &object.Navn)
		clean("beskrivelse", object.Beskrivelse)
	case *barnevern.Barnevernjournalpost:
		clean("tittel", &object.Tittel)
		clean("beskrivelse", object.Beskrivelse)
	case *barnevern.Dokument:
		clean("tittel", &object.Tittel)
	case *barnevern.Delmal:
		clean("beskrivelse", &object.Beskrivelse)
	case *contract.CaseCopy:
		clean("whatHappensNow", object.WhatHappensNow)
	case *contract.Meeting:
		clean("title", &object.Title)
		clean("place", object.Place)
	case *contract.MilestoneTranslations:
		clean("navn", &object.Navn) // names the step as the step is called
	case *contract.TranslatedWords:
		clean("text", &object.Text)
		clean("description", object.Description)
	case *contract.EntryDocument:
		cleanAll("title", object.Title)
	case *contract.SubGoalState:
		cleanAll("description", object.Description)
	case *contract.CommentsAsked:
		clean("text", &object.Text)
		cleanAll("translations", object.Translations)
	case *contract.DraftOutcome:
		clean("text", object.Text)
		cleanAll("translations", object.Translations)
	case *contract.InShortText:
		clean("inShort", &object.What, object.Why, object.WhatNow, object.Deadline, object.WhomToCall)
	case *contract.InShortMedia:
		clean("transcript", object.Transcript)
	case *contract.Caption:
		clean("text", &object.Text)
	case *contract.AccessRequestItem:
		clean("title", object.Title)
		clean("begrunnelse", object.Begrunnelse)
	}
}
