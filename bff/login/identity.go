package login

import (
	"slices"

	"innbyggertjenesten/bff/config"
	"innbyggertjenesten/bff/nationalnumber"
)

// testMethod is the way to log in that anybody can use as anybody.
const testMethod = "TestID"

// wrongIdentity tells why somebody can't be who logs in to an environment:
// real people exist only in production, made-up ones only elsewhere. It is ""
// where the kind is right. Control digits don't count: the provider's word does.
func wrongIdentity(number nationalnumber.Number, methods []string, environment config.Environment) reason {
	switch {
	case environment.Practice() && !number.Synthetic():
		return realIdentity
	case !environment.Practice() && (number.Synthetic() || slices.Contains(methods, testMethod)):
		return testIdentity
	}
	return ""
}
