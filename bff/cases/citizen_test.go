package cases

import (
	"testing"
	"time"

	openapi "github.com/oapi-codegen/runtime/types"

	"innbyggertjenesten/bff/access"
)

func TestUnder18(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 6, 15, 10, 0, 0, 0, time.UTC)
	born := func(year int) *openapi.Date { return &openapi.Date{Time: time.Date(year, 6, 16, 0, 0, 0, 0, time.UTC)} }
	aboutMe := []access.Case{{}, {AboutMe: true}}
	for name, one := range map[string]struct {
		atLogin string
		all     access.Listing
		under   bool
	}{
		"turns 18 tomorrow":                    {"2008-06-16", access.Listing{}, true},
		"grown up":                             {"1987-06-16", access.Listing{}, false},
		"the fagsystem knows it now":           {"", access.Listing{BirthDate: born(1987), Cases: aboutMe}, false},
		"the fagsystem says otherwise now":     {"1987-06-16", access.Listing{BirthDate: born(2012)}, true},
		"nobody can say, and the case is mine": {"", access.Listing{Cases: aboutMe}, true},
		"nobody can say, and I am a parent":    {"", access.Listing{Cases: []access.Case{{}}}, false},
		"nobody can say, and there is no case": {"", access.Listing{}, true},
	} {
		if under := under18(one.atLogin, one.all, now); under != one.under {
			t.Errorf("%s: %v", name, under)
		}
	}
}
