package login_test

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"
)

// issuer is an OpenID provider that can be told to answer wrongly.
type issuer struct {
	*httptest.Server
	key    *rsa.PrivateKey
	client *rsa.PrivateKey

	mu      sync.Mutex
	pushed  map[string]url.Values // request_uri → what was pushed
	codes   map[string]grant
	claims  map[string]any // what the next ID tokens say, over the right values
	signed  func(claims map[string]any) string
	down    bool
	cut     map[string]int // path → how many of the next requests get no answer, only the line's end
	tokens  int
	noPAR   bool
	noIss   bool
	problem string
	// audience of the proofs of who the client is; the issuer, but for Entra.
	audience string
	// knows are the client's keys by kid, and secret its secret; without either
	// the usual key counts.
	knows  map[string]*rsa.PublicKey
	secret string
	proofs []jose.Header // of those that were accepted
	denied int           // how many were not
	// reads counts who asked for the keys and the description; hang makes such
	// a request wait for its end.
	reads   map[string]int
	hang    chan struct{}
	algs    []string
	prompts []string
	// described are changes to what it says of itself.
	described map[string]any
	ahead     time.Duration // of its clock, as far as clients' proofs go
}

type grant struct{ asked url.Values }

func newIssuer(t testing.TB) *issuer {
	t.Helper()
	i := &issuer{key: providersKey(), client: portalsKey(), pushed: map[string]url.Values{}, codes: map[string]grant{}, claims: map[string]any{}, reads: map[string]int{}}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /.well-known/openid-configuration", i.discovery)
	mux.HandleFunc("GET /jwks", func(w http.ResponseWriter, _ *http.Request) {
		i.mu.Lock()
		defer i.mu.Unlock()
		answer(w, jose.JSONWebKeySet{Keys: []jose.JSONWebKey{{Key: i.key.Public(), KeyID: i.kid(), Algorithm: "RS256", Use: "sig"}}})
	})
	mux.HandleFunc("POST /par", i.par)
	mux.HandleFunc("POST /token", i.token)
	i.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		i.mu.Lock()
		down, hang, cut := i.down, i.hang, i.cut[r.URL.Path] > 0
		i.reads[r.URL.Path]++
		if cut {
			i.cut[r.URL.Path]--
		}
		i.mu.Unlock()
		if cut {
			// The server's own way of ending a request without an answer.
			panic(http.ErrAbortHandler)
		}
		if hang != nil && r.Method == http.MethodGet {
			select {
			case <-hang:
			case <-r.Context().Done():
			}
		}
		if down {
			w.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		mux.ServeHTTP(w, r)
	}))
	i.audience = i.URL
	t.Cleanup(i.Close)
	return i
}

// Keys are made once: making one takes longer than most of these tests.
var (
	providersKey = sync.OnceValue(makeKey)
	portalsKey   = sync.OnceValue(makeKey)
)

func makeKey() *rsa.PrivateKey {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		panic(err)
	}
	return key
}

// keyFile is the client's private key as the settings name it.
func (i *issuer) keyFile(t testing.TB) string {
	t.Helper()
	text, err := json.Marshal(jose.JSONWebKey{Key: i.client, KeyID: "portal-1", Algorithm: "RS256"})
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "client.jwk")
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func (i *issuer) set(change func(*issuer)) {
	i.mu.Lock()
	defer i.mu.Unlock()
	change(i)
}

func (i *issuer) discovery(w http.ResponseWriter, _ *http.Request) {
	i.mu.Lock()
	defer i.mu.Unlock()
	d := map[string]any{
		"issuer": i.URL, "authorization_endpoint": i.URL + "/authorize", "token_endpoint": i.URL + "/token", "jwks_uri": i.URL + "/jwks",
		"end_session_endpoint": i.URL + "/end", "id_token_signing_alg_values_supported": append([]string{"RS256"}, i.algs...),
		"ui_locales_supported": []string{"nb", "en"}, "authorization_response_iss_parameter_supported": !i.noIss,
	}
	if i.prompts != nil {
		d["prompt_values_supported"] = i.prompts
	}
	if !i.noPAR {
		d["pushed_authorization_request_endpoint"] = i.URL + "/par"
	}
	maps.Copy(d, i.described)
	answer(w, d)
}

func (i *issuer) par(w http.ResponseWriter, r *http.Request) {
	i.mu.Lock()
	defer i.mu.Unlock()
	if err := i.authenticate(r); err != nil {
		w.WriteHeader(http.StatusUnauthorized)
		answer(w, map[string]string{"error": "invalid_client", "error_description": err.Error()})
		return
	}
	uri := fmt.Sprintf("urn:request:%d", len(i.pushed))
	i.pushed[uri] = r.PostForm
	w.WriteHeader(http.StatusCreated)
	answer(w, map[string]any{"request_uri": uri, "expires_in": 60})
}

func (i *issuer) authenticate(r *http.Request) error {
	err := i.checkProof(r)
	if err != nil {
		i.denied++
	}
	return err
}

func (i *issuer) checkProof(r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return err
	}
	if i.secret != "" {
		id, secret, basic := r.BasicAuth()
		if !basic {
			id, secret = r.PostForm.Get("client_id"), r.PostForm.Get("client_secret")
		} else if r.PostForm.Has("client_secret") {
			return errors.New("two proofs")
		}
		if id != "portal" || secret != url.QueryEscape(i.secret) && (basic || secret != i.secret) {
			return errors.New("a wrong secret")
		}
		return nil
	}
	parsed, err := jwt.ParseSigned(r.PostForm.Get("client_assertion"), []jose.SignatureAlgorithm{jose.RS256, jose.RS384, jose.RS512})
	if err != nil {
		return err
	}
	key := &i.client.PublicKey
	if i.knows != nil {
		key = i.knows[parsed.Headers[0].KeyID]
	}
	var claims jwt.Claims
	if key == nil {
		return errors.New("an unknown key")
	}
	if err := parsed.Claims(key, &claims); err != nil {
		return err
	}
	if claims.Issuer != "portal" || claims.Subject != "portal" || claims.ID == "" || len(claims.Audience) != 1 || claims.Audience[0] != i.audience {
		return fmt.Errorf("a wrong assertion: %+v", claims)
	}
	i.proofs = append(i.proofs, parsed.Headers[0])
	return claims.Validate(jwt.Expected{Time: time.Now().Add(i.ahead)})
}

// kid is the name of the provider's key; another key has another.
func (i *issuer) kid() string {
	if i.key == providersKey() {
		return "k1"
	}
	return "k2"
}

// authorize is what happens in the browser at the provider: it gives the
// address of the callback.
func (i *issuer) authorize(t testing.TB, address string) string {
	t.Helper()
	i.mu.Lock()
	defer i.mu.Unlock()
	parsed, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	asked := parsed.Query()
	if uri := asked.Get("request_uri"); uri != "" {
		if len(asked) != 2 || asked.Get("client_id") != "portal" {
			t.Fatalf("more than a reference was sent: %v", asked)
		}
		asked = i.pushed[uri]
	}
	if asked.Get("code_challenge_method") != "S256" || asked.Get("nonce") == "" || asked.Get("state") == "" || asked.Get("scope") != "openid" {
		t.Fatalf("an incomplete request: %v", asked)
	}
	code := fmt.Sprintf("code-%d", len(i.codes))
	i.codes[code] = grant{asked}
	back := url.Values{"code": {code}, "state": {asked.Get("state")}}
	if i.problem != "" {
		back = url.Values{"error": {i.problem}, "state": {asked.Get("state")}}
	}
	if !i.noIss {
		back.Set("iss", i.URL)
	}
	return asked.Get("redirect_uri") + "?" + back.Encode()
}

func (i *issuer) token(w http.ResponseWriter, r *http.Request) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.tokens++
	if err := i.authenticate(r); err != nil {
		w.WriteHeader(http.StatusUnauthorized)
		answer(w, map[string]string{"error": "invalid_client", "error_description": err.Error()})
		return
	}
	code := r.PostForm.Get("code")
	given, ok := i.codes[code]
	delete(i.codes, code)
	challenge := sha256.Sum256([]byte(r.PostForm.Get("code_verifier")))
	if !ok || given.asked.Get("code_challenge") != base64.RawURLEncoding.EncodeToString(challenge[:]) ||
		given.asked.Get("redirect_uri") != r.PostForm.Get("redirect_uri") {
		http.Error(w, `{"error":"invalid_grant"}`, http.StatusBadRequest)
		return
	}
	now := time.Now().Unix()
	claims := map[string]any{
		"iss": i.URL, "sub": "pairwise-1", "aud": "portal", "exp": now + 120, "iat": now, "auth_time": now,
		"nonce": given.asked.Get("nonce"), "acr": "idporten-loa-high", "amr": []string{"BankID"}, "sid": "sid-1", "pid": "14838612149", "locale": "nb",
	}
	maps.Copy(claims, i.claims)
	for name, value := range claims {
		if value == nil {
			delete(claims, name)
		}
	}
	signed := i.sign(claims)
	if i.signed != nil {
		signed = i.signed(claims)
	}
	answer(w, map[string]any{"access_token": "a", "token_type": "Bearer", "expires_in": 120, "id_token": signed})
}

func (i *issuer) sign(claims map[string]any) string {
	return signWith(i.key, i.kid(), jose.RS256, claims)
}

func signWith(key any, kid string, algorithm jose.SignatureAlgorithm, claims map[string]any) string {
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: algorithm, Key: jose.JSONWebKey{Key: key, KeyID: kid}}, nil)
	if err != nil {
		panic(err)
	}
	token, err := jwt.Signed(signer).Claims(claims).Serialize()
	if err != nil {
		panic(err)
	}
	return token
}

func answer(w http.ResponseWriter, value any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(value)
}
