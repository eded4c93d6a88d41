// Package visit says under which host a request came in: which municipalities
// that host serves, and in which language to answer somebody not logged in.
package visit

import (
	"context"
	"net/http"
	"net/netip"
	"slices"
	"strings"

	"innbyggertjenesten/bff/config"
	"innbyggertjenesten/i18n"
)

// LanguageCookie keeps the choice made on the log-in page. It holds nothing
// but a language's code, and pages may read it.
const LanguageCookie = "lang"

// Visit is what a request tells before anybody is known.
type Visit struct {
	// Host is as the browser named it, checked against the settings.
	Host string
	// Origin is the host's only right Origin.
	Origin string
	// Municipalities are those that the host serves, by id.
	Municipalities []*config.Municipality
	// Languages are those that the host offers.
	Languages []string
	// Chosen is the language chosen on the log-in page, or "".
	Chosen string
	// Accepted is the best language of the browser's settings, or "".
	Accepted string
	// Address is where the request comes from, as far as those tell it who are
	// trusted to. It is personal: for limits, never for logs.
	Address netip.Addr
	// Forwarded tells that the request says it came through a proxy.
	Forwarded bool
}

// Language is the best one for somebody who isn't known yet.
func (v *Visit) Language() string {
	for _, code := range []string{v.Chosen, v.Accepted} {
		if code != "" {
			return code
		}
	}
	return i18n.Fallback
}

// Offers tells whether the host has texts in a language.
func (v *Visit) Offers(language string) bool { return slices.Contains(v.Languages, language) }

// Serves tells whether the host serves a municipality.
func (v *Visit) Serves(municipality string) bool {
	return slices.ContainsFunc(v.Municipalities, func(m *config.Municipality) bool { return m.ID == municipality })
}

// Of reads a request; ok is false where the host is none of ours.
func Of(settings *config.Config, r *http.Request) (visit *Visit, ok bool) {
	host := strings.ToLower(r.Host)
	municipalities := settings.OfHost(host)
	if len(municipalities) == 0 {
		return nil, false
	}
	v := &Visit{
		Host: host, Origin: settings.Origin(host), Municipalities: municipalities, Languages: settings.Languages(host),
	}
	if chosen := r.CookiesNamed(LanguageCookie); len(chosen) == 1 && v.Offers(chosen[0].Value) {
		v.Chosen = chosen[0].Value
	}
	v.Address, v.Forwarded = addressOf(r, settings.TrustedProxies), len(r.Header.Values(forwardedFor)) > 0
	v.Accepted, _ = i18n.Negotiate(r.Header.Get("Accept-Language"), v.Languages)
	return v, true
}

type key struct{}

// With gives a context that carries v.
func With(ctx context.Context, v *Visit) context.Context { return context.WithValue(ctx, key{}, v) }

// From is the request's visit. Behind the server it is never nil.
func From(ctx context.Context) *Visit {
	v, _ := ctx.Value(key{}).(*Visit)
	return v
}
