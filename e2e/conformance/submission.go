package conformance

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"github.com/google/uuid"
	"github.com/gowebpki/jcs"

	"innbyggertjenesten/contracts/fagsystem"
)

// submission is a message on its way; body is sent byte for byte.
type submission struct {
	id         string
	author     object
	acceptedAt time.Time
	previous   *string
	body       json.RawMessage
	hash       string
	kind       string // MESSAGE where empty
	// attachments describe the files that the body names.
	attachments []object
}

func (r *runner) message(text string) submission {
	return r.messageBy(object{"personId": r.setup.PersonID}, text)
}

func (r *runner) answer(text string) submission {
	return r.messageBy(object{"employeeId": r.setup.EmployeeID}, text)
}

func (r *runner) messageBy(author object, text string) submission {
	body, err := json.Marshal(object{"text": text, "language": "nb"})
	if err != nil {
		panic(err) // two strings can always be written
	}
	return submission{id: uuid.Must(uuid.NewV7()).String(), author: author, acceptedAt: time.Now().UTC().Truncate(time.Millisecond)}.saying(body)
}

func (s submission) saying(body json.RawMessage) submission {
	canonical, err := jcs.Transform(body)
	if err != nil {
		panic(err) // only called with JSON
	}
	sum := sha256.Sum256(canonical)
	s.body, s.hash = body, hex.EncodeToString(sum[:])
	return s
}

func (s submission) after(id string) submission {
	s.previous = &id
	return s
}

func (s submission) json() object {
	kind := s.kind
	if kind == "" {
		kind = "MESSAGE"
	}
	sent := object{"kind": kind, "author": s.author, "acceptedAt": s.acceptedAt.Format(time.RFC3339Nano), "previous": s.previous,
		"bodyHash": s.hash, "body": s.body}
	if len(s.attachments) > 0 {
		sent["attachments"] = s.attachments
	}
	return sent
}

func (r *runner) put(s submission) request {
	return put(r.copyPath+"/submissions/"+s.id, s.json())
}

// register puts something new.
func (r *runner) register(ctx context.Context, s submission) (fagsystem.Registration, error) {
	var reg fagsystem.Registration
	a, err := r.expect(ctx, r.put(s), http.StatusCreated)
	if err != nil {
		return reg, err
	}
	return reg, json.Unmarshal(a.body, &reg)
}

// listed finds messages of the conversation by id.
func (r *runner) listed(ctx context.Context) (map[string]fagsystem.Message, []fagsystem.Message, error) {
	page, err := read[fagsystem.MessagePage](ctx, r.client, get(r.copyPath+"/messages?limit=200"))
	byID := map[string]fagsystem.Message{}
	for _, m := range page.Messages {
		if _, twice := byID[m.MessageId.String()]; twice {
			return nil, nil, fmt.Errorf("message %s is listed twice", m.MessageId)
		}
		byID[m.MessageId.String()] = m
	}
	return byID, page.Messages, err
}

func (r *runner) notListed(ctx context.Context, s submission) error {
	byID, _, err := r.listed(ctx)
	if _, there := byID[s.id]; there {
		return fmt.Errorf("it was stored")
	}
	return err
}
