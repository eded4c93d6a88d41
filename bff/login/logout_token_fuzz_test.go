package login_test

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"log/slog"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/session"
)

// How FuzzLogoutToken makes a token of what it is given.
const (
	rightlySigned = iota
	wronglySigned
	unsignedAtAll
	asItIs
	ways
)

const rightHeader = `{"alg":"RS256","typ":"logout+jwt","kid":"k1"}`

// FuzzLogoutToken: whatever is sent as a logout token, nothing breaks, and no
// session ends unless the token is right in every point and names it. NOW, ISS
// and JTI stand for the time, the provider and a new id.
func FuzzLogoutToken(f *testing.F) {
	slog.SetDefault(slog.New(slog.DiscardHandler))
	at := setUp(f)
	const events = `"events":{"http://schemas.openid.net/event/backchannel-logout":{}}`
	const right = `{"iss":"ISS","aud":"portal","iat":NOW,"exp":NOW9,"jti":"JTI","sid":"sid-1","sub":"pairwise-1",` + events + `}`
	for _, header := range []string{rightHeader, `{"alg":"none","typ":"logout+jwt"}`, `{"alg":"HS256","typ":"logout+jwt"}`, `{"alg":"RS256","typ":"JWT","kid":"k1"}`, `{"alg":"RS256","kid":"k1"}`,
		`{"alg":"RS256","typ":"logout+jwt","kid":"k1","crit":["x"],"x":1}`, `{"alg":"RS256","typ":null,"kid":"k1"}`, `{}`, `null`, `[]`, ``} {
		f.Add(header, right, uint8(rightlySigned))
	}
	for _, payload := range []string{
		right, `{"iss":"ISS","aud":["portal"],"iat":NOW,"exp":NOW9,"jti":"JTI","sub":"pairwise-2",` + events + `}`, `{"iss":"ISS","aud":["portal","x"],"iat":NOW,"exp":NOW9,"jti":"JTI","sid":"sid-1",` + events + `}`,
		strings.Replace(right, `"sub"`, `"nonce":"n","sub"`, 1), strings.Replace(right, "NOW,", "1,", 1), strings.Replace(right, "NOW,", "NOW9,", 1), strings.Replace(right, "NOW9", "1e300", 1),
		strings.Replace(right, "NOW,", "-1e300,", 1), strings.Replace(right, `"sid-1"`, "null", 1), strings.Replace(right, `"sid-1"`, "{}", 1), strings.Replace(right, `"sid"`, `"SID"`, 1),
		strings.Replace(right, "{}", "null", 1), strings.Replace(right, "{}", "[]", 1), strings.Replace(right, `"JTI"`, `""`, 1), strings.Replace(right, "ISS", "ISS/", 1),
		strings.Replace(right, `"sub"`, `"aud":"x","sub"`, 1), strings.Replace(right, `"sub"`, `"Nonce":"n","sub"`, 1), `{}`, `null`, `[]`, `"x"`, `1`, ``, `{`, "\xff", strings.Repeat("[", 9000),
	} {
		for way := range ways {
			f.Add(rightHeader, payload, uint8(way))
		}
	}
	one, other := at.begin(f, "sid-1", "pairwise-1"), at.begin(f, "sid-2", "pairwise-2")
	if w := at.tellLoggedOut(at.token(rightHeader, right, rightlySigned)); w.Code != http.StatusOK || at.alive(one) || !at.alive(other) {
		f.Fatalf("the right token: %d %s", w.Code, w.Body)
	}
	f.Fuzz(func(t *testing.T, header, payload string, way uint8) {
		one, other = at.revive(t, one, "sid-1", "pairwise-1"), at.revive(t, other, "sid-2", "pairwise-2")
		token := at.token(header, payload, way)
		w := at.tellLoggedOut(token)
		if w.Code != http.StatusOK && w.Code != http.StatusBadRequest && w.Code != http.StatusRequestEntityTooLarge {
			t.Fatalf("%d %s", w.Code, w.Body)
		}
		sid, sub, valid := at.names(token, way)
		if w.Code == http.StatusOK && !valid {
			t.Fatalf("taken: %s . %s", header, payload)
		}
		if !at.alive(one) && (!valid || sid != "sid-1" && (sid != "" || sub != "pairwise-1")) ||
			!at.alive(other) && (!valid || sid != "sid-2" && (sid != "" || sub != "pairwise-2")) {
			t.Fatalf("ended a session: %s . %s", header, payload)
		}
	})
}

// token signs what may be no token at all.
func (f *fixture) token(header, payload string, way uint8) string {
	now := time.Now().Unix()
	payload = strings.NewReplacer("NOW9", strconv.FormatInt(now+90, 10), "NOW", strconv.FormatInt(now, 10), "ISS", f.citizens.URL, "JTI", uuid.NewString()).Replace(payload)
	encode := base64.RawURLEncoding.EncodeToString
	signed := encode([]byte(header)) + "." + encode([]byte(payload))
	key := f.citizens.key
	switch way % ways {
	case unsignedAtAll:
		return signed + "."
	case asItIs:
		return payload
	case wronglySigned:
		key = f.citizens.client
	}
	sum := sha256.Sum256([]byte(signed))
	signature, err := rsa.SignPKCS1v15(rand.Reader, key, crypto.SHA256, sum[:])
	if err != nil {
		panic(err)
	}
	return signed + "." + encode(signature)
}

// names says, by the standard's list and not by the portal's code, whether a
// token is right in every point, and whom it names.
func (f *fixture) names(token string, way uint8) (sid, sub string, valid bool) {
	parts := strings.Split(token, ".")
	if way%ways != rightlySigned || len(parts) != 3 {
		return "", "", false
	}
	var header, said map[string]any
	for i, target := range []*map[string]any{&header, &said} {
		text, err := base64.RawURLEncoding.DecodeString(parts[i])
		if err != nil || json.Unmarshal(text, target) != nil {
			return "", "", false
		}
	}
	kind, _ := header["typ"].(string)
	audience := said["aud"]
	if several, ok := audience.([]any); ok && len(several) == 1 {
		audience = several[0]
	}
	events, _ := said["events"].(map[string]any)
	_, isEvent := events[event].(map[string]any)
	_, hasNonce := said["nonce"]
	issued, hasIssued := said["iat"].(float64)
	expires, hasExpiry := said["exp"].(float64)
	id, _ := said["jti"].(string)
	sid, _ = said["sid"].(string)
	sub, _ = said["sub"].(string)
	now := float64(time.Now().Unix())
	return sid, sub, header["alg"] == "RS256" && strings.EqualFold(kind, "logout+jwt") && said["iss"] == f.citizens.URL && audience == "portal" &&
		len(events) == 1 && isEvent && !hasNonce && hasIssued && issued <= now+11 && issued >= now-301 && hasExpiry && expires >= now-1 && id != "" && (sid != "" || sub != "")
}

func (f *fixture) begin(t testing.TB, sid, sub string) string {
	t.Helper()
	if _, err := f.pool.Exec(t.Context(), "DELETE FROM provider_logout"); err != nil {
		t.Fatal(err)
	}
	cookie, err := f.sessions.Begin(t.Context(), session.Actor{World: session.Citizen, Issuer: f.citizens.URL, ProviderSession: sid, ProviderSubject: sub, AuthenticatedAt: time.Now()})
	if err != nil {
		t.Fatal(err)
	}
	return cookie
}

func (f *fixture) revive(t testing.TB, cookie, sid, sub string) string {
	t.Helper()
	if f.alive(cookie) {
		return cookie
	}
	return f.begin(t, sid, sub)
}
