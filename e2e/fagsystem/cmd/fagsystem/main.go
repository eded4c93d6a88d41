// Command fagsystem runs the demo's fagsystem, a stand-in for a municipality's core case system.
package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	standin "innbyggertjenesten/e2e/fagsystem"
	"innbyggertjenesten/e2e/fagsystem/webhook"
)

func main() {
	if err := run(); err != nil {
		slog.Error("fagsystem: stopped", "error", err)
		os.Exit(1)
	}
}

func run() error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	config, err := configuration()
	if err != nil {
		return err
	}
	s, err := standin.Open(ctx, config)
	if err != nil {
		return err
	}
	defer s.Close()
	address := os.Getenv("FAGSYSTEM_ADDRESS")
	if address == "" {
		address = "127.0.0.1:4320"
	}
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return err
	}
	// A long poll ends with the program, not half a minute later.
	server := &http.Server{Handler: s.Handler, ReadHeaderTimeout: 10 * time.Second, BaseContext: func(net.Listener) context.Context { return ctx }}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	slog.Info("fagsystem: ready", "url", "http://"+listener.Addr().String())
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	end, cancel := context.WithTimeout(context.Background(), 3*time.Second)
	defer cancel()
	if err := server.Shutdown(end); errors.Is(err, context.DeadlineExceeded) {
		return server.Close()
	}
	return nil
}

// configuration is read from the environment:
// FAGSYSTEM_DATABASE_URL, FAGSYSTEM_TOKEN (or FAGSYSTEM_TOKEN_<MUNICIPALITY>), FAGSYSTEM_ADDRESS (127.0.0.1:4320),
// FAGSYSTEM_WEBHOOK_URLS (where the portal hears webhooks, with commas between; each municipality's name is added) and
// FAGSYSTEM_WEBHOOK_SECRET_<MUNICIPALITY> (what they are signed with), FAGSYSTEM_PDF_DIR (where the documents' maker wrote the originals), FAGSYSTEM_NOW (RFC 3339, when the demo is seeded).
func configuration() (standin.Config, error) {
	c := standin.Config{DatabaseURL: os.Getenv("FAGSYSTEM_DATABASE_URL"), PDFDir: os.Getenv("FAGSYSTEM_PDF_DIR"),
		Tokens: map[string]string{}, Now: time.Now}
	if c.DatabaseURL == "" {
		return c, errors.New("set FAGSYSTEM_DATABASE_URL to a Postgres database of the fagsystem's own")
	}
	for _, m := range standin.Municipalities {
		c.Tokens[m] = os.Getenv("FAGSYSTEM_TOKEN_" + strings.ToUpper(m))
		if c.Tokens[m] == "" {
			c.Tokens[m] = os.Getenv("FAGSYSTEM_TOKEN")
		}
	}
	if addresses := os.Getenv("FAGSYSTEM_WEBHOOK_URLS"); addresses != "" {
		c.Webhooks = map[string]webhook.Target{}
		for _, m := range standin.Municipalities {
			target := webhook.Target{Secret: os.Getenv("FAGSYSTEM_WEBHOOK_SECRET_" + strings.ToUpper(m))}
			for address := range strings.SplitSeq(addresses, ",") {
				target.URLs = append(target.URLs, address+"/"+m)
			}
			c.Webhooks[m] = target
		}
	}
	if text := os.Getenv("FAGSYSTEM_NOW"); text != "" {
		start, err := time.Parse(time.RFC3339, text)
		if err != nil {
			return c, fmt.Errorf("FAGSYSTEM_NOW: %w", err)
		}
		ahead := time.Until(start)
		c.Now = func() time.Time { return time.Now().Add(ahead) } // the clock goes on from there
	}
	return c, nil
}
