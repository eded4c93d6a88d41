package config

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

func (c *checker) citizenLogin(login CitizenLogin) {
	c.client("citizenLogin", login.Client)
	if login.DocumentsLevel != "substantial" && login.DocumentsLevel != "high" {
		c.add("citizenLogin.documentsLevel is %q: use substantial or high", login.DocumentsLevel)
	}
}

func (c *checker) client(name string, client Client) {
	c.address(name+".issuer", client.Issuer)
	if client.ClientID == "" {
		c.add("%s.clientId is missing: the provider's name for the portal", name)
	}
	c.credential(name, client)
	if client.BySecret() {
		if client.ClientSecretMethod != SecretBasic && client.ClientSecretMethod != SecretPost {
			c.add("%s.clientSecretMethod is %q: use %s or %s", name, client.ClientSecretMethod, SecretBasic, SecretPost)
		}
		if client.ClientSecretExpiresAt == "" {
			c.add("%s.clientSecretExpiresAt is missing: the provider said it when the secret was made; the portal warns before that day", name)
		}
		if client.KeyExpiresAt != "" {
			c.add("%s: keyExpiresAt needs a key", name)
		}
	} else if client.ClientSecretExpiresAt != "" || client.ClientSecretMethod != "" {
		c.add("%s: clientSecretExpiresAt and clientSecretMethod need a clientSecretFile or clientSecretVariable", name)
	}
	for field, day := range map[string]Date{"keyExpiresAt": client.KeyExpiresAt, "clientSecretExpiresAt": client.ClientSecretExpiresAt} {
		if _, err := day.Time(time.UTC); day != "" && err != nil {
			c.add("%s.%s is %q: use a date like 2027-06-30", name, field, day)
		}
	}
}

// credential demands exactly one key or secret, out of a file or a variable.
func (c *checker) credential(name string, client Client) {
	var given []string
	for _, one := range []struct{ field, file, variable string }{
		{"keyFile", client.KeyFile, ""}, {"keyVariable", "", client.KeyVariable},
		{"clientSecretFile", client.ClientSecretFile, ""}, {"clientSecretVariable", "", client.ClientSecretVariable},
	} {
		switch {
		case one.file != "":
			c.readable(name+"."+one.field, one.file)
		case one.variable != "":
			c.variable(name+"."+one.field, one.variable)
		default:
			continue
		}
		given = append(given, one.field)
	}
	switch len(given) {
	case 0:
		c.add("%s.keyFile is missing: the path of a file with the client's key; or keyVariable, clientSecretFile or clientSecretVariable", name)
	case 1:
	default:
		c.add("%s has both %s: keep one of them, better a key", name, strings.Join(given, " and "))
	}
}

// variable demands a variable that holds something, and never tells what.
func (c *checker) variable(field, name string) {
	if !variablePattern.MatchString(name) {
		// Not repeated: it could be the secret itself, put into the wrong place.
		c.add("%s must be the name of an environment variable, in capitals: the key or secret is its content", field)
	} else if strings.TrimSpace(c.config.Variable(name)) == "" {
		c.add("%s: the environment variable %s is not set", field, name)
	}
}

func (c *checker) employeeLogin(login EmployeeLogin) {
	c.client("employeeLogin", login.Client)
	switch login.Kind {
	case Entra:
		if login.TenantID == "" {
			c.add("employeeLogin.tenantId is missing: the id of the municipality's own tenant")
		}
		if len(login.Groups) == 0 {
			c.add("employeeLogin.groups is empty: the ids of the groups that may use the portal")
		}
		c.secondFactor(login)
		if login.DirectoryIDClaim != ClaimOID {
			c.add("employeeLogin.directoryIdClaim is %q: Entra's is %s", login.DirectoryIDClaim, ClaimOID)
		}
		if len(login.Levels)+len(login.Organizations) > 0 || login.OrganizationClaim != "" || login.AltinnResource != "" {
			c.add("employeeLogin: levels, organizations, organizationClaim and altinnResource belong to kind %s", Ansattporten)
		}
	case Ansattporten:
		c.ansattporten(login)
	default:
		c.add("employeeLogin.kind is %q: use %s or %s", login.Kind, Entra, Ansattporten)
	}
}

// secondFactor demands that Entra can tell of one: else nobody would get in.
func (c *checker) secondFactor(login EmployeeLogin) {
	if login.AuthenticationContext != "" {
		if !contextPattern.MatchString(login.AuthenticationContext) {
			c.add("employeeLogin.authenticationContext is %q: use the id of one, c1 to c99", login.AuthenticationContext)
		}
		return
	}
	if strings.HasPrefix(login.Issuer, "https://login.microsoftonline.com/") && strings.HasSuffix(strings.TrimSuffix(login.Issuer, "/"), "/v2.0") {
		c.add("employeeLogin.authenticationContext is missing: Entra's v2.0 tokens don't tell of a second factor by themselves; " +
			"make an authentication context with a Conditional Access policy that demands one, and name its id (c1 to c99)")
	}
}

func (c *checker) ansattporten(login EmployeeLogin) {
	known := []string{ACREntraID, ACRSubstantial, ACRHigh, ACRShortSubstantial, ACRShortHigh}
	for _, level := range login.Levels {
		if !slices.Contains(known, level) {
			c.add("employeeLogin.levels: %q isn't a level; use %s", level, strings.Join(known[:3], ", "))
		}
	}
	for _, number := range login.Organizations {
		if !orgPattern.MatchString(number) {
			c.add("employeeLogin.organizations: %q must have nine digits, in quotes", number)
		}
	}
	switch login.OrganizationClaim {
	case ClaimAuthorizationDetails:
	case ClaimOrgno:
		if login.AltinnResource != "" {
			c.add("employeeLogin.altinnResource needs organizationClaim: %s", ClaimAuthorizationDetails)
		}
	default:
		c.add("employeeLogin.organizationClaim is %q: use %s or %s", login.OrganizationClaim, ClaimAuthorizationDetails, ClaimOrgno)
	}
	if login.AltinnResource != "" && !strings.HasPrefix(login.AltinnResource, "urn:altinn:resource:") {
		c.add("employeeLogin.altinnResource must begin with urn:altinn:resource:")
	}
	if login.DirectoryIDClaim != ClaimSub && login.DirectoryIDClaim != ClaimOID {
		c.add("employeeLogin.directoryIdClaim is %q: use %s or %s", login.DirectoryIDClaim, ClaimSub, ClaimOID)
	}
	if login.AuthenticationContext != "" {
		c.add("employeeLogin.authenticationContext belongs to kind %s", Entra)
	}
	if login.TenantID != "" {
		c.add("employeeLogin.tenantId belongs to kind %s: Ansattporten tells no tenant; organizations is what is checked", Entra)
	}
}

// checkClients demands that one client is one thing everywhere: a token for
// citizens must never be one for employees, and one key or secret is read for it.
func (c *Config) checkClients() []error {
	type name struct{ issuer, clientID string }
	type use struct {
		client Client
		kind   Kind
		where  string
	}
	var wrong []error
	seen := map[name]use{}
	check := func(found use) {
		if found.client.Issuer == "" || found.client.ClientID == "" {
			return
		}
		key := name{found.client.Issuer, found.client.ClientID}
		before, ok := seen[key]
		if !ok {
			seen[key] = found
			return
		}
		if before.kind != found.kind {
			wrong = append(wrong, fmt.Errorf("%s and %s are one client of one provider: citizens and employees need clients of their own, and a client has one kind",
				before.where, found.where))
		} else if before.client != found.client {
			wrong = append(wrong, fmt.Errorf("%s and %s are one client of one provider: their key, secret and expiry must be the same", before.where, found.where))
		}
	}
	for _, m := range c.Municipalities {
		check(use{m.CitizenLogin.Client, IDPorten, m.ID + ".yaml: citizenLogin"})
		check(use{m.EmployeeLogin.Client, m.EmployeeLogin.Kind, m.ID + ".yaml: employeeLogin"})
	}
	return wrong
}
