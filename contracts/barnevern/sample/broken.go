package sample

import "strings"

// Broken is a way in which an object breaks the contract.
type Broken struct {
	About string
	// Entry: of an entry; else of a case.
	Entry bool
	// Fatal: what is left of an entry can't be shown. Where it isn't, the rest is.
	Fatal bool
	// Field is the field that is wrong, as it is told of.
	Field string
	Break func(Object)
}

func set(field string, value any) func(Object) { return func(o Object) { o[field] = value } }

// Ways are the ways in which objects are broken: unknown words, what is missing,
// wrong types, too much, and dates that aren't any.
var Ways = []Broken{
	{"a title is missing", true, true, "tittel", func(o Object) { delete(o, "tittel") }},
	{"a title is null", true, true, "tittel", set("tittel", nil)},
	{"a title is a number", true, true, "tittel", set("tittel", 7)},
	{"a title is blank", true, true, "tittel", set("tittel", " \n")},
	{"no parent", true, true, "forelderMeldingId", func(o Object) { delete(o, "forelderMeldingId") }},
	{"the parent's id is none", true, true, "forelderMeldingId", set("forelderMeldingId", "abc")},
	{"an unknown type", true, false, "dokumenttype", set("dokumenttype", "EPIKRISE")},
	{"a type is a list", true, false, "dokumenttype", set("dokumenttype", []any{"VEDTAK"})},
	{"an unknown state of access", true, false, "innsynsforesporselStatus", set("innsynsforesporselStatus", "INNVILGET")},
	{"a date that isn't any", true, false, "klagefrist", set("klagefrist", "2026-13-45T25:61:00Z")},
	{"a date without its time", true, false, "dokumentetsDato", set("dokumentetsDato", "2026-05-03")},
	{"a date as a number", true, false, "journaldato", set("journaldato", 1_700_000_000)},
	{"too many related entries", true, false, "relaterteJournalposter", func(o Object) {
		list := []any{}
		for range 11 {
			list = append(list, "0c9f2c14-55c7-4ac0-8f76-6a0d5b1f3e21")
		}
		o["relaterteJournalposter"] = list
	}},
	{"a number too large", true, false, "journalpostnummer", set("journalpostnummer", int64(1)<<40)},
	{"a text instead of a list", true, false, "dokumenter", set("dokumenter", "vedtak.pdf")},
	{"a plan without its details", true, false, "tiltaksplanDetaljer", func(o Object) { o["dokumenttype"] = "TILTAKSPLAN"; delete(o, "tiltaksplanDetaljer") }},
	{"a plan's details are a text", true, false, "tiltaksplanDetaljer", func(o Object) { o["dokumenttype"] = "TILTAKSPLAN"; o["tiltaksplanDetaljer"] = "AKTIV" }},
	{"the timeline is a word", true, false, "tidslinje", set("tidslinje", "ja")},
	{"a correspondent who is nobody", true, false, "korrespondanseparter", set("korrespondanseparter", []any{Object{"korrespondanseparttype": "EA"}})},
	{"a correspondent of an unknown kind", true, false, "korrespondanseparttype", set("korrespondanseparter", []any{Object{"korrespondanseparttype": "XX", "organisasjon": Object{"navn": "Kontoret"}}})},
	{"a link without an address", true, false, "lenker", set("lenker", []any{Object{"predefinert": Object{"type": "SVAR"}}})},
	{"a description that is an object", true, false, "beskrivelse", set("beskrivelse", Object{"nb": "x"})},
	{"a case's title is missing", false, false, "tittel", func(o Object) { delete(o, "tittel") }},
	{"a case without a unit", false, false, "organisasjonsnummer", func(o Object) { delete(o, "organisasjonsnummer") }},
	{"a case's unit is no number", false, false, "organisasjonsnummer", set("organisasjonsnummer", "Fjordvik")},
	{"a milestone without a beginning", false, false, "milepeler", set("milepeler", []any{Object{"navn": "Undersøkelse"}})},
	{"a milestone on a day that isn't any", false, false, "navaerendeMilepel", set("navaerendeMilepel", Object{"navn": "Undersøkelse", "startdato": "i går"})},
	{"a party in an unknown role", false, false, "rolle", set("andreParter", []any{Object{"rolle": "NABO", "fornavn": "Kari", "etternavn": "Nord"}})},
	{"a year too long", false, false, "saksaar", set("saksaar", 20_261)},
	{"milestones that are a word", false, false, "milepeler", set("milepeler", strings.Repeat("x", 100_000))},
}
