package session

import (
	"errors"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"innbyggertjenesten/bff/problem"
)

// PassiveHeader marks a request that no person caused, as polling.
const PassiveHeader = "X-Portal-Passive"

// CookieName is the name of a world's cookie.
func CookieName(world World) string {
	if world == Employee {
		return "__Host-employee"
	}
	return "__Host-session"
}

// SetCookie gives the browser a session. The cookie ends with the browser; the
// server knows when the session does.
func SetCookie(w http.ResponseWriter, world World, value string) {
	http.SetCookie(w, cookie(world, value))
}

// ClearCookie takes the cookie from the browser, by its name.
func ClearCookie(w http.ResponseWriter, world World) {
	gone := cookie(world, "")
	gone.MaxAge = -1
	http.SetCookie(w, gone)
}

// cookie is Lax, not Strict: with Strict the first page after the provider's
// callback would come without its session.
func cookie(world World, value string) *http.Cookie {
	return &http.Cookie{
		Name: CookieName(world), Value: value, Path: "/",
		HttpOnly: true, Secure: true, SameSite: http.SameSiteLaxMode,
	}
}

// ReadCookie is the one cookie of that world. Two of one name mean that
// somebody else planted one: neither counts.
func ReadCookie(r *http.Request, world World) (string, bool) {
	found := r.CookiesNamed(CookieName(world))
	if len(found) != 1 || found[0].Value == "" || len(found[0].Value) > 128 {
		return "", false
	}
	return found[0].Value, true
}

// Require lets only those through who are logged in to that world, and puts
// them into the request's context.
func (s *Store) Require(world World) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			r := c.Request()
			value, ok := ReadCookie(r, world)
			if !ok {
				return problem.New(problem.SessionEnded)
			}
			find := s.Use
			if Passive(r) {
				find = s.Look
			}
			actor, err := find(r.Context(), world, value)
			if errors.Is(err, ErrEnded) {
				return problem.New(problem.SessionEnded)
			}
			if err != nil {
				return problem.Wrap(problem.Unavailable, err)
			}
			if !actor.opens(c.Path()) {
				return problem.New(problem.SessionEnded)
			}
			c.SetRequest(r.WithContext(WithActor(r.Context(), actor)))
			return next(c)
		}
	}
}

// Passive tells whether a request is no activity: it says so itself, or it is
// one that pages make without anybody there.
func Passive(r *http.Request) bool {
	if r.Header.Get(PassiveHeader) == "1" {
		return true
	}
	if r.Method != http.MethodGet {
		return false
	}
	for _, end := range []string{"/session", "/events", "/live"} {
		if strings.HasSuffix(r.URL.Path, end) {
			return true
		}
	}
	return false
}
