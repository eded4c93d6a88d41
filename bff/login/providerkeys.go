package login

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/go-jose/go-jose/v4"
	"golang.org/x/sync/singleflight"
)

const (
	// keysAge is how long a provider's keys are used before they are read again,
	// so that one that was withdrawn goes away here, too.
	keysAge = time.Hour
	// mostKeysAge is how long they are used while they can't be read.
	mostKeysAge = 24 * time.Hour
	// Who sends tokens with invented kids must not make us hammer the provider:
	// some look-ups at once, then one every so often.
	lookupsAtOnce = 3
	lookupEvery   = 10 * time.Second
)

var errKey = errors.New("login: no key of the provider's made the signature")

// providerKeys are a provider's public keys. It checks signatures only; it is
// an oidc.KeySet.
type providerKeys struct {
	address    string
	algorithms []jose.SignatureAlgorithm
	http       *http.Client
	now        func() time.Time
	flight     singleflight.Group

	mu       sync.Mutex
	keys     []jose.JSONWebKey
	readAt   time.Time
	failedAt time.Time
	// lookups is how many look-ups for unknown keys are left, as of countedAt.
	lookups   float64
	countedAt time.Time
}

func newProviderKeys(address string, algorithms []string, client *http.Client, now func() time.Time) *providerKeys {
	k := &providerKeys{address: address, http: client, now: now, lookups: lookupsAtOnce, countedAt: now()}
	for _, one := range algorithms {
		k.algorithms = append(k.algorithms, jose.SignatureAlgorithm(one))
	}
	return k
}

// VerifySignature gives the content of a token that one of the provider's keys
// signed. For a key that isn't known, the keys are read anew, once.
func (k *providerKeys) VerifySignature(ctx context.Context, token string) ([]byte, error) {
	parsed, err := jose.ParseSigned(token, k.algorithms)
	if err != nil || len(parsed.Signatures) != 1 {
		return nil, errors.New("login: not a token with one signature of an accepted kind")
	}
	keys, fresh, err := k.current(ctx)
	if err != nil {
		return nil, err
	}
	if content, ok := verifyWith(keys, parsed); ok {
		return content, nil
	}
	if fresh || !k.mayLookUp() {
		return nil, errKey
	}
	if keys, err = k.read(ctx, nil); err != nil {
		return nil, err
	}
	if content, ok := verifyWith(keys, parsed); ok {
		return content, nil
	}
	return nil, errKey
}

func verifyWith(keys []jose.JSONWebKey, token *jose.JSONWebSignature) ([]byte, bool) {
	header := token.Signatures[0].Protected
	for _, key := range keys {
		if header.KeyID != "" && header.KeyID != key.KeyID || key.Algorithm != "" && key.Algorithm != header.Algorithm {
			continue
		}
		if content, err := token.Verify(&key); err == nil {
			return content, true
		}
	}
	return nil, false
}

// current are the keys as they are known, read anew where they are old. fresh
// tells that they were read for this very call.
func (k *providerKeys) current(ctx context.Context) (keys []jose.JSONWebKey, fresh bool, err error) {
	k.mu.Lock()
	keys, age, retry := k.keys, k.now().Sub(k.readAt), k.now().Sub(k.failedAt) >= refreshRetry
	k.mu.Unlock()
	switch {
	case keys != nil && age < keysAge, keys != nil && age < mostKeysAge && !retry:
		return keys, false, nil
	case keys != nil && age < mostKeysAge:
		return k.readOrKeep(ctx, keys)
	}
	keys, err = k.read(ctx, nil)
	return keys, true, err
}

func (k *providerKeys) readOrKeep(ctx context.Context, old []jose.JSONWebKey) ([]jose.JSONWebKey, bool, error) {
	patience := time.NewTimer(refreshPatience)
	defer patience.Stop()
	if keys, err := k.read(ctx, patience.C); err == nil {
		return keys, true, nil
	}
	return old, false, nil
}

// read gets the keys from the provider; who comes meanwhile waits for the same
// answer, and nobody waits longer than they can.
func (k *providerKeys) read(ctx context.Context, enough <-chan time.Time) ([]jose.JSONWebKey, error) {
	answered := k.flight.DoChan("", func() (any, error) {
		// Not the request's context: others wait for this answer, too.
		own, cancel := context.WithTimeout(context.WithoutCancel(ctx), providerTimeout)
		defer cancel()
		keys, err := k.ask(own)
		k.mu.Lock()
		defer k.mu.Unlock()
		if err != nil {
			k.failedAt = k.now()
			return nil, err
		}
		k.keys, k.readAt = keys, k.now()
		return keys, nil
	})
	select {
	case got := <-answered:
		if got.Err != nil {
			return nil, got.Err
		}
		return got.Val.([]jose.JSONWebKey), nil
	case <-enough:
		return nil, errProvider
	case <-ctx.Done():
		return nil, fmt.Errorf("%w: %w", errProvider, ctx.Err())
	}
}

func (k *providerKeys) ask(ctx context.Context) ([]jose.JSONWebKey, error) {
	var set struct {
		Keys []json.RawMessage `json:"keys"`
	}
	if err := getJSON(ctx, k.http, k.address, &set); err != nil {
		return nil, err
	}
	var keys []jose.JSONWebKey
	for _, raw := range set.Keys {
		var key jose.JSONWebKey
		// Keys of kinds that nobody here knows are left out, not an error.
		if json.Unmarshal(raw, &key) == nil && key.Valid() && key.IsPublic() && (key.Use == "" || key.Use == "sig") {
			keys = append(keys, key)
		}
	}
	if len(keys) == 0 {
		return nil, fmt.Errorf("%w: it publishes no keys", errProvider)
	}
	return keys, nil
}

func (k *providerKeys) mayLookUp() bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	now := k.now()
	k.lookups = min(lookupsAtOnce, k.lookups+now.Sub(k.countedAt).Seconds()/lookupEvery.Seconds())
	k.countedAt = now
	if k.lookups < 1 {
		return false
	}
	k.lookups--
	return true
}
