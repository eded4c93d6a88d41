package config_test

import (
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
	return config.Load(setUp(t, map[string]string{"fjordvik.yaml": strings.NewReplacer(changes...).Replace(fjordvik)}), known)
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

func TestLoginsThatAreRefused(t *testing.T) {
	t.Parallel()
	for wanted, changes := range map[string][]string{
		"has both keyFile and clientSecretFile":         {"  tenantId: t\n", "  tenantId: t\n  clientSecretFile: KEY\n  clientSecretExpiresAt: 2027-06-30\n"},
		"clientSecretExpiresAt is missing":              {"  keyFile: KEY\n  tenantId", "  clientSecretFile: KEY\n  tenantId"},
		"clientSecretMethod is \"none\"":                {"  keyFile: KEY\n  tenantId", "  clientSecretFile: KEY\n  clientSecretExpiresAt: 2027-06-30\n  clientSecretMethod: none\n  tenantId"},
		"need a clientSecretFile":                       {"  tenantId: t\n", "  tenantId: t\n  clientSecretExpiresAt: 2027-06-30\n"},
		"employeeLogin.keyFile is missing":              {"  keyFile: KEY\n  tenantId", "  tenantId"},
		"keyExpiresAt is \"soon\"":                      {"  tenantId: t\n", "  tenantId: t\n  keyExpiresAt: soon\n"},
		"documentsLevel is \"low\"":                     {"citizenLogin:\n", "citizenLogin:\n  documentsLevel: low\n"},
		"tenantId is missing":                           {"  tenantId: t\n", ""},
		"groups is empty":                               {"  groups: [g]\n", ""},
		"belong to kind ansattporten":                   {"  tenantId: t\n", "  tenantId: t\n  levels: [entraid]\n"},
		"Entra's is oid":                                {"  tenantId: t\n", "  tenantId: t\n  directoryIdClaim: sub\n"},
		"kind is \"id-porten\"":                         {"kind: entra", "kind: id-porten"},
		"\"idporten-loa-low\" isn't a level":            {entra, ansattporten + "  levels: [idporten-loa-low]\n"},
		"organizations: \"12\" must have":               {entra, ansattporten + "  organizations: [\"12\"]\n"},
		"organizationClaim is \"email\"":                {entra, ansattporten + "  organizationClaim: email\n"},
		"directoryIdClaim is \"email\"":                 {entra, ansattporten + "  directoryIdClaim: email\n"},
		"altinnResource must begin with":                {entra, ansattporten + "  altinnResource: x\n"},
		"altinnResource needs organizationClaim":        {entra, ansattporten + "  altinnResource: urn:altinn:resource:x\n  organizationClaim: orgno\n"},
		"tenantId belongs to kind entra":                {entra, ansattporten + "  tenantId: t\n"},
		"citizens and employees need clients of their":  {"http://127.0.0.1:4311/fjordvik/v2.0", "http://127.0.0.1:4310"},
		"field clientSecret not found":                  {"  tenantId: t\n", "  tenantId: t\n  clientSecret: hunter2\n"},
		"employeeLogin.issuer must be an https address": {"http://127.0.0.1:4311/fjordvik/v2.0", "http://login.example.no"},
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
