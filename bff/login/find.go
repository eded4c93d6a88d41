package login

import (
	"context"
	"errors"
	"log/slog"

	"innbyggertjenesten/bff/correlation"
	"innbyggertjenesten/bff/person"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/visit"
	"innbyggertjenesten/i18n"
)

// foundCitizen is who somebody is in the host's municipalities.
type foundCitizen struct {
	refs                     []session.PersonRef
	given, family, birthDate string
	chosen, language         string
}

// findCitizen asks the fagsystem of each of the host's municipalities. One
// that doesn't answer is made up for by what the portal remembers, so that
// people can still write; only if nobody can say anything is it an error.
func (l *Login) findCitizen(ctx context.Context, v *visit.Visit, number string) (foundCitizen, error) {
	var found foundCitizen
	var missing error
	for _, m := range v.Municipalities {
		known, err := l.Lookup.LookupCitizen(ctx, m.ID, number)
		var who person.Person
		switch {
		case errors.Is(err, ErrUnknown):
			continue
		case err == nil:
			who, err = l.People.EnsureCitizen(ctx, m.ID, number, known.FagsystemPersonID)
		default:
			slog.WarnContext(ctx, "a fagsystem couldn't say who logs in", "municipality", m.ID, "cause", err.Error(),
				"correlationId", correlation.ID(ctx))
			missing = err
			who, err = l.People.FindByNumber(ctx, m.ID, person.Citizen, number)
			if errors.Is(err, person.ErrNotFound) {
				continue
			}
		}
		if err != nil {
			return foundCitizen{}, err
		}
		found.refs = append(found.refs, session.PersonRef{
			Municipality: m.ID, PersonID: who.ID, FagsystemPersonID: who.FagsystemPersonID,
		})
		if found.given == "" && found.family == "" {
			found.given, found.family = known.Given, known.Family
		}
		found.birthDate = first(found.birthDate, known.BirthDate)
		found.chosen = first(found.chosen, who.Language)
		found.language = first(found.language, known.Language)
	}
	if len(found.refs) == 0 && missing != nil {
		return foundCitizen{}, missing
	}
	return found, nil
}

// language is the first of these that the host offers: the choice kept in the
// portal, the choice on the log-in page, what the fagsystem has, the browser's,
// and what the national contact register knows.
func (l *Login) language(v *visit.Visit, chosen, fagsystem, register string) string {
	for _, code := range []string{chosen, v.Chosen, fagsystem, v.Accepted, register} {
		if code != "" && v.Offers(code) {
			return code
		}
	}
	return i18n.Fallback
}

func first(values ...string) string {
	for _, value := range values {
		if value != "" {
			return value
		}
	}
	return ""
}
