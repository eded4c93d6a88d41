package login_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"math/big"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/prometheus/client_golang/prometheus/testutil"

	"innbyggertjenesten/bff/config"
	"innbyggertjenesten/bff/login"
)

var otherPortalsKey = sync.OnceValue(makeKey)

// jwk is a private key as a file has it; members are added to it.
func jwk(t testing.TB, key *rsa.PrivateKey, kid string, members map[string]any) map[string]any {
	t.Helper()
	text, err := json.Marshal(jose.JSONWebKey{Key: key, KeyID: kid, Algorithm: "RS256"})
	if err != nil {
		t.Fatal(err)
	}
	var all map[string]any
	if err := json.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	for name, value := range members {
		all[name] = value
	}
	return all
}

// put writes a client's file; it is another file than before, as secrets that
// are mounted are.
func put(t testing.TB, path string, content any) {
	t.Helper()
	text, ok := content.(string)
	if !ok {
		encoded, err := json.Marshal(content)
		if err != nil {
			t.Fatal(err)
		}
		text = string(encoded)
	}
	next := path + ".next"
	if err := os.WriteFile(next, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(next, path); err != nil {
		t.Fatal(err)
	}
}

func set(keys ...map[string]any) map[string]any { return map[string]any{"keys": keys} }

func (f *fixture) citizensKeyFile() string { return f.settings.Municipalities[0].CitizenLogin.KeyFile }

// provesWith logs in and tells which keys proved it, in order, and how many
// tries the provider didn't accept.
func (f *fixture) provesWith(t *testing.T) (kids string, denied int) {
	t.Helper()
	f.citizens.set(func(i *issuer) { i.proofs, i.denied = nil, 0 })
	if end := f.browser().logIn(t, f.citizens, "/login"); end != "/" {
		t.Fatal(end)
	}
	f.citizens.mu.Lock()
	defer f.citizens.mu.Unlock()
	var used []string
	for _, one := range f.citizens.proofs {
		used = append(used, one.KeyID)
	}
	return strings.Join(used, " "), f.citizens.denied
}

func TestKeysAreRotatedInEitherOrder(t *testing.T) {
	t.Parallel()
	f := setUp(t)
	old, next := jwk(t, portalsKey(), "old", nil), jwk(t, otherPortalsKey(), "next", nil)
	f.citizens.set(func(i *issuer) { i.knows = map[string]*rsa.PublicKey{"old": &portalsKey().PublicKey} })
	put(t, f.citizensKeyFile(), set(old))
	if kids, denied := f.provesWith(t); kids != "old old" || denied != 0 {
		t.Fatalf("one key: %s, %d denied", kids, denied)
	}
	// The file first: the new key isn't known yet, so the old one is tried, once.
	put(t, f.citizensKeyFile(), set(old, next))
	if kids, denied := f.provesWith(t); kids != "old old" || denied != 1 {
		t.Errorf("the provider doesn't know the new key: %s, %d denied", kids, denied)
	}
	if kids, denied := f.provesWith(t); kids != "old old" || denied != 0 {
		t.Errorf("it is asked again at once: %s, %d denied", kids, denied)
	}
	f.citizens.set(func(i *issuer) { i.knows["next"] = &otherPortalsKey().PublicKey })
	f.at(time.Minute) // long enough for the new key to be tried again
	if kids, denied := f.provesWith(t); kids != "next next" || denied != 0 {
		t.Errorf("it knows both: %s, %d denied", kids, denied)
	}
	// The provider first: it has forgotten the old key before the file changes.
	put(t, f.citizensKeyFile(), set(old))
	f.citizens.set(func(i *issuer) { delete(i.knows, "old") })
	if end := f.browser().do(http.MethodGet, "/login").Header().Get("Location"); end != "/sorry/unavailable" {
		t.Errorf("no key is known: %s", end)
	}
	put(t, f.citizensKeyFile(), set(next, old))
	if kids, denied := f.provesWith(t); kids != "next next" || denied != 1 {
		t.Errorf("the last in the file isn't known: %s, %d denied", kids, denied)
	}
}

func TestTheNewestUsableKeySigns(t *testing.T) {
	t.Parallel()
	f := setUp(t)
	now := time.Now().Unix()
	f.citizens.set(func(i *issuer) {
		i.knows = map[string]*rsa.PublicKey{"a": &portalsKey().PublicKey, "b": &otherPortalsKey().PublicKey}
	})
	for name, c := range map[string]struct {
		a, b   map[string]any
		wanted string
	}{
		"the later nbf":      {map[string]any{"nbf": now - 10}, map[string]any{"nbf": now - 100}, "a a"},
		"not before its nbf": {map[string]any{"nbf": now - 10}, map[string]any{"nbf": now + 1000}, "a a"},
		"not after its exp":  {map[string]any{"nbf": now - 100}, map[string]any{"nbf": now - 10, "exp": now - 1}, "a a"},
		"the last":           {nil, nil, "b b"},
	} {
		put(t, f.citizensKeyFile(), set(jwk(t, portalsKey(), "a", c.a), jwk(t, otherPortalsKey(), "b", c.b)))
		if kids, denied := f.provesWith(t); kids != c.wanted || denied != 0 {
			t.Errorf("%s: %s, %d denied", name, kids, denied)
		}
	}
}

func TestABrokenNewFileLeavesTheOldKeysInUse(t *testing.T) {
	t.Parallel()
	f := setUp(t)
	whole := jwk(t, portalsKey(), "old", nil)
	broken := func(wanted float64) {
		t.Helper()
		metric := fmt.Sprintf("# HELP portal_login_credential_file_broken 1 while a client's key or secret file can't be used and the content before it is.\n"+
			"# TYPE portal_login_credential_file_broken gauge\n"+
			"portal_login_credential_file_broken{client_id=\"portal\",issuer=%q} %v\nportal_login_credential_file_broken{client_id=\"portal\",issuer=%q} 0\n",
			f.citizens.URL, wanted, f.employees.URL)
		if err := testutil.CollectAndCompare(f.logins, strings.NewReader(metric), "portal_login_credential_file_broken"); err != nil {
			t.Error(err)
		}
	}
	put(t, f.citizensKeyFile(), whole)
	if kids, _ := f.provesWith(t); kids != "old old" {
		t.Fatal(kids)
	}
	broken(0)
	for name, content := range map[string]any{
		"nothing":          "",
		"no key":           "no key",
		"half":             `{"kty":"RSA","n":"`,
		"an empty set":     set(),
		"a public key":     map[string]any{"kty": "RSA", "n": whole["n"], "e": whole["e"], "kid": "x"},
		"one public":       set(whole, map[string]any{"kty": "RSA", "n": whole["n"], "e": whole["e"], "kid": "x"}),
		"a shared secret":  map[string]any{"kty": "oct", "k": "c2VjcmV0c2VjcmV0c2VjcmV0"},
		"one kid twice":    set(whole, jwk(t, otherPortalsKey(), "old", nil)),
		"a foreign alg":    jwk(t, portalsKey(), "x", map[string]any{"alg": "PS256"}),
		"expired":          jwk(t, portalsKey(), "x", map[string]any{"exp": time.Now().Unix() - 1}),
		"not yet":          jwk(t, portalsKey(), "x", map[string]any{"nbf": time.Now().Unix() + 1000}),
		"dates in words":   jwk(t, portalsKey(), "x", map[string]any{"exp": "2027-01-01"}),
		"an elliptic one":  map[string]any{"kty": "EC", "crv": "P-256", "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU", "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0", "d": "jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"},
		"a PEM of nothing": "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
	} {
		put(t, f.citizensKeyFile(), content)
		if kids, denied := f.provesWith(t); kids != "old old" || denied != 0 {
			t.Errorf("%s: %s, %d denied", name, kids, denied)
		}
		broken(1)
	}
	if err := os.Remove(f.citizensKeyFile()); err != nil {
		t.Fatal(err)
	}
	if kids, _ := f.provesWith(t); kids != "old old" {
		t.Errorf("the file is gone: %s", kids)
	}
	broken(1)
	put(t, f.citizensKeyFile(), jwk(t, portalsKey(), "new", nil))
	if kids, _ := f.provesWith(t); kids != "new new" {
		t.Errorf("it is right again: %s", kids)
	}
	broken(0)
}

// asPEM is a key and a certificate for it, as many tools write them.
func asPEM(t testing.TB, key *rsa.PrivateKey, notAfter time.Time) (text string, certificate []byte) {
	t.Helper()
	private, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "portal"}, NotBefore: time.Now().Add(-time.Hour), NotAfter: notAfter}
	certificate, err = x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: private})) +
		string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: certificate})), certificate
}

func TestEntraKnowsAKeyByItsCertificate(t *testing.T) {
	t.Parallel()
	f := setUp(t)
	text, certificate := asPEM(t, portalsKey(), time.Now().Add(time.Hour))
	inKey := jwk(t, portalsKey(), "with-certificate", map[string]any{"x5c": []string{base64.StdEncoding.EncodeToString(certificate)}})
	for name, content := range map[string]any{"PEM": text, "x5c": inKey} {
		put(t, f.settings.Municipalities[0].EmployeeLogin.KeyFile, content)
		f.employees.set(func(i *issuer) {
			i.proofs = nil
			i.claims = map[string]any{"acr": nil, "pid": nil, "amr": []string{"mfa"}, "tid": "tenant-1", "groups": []string{"group-1"}, "oid": "oid-1"}
		})
		if end := f.browser().logIn(t, f.employees, "/employee/login?municipality=fjordvik"); end != "/employee" {
			t.Fatal(end)
		}
		sum := sha256.Sum256(certificate)
		if header := f.employees.proofs[0].ExtraHeaders; header["x5t#S256"] != base64.RawURLEncoding.EncodeToString(sum[:]) || header["x5t"] == nil {
			t.Errorf("%s: %v", name, header)
		}
	}
	// In earnest, a key without a certificate is refused at start.
	put(t, f.settings.Municipalities[0].EmployeeLogin.KeyFile, jwk(t, portalsKey(), "bare", nil))
	f.settings.Environment = config.Production
	if _, err := login.New(login.Options{Config: f.settings, Now: time.Now}); err == nil || !strings.Contains(err.Error(), "x5c") {
		t.Error(err)
	}
}

func TestASecretIsReadAnewToo(t *testing.T) {
	t.Parallel()
	for _, method := range []string{config.SecretBasic, config.SecretPost} {
		t.Run(method, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "secret")
			put(t, path, "first:% secret"+"\n")
			if _, err := login.New(login.Options{Now: time.Now, Config: &config.Config{Municipalities: []config.Municipality{
				{ID: "x", CitizenLogin: config.CitizenLogin{Client: config.Client{Issuer: "http://127.0.0.1:1", ClientID: "portal", ClientSecretFile: path}}},
			}}}); err == nil || strings.Contains(err.Error(), "first") {
				t.Fatalf("a secret of two words: %v", err)
			}
			put(t, path, "first:%+secret\n")
			f := setUp(t, func(_ *fixture, m *config.Municipality) {
				m.CitizenLogin.KeyFile, m.CitizenLogin.ClientSecretFile, m.CitizenLogin.ClientSecretMethod = "", path, method
			})
			tries := func(secret string) int {
				t.Helper()
				f.citizens.set(func(i *issuer) { i.secret = secret })
				_, denied := f.provesWith(t)
				return denied
			}
			if denied := tries("first:%+secret"); denied != 0 {
				t.Errorf("%d denied", denied)
			}
			put(t, path, "second")
			if denied := tries("second"); denied != 0 {
				t.Errorf("a new one: %d denied", denied)
			}
			put(t, path, "third")
			if denied := tries("second"); denied != 1 {
				t.Errorf("a new one that the provider doesn't know yet: %d denied", denied)
			}
		})
	}
}

func TestAKeyOrASecretComesOutOfTheEnvironment(t *testing.T) {
	t.Parallel()
	keys, err := json.Marshal(set(jwk(t, portalsKey(), "old", map[string]any{"exp": time.Now().Unix() + 1000}), jwk(t, otherPortalsKey(), "next", nil)))
	if err != nil {
		t.Fatal(err)
	}
	variables := map[string]string{"ID_PORTEN_KEY": string(keys), "ID_PORTEN_SECRET": "s3cret\n", "BROKEN": `{"kty":"RSA","d":"hunter2"}`}
	with := func(change func(*config.Client)) func(*fixture, *config.Municipality) {
		return func(f *fixture, m *config.Municipality) {
			f.settings.Variable = func(name string) string { return variables[name] }
			m.CitizenLogin.KeyFile = ""
			change(&m.CitizenLogin.Client)
		}
	}
	byKey := setUp(t, with(func(c *config.Client) { c.KeyVariable = "ID_PORTEN_KEY" }))
	byKey.citizens.set(func(i *issuer) { i.knows = map[string]*rsa.PublicKey{"old": &portalsKey().PublicKey} })
	// Two in one variable overlap as two in a file do.
	if kids, denied := byKey.provesWith(t); kids != "old old" || denied != 1 {
		t.Errorf("%s, %d denied", kids, denied)
	}
	if broken := testutil.CollectAndCount(byKey.logins, "portal_login_credential_file_broken"); broken != 2 {
		t.Errorf("%d clients are watched", broken)
	}
	bySecret := setUp(t, with(func(c *config.Client) {
		c.ClientSecretVariable, c.ClientSecretMethod = "ID_PORTEN_SECRET", config.SecretBasic
	}))
	bySecret.citizens.set(func(i *issuer) { i.secret = "s3cret" })
	if _, denied := bySecret.provesWith(t); denied != 0 {
		t.Errorf("a secret: %d denied", denied)
	}
	bySecret.settings.Municipalities[0].CitizenLogin.Client = config.Client{Issuer: bySecret.citizens.URL, ClientID: "other", KeyVariable: "BROKEN"}
	if _, err := login.New(login.Options{Config: bySecret.settings, Now: time.Now}); err == nil || !strings.Contains(err.Error(), "BROKEN: it must hold private keys") || strings.Contains(err.Error(), "hunter2") {
		t.Errorf("not a key: %v", err)
	}
}

func TestAKeyOfWhichNobodyKnowsTheEndIsAnnouncedInProduction(t *testing.T) {
	f := setUp(t, func(_ *fixture, m *config.Municipality) { m.EmployeeLogin.KeyExpiresAt = config.Date("2099-01-01") })
	log := f.logged(t)
	for environment, wanted := range map[config.Environment]int{config.Test: 0, config.Training: 0, config.Production: 1} {
		log.Reset()
		f.settings.Environment = environment
		f.logins.WarnOfExpiry(context.Background())
		f.logins.WarnOfExpiry(context.Background())
		if got := strings.Count(log.String(), "set keyExpiresAt"); got != wanted || strings.Contains(log.String(), f.employees.URL) {
			t.Errorf("%s: %d warnings: %s", environment, got, log)
		}
	}
}

func TestExpiringKeysAreAnnounced(t *testing.T) {
	f := setUp(t, func(_ *fixture, m *config.Municipality) { m.EmployeeLogin.KeyExpiresAt = config.Date("2099-01-01") })
	day := 24 * time.Hour
	ends := time.Now().Add(40 * day).Unix()
	put(t, f.citizensKeyFile(), set(
		jwk(t, portalsKey(), "old", map[string]any{"exp": ends - 1000}), jwk(t, otherPortalsKey(), "new", map[string]any{"exp": ends})))
	if count := testutil.CollectAndCount(f.logins, "portal_login_credential_expires_seconds"); count != 2 {
		t.Errorf("%d clients have an expiry", count)
	}
	log := f.logged(t)
	warnings := func(ahead time.Duration) int {
		log.Reset()
		f.ahead.Store(int64(ahead))
		f.logins.WarnOfExpiry(context.Background())
		if strings.Contains(log.String(), f.employees.URL) {
			t.Errorf("a client that is fine is warned of: %s", log.String())
		}
		return strings.Count(log.String(), `"clientId":"portal"`)
	}
	for i, c := range []struct {
		ahead  time.Duration
		wanted int
	}{{0, 0}, {9 * day, 0}, {11 * day, 1}, {11*day + time.Hour, 0}, {12 * day, 1}, {13*day - time.Minute, 0}, {13 * day, 1}} {
		if got := warnings(c.ahead); got != c.wanted {
			t.Errorf("look %d: %d warnings: %s", i, got, log.String())
		}
	}
}

func TestThePublicKeysToRegister(t *testing.T) {
	t.Parallel()
	f := setUp(t)
	put(t, f.citizensKeyFile(), set(jwk(t, portalsKey(), "gone", map[string]any{"exp": time.Now().Unix() - 1}),
		jwk(t, portalsKey(), "now", nil), jwk(t, otherPortalsKey(), "later", map[string]any{"nbf": time.Now().Unix() + 1000})))
	var out, notes bytes.Buffer
	if err := login.WriteClientKeys(f.settings, "fjordvik", time.Now, &out, &notes); err != nil {
		t.Fatal(err)
	}
	decoder := json.NewDecoder(&out)
	var printed struct{ Keys []map[string]any }
	if err := decoder.Decode(&printed); err != nil || len(printed.Keys) != 2 || printed.Keys[0]["kid"] != "now" || printed.Keys[1]["kid"] != "later" {
		t.Fatalf("%v (%v)", printed, err)
	}
	for _, key := range printed.Keys {
		for name := range key {
			if !strings.Contains(" kty n e kid alg use ", " "+name+" ") {
				t.Errorf("%s is printed", name)
			}
		}
	}
	if !strings.Contains(notes.String(), "citizenLogin, client portal at "+f.citizens.URL) {
		t.Error(notes.String())
	}
	var many []map[string]any
	for i := range 6 {
		many = append(many, jwk(t, portalsKey(), fmt.Sprint(i), nil))
	}
	put(t, f.citizensKeyFile(), set(many...))
	if err := login.WriteClientKeys(f.settings, "fjordvik", time.Now, &out, &notes); err == nil || !strings.Contains(err.Error(), "can have 5") {
		t.Error(err)
	}
	if err := login.WriteClientKeys(f.settings, "nowhere", time.Now, &out, &notes); err == nil {
		t.Error("an unknown municipality")
	}
}
