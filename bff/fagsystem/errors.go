package fagsystem

import (
	"errors"
	"fmt"
	"net/http"

	contract "innbyggertjenesten/contracts/fagsystem"
)

// What a call can end with. Compare with errors.Is; the texts never hold
// anything of the fagsystem's answer.
var (
	// ErrNotFound says that the fagsystem has no such thing for this caller.
	ErrNotFound = errors.New("fagsystem: not found")
	// ErrRefused says that the fagsystem decided against it.
	ErrRefused = errors.New("fagsystem: refused")
	// ErrOtherBody says that the id is taken by another body.
	ErrOtherBody = errors.New("fagsystem: the id was used for another body")
	// ErrPreviousMissing says that an earlier submission isn't registered yet.
	ErrPreviousMissing = errors.New("fagsystem: the submission before this one isn't registered")
	// ErrInvalid says that the fagsystem can't accept what was sent.
	ErrInvalid = errors.New("fagsystem: invalid")
	// ErrOffsetGone says that the feed no longer reaches back that far.
	ErrOffsetGone = errors.New("fagsystem: the offset is too old")
	// ErrUnavailable says that the fagsystem can't be reached or can't answer now.
	ErrUnavailable = errors.New("fagsystem: unavailable")
	// ErrFault says that it answered, but wrongly: an internal error, or an answer
	// that breaks the contract. Repeating this one call may never help.
	ErrFault = errors.New("fagsystem: faulty answer")
	// ErrTooLarge is an ErrFault: more than is read of one answer.
	ErrTooLarge = fmt.Errorf("%w: too large", ErrFault)
)

// errorOf is the error a status and its problem code stand for.
func errorOf(status int, code contract.ProblemCode) error {
	switch code {
	case contract.ProblemCodeNotFound:
		return ErrNotFound
	case contract.ProblemCodeRefused:
		return ErrRefused
	case contract.ProblemCodeOtherBody:
		return ErrOtherBody
	case contract.ProblemCodePreviousMissing:
		return ErrPreviousMissing
	case contract.ProblemCodeInvalid:
		return ErrInvalid
	case contract.ProblemCodeOffsetGone:
		return ErrOffsetGone
	case contract.ProblemCodeUnavailable, contract.ProblemCodeUnauthorized:
		return ErrUnavailable
	}
	switch status {
	case http.StatusForbidden:
		return ErrRefused
	case http.StatusConflict:
		return ErrOtherBody
	case http.StatusPreconditionFailed:
		return ErrPreviousMissing
	case http.StatusBadRequest, http.StatusUnprocessableEntity, http.StatusRequestEntityTooLarge:
		return ErrInvalid
	case http.StatusGone:
		return ErrOffsetGone
	case http.StatusUnauthorized, http.StatusTooManyRequests, http.StatusRequestTimeout,
		http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return ErrUnavailable
	}
	// A 404 without the contract's code may come from a gateway that lost its
	// way: it must not look like "this person has no such case".
	return ErrFault
}
