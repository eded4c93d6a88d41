package login

import (
	"crypto"
	"crypto/rsa"
	"crypto/sha1" //nolint:gosec // the x5t header is one; nothing rests on it
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/google/uuid"

	"innbyggertjenesten/bff/config"
)

const (
	// assertionLife is how long a proof of who the portal is can be used.
	assertionLife = time.Minute
	leastRSABits  = 2048
)

// clientKey proves to a provider who the portal is (private_key_jwt).
type clientKey struct {
	id     string
	public jose.JSONWebKey
	signer jose.Signer
	// notBefore and expiresAt are zero where the key doesn't say.
	notBefore, expiresAt time.Time
}

// keyRules are what a kind of provider takes.
type keyRules struct {
	algorithms []jose.SignatureAlgorithm
	// certificate is demanded by Entra, which knows keys by nothing else.
	certificate bool
}

func rulesOf(kind config.Kind, environment config.Environment) keyRules {
	if kind == config.Entra {
		// The stand-ins of demo and test know bare keys, too.
		return keyRules{
			algorithms:  []jose.SignatureAlgorithm{jose.RS256, jose.PS256},
			certificate: environment == config.Training || environment == config.Production,
		}
	}
	return keyRules{algorithms: []jose.SignatureAlgorithm{jose.RS256, jose.RS384, jose.RS512}}
}

// parseKeys reads what a key file holds: one JWK, a JWK set, or PEM.
func parseKeys(text []byte, rules keyRules) ([]*clientKey, error) {
	var found []datedKey
	var err error
	if block, _ := pem.Decode(text); block != nil {
		found, err = parsePEM(text)
	} else {
		found, err = parseJWKs(text)
	}
	if err != nil {
		return nil, err
	}
	var keys []*clientKey
	for i, one := range found {
		key, err := newKey(one, rules)
		if err != nil {
			return nil, fmt.Errorf("key %d: %w", i+1, err)
		}
		if slices.ContainsFunc(keys, func(other *clientKey) bool { return other.id == key.id }) {
			return nil, fmt.Errorf("key %d: its kid is another one's, too", i+1)
		}
		keys = append(keys, key)
	}
	return keys, nil
}

// datedKey is a JWK with the two members that go-jose doesn't know.
type datedKey struct {
	jose.JSONWebKey
	notBefore, expiresAt time.Time
}

var errNoKey = errors.New("it must hold private keys: a JWK, a JWK set, or PEM (PKCS #8)")

func parseJWKs(text []byte) ([]datedKey, error) {
	var set struct {
		Keys []json.RawMessage `json:"keys"`
	}
	// No cause is told here: it could repeat the file's content.
	if json.Unmarshal(text, &set) != nil {
		return nil, errNoKey
	}
	if set.Keys == nil {
		set.Keys = []json.RawMessage{text}
	}
	var keys []datedKey
	for _, raw := range set.Keys {
		var key datedKey
		var dates struct {
			NotBefore int64 `json:"nbf"`
			ExpiresAt int64 `json:"exp"`
		}
		if json.Unmarshal(raw, &key.JSONWebKey) != nil || !key.Valid() || key.IsPublic() {
			return nil, errNoKey
		}
		if json.Unmarshal(raw, &dates) != nil {
			return nil, errors.New("nbf and exp of a key must be whole seconds since 1970")
		}
		key.notBefore, key.expiresAt = unix(dates.NotBefore), unix(dates.ExpiresAt)
		keys = append(keys, key)
	}
	if len(keys) == 0 {
		return nil, errNoKey
	}
	return keys, nil
}

func parsePEM(text []byte) ([]datedKey, error) {
	var keys []datedKey
	var certificates []*x509.Certificate
	for block, rest := pem.Decode(text); block != nil; block, rest = pem.Decode(rest) {
		switch block.Type {
		case "PRIVATE KEY":
			key, err := x509.ParsePKCS8PrivateKey(block.Bytes)
			if err != nil {
				return nil, errNoKey
			}
			keys = append(keys, datedKey{JSONWebKey: jose.JSONWebKey{Key: key}})
		case "CERTIFICATE":
			certificate, err := x509.ParseCertificate(block.Bytes)
			if err != nil {
				return nil, errors.New("a certificate in the file can't be read")
			}
			certificates = append(certificates, certificate)
		default:
			return nil, errNoKey
		}
	}
	for i := range keys {
		public, _ := keys[i].Public().Key.(interface{ Equal(crypto.PublicKey) bool })
		for _, certificate := range certificates {
			if public != nil && public.Equal(certificate.PublicKey) {
				keys[i].Certificates = []*x509.Certificate{certificate}
			}
		}
	}
	if len(keys) == 0 {
		return nil, errNoKey
	}
	return keys, nil
}

func newKey(from datedKey, rules keyRules) (*clientKey, error) {
	private, ok := from.Key.(*rsa.PrivateKey)
	if !ok || private.N.BitLen() < leastRSABits {
		return nil, fmt.Errorf("it must be an RSA key of at least %d bits", leastRSABits)
	}
	algorithm := jose.SignatureAlgorithm(from.Algorithm)
	if algorithm == "" {
		algorithm = jose.RS256
	}
	if !slices.Contains(rules.algorithms, algorithm) {
		return nil, fmt.Errorf("its alg must be one of %v", rules.algorithms)
	}
	if from.KeyID == "" {
		thumbprint, err := from.Thumbprint(crypto.SHA256)
		if err != nil {
			return nil, err
		}
		from.KeyID = base64.RawURLEncoding.EncodeToString(thumbprint)
	}
	options := (&jose.SignerOptions{}).WithType("JWT")
	if len(from.Certificates) > 0 {
		certificate := from.Certificates[0]
		short, long := sha1.Sum(certificate.Raw), sha256.Sum256(certificate.Raw) //nolint:gosec // see the import
		options.WithHeader("x5t", base64.RawURLEncoding.EncodeToString(short[:]))
		options.WithHeader("x5t#S256", base64.RawURLEncoding.EncodeToString(long[:]))
		from.notBefore = later(from.notBefore, certificate.NotBefore)
		from.expiresAt = earlier(from.expiresAt, certificate.NotAfter)
	} else if rules.certificate {
		return nil, errors.New("Entra knows a key by its certificate: add it to the JWK as x5c, or to the PEM")
	}
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: algorithm, Key: jose.JSONWebKey{Key: private, KeyID: from.KeyID}}, options)
	if err != nil {
		return nil, err
	}
	public := from.Public()
	public.Algorithm, public.Use = string(algorithm), "sig"
	return &clientKey{id: from.KeyID, public: public, signer: signer, notBefore: from.notBefore, expiresAt: from.expiresAt}, nil
}

func (k *clientKey) usable(now time.Time) bool {
	return !k.notBefore.After(now) && !k.expired(now)
}

func (k *clientKey) expired(now time.Time) bool {
	return !k.expiresAt.IsZero() && !k.expiresAt.After(now)
}

// assertion is a proof for one request. Its audience is a single string, so
// that no other server can use it.
func (k *clientKey) assertion(clientID, audience string, now time.Time) (string, error) {
	claims, err := json.Marshal(map[string]any{
		"iss": clientID, "sub": clientID, "aud": audience, "jti": uuid.NewString(),
		"iat": now.Unix(), "exp": now.Add(assertionLife).Unix(),
	})
	if err != nil {
		return "", err
	}
	signed, err := k.signer.Sign(claims)
	if err != nil {
		return "", fmt.Errorf("login: sign: %w", err)
	}
	return signed.CompactSerialize()
}

func unix(seconds int64) time.Time {
	if seconds == 0 {
		return time.Time{}
	}
	return time.Unix(seconds, 0)
}

// later and earlier take a zero time for one that isn't said.
func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

func earlier(a, b time.Time) time.Time {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}
