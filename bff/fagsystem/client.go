// Package fagsystem calls the municipalities' core case systems, each through
// one Client: tokens, time limits, retries, one breaker, and answers that are
// checked against the contract before anybody uses them.
//
// It knows nothing of the portal's own rules. Nothing of an answer and no
// person's id is ever logged.
package fagsystem

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"time"

	"github.com/failsafe-go/failsafe-go"
	"github.com/failsafe-go/failsafe-go/retrypolicy"

	contract "innbyggertjenesten/contracts/fagsystem"
)

// Settings say where one municipality's fagsystem is and how long to wait.
type Settings struct {
	// Municipality is its id in the configuration.
	Municipality string
	// BaseURL is what the contract's paths are added to.
	BaseURL string
	Token   TokenSource
	// Timeout bounds one attempt; 5 s if zero.
	Timeout time.Duration
	// ProbeEvery is how often an open breaker asks for health; 150 ms if zero.
	ProbeEvery time.Duration
	// Transport is what carries the calls; a pool of its own if nil.
	Transport http.RoundTripper
}

const (
	defaultTimeout    = 5 * time.Second
	defaultProbeEvery = 150 * time.Millisecond
	mostRetries       = 2
)

// Client talks with one municipality's fagsystem. It is safe for concurrent
// use. What it returns may be shared: never change it.
type Client struct {
	settings Settings
	api      *contract.Client
	retry    failsafe.Executor[*http.Response]
	breaker  *breaker
	answers  *answers
	breaches breachCounts
}

// New makes a client. It calls nothing yet; Close ends what it started.
func New(settings Settings) (*Client, error) {
	base, err := url.Parse(settings.BaseURL)
	if err != nil || base.Host == "" || base.RawQuery != "" || base.User != nil {
		return nil, fmt.Errorf("fagsystem of %s: the base URL must be like https://fagsystem.example/api", settings.Municipality)
	}
	if settings.Token == nil {
		return nil, fmt.Errorf("fagsystem of %s: there is no token source", settings.Municipality)
	}
	if settings.Timeout == 0 {
		settings.Timeout = defaultTimeout
	}
	if settings.ProbeEvery == 0 {
		settings.ProbeEvery = defaultProbeEvery
	}
	if settings.Transport == nil {
		settings.Transport = newTransport()
	}
	c := &Client{settings: settings, answers: newAnswers(), breaches: newBreachCounts(settings.Municipality)}
	c.api, err = contract.NewClient(settings.BaseURL,
		contract.WithHTTPClient(&http.Client{
			Transport: settings.Transport,
			// A redirect could carry the token to another host.
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		}),
		contract.WithRequestEditorFn(c.prepare))
	if err != nil {
		return nil, err
	}
	c.retry = failsafe.With[*http.Response](retrypolicy.NewBuilder[*http.Response]().
		HandleIf(func(_ *http.Response, err error) bool { return errors.Is(err, ErrUnavailable) }).
		AbortOnErrors(errBreakerOpen).
		WithMaxRetries(mostRetries).
		WithBackoff(50*time.Millisecond, 400*time.Millisecond).
		WithJitterFactor(0.25).
		ReturnLastFailure().
		Build())
	c.breaker = newBreaker(settings.Municipality, settings.ProbeEvery, c.Health)
	return c, nil
}

// newTransport is Go's own with limits: a fagsystem that hangs must not eat all
// of the replica's sockets.
func newTransport() *http.Transport {
	return &http.Transport{
		Proxy:                 http.ProxyFromEnvironment,
		DialContext:           (&net.Dialer{Timeout: 3 * time.Second, KeepAlive: 15 * time.Second}).DialContext,
		ForceAttemptHTTP2:     true,
		MaxIdleConnsPerHost:   32,
		MaxConnsPerHost:       256,
		IdleConnTimeout:       60 * time.Second,
		TLSHandshakeTimeout:   5 * time.Second,
		ExpectContinueTimeout: time.Second,
		// A question's head is short, and files are read past these: each stream under way
		// has them.
		WriteBufferSize: 1 << 10,
		ReadBufferSize:  2 << 10,
	}
}

// Close stops probing.
func (c *Client) Close() { c.breaker.stop() }

// Municipality is whose fagsystem it is.
func (c *Client) Municipality() string { return c.settings.Municipality }

// Available says whether calls are let through now.
func (c *Client) Available() bool { return c.breaker.available() }

// OnAvailability calls listener with false when the breaker opens and with true
// when the fagsystem answers again. It must not block. Register before use.
func (c *Client) OnAvailability(listener func(available bool)) { c.breaker.listen(listener) }

// Health asks the fagsystem whether it can answer, past the breaker.
func (c *Client) Health(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, c.settings.Timeout)
	defer cancel()
	response, err := c.api.GetHealth(ctx)
	if err != nil {
		return ErrUnavailable
	}
	defer discard(response.Body)
	if response.StatusCode != http.StatusOK {
		return ErrUnavailable
	}
	return nil
}
