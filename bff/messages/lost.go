package messages

import (
	"innbyggertjenesten/contracts/portal"
	"innbyggertjenesten/i18n"
)

// sayLost puts a sentence where words were that can't be opened any more: what is
// printed or taken along has nothing else that would say so.
func sayLost(p Place, shown []portal.Message) {
	for i := range shown {
		if one := &shown[i]; one.Lost != nil && *one.Lost {
			one.Text = i18n.Localize(p.Actor.Language, "srv.lost", nil)
			one.Language, one.Direction = &p.Actor.Language, direction(one.Text, p.Actor.Language)
		}
	}
}
