package feed

import (
	"encoding/base64"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"strings"
	"sync"
	"time"

	standardwebhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"
)

const (
	secretPrefix = "whsec_"
	// What Standard Webhooks wants of a secret.
	shortestSecret, longestSecret = 24, 64
	// mostSecrets are one in use, one to come, and one that somebody forgot.
	mostSecrets = 3
	// secretsAge is how long the file is believed before it is looked at again.
	secretsAge = time.Second
)

// webhookSecrets are what signs one municipality's webhooks: a file with one
// secret on each line, all of them good, so that an old and a new one overlap.
// It is read anew when it changes; a broken new one leaves the old ones in use.
type webhookSecrets struct {
	municipality, file string
	now                func() time.Time

	mu       sync.Mutex
	lookedAt time.Time
	text     string
	wrong    string
	secrets  []*standardwebhooks.Webhook
}

// readWebhookSecrets reads them for the first time; then they must be right.
func readWebhookSecrets(municipality, file string, now func() time.Time) (*webhookSecrets, error) {
	s := &webhookSecrets{municipality: municipality, file: file, now: now, lookedAt: now()}
	if err := s.read(); err != nil {
		return s, fmt.Errorf("%s.yaml: fagsystem.webhookSecretFile: %w", municipality, err)
	}
	return s, nil
}

// inUse are the secrets that count now.
func (s *webhookSecrets) inUse() []*standardwebhooks.Webhook {
	s.mu.Lock()
	defer s.mu.Unlock()
	if now := s.now(); now.Sub(s.lookedAt).Abs() >= secretsAge {
		s.lookedAt = now
		s.refresh()
	}
	return s.secrets
}

func (s *webhookSecrets) refresh() {
	err := s.read()
	switch {
	case err == nil && s.wrong != "":
		s.wrong = ""
		slog.Info("the webhooks' secrets are right again", "municipality", s.municipality)
	case err != nil && s.wrong != err.Error():
		s.wrong = err.Error()
		slog.Error("the file with the webhooks' secrets can't be used; what was there before stays in use",
			"municipality", s.municipality, "cause", s.wrong)
	}
}

func (s *webhookSecrets) read() error {
	text, err := os.ReadFile(s.file)
	if err != nil {
		return err
	}
	if len(s.secrets) > 0 && string(text) == s.text {
		return nil
	}
	secrets, err := parseSecrets(string(text))
	if err != nil {
		return err
	}
	s.text, s.secrets = string(text), secrets
	return nil
}

// parseSecrets never says what it read: it may be a secret with a slip in it.
func parseSecrets(text string) ([]*standardwebhooks.Webhook, error) {
	var secrets []*standardwebhooks.Webhook
	for i, line := range strings.Split(strings.TrimSpace(text), "\n") {
		encoded, prefixed := strings.CutPrefix(strings.TrimSpace(line), secretPrefix)
		key, err := base64.StdEncoding.DecodeString(encoded)
		if !prefixed || err != nil || len(key) < shortestSecret || len(key) > longestSecret {
			return nil, fmt.Errorf("line %d must be %s and the base64 of %d to %d random bytes", i+1, secretPrefix, shortestSecret, longestSecret)
		}
		secret, err := standardwebhooks.NewWebhookRaw(key)
		if err != nil {
			return nil, fmt.Errorf("line %d can't be used", i+1)
		}
		secrets = append(secrets, secret)
	}
	if len(secrets) > mostSecrets {
		return nil, errors.New("it must hold at most three secrets: remove those that nobody signs with any more")
	}
	return secrets, nil
}
