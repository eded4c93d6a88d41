package show

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	contract "innbyggertjenesten/contracts/fagsystem"

	"innbyggertjenesten/bff/nationalnumber"
)

// Hidden are the protected facts of a case's other parties, as far as the
// fagsystem tells them: what no field that the portal shows may hold, however
// it came there. It finds a fact that is spelled otherwise in case, spaces,
// punctuation and digits, a street without its number, and one whose name ends
// otherwise in the other written language or in short. It can't find what the
// fagsystem doesn't tell, a description of the place in other words, or what
// stands in documents: these are the fagsystem's to keep clean.
type Hidden struct {
	words  []string // places, schools, e-mail addresses
	phones []string
}

// shortest is how long a fact must be to be looked for: shorter ones would be
// found everywhere.
const shortest = 5

// HiddenFrom collects the protected facts of the other parties of a case, but
// for those that are the reader's own too: whoever lives with a protected
// person knows the place.
func HiddenFrom(me contract.Party, others []contract.Party) Hidden {
	var h Hidden
	for _, party := range others {
		h.addOf(party)
	}
	own := Hidden{phones: []string{digits(me.Contact.Phone)}}
	own.addPlace(me.Contact.Address)
	own.addPlace(me.Contact.Place)
	own.add(me.Contact.School)
	own.add(me.Contact.Email)
	within := func(facts []string) func(string) bool {
		return func(fact string) bool {
			return slices.ContainsFunc(facts, func(known string) bool { return tells(known, fact) })
		}
	}
	h.words, h.phones = slices.DeleteFunc(h.words, within(own.words)), slices.DeleteFunc(h.phones, within(own.phones))
	return h
}

// tells tells whether whoever knows the one fact knows the other: it is within
// it, and its number is the whole number. Whoever lives in number 12 isn't told
// of number 1.
func tells(known, fact string) bool {
	_, after, within := strings.Cut(known, fact)
	number := func(r rune) bool { return r >= '0' && r <= '9' }
	return within && (strings.IndexFunc(after, number) != 0 || !number(rune(fact[len(fact)-1])))
}

func (h *Hidden) addOf(party contract.Party) {
	contact := party.Contact
	if placeHidden(party.Protection) {
		h.addPlace(contact.Address)
		h.addPlace(contact.Place)
	}
	for _, kind := range party.Protection.Hidden {
		switch kind {
		case contract.ProtectionHiddenPHONE:
			if phone := digits(contact.Phone); len(phone) >= shortest {
				h.phones = append(h.phones, strings.TrimPrefix(phone, "47"))
			}
		case contract.ProtectionHiddenEMAIL:
			h.add(contact.Email)
		case contract.ProtectionHiddenSCHOOL:
			h.add(contact.School)
		}
	}
}

func (h *Hidden) add(fact *string) {
	if fact == nil {
		return
	}
	if words := plain(*fact); len(words) >= shortest {
		h.words = append(h.words, words)
	}
}

// addPlace adds an address whole, and the parts of it that name a house or a
// street, without its number. The town alone is no secret.
func (h *Hidden) addPlace(address *string) {
	if address == nil {
		return
	}
	h.add(address)
	for i, part := range strings.Split(*address, ",") {
		street := strings.TrimSpace(part)
		switch at := strings.IndexFunc(street, unicode.IsDigit); {
		case at > 0:
			h.addStreet(street[:at], street[at:]) // with its number too: the reader may live in the same street
			h.addStreet(street[:at], house.FindString(street[at:]))
			street = street[:at]
		case i > 0 || at == 0:
			continue // a postal code, or a town
		}
		h.addStreet(street, "")
	}
}

// house is what a house's number is, where more follows without a comma.
var house = regexp.MustCompile(`^\d+(?: ?\pL\b)?`)

// streetEnds are the ways in which streets' names end that are one to whoever
// looks for the street: in both written languages and in short.
var streetEnds = [][]string{{"vegen", "veien", "veg", "vei", "vn", "v"}, {"gaten", "gata", "gate", "gt", "g"}}

// addStreet adds a street, however its name's end is written. In short it is
// looked for with a number only: alone it may be the beginning of any word.
func (h *Hidden) addStreet(name, number string) {
	spelled := name + number
	h.add(&spelled)
	name = plain(name)
	for _, ends := range streetEnds {
		at := slices.IndexFunc(ends, func(end string) bool { return len(end) > 1 && strings.HasSuffix(name, end) })
		if at < 0 {
			continue
		}
		for _, end := range ends {
			if number != "" || len(end) > 2 {
				spelled := strings.TrimSuffix(name, ends[at]) + end + number
				h.add(&spelled)
			}
		}
	}
}

// In tells whether a text holds a protected fact.
func (h Hidden) In(shown string) bool {
	if h.none() {
		return false
	}
	words := plain(shown)
	for _, fact := range h.words {
		if strings.Contains(words, fact) {
			return true
		}
	}
	numbers := digits(&shown)
	for _, phone := range h.phones {
		if strings.Contains(numbers, phone) {
			return true
		}
	}
	return false
}

// none: nothing is protected, as for most.
func (h Hidden) none() bool { return len(h.words) == 0 && len(h.phones) == 0 }

// Text is a text without what may not be shown: all of it or nothing.
func (h Hidden) Text(shown *string) *string {
	if shown == nil || h.In(*shown) {
		return nil
	}
	return shown
}

// plain leaves letters, in lower case, and digits.
func plain(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsLetter(r):
			return unicode.ToLower(r)
		case unicode.IsDigit(r):
			return nationalnumber.Western(r)
		}
		return -1
	}, norm.NFKC.String(text))
}

func digits(text *string) string {
	if text == nil {
		return ""
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return nationalnumber.Western(r)
		}
		return -1
	}, norm.NFKC.String(*text))
}
