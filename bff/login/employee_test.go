package login_test

import (
	"encoding/json"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"innbyggertjenesten/bff/config"
	"innbyggertjenesten/bff/session"
)

const employeeStart = "/employee/login?municipality=fjordvik&return=/employee/inbox"

func representing(numbers ...string) []any {
	var parties []any
	for _, number := range numbers {
		parties = append(parties, map[string]any{"orgno": map[string]any{"authority": "iso6523-actorid-upis", "ID": "0192:" + number}, "name": "X"})
	}
	return []any{map[string]any{"type": "ansattporten:orgno", "authorized_parties": parties}}
}

// ansattporten is a portal whose employees come by Ansattporten.
func ansattporten(t *testing.T, changes ...func(*config.EmployeeLogin)) *fixture {
	t.Helper()
	f := setUp(t, func(f *fixture, m *config.Municipality) {
		m.EmployeeLogin = config.EmployeeLogin{
			Kind: config.Ansattporten, Client: m.EmployeeLogin.Client, MFA: []string{"entraid_mfa", "entraid-mfa"}, Levels: []string{config.ACREntraID},
			Organizations: []string{"311400215"}, OrganizationClaim: config.ClaimAuthorizationDetails, DirectoryIDClaim: config.ClaimSub,
		}
		for _, change := range changes {
			change(&m.EmployeeLogin)
		}
		f.employees.set(func(i *issuer) { i.noIss, i.audience = false, i.URL })
	})
	return f
}

func rightEmployee() map[string]any {
	return map[string]any{
		"sub": "sub-1", "acr": "entraid", "pid": nil, "amr": []string{"entraid_pwd", "entraid_mfa"}, "authorization_details": representing("311400215"),
	}
}

func TestAnEmployeeComesByAnsattporten(t *testing.T) {
	t.Parallel()
	f := ansattporten(t)
	for name, c := range map[string]struct {
		changes map[string]any
		end     string
	}{
		"as they should":            {nil, "/employee/inbox"},
		"the other spelling":        {map[string]any{"amr": []string{"entraid_pwd", "entraid-mfa"}}, "/employee/inbox"},
		"one of several":            {map[string]any{"authorization_details": representing("999999999", "311400215")}, "/employee/inbox"},
		"the older shape":           {map[string]any{"authorization_details": []any{map[string]any{"type": "ansattporten:orgno", "orgno": map[string]any{"Authority": "iso6523-actorid-upis", "ID": "0192:311400215"}}}}, "/employee/inbox"},
		"unknown":                   {map[string]any{"sub": "sub-2"}, "/employee/sorry/no-access"},
		"another employer":          {map[string]any{"authorization_details": representing("999999999")}, "/employee/sorry/no-access"},
		"no employer":               {map[string]any{"authorization_details": nil}, "/employee/sorry/no-access"},
		"an employer of themselves": {map[string]any{"authorization_details": nil, "orgno": "311400215"}, "/employee/sorry/no-access"},
		"another register":          {map[string]any{"authorization_details": []any{map[string]any{"type": "ansattporten:orgno", "orgno": map[string]any{"authority": "x", "ID": "0192:311400215"}}}}, "/employee/sorry/no-access"},
		"another representation": {map[string]any{"authorization_details": []any{map[string]any{"type": "ansattporten:altinn:resource", "resource": "urn:altinn:resource:x",
			"authorized_parties": representing("311400215")[0].(map[string]any)["authorized_parties"]}}}, "/employee/sorry/no-access"},
		"one factor":           {map[string]any{"amr": []string{"entraid_pwd"}}, "/employee/sorry/level"},
		"no factor told":       {map[string]any{"amr": nil}, "/employee/sorry/level"},
		"Entra's own word mfa": {map[string]any{"amr": []string{"mfa"}}, "/employee/sorry/level"},
		"a lower level":        {map[string]any{"acr": "idporten-loa-substantial"}, "/employee/sorry/level"},
		"no level":             {map[string]any{"acr": nil}, "/employee/sorry/level"},
		"details in words":     {map[string]any{"authorization_details": "311400215"}, "/employee/sorry/login-failed"},
	} {
		f.employees.set(func(i *issuer) {
			i.claims = rightEmployee()
			maps.Copy(i.claims, c.changes)
		})
		b := f.browser()
		if end := b.logIn(t, f.employees, employeeStart); end != c.end {
			t.Errorf("%s: %s", name, end)
		}
		if name == "details in words" {
			continue // a token that can't be read gives nobody anything
		}
		if actor := b.actor(t, session.Employee); (len(actor.Persons) == 1) != (c.end == "/employee/inbox") {
			t.Errorf("%s: %+v", name, actor)
		}
	}
	f.employees.authorize(t, f.browser().do(http.MethodGet, employeeStart).Header().Get("Location"))
	asked := f.employees.asked()
	var details []map[string]string
	if err := json.Unmarshal([]byte(asked.Get("authorization_details")), &details); err != nil || len(details) != 1 || details[0]["type"] != "ansattporten:orgno" {
		t.Errorf("asked for %v", asked)
	}
	if asked.Get("acr_values") != "entraid" {
		t.Errorf("asked for %v", asked)
	}
}

func TestAnsattportenMustSayWhoItIsInTheCallback(t *testing.T) {
	t.Parallel()
	f := ansattporten(t)
	// Though its description doesn't promise to.
	f.employees.set(func(i *issuer) { i.noIss, i.claims = true, rightEmployee() })
	b := f.browser()
	callback := f.employees.authorize(t, b.do(http.MethodGet, employeeStart).Header().Get("Location"))
	if w := b.do(http.MethodGet, callback); w.Header().Get("Location") != "/employee/sorry/login-failed" || f.employees.tokens != 0 {
		t.Errorf("without iss: %s", w.Header().Get("Location"))
	}
	callback = f.employees.authorize(t, b.do(http.MethodGet, employeeStart).Header().Get("Location"))
	if w := b.do(http.MethodGet, callback+"&iss="+url.QueryEscape(f.employees.URL)); w.Header().Get("Location") != "/employee/inbox" {
		t.Errorf("with iss: %s", w.Header().Get("Location"))
	}
	// ID-porten's answer at the employees' callback, with the employees' state.
	callback = f.employees.authorize(t, b.do(http.MethodGet, employeeStart).Header().Get("Location"))
	if w := b.do(http.MethodGet, callback+"&iss="+url.QueryEscape(f.citizens.URL)); w.Header().Get("Location") != "/employee/sorry/login-failed" {
		t.Errorf("mixed up: %s", w.Header().Get("Location"))
	}
}

func TestAnEmployeeComesWithAnEID(t *testing.T) {
	t.Parallel()
	f := ansattporten(t, func(rules *config.EmployeeLogin) {
		rules.Levels, rules.AltinnResource = []string{config.ACRSubstantial}, "urn:altinn:resource:casework"
	})
	resource := func(name string) []any {
		return []any{map[string]any{"type": "ansattporten:altinn:resource", "resource": name, "authorized_parties": representing("311400215")[0].(map[string]any)["authorized_parties"]}}
	}
	right := map[string]any{
		"sub": "sub-1", "acr": "idporten-loa-high", "pid": "14838612149", "amr": []string{"BankID"}, "authorization_details": resource("urn:altinn:resource:casework"),
	}
	for name, c := range map[string]struct {
		changes map[string]any
		end     string
	}{
		"an e-ID is two factors":      {nil, "/employee/inbox"},
		"at the level asked for":      {map[string]any{"acr": "idporten-loa-substantial"}, "/employee/inbox"},
		"a lower level":               {map[string]any{"acr": "idporten-loa-low"}, "/employee/sorry/level"},
		"an account, which isn't one": {map[string]any{"acr": "entraid"}, "/employee/sorry/level"},
		"another resource":            {map[string]any{"authorization_details": resource("urn:altinn:resource:other")}, "/employee/sorry/no-access"},
		"the employer's word only":    {map[string]any{"authorization_details": representing("311400215")}, "/employee/sorry/no-access"},
		"a person in a test":          {map[string]any{"pid": "14038612149"}, "/employee/sorry/real-identity"},
	} {
		f.employees.set(func(i *issuer) {
			i.claims = maps.Clone(right)
			maps.Copy(i.claims, c.changes)
		})
		if end := f.browser().logIn(t, f.employees, employeeStart); end != c.end {
			t.Errorf("%s: %s", name, end)
		}
	}
}

func TestMadeUpEmployeesAreRefusedInProduction(t *testing.T) {
	t.Parallel()
	f := ansattporten(t, func(rules *config.EmployeeLogin) { rules.Levels = []string{config.ACRSubstantial, config.ACREntraID} })
	f.settings.Environment = config.Production
	for name, c := range map[string]struct {
		changes map[string]any
		end     string
	}{
		"a person":                         {map[string]any{"pid": "14038612149"}, "/employee/inbox"},
		"a made-up person":                 {map[string]any{"pid": "14838612149"}, "/employee/sorry/test-identity"},
		"as anybody":                       {map[string]any{"pid": "14038612149", "amr": []string{"TestID"}}, "/employee/sorry/test-identity"},
		"as anybody, and nothing about it": {map[string]any{"pid": nil, "amr": []string{"TestID"}}, "/employee/sorry/test-identity"},
		"no number at all":                 {map[string]any{"pid": "1"}, "/employee/sorry/login-failed"},
	} {
		f.employees.set(func(i *issuer) {
			i.claims = rightEmployee()
			i.claims["acr"], i.claims["amr"] = config.ACRHigh, []string{"BankID"}
			maps.Copy(i.claims, c.changes)
		})
		b := f.browser()
		if end := b.logIn(t, f.employees, employeeStart); end != c.end {
			t.Errorf("%s: %s", name, end)
		}
		if c.end != "/employee/inbox" && len(b.actor(t, session.Employee).Persons) != 0 {
			t.Errorf("%s: is somebody", name)
		}
	}
}

// Entra's v2.0 tokens have no amr: what a Conditional Access policy demanded is
// asked for, and told in acrs.
func TestEntraTellsThatItsPolicyForASecondFactorWasMet(t *testing.T) {
	t.Parallel()
	f := setUp(t, func(_ *fixture, m *config.Municipality) { m.EmployeeLogin.AuthenticationContext = "c1" })
	right := map[string]any{"acr": nil, "pid": nil, "tid": "tenant-1", "groups": []string{"group-1"}, "oid": "oid-1", "acrs": []string{"c2", "c1"}}
	for name, c := range map[string]struct {
		changes map[string]any
		end     string
	}{
		"met":                        {nil, "/employee/inbox"},
		"one text":                   {map[string]any{"acrs": "c1"}, "/employee/inbox"},
		"another policy":             {map[string]any{"acrs": []string{"c2", "c11", "C1"}}, "/employee/sorry/level"},
		"not told":                   {map[string]any{"acrs": nil}, "/employee/sorry/level"},
		"none":                       {map[string]any{"acrs": []string{}}, "/employee/sorry/level"},
		"an amr, which wasn't asked": {map[string]any{"acrs": nil, "amr": []string{"mfa"}}, "/employee/sorry/level"},
		"a number":                   {map[string]any{"acrs": 1}, "/employee/sorry/login-failed"},
	} {
		f.employees.set(func(i *issuer) {
			i.claims = maps.Clone(right)
			maps.Copy(i.claims, c.changes)
		})
		if end := f.browser().logIn(t, f.employees, employeeStart); end != c.end {
			t.Errorf("%s: %s", name, end)
		}
	}
	f.employees.authorize(t, f.browser().do(http.MethodGet, employeeStart).Header().Get("Location"))
	if asked := f.employees.asked().Get("claims"); asked != `{"id_token":{"acrs":{"essential":true,"value":"c1"}}}` {
		t.Errorf("asked for %s", asked)
	}
}

func TestTheEmployersNumberAsAClaimOfItsOwn(t *testing.T) {
	t.Parallel()
	f := ansattporten(t, func(rules *config.EmployeeLogin) { rules.OrganizationClaim = config.ClaimOrgno })
	for number, end := range map[string]string{
		"311400215": "/employee/inbox", "0192:311400215": "/employee/inbox", "999999999": "/employee/sorry/no-access", "": "/employee/sorry/no-access",
	} {
		f.employees.set(func(i *issuer) {
			i.claims = rightEmployee()
			i.claims["authorization_details"], i.claims["orgno"] = nil, number
		})
		if got := f.browser().logIn(t, f.employees, employeeStart); got != end {
			t.Errorf("%q: %s", number, got)
		}
	}
	f.employees.authorize(t, f.browser().do(http.MethodGet, employeeStart).Header().Get("Location"))
	if asked := f.employees.asked(); asked.Has("authorization_details") {
		t.Errorf("asked for %v", asked)
	}
}

func TestGroupsThatAreNotAllToldLetNobodyIn(t *testing.T) {
	f := setUp(t)
	log := f.logged(t)
	f.employees.set(func(i *issuer) {
		i.claims = map[string]any{
			"acr": nil, "pid": nil, "amr": []string{"mfa"}, "tid": "tenant-1", "oid": "oid-1", "groups": nil,
			"_claim_names": map[string]any{"groups": "src1"}, "_claim_sources": map[string]any{"src1": map[string]any{"endpoint": f.employees.URL + "/groups"}},
		}
	})
	if end := f.browser().logIn(t, f.employees, employeeStart); end != "/employee/sorry/no-access" {
		t.Error(end)
	}
	if !strings.Contains(log.String(), "let the app registration send only groups assigned to the application") {
		t.Errorf("operations aren't told what to do: %s", log)
	}
	if reads := f.employees.readsOf("/groups"); reads != 0 {
		t.Error("an address out of a token was called")
	}
	part := ansattporten(t, func(rules *config.EmployeeLogin) { rules.Groups = []string{"group-1"} })
	log.Reset()
	part.employees.set(func(i *issuer) {
		i.claims = rightEmployee()
		i.claims["groups"] = strings.Split(strings.Repeat("other ", 19)+"other", " ")
	})
	if end := part.browser().logIn(t, part.employees, employeeStart); end != "/employee/sorry/no-access" || !strings.Contains(log.String(), "only the first 20 groups") {
		t.Errorf("%s: %s", end, log)
	}
}

func TestARefusedEmployeeIsWrittenDownWhereTheyWantedIn(t *testing.T) {
	t.Parallel()
	f := ansattporten(t)
	f.employees.set(func(i *issuer) { i.claims = rightEmployee(); i.claims["sub"] = "sub-2" })
	if end := f.browser().logIn(t, f.employees, "/employee/login?municipality=lyngmo"); end != "/employee/sorry/no-access" {
		t.Fatal(end)
	}
	var municipality, outcome string
	if err := f.pool.QueryRow(t.Context(), "SELECT municipality, outcome FROM audit_event WHERE action = 'session.begin'").Scan(&municipality, &outcome); err != nil {
		t.Fatal(err)
	}
	if municipality != "lyngmo" || outcome != "denied" {
		t.Errorf("%s in %s", outcome, municipality)
	}
}
