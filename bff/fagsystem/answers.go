package fagsystem

import (
	"context"
	"net/http"
	"time"

	"github.com/hashicorp/golang-lru/v2/expirable"

	contract "innbyggertjenesten/contracts/fagsystem"
)

const (
	mostAnswers = 2000
	answersAge  = 10 * time.Minute
)

// answers keeps the last answers with their versions, in memory only, so that
// asking again costs the fagsystem a 304. Nothing is ever answered from here
// without the fagsystem having said that it is unchanged.
type answers struct {
	kept *expirable.LRU[string, kept]
}

type kept struct {
	etag  string
	value any
}

func newAnswers() *answers {
	return &answers{kept: expirable.NewLRU[string, kept](mostAnswers, nil, answersAge)}
}

// getVersioned reads a resource that carries a version. key names it.
func getVersioned[T any](ctx context.Context, c *Client, operation, key string,
	call func(ctx context.Context, api *contract.Client, ifNoneMatch *string) (*http.Response, error)) (T, error) {
	key = operation + " " + key
	var none T
	var ifNoneMatch *string
	before, known := c.answers.kept.Get(key)
	if known {
		ifNoneMatch = &before.etag
	}
	response, err := c.read(ctx, operation, func(ctx context.Context, api *contract.Client) (*http.Response, error) {
		return call(ctx, api, ifNoneMatch)
	})
	if err != nil {
		return none, err
	}
	if response.StatusCode == http.StatusNotModified {
		discard(response.Body)
		if value, ok := before.value.(T); known && ok {
			return value, nil
		}
		c.logFailure(ctx, operation, response.StatusCode, false)
		return none, ErrFault
	}
	etag := response.Header.Get("ETag")
	value, err := decodeAnswer[T](ctx, c, operation, response)
	if err != nil {
		c.answers.kept.Remove(key)
		return none, err
	}
	if etag != "" {
		c.answers.kept.Add(key, kept{etag: etag, value: value})
	}
	return value, nil
}
