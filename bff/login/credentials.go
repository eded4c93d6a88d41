package login

import (
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"innbyggertjenesten/bff/config"
)

const (
	assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
	// refusedFor is how long a key that the provider didn't know stands behind
	// the others: operators may register a new one a little after it is here.
	refusedFor = time.Minute
	// brokenRetry is the time between two looks at a file that can't be used.
	brokenRetry = 10 * time.Second
	mostProofs  = 2
)

// credentials are what proves to one provider who the portal is. A file is
// read anew when it changes; a broken new one leaves the old content in use. An
// environment variable is read once.
type credentials struct {
	client   config.Client
	rules    keyRules
	variable func(name string) string
	now      func() time.Time

	mu      sync.Mutex
	stamp   os.FileInfo
	triedAt time.Time
	wrong   error
	keys    []*clientKey
	// secrets begins with the file's; the one before it is kept, since the
	// provider may not know the new one yet.
	secrets []string
	refused map[string]time.Time
}

// newCredentials reads them for the first time; then they must be right.
func newCredentials(client config.Client, rules keyRules, variable func(name string) string, now func() time.Time) (*credentials, error) {
	c := &credentials{client: client, rules: rules, variable: variable, now: now, refused: map[string]time.Time{}}
	c.mu.Lock()
	defer c.mu.Unlock()
	if name := client.Variable(); name != "" {
		if err := c.take([]byte(variable(name)), now()); err != nil {
			return c, fmt.Errorf("login: %s: %w", name, err)
		}
		return c, nil
	}
	c.refresh()
	return c, c.wrong
}

func (c *credentials) file() string {
	if c.client.ClientSecretFile != "" {
		return c.client.ClientSecretFile
	}
	return c.client.KeyFile
}

// refresh reads the file, if there is one, unless it is what was read last.
func (c *credentials) refresh() {
	if c.client.Variable() != "" {
		return
	}
	now := c.now()
	stamp, err := os.Stat(c.file())
	same := err == nil && c.stamp != nil && os.SameFile(stamp, c.stamp) && stamp.ModTime().Equal(c.stamp.ModTime()) && stamp.Size() == c.stamp.Size()
	if c.wrong == nil && same || c.wrong != nil && (same || err != nil) && now.Sub(c.triedAt) < brokenRetry {
		return
	}
	before := c.wrong
	c.stamp, c.triedAt = stamp, now
	if err == nil {
		err = c.read(now)
	}
	if err == nil {
		if before != nil {
			slog.Info("a client's credential file is right again", "issuer", c.client.Issuer, "clientId", c.client.ClientID)
		}
		c.wrong = nil
		return
	}
	c.wrong = fmt.Errorf("login: %s: %w", c.file(), err)
	if (len(c.keys) > 0 || len(c.secrets) > 0) && (before == nil || before.Error() != c.wrong.Error()) {
		slog.Error("a client's credential file can't be used; what was there before stays in use",
			"issuer", c.client.Issuer, "clientId", c.client.ClientID, "cause", c.wrong.Error())
	}
}

func (c *credentials) read(now time.Time) error {
	text, err := os.ReadFile(c.file())
	if err != nil {
		return err
	}
	return c.take(text, now)
}

// take puts a key's or secret's text to use.
func (c *credentials) take(text []byte, now time.Time) error {
	if c.client.BySecret() {
		secret := strings.TrimSpace(string(text))
		if secret == "" || strings.ContainsFunc(secret, func(r rune) bool { return r <= ' ' || r == 0x7f }) {
			return errors.New("it must hold one secret, on one line")
		}
		if len(c.secrets) == 0 || c.secrets[0] != secret {
			c.secrets = append([]string{secret}, c.secrets...)
			c.secrets = c.secrets[:min(len(c.secrets), mostProofs)]
			clear(c.refused)
		}
		return nil
	}
	keys, err := parseKeys(text, c.rules)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(keys, func(key *clientKey) bool { return key.usable(now) }) {
		return errors.New("no key in it can be used now: look at nbf, exp and the certificate's dates")
	}
	c.keys = keys
	clear(c.refused)
	return nil
}

// proof is one way to say who the portal is.
type proof struct {
	key    *clientKey
	secret string
}

func (p proof) name() string {
	if p.key != nil {
		return "key " + p.key.id
	}
	return "secret " + hex.EncodeToString(hash(p.secret))
}

// proofs are what to try, at most two: the newest first, and behind the others
// what the provider refused a moment ago.
func (c *credentials) proofs() ([]proof, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.refresh()
	now := c.now()
	var found []proof
	for _, secret := range c.secrets {
		found = append(found, proof{secret: secret})
	}
	// The newest by its own word; where none says, the last in the file.
	for _, key := range slices.Backward(c.keys) {
		if key.usable(now) {
			found = append(found, proof{key: key})
		}
	}
	slices.SortStableFunc(found, func(a, b proof) int {
		if a.key == nil || b.key == nil {
			return 0
		}
		return b.key.notBefore.Compare(a.key.notBefore)
	})
	slices.SortStableFunc(found, func(a, b proof) int { return c.wasRefused(a, now) - c.wasRefused(b, now) })
	if len(found) == 0 {
		return nil, fmt.Errorf("%w: every key of the portal has expired", errProvider)
	}
	return found[:min(len(found), mostProofs)], nil
}

func (c *credentials) wasRefused(p proof, now time.Time) int {
	if at, ok := c.refused[p.name()]; ok && now.Sub(at) < refusedFor {
		return 1
	}
	return 0
}

// refuse remembers that the provider doesn't know a proof.
func (c *credentials) refuse(p proof) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.refused[p.name()] = c.now()
}

// expiry is when the last of what is in use ends, if that is known.
func (c *credentials) expiry() (time.Time, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.refresh()
	var last time.Time
	for _, key := range c.keys {
		ends := key.expiresAt
		if ends.IsZero() {
			ends = c.client.Expiry()
		}
		if ends.IsZero() {
			return time.Time{}, false
		}
		last = later(last, ends)
	}
	if len(c.keys) == 0 {
		last = c.client.Expiry()
	}
	return last, !last.IsZero()
}

// broken tells whether the file as it is now can't be used.
func (c *credentials) broken() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.refresh()
	return c.wrong != nil
}

// public are the keys to register: those that haven't expired.
func (c *credentials) public() []*clientKey {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(c.keys), func(key *clientKey) bool { return key.expired(c.now()) })
}

// add puts a proof into a request's form or header.
func (p proof) add(client config.Client, audience string, now time.Time, form url.Values, header http.Header) error {
	if p.key == nil && client.ClientSecretMethod == config.SecretBasic {
		r := http.Request{Header: header}
		r.SetBasicAuth(url.QueryEscape(client.ClientID), url.QueryEscape(p.secret))
		return nil
	}
	form.Set("client_id", client.ClientID)
	if p.key == nil {
		form.Set("client_secret", p.secret)
		return nil
	}
	assertion, err := p.key.assertion(client.ClientID, audience, now)
	if err != nil {
		return err
	}
	form.Set("client_assertion_type", assertionType)
	form.Set("client_assertion", assertion)
	return nil
}
