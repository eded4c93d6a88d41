// Package correlation carries the id that ties together a request's log lines,
// audit rows, problem answer and calls to the fagsystem.
package correlation

import (
	"context"

	"github.com/google/uuid"
)

// Header carries the id to the fagsystem and back to the browser.
const Header = "X-Correlation-Id"

type key struct{}

// New makes an id. Ids from outside are never taken over: they could carry
// personal data into the logs.
func New() string { return uuid.NewString() }

// With gives a context that carries id.
func With(ctx context.Context, id string) context.Context {
	return context.WithValue(ctx, key{}, id)
}

// ID is the context's id, or "" outside of a request or job.
func ID(ctx context.Context) string {
	id, _ := ctx.Value(key{}).(string)
	return id
}
