package show_test

import (
	"testing"

	"innbyggertjenesten/bff/show"
	contract "innbyggertjenesten/contracts/fagsystem"
)

func TestOfWhomAPartyMustNotLearnWhereTheyAre(t *testing.T) {
	t.Parallel()
	place, elsewhere, phone := "Fjellveien 12, 6789 Fjordvik", "Strandgata 3, 6789 Fjordvik", "98765432"
	other := func(contact contract.Contact, hidden ...contract.ProtectionHidden) contract.Party {
		return contract.Party{Name: contract.PersonName{Given: "Amina", Family: "Warsame"}, Contact: contact, Protection: contract.Protection{Hidden: hidden}}
	}
	for what, c := range map[string]struct {
		other contract.Party
		want  bool
	}{
		"a protected address":                        {other(contract.Contact{Address: &place}, contract.ProtectionHiddenADDRESS), true},
		"a protected school":                         {other(contract.Contact{School: &place}, contract.ProtectionHiddenSCHOOL), true},
		"a place that the fagsystem keeps to itself": {other(contract.Contact{}, contract.ProtectionHiddenPLACE), true},
		"the home that both share":                   {other(contract.Contact{Address: &elsewhere}, contract.ProtectionHiddenADDRESS), false},
		"only a protected phone":                     {other(contract.Contact{Address: &place, Phone: &phone}, contract.ProtectionHiddenPHONE), false},
		"nothing":                                    {other(contract.Contact{Address: &place}), false},
	} {
		caseCopy := contract.CaseCopy{OtherParties: []contract.Party{c.other}}
		caseCopy.Me.Contact.Address = &elsewhere
		if found := show.ReaderOf(caseCopy).ShelteredFrom(); (len(found) == 1) != c.want {
			t.Errorf("%s: %+v", what, found)
		}
	}
}
