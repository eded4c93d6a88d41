package matrix

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/gorilla/websocket"

	"innbyggertjenesten/bff/correlation"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/show"
	"innbyggertjenesten/contracts/portal"
	"innbyggertjenesten/e2e/fagsystem/seed"
)

// target is what the names in a route stand for.
type target map[string]string

const (
	caseCopyID = "caseCopyId"
	entryID    = "entryId"
	documentID = "documentId"
	mediaID    = "mediaId"
	meetingID  = "meetingId"
	messageID  = "messageId"
	requestID  = "requestId"
	promiseID  = "promiseId"
	logInID    = "logInId"
	viewID     = "viewId"
	answerID   = "answerId"
	consentID  = "consentId"
	fileID     = "attachmentId"
	accessID   = "accessRequestId"
	markID     = "markId"
	inLanguage = "language"
	paragraph  = "paragraph"
)

// nowhere names things that nobody has.
func nowhere() target {
	return target{caseCopyID: uuid.NewString(), entryID: uuid.NewString(), documentID: uuid.NewString(), mediaID: uuid.NewString(), meetingID: uuid.NewString(),
		messageID: uuid.Must(uuid.NewV7()).String(), requestID: uuid.Must(uuid.NewV7()).String(), promiseID: uuid.Must(uuid.NewV7()).String(), logInID: uuid.NewString(),
		viewID: uuid.Must(uuid.NewV7()).String(), answerID: uuid.Must(uuid.NewV7()).String(), fileID: uuid.Must(uuid.NewV7()).String(),
		consentID: uuid.NewString(), accessID: uuid.Must(uuid.NewV7()).String(),
		markID: uuid.Must(uuid.NewV7()).String(), inLanguage: "so", paragraph: "x.nb.b1"}
}

// with is the target with one other name.
func (t target) with(name, value string) target {
	other := maps.Clone(t)
	other[name] = value
	return other
}

var inPath = regexp.MustCompile(`\{(\w+)\}`)

// at is the route's address for a target.
func (r route) at(to target) string {
	return inPath.ReplaceAllStringFunc(r.path, func(name string) string { return to[strings.Trim(name, "{}")] })
}

// names are what the route's path names.
func (r route) names() []string {
	var names []string
	for _, found := range inPath.FindAllStringSubmatch(r.path, -1) {
		names = append(names, found[1])
	}
	return names
}

func (r route) hasCase() bool { return slices.Contains(r.names(), caseCopyID) }

func (r route) isSocket() bool {
	return strings.HasSuffix(r.path, "/live") && strings.HasPrefix(r.path, "/api/")
}

// bodies are what writes send.
var bodies = map[string]any{
	"PutCitizenLanguage": map[string]any{"language": "nb"}, "PutEmployeeLanguage": map[string]any{"language": "nb"},
	"PutCitizenRead": map[string]any{"position": 1}, "PutEmployeeRead": map[string]any{"position": 1},
	"PutCitizenMessage": map[string]any{"text": "Hei"}, "PutEmployeeMessage": map[string]any{"text": "Hei"},
	"PutCitizenDraft": map[string]any{"text": "Jeg", "revision": 0}, "PutEmployeeDraft": map[string]any{"text": "Jeg", "revision": 0},
	"PutRequest": map[string]any{"kind": "CALL_ME", "times": []any{map[string]any{"weekday": 2, "from": "10:00", "until": "12:00"}}},
	"PutView":    map[string]any{"moment": "ANY_TIME", "items": []any{map[string]any{"prompt": "THIS_IS_GOOD", "text": "Skolen"}}}, "PutViewDraft": map[string]any{"text": "Jeg", "revision": 0},
	"PutComment": map[string]any{"text": "Jeg er uenig"}, "PutCommentDraft": map[string]any{"text": "Jeg", "revision": 0},
	"PutComplaint": map[string]any{"text": "Jeg klager"}, "PutComplaintDraft": map[string]any{"text": "Jeg", "revision": 0},
	"PutRequestDraft": map[string]any{"text": "Jeg", "revision": 0}, "PutAnswersDraft": map[string]any{"text": "Jeg", "revision": 0},
	"PutAnswers":       map[string]any{"answers": []any{map[string]any{"outcome": "USED", "reason": "Det står i planen."}}},
	"PutAnswerPromise": map[string]any{"answerBy": time.Now().AddDate(0, 0, 1).Format(time.DateOnly)},
	"PutUnderstood":    map[string]any{"answer": "PARTLY"},
	"PutAccessRequest": map[string]any{"wholeCase": true}, "PutAccessRequestDraft": map[string]any{"text": "Jeg", "revision": 0},
	"PutConsentDraft": map[string]any{"text": "Jeg", "revision": 0}, "PutConsentAnswer": map[string]any{"reply": "GIVEN", "shown": "x"},
	"PutMark": map[string]any{"language": "nb", "blockId": "b1", "version": released, "text": "Feil"}, "PutMarkDraft": map[string]any{"text": "Jeg", "revision": 0},
	"PutMarkAnswerDraft":   map[string]any{"text": "Jeg", "revision": 0},
	"PutMarkAnswer":        map[string]any{"outcome": "CONFIRMED", "version": released},
	"PutPause":             map[string]any{"paused": false},
	"PutExportSwitch":      map[string]any{"off": false},
	"PutCitizenAttachment": file(seed.PlainPDF("vedlegg")), "PutEmployeeAttachment": file(seed.PlainPDF("vedlegg")),
}

// released is the version of a text that has just been released.
var released = show.TextVersion("nb", "1.1")

// file is a body that is no JSON.
type file []byte

// contractOnce reads the contract once: it is long.
var contractOnce = sync.OnceValues(portal.GetSpec)

// contractRoutes are all of the contract's, by their operations' names.
func contractRoutes(t *testing.T) map[route]string {
	t.Helper()
	described, err := contractOnce()
	must(t, err)
	routes := map[route]string{}
	for path, item := range described.Paths.Map() {
		for method, operation := range item.Operations() {
			routes[route{method, path}] = operation.OperationID
			if _, known := bodies[operation.OperationID]; operation.RequestBody != nil && !known {
				t.Errorf("%s: the walk doesn't know what to send", operation.OperationID)
			}
		}
	}
	return routes
}

// revisionOf is a draft's, or 0 where there is none to see.
func revisionOf(draft answer) int64 {
	var saved portal.Draft
	_ = json.Unmarshal(draft.body, &saved)
	return saved.Revision
}

// answer is what came back.
type answer struct {
	status int
	header http.Header
	body   []byte
}

func (a answer) correlationID() string { return a.header.Get(correlation.Header) }

func (a answer) code() string {
	var problem struct{ Code string }
	_ = json.Unmarshal(a.body, &problem)
	return problem.Code
}

// notBuilt is the kind of the page of a binary without the SPA; what matters
// here is only that it is the same for everybody.
const notBuilt = "text/html; charset=UTF-8"

// word is the answer in the table's words.
func (a answer) word() string {
	switch {
	case a.status < http.StatusBadRequest, a.header.Get("Content-Type") == notBuilt && a.status == http.StatusServiceUnavailable:
		return yes
	case a.status == http.StatusConflict && a.code() == "export-not-ready":
		return yes // to whoever may, that none is ready
	case a.status == http.StatusNotFound && a.code() == "not-found":
		return no
	case a.status == http.StatusUnauthorized && a.code() == "session-ended":
		return logIn
	case a.status == http.StatusForbidden && a.code() == "step-up-needed":
		return higher
	case a.status == http.StatusUnprocessableEntity && a.code() == "case-closed":
		return closed
	case a.status == http.StatusBadRequest:
		return refused
	}
	return fmt.Sprintf("%d %s", a.status, a.code())
}

// same is the answer without what is never the same twice.
func (a answer) same() string {
	header := a.header.Clone()
	header.Del("Date")
	header.Del(correlation.Header)
	body := strings.ReplaceAll(string(a.body), a.correlationID(), "")
	return fmt.Sprintln(a.status, header, body)
}

// call asks as somebody; as may be nil for nobody.
func (r *running) call(ctx context.Context, as *who, to route, path string, body any) (answer, error) {
	if to.isSocket() {
		return r.handshake(ctx, as, path)
	}
	var sent io.Reader
	kind := "application/json"
	switch given := body.(type) {
	case nil:
	case file:
		sent, kind = bytes.NewReader(given), "application/octet-stream"
	default:
		raw, err := json.Marshal(body)
		if err != nil {
			return answer{}, err
		}
		sent = bytes.NewReader(raw)
	}
	request, err := http.NewRequestWithContext(ctx, to.method, "http://"+r.host+path, sent)
	if err != nil {
		return answer{}, err
	}
	if body != nil {
		request.Header.Set("Content-Type", kind)
		request.Header.Set("X-File-Name", "vedlegg.pdf")
	}
	request.Header.Set("X-Portal", "1")
	r.dress(request.Header, as)
	response, err := r.client.Do(request)
	if err != nil {
		return answer{}, err
	}
	defer func() { _ = response.Body.Close() }()
	content, err := io.ReadAll(response.Body)
	return answer{response.StatusCode, response.Header, content}, err
}

func (r *running) dress(header http.Header, as *who) {
	header.Set("Origin", "http://"+r.host)
	if as != nil {
		header.Set("Cookie", session.CookieName(as.world)+"="+as.cookie)
	}
}

// handshake opens a socket and leaves at once.
func (r *running) handshake(ctx context.Context, as *who, path string) (answer, error) {
	header := http.Header{}
	r.dress(header, as)
	conn, response, err := websocket.DefaultDialer.DialContext(ctx, "ws://"+r.host+path, header)
	if conn != nil {
		_ = conn.Close()
	}
	if response == nil {
		return answer{}, err
	}
	content, _ := io.ReadAll(response.Body)
	return answer{response.StatusCode, response.Header, content}, nil
}

// get reads JSON as somebody.
func (r *running) get(t testing.TB, as *who, path string, out any) {
	t.Helper()
	found, err := r.call(t.Context(), as, route{http.MethodGet, ""}, path, nil)
	must(t, err)
	if found.status != http.StatusOK {
		t.Fatalf("%s: %d %s", path, found.status, found.body)
	}
	must(t, json.Unmarshal(found.body, out))
}
