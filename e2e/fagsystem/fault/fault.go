// Package fault makes the stand-in misbehave when it is told to.
package fault

import (
	"bytes"
	"math/rand/v2"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/labstack/echo/v4"
)

// Mode is a way to misbehave.
type Mode string

// The ways.
const (
	None             Mode = "none"
	Hang             Mode = "hang"               // holds the request until the fault is lifted, then carries it out
	HangAfterCommit  Mode = "hang-after-commit"  // carries it out, then keeps the answer back
	Error            Mode = "error"              // 500 at once, nothing done
	ErrorAfterCommit Mode = "error-after-commit" // carries it out, then answers 500
	Slow             Mode = "slow"               // waits ms milliseconds first
	Stopped          Mode = "stopped"            // closes the connection without a word
	ResetAfterCommit Mode = "reset-after-commit" // carries it out, then resets the connection
	Refuse           Mode = "refuse"             // decides against it: 403, nothing done
	Impatient        Mode = "impatient"          // answers the feed at once, though asked to wait
	CutOff           Mode = "cut-off"            // answers the first half and is gone
)

// The ways to misbehave with webhooks, which come from the stand-in: Method and Path say nothing of these.
const (
	LoseWebhooks    Mode = "lose-webhooks"    // they aren't sent
	RepeatWebhooks  Mode = "repeat-webhooks"  // each is sent three times
	ReorderWebhooks Mode = "reorder-webhooks" // each is sent after the one that follows it
	DelayWebhooks   Mode = "delay-webhooks"   // each is sent ms milliseconds later
)

var modes = map[Mode]bool{None: true, Hang: true, HangAfterCommit: true, Error: true, ErrorAfterCommit: true, Slow: true, Stopped: true, ResetAfterCommit: true,
	Refuse: true, Impatient: true, CutOff: true, LoseWebhooks: true, RepeatWebhooks: true, ReorderWebhooks: true, DelayWebhooks: true}

// Known says whether there is such a mode.
func (m Mode) Known() bool { return modes[m] }

func (m Mode) ofWebhooks() bool {
	return m == LoseWebhooks || m == RepeatWebhooks || m == ReorderWebhooks || m == DelayWebhooks
}

// Fault is what to do with which requests. Empty Municipality, Path and Method mean all; Path is a prefix after the
// municipality. Times limits how often it strikes, Rate how likely it is to (0 means always).
type Fault struct {
	Mode         Mode    `json:"mode"`
	Municipality string  `json:"municipality,omitempty"`
	Method       string  `json:"method,omitempty"`
	Path         string  `json:"path,omitempty"`
	MS           int     `json:"ms,omitempty"`
	Times        int     `json:"times,omitempty"`
	Rate         float64 `json:"rate,omitempty"`
}

type active struct {
	Fault
	left   int
	lifted chan struct{}
}

// Faults are the faults in force.
type Faults struct {
	mu   sync.Mutex
	list []*active
}

// New has no fault in force.
func New() *Faults { return &Faults{} }

// Set puts a fault in force in place of those for the same requests; None lifts all that the municipality and path cover.
func (f *Faults) Set(fault Fault) {
	f.mu.Lock()
	defer f.mu.Unlock()
	var kept []*active
	for _, a := range f.list {
		same := a.Municipality == fault.Municipality && a.Path == fault.Path && a.Method == fault.Method && a.Mode.ofWebhooks() == fault.Mode.ofWebhooks()
		covered := fault.Mode == None && (fault.Municipality == "" || a.Municipality == fault.Municipality) && strings.HasPrefix(a.Path, fault.Path)
		if same || covered {
			close(a.lifted)
		} else {
			kept = append(kept, a)
		}
	}
	if fault.Mode != None {
		kept = append(kept, &active{Fault: fault, left: fault.Times, lifted: make(chan struct{})})
	}
	f.list = kept
}

// List is the faults in force.
func (f *Faults) List() []Fault {
	f.mu.Lock()
	defer f.mu.Unlock()
	list := []Fault{}
	for _, a := range f.list {
		list = append(list, a.Fault)
	}
	return list
}

// Webhook is what to do with a municipality's next webhook; None where no fault is in force.
func (f *Faults) Webhook(municipality string) Fault {
	if a := f.strike(municipality, func(a *active) bool { return a.Mode.ofWebhooks() }); a != nil {
		return a.Fault
	}
	return Fault{Mode: None}
}

func (f *Faults) strike(municipality string, meant func(*active) bool) *active {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, a := range f.list {
		if (a.Municipality != "" && a.Municipality != municipality) || !meant(a) {
			continue
		}
		if a.Rate > 0 && rand.Float64() >= a.Rate { //nolint:gosec // chance, not secrecy
			continue
		}
		if a.Times > 0 {
			if a.left == 0 {
				continue
			}
			a.left--
		}
		return a
	}
	return nil
}

// Middleware applies the faults to a municipality's requests.
func (f *Faults) Middleware(municipality string) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			r := c.Request()
			path := strings.TrimPrefix(r.URL.Path, "/"+municipality)
			a := f.strike(municipality, func(a *active) bool {
				return !a.Mode.ofWebhooks() && (a.Method == "" || a.Method == r.Method) && strings.HasPrefix(path, a.Path)
			})
			if a == nil {
				return next(c)
			}
			return a.apply(c, next)
		}
	}
}

func (a *active) apply(c echo.Context, next echo.HandlerFunc) error {
	switch a.Mode {
	case Hang:
		<-a.lifted
		return next(c)
	case Slow:
		select {
		case <-time.After(time.Duration(a.MS) * time.Millisecond):
		case <-a.lifted:
		}
		return next(c)
	case Impatient:
		query := c.Request().URL.Query()
		query.Del("wait")
		c.Request().URL.RawQuery = query.Encode()
		return next(c)
	case Error:
		return fail(c)
	case Refuse:
		return refuse(c)
	case Stopped:
		return drop(c, false)
	}
	done, err := unseen(c, next)
	switch {
	case err != nil:
		return err
	case a.Mode == ErrorAfterCommit:
		return fail(c)
	case a.Mode == ResetAfterCommit:
		return drop(c, true)
	case a.Mode == CutOff:
		return done.half(c)
	}
	<-a.lifted
	for name, values := range done.header {
		c.Response().Header()[name] = values
	}
	return c.Blob(done.status, done.header.Get(echo.HeaderContentType), done.body.Bytes())
}

func fail(c echo.Context) error {
	const body = `{"type":"urn:fagsystem:problem:internal","title":"Internal Server Error","status":500,"code":"internal"}`
	return c.Blob(http.StatusInternalServerError, "application/problem+json", []byte(body))
}

func refuse(c echo.Context) error {
	const body = `{"type":"urn:fagsystem:problem:refused","title":"Forbidden","status":403,"code":"refused"}`
	return c.Blob(http.StatusForbidden, "application/problem+json", []byte(body))
}

// drop ends the connection without an answer, reset meaning as if the machine were gone.
func drop(c echo.Context, reset bool) error {
	conn, _, err := http.NewResponseController(c.Response()).Hijack()
	if err != nil {
		return err
	}
	if tcp, ok := conn.(*net.TCPConn); ok && reset {
		if err := tcp.SetLinger(0); err != nil {
			return err
		}
	}
	return conn.Close()
}

// kept is an answer that has been worked out and not yet been given.
type kept struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (k *kept) Header() http.Header         { return k.header }
func (k *kept) WriteHeader(status int)      { k.status = status }
func (k *kept) Write(b []byte) (int, error) { return k.body.Write(b) }

// half answers the first half of it and ends the connection.
func (k *kept) half(c echo.Context) error {
	response := c.Response()
	for name, values := range k.header {
		response.Header()[name] = values
	}
	response.Header().Set(echo.HeaderContentLength, strconv.Itoa(k.body.Len()))
	response.WriteHeader(k.status)
	if _, err := response.Write(k.body.Bytes()[:k.body.Len()/2]); err != nil {
		return err
	}
	response.Flush()
	panic(http.ErrAbortHandler)
}

// unseen carries a request out and keeps its answer.
func unseen(c echo.Context, next echo.HandlerFunc) (*kept, error) {
	k := &kept{header: http.Header{}, status: http.StatusOK}
	response := c.Response()
	c.SetResponse(echo.NewResponse(k, c.Echo()))
	if err := next(c); err != nil {
		c.Error(err)
	}
	c.SetResponse(response)
	return k, nil
}
