// Package webhook tells the portal, as a fagsystem may, that there is something new on the feed: signed as in Standard
// Webhooks, and never what it is.
package webhook

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/google/uuid"
	standardwebhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"

	"innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/e2e/fagsystem/fault"
)

const (
	// mostWaiting are the changes that wait to be told of; the portal finds what is beyond them by itself.
	mostWaiting = 1000
	// answerWithin is how long one replica may take to answer.
	answerWithin = 2 * time.Second
	// followedWithin is how long a webhook waits for the one that it shall come after.
	followedWithin = 2 * time.Second
)

// Target is where a municipality's webhooks go.
type Target struct {
	// URLs are tried in turn until one hears it: here no proxy knows which replicas live. None are no webhooks.
	URLs []string `json:"urls"`
	// Secret begins with whsec_.
	Secret string `json:"secret"`
}

// Sender sends webhooks; one that can't be sent is dropped.
type Sender struct {
	faults *fault.Faults
	client *http.Client
	ctx    context.Context
	stop   context.CancelFunc
	done   sync.WaitGroup

	mu    sync.Mutex
	lines map[string]*line
}

// line is a municipality's way to the portal.
type line struct {
	Target
	secret  *standardwebhooks.Webhook
	changes chan struct{}
}

// message is one webhook as it goes over the wire, the same each time that it is sent.
type message struct {
	id, timestamp, signature string
	body                     []byte
}

// Start sends nothing before it is aimed. Stop ends it.
func Start(faults *fault.Faults) *Sender {
	s := &Sender{faults: faults, client: &http.Client{Timeout: answerWithin}, lines: map[string]*line{}}
	s.ctx, s.stop = context.WithCancel(context.Background())
	return s
}

// Stop drops what isn't sent.
func (s *Sender) Stop() {
	s.stop()
	s.done.Wait()
}

// Aim says where a municipality's webhooks go from now on.
func (s *Sender) Aim(municipality string, to Target) error {
	secret, err := standardwebhooks.NewWebhook(to.Secret)
	if err != nil {
		return fmt.Errorf("the webhooks' secret of %s: %w", municipality, err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if before := s.lines[municipality]; before != nil {
		close(before.changes)
		delete(s.lines, municipality)
	}
	if len(to.URLs) == 0 {
		return nil
	}
	l := &line{Target: to, secret: secret, changes: make(chan struct{}, mostWaiting)}
	s.lines[municipality] = l
	s.done.Go(func() { s.send(municipality, l) })
	return nil
}

// Changed says that there is something new on a municipality's feed.
func (s *Sender) Changed(municipality string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if l := s.lines[municipality]; l != nil {
		select {
		case l.changes <- struct{}{}:
		default:
		}
	}
}

func (s *Sender) send(municipality string, l *line) {
	var late *message // what waits for the one that it shall come after
	for {
		var overdue <-chan time.Time
		if late != nil {
			overdue = time.After(followedWithin)
		}
		select {
		case <-s.ctx.Done():
			return
		case <-overdue:
			s.tell(l, late)
			late = nil
			continue
		case _, more := <-l.changes:
			if !more {
				return
			}
		}
		// The clock on the wall, whatever time the demo's cases have.
		m, err := l.sign(municipality, time.Now())
		if err != nil {
			slog.Error("fagsystem: webhook not made", "error", err)
			continue
		}
		struck := s.faults.Webhook(municipality)
		switch {
		case struck.Mode == fault.LoseWebhooks:
			continue
		case struck.Mode == fault.ReorderWebhooks && late == nil:
			late = m
			continue
		case struck.Mode == fault.RepeatWebhooks:
			s.tell(l, m)
			s.tell(l, m)
		case struck.Mode == fault.DelayWebhooks:
			s.done.Go(func() {
				select {
				case <-s.ctx.Done():
				case <-time.After(time.Duration(struck.MS) * time.Millisecond):
					s.tell(l, m)
				}
			})
			continue
		}
		s.tell(l, m)
		if late != nil {
			s.tell(l, late)
			late = nil
		}
	}
}

func (l *line) sign(municipality string, now time.Time) (*message, error) {
	m := &message{id: uuid.Must(uuid.NewV7()).String(), timestamp: strconv.FormatInt(now.Unix(), 10)}
	var err error
	m.body, err = json.Marshal(fagsystem.FeedChanged{
		Specversion: fagsystem.FeedChangedSpecversionN10, Id: m.id, Source: "/" + municipality, Type: fagsystem.FeedChangedTypeFeedChanged, Time: now.UTC(),
	})
	if err != nil {
		return nil, err
	}
	m.signature, err = l.secret.Sign(m.id, now, m.body)
	return m, err
}

// tell sends a webhook to the first that hears it.
func (s *Sender) tell(l *line, m *message) {
	for _, url := range l.URLs {
		if s.post(url, m) == nil {
			return
		}
	}
	slog.Debug("fagsystem: nobody hears webhooks")
}

func (s *Sender) post(url string, m *message) error {
	request, err := http.NewRequestWithContext(s.ctx, http.MethodPost, url, bytes.NewReader(m.body))
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/cloudevents+json")
	request.Header.Set(standardwebhooks.HeaderWebhookID, m.id)
	request.Header.Set(standardwebhooks.HeaderWebhookTimestamp, m.timestamp)
	request.Header.Set(standardwebhooks.HeaderWebhookSignature, m.signature)
	response, err := s.client.Do(request)
	if err != nil {
		return err
	}
	_, _ = io.Copy(io.Discard, io.LimitReader(response.Body, 64<<10))
	_ = response.Body.Close()
	if response.StatusCode >= http.StatusMultipleChoices {
		return fmt.Errorf("answered %d", response.StatusCode)
	}
	return nil
}
