// Command conformance checks any implementation of the fagsystem contract from outside:
//
//	npm run conformance -- --fagsystem URL [--token TOKEN] [--setup FILE] [--webhooks ADDRESS]
//
// URL is one municipality's base URL, without /v1. FILE is JSON and names fictitious people of the installation; its
// fields are those of conformance.Setup. Without a file the stand-in's own is asked for, its token with it.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/signal"
	"path"

	"innbyggertjenesten/e2e/conformance"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	result, err := run(ctx)
	if err != nil {
		fmt.Fprintln(os.Stderr, "conformance:", err)
		os.Exit(2)
	}
	if len(result.Failed) > 0 {
		os.Exit(1)
	}
}

func run(ctx context.Context) (conformance.Result, error) {
	base := flag.String("fagsystem", "", "base URL of one municipality's fagsystem, without /v1")
	token := flag.String("token", os.Getenv("FAGSYSTEM_TOKEN"), "bearer token; otherwise FAGSYSTEM_TOKEN, or the setup's")
	file := flag.String("setup", "", "JSON file that names the test installation's fictitious people")
	webhooks := flag.String("webhooks", "", "host:port at which to hear the fagsystem's webhooks; without it they aren't checked")
	flag.Parse()
	if *base == "" {
		return conformance.Result{}, errors.New("say --fagsystem URL")
	}
	setup, err := readSetup(ctx, *base, *file)
	if err != nil {
		return conformance.Result{}, err
	}
	if *token == "" && setup.Token == "" {
		return conformance.Result{}, errors.New("say --token TOKEN")
	}
	options := conformance.Options{URL: *base, Token: *token, Setup: setup, Out: os.Stdout}
	if *webhooks != "" {
		if options.Webhooks, err = net.Listen("tcp", *webhooks); err != nil {
			return conformance.Result{}, fmt.Errorf("nobody can listen there: %w", err)
		}
	}
	return conformance.Run(ctx, options)
}

func readSetup(ctx context.Context, base, file string) (conformance.Setup, error) {
	var setup conformance.Setup
	if file != "" {
		raw, err := os.ReadFile(file)
		if err != nil {
			return setup, err
		}
		return setup, json.Unmarshal(raw, &setup)
	}
	u, err := url.Parse(base)
	if err != nil {
		return setup, err
	}
	u.Path = "/control/" + path.Base(u.Path) + "/conformance"
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return setup, err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return setup, fmt.Errorf("nothing answers there: %w", err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return setup, errors.New("this is not the stand-in: say --setup FILE")
	}
	return setup, json.NewDecoder(response.Body).Decode(&setup)
}
