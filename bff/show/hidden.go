package show

import (
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
// punctuation and digits, and a street without its number. It can't find what the
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
	own := Hidden{}
	for _, fact := range []*string{me.Contact.Address, me.Contact.Place, me.Contact.School, me.Contact.Email, me.Contact.Phone} {
		if fact != nil {
			own.words, own.phones = append(own.words, plain(*fact)), append(own.phones, digits(fact))
		}
	}
	within := func(facts []string) func(string) bool {
		return func(fact string) bool {
			return slices.ContainsFunc(facts, func(known string) bool { return strings.Contains(known, fact) })
		}
	}
	h.words, h.phones = slices.DeleteFunc(h.words, within(own.words)), slices.DeleteFunc(h.phones, within(own.phones))
	return h
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
			h.add(&street) // with its number too: the reader may live in the same street
			street = street[:at]
		case i > 0 || at == 0:
			continue // a postal code, or a town
		}
		h.add(&street)
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
