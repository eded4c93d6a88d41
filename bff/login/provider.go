package login

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
	"golang.org/x/sync/singleflight"

	"innbyggertjenesten/bff/config"
	"innbyggertjenesten/bff/session"
)

const (
	providerTimeout = 5 * time.Second
	mostAnswer      = 64 << 10
)

// errProvider says that the provider can't be reached or doesn't play along.
var errProvider = errors.New("login: the provider doesn't answer as it should")

// clientName names a client across all municipalities that share it.
type clientName struct{ Issuer, ClientID string }

func nameOf(client config.Client) clientName { return clientName{client.Issuer, client.ClientID} }

// provider is one OpenID provider as one client sees it.
type provider struct {
	kind        config.Kind
	client      config.Client
	credentials *credentials
	http        *http.Client
	now         func() time.Time
	// wantedAge is how old a log-in at the provider should be at most, oldestLogin
	// how old it may be; zero is any age.
	wantedAge, oldestLogin time.Duration

	known  atomic.Pointer[described]
	failed atomic.Pointer[failure]
	flight singleflight.Group
}

func newProvider(kind config.Kind, client config.Client, set *config.Config, now func() time.Time) (*provider, error) {
	proofs, err := newCredentials(client, rulesOf(kind, set.Environment), set.Variable, now)
	if err != nil {
		return nil, err
	}
	return &provider{kind: kind, client: client, credentials: proofs, now: now, wantedAge: set.SessionAbsolute, oldestLogin: oldest(set.SessionAbsolute), http: &http.Client{
		Timeout:   providerTimeout,
		Transport: limitedTransport{newTransport()},
		// No endpoint of a provider redirects; following one could lead anywhere.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}, nil
}

// oldest lets in who a provider answers for that doesn't know max_age, which
// ID-porten doesn't document: else sessions that are shorter here would shut
// people out until their log-in there is over.
func oldest(wanted time.Duration) time.Duration {
	if wanted == 0 {
		return 0
	}
	return session.Lifetimes{Absolute: wanted}.Proof()
}

// newTransport keeps a line only while a log-in's questions follow one another:
// the next person's come long after providers have closed it.
func newTransport() *http.Transport {
	return &http.Transport{
		Proxy: http.ProxyFromEnvironment, ForceAttemptHTTP2: true, TLSHandshakeTimeout: providerTimeout, IdleConnTimeout: 3 * time.Second,
	}
}

// limitedTransport bounds what a provider can make us read.
type limitedTransport struct{ http.RoundTripper }

func (t limitedTransport) RoundTrip(r *http.Request) (*http.Response, error) {
	response, err := t.RoundTripper.RoundTrip(r)
	if err == nil {
		response.Body = struct {
			io.Reader
			io.Closer
		}{io.LimitReader(response.Body, mostAnswer), response.Body}
	}
	return response, err
}

// authorization is where to send the browser. Where the provider offers it, the
// request is pushed, so that the browser carries only a reference to it.
func (p *provider) authorization(ctx context.Context, redirectURI, state string, options ...oauth2.AuthCodeOption) (string, error) {
	d, err := p.describe(ctx)
	if err != nil {
		return "", err
	}
	asking := &oauth2.Config{
		ClientID: p.client.ClientID, RedirectURL: redirectURI, Scopes: []string{oidc.ScopeOpenID}, Endpoint: oauth2.Endpoint{AuthURL: d.claims.AuthorizationURL},
	}
	direct := asking.AuthCodeURL(state, options...)
	if d.claims.PAR == "" {
		return direct, nil
	}
	address, err := url.Parse(direct)
	if err != nil {
		return "", err
	}
	answer, err := p.post(ctx, d, d.claims.PAR, address.Query())
	if err != nil {
		return "", err
	}
	if answer.status != http.StatusCreated || answer.RequestURI == "" {
		return "", fmt.Errorf("%w: pushing the request was answered with %d", errProvider, answer.status)
	}
	address.RawQuery = url.Values{"client_id": {p.client.ClientID}, "request_uri": {answer.RequestURI}}.Encode()
	return address.String(), nil
}

// answer is what the endpoints that know the portal say.
type answer struct {
	status      int
	unreadable  bool
	RequestURI  string `json:"request_uri"`
	IDToken     string `json:"id_token"`
	AccessToken string `json:"access_token"`
	TokenType   string `json:"token_type"`
	Error       string `json:"error"`
}

// post sends a form with a proof of who the portal is. If the provider doesn't
// know the first key, the other is tried once: so operators may register a new
// key before or after they put it here.
func (p *provider) post(ctx context.Context, d *described, endpoint string, form url.Values) (*answer, error) {
	proofs, err := p.credentials.proofs()
	if err != nil {
		return nil, err
	}
	for _, one := range proofs {
		got, err := p.postOnce(ctx, d, endpoint, form, one)
		if cut(err) {
			got, err = p.postOnce(ctx, d, endpoint, form, one)
		}
		if err != nil || !got.unknownClient() {
			return got, err
		}
		p.credentials.refuse(one)
	}
	return nil, fmt.Errorf("%w: it doesn't know the portal's key or secret", errProvider)
}

func (a *answer) unknownClient() bool {
	return a.Error == "invalid_client" && (a.status == http.StatusBadRequest || a.status == http.StatusUnauthorized)
}

// cut says that the line ended before an answer: what a kept line does that the
// other side, or a proxy between, has closed meanwhile. Asking anew harms
// nothing: a second pushed request is another one, and a code that was taken
// is refused.
func cut(err error) bool {
	return errors.Is(err, io.EOF) || errors.Is(err, syscall.ECONNRESET) || errors.Is(err, syscall.EPIPE)
}

func (p *provider) postOnce(ctx context.Context, d *described, endpoint string, form url.Values, by proof) (*answer, error) {
	sent, header := url.Values{}, http.Header{"Content-Type": {"application/x-www-form-urlencoded"}, "Accept": {"application/json"}}
	for name, values := range form {
		sent[name] = values
	}
	if err := by.add(p.client, p.audience(d), p.now(), sent, header); err != nil {
		return nil, err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, endpoint, strings.NewReader(sent.Encode()))
	if err != nil {
		return nil, err
	}
	r.Header = header
	response, err := p.http.Do(r)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errProvider, err)
	}
	defer func() { _ = response.Body.Close() }()
	got := &answer{}
	// An error's body needn't be JSON; what must be in a good one is looked for.
	if err := json.NewDecoder(response.Body).Decode(got); err != nil {
		got = &answer{unreadable: true}
	}
	got.status = response.StatusCode
	return got, nil
}

// audience is whom a proof is for: Entra wants its token endpoint, the others
// say their issuer.
func (p *provider) audience(d *described) string {
	if p.kind == config.Entra {
		return d.claims.TokenURL
	}
	return p.client.Issuer
}

// exchange trades a code for the checked ID token.
func (p *provider) exchange(ctx context.Context, redirectURI, code string, expected expectation, verifier string) (*idToken, error) {
	d, err := p.describe(ctx)
	if err != nil {
		return nil, err
	}
	got, err := p.post(ctx, d, d.claims.TokenURL, url.Values{
		"grant_type": {"authorization_code"}, "code": {code}, "redirect_uri": {redirectURI}, "code_verifier": {verifier},
	})
	switch {
	case err != nil:
		return nil, err
	case got.status == http.StatusBadRequest, got.status == http.StatusUnauthorized:
		// The body is dropped: it may repeat the code.
		return nil, fmt.Errorf("login: the provider refused the code (%d)", got.status)
	case got.status != http.StatusOK, got.unreadable:
		return nil, fmt.Errorf("%w: it answered with %d and nothing that can be read", errProvider, got.status)
	case got.IDToken == "" || !strings.EqualFold(got.TokenType, "Bearer"):
		return nil, errors.New("login: the provider sent no ID token, or one with a token of another kind")
	}
	expected.accessToken = got.AccessToken
	return p.verify(ctx, d, got.IDToken, expected)
}
