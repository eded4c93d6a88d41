package conformance_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"

	"innbyggertjenesten/e2e/conformance"
	"innbyggertjenesten/e2e/fagsystem/seed"
	"innbyggertjenesten/e2e/fagsystem/standintest"
)

func setup(t *testing.T, s *standintest.Running, municipality string) conformance.Setup {
	t.Helper()
	var setup conformance.Setup
	s.Control(t, http.MethodGet, "/"+municipality+"/conformance", nil, &setup)
	return setup
}

func TestTheStandInHoldsTheContract(t *testing.T) {
	s := standintest.Start(t)
	for _, municipality := range []string{"fjordvik", "lyngmo"} {
		t.Run(municipality, func(t *testing.T) {
			var out bytes.Buffer
			result, err := conformance.Run(t.Context(), conformance.Options{URL: s.URL + "/" + municipality,
				Setup: setup(t, s, municipality), Out: &out})
			if err != nil {
				t.Fatal(err)
			}
			if len(result.Failed) > 0 || result.Checked < 50 {
				t.Errorf("checked %d\n%s", result.Checked, out.String())
			}
		})
	}
}

// saboteur breaks one promise on the way to a sound implementation and back.
type saboteur struct {
	breaks   string
	check    string
	request  func(r *http.Request)
	response func(r *http.Response) error
}

var saboteurs = []saboteur{
	{breaks: "forgets what it has registered", check: "the same again gets the same answer", request: newID},
	{breaks: "registers twice when asked at once", check: "many at once under one id are one registration", request: newID},
	{breaks: "takes another body under the same id", check: "the same id with another body is refused", request: newID},
	{breaks: "doesn't wait for the previous one", check: "what names a missing previous waits, and nothing of it is stored",
		request: change(func(body map[string]any) { delete(body, "previous") })},
	{breaks: "takes its own time as received", check: "when the portal said sent is when it was received",
		request: change(func(body map[string]any) { body["acceptedAt"] = time.Now().UTC().Format(time.RFC3339Nano) })},
	{breaks: "throws evidence away", check: "evidence is kept, merged and never lost", request: func(r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/evidence") {
			replace(r, []byte("{}"))
		}
	}},
	{breaks: "gives no ETag", check: "unchanged resources answer 304 to their ETag", response: func(r *http.Response) error {
		r.Header.Del("ETag")
		return nil
	}},
	{breaks: "ignores the cursor", check: "entries are paged to the end without doubles, newest first", request: without("cursor")},
	{breaks: "tells who has opened it by ids that aren't", check: "what employees have opened is paged to the end without doubles, newest first, or isn't delivered at all", response: edit(func(body map[string]any) {
		if accesses, ok := body["accesses"].([]any); ok {
			for _, one := range accesses {
				one.(map[string]any)["employeeId"] = "Ingrid Solbakken"
			}
		}
	})},
	{breaks: "tells oldest first", check: "what employees have opened is paged to the end without doubles, newest first, or isn't delivered at all", response: edit(func(body map[string]any) {
		if accesses, ok := body["accesses"].([]any); ok {
			slices.Reverse(accesses)
		}
	})},
	{breaks: "ignores beforePosition", check: "messages come newest first, page by page without doubles", request: without("beforePosition")},
	{breaks: "begins the feed anew at an unknown offset", check: "an offset that isn't one is gone", request: func(r *http.Request) {
		if r.URL.Query().Get("after") == "not-an-offset" {
			without("after")(r)
		}
	}},
	{breaks: "doesn't wait", check: "wait holds an empty answer open", request: without("wait")},
	{breaks: "loses events", check: "nothing that commits late is skipped", response: loseEvents(5)},
	{breaks: "loses events", check: "every offset resumes without loss or doubles", response: loseEvents(3)},
	{breaks: "answers the whole file", check: "a part of a file is answered as that part", request: func(r *http.Request) { r.Header.Del("Range") }},
	{breaks: "ignores If-Range", check: "If-Range gives the part only of the same version", request: func(r *http.Request) { r.Header.Del("If-Range") }},
	{breaks: "asks for no token", check: "without a token nothing is answered", request: func(r *http.Request) {
		r.Header.Set("Authorization", "Bearer "+standintest.Token)
	}},
	{breaks: "answers national numbers", check: "the published objects hold, and fodselsnummer is empty", response: edit(func(body map[string]any) {
		if mappe, ok := body["mappe"].(map[string]any); ok {
			mappe["minPart"].(map[string]any)["fodselsnummer"] = "01410100000"
		}
	})},
	{breaks: "leaves a required field out", check: "an employee's access names the conversation", response: edit(func(body map[string]any) {
		delete(body, "version")
	})},
	{breaks: "pauses one copy only", check: "a pause holds for all of the person's copies", response: edit(func(body map[string]any) {
		if cases, ok := body["cases"].([]any); ok {
			delete(cases[len(cases)-1].(map[string]any), "pausedAt")
		}
	})},
	{breaks: "begins a pause anew", check: "a pause that holds keeps its time, and isn't told again", response: edit(func(body map[string]any) {
		if _, pause := body["pausedAt"]; pause && len(body) == 1 {
			body["pausedAt"] = time.Now().UTC().Format(time.RFC3339Nano)
		}
	})},
	{breaks: "lets anybody pause", check: "only who may open the conversation can pause it", request: asEmployee(seed.EmployeeID("fjordvik", "ingrid").String())},
	{breaks: "registers what is handed in while paused", check: "whoever is paused can hand nothing in, and the employee still can",
		request: func(r *http.Request) {
			if strings.HasSuffix(r.URL.Path, "/pause") {
				replace(r, []byte(`{"paused":false,"employeeId":"`+seed.EmployeeID("fjordvik", "ingrid").String()+`"}`))
			}
		},
		response: edit(func(body map[string]any) {
			if len(body) == 0 {
				body["pausedAt"] = "2026-01-01T10:00:00Z"
			}
		})},
	{breaks: "doesn't tell that it paused", check: "a pause and its end are told for each copy", response: loseEvents(1)},
	{breaks: "switches anew what is off", check: "taking the case along is switched off for the copy and told, and one that is off keeps its time", response: edit(func(body map[string]any) {
		if _, off := body["offSince"]; off && len(body) == 1 {
			body["offSince"] = time.Now().UTC().Format(time.RFC3339Nano)
		}
	})},
	{breaks: "lets anybody switch it", check: "only who may open the conversation can switch it, and not without a reason", request: asEmployee(seed.EmployeeID("fjordvik", "ingrid").String())},
	{breaks: "counts marked words in bytes", check: "which words the author is afraid of being known travels along, to the letter",
		response: edit(func(body map[string]any) {
			messages, _ := body["messages"].([]any)
			for _, message := range messages {
				parts, _ := message.(map[string]any)["afraidParts"].([]any)
				for _, part := range parts {
					part := part.(map[string]any)
					part["start"] = part["start"].(float64) + 1
				}
			}
		})},
	{breaks: "takes a promise for the answer", check: "a promise stands in the conversation and holds until another one or the answer", response: edit(func(body map[string]any) {
		conversations, _ := body["conversations"].([]any)
		for _, one := range conversations {
			if c := one.(map[string]any); c["answerBy"] != nil {
				delete(c, "answerBy")
				delete(c, "unansweredSince")
			}
		}
	})},
	{breaks: "ignores the kind", check: "a view is registered as the party's, and listed by its kind", request: without("kind")},
	{breaks: "keeps only the first answer", check: "what became of a view stands next to it, and is told", response: edit(func(body map[string]any) {
		messages, _ := body["messages"].([]any)
		for _, one := range messages {
			if answers, ok := one.(map[string]any)["answers"].([]any); ok && len(answers) > 1 {
				one.(map[string]any)["answers"] = answers[:1]
			}
		}
	})},
	{breaks: "forgets who asks for translations", check: "a translation that is asked for is the party's, has no place in the conversation, and is told", response: edit(func(body map[string]any) {
		if _, asked := body["translations"]; asked {
			body["translations"] = []any{}
		}
	})},
	{breaks: "tells nobody of a translation", check: "a translation that is asked for is the party's, has no place in the conversation, and is told", response: loseEvents(1)},
	{breaks: "confirms a mark to nobody", check: "a mark is the party's until it is answered; confirmed, the text says so, and the newest answer holds",
		response: edit(func(body map[string]any) { delete(body, "confirmedMarks") })},
	{breaks: "keeps the first answer to a mark", check: "a mark is the party's until it is answered; confirmed, the text says so, and the newest answer holds",
		response: edit(func(body map[string]any) {
			marks, _ := body["marks"].([]any)
			for _, one := range marks {
				if mark := one.(map[string]any); mark["state"] == "NOT_WRONG" {
					mark["state"] = "CONFIRMED"
				}
			}
		})},
	{breaks: "translates into the language it is written in", check: translatedWords, response: edit(func(body map[string]any) {
		if written, said := body["whatHappensNowLanguage"]; said {
			body["whatHappensNowTranslations"] = []any{map[string]any{"language": written, "direction": "rtl", "text": "?",
				"provenance": map[string]any{"kind": "PERSON", "madeAt": "2026-11-20T10:00:00Z", "ofVersion": "1"}}}
		}
	})},
	{breaks: "translates a title twice into one language", check: translatedWords, response: edit(func(body map[string]any) {
		meetings, _ := body["meetings"].([]any)
		for _, one := range meetings {
			if into, there := one.(map[string]any)["titleTranslations"].([]any); there && len(into) > 0 {
				one.(map[string]any)["titleTranslations"] = append(into, into[0])
			}
		}
	})},
	{breaks: "translates a step that isn't there any more", check: translatedWords, response: edit(func(body map[string]any) {
		steps, _ := body["milestoneTranslations"].([]any)
		for _, one := range steps {
			one.(map[string]any)["navn"] = "Et annet"
		}
	})},
	{breaks: "doesn't say who translated an answer", check: translatedWords, response: edit(func(body map[string]any) {
		messages, _ := body["messages"].([]any)
		for _, message := range messages {
			answers, _ := message.(map[string]any)["answers"].([]any)
			for _, answer := range answers {
				translations, _ := answer.(map[string]any)["translations"].([]any)
				for _, one := range translations {
					one.(map[string]any)["provenance"].(map[string]any)["kind"] = "ORIGINAL"
				}
			}
		}
	})},
	answeredAtOnce(),
	{breaks: "tells an answer to a consent as a question", check: "an answer to a consent is kept, and takes effect only on the text that holds; a yes can always be withdrawn",
		response: edit(func(body map[string]any) {
			events, _ := body["events"].([]any)
			for _, one := range events {
				if event := one.(map[string]any); event["type"] == "consent.changed" {
					event["data"].(map[string]any)["askedConsentId"] = uuid.NewString()
				}
			}
		})},
	{breaks: "lets marks go back", check: "read marks only go forward", response: edit(func(body map[string]any) {
		if _, ok := body["readAt"]; ok && body["side"] == "EMPLOYEE" {
			body["position"] = 1
		}
	})},
}

// translatedWords is the check of words in further languages.
const translatedWords = "what is said of the case, and answered, says in each further language who made it, when and of what"

func TestABrokenImplementationIsCaught(t *testing.T) {
	s := standintest.Start(t)
	target, err := url.Parse(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	known := setup(t, s, "fjordvik")
	for _, b := range slices.Concat(saboteurs, fileSaboteurs) {
		t.Run(b.breaks, func(t *testing.T) {
			proxy := &httputil.ReverseProxy{ModifyResponse: b.response, Rewrite: func(p *httputil.ProxyRequest) {
				p.SetURL(target)
				if b.request != nil && !strings.HasPrefix(p.In.URL.Path, "/control/") {
					b.request(p.Out)
				}
			}}
			server := httptest.NewServer(proxy)
			defer server.Close()
			for _, url := range []string{s.URL, server.URL} {
				broken := url == server.URL
				result, err := conformance.Run(context.Background(), conformance.Options{URL: url + "/fjordvik", Token: standintest.Token, Setup: known,
					Out: io.Discard, Only: []string{b.check}})
				if err != nil {
					t.Fatal(err)
				}
				if result.Checked != 1 || slices.Contains(result.Failed, b.check) != broken {
					t.Errorf("broken=%t: checked %d, failed %v", broken, result.Checked, result.Failed)
				}
			}
		})
	}
}

func newID(r *http.Request) {
	parts := strings.Split(r.URL.Path, "/")
	if r.Method == http.MethodPut && parts[len(parts)-2] == "submissions" {
		parts[len(parts)-1] = uuid.Must(uuid.NewV7()).String()
		r.URL.Path = strings.Join(parts, "/")
	}
}

func replace(r *http.Request, raw []byte) {
	r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(raw)), int64(len(raw))
	r.Header.Set("Content-Length", strconv.Itoa(len(raw)))
}

// change rewrites what is handed in. The hash is of the inner body, which stays.
func change(edit func(map[string]any)) func(*http.Request) {
	return func(r *http.Request) {
		if r.Method != http.MethodPut || !strings.Contains(r.URL.Path, "/submissions/") {
			return
		}
		raw, err := io.ReadAll(r.Body)
		if err != nil {
			return
		}
		var body map[string]any
		if json.Unmarshal(raw, &body) == nil {
			edit(body)
			if changed, err := json.Marshal(body); err == nil {
				raw = changed
			}
		}
		replace(r, raw)
	}
}

// asEmployee pauses and switches as somebody who may, whoever it was.
func asEmployee(id string) func(*http.Request) {
	return func(r *http.Request) {
		if !strings.HasSuffix(r.URL.Path, "/pause") && !strings.HasSuffix(r.URL.Path, "/export-switch") {
			return
		}
		raw, err := io.ReadAll(r.Body)
		if err != nil {
			return
		}
		var body map[string]any
		if json.Unmarshal(raw, &body) == nil {
			body["employeeId"] = id
			if changed, err := json.Marshal(body); err == nil {
				raw = changed
			}
		}
		replace(r, raw)
	}
}

func without(parameter string) func(*http.Request) {
	return func(r *http.Request) {
		query := r.URL.Query()
		query.Del(parameter)
		r.URL.RawQuery = query.Encode()
	}
}

// edit rewrites a JSON answer.
func edit(change func(map[string]any)) func(*http.Response) error {
	return func(r *http.Response) error {
		if !strings.HasPrefix(r.Header.Get("Content-Type"), "application/json") {
			return nil
		}
		raw, err := io.ReadAll(r.Body)
		if err != nil {
			return err
		}
		var body map[string]any
		if err := json.Unmarshal(raw, &body); err != nil {
			return err
		}
		change(body)
		if raw, err = json.Marshal(body); err != nil {
			return err
		}
		r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(raw)), int64(len(raw))
		r.Header.Set("Content-Length", strconv.Itoa(len(raw)))
		return nil
	}
}

// answeredAtOnce counts a view as answered with the first answer to any part of it.
func answeredAtOnce() saboteur {
	var answered atomic.Bool
	return saboteur{
		breaks: "takes one answer for all", check: "what became of a view stands next to it, and is told",
		request: change(func(body map[string]any) {
			if body["kind"] == "ANSWER" {
				answered.Store(true)
			}
		}),
		response: edit(func(body map[string]any) {
			conversations, _ := body["conversations"].([]any)
			for _, one := range conversations {
				if waiting, _ := one.(map[string]any)["unansweredViews"].(float64); waiting > 0 && answered.Load() {
					one.(map[string]any)["unansweredViews"] = waiting - 1
				}
			}
		}),
	}
}

// loseEvents leaves one event in n out.
func loseEvents(n int64) func(*http.Response) error {
	var count atomic.Int64
	return edit(func(body map[string]any) {
		events, ok := body["events"].([]any)
		if !ok {
			return
		}
		kept := []any{}
		for _, e := range events {
			if count.Add(1)%n != 0 {
				kept = append(kept, e)
			}
		}
		body["events"] = kept
	})
}
