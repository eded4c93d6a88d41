// Package receipt says on paper what somebody has handed in: what was written,
// when it was sent, whether it is registered and under which number. It tells
// nothing of anybody else, and never whether or when somebody read it.
package receipt

import (
	"context"
	"fmt"
	"runtime"
	"time"

	"innbyggertjenesten/bff/oslo"
	"innbyggertjenesten/bff/paper"
	"innbyggertjenesten/i18n"
)

// State is how far it has come, in the words of a receipt.
type State string

// The states; each has a text of its own.
const (
	// Undoable: sent, and can still be taken back.
	Undoable State = "undoable"
	// Sent: on its way.
	Sent State = "sent"
	// Waiting: on its way, and something doesn't answer.
	Waiting State = "waiting"
	// AfterEarlier: something that was sent before must come first.
	AfterEarlier State = "after-earlier"
	// Stopped: a human must look.
	Stopped State = "stopped"
	// Delivered: registered.
	Delivered State = "delivered"
	// TakenOut: registered, and taken out of the case afterwards.
	TakenOut State = "taken-out"
)

// Handed is something that somebody has handed in.
type Handed struct {
	// Kind is what it is, in the reader's language.
	Kind         string
	Municipality string
	// Contact is whom the party talks with now, or "".
	Contact string
	// From is the author's own name.
	From        string
	SentAt      time.Time
	State       State
	DeliveredAt *time.Time
	// Number is the fagsystem's, or "".
	Number string
	// Details are further things that were said, each with its label.
	Details []Detail
	// Text is what was written, in TextLanguage where that is known.
	Text, TextLanguage string
	// Attachments are what was sent along, as it is to be said.
	Attachments []string
}

// Detail is one thing that was said, with its label.
type Detail struct{ Label, Text string }

// FileName is a neutral name for the file, after the day on which it was sent.
// ASCII is for programs that know no other letters.
func FileName(language string, sentAt time.Time) (name, ascii string) {
	day := sentAt.In(oslo.Zone).Format("2006-01-02")
	name = i18n.Localize(language, "srv.receipt.file", nil) + "-" + day + ".pdf"
	for _, r := range name {
		if r > '~' {
			return name, i18n.Localize("en", "srv.receipt.file", nil) + "-" + day + ".pdf"
		}
	}
	return name, name
}

// sheet is the receipt as it stands on paper.
func (h Handed) sheet(language string, now time.Time) paper.Sheet {
	say := func(key string, data map[string]any) string { return i18n.Localize(language, "srv.receipt."+key, data) }
	when := func(at time.Time) map[string]any {
		return map[string]any{"When": i18n.DayAndTime(language, at.In(oslo.Zone))}
	}
	s := paper.Sheet{
		Language: language, Title: say("title", nil), Made: now, Missing: say("missing", nil),
		PageNumber: func(page, pages int) string { return say("page", map[string]any{"Page": page, "Pages": pages}) },
	}
	add := func(kind paper.Kind, label, text string) {
		if text != "" {
			s.Blocks = append(s.Blocks, paper.Block{Kind: kind, Label: label, Text: text})
		}
	}
	fact := func(key, text string) { add(paper.Fact, say(key, nil), text) }

	add(paper.Title, "", say("title", nil))
	fact("kind", h.Kind)
	fact("sent-at", i18n.DayAndTime(language, h.SentAt.In(oslo.Zone)))
	fact("from", h.From)
	contact := say("contact-only", nil)
	if h.Contact != "" {
		contact = say("contact", map[string]any{"Name": i18n.Isolated(h.Contact)})
	}
	fact("to", contact)
	fact("municipality", h.Municipality)
	data := map[string]any{}
	if h.DeliveredAt != nil {
		data = when(*h.DeliveredAt)
	}
	fact("state", say(string(h.State), data))
	fact("number", h.Number)
	for _, detail := range h.Details {
		add(paper.Fact, detail.Label, detail.Text)
	}
	if h.Text != "" {
		add(paper.Heading, "", say("written", nil))
		s.Blocks = append(s.Blocks, paper.Block{Kind: paper.Text, Text: h.Text, Language: h.TextLanguage})
	}
	if len(h.Attachments) > 0 {
		add(paper.Heading, "", say("attachments", nil))
		for _, name := range h.Attachments {
			add(paper.Item, "", name)
		}
	}
	add(paper.Note, "", say("deadline", nil))
	add(paper.Note, "", say("made", when(now)))
	return s
}

// Press makes receipts, a few at a time: each costs a processor for a moment.
type Press struct{ places chan struct{} }

// NewPress makes a press.
func NewPress() *Press { return &Press{places: make(chan struct{}, max(1, runtime.GOMAXPROCS(0)/2))} }

// PDF is a receipt in a language.
func (p *Press) PDF(ctx context.Context, h Handed, language string, now time.Time) ([]byte, error) {
	select {
	case p.places <- struct{}{}:
	case <-ctx.Done():
		return nil, fmt.Errorf("receipt: %w", ctx.Err())
	}
	defer func() { <-p.places }()
	return h.sheet(language, now).PDF(), nil
}
