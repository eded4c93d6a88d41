package fagsystem

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"time"
)

// TokenSource gives the bearer token of the next call. Maskinporten's will be
// one; it caches by itself.
type TokenSource interface {
	Token(ctx context.Context) (string, error)
}

// tokenFileAge is how long a token file is believed before it is read again:
// operations may replace it without a restart.
const tokenFileAge = 10 * time.Second

// TokenFile reads the token from a file.
func TokenFile(path string) TokenSource { return &tokenFile{path: path} }

type tokenFile struct {
	path string

	mu     sync.Mutex
	token  string
	readAt time.Time
}

func (f *tokenFile) Token(context.Context) (string, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.token != "" && time.Since(f.readAt) < tokenFileAge {
		return f.token, nil
	}
	content, err := os.ReadFile(f.path)
	if err != nil {
		return "", fmt.Errorf("read the fagsystem's token file: %w", err)
	}
	token := strings.TrimSpace(string(content))
	if token == "" {
		return "", errors.New("the fagsystem's token file is empty")
	}
	f.token, f.readAt = token, time.Now()
	return f.token, nil
}

// StaticToken is always the same token.
type StaticToken string

// Token is t itself.
func (t StaticToken) Token(context.Context) (string, error) { return string(t), nil }
