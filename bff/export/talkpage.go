package export

import (
	"context"
	"io"
	"slices"
	"time"

	"innbyggertjenesten/bff/receipt"
	"innbyggertjenesten/contracts/portal"
	"innbyggertjenesten/i18n"
)

// said is a message on the conversation's page.
type said struct {
	Mine         bool
	From, Kind   string
	SentAt       time.Time
	Withdrawn    bool
	Withheld     bool
	Details      []receipt.Detail
	Text         string
	TextLanguage string
	Translations []portal.MessageTranslation
	Files        []saidFile
	// Receipt is what a receipt says of one's own: how far it came, never who read it.
	Receipt, Number string
}

type saidFile struct{ Says, Path string }

// conversation makes the conversation's page, with the files that were checked.
func (m *making) conversation(ctx context.Context, number int) (item, error) {
	made := item{}
	if !m.found.May.Conversation {
		return made, nil
	}
	messages, err := m.store.settings.Portal.Messages(ctx, m.actor, m.found)
	if err != nil {
		return item{}, err
	}
	var all []said
	for _, message := range messages {
		one := m.said(message)
		made.Holds = append(made.Holds, messagePrints(message)...)
		for i, file := range message.Attachments {
			line := saidFile{}
			if i < len(one.Files) {
				line = one.Files[i]
			}
			if file.State == portal.AttachmentStateREADY && !one.Withdrawn {
				kept, err := m.attachment(ctx, number, len(made.Files), message, file)
				switch {
				case err == nil:
					line.Path = kept.Name
					made.Files = append(made.Files, kept)
					made.Holds = append(made.Holds, filePrint(message, file))
				case m.fatal(err):
					return item{}, err
				}
			}
			if i < len(one.Files) {
				one.Files[i] = line
			}
		}
		all = append(all, one)
	}
	page, err := m.page(ctx, number, len(made.Files), "pages/messages.html", "conversation", struct {
		head
		Messages []said
	}{head{m.row.Language, i18n.Localize(m.row.Language, "nav.conversation", nil)}, all})
	made.Files = append(made.Files, page)
	return made, err
}

func (m *making) attachment(ctx context.Context, number, place int, message portal.Message, file portal.Attachment) (packed, error) {
	content, extension, err := m.store.settings.Portal.File(ctx, m.actor, m.found, message.MessageId, file.AttachmentId)
	if err != nil {
		return packed{}, err
	}
	defer func() { _ = content.Close() }()
	length := int64(-1)
	if file.Size != nil {
		length = *file.Size
	}
	return m.pack(ctx, number, place, name("files", []int{number, place + 1}, extension), false, func(w io.Writer) error { return whole(w, content, length) })
}

func (m *making) said(message portal.Message) said {
	code := m.row.Language
	handed := receipt.OfMessage(message, code)
	one := said{
		Mine: message.Mine, From: handed.From, SentAt: message.SentAt, Withdrawn: message.Withdrawn != nil && *message.Withdrawn,
		Withheld: message.Withheld != nil && *message.Withheld,
		Details:  handed.Details, Text: handed.Text, TextLanguage: handed.TextLanguage, Translations: slices.Clone(message.Translations),
	}
	switch {
	case message.Request != nil, message.On != nil, message.AccessRequest != nil, message.Understood != nil:
		one.Kind = handed.Kind
	case message.Consent != nil:
		one.Kind = i18n.Localize(code, "talk.consent.line", nil)
		if message.Consent.Purpose != nil {
			one.Details = append(one.Details, receipt.Detail{Label: i18n.Localize(code, "srv.receipt.consent.purpose", nil), Text: *message.Consent.Purpose})
		}
		if message.Consent.Reply != nil {
			one.Text, one.TextLanguage = i18n.Localize(code, "talk.consent."+string(*message.Consent.Reply), nil), code
		}
	case message.View != nil:
		one.Kind = i18n.Localize(code, "views.title", nil)
		for _, said := range message.View.Items {
			one.Details = append(one.Details, receipt.Detail{Label: i18n.Localize(code, "views.prompt."+string(said.Prompt), nil), Text: said.Text})
		}
	}
	for _, answer := range message.Answers {
		one.Details = append(one.Details, receipt.Detail{Label: i18n.Localize(code, "views.outcome."+string(answer.Outcome), nil), Text: answer.Reason})
		if translated := answer.Translation; translated != nil {
			one.Translations = append(one.Translations, portal.MessageTranslation{
				Language: translated.Made.Language, Direction: translated.Made.Direction, Text: translated.Text, Provenance: translated.Made.Provenance,
			})
		}
	}
	if message.AnswerBy != nil {
		one.Details = append(one.Details, receipt.Detail{Label: i18n.Localize(code, "srv.export.promised", nil), Text: i18n.Day(code, message.AnswerBy.Time)})
	}
	for _, says := range handed.Attachments {
		one.Files = append(one.Files, saidFile{Says: says})
	}
	if message.Mine && !one.Withdrawn {
		one.Receipt, one.Number = saidState(handed, code), handed.Number
	}
	return one
}
