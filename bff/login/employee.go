package login

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"

	"innbyggertjenesten/bff/config"
	"innbyggertjenesten/bff/correlation"
	"innbyggertjenesten/bff/nationalnumber"
)

const (
	// Ansattporten's kinds of representation: by the employer's own word, and by
	// what Altinn says of who may use a resource.
	detailEmployer = "ansattporten:orgno"
	detailResource = "ansattporten:altinn:resource"
	// Numbers of organizations are written with the register's prefix.
	orgAuthority = "iso6523-actorid-upis"
	orgPrefix    = "0192:"
	// mostGroups is how many groups Ansattporten tells of at most.
	mostGroups = 20
)

// authorizationDetail is one representation: which organizations somebody
// acts for. The documentation shows the employer on its own and in a list.
type authorizationDetail struct {
	Type     string  `json:"type"`
	Resource string  `json:"resource,omitempty"`
	Orgno    orgno   `json:"orgno"`
	Parties  []party `json:"authorized_parties"`
}

type party struct {
	Orgno orgno `json:"orgno"`
}

type orgno struct {
	Authority string `json:"authority"`
	ID        string `json:"ID"`
}

// askedDetails is what a log-in at Ansattporten asks to be told of the employer.
func askedDetails(rules config.EmployeeLogin) string {
	asked := map[string]string{"type": detailEmployer, "representation_is_required": "true"}
	if rules.AltinnResource != "" {
		asked["type"], asked["resource"] = detailResource, rules.AltinnResource
	}
	text, err := json.Marshal([]map[string]string{asked})
	if err != nil {
		return ""
	}
	return string(text)
}

// askedContext asks Entra to demand what the tenant's policy for an
// authentication context demands, and to say so in the token.
func askedContext(id string) string {
	text, err := json.Marshal(map[string]any{"id_token": map[string]any{"acrs": map[string]any{"essential": true, "value": id}}})
	if err != nil {
		return ""
	}
	return string(text)
}

// employeeIDs are what the fagsystem knows an employee by.
type employeeIDs struct {
	// Tenant is the directory's; Ansattporten has none, there it is the number of
	// the employer.
	tenant, directory string
}

// checkEmployee demands a second factor, the municipality's own people and
// one of its groups: no provider controls access for us.
func (l *Login) checkEmployee(ctx context.Context, token *idToken, rules config.EmployeeLogin) (employeeIDs, error) {
	ids := employeeIDs{tenant: token.TenantID, directory: token.DirectoryID}
	if rules.DirectoryIDClaim == config.ClaimSub {
		ids.directory = token.Subject
	}
	if !isName(ids.directory) {
		return ids, errors.New("login: the ID token has no directory id")
	}
	if why := l.wrongEmployee(token); why != "" {
		return ids, refusal{why, "login: such employees don't exist in this environment"}
	}
	switch rules.Kind {
	case config.Entra:
		if rules.TenantID == "" || token.TenantID != rules.TenantID {
			return ids, refusal{noAccess, "login: the employee is of another tenant"}
		}
	case config.Ansattporten:
		if !slices.Contains(rules.Levels, token.Level) && !slices.Contains(rules.Levels, lowerLevel(token.Level)) {
			return ids, errLevel
		}
		employer, ok := employerOf(token, rules)
		if !ok {
			return ids, errNoAccess
		}
		ids.tenant = employer
	}
	if !twoFactors(token, rules) {
		return ids, refusal{tooLow, "login: nothing says that the employee used a second factor"}
	}
	return ids, checkGroups(ctx, token, rules)
}

// wrongEmployee tells whether somebody's identity is of a kind that doesn't
// exist here. Only who comes with an e-ID has a national number.
func (l *Login) wrongEmployee(token *idToken) reason {
	if token.NationalNumber == "" {
		if !l.Config.Environment.Practice() && slices.Contains(token.Methods, testMethod) {
			return testIdentity
		}
		return ""
	}
	number, err := nationalnumber.Parse(token.NationalNumber)
	if err != nil {
		return failed
	}
	return wrongIdentity(number, token.Methods, l.Config.Environment)
}

// lowerLevel is the level that a high one includes.
func lowerLevel(acr string) string {
	switch acr {
	case config.ACRHigh:
		return config.ACRSubstantial
	case config.ACRShortHigh:
		return config.ACRShortSubstantial
	}
	return acr
}

// twoFactors tells whether the log-in had two factors: by an amr that says so,
// by Entra's word that a policy was met which demands them, or because an e-ID is
// two by itself.
func twoFactors(token *idToken, rules config.EmployeeLogin) bool {
	if rules.Kind == config.Entra && rules.AuthenticationContext != "" {
		return slices.Contains(token.Contexts, rules.AuthenticationContext)
	}
	if rules.Kind == config.Ansattporten && token.Level != config.ACREntraID {
		return true
	}
	return slices.ContainsFunc(token.Methods, func(method string) bool { return slices.Contains(rules.MFA, method) })
}

func employerOf(token *idToken, rules config.EmployeeLogin) (string, bool) {
	var numbers []string
	if rules.OrganizationClaim == config.ClaimOrgno {
		numbers = append(numbers, strings.TrimPrefix(token.Organization, orgPrefix))
	} else {
		wanted := detailEmployer
		if rules.AltinnResource != "" {
			wanted = detailResource
		}
		for _, detail := range token.Details {
			if detail.Type != wanted || detail.Resource != rules.AltinnResource {
				continue
			}
			for _, one := range append([]party{{detail.Orgno}}, detail.Parties...) {
				if number, ok := strings.CutPrefix(one.Orgno.ID, orgPrefix); ok && one.Orgno.Authority == orgAuthority {
					numbers = append(numbers, number)
				}
			}
		}
	}
	for _, number := range numbers {
		if slices.Contains(rules.Organizations, number) {
			return number, true
		}
	}
	return "", false
}

// checkGroups demands membership of one of the groups. Where the provider told
// only some groups or none, nobody gets in, and operations are told why.
func checkGroups(ctx context.Context, token *idToken, rules config.EmployeeLogin) error {
	if len(rules.Groups) == 0 || slices.ContainsFunc(token.Groups, func(group string) bool { return slices.Contains(rules.Groups, group) }) {
		return nil
	}
	advice := ""
	if _, left := token.elsewhere["groups"]; left {
		advice = "the employee has too many groups for a token; let the app registration send only groups assigned to the application"
	} else if rules.Kind == config.Ansattporten && len(token.Groups) >= mostGroups {
		advice = fmt.Sprintf("Ansattporten tells only the first %d groups; leave out groups and let the fagsystem decide", mostGroups)
	}
	if advice != "" {
		slog.ErrorContext(ctx, "an employee's groups aren't all told, so nobody can say whether they may come in", "issuer", rules.Issuer,
			"clientId", rules.ClientID, "advice", advice, "correlationId", correlation.ID(ctx))
	}
	return errNoAccess
}
