package login

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/google/uuid"
)

// assertionLife is how long a proof of who the portal is can be used.
const assertionLife = time.Minute

// clientKey proves to a provider who the portal is (private_key_jwt).
type clientKey struct {
	signer jose.Signer
}

// readKey reads a private key: a JWK with its kid, or PEM, whose kid is then
// the key's thumbprint.
func readKey(path string) (*clientKey, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("login: read the client key: %w", err)
	}
	key, err := parseKey(text)
	if err != nil {
		return nil, fmt.Errorf("login: %s: %w", path, err)
	}
	if key.KeyID == "" {
		thumbprint, err := key.Thumbprint(crypto.SHA256)
		if err != nil {
			return nil, fmt.Errorf("login: %s: %w", path, err)
		}
		key.KeyID = base64.RawURLEncoding.EncodeToString(thumbprint)
	}
	algorithm := jose.SignatureAlgorithm(key.Algorithm)
	if algorithm == "" {
		algorithm = defaultAlgorithm(key.Key)
	}
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: algorithm, Key: key}, (&jose.SignerOptions{}).WithType("JWT"))
	if err != nil {
		return nil, fmt.Errorf("login: %s: %w", path, err)
	}
	return &clientKey{signer}, nil
}

func parseKey(text []byte) (*jose.JSONWebKey, error) {
	if block, _ := pem.Decode(text); block != nil {
		key, err := x509.ParsePKCS8PrivateKey(block.Bytes)
		if err != nil {
			return nil, errors.New("the PEM must hold a PKCS #8 private key")
		}
		return &jose.JSONWebKey{Key: key}, nil
	}
	var key jose.JSONWebKey
	if err := json.Unmarshal(text, &key); err != nil || key.IsPublic() || !key.Valid() {
		return nil, errors.New("the file must hold a private key, as JWK or PEM")
	}
	return &key, nil
}

func defaultAlgorithm(key any) jose.SignatureAlgorithm {
	switch key := key.(type) {
	case *rsa.PrivateKey:
		return jose.RS256
	case *ecdsa.PrivateKey:
		if key.Curve.Params().BitSize == 256 {
			return jose.ES256
		}
	}
	return ""
}

// assertion is a proof for one request. Its audience is the issuer as a single
// string, so that no other server can use it.
func (k *clientKey) assertion(clientID, issuer string, now time.Time) (string, error) {
	claims, err := json.Marshal(map[string]any{
		"iss": clientID, "sub": clientID, "aud": issuer, "jti": uuid.NewString(),
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
