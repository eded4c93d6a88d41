package notify

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
)

const (
	ordersPath    = "/notifications/api/v1/orders"
	altinnTimeout = 10 * time.Second
	mostAnswer    = 1 << 20
)

// Tokens gives the bearer token of the next call; fagsystem.TokenFile does.
type Tokens interface {
	Token(ctx context.Context) (string, error)
}

// Altinn orders notifications of Altinn Notifications, which finds a person's
// telephone in the national contact register.
type Altinn struct {
	base   string
	tokens Tokens
	client *http.Client
}

// NewAltinn makes a client. transport may be nil.
func NewAltinn(base string, tokens Tokens, transport http.RoundTripper) *Altinn {
	return &Altinn{base: strings.TrimSuffix(base, "/"), tokens: tokens, client: &http.Client{
		Transport: transport, Timeout: altinnTimeout,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// Order is one notification.
type Order struct {
	// Reference is the same for each attempt at it.
	Reference string
	// Number is the national number of the one it is for.
	Number string
	// Sender is shown on the telephone.
	Sender, Text string
}

// Ordered is what became of an order at once.
type Ordered struct {
	ID string
	// Reserved: the person wants no digital mail. NoContact: no telephone is known.
	Reserved, NoContact bool
}

// Order places an order. When it is an attempt after another, it first asks
// whether that one arrived, so that nobody is told twice.
func (a *Altinn) Order(ctx context.Context, order Order, again bool) (Ordered, error) {
	if again {
		if found, err := a.find(ctx, order.Reference); err != nil || found.ID != "" {
			return found, err
		}
	}
	body, err := json.Marshal(map[string]any{
		"sendersReference": order.Reference, "notificationChannel": "Sms",
		"recipients":  []map[string]string{{"nationalIdentityNumber": order.Number}},
		"smsTemplate": map[string]string{"senderNumber": order.Sender, "body": order.Text},
	})
	if err != nil {
		return Ordered{}, err
	}
	var answer struct {
		OrderID string `json:"orderId"`
		Lookup  struct {
			Status         string   `json:"status"`
			IsReserved     []string `json:"isReserved"`
			MissingContact []string `json:"missingContact"`
		} `json:"recipientLookup"`
	}
	status, err := a.call(ctx, http.MethodPost, ordersPath, body, &answer)
	switch {
	case err != nil:
		return Ordered{}, err
	case status >= 300 || answer.OrderID == "":
		return Ordered{}, fmt.Errorf("notify: an order was answered with %d", status)
	}
	return Ordered{
		ID: answer.OrderID, Reserved: len(answer.Lookup.IsReserved) > 0, NoContact: len(answer.Lookup.MissingContact) > 0,
	}, nil
}

// find looks for an order by its reference; an empty ID means that there is none.
func (a *Altinn) find(ctx context.Context, reference string) (Ordered, error) {
	var answer struct {
		Orders []struct {
			ID string `json:"id"`
		} `json:"orders"`
	}
	status, err := a.call(ctx, http.MethodGet, ordersPath+"?sendersReference="+url.QueryEscape(reference), nil, &answer)
	switch {
	case err != nil:
		return Ordered{}, err
	case status == http.StatusNotFound || status == http.StatusOK && len(answer.Orders) == 0:
		return Ordered{}, nil
	case status != http.StatusOK:
		return Ordered{}, fmt.Errorf("notify: looking for an order was answered with %d", status)
	}
	return Ordered{ID: answer.Orders[0].ID}, nil
}

// Status is how far an order has come.
type Status struct {
	Completed bool
	Succeeded int
}

// Status asks how far an order has come.
func (a *Altinn) Status(ctx context.Context, orderID string) (Status, error) {
	var answer struct {
		Processing struct {
			Status string `json:"status"`
		} `json:"processingStatus"`
		Summary struct {
			SMS struct {
				Succeeded int `json:"succeeded"`
			} `json:"sms"`
		} `json:"notificationsStatusSummary"`
	}
	status, err := a.call(ctx, http.MethodGet, ordersPath+"/"+url.PathEscape(orderID)+"/status", nil, &answer)
	switch {
	case err != nil:
		return Status{}, err
	case status != http.StatusOK:
		return Status{}, fmt.Errorf("notify: asking for an order was answered with %d", status)
	}
	return Status{Completed: answer.Processing.Status == "Completed", Succeeded: answer.Summary.SMS.Succeeded}, nil
}

// call makes one call. Its errors hold nothing of what was sent or answered.
func (a *Altinn) call(ctx context.Context, method, path string, body []byte, answer any) (status int, err error) {
	token, err := a.tokens.Token(ctx)
	if err != nil {
		return 0, errors.New("notify: there is no token for Altinn")
	}
	request, err := http.NewRequestWithContext(ctx, method, a.base+path, bytes.NewReader(body))
	if err != nil {
		return 0, errors.New("notify: the address of Altinn can't be used")
	}
	request.Header.Set("Authorization", "Bearer "+token)
	request.Header.Set("Accept", "application/json")
	if body != nil {
		request.Header.Set("Content-Type", "application/json")
	}
	response, err := a.client.Do(request)
	if err != nil {
		return 0, errors.New("notify: Altinn doesn't answer")
	}
	defer func() { _ = response.Body.Close() }()
	content, err := io.ReadAll(io.LimitReader(response.Body, mostAnswer))
	if err != nil {
		return 0, errors.New("notify: Altinn's answer broke off")
	}
	if response.StatusCode < 300 && json.Unmarshal(content, answer) != nil {
		return 0, errors.New("notify: Altinn's answer can't be read")
	}
	return response.StatusCode, nil
}
