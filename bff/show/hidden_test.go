package show_test

import (
	"testing"

	contract "innbyggertjenesten/contracts/fagsystem"

	"innbyggertjenesten/bff/show"
)

func TestWhatIsProtectedIsFoundHoweverItIsSpelled(t *testing.T) {
	t.Parallel()
	hidden := show.HiddenFrom(contract.Party{Contact: contract.Contact{Address: ptr("Havnegata 3")}}, []contract.Party{
		{
			Contact: contract.Contact{
				Address: ptr("Granlia gård, Granlivegen 12, 0000 Tverrdal"), Phone: ptr("+47 400 00 618"), Email: ptr("emil@eksempel.test"),
				School: ptr("Tverrdal videregående skole"), Place: ptr("Granlia gård, Tverrdal"),
			},
			Protection: contract.Protection{Hidden: []contract.ProtectionHidden{"ADDRESS", "PHONE", "EMAIL", "SCHOOL", "PLACE"}},
		},
		{Contact: contract.Contact{Place: ptr("Nordlysveien, Fjordvik")}, Protection: contract.Protection{Hidden: []contract.ProtectionHidden{"PLACE"}}},
		{Contact: contract.Contact{Address: ptr("Havnegata 3, 0000 Fjordvik"), Phone: ptr("400 00 742")}},
		{Contact: contract.Contact{Address: ptr("Bakken 1"), Phone: ptr("400 00 111")}, Protection: contract.Protection{Hidden: []contract.ProtectionHidden{"PHONE"}}},
	})
	for text, found := range map[string]bool{
		"Møte på Granlia gård":                        true,
		"Møte på GRANLIA  GÅRD":                       true,
		"granlia ga\u030ard":                          true,
		"Granlivegen 12":                              true,
		"Han bor i Granlivegen.":                      true,
		"Møte i Granliveien 12":                       true,
		"Granlivn. 12":                                true,
		"Granliv. 12":                                 true,
		"Han bor i Granliveien":                       true,
		"Granliv. er fin":                             false,
		"Ring 40000618":                               true,
		"Ring 400 00 618":                             true,
		"Ring 4 0 0-0 0-6 1 8":                        true,
		"اتصل على ٤٠٠ ٠٠ ٦١٨":                         true,
		"با ۴۰۰ ۰۰ ۶۱۸ تماس بگیرید":                   true,
		"اتصل على ٤٠٠ ٠٠ ٧٤٢":                         false,
		"Skriv til Emil@Eksempel.test":                true,
		"Møte på Tverrdal videregående skole":         true,
		"Ring 400 00 111":                             true,
		"Møte i Havnegata 3":                          false,
		"Ring 400 00 742":                             false,
		"Bakken 1":                                    false,
		"Nordlysveien":                                true,
		"Storgata 1, 0000 Fjordvik":                   false,
		"Ahmed kommer på besøk om to uker. Ring meg.": false,
		"": false,
	} {
		if hidden.In(text) != found {
			t.Errorf("%q: found %v", text, !found)
		}
	}
	if show.HiddenFrom(contract.Party{}, nil).In("Granlia gård") {
		t.Error("nothing is protected, and something was found")
	}
}

func TestWhoLivesWithAProtectedPersonKnowsThePlace(t *testing.T) {
	t.Parallel()
	all := []contract.ProtectionHidden{"ADDRESS", "PHONE", "EMAIL", "PLACE"}
	address, place := ptr("Granlia gård, Granlivegen 12, 0000 Tverrdal"), ptr("Granlia gård, Tverrdal")
	berit := contract.Party{Contact: contract.Contact{Address: address, Place: place, Phone: ptr("400 00 377")}, Protection: contract.Protection{Hidden: all}}
	emil := contract.Party{Contact: contract.Contact{Address: address, Place: place, Phone: ptr("400 00 618")}, Protection: contract.Protection{Hidden: all}}
	hidden := show.HiddenFrom(emil, []contract.Party{berit})
	if hidden.In("Granlia gård") || hidden.In("Granlivegen 12") {
		t.Error("what he knows is kept from him")
	}
	if !hidden.In("Ring Berit: 400 00 377") {
		t.Error("her number isn't his")
	}
}

func TestANeighbourIsntToldTheNumber(t *testing.T) {
	t.Parallel()
	me := contract.Party{Contact: contract.Contact{Address: ptr("Storgata 5, 0000 Fjordvik")}}
	hidden := show.HiddenFrom(me, []contract.Party{{
		Contact:    contract.Contact{Address: ptr("Storgata 12, 0000 Fjordvik")},
		Protection: contract.Protection{Hidden: []contract.ProtectionHidden{"ADDRESS"}},
	}})
	if !hidden.In("Møte i Storgata 12") {
		t.Error("the house is told")
	}
	if hidden.In("Møte i Storgata 5") || hidden.In("Møte i Storgata") {
		t.Error("one's own street is kept from the reader")
	}
}

func TestAHouseWhoseNumberBeginsAsOnesOwnIsntTold(t *testing.T) {
	t.Parallel()
	me := contract.Party{Contact: contract.Contact{Address: ptr("Storgata 12, 0000 Fjordvik")}}
	hidden := show.HiddenFrom(me, []contract.Party{{
		Contact:    contract.Contact{Address: ptr("Storgata 1, 0000 Fjordvik")},
		Protection: contract.Protection{Hidden: []contract.ProtectionHidden{"ADDRESS"}},
	}})
	for _, told := range []string{"Møte i Storgata 1", "Møte i Storgt. 1", "Storgaten 1"} {
		if !hidden.In(told) {
			t.Errorf("%q: the house is told", told)
		}
	}
	if hidden.In("Møte i Storgata") || hidden.In("Møte i Storgaten") {
		t.Error("one's own street is kept from the reader")
	}
}

func TestAnAddressWithoutCommasIsTheSameHouse(t *testing.T) {
	t.Parallel()
	me := func(address string) contract.Party {
		return contract.Party{Contact: contract.Contact{Address: &address}}
	}
	them := contract.Party{
		Contact:    contract.Contact{Address: ptr("Storgata 12 B 0000 Fjordvik")},
		Protection: contract.Protection{Hidden: []contract.ProtectionHidden{"ADDRESS"}},
	}
	if !show.HiddenFrom(me("Storgata 5, 0000 Fjordvik"), []contract.Party{them}).In("Møte i Storgata 12 B") {
		t.Error("the house is told to a neighbour")
	}
	if show.HiddenFrom(me("Storgata 12 B 0000 Fjordvik"), []contract.Party{them}).In("Møte i Storgata 12 B") {
		t.Error("what they know is kept from them")
	}
}
