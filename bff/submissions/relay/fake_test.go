package relay_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/submissions"
	contract "innbyggertjenesten/contracts/fagsystem"
)

// fault is what the fake does instead of, or after, registering.
type fault int

const (
	none fault = iota
	// errorBefore and errorAfter answer 500, the latter after having stored.
	errorBefore
	errorAfter
	// hangBefore and hangAfter never answer.
	hangBefore
	hangAfter
	// slow answers after longer than the relay's first patience.
	slow
	// resetAfter breaks the connection after having stored.
	resetAfter
	refuse
	invalid
)

// fake is a fagsystem that keeps the contract of submissions, with faults.
type fake struct {
	*httptest.Server

	mu sync.Mutex
	// fault chooses what happens to a PUT, if set.
	fault func(id uuid.UUID) fault
	down  bool
	// registered by conversation, in order of position.
	registered map[string][]contract.Submission
	ids        map[string][]uuid.UUID
	answers    map[uuid.UUID]contract.Registration
	hashes     map[uuid.UUID]string
	evidence   map[uuid.UUID]contract.Evidence
	marks      map[string]contract.ReadMarkReport
	broken     []string // what broke the contract
	puts       int
	marked     chan struct{}
	evidenced  func() bool // false answers 500
	// mark chooses what a read mark is answered with, if set; zero is "kept".
	mark  func() (status int, code contract.ProblemCode)
	asked int // how many read marks came
}

func newFake(t *testing.T) *fake {
	f := &fake{
		registered: map[string][]contract.Submission{}, ids: map[string][]uuid.UUID{}, answers: map[uuid.UUID]contract.Registration{},
		hashes: map[uuid.UUID]string{}, evidence: map[uuid.UUID]contract.Evidence{}, marks: map[string]contract.ReadMarkReport{},
		marked: make(chan struct{}, 100),
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /v1/health", f.health)
	mux.HandleFunc("PUT /v1/case-copies/{copy}/submissions/{id}", f.putSubmission)
	mux.HandleFunc("PUT /v1/case-copies/{copy}/submissions/{id}/evidence", f.putEvidence)
	mux.HandleFunc("PUT /v1/case-copies/{copy}/read-marks", f.putReadMark)
	f.Server = httptest.NewServer(mux)
	t.Cleanup(func() {
		f.CloseClientConnections()
		f.Close()
	})
	return f
}

func (f *fake) set(change func()) {
	f.mu.Lock()
	defer f.mu.Unlock()
	change()
}

func (f *fake) health(w http.ResponseWriter, _ *http.Request) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.down {
		w.WriteHeader(http.StatusServiceUnavailable)
		return
	}
	answer(w, http.StatusOK, contract.Health{Status: contract.HealthStatusOk})
}

func (f *fake) putSubmission(w http.ResponseWriter, r *http.Request) {
	id := uuid.MustParse(r.PathValue("id"))
	var sent contract.Submission
	if err := json.NewDecoder(r.Body).Decode(&sent); err != nil {
		problem(w, http.StatusUnprocessableEntity, contract.ProblemCodeInvalid)
		return
	}
	what, status, code, registration := f.register(r.PathValue("copy"), id, sent)
	switch what {
	case hangBefore, hangAfter:
		<-r.Context().Done()
	case slow:
		select {
		case <-r.Context().Done():
		case <-time.After(1500 * time.Millisecond):
			answer(w, status, registration)
		}
	case resetAfter:
		conn, _, err := http.NewResponseController(w).Hijack()
		if err == nil {
			_ = conn.Close()
		}
	case errorBefore, errorAfter:
		problem(w, http.StatusInternalServerError, contract.ProblemCodeInternal)
	default:
		if status >= 400 {
			problem(w, status, code)
			return
		}
		answer(w, status, registration)
	}
}

func (f *fake) register(caseCopy string, id uuid.UUID, sent contract.Submission) (fault, int, contract.ProblemCode, contract.Registration) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.puts++
	if hash, err := submissions.Hash(sent.Body); err != nil || hash != sent.BodyHash {
		f.broken = append(f.broken, "the hash doesn't fit the body")
	}
	what := none
	if f.fault != nil {
		what = f.fault(id)
	}
	switch {
	case f.down:
		return none, http.StatusServiceUnavailable, contract.ProblemCodeUnavailable, contract.Registration{}
	case what == errorBefore || what == hangBefore:
		return what, 0, "", contract.Registration{}
	case what == refuse:
		return none, http.StatusForbidden, contract.ProblemCodeRefused, contract.Registration{}
	case what == invalid:
		return none, http.StatusUnprocessableEntity, contract.ProblemCodeInvalid, contract.Registration{}
	}
	if before, ok := f.answers[id]; ok {
		if f.hashes[id] != sent.BodyHash {
			return none, http.StatusConflict, contract.ProblemCodeOtherBody, contract.Registration{}
		}
		return what, http.StatusOK, "", before
	}
	if sent.Previous != nil {
		if _, ok := f.answers[*sent.Previous]; !ok {
			return none, http.StatusPreconditionFailed, contract.ProblemCodePreviousMissing, contract.Registration{}
		}
	}
	f.registered[caseCopy] = append(f.registered[caseCopy], sent)
	f.ids[caseCopy] = append(f.ids[caseCopy], id)
	registration := contract.Registration{
		SubmissionId: id, RegistrationId: "2026/1-" + id.String()[:8], Position: int64(len(f.registered[caseCopy])), RegisteredAt: time.Now().UTC(),
	}
	f.answers[id], f.hashes[id] = registration, sent.BodyHash
	return what, http.StatusCreated, "", registration
}

func (f *fake) putEvidence(w http.ResponseWriter, r *http.Request) {
	var sent contract.Evidence
	_ = json.NewDecoder(r.Body).Decode(&sent)
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.evidenced != nil && !f.evidenced() {
		problem(w, http.StatusInternalServerError, contract.ProblemCodeInternal)
		return
	}
	f.evidence[uuid.MustParse(r.PathValue("id"))] = sent
	w.WriteHeader(http.StatusNoContent)
}

func (f *fake) putReadMark(w http.ResponseWriter, r *http.Request) {
	var sent contract.ReadMarkReport
	_ = json.NewDecoder(r.Body).Decode(&sent)
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.down {
		problem(w, http.StatusServiceUnavailable, contract.ProblemCodeUnavailable)
		return
	}
	f.asked++
	if f.mark != nil {
		if status, code := f.mark(); status != 0 {
			problem(w, status, code)
			return
		}
	}
	f.marks[r.PathValue("copy")] = sent
	answer(w, http.StatusOK, contract.ReadMark{Side: contract.SidePARTY, Position: sent.Position})
	f.marked <- struct{}{}
}

// forget drops a conversation's newest, as a restored backup would.
func (f *fake) forget(caseCopy string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	last := len(f.ids[caseCopy]) - 1
	delete(f.answers, f.ids[caseCopy][last])
	f.ids[caseCopy], f.registered[caseCopy] = f.ids[caseCopy][:last], f.registered[caseCopy][:last]
}

func (f *fake) order(caseCopy uuid.UUID) []uuid.UUID {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]uuid.UUID(nil), f.ids[caseCopy.String()]...)
}

func answer(w http.ResponseWriter, status int, value any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(value)
}

func problem(w http.ResponseWriter, status int, code contract.ProblemCode) {
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(contract.Problem{Type: "about:blank", Title: string(code), Status: status, Code: code})
}
