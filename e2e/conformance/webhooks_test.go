package conformance_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	standardwebhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"

	"innbyggertjenesten/e2e/conformance"
	"innbyggertjenesten/e2e/fagsystem/standintest"
)

const (
	told    = "a change is told by a webhook that is signed and says nothing of it"
	byThen  = "what a webhook tells of can be read by then"
	deaf    = "a portal that doesn't hear holds nothing up, and the next change is told"
	contact = "/hooks/fagsystem/fjordvik"
)

// sender breaks one promise on the way of webhooks to whoever hears them.
type sender struct {
	breaks, check string
	// spoil changes a webhook; false loses it. sign signs what was changed.
	spoil func(r *http.Request, body []byte, sign func(r *http.Request, body []byte)) (changed []byte, sent bool)
	// heard is told how it was answered; false loses all later ones.
	heard func(status int) bool
	// early sends one before the change is made.
	early bool
}

var senders = []sender{
	{breaks: "sends none", check: told, spoil: func(*http.Request, []byte, func(*http.Request, []byte)) ([]byte, bool) { return nil, false }},
	{breaks: "doesn't sign", check: told, spoil: func(r *http.Request, body []byte, _ func(*http.Request, []byte)) ([]byte, bool) {
		r.Header.Del(standardwebhooks.HeaderWebhookSignature)
		return body, true
	}},
	{breaks: "signs with another secret", check: told, spoil: func(r *http.Request, body []byte, _ func(*http.Request, []byte)) ([]byte, bool) {
		r.Header.Set(standardwebhooks.HeaderWebhookSignature, "v1,"+base64.StdEncoding.EncodeToString(make([]byte, 32)))
		return body, true
	}},
	{breaks: "signs an old time", check: told, spoil: func(r *http.Request, body []byte, sign func(*http.Request, []byte)) ([]byte, bool) {
		r.Header.Set(standardwebhooks.HeaderWebhookTimestamp, "1700000000")
		sign(r, body)
		return body, true
	}},
	{breaks: "tells what it is about", check: told, spoil: edited(func(event map[string]any) { event["data"] = map[string]any{"caseCopyId": "x"} })},
	{breaks: "has another id within", check: told, spoil: edited(func(event map[string]any) { event["id"] = "another" })},
	{breaks: "isn't what was agreed", check: told, spoil: edited(func(event map[string]any) { event["type"] = "message.registered" })},
	{breaks: "tells before it can be read", check: byThen, early: true},
	{breaks: "gives up after one that failed", check: deaf, heard: func(status int) bool { return status < 500 }},
}

func edited(change func(map[string]any)) func(*http.Request, []byte, func(*http.Request, []byte)) ([]byte, bool) {
	return func(r *http.Request, body []byte, sign func(*http.Request, []byte)) ([]byte, bool) {
		var event map[string]any
		if json.Unmarshal(body, &event) != nil {
			return nil, false
		}
		change(event)
		changed, err := json.Marshal(event)
		if err != nil {
			return nil, false
		}
		sign(r, changed)
		return changed, true
	}
}

func newSecret() string {
	key := make([]byte, 32)
	_, _ = rand.Read(key)
	return "whsec_" + base64.StdEncoding.EncodeToString(key)
}

// hearing is a run that hears the stand-in's webhooks, which go through way.
func hearing(t *testing.T, s *standintest.Running, known conformance.Setup, at string, within time.Duration, only []string, way func(to string) http.Handler) conformance.Result {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	between := httptest.NewServer(way("http://" + listener.Addr().String()))
	defer between.Close()
	s.Control(t, http.MethodPost, "/fjordvik/webhooks", map[string]any{"urls": []string{between.URL + contact}, "secret": known.WebhookSecret}, nil)
	var out bytes.Buffer
	result, err := conformance.Run(context.Background(), conformance.Options{
		URL: at, Token: standintest.Token, Setup: known, Out: &out, Only: only, Webhooks: listener, WebhookWithin: within,
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(result.Failed) > 0 {
		t.Log(out.String())
	}
	return result
}

func straight(to string) http.Handler {
	target, _ := url.Parse(to)
	return httputil.NewSingleHostReverseProxy(target)
}

func TestTheStandInsWebhooksHoldTheContract(t *testing.T) {
	s := standintest.Start(t)
	known := setup(t, s, "fjordvik")
	known.WebhookSecret = newSecret()
	result := hearing(t, s, known, s.URL+"/fjordvik", 4*time.Second, []string{told, byThen, deaf}, straight)
	if result.Checked != 3 || len(result.Failed) > 0 {
		t.Errorf("checked %d, failed %v", result.Checked, result.Failed)
	}
}

func TestBrokenWebhooksAreCaught(t *testing.T) {
	s := standintest.Start(t)
	known := setup(t, s, "fjordvik")
	known.WebhookSecret = newSecret()
	secret, err := standardwebhooks.NewWebhook(known.WebhookSecret)
	if err != nil {
		t.Fatal(err)
	}
	sign := func(r *http.Request, body []byte) {
		var seconds int64
		_ = json.Unmarshal([]byte(r.Header.Get(standardwebhooks.HeaderWebhookTimestamp)), &seconds)
		signature, err := secret.Sign(r.Header.Get(standardwebhooks.HeaderWebhookID), time.Unix(seconds, 0), body)
		if err != nil {
			t.Error(err)
		}
		r.Header.Set(standardwebhooks.HeaderWebhookSignature, signature)
	}
	for _, b := range senders {
		t.Run(b.breaks, func(t *testing.T) {
			var hearer string
			way := func(to string) http.Handler {
				hearer = to
				var silent atomic.Bool
				return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
					body, err := io.ReadAll(r.Body)
					if err != nil {
						return
					}
					sent := !silent.Load()
					if b.spoil != nil {
						body, sent = b.spoil(r, body, sign)
					}
					if !sent {
						w.WriteHeader(http.StatusNoContent)
						return
					}
					onward, err := http.NewRequestWithContext(r.Context(), r.Method, to+r.URL.Path, bytes.NewReader(body))
					if err != nil {
						return
					}
					onward.Header = r.Header
					answer, err := http.DefaultClient.Do(onward)
					if err != nil {
						return
					}
					_ = answer.Body.Close()
					if b.heard != nil && !b.heard(answer.StatusCode) {
						silent.Store(true)
					}
					w.WriteHeader(answer.StatusCode)
				})
			}
			asked := make(chan struct{}, 100)
			api := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if b.early && r.Method == http.MethodPut && strings.Contains(r.URL.Path, "/submissions/") {
					early, err := http.Post(hearer+contact, "application/cloudevents+json", strings.NewReader("{}"))
					if err == nil {
						_ = early.Body.Close()
					}
					select { // the change itself takes until the feed has been looked at
					case <-asked:
					case <-time.After(5 * time.Second):
					}
				}
				straight(s.URL).ServeHTTP(w, r)
				if r.URL.Query().Has("after") {
					asked <- struct{}{}
				}
			}))
			defer api.Close()
			result := hearing(t, s, known, api.URL+"/fjordvik", 2*time.Second, []string{b.check}, way)
			if result.Checked != 1 || !slices.Contains(result.Failed, b.check) {
				t.Errorf("checked %d, failed %v", result.Checked, result.Failed)
			}
		})
	}
}
