package server

import (
	"crypto/sha256"
	"log/slog"
	"math"
	"net/http"
	"net/netip"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/google/uuid"
	"github.com/labstack/echo/v4"

	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/visit"
)

// A page asks for some ten things when it opens; a class of thirty behind one
// school's address logs in in the same minute. What is allowed lies far above
// either, and far below what a machine needs to harm anybody.
const (
	// burst is how many seconds' worth of API requests may come at once.
	burst = 30
	// personFactor is how many log-ins' worth one person has.
	personFactor = 3
	// Whatever comes from one address, pages included.
	addressPerSecond, addressAtOnce = 200, 3000
	// Providers tell of log-outs from few addresses, for everybody.
	logoutsPerSecond, logoutsAtOnce = 50, 600
	// One person's files: six full drafts at once, and one more file every ten seconds.
	uploadsPerSecond, uploadsAtOnce = 0.1, 60
	// A fagsystem may tell of each change by itself; one that is refused for being
	// too many is no loss, and must not use up what log-outs have.
	webhooksPerSecond, webhooksAtOnce = 50, 600
)

// cookieKey is a session's cookie without its value.
type cookieKey [sha256.Size]byte

// limits are the rates that this replica allows.
type limits struct {
	addresses *buckets[netip.Prefix]
	begins    *buckets[netip.Prefix]
	callbacks *buckets[netip.Prefix]
	logouts   *buckets[netip.Prefix]
	webhooks  *buckets[netip.Prefix]
	sessions  *buckets[cookieKey]
	persons   *buckets[uuid.UUID]
	uploads   *buckets[uuid.UUID]
	running   running
	// unknownProxy tells once that somebody forwards whom nobody named.
	unknownProxy sync.Once
}

func newLimits(o Options) *limits {
	perMinute, perSecond := float64(o.Config.LogInsPerMinute), float64(o.Config.RequestsPerSecond)
	l := &limits{
		begins: newBuckets[netip.Prefix](perMinute/60, o.Config.LogInsPerMinute, o.Now),
		// Who got as far as the provider gets back in.
		callbacks: newBuckets[netip.Prefix](perMinute/30, 2*o.Config.LogInsPerMinute, o.Now),
		sessions:  newBuckets[cookieKey](perSecond, burst*o.Config.RequestsPerSecond, o.Now),
		persons:   newBuckets[uuid.UUID](personFactor*perSecond, personFactor*burst*o.Config.RequestsPerSecond, o.Now),
		addresses: newBuckets[netip.Prefix](addressPerSecond, addressAtOnce, o.Now),
		logouts:   newBuckets[netip.Prefix](logoutsPerSecond, logoutsAtOnce, o.Now),
		uploads:   newBuckets[uuid.UUID](uploadsPerSecond, uploadsAtOnce, o.Now),
		running:   running{most: uploadsRunning},
		webhooks:  newBuckets[netip.Prefix](webhooksPerSecond, webhooksAtOnce, o.Now),
	}
	if perSecond > 0 && addressPerSecond < 20*perSecond {
		// Many people are behind one address, and each may do what is allowed.
		l.addresses = newBuckets[netip.Prefix](20*perSecond, 20*burst*o.Config.RequestsPerSecond, o.Now)
	}
	return l
}

// limitAddress bounds what comes from one address, whatever it is.
func (s *Server) limitAddress(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		v := visit.From(c.Request().Context())
		if v == nil {
			return next(c) // health
		}
		if v.Forwarded && len(s.options.Config.TrustedProxies) == 0 {
			s.limits.unknownProxy.Do(func() {
				slog.Warn("requests come through a proxy, but TRUSTED_PROXIES names none: all visitors count as one address")
			})
		}
		if wait, ok := s.limits.addresses.take(v.Network()); !ok {
			return tooMany(c, wait)
		}
		return next(c)
	}
}

// limitLogIns bounds log-ins, providers' log-outs and fagsystems' webhooks from
// one address.
func (s *Server) limitLogIns(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		limit, page := s.limits.ofRoute(c.Path())
		v := visit.From(c.Request().Context())
		if limit == nil || v == nil {
			return next(c)
		}
		wait, ok := limit.take(v.Network())
		switch {
		case ok:
			return next(c)
		case page:
			sayWhen(c, wait)
			return c.Redirect(http.StatusSeeOther, busyPage(c.Path()))
		}
		return tooMany(c, wait)
	}
}

// ofRoute is the limit of a route, and whether people see its answer.
func (l *limits) ofRoute(route string) (limit *buckets[netip.Prefix], page bool) {
	switch {
	case route == "/login", route == "/employee/login":
		return l.begins, true
	case strings.HasSuffix(route, "/login/callback"):
		return l.callbacks, true
	case strings.HasPrefix(route, ServerToServer+"fagsystem/"):
		return l.webhooks, false
	case strings.HasPrefix(route, ServerToServer), strings.HasSuffix(route, "/frontchannel-logout"):
		return l.logouts, false
	}
	return nil, false
}

func busyPage(route string) string {
	if strings.HasPrefix(route, "/employee/") {
		return "/employee/sorry/busy"
	}
	return "/sorry/busy"
}

// limitSession bounds what comes with one session's cookie, before anything is
// looked up for it.
func (s *Server) limitSession(world session.World) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			if value, has := session.ReadCookie(c.Request(), world); has {
				if wait, ok := s.limits.sessions.take(sha256.Sum256([]byte(value))); !ok {
					return tooMany(c, wait)
				}
			}
			return next(c)
		}
	}
}

// limitPerson bounds what one person does with all their log-ins together.
func (s *Server) limitPerson(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		actor := session.FromContext(c.Request().Context())
		if actor == nil || len(actor.Persons) == 0 {
			return next(c)
		}
		if wait, ok := s.limits.persons.take(actor.Persons[0].PersonID); !ok {
			return tooMany(c, wait)
		}
		return next(c)
	}
}

func tooMany(c echo.Context, wait time.Duration) error {
	sayWhen(c, wait)
	return problem.New(problem.TooManyRequests)
}

func sayWhen(c echo.Context, wait time.Duration) {
	c.Response().Header().Set("Retry-After", strconv.Itoa(int(math.Ceil(wait.Seconds()))))
}
