package config_test

import (
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"innbyggertjenesten/bff/config"
	"innbyggertjenesten/bff/oslo"
)

var known = []string{"ar", "en", "nb", "nn", "pl"}

const fjordvik = `
id: fjordvik
name: Fjordvik kommune
organizationNumber: "311400215"
hosts: ["localhost:4300"]
citizenLogin:
  issuer: http://127.0.0.1:4310
  clientId: portal
  keyFile: KEY
employeeLogin:
  kind: entra
  issuer: http://127.0.0.1:4311/fjordvik/v2.0
  clientId: portal
  keyFile: KEY
  tenantId: t
  groups: [g]
fagsystem: { url: "http://127.0.0.1:4320/fjordvik", tokenFile: KEY }
notifications: { url: "http://127.0.0.1:4330", tokenFile: KEY, sender: Fjordvik }
phones:
  - { kind: switchboard, number: "75 00 00 00", hours: [{ weekday: 1, opens: "08:00", closes: "15:30" }] }
  - { kind: duty, number: "75 00 00 01" }
hours: [{ weekday: 1, opens: "08:00", closes: "15:30" }]
holidays: [2026-12-28]
halfDays: [{ day: "12-24", closes: "12:00" }]
answersWithinWorkingDays: 2
visitAddress: Rådhusgata 1, 8000 Fjordvik
languages: [nb, nn, en, ar, pl]
`

// setUp writes the files and gives the variables that name them.
func setUp(t *testing.T, files map[string]string) map[string]string {
	t.Helper()
	directory := t.TempDir()
	key := filepath.Join(directory, "key")
	if err := os.WriteFile(key, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		text = strings.ReplaceAll(text, "KEY", key)
		if err := os.WriteFile(filepath.Join(directory, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return map[string]string{
		"ENVIRONMENT": "test", "DATABASE_URL": "postgres://localhost/x", "VAULT_KEYS_DIR": directory, "MUNICIPALITIES_DIR": directory,
	}
}

func TestAWholeSetting(t *testing.T) {
	t.Parallel()
	lyngmo := strings.NewReplacer("id: fjordvik", "id: lyngmo", "[nb, nn, en, ar, pl]", "[nb, pl]").Replace(fjordvik)
	c, err := config.Load(setUp(t, map[string]string{"fjordvik.yaml": fjordvik, "lyngmo.yaml": lyngmo}), known)
	if err != nil {
		t.Fatal(err)
	}
	if served := c.OfHost("localhost:4300"); len(served) != 2 || served[0].ID != "fjordvik" {
		t.Fatalf("%+v", served)
	}
	if got := strings.Join(c.Languages("localhost:4300"), " "); got != "nb nn en ar pl" {
		t.Fatal(got)
	}
	if c.Origin("localhost:4300") != "http://localhost:4300" || c.Origin("portal.example.no") != "https://portal.example.no" {
		t.Fatal("wrong origins")
	}
	m, ok := c.Municipality("fjordvik")
	if !ok || m.CitizenLogin.DocumentsLevel != "high" || m.EmployeeLogin.MFA[0] != "mfa" || m.EmployeeLogin.DirectoryIDClaim != "oid" {
		t.Fatalf("%+v", m)
	}
	// Nobody has listed Christmas: the next one that reads does so in the new week, after the municipality's own day.
	christmasEve := oslo.Date{Year: 2026, Month: 12, Day: 24}
	if _, early := m.Calendar().Closes(christmasEve); !early {
		t.Error("Christmas Eve is a whole day")
	}
	if day, _ := m.Calendar().WorkingDaysAfter(christmasEve, 1, nil); day != christmasEve.AddDays(5) {
		t.Errorf("the next working day is %v", day)
	}
}

func TestAnEmptyInternalAddressIsNone(t *testing.T) {
	t.Parallel()
	variables := setUp(t, map[string]string{"fjordvik.yaml": fjordvik})
	c, err := config.Load(variables, known)
	if err != nil || c.InternalAddress != "127.0.0.1:9090" {
		t.Fatalf("not set: %v", err)
	}
	variables["INTERNAL_ADDRESS"] = ""
	if c, err = config.Load(variables, known); err != nil || c.InternalAddress != "" {
		t.Fatalf("empty: %v", err)
	}
}

func TestEverythingWrongIsToldAtOnce(t *testing.T) {
	t.Parallel()
	broken := strings.NewReplacer(
		`"311400215"`, "12", "sender: Fjordvik", "sender: Fjordvik barnevern", "opens: \"08:00\"", "opens: \"8\"",
		"[nb, nn, en, ar, pl]", "[xx]", "  clientId: portal\n", "", "2026-12-28", "jul", "12-24", "12-32", "kind: duty", "kind: doctor",
		"http://127.0.0.1:4330", "http://varsling.example.no",
	).Replace(fjordvik)
	variables := setUp(t, map[string]string{"fjordvik.yaml": broken})
	maps.Copy(variables, map[string]string{"SESSION_IDLE": "soon", "LOG_LEVEL": "loud", "LEAVE_URL": "http://x", "DATABASE_URL": ""})
	_, err := config.Load(variables, known)
	if err == nil {
		t.Fatal("accepted")
	}
	for _, wanted := range []string{
		"SESSION_IDLE can't be read", "LOG_LEVEL", "LEAVE_URL", "DATABASE_URL is not set", "organizationNumber", `says "barnevern"`,
		"write opens and closes", `no texts in "xx"`, "must contain nb", "citizenLogin.clientId", "employeeLogin.clientId",
		"holidays[0]", "halfDays[0]", "phones[1].kind", "phones has no duty", "notifications.url must be an https address",
	} {
		if !strings.Contains(err.Error(), wanted) {
			t.Errorf("not told: %s\n%v", wanted, err)
		}
	}
}

func TestWhatDependsOnTheEnvironment(t *testing.T) {
	t.Parallel()
	for environment, accepted := range map[string]bool{"demo": true, "test": true, "training": false, "production": false, "prod": false} {
		variables := setUp(t, map[string]string{"fjordvik.yaml": fjordvik})
		variables["ENVIRONMENT"] = environment
		if _, err := config.Load(variables, known); (err == nil) != accepted {
			t.Errorf("plain http in %s: %v", environment, err)
		}
	}
}

func TestFilesThatAreRefused(t *testing.T) {
	t.Parallel()
	for name, files := range map[string]map[string]string{
		"an unknown field":        {"fjordvik.yaml": fjordvik + "colour: red\n"},
		"two documents":           {"fjordvik.yaml": fjordvik + "---\nid: x\n"},
		"named otherwise":         {"fjord.yaml": fjordvik},
		"no file":                 {},
		"a missing key file":      {"fjordvik.yaml": strings.Replace(fjordvik, "keyFile: KEY", "keyFile: /nowhere", 1)},
		"two clients on one host": {"fjordvik.yaml": fjordvik, "lyngmo.yaml": strings.Replace(strings.Replace(fjordvik, "id: fjordvik", "id: lyngmo", 1), "clientId: portal", "clientId: other", 1)},
	} {
		if _, err := config.Load(setUp(t, files), known); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

func TestTheReadmesTableIsCurrent(t *testing.T) {
	t.Parallel()
	readme, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(readme), config.Table()) {
		t.Errorf("README.md must hold this table (go run ./bff/cmd/portal settings):\n%s", config.Table())
	}
}
