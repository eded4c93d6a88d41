package login

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"strings"
	"time"

	"innbyggertjenesten/bff/session"
)

// mostLogoutToken is room for the provider's certificates, which ID-porten
// sends along.
const mostLogoutToken = 16 << 10

// logoutType is what a logout token calls itself. ID-porten's do, so nothing
// else needs to be taken: an ID token can't pass for one.
const logoutType = "logout+jwt"

const backChannelEvent = "http://schemas.openid.net/event/backchannel-logout"

// logoutToken is what a checked logout token says. ID-porten's sub can be a
// national number, so nothing of it may be logged.
type logoutToken struct {
	issuer, id, session, subject string
	issuedAt                     time.Time
}

// verifyLogoutToken checks that a provider of that world tells one of the
// portal's clients, now, to log somebody out. Its errors hold nothing of it.
func (l *Login) verifyLogoutToken(ctx context.Context, world session.World, raw string) (*logoutToken, error) {
	parts := strings.Split(raw, ".")
	if len(raw) > mostLogoutToken || len(parts) != 3 {
		return nil, errors.New("login: it is no logout token")
	}
	// Read before the signature is checked, only to know whose it should be. The
	// signature covers the header too.
	header, claimed := jsonObject(parts[0]), jsonObject(parts[1])
	if kind, ok := header.text("typ"); !ok || !strings.EqualFold(kind, logoutType) {
		return nil, errors.New("login: it is another type of token")
	}
	asked := l.addressee(world, claimed)
	if asked == nil {
		return nil, errors.New("login: the logout token is from another provider or for another client")
	}
	known, err := asked.describe(ctx)
	if err != nil {
		return nil, err
	}
	// First by itself: go-oidc would hide whether the provider couldn't be asked.
	if _, err := known.keys.VerifySignature(ctx, raw); err != nil {
		return nil, err
	}
	checked, err := known.verifier.VerifyLogout(ctx, raw)
	if err != nil {
		return nil, errors.New("login: the logout token's content or time isn't right")
	}
	// By exact names: the library also takes SID for sid.
	var said claims
	if err := checked.Claims(&said); err != nil || l.addressee(world, said) != asked {
		return nil, errors.New("login: the logout token can't be read")
	}
	return said.logoutToken(l.Now())
}

// addressee is the portal's client that a token is from and for: exactly one
// audience, since nobody else is to be told.
func (l *Login) addressee(world session.World, said claims) *provider {
	issuer, _ := said.text("iss")
	audience, single := said.text("aud")
	if !single {
		var several []string
		if json.Unmarshal(said["aud"], &several) != nil || len(several) != 1 {
			return nil
		}
		audience = several[0]
	}
	for i := range l.Config.Municipalities {
		client := clientOf(&l.Config.Municipalities[i], world)
		if client.Issuer == issuer && client.ClientID == audience {
			return l.providers[nameOf(client)]
		}
	}
	return nil
}

func (c claims) logoutToken(now time.Time) (*logoutToken, error) {
	token := &logoutToken{}
	var issued, expires float64
	var events map[string]map[string]json.RawMessage
	token.issuer, _ = c.text("iss")
	token.id, _ = c.text("jti")
	session, hasSession := c.text("sid")
	subject, hasSubject := c.text("sub")
	_, hasNonce := c["nonce"]
	switch {
	case hasNonce:
		return nil, errors.New("login: an ID token isn't taken as logout token")
	case json.Unmarshal(c["events"], &events) != nil || len(events) != 1 || events[backChannelEvent] == nil:
		return nil, errors.New("login: the logout token tells of another event")
	case token.id == "" || len(token.id) > mostSessionID:
		return nil, errors.New("login: the logout token has no id")
	case !hasSession && !hasSubject, c["sid"] != nil && session == "", c["sub"] != nil && subject == "":
		return nil, errors.New("login: the logout token names nobody")
	case json.Unmarshal(c["iat"], &issued) != nil || json.Unmarshal(c["exp"], &expires) != nil:
		return nil, errors.New("login: the logout token says no time")
	}
	token.issuedAt, token.session, token.subject = time.Unix(int64(issued), 0), session, subject
	if token.issuedAt.After(now.Add(mostAhead)) || token.issuedAt.Before(now.Add(-mostAge)) || !now.Before(time.Unix(int64(expires), 0)) {
		return nil, errors.New("login: the logout token is from another time")
	}
	return token, nil
}

// claims are a token's parts by their exact names.
type claims map[string]json.RawMessage

func jsonObject(part string) claims {
	var found claims
	text, err := base64.RawURLEncoding.Strict().DecodeString(part)
	if err != nil || json.Unmarshal(text, &found) != nil {
		return nil
	}
	return found
}

// text is a claim that is a string; null is none.
func (c claims) text(name string) (string, bool) {
	var text *string
	if json.Unmarshal(c[name], &text) != nil || text == nil {
		return "", false
	}
	return *text, true
}
