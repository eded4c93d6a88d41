package login

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
)

const (
	// discoveryAge is how long a provider's description is used.
	discoveryAge = 24 * time.Hour
	// discoveryRetry is the shortest time between two failing attempts while
	// nothing is known, refreshRetry while something older is.
	discoveryRetry = time.Second
	refreshRetry   = time.Minute
	// refreshPatience is how long somebody waits for something newer.
	refreshPatience = time.Second
)

// accepted are the algorithms of signatures that count, where the provider
// says it uses them: only such as need the provider's private key.
var accepted = []string{
	oidc.RS256, oidc.RS384, oidc.RS512, oidc.PS256, oidc.PS384, oidc.PS512, oidc.ES256, oidc.ES384, oidc.ES512, oidc.EdDSA,
}

// described is what a provider says of itself.
type described struct {
	at       time.Time
	keys     *providerKeys
	verifier *oidc.IDTokenVerifier
	claims   struct {
		Issuer           string   `json:"issuer"`
		AuthorizationURL string   `json:"authorization_endpoint"`
		TokenURL         string   `json:"token_endpoint"`
		KeysURL          string   `json:"jwks_uri"`
		PAR              string   `json:"pushed_authorization_request_endpoint"`
		EndSession       string   `json:"end_session_endpoint"`
		IssInCallback    bool     `json:"authorization_response_iss_parameter_supported"`
		UILocales        []string `json:"ui_locales_supported"`
		Prompts          []string `json:"prompt_values_supported"`
		Algorithms       []string `json:"id_token_signing_alg_values_supported"`
	}
}

// describe reads the provider's description when it is first needed: the
// portal starts without its providers. It is read anew after a day, and the old
// one stays in use while that fails. Nobody waits for another's slow answer
// longer than for their own.
func (p *provider) describe(ctx context.Context) (*described, error) {
	known := p.known.Load()
	now := p.now()
	if known != nil && now.Sub(known.at) < discoveryAge {
		return known, nil
	}
	retry := discoveryRetry
	if known != nil {
		retry = refreshRetry
	}
	if failed := p.failed.Load(); failed != nil && now.Sub(failed.at) < retry {
		if known != nil {
			return known, nil
		}
		return nil, failed.cause
	}
	answered := p.flight.DoChan("", func() (any, error) { return p.refreshDescription(context.WithoutCancel(ctx)) })
	var enough <-chan time.Time
	if known != nil {
		patience := time.NewTimer(refreshPatience)
		defer patience.Stop()
		enough = patience.C
	}
	select {
	case got := <-answered:
		if got.Err == nil {
			return got.Val.(*described), nil
		}
		if known != nil {
			return known, nil
		}
		return nil, got.Err
	case <-enough:
		return known, nil
	case <-ctx.Done():
		return nil, fmt.Errorf("%w: %w", errProvider, ctx.Err())
	}
}

// failure is the last attempt that went wrong.
type failure struct {
	at    time.Time
	cause error
}

func (p *provider) refreshDescription(ctx context.Context) (*described, error) {
	old := p.known.Load()
	if old != nil && p.now().Sub(old.at) < discoveryAge {
		return old, nil // somebody else was quicker
	}
	ctx, cancel := context.WithTimeout(ctx, providerTimeout)
	defer cancel()
	found, err := p.readDescription(ctx, old)
	if err != nil {
		p.failed.Store(&failure{p.now(), err})
		return nil, err
	}
	p.known.Store(found)
	p.failed.Store(nil)
	return found, nil
}

func (p *provider) readDescription(ctx context.Context, old *described) (*described, error) {
	found := &described{at: p.now()}
	if err := getJSON(ctx, p.http, strings.TrimSuffix(p.client.Issuer, "/")+"/.well-known/openid-configuration", &found.claims); err != nil {
		return nil, err
	}
	if found.claims.Issuer != p.client.Issuer {
		return nil, fmt.Errorf("%w: it says that it is another issuer", errProvider)
	}
	for _, address := range []string{found.claims.AuthorizationURL, found.claims.TokenURL, found.claims.KeysURL} {
		if address == "" {
			return nil, fmt.Errorf("%w: its description lacks an address", errProvider)
		}
	}
	for _, address := range []string{found.claims.AuthorizationURL, found.claims.TokenURL, found.claims.KeysURL, found.claims.PAR, found.claims.EndSession} {
		if address != "" && !p.trusts(address) {
			return nil, fmt.Errorf("%w: its description has an address without TLS", errProvider)
		}
	}
	algorithms := slices.DeleteFunc(slices.Clone(accepted), func(one string) bool { return !slices.Contains(found.claims.Algorithms, one) })
	if len(algorithms) == 0 {
		return nil, fmt.Errorf("%w: it signs in no way that is accepted", errProvider)
	}
	if old != nil && old.claims.KeysURL == found.claims.KeysURL && slices.Equal(old.claims.Algorithms, found.claims.Algorithms) {
		found.keys = old.keys
	} else {
		found.keys = newProviderKeys(found.claims.KeysURL, algorithms, p.http, p.now)
	}
	found.verifier = oidc.NewVerifier(p.client.Issuer, found.keys, &oidc.Config{
		ClientID: p.client.ClientID, SupportedSigningAlgs: algorithms, Now: p.now,
	})
	return found, nil
}

// trusts tells whether an address is as safe as the issuer's own.
func (p *provider) trusts(address string) bool {
	parsed, err := url.Parse(address)
	if err != nil || parsed.Host == "" || parsed.User != nil {
		return false
	}
	return parsed.Scheme == "https" || strings.HasPrefix(p.client.Issuer, "http://") && parsed.Scheme == "http"
}

// getJSON reads what a provider publishes. Nothing of an answer's body gets
// into an error.
func getJSON(ctx context.Context, client *http.Client, address string, into any) error {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return err
	}
	r.Header.Set("Accept", "application/json")
	response, err := client.Do(r)
	if err != nil {
		return fmt.Errorf("%w: %w", errProvider, err)
	}
	defer func() { _ = response.Body.Close() }()
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("%w: %s was answered with %d", errProvider, r.URL.Path, response.StatusCode)
	}
	if err := json.NewDecoder(response.Body).Decode(into); err != nil {
		var timeout interface{ Timeout() bool }
		if errors.As(err, &timeout) && timeout.Timeout() {
			return fmt.Errorf("%w: %s took too long", errProvider, r.URL.Path)
		}
		return fmt.Errorf("%w: %s is no JSON that can be read", errProvider, r.URL.Path)
	}
	return nil
}
