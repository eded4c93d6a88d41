package login

import (
	"context"
	"crypto/subtle"
	"errors"
	"fmt"
	"slices"
	"time"

	"innbyggertjenesten/bff/config"
	"innbyggertjenesten/bff/session"
)

// idToken is what a checked ID token says.
type idToken struct {
	raw string

	Subject         string   `json:"sub"`
	Nonce           string   `json:"nonce"`
	AuthorizedParty string   `json:"azp"`
	IssuedAt        int64    `json:"iat"`
	AuthTime        int64    `json:"auth_time"`
	Level           string   `json:"acr"`
	Methods         []string `json:"amr"`
	Session         string   `json:"sid"`
	Locale          string   `json:"locale"`
	// NationalNumber is absent for who logs in with a foreign e-ID.
	NationalNumber string `json:"pid"`
	// DirectoryID, TenantID and Groups are the employees' directory's.
	DirectoryID string   `json:"oid"`
	TenantID    string   `json:"tid"`
	Groups      []string `json:"groups"`
}

const (
	// Clocks differ a little; a token is used within seconds of being made.
	mostAhead = 10 * time.Second
	mostAge   = 5 * time.Minute
)

// verify checks every field that says whether the token is for us, now, and
// for this very log-in. Signature, issuer, audience and expiry are go-oidc's.
func (p *provider) verify(ctx context.Context, d *described, raw, nonce string) (*idToken, error) {
	checked, err := d.verifier.Verify(ctx, raw)
	if err != nil {
		return nil, fmt.Errorf("login: the ID token isn't valid: %w", err)
	}
	token := &idToken{raw: raw}
	if err := checked.Claims(token); err != nil {
		return nil, errors.New("login: the ID token can't be read")
	}
	now, issued := p.now(), time.Unix(token.IssuedAt, 0)
	switch {
	case nonce == "" || subtle.ConstantTimeCompare([]byte(token.Nonce), []byte(nonce)) != 1:
		return nil, errors.New("login: the ID token is for another log-in")
	case token.Subject == "":
		return nil, errors.New("login: the ID token names nobody")
	case issued.After(now.Add(mostAhead)) || issued.Before(now.Add(-mostAge)):
		return nil, errors.New("login: the ID token is from another time")
	case len(checked.Audience) != 1 && token.AuthorizedParty != p.client.ClientID,
		token.AuthorizedParty != "" && token.AuthorizedParty != p.client.ClientID:
		return nil, errors.New("login: the ID token was made for another client")
	}
	return token, nil
}

// ID-porten's names of the levels.
const (
	acrSubstantial = "idporten-loa-substantial"
	acrHigh        = "idporten-loa-high"
)

func acrOf(level session.Level) string {
	if level == session.High {
		return acrHigh
	}
	return acrSubstantial
}

// levelOf is the level that was reached; lower and foreign ones are none.
func levelOf(acr string) (session.Level, bool) {
	switch acr {
	case acrHigh:
		return session.High, true
	case acrSubstantial:
		return session.Substantial, true
	}
	return "", false
}

// checkEmployee demands a second factor, the municipality's own tenant and one
// of its groups: the provider itself controls no access.
func checkEmployee(token *idToken, rules config.EmployeeLogin) error {
	switch {
	case !slices.ContainsFunc(token.Methods, func(method string) bool { return slices.Contains(rules.MFA, method) }):
		return errors.New("login: the employee used no second factor")
	case rules.TenantID != "" && token.TenantID != rules.TenantID:
		return errors.New("login: the employee is of another tenant")
	case len(rules.Groups) > 0 && !slices.ContainsFunc(token.Groups, func(group string) bool { return slices.Contains(rules.Groups, group) }):
		return errNoAccess
	case token.DirectoryID == "":
		return errors.New("login: the ID token has no directory id")
	}
	return nil
}
