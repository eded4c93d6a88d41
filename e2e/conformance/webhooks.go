package conformance

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"

	standardwebhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"

	"innbyggertjenesten/contracts/fagsystem"
)

const (
	// mostWebhook is how large a webhook's body may be.
	mostWebhook = 16 << 10
	// webhookWithin is how soon a change is told, unless the options say otherwise.
	webhookWithin = 10 * time.Second
	// quietPart of that without any is when those of former changes are over.
	quietPart = 10
	// hungWithin is how soon a registration is answered while a webhook isn't.
	hungWithin = 3 * time.Second
)

// heard is a webhook that came.
type heard struct {
	method, contentType string
	header              http.Header
	body                []byte
}

// hearer is where the portal would hear webhooks.
type hearer struct {
	secret *standardwebhooks.Webhook
	within time.Duration
	came   chan heard

	mu sync.Mutex
	// answer is what a webhook is answered with; 0 is never, until let is closed.
	answer int
	let    chan struct{}
}

// listen hears webhooks until stop is called.
func listen(at net.Listener, secret string, within time.Duration) (h *hearer, stop func(), err error) {
	if within == 0 {
		within = webhookWithin
	}
	h = &hearer{within: within, came: make(chan heard, 10_000), answer: http.StatusNoContent, let: make(chan struct{})}
	if h.secret, err = standardwebhooks.NewWebhook(secret); err != nil {
		return nil, nil, fmt.Errorf("webhookSecret: %w", err)
	}
	server := &http.Server{Handler: h, ReadHeaderTimeout: webhookWithin}
	go func() { _ = server.Serve(at) }()
	return h, func() { _ = server.Close() }, nil
}

// ServeHTTP notes what came and answers as a check wants it.
func (h *hearer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(io.LimitReader(r.Body, mostWebhook+1))
	if err != nil {
		return
	}
	h.came <- heard{r.Method, r.Header.Get("Content-Type"), r.Header, body}
	h.mu.Lock()
	answer, let := h.answer, h.let
	h.mu.Unlock()
	if answer != 0 {
		w.WriteHeader(answer)
		return
	}
	select {
	case <-let:
		w.WriteHeader(http.StatusNoContent)
	case <-r.Context().Done():
	}
}

// from now on webhooks are answered like this.
func (h *hearer) from(answer int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.answer = answer
	close(h.let)
	h.let = make(chan struct{})
}

func (h *hearer) next(ctx context.Context) (heard, error) {
	timeout := time.NewTimer(h.within)
	defer timeout.Stop()
	select {
	case one := <-h.came:
		return one, nil
	case <-timeout.C:
		return heard{}, errors.New("no webhook came")
	case <-ctx.Done():
		return heard{}, ctx.Err()
	}
}

// quiet waits until the webhooks of former changes are over.
func (h *hearer) quiet(ctx context.Context) error {
	for {
		timer := time.NewTimer(h.within / quietPart)
		select {
		case <-h.came:
			timer.Stop()
		case <-timer.C:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// wrong is what isn't as it must be in one webhook; private must not be in it.
func (h *hearer) wrong(one heard, private ...string) error {
	if one.method != http.MethodPost {
		return fmt.Errorf("it came by %s", one.method)
	}
	if kind, _, err := mime.ParseMediaType(one.contentType); err != nil || kind != "application/cloudevents+json" {
		return fmt.Errorf("its Content-Type is %q", one.contentType)
	}
	for _, name := range []string{standardwebhooks.HeaderWebhookID, standardwebhooks.HeaderWebhookTimestamp, standardwebhooks.HeaderWebhookSignature} {
		if len(one.header.Values(name)) != 1 {
			return fmt.Errorf("%s is there %d times", name, len(one.header.Values(name)))
		}
	}
	if len(one.body) > mostWebhook {
		return errors.New("it is larger than 16 KiB")
	}
	if err := h.secret.Verify(one.body, one.header); err != nil {
		return fmt.Errorf("its signature or its time: %w", err)
	}
	var event fagsystem.FeedChanged
	strict := json.NewDecoder(bytes.NewReader(one.body))
	strict.DisallowUnknownFields()
	if err := strict.Decode(&event); err != nil {
		return fmt.Errorf("its body isn't what the contract says: %w", err)
	}
	switch {
	case event.Id != one.header.Get(standardwebhooks.HeaderWebhookID):
		return errors.New("its id isn't the one in its header")
	case event.Specversion != "1.0" || event.Type != "feed.changed" || event.Source == "" || event.Time.IsZero():
		return fmt.Errorf("its body isn't what the contract says: %s", one.body)
	}
	for _, text := range private {
		if strings.Contains(string(one.body), text) {
			return errors.New("it names what it is about")
		}
	}
	return nil
}

var webhookChecks = []check{
	{"a change is told by a webhook that is signed and says nothing of it", func(ctx context.Context, r *runner) error {
		if err := r.hears.quiet(ctx); err != nil {
			return err
		}
		s := r.message("Varsel")
		reg, err := r.register(ctx, s)
		if err != nil {
			return err
		}
		one, err := r.hears.next(ctx)
		if err != nil {
			return err
		}
		return r.hears.wrong(one, s.id, reg.RegistrationId, r.setup.CaseCopyID, r.setup.PersonID, r.setup.EmployeeID)
	}},
	{"what a webhook tells of can be read by then", func(ctx context.Context, r *runner) error {
		if err := r.hears.quiet(ctx); err != nil {
			return err
		}
		from, err := r.now(ctx)
		if err != nil {
			return err
		}
		registered := make(chan error, 1)
		go func() {
			_, err := r.register(ctx, r.message("Varsel"))
			registered <- err
		}()
		if _, err := r.hears.next(ctx); err != nil {
			return errors.Join(err, <-registered)
		}
		page, err := r.eventsAfter(ctx, from, 200, 0)
		if err == nil && len(page.Events) == 0 {
			err = errors.New("the feed has nothing new")
		}
		return errors.Join(err, <-registered)
	}},
	{"a portal that doesn't hear holds nothing up, and the next change is told", func(ctx context.Context, r *runner) error {
		defer r.hears.from(http.StatusNoContent)
		for _, answer := range []int{http.StatusInternalServerError, 0} {
			if err := r.hears.quiet(ctx); err != nil {
				return err
			}
			r.hears.from(answer)
			if _, err := r.register(ctx, r.message("Varsel")); err != nil {
				return err
			}
			if _, err := r.hears.next(ctx); err != nil {
				return err
			}
			began := time.Now()
			if _, err := r.register(ctx, r.message("Varsel")); err != nil {
				return err
			}
			if took := time.Since(began); took > hungWithin {
				return fmt.Errorf("a registration took %s while a webhook wasn't answered", took.Round(time.Millisecond))
			}
			r.hears.from(http.StatusNoContent)
			if err := r.hears.quiet(ctx); err != nil {
				return err
			}
			if _, err := r.register(ctx, r.message("Varsel")); err != nil {
				return err
			}
			if _, err := r.hears.next(ctx); err != nil {
				return fmt.Errorf("after one that failed: %w", err)
			}
		}
		return nil
	}},
}
