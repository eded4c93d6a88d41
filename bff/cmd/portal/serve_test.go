package main

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"innbyggertjenesten/bff/postgres/postgrestest"
	"innbyggertjenesten/bff/vault"
)

const municipalityFile = `
id: fjordvik
name: Fjordvik kommune
organizationNumber: "311400215"
hosts: ["localhost:4300"]
citizenLogin: { issuer: "http://127.0.0.1:1", clientId: portal, keyFile: KEY }
employeeLogin: { kind: entra, issuer: "http://127.0.0.1:2", clientId: portal, keyFile: KEY, tenantId: t, groups: [g] }
fagsystem: { url: "http://127.0.0.1:1", tokenFile: KEY }
notifications: { url: "http://127.0.0.1:1", tokenFile: KEY, sender: Fjordvik }
phones: [{ kind: switchboard, number: "75" }, { kind: duty, number: "76" }]
hours: [{ weekday: 1, opens: "08:00", closes: "15:30" }]
answersWithinWorkingDays: 2
visitAddress: Rådhusgata 1
languages: [nb, ar]
`

// set makes everything a process is set to; nothing outside of it runs.
func set(t *testing.T, database string) {
	t.Helper()
	directory := t.TempDir()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	keyFile := filepath.Join(directory, "client.pem")
	write(t, keyFile, string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der})))
	municipalities := filepath.Join(directory, "municipalities")
	if err := os.Mkdir(municipalities, 0o700); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(municipalities, "fjordvik.yaml"), strings.ReplaceAll(municipalityFile, "KEY", keyFile))
	keys := filepath.Join(directory, "keys")
	if err := vault.Generate(keys, "test"); err != nil {
		t.Fatal(err)
	}
	for name, value := range map[string]string{
		"ENVIRONMENT": "test", "DATABASE_URL": database, "VAULT_KEYS_DIR": keys, "MUNICIPALITIES_DIR": municipalities,
		"INTERNAL_ADDRESS": "", "DRAIN_WAIT": "0s", "SHUTDOWN_GRACE": "5s", "LOG_LEVEL": "error",
	} {
		t.Setenv(name, value)
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func freeAddress(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = listener.Close() }()
	return listener.Addr().String()
}

// The providers and the fagsystem are down and the database is empty: the
// portal starts, says that it is ready, answers, and stops cleanly.
func TestItStartsAloneAndStopsCleanly(t *testing.T) {
	set(t, postgrestest.Empty(t))
	address := freeAddress(t)
	t.Setenv("LISTEN_ADDRESS", address)
	ctx, stop := context.WithCancel(t.Context())
	over := make(chan error, 1)
	go func() { over <- run(ctx, nil) }()
	await(t, over, "http://"+address+"/health/ready", "", http.StatusNoContent)
	await(t, over, "http://"+address+"/api/public/context", "localhost:4300", http.StatusOK)
	await(t, over, "http://"+address+"/api/citizen/me", "localhost:4300", http.StatusUnauthorized)
	stop()
	select {
	case err := <-over:
		if err != nil {
			t.Fatal(err)
		}
	case <-time.After(20 * time.Second):
		t.Fatal("it doesn't stop")
	}
	if err := run(t.Context(), []string{"verify-audit"}); err != nil {
		t.Error(err)
	}
}

func await(t *testing.T, over <-chan error, address, host string, wanted int) {
	t.Helper()
	deadline := time.After(30 * time.Second)
	for {
		status, err := get(t.Context(), address, host)
		if status == wanted {
			return
		}
		select {
		case err := <-over:
			t.Fatalf("it ended: %v", err)
		case <-deadline:
			t.Fatalf("%s: %d, wanted %d (%v)", address, status, wanted, err)
		case <-time.After(20 * time.Millisecond):
		}
	}
}

func get(ctx context.Context, address, host string) (int, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return 0, err
	}
	r.Host = host
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		return 0, err
	}
	return response.StatusCode, response.Body.Close()
}

func TestCommands(t *testing.T) {
	set(t, "postgres://localhost/x")
	if err := run(t.Context(), []string{"config"}); err != nil {
		t.Error(err)
	}
	t.Setenv("ENVIRONMENT", "production")
	if err := run(t.Context(), []string{"config"}); err == nil || !strings.Contains(fmt.Sprint(err), "https") {
		t.Errorf("plain http in production: %v", err)
	}
	keys := filepath.Join(t.TempDir(), "keys")
	if err := run(t.Context(), []string{"keys", keys}); err != nil {
		t.Error(err)
	}
	if _, err := vault.Load(keys); err != nil {
		t.Error(err)
	}
	if err := run(t.Context(), []string{"nonsense"}); err == nil {
		t.Error("an unknown command was accepted")
	}
}
