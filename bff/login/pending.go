package login

import (
	"cmp"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"innbyggertjenesten/bff/login/internal/db"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/vault"
	"innbyggertjenesten/bff/visit"
)

const (
	// pendingLife is how long somebody may take at the provider.
	pendingLife = 30 * time.Minute
	// mostPending is how many log-ins one browser can have under way.
	mostPending = 8
	// mostOfAddress is how many one address can have: a school has one address,
	// and so has a machine that begins log-ins for nothing.
	mostOfAddress = 1000
	// cookiePrefix begins the name of each pending log-in's own cookie.
	cookiePrefix = "__Host-login-"
)

var errNotPending = errors.New("login: no such log-in was begun in this browser")

// pending is what must be remembered until the browser comes back.
type pending struct {
	World    session.World `json:"world"`
	Host     string        `json:"host"`
	Client   clientName    `json:"client"`
	Nonce    string        `json:"nonce"`
	Verifier string        `json:"verifier"`
	Return   string        `json:"return"`
	// Municipality is set for employees.
	Municipality string `json:"municipality,omitempty"`
	// Level is what was asked for, for citizens.
	Level session.Level `json:"level,omitempty"`
	// Since is when a new log-in was demanded; zero where an older one will do.
	Since time.Time `json:"since,omitzero"`
	// Session is the session that is to be stepped up, by its handle, and Persons
	// whose it is. Both are empty for a plain log-in.
	Session string              `json:"session,omitempty"`
	Persons []session.PersonRef `json:"persons,omitempty"`
}

func random() string {
	raw := make([]byte, 32)
	_, _ = rand.Read(raw)
	return base64.RawURLEncoding.EncodeToString(raw)
}

func hash(value string) []byte {
	sum := sha256.Sum256([]byte(value))
	return sum[:]
}

func pendingCookieName(state string) string {
	return cookiePrefix + hex.EncodeToString(hash(state))[:16]
}

func pendingPlace(state []byte) vault.Place {
	return vault.Place{Table: "pending_login", Row: hex.EncodeToString(state), Column: "content"}
}

// remember stores p and binds it to the browser; the state it returns goes to
// the provider and back.
func (l *Login) remember(ctx context.Context, w http.ResponseWriter, r *http.Request, p pending) (state string, err error) {
	now := l.Now()
	forgetOldest(w, r)
	state, secret := random(), pendingSecret(now)
	content, err := json.Marshal(p)
	if err != nil {
		return "", err
	}
	key := hash(state)
	address := l.Vault.BlindIndex("login-address", "", visit.From(ctx).Network().String())
	q := db.New(l.Pool)
	if err := q.DeleteExpiredPending(ctx, now); err != nil {
		return "", err
	}
	err = q.AddPending(ctx, db.AddPendingParams{
		State: key, Browser: hash(secret), Content: l.Vault.Seal(pendingPlace(key), content), CreatedAt: now, EndsAt: now.Add(pendingLife),
		Address: address,
	})
	if err != nil {
		return "", err
	}
	if err := q.ForgetOldestPending(ctx, db.ForgetOldestPendingParams{Address: address, Most: mostOfAddress}); err != nil {
		return "", err
	}
	http.SetCookie(w, pendingCookie(pendingCookieName(state), secret, int(pendingLife.Seconds())))
	return state, nil
}

// take gives back what was remembered, once, to the browser it was for.
func (l *Login) take(ctx context.Context, w http.ResponseWriter, r *http.Request, state string) (pending, error) {
	name := pendingCookieName(state)
	cookies := r.CookiesNamed(name)
	if state == "" || len(cookies) != 1 {
		return pending{}, errNotPending
	}
	http.SetCookie(w, pendingCookie(name, "", -1))
	key := hash(state)
	sealed, err := db.New(l.Pool).TakePending(ctx, db.TakePendingParams{State: key, Browser: hash(cookies[0].Value), Now: l.Now()})
	if errors.Is(err, pgx.ErrNoRows) {
		return pending{}, errNotPending
	}
	if err != nil {
		return pending{}, err
	}
	content, err := l.Vault.Open(pendingPlace(key), sealed)
	if err != nil {
		return pending{}, err
	}
	var p pending
	return p, json.Unmarshal(content, &p)
}

// pendingSecret is a cookie's value: a secret behind the time it was made at,
// by which the oldest is found. Only the browser itself could change the time,
// and would lose a log-in of its own.
func pendingSecret(now time.Time) string {
	return strconv.FormatInt(now.UnixMilli(), 36) + "." + random()
}

// madeAt is when a pending log-in's cookie was made, or 0.
func madeAt(value string) int64 {
	made, _, _ := strings.Cut(value, ".")
	millis, err := strconv.ParseInt(made, 36, 64)
	if err != nil {
		return 0
	}
	return millis
}

// forgetOldest bounds what abandoned log-ins leave in the browser: room is made
// for one more, at the cost of those that have waited longest.
func forgetOldest(w http.ResponseWriter, r *http.Request) {
	pending := slices.DeleteFunc(r.Cookies(), func(cookie *http.Cookie) bool { return !strings.HasPrefix(cookie.Name, cookiePrefix) })
	slices.SortStableFunc(pending, func(a, b *http.Cookie) int { return cmp.Compare(madeAt(a.Value), madeAt(b.Value)) })
	for _, cookie := range pending[:max(0, len(pending)-(mostPending-1))] {
		http.SetCookie(w, pendingCookie(cookie.Name, "", -1))
	}
}

func pendingCookie(name, value string, maxAge int) *http.Cookie {
	return &http.Cookie{
		Name: name, Value: value, Path: "/", MaxAge: maxAge, HttpOnly: true, Secure: true, SameSite: http.SameSiteLaxMode,
	}
}
