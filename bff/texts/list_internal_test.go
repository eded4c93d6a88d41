package texts

import (
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"innbyggertjenesten/contracts/portal"
)

func TestARequestOnItsWayStandsInThePlaceOfTheFormerForTheSame(t *testing.T) {
	document, before := uuid.New(), time.Date(2026, 11, 20, 10, 0, 0, 0, time.UTC)
	asked := func(of uuid.UUID, language string, state portal.TranslationState, at time.Time) portal.TranslationRequest {
		return portal.TranslationRequest{DocumentId: of, Language: language, State: state, AskedAt: at}
	}
	for name, test := range map[string]struct {
		sent portal.TranslationRequest
		want []string
	}{
		"newer, in the very same language": {asked(document, "pl-PL", portal.TranslationStateSENT, before.Add(time.Hour)), []string{"pl-PL SENT"}},
		"newer, whatever the region":       {asked(document, "pl", portal.TranslationStateSENT, before.Add(time.Hour)), []string{"pl SENT"}},
		"older":                            {asked(document, "pl", portal.TranslationStateSENT, before.Add(-time.Hour)), []string{"pl-PL INTERPRETER"}},
		"in another language":              {asked(document, "ar", portal.TranslationStateSENT, before.Add(time.Hour)), []string{"pl-PL INTERPRETER", "ar SENT"}},
		"of another document":              {asked(uuid.New(), "pl", portal.TranslationStateSENT, before.Add(time.Hour)), []string{"pl-PL INTERPRETER", "pl SENT"}},
	} {
		t.Run(name, func(t *testing.T) {
			list := instead([]portal.TranslationRequest{asked(document, "pl-PL", portal.TranslationStateINTERPRETER, before)}, test.sent)
			var got []string
			for _, one := range list {
				got = append(got, one.Language+" "+string(one.State))
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("the list is %q, want %q", got, test.want)
			}
		})
	}
}
