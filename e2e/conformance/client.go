package conformance

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"

	"innbyggertjenesten/contracts/fagsystem"
)

// client asks, and holds every answer against the contract's schemas, whatever the check is about.
type client struct {
	base   string
	token  string
	http   *http.Client
	router routers.Router
	number string
}

func newClient(o Options) (*client, error) {
	spec, err := fagsystem.GetSpec()
	if err != nil {
		return nil, fmt.Errorf("the contract: %w", err)
	}
	base := strings.TrimSuffix(o.URL, "/")
	if _, err := url.ParseRequestURI(base); err != nil {
		return nil, fmt.Errorf("--fagsystem: %w", err)
	}
	spec.Servers = openapi3.Servers{{URL: base}}
	router, err := gorillamux.NewRouter(spec)
	if err != nil {
		return nil, fmt.Errorf("the contract: %w", err)
	}
	httpClient := o.Client
	if httpClient == nil {
		httpClient = http.DefaultClient
	}
	return &client{base: base, token: cmp.Or(o.Token, o.Setup.Token), http: httpClient, router: router, number: o.Setup.NationalNumber}, nil
}

type answer struct {
	status int
	header http.Header
	body   []byte
}

type request struct {
	method, path string
	body         any
	header       map[string]string
	noToken      bool
}

func get(path string) request { return request{method: http.MethodGet, path: path} }
func put(path string, body any) request {
	return request{method: http.MethodPut, path: path, body: body}
}
func post(path string, body any) request {
	return request{method: http.MethodPost, path: path, body: body}
}

func (r request) with(name, value string) request {
	header := map[string]string{name: value}
	for n, v := range r.header {
		header[n] = v
	}
	r.header = header
	return r
}

// ask sends a request and checks the answer's shape.
func (c *client) ask(ctx context.Context, q request) (answer, error) {
	var body io.Reader
	kind := "application/json"
	if raw, ok := q.body.(rawBody); ok {
		body, kind = bytes.NewReader(raw), "application/octet-stream"
	} else if q.body != nil {
		raw, err := json.Marshal(q.body)
		if err != nil {
			return answer{}, err
		}
		body = bytes.NewReader(raw)
	}
	r, err := http.NewRequestWithContext(ctx, q.method, c.base+q.path, body)
	if err != nil {
		return answer{}, err
	}
	if body != nil {
		r.Header.Set("Content-Type", kind)
	}
	if !q.noToken {
		r.Header.Set("Authorization", "Bearer "+c.token)
	}
	for name, value := range q.header {
		r.Header.Set(name, value)
	}
	response, err := c.http.Do(r)
	if err != nil {
		return answer{}, err
	}
	defer response.Body.Close()
	raw, err := io.ReadAll(response.Body)
	if err != nil {
		return answer{}, err
	}
	a := answer{response.StatusCode, response.Header, raw}
	return a, c.shape(ctx, r, a)
}

// shape compares an answer with the contract, and looks for the national number where it must not be.
func (c *client) shape(ctx context.Context, r *http.Request, a answer) error {
	what := r.Method + " " + r.URL.Path
	if bytes.Contains(a.body, []byte(c.number)) {
		return fmt.Errorf("%s: the answer holds the national number", what)
	}
	if a.status == http.StatusNotModified || a.status == http.StatusRequestedRangeNotSatisfiable || a.status == http.StatusNoContent {
		return nil
	}
	route, params, err := c.router.FindRoute(r)
	if err != nil {
		return fmt.Errorf("%s: not in the contract: %w", what, err)
	}
	input := &openapi3filter.ResponseValidationInput{
		RequestValidationInput: &openapi3filter.RequestValidationInput{Request: r, PathParams: params, Route: route},
		Status:                 a.status, Header: a.header,
		Options: &openapi3filter.Options{IncludeResponseStatus: true, MultiError: true},
	}
	input.SetBodyBytes(a.body)
	if err := openapi3filter.ValidateResponse(ctx, input); err != nil {
		return fmt.Errorf("%s: answer %d doesn't have the contract's shape: %w", what, a.status, firstLine(err))
	}
	if a.status >= http.StatusBadRequest {
		return c.problemShape(what, a)
	}
	return nil
}

func (c *client) problemShape(what string, a answer) error {
	if !strings.HasPrefix(a.header.Get("Content-Type"), "application/problem+json") {
		return fmt.Errorf("%s: answer %d is not problem+json", what, a.status)
	}
	var p fagsystem.Problem
	if err := json.Unmarshal(a.body, &p); err != nil {
		return err
	}
	if p.Status != a.status {
		return fmt.Errorf("%s: the problem says %d, the answer is %d", what, p.Status, a.status)
	}
	return nil
}

func firstLine(err error) error {
	line, _, _ := strings.Cut(err.Error(), "\n")
	return errors.New(line)
}

// expect asks and wants one of the given statuses.
func (c *client) expect(ctx context.Context, q request, statuses ...int) (answer, error) {
	a, err := c.ask(ctx, q)
	if err != nil {
		return a, err
	}
	for _, status := range statuses {
		if a.status == status {
			return a, nil
		}
	}
	return a, fmt.Errorf("%s %s: answer %d, not %v", q.method, q.path, a.status, statuses)
}

// problem asks and wants a problem with that status and code.
func (c *client) problem(ctx context.Context, q request, status int, code fagsystem.ProblemCode) error {
	a, err := c.expect(ctx, q, status)
	if err != nil {
		return err
	}
	var p fagsystem.Problem
	if err := json.Unmarshal(a.body, &p); err != nil {
		return err
	}
	if p.Code != code {
		return fmt.Errorf("%s %s: code %q, not %q", q.method, q.path, p.Code, code)
	}
	return nil
}

// read asks, wants 200 and reads the answer.
func read[T any](ctx context.Context, c *client, q request) (T, error) {
	var value T
	a, err := c.expect(ctx, q, http.StatusOK)
	if err != nil {
		return value, err
	}
	return value, json.Unmarshal(a.body, &value)
}
