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
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"innbyggertjenesten/bff/config"
)

const (
	// discoveryAge is how long a provider's description is used.
	discoveryAge = 24 * time.Hour
	// discoveryRetry is the shortest time between two failing attempts.
	discoveryRetry  = time.Second
	providerTimeout = 5 * time.Second
	mostAnswer      = 64 << 10
)

const assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"

// errProvider says that the provider can't be reached or doesn't play along.
var errProvider = errors.New("login: the provider doesn't answer as it should")

// provider is one OpenID provider as one client sees it.
type provider struct {
	client config.Client
	key    *clientKey
	http   *http.Client
	now    func() time.Time

	mu       sync.Mutex
	known    *described
	failedAt time.Time
}

// described is what a provider says of itself.
type described struct {
	oidc     *oidc.Provider
	verifier *oidc.IDTokenVerifier
	at       time.Time
	claims   struct {
		PAR              string   `json:"pushed_authorization_request_endpoint"`
		EndSession       string   `json:"end_session_endpoint"`
		IssInCallback    bool     `json:"authorization_response_iss_parameter_supported"`
		UILocales        []string `json:"ui_locales_supported"`
		AuthorizationURL string   `json:"authorization_endpoint"`
	}
}

func newProvider(client config.Client, now func() time.Time) (*provider, error) {
	key, err := readKey(client.KeyFile)
	if err != nil {
		return nil, err
	}
	return &provider{client: client, key: key, now: now, http: &http.Client{
		Timeout:   providerTimeout,
		Transport: limitedTransport{http.DefaultTransport},
		// No endpoint of a provider redirects; following one could lead anywhere.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}, nil
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

// describe reads the provider's description when it is first needed: the
// portal starts without its providers, and keeps an old description while they
// are down.
func (p *provider) describe(ctx context.Context) (*described, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.known != nil && p.now().Sub(p.known.at) < discoveryAge {
		return p.known, nil
	}
	if p.now().Sub(p.failedAt) < discoveryRetry {
		return p.lastKnown()
	}
	// Not the request's context: the keys are fetched with it later, too.
	found, err := oidc.NewProvider(oidc.ClientContext(context.WithoutCancel(ctx), p.http), p.client.Issuer)
	if err != nil {
		p.failedAt = p.now()
		if p.known != nil {
			return p.known, nil
		}
		return nil, fmt.Errorf("%w: %w", errProvider, err)
	}
	known := &described{oidc: found, at: p.now()}
	if err := found.Claims(&known.claims); err != nil {
		return nil, fmt.Errorf("%w: %w", errProvider, err)
	}
	known.verifier = found.Verifier(&oidc.Config{ClientID: p.client.ClientID, Now: p.now})
	p.known = known
	return known, nil
}

func (p *provider) lastKnown() (*described, error) {
	if p.known == nil {
		return nil, errProvider
	}
	return p.known, nil
}

func (p *provider) oauth(d *described, redirectURI string) *oauth2.Config {
	endpoint := d.oidc.Endpoint()
	endpoint.AuthStyle = oauth2.AuthStyleInParams
	return &oauth2.Config{ClientID: p.client.ClientID, Endpoint: endpoint, RedirectURL: redirectURI, Scopes: []string{oidc.ScopeOpenID}}
}

// authorization is where to send the browser. Where the provider offers it, the
// request is pushed, so that the browser carries only a reference to it.
func (p *provider) authorization(ctx context.Context, redirectURI, state string, options ...oauth2.AuthCodeOption) (string, error) {
	d, err := p.describe(ctx)
	if err != nil {
		return "", err
	}
	direct := p.oauth(d, redirectURI).AuthCodeURL(state, options...)
	if d.claims.PAR == "" {
		return direct, nil
	}
	address, err := url.Parse(direct)
	if err != nil {
		return "", err
	}
	requestURI, err := p.push(ctx, d, address.Query())
	if err != nil {
		return "", err
	}
	address.RawQuery = url.Values{"client_id": {p.client.ClientID}, "request_uri": {requestURI}}.Encode()
	return address.String(), nil
}

func (p *provider) push(ctx context.Context, d *described, form url.Values) (string, error) {
	proof, err := p.key.assertion(p.client.ClientID, p.client.Issuer, p.now())
	if err != nil {
		return "", err
	}
	form.Set("client_assertion_type", assertionType)
	form.Set("client_assertion", proof)
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, d.claims.PAR, strings.NewReader(form.Encode()))
	if err != nil {
		return "", err
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	response, err := p.http.Do(r)
	if err != nil {
		return "", fmt.Errorf("%w: %w", errProvider, err)
	}
	defer func() { _ = response.Body.Close() }()
	var answer struct {
		RequestURI string `json:"request_uri"`
	}
	err = json.NewDecoder(response.Body).Decode(&answer)
	if response.StatusCode != http.StatusCreated || err != nil || answer.RequestURI == "" {
		return "", fmt.Errorf("%w: pushing the request was answered with %d", errProvider, response.StatusCode)
	}
	return answer.RequestURI, nil
}

// exchange trades a code for the checked ID token.
func (p *provider) exchange(ctx context.Context, redirectURI, code, verifier, nonce string) (*idToken, error) {
	d, err := p.describe(ctx)
	if err != nil {
		return nil, err
	}
	proof, err := p.key.assertion(p.client.ClientID, p.client.Issuer, p.now())
	if err != nil {
		return nil, err
	}
	token, err := p.oauth(d, redirectURI).Exchange(oidc.ClientContext(ctx, p.http), code, oauth2.VerifierOption(verifier),
		oauth2.SetAuthURLParam("client_assertion_type", assertionType), oauth2.SetAuthURLParam("client_assertion", proof))
	if err != nil {
		return nil, refusal(err)
	}
	raw, _ := token.Extra("id_token").(string)
	if raw == "" {
		return nil, errors.New("login: the provider sent no ID token")
	}
	return p.verify(ctx, d, raw, nonce)
}

// refusal tells apart a provider that is down from one that says no. The
// answer's body is dropped: it may repeat the code.
func refusal(err error) error {
	var refused *oauth2.RetrieveError
	if errors.As(err, &refused) && refused.Response != nil && refused.Response.StatusCode < http.StatusInternalServerError {
		return fmt.Errorf("login: the provider refused the code (%d)", refused.Response.StatusCode)
	}
	if errors.As(err, &refused) {
		return errProvider
	}
	return fmt.Errorf("%w: %w", errProvider, err)
}
