// Package problem is how a room says what went wrong: a code that the server
// turns into an application/problem+json answer in the user's language.
package problem

import (
	"errors"
	"net/http"
)

// Code names a kind of problem; contracts/portal.yaml lists them.
type Code string

// The codes of the contract.
const (
	NotFound             Code = "not-found"
	SessionEnded         Code = "session-ended"
	StepUpNeeded         Code = "step-up-needed"
	ExportNotReady       Code = "export-not-ready"
	OriginRefused        Code = "origin-refused"
	InvalidRequest       Code = "invalid-request"
	TextEmpty            Code = "text-empty"
	TextTooLong          Code = "text-too-long"
	FieldTooLong         Code = "field-too-long"
	PhoneUnclear         Code = "phone-unclear"
	TimesUnclear         Code = "times-unclear"
	MarksUnclear         Code = "marks-unclear"
	DayUnclear           Code = "day-unclear"
	TooLarge             Code = "too-large"
	FileRefused          Code = "file-refused"
	FileEmpty            Code = "file-empty"
	FileTooLarge         Code = "file-too-large"
	FilesTooLarge        Code = "files-too-large"
	FilesWaiting         Code = "files-waiting"
	TooManyFiles         Code = "too-many-files"
	AttachmentUnusable   Code = "attachment-unusable"
	OtherBody            Code = "other-body"
	TextChanged          Code = "text-changed"
	CaseClosed           Code = "case-closed"
	DraftConflict        Code = "draft-conflict"
	UndoTooLate          Code = "undo-too-late"
	NotTakenHere         Code = "not-taken-here"
	LogInAgain           Code = "log-in-again"
	ConsentChanged       Code = "consent-changed"
	ConsentAnswered      Code = "consent-answered"
	ConsentExpired       Code = "consent-expired"
	ConsentCancelled     Code = "consent-cancelled"
	ConsentReplaced      Code = "consent-replaced"
	ConsentClosed        Code = "consent-closed"
	TooManyRequests      Code = "too-many-requests"
	FagsystemUnavailable Code = "fagsystem-unavailable"
	ReceiptUnavailable   Code = "receipt-unavailable"
	Unavailable          Code = "unavailable"
	Internal             Code = "internal"
)

var statuses = map[Code]int{
	NotFound:             http.StatusNotFound,
	SessionEnded:         http.StatusUnauthorized,
	StepUpNeeded:         http.StatusForbidden,
	ExportNotReady:       http.StatusConflict,
	OriginRefused:        http.StatusForbidden,
	InvalidRequest:       http.StatusBadRequest,
	TextEmpty:            http.StatusUnprocessableEntity,
	TextTooLong:          http.StatusUnprocessableEntity,
	FieldTooLong:         http.StatusUnprocessableEntity,
	PhoneUnclear:         http.StatusUnprocessableEntity,
	TimesUnclear:         http.StatusUnprocessableEntity,
	MarksUnclear:         http.StatusUnprocessableEntity,
	DayUnclear:           http.StatusUnprocessableEntity,
	TooLarge:             http.StatusRequestEntityTooLarge,
	FileRefused:          http.StatusUnprocessableEntity,
	FileEmpty:            http.StatusUnprocessableEntity,
	FileTooLarge:         http.StatusRequestEntityTooLarge,
	FilesTooLarge:        http.StatusUnprocessableEntity,
	FilesWaiting:         http.StatusUnprocessableEntity,
	TooManyFiles:         http.StatusUnprocessableEntity,
	AttachmentUnusable:   http.StatusUnprocessableEntity,
	OtherBody:            http.StatusConflict,
	TextChanged:          http.StatusUnprocessableEntity,
	CaseClosed:           http.StatusUnprocessableEntity,
	DraftConflict:        http.StatusConflict,
	UndoTooLate:          http.StatusConflict,
	NotTakenHere:         http.StatusConflict,
	LogInAgain:           http.StatusForbidden,
	ConsentChanged:       http.StatusConflict,
	ConsentAnswered:      http.StatusConflict,
	ConsentExpired:       http.StatusConflict,
	ConsentCancelled:     http.StatusConflict,
	ConsentReplaced:      http.StatusConflict,
	ConsentClosed:        http.StatusConflict,
	TooManyRequests:      http.StatusTooManyRequests,
	FagsystemUnavailable: http.StatusServiceUnavailable,
	ReceiptUnavailable:   http.StatusServiceUnavailable,
	Unavailable:          http.StatusServiceUnavailable,
	Internal:             http.StatusInternalServerError,
}

// Codes are all codes, for checking that each one has its texts.
func Codes() []Code {
	codes := make([]Code, 0, len(statuses))
	for code := range statuses {
		codes = append(codes, code)
	}
	return codes
}

// Status is the HTTP status of the code.
func (c Code) Status() int {
	if status, ok := statuses[c]; ok {
		return status
	}
	return http.StatusInternalServerError
}

// Problem is an error that has an answer for the user. Cause is for the log
// only and never leaves the server.
type Problem struct {
	Code  Code
	Cause error
	// Data fills the placeholders of the text.
	Data map[string]any
	// Reason says more closely why a file is refused; contracts/portal.yaml lists them.
	Reason string
}

// New makes a problem.
func New(code Code) *Problem { return &Problem{Code: code} }

// Wrap makes a problem out of its cause.
func Wrap(code Code, cause error) *Problem { return &Problem{Code: code, Cause: cause} }

// With adds a value for a placeholder of the text.
func (p *Problem) With(name string, value any) *Problem {
	if p.Data == nil {
		p.Data = map[string]any{}
	}
	p.Data[name] = value
	return p
}

// Because adds why a file is refused.
func (p *Problem) Because(reason string) *Problem {
	p.Reason = reason
	return p
}

// Error is for the log: the code, and the cause where there is one.
func (p *Problem) Error() string {
	if p.Cause != nil {
		return string(p.Code) + ": " + p.Cause.Error()
	}
	return string(p.Code)
}

// Unwrap gives the cause.
func (p *Problem) Unwrap() error { return p.Cause }

// Of is the problem in err's chain; every other error is Internal.
func Of(err error) *Problem {
	var found *Problem
	if errors.As(err, &found) {
		return found
	}
	return Wrap(Internal, err)
}
