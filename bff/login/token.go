package login

import (
	"context"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"innbyggertjenesten/bff/session"
)

// idToken is what a checked ID token says. Names are taken exactly: "PID" is
// no pid.
type idToken struct {
	raw string

	issuer, nonce, authorizedParty string
	audience                       oneOrMany
	expiresAt, issuedAt            int64
	notBefore                      int64
	// AuthTime is 0 where the provider doesn't say.
	AuthTime int64
	Subject  string
	Level    string
	Methods  oneOrMany
	Session  string
	Locale   string
	// NationalNumber is absent for who logs in with a foreign e-ID.
	NationalNumber string
	// The rest is of employees' providers.
	DirectoryID  string
	TenantID     string
	Groups       []string
	Organization string
	// Contexts are the authentication contexts whose policies were met.
	Contexts oneOrMany
	Details  []authorizationDetail
	// elsewhere are the claims that were too long to be in the token.
	elsewhere map[string]json.RawMessage
}

// oneOrMany is a claim that may be one text or a list of them.
type oneOrMany []string

// UnmarshalJSON reads either.
func (o *oneOrMany) UnmarshalJSON(text []byte) error {
	var one string
	if json.Unmarshal(text, &one) == nil {
		*o = oneOrMany{one}
		return nil
	}
	return json.Unmarshal(text, (*[]string)(o))
}

const (
	// Clocks differ a little; a token is used within seconds of being made.
	mostAhead = 10 * time.Second
	mostAge   = 5 * time.Minute
	// mostClaim bounds texts that are kept or compared.
	mostClaim = 255
)

// expectation is what an ID token is held to.
type expectation struct {
	nonce string
	// citizen: ID-porten always says when somebody logged in.
	citizen bool
	// since is when a new log-in was demanded; zero where an older one will do.
	since       time.Time
	accessToken string
}

// verify checks every field that says whether the token is for us, now, and
// for this very log-in. go-oidc checks issuer, audience and expiry as well.
func (p *provider) verify(ctx context.Context, d *described, raw string, expected expectation) (*idToken, error) {
	if kind, has := jsonObject(strings.SplitN(raw, ".", 2)[0])["typ"]; has && !strings.EqualFold(string(kind), `"JWT"`) {
		return nil, errors.New("login: it is another type of token")
	}
	// First by itself: go-oidc would hide whether the provider couldn't be asked.
	if _, err := d.keys.VerifySignature(ctx, raw); err != nil {
		return nil, err
	}
	checked, err := d.verifier.Verify(ctx, raw)
	if err != nil {
		return nil, errors.New("login: the ID token's issuer, audience or expiry isn't right")
	}
	token := &idToken{raw: raw}
	var claims map[string]json.RawMessage
	if checked.Claims(&claims) != nil || token.read(claims) != nil {
		return nil, errors.New("login: the ID token can't be read")
	}
	if checked.AccessTokenHash != "" && checked.VerifyAccessToken(expected.accessToken) != nil {
		return nil, errors.New("login: the ID token is for another access token")
	}
	if err := p.checkParties(token); err != nil {
		return nil, err
	}
	if err := p.checkTimes(token, expected); err != nil {
		return nil, err
	}
	if expected.nonce == "" || subtle.ConstantTimeCompare([]byte(token.nonce), []byte(expected.nonce)) != 1 {
		return nil, errors.New("login: the ID token is for another log-in")
	}
	return token, nil
}

func (t *idToken) read(claims map[string]json.RawMessage) error {
	for name, into := range map[string]any{
		"iss": &t.issuer, "sub": &t.Subject, "aud": &t.audience, "azp": &t.authorizedParty, "nonce": &t.nonce,
		"exp": &t.expiresAt, "iat": &t.issuedAt, "nbf": &t.notBefore, "auth_time": &t.AuthTime,
		"acr": &t.Level, "amr": &t.Methods, "sid": &t.Session, "locale": &t.Locale, "pid": &t.NationalNumber,
		"oid": &t.DirectoryID, "tid": &t.TenantID, "groups": &t.Groups, "orgno": &t.Organization, "acrs": &t.Contexts,
		"authorization_details": &t.Details, "_claim_names": &t.elsewhere,
	} {
		text, ok := claims[name]
		if !ok {
			continue
		}
		if string(text) == "null" {
			return fmt.Errorf("%s is null", name)
		}
		if err := json.Unmarshal(text, into); err != nil {
			return err
		}
	}
	return nil
}

func (p *provider) checkParties(token *idToken) error {
	switch {
	case token.issuer != p.client.Issuer:
		return errors.New("login: the ID token is another issuer's")
	case !isName(token.Subject):
		return errors.New("login: the ID token names nobody")
	case token.Session != "" && !isName(token.Session):
		return errors.New("login: the ID token's sid isn't one")
	// Nobody else is to be able to use it, whoever it was made for.
	case len(token.audience) != 1 || token.audience[0] != p.client.ClientID,
		token.authorizedParty != "" && token.authorizedParty != p.client.ClientID:
		return errors.New("login: the ID token was made for another client")
	}
	return nil
}

func (p *provider) checkTimes(token *idToken, expected expectation) error {
	now := p.now()
	issued, loggedIn := time.Unix(token.issuedAt, 0), time.Unix(token.AuthTime, 0)
	switch {
	case !time.Unix(token.expiresAt, 0).After(now), time.Unix(token.notBefore, 0).After(now.Add(mostAhead)),
		issued.After(now.Add(mostAhead)), issued.Before(now.Add(-mostAge)):
		return errors.New("login: the ID token is from another time")
	case token.AuthTime == 0 && (expected.citizen || !expected.since.IsZero()):
		return errors.New("login: the ID token doesn't say when somebody logged in")
	case token.AuthTime == 0:
		return nil
	case loggedIn.After(now.Add(mostAhead)):
		return errors.New("login: somebody logged in in the future")
	case p.oldestLogin > 0 && loggedIn.Before(now.Add(-p.oldestLogin-mostAhead)):
		return errors.New("login: the log-in at the provider is too old")
	case loggedIn.Before(expected.since.Add(-mostAhead)):
		return errors.New("login: a new log-in was demanded, and an old one came")
	}
	return nil
}

// isName tells whether a text can be somebody's or something's name at the provider.
func isName(text string) bool {
	return text != "" && len(text) <= mostClaim && !strings.ContainsFunc(text, func(r rune) bool { return r < ' ' || r > '~' })
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
