package config_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"
	"time"

	"innbyggertjenesten/bff/config"
)

const entra = `  kind: entra
  issuer: http://127.0.0.1:4311/fjordvik/v2.0
  clientId: portal
  keyFile: KEY
  tenantId: t
  groups: [g]
`

const ansattporten = `  kind: ansattporten
  issuer: http://127.0.0.1:4312
  clientId: portal
  keyFile: KEY
`

func load(t *testing.T, changes ...string) (*config.Config, error) {
	t.Helper()
	variables := setUp(t, map[string]string{"fjordvik.yaml": strings.NewReplacer(changes...).Replace(fjordvik)})
	maps.Copy(variables, map[string]string{"PORTAL_JWK": "hunter2", "PORTAL_SECRET": "hunter2", "BLANK": " \n"})
	return config.Load(variables, known)
}

func TestALevelThatAFileStillHasIsExplained(t *testing.T) {
	t.Parallel()
	_, err := load(t, "citizenLogin:\n", "citizenLogin:\n  level: high\n")
	if err == nil || !strings.Contains(err.Error(), "citizenLogin.level is no setting any more: remove the line") || !strings.Contains(err.Error(), "documentsLevel") {
		t.Fatal(err)
	}
}

func TestAnsattportensDefaults(t *testing.T) {
	t.Parallel()
	c, err := load(t, entra, ansattporten)
	if err != nil {
		t.Fatal(err)
	}
	login := c.Municipalities[0].EmployeeLogin
	if got := strings.Join(login.Levels, " ") + "|" + strings.Join(login.MFA, " ") + "|" + strings.Join(login.Organizations, " ") + "|" +
		login.OrganizationClaim + "|" + login.DirectoryIDClaim; got != "entraid|entraid_mfa entraid-mfa|311400215|authorization_details|sub" {
		t.Fatal(got)
	}
}

func TestASecretInsteadOfAKey(t *testing.T) {
	t.Parallel()
	c, err := load(t, "  issuer: http://127.0.0.1:4310\n  clientId: portal\n  keyFile: KEY\n",
		"  issuer: http://127.0.0.1:4310\n  clientId: portal\n  clientSecretFile: KEY\n  clientSecretExpiresAt: 2027-06-30\n")
	if err != nil {
		t.Fatal(err)
	}
	client := c.Municipalities[0].CitizenLogin.Client
	if client.ClientSecretMethod != config.SecretBasic || !client.Expiry().Equal(time.Date(2027, 6, 30, 0, 0, 0, 0, time.UTC)) {
		t.Fatalf("%+v", client)
	}
}

func TestAKeyOrSecretOutOfTheEnvironment(t *testing.T) {
	t.Parallel()
	for _, setting := range []string{"keyVariable: PORTAL_JWK", "clientSecretVariable: PORTAL_SECRET\n  clientSecretExpiresAt: 2027-06-30"} {
		c, err := load(t, "  issuer: http://127.0.0.1:4310\n  clientId: portal\n  keyFile: KEY\n",
			"  issuer: http://127.0.0.1:4310\n  clientId: portal\n  "+setting+"\n")
		if err != nil {
			t.Fatal(err)
		}
		client := c.Municipalities[0].CitizenLogin.Client
		if c.Variable(client.Variable()) != "hunter2" || client.BySecret() != (client.ClientSecretMethod == config.SecretBasic) || client.BySecret() == client.Expiry().IsZero() {
			t.Errorf("%+v", client)
		}
		// Settings may be printed; what is secret isn't among them.
		if printed := fmt.Sprintf("%+v", *c); strings.Contains(printed, "hunter2") {
			t.Error(printed)
		}
	}
}

func TestEntrasSecondFactorByAnAuthenticationContext(t *testing.T) {
	t.Parallel()
	c, err := load(t, "http://127.0.0.1:4311/fjordvik/v2.0", "https://login.microsoftonline.com/t/v2.0", "  tenantId: t\n", "  tenantId: t\n  authenticationContext: c1\n")
	if err != nil || c.Municipalities[0].EmployeeLogin.AuthenticationContext != "c1" {
		t.Fatal(err)
	}
	// The older issuer's tokens have an amr.
	if _, err := load(t, "http://127.0.0.1:4311/fjordvik/v2.0", "https://sts.windows.net/t/"); err != nil {
		t.Fatal(err)
	}
}

func TestLoginsThatAreRefused(t *testing.T) {
	t.Parallel()
	for wanted, changes := range map[string][]string{
		"has both keyFile and clientSecretFile":           {"  tenantId: t\n", "  tenantId: t\n  clientSecretFile: KEY\n  clientSecretExpiresAt: 2027-06-30\n"},
		"clientSecretExpiresAt is missing":                {"  keyFile: KEY\n  tenantId", "  clientSecretFile: KEY\n  tenantId"},
		"clientSecretMethod is \"none\"":                  {"  keyFile: KEY\n  tenantId", "  clientSecretFile: KEY\n  clientSecretExpiresAt: 2027-06-30\n  clientSecretMethod: none\n  tenantId"},
		"need a clientSecretFile or clientSecretVariable": {"  tenantId: t\n", "  tenantId: t\n  clientSecretExpiresAt: 2027-06-30\n"},
		"employeeLogin.keyFile is missing":                {"  keyFile: KEY\n  tenantId", "  tenantId"},
		"keyExpiresAt is \"soon\"":                        {"  tenantId: t\n", "  tenantId: t\n  keyExpiresAt: soon\n"},
		"has both keyFile and keyVariable":                {"  tenantId: t\n", "  tenantId: t\n  keyVariable: PORTAL_JWK\n"},
		"both clientSecretFile and clientSecretVariable":  {"  keyFile: KEY\n  tenantId", "  clientSecretFile: KEY\n  clientSecretVariable: PORTAL_SECRET\n  clientSecretExpiresAt: 2027-06-30\n  tenantId"},
		"the environment variable NOT_SET is not set":     {"  keyFile: KEY\n  tenantId", "  keyVariable: NOT_SET\n  tenantId"},
		"the environment variable BLANK is not set":       {"  keyFile: KEY\n  tenantId", "  clientSecretVariable: BLANK\n  clientSecretExpiresAt: 2027-06-30\n  tenantId"},
		"clientSecretVariable must be the name":           {"  keyFile: KEY\n  tenantId", "  clientSecretVariable: hunter2\n  clientSecretExpiresAt: 2027-06-30\n  tenantId"},
		"keyExpiresAt needs a key":                        {"  keyFile: KEY\n  tenantId", "  clientSecretVariable: PORTAL_SECRET\n  clientSecretExpiresAt: 2027-06-30\n  keyExpiresAt: 2027-06-30\n  tenantId"},
		"authenticationContext is missing":                {"http://127.0.0.1:4311/fjordvik/v2.0", "https://login.microsoftonline.com/t/v2.0"},
		"authenticationContext is \"mfa\"":                {"  tenantId: t\n", "  tenantId: t\n  authenticationContext: mfa\n"},
		"authenticationContext belongs to kind entra":     {entra, ansattporten + "  authenticationContext: c1\n"},
		"documentsLevel is \"low\"":                       {"citizenLogin:\n", "citizenLogin:\n  documentsLevel: low\n"},
		"tenantId is missing":                             {"  tenantId: t\n", ""},
		"groups is empty":                                 {"  groups: [g]\n", ""},
		"belong to kind ansattporten":                     {"  tenantId: t\n", "  tenantId: t\n  levels: [entraid]\n"},
		"Entra's is oid":                                  {"  tenantId: t\n", "  tenantId: t\n  directoryIdClaim: sub\n"},
		"kind is \"id-porten\"":                           {"kind: entra", "kind: id-porten"},
		"\"idporten-loa-low\" isn't a level":              {entra, ansattporten + "  levels: [idporten-loa-low]\n"},
		"organizations: \"12\" must have":                 {entra, ansattporten + "  organizations: [\"12\"]\n"},
		"organizationClaim is \"email\"":                  {entra, ansattporten + "  organizationClaim: email\n"},
		"directoryIdClaim is \"email\"":                   {entra, ansattporten + "  directoryIdClaim: email\n"},
		"altinnResource must begin with":                  {entra, ansattporten + "  altinnResource: x\n"},
		"altinnResource needs organizationClaim":          {entra, ansattporten + "  altinnResource: urn:altinn:resource:x\n  organizationClaim: orgno\n"},
		"tenantId belongs to kind entra":                  {entra, ansattporten + "  tenantId: t\n"},
		"citizens and employees need clients of their":    {"http://127.0.0.1:4311/fjordvik/v2.0", "http://127.0.0.1:4310"},
		"field clientSecret not found":                    {"  tenantId: t\n", "  tenantId: t\n  clientSecret: hunter2\n"},
		"employeeLogin.issuer must be an https address":   {"http://127.0.0.1:4311/fjordvik/v2.0", "http://login.example.no"},
	} {
		if _, err := load(t, changes...); err == nil || !strings.Contains(err.Error(), wanted) {
			t.Errorf("%s: %v", wanted, err)
		} else if strings.Contains(err.Error(), "hunter2") {
			t.Errorf("a secret is told: %v", err)
		}
	}
}

func TestOneClientIsTheSameEverywhere(t *testing.T) {
	t.Parallel()
	lyngmo := strings.NewReplacer("id: fjordvik", "id: lyngmo", "localhost:4300", "localhost:4301", "  tenantId: t\n", "  tenantId: t\n  keyExpiresAt: 2027-01-01\n").Replace(fjordvik)
	_, err := config.Load(setUp(t, map[string]string{"fjordvik.yaml": fjordvik, "lyngmo.yaml": lyngmo}), known)
	if err == nil || !strings.Contains(err.Error(), "must be the same") {
		t.Fatal(err)
	}
}
