package show

import (
	"time"

	"innbyggertjenesten/contracts/barnevern"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
	"innbyggertjenesten/i18n"
)

// A published entry and the published protocol have words of their own for how
// it stands with seeing something. Here both become the portal's, and nowhere else.

// accessState is how it stands with seeing an entry, or nil where nobody has to
// ask: it is there.
func accessState(entry contract.Entry) *portal.AccessState {
	state := portal.AccessStateNOTASKED
	if status := entry.Journalpost.InnsynsforesporselStatus; status != nil {
		switch *status {
		case barnevern.InnsynsforesporselStatusForespurt:
			state = portal.AccessStateASKED
		case barnevern.InnsynsforesporselStatusGodkjent:
			state = portal.AccessStateGRANTED
		case barnevern.InnsynsforesporselStatusAvvist:
			state = portal.AccessStateREFUSED
		}
	}
	if entry.Released == contract.EntryReleasedFULL && state != portal.AccessStateGRANTED {
		return nil
	}
	return &state
}

// requestState is how it stands with what was asked for.
func requestState(status barnevern.InnsynsforespoerselStatus) portal.AccessState {
	switch status {
	case barnevern.InnsynsforespoerselStatusUnderBehandling:
		return portal.AccessStateINPROGRESS
	case barnevern.InnsynsforespoerselStatusInnvilget:
		return portal.AccessStateGRANTED
	case barnevern.InnsynsforespoerselStatusAvvist:
		return portal.AccessStateREFUSED
	}
	return portal.AccessStateASKED // MANUELL_BEHANDLING: somebody has to look at it
}

// AccessItems are what a request asks to see, each as it stands. How to complain
// is told where something is refused, to whoever may complain. A party has no
// titles here: they stand in the list of what is released to them, and nowhere else.
func AccessItems(items []contract.AccessRequestItem, hidden Hidden, toParty, mayComplain bool, now time.Time) []portal.AccessRequestItem {
	shown := make([]portal.AccessRequestItem, 0, len(items))
	for _, item := range items {
		one := portal.AccessRequestItem{EntryId: item.EntryId, State: requestState(item.Status)}
		if !toParty {
			one.Title = text(item.Title)
		}
		if Decided(item) {
			one.DecidedAt, one.Explanation = item.DecidedAt, text(item.Begrunnelse)
		}
		if one.Explanation != nil {
			words := *one.Explanation // the fagsystem's answer isn't ours to change
			one.Withheld, one.Explanation = hidden.Withhold(toParty, &words), text(&words)
		}
		if one.Explanation != nil && item.Language != nil {
			direction := portal.Direction(i18n.Direction(*item.Language))
			one.Language, one.Direction = item.Language, &direction
		}
		if one.State == portal.AccessStateREFUSED && mayComplain {
			one.Remedy = remedy(item.Remedy, now)
		}
		shown = append(shown, one)
	}
	return shown
}

// Decided tells whether what was asked for is granted or refused.
func Decided(item contract.AccessRequestItem) bool {
	state := requestState(item.Status)
	return state == portal.AccessStateGRANTED || state == portal.AccessStateREFUSED
}

// AskedItems are what a request asks to see that the fagsystem hasn't got yet.
func AskedItems(asked contract.AccessRequest) []portal.AccessRequestItem {
	shown := []portal.AccessRequestItem{}
	for _, id := range asked.EntryIds {
		shown = append(shown, portal.AccessRequestItem{EntryId: &id, State: portal.AccessStateASKED})
	}
	if asked.WholeCase != nil && *asked.WholeCase {
		shown = append(shown, portal.AccessRequestItem{State: portal.AccessStateASKED})
	}
	return shown
}
