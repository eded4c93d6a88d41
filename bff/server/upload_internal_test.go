package server

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/google/uuid"
	"github.com/labstack/echo/v4"

	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/bff/session"
)

// TestFewUploadsOfOnePersonRunAtOnce holds uploads open while more come.
func TestFewUploadsOfOnePersonRunAtOnce(t *testing.T) {
	t.Parallel()
	s := &Server{limits: &limits{uploads: newBuckets[uuid.UUID](0, 0, nil), running: running{most: uploadsRunning}}}
	somebody, another := uuid.New(), uuid.New()
	upload := func(person uuid.UUID, handler echo.HandlerFunc) (*httptest.ResponseRecorder, error) {
		r := httptest.NewRequest(http.MethodPut, "/", nil)
		actor := &session.Actor{Persons: []session.PersonRef{{PersonID: person}}}
		answer := httptest.NewRecorder()
		return answer, s.limitUploads(handler)(echo.New().NewContext(r.WithContext(session.WithActor(r.Context(), actor)), answer))
	}
	begun, end, done := make(chan bool), make(chan bool), make(chan error)
	for range uploadsRunning {
		go func() {
			_, err := upload(somebody, func(echo.Context) error { begun <- true; <-end; return nil })
			done <- err
		}()
		<-begun
	}
	nothing := func(echo.Context) error { return nil }
	answer, err := upload(somebody, nothing)
	if err == nil || problem.Of(err).Code != problem.TooManyRequests || answer.Header().Get("Retry-After") == "" {
		t.Errorf("one more: %v, %v", err, answer.Header())
	}
	if _, err := upload(another, nothing); err != nil {
		t.Errorf("somebody else: %v", err)
	}
	close(end)
	for range uploadsRunning {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	if _, err := upload(somebody, nothing); err != nil {
		t.Errorf("afterwards: %v", err)
	}
	if len(s.limits.running.of) != 0 {
		t.Error("who uploads nothing is remembered")
	}
}
