package fagsystem

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/failsafe-go/failsafe-go"

	"innbyggertjenesten/bff/correlation"
	contract "innbyggertjenesten/contracts/fagsystem"
)

// mostAnswer bounds what is read of one JSON answer.
const mostAnswer = 32 << 20

// send makes one attempt with the generated client.
type send func(ctx context.Context, api *contract.Client) (*http.Response, error)

// prepare adds what every call carries.
func (c *Client) prepare(ctx context.Context, request *http.Request) error {
	token, err := c.settings.Token.Token(ctx)
	if err != nil {
		slog.ErrorContext(ctx, "there is no token for the fagsystem", "municipality", c.Municipality(), "error", err.Error())
		return ErrUnavailable
	}
	request.Header.Set("Authorization", "Bearer "+token)
	if id := correlation.ID(ctx); id != "" {
		request.Header.Set(correlation.Header, id)
	}
	return nil
}

// read is a call that changes nothing: it is repeated when it can't be answered.
func (c *Client) read(ctx context.Context, operation string, call send) (*http.Response, error) {
	return c.retry.WithContext(ctx).GetWithExecution(func(attempt failsafe.Execution[*http.Response]) (*http.Response, error) {
		return c.once(attempt.Context(), operation, c.settings.Timeout, call)
	})
}

// once makes one attempt. The time limit covers the way to the answer's head
// and, unless the caller lifts it, its body. Statuses of 400 and above are
// errors, except 416, which only streams can meet.
func (c *Client) once(ctx context.Context, operation string, limit time.Duration, call send) (*http.Response, error) {
	if !c.breaker.available() {
		return nil, errBreakerOpen
	}
	attempt, cancel := context.WithCancelCause(ctx)
	timer := time.AfterFunc(limit, func() { cancel(errTooSlow) })
	response, err := call(attempt, c.api)
	if err != nil {
		timer.Stop()
		cancel(nil)
		if ctx.Err() != nil {
			return nil, ctx.Err() // the caller went away: says nothing of the fagsystem
		}
		c.breaker.failed()
		c.logFailure(ctx, operation, 0, errors.Is(context.Cause(attempt), errTooSlow))
		return nil, ErrUnavailable
	}
	response.Body = &body{ReadCloser: response.Body, timer: timer, cancel: cancel}
	if response.StatusCode < 400 || response.StatusCode == http.StatusRequestedRangeNotSatisfiable {
		c.breaker.succeeded()
		return response, nil
	}
	err = problem(response)
	if response.StatusCode >= 500 || errors.Is(err, ErrUnavailable) {
		c.breaker.failed()
		c.logFailure(ctx, operation, response.StatusCode, false)
	} else {
		c.breaker.succeeded()
		if errors.Is(err, ErrFault) {
			c.logFailure(ctx, operation, response.StatusCode, false)
		}
	}
	return nil, err
}

var errTooSlow = errors.New("too slow")

func (c *Client) logFailure(ctx context.Context, operation string, status int, tooSlow bool) {
	slog.WarnContext(ctx, "a call to the fagsystem failed",
		"municipality", c.Municipality(), "operation", operation, "status", status, "tooSlow", tooSlow)
}

// body ends the attempt's time limit when it is closed.
type body struct {
	io.ReadCloser
	timer  *time.Timer
	cancel context.CancelCauseFunc
	// waiting is since when a piece of a file is waited for, in nanoseconds; 0 while
	// none is.
	waiting atomic.Int64
	closed  atomic.Bool
}

// Read waits for the next piece.
func (b *body) Read(into []byte) (int, error) {
	b.waiting.Store(time.Now().UnixNano())
	n, err := b.ReadCloser.Read(into)
	b.waiting.Store(0)
	return n, err
}

// Close lets go of it.
func (b *body) Close() error {
	b.closed.Store(true)
	b.timer.Stop()
	err := b.ReadCloser.Close()
	b.cancel(nil)
	return err
}

// watch looks now and then whether the piece that is waited for takes too long.
// A timer for each piece would cost more.
func (b *body) watch(piece time.Duration) {
	since := b.waiting.Load()
	switch {
	case b.closed.Load():
	case since != 0 && time.Since(time.Unix(0, since)) >= piece:
		b.cancel(errTooSlow)
	default:
		time.AfterFunc(piece/2, func() { b.watch(piece) })
	}
}

// pieceFactor is how many times as long as an answer's head each piece of a file
// may take.
const pieceFactor = 4

// pieceByPiece lifts the time limit of the whole: a file is as long as it is.
// One that stops coming ends all the same. Time that the reader takes between
// two pieces doesn't count.
func (c *Client) pieceByPiece(response *http.Response) {
	if limited, ok := response.Body.(*body); ok {
		limited.timer.Stop()
		limited.watch(pieceFactor * c.settings.Timeout)
	}
}

// discard lets the connection be used again.
func discard(body io.ReadCloser) {
	_, _ = io.Copy(io.Discard, io.LimitReader(body, 64<<10))
	_ = body.Close()
}

func problem(response *http.Response) error {
	defer discard(response.Body)
	var answer struct {
		Code contract.ProblemCode `json:"code"`
	}
	_ = json.NewDecoder(io.LimitReader(response.Body, 64<<10)).Decode(&answer)
	return fmt.Errorf("%w (status %d)", errorOf(response.StatusCode, answer.Code), response.StatusCode)
}

// decodeAnswer reads a JSON answer into a T; what can be left out of lists
// without harm is left out and logged.
func decodeAnswer[T any](ctx context.Context, c *Client, operation string, response *http.Response) (T, error) {
	var value T
	defer discard(response.Body)
	content, err := io.ReadAll(io.LimitReader(response.Body, mostAnswer+1))
	if err != nil {
		if ctx.Err() != nil {
			return value, ctx.Err()
		}
		c.breaker.failed()
		c.logFailure(ctx, operation, response.StatusCode, true)
		return value, ErrUnavailable
	}
	if len(content) > mostAnswer {
		c.logFailure(ctx, operation, response.StatusCode, false)
		return value, ErrTooLarge
	}
	if response.StatusCode >= 300 {
		c.logFailure(ctx, operation, response.StatusCode, false)
		return value, ErrFault
	}
	breaches, err := decode(content, &value)
	for _, what := range breaches.dropped {
		slog.ErrorContext(ctx, "the fagsystem's answer breaks the contract; a part was left out",
			"municipality", c.Municipality(), "operation", operation, "part", what)
	}
	for _, what := range breaches.kept {
		slog.ErrorContext(ctx, "the fagsystem's answer breaks the contract; it is shown all the same",
			"municipality", c.Municipality(), "operation", operation, "part", what)
	}
	c.breaches.count(operation, breaches, err)
	if err != nil {
		slog.ErrorContext(ctx, "the fagsystem's answer breaks the contract",
			"municipality", c.Municipality(), "operation", operation, "part", err.Error())
		return value, ErrFault
	}
	if list, counts := any(&value).(leavesOut); counts {
		list.leftOut(breaches.items)
	}
	return value, nil
}

// get reads one JSON resource.
func get[T any](ctx context.Context, c *Client, operation string, call send) (T, error) {
	response, err := c.read(ctx, operation, call)
	if err != nil {
		var none T
		return none, err
	}
	return decodeAnswer[T](ctx, c, operation, response)
}

// write makes a call that changes something, once: whoever wants it repeated
// repeats it with the same id.
func write[T any](ctx context.Context, c *Client, operation string, call send) (T, error) {
	response, err := c.once(ctx, operation, c.settings.Timeout, call)
	if err != nil {
		var none T
		return none, err
	}
	return decodeAnswer[T](ctx, c, operation, response)
}
