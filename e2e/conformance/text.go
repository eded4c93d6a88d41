package conformance

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"unicode/utf8"

	"github.com/google/uuid"

	"innbyggertjenesten/contracts/fagsystem"
)

var textChecks = []check{
	{"a translation that is asked for is the party's, has no place in the conversation, and is told", translationListed},
	{"a mark is the party's until it is answered; confirmed, the text says so, and the newest answer holds", markAnswered},
	{"what is asked about a text that isn't there, or by the wrong side, is refused", textRefused},
}

// wantedLanguage is asked for in translations: hardly any document is there in it.
const wantedLanguage = "ti"

// ofDocument is the body of something about the setup's document.
func (r *runner) ofDocument(kind string, more object) submission {
	body := object{"entryId": r.setup.EntryID, "documentId": r.setup.DocumentID}
	for name, value := range more {
		body[name] = value
	}
	raw, err := json.Marshal(body)
	if err != nil {
		panic(err) // strings and objects of strings can always be written
	}
	return r.asking(kind, string(raw))
}

// byEmployee is the same, handed in by the employee.
func (r *runner) byEmployee(s submission) submission {
	s.author = object{"employeeId": r.setup.EmployeeID}
	return s
}

func (r *runner) textRequests(ctx context.Context) (fagsystem.TextRequests, error) {
	return read[fagsystem.TextRequests](ctx, r.client, get(r.copyPath+"/text-requests"))
}

// silently registers what has no place in the conversation: it comes at the end of
// it, and nobody has it unread.
func (r *runner) silently(ctx context.Context, s submission) error {
	before, err := r.conversation(ctx)
	if err != nil {
		return err
	}
	reg, err := r.register(ctx, s)
	if err != nil {
		return err
	}
	page, err := read[fagsystem.MessagePage](ctx, r.client, get(r.copyPath+"/messages?limit=1"))
	if err != nil {
		return err
	}
	if reg.Position != page.LastPosition {
		return fmt.Errorf("a %s has the place %d, and the conversation ends at %d", s.kind, reg.Position, page.LastPosition)
	}
	after, err := r.conversation(ctx)
	if err == nil && after.Unread != before.Unread {
		err = fmt.Errorf("after a %s there are %d unread instead of %d", s.kind, after.Unread, before.Unread)
	}
	if err != nil {
		return err
	}
	return r.notListed(ctx, s)
}

func translationListed(ctx context.Context, r *runner) error {
	from, err := r.now(ctx)
	if err != nil {
		return err
	}
	s := r.ofDocument("TRANSLATION_REQUEST", object{"language": wantedLanguage})
	if err := r.silently(ctx, s); err != nil {
		return err
	}
	asked, err := r.textRequests(ctx)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(asked.Translations, func(one fagsystem.TranslationOrder) bool { return one.RequestId.String() == s.id })
	if at < 0 {
		return fmt.Errorf("the request isn't among those for translations")
	}
	one := asked.Translations[at]
	if one.EntryId.String() != r.setup.EntryID || one.DocumentId.String() != r.setup.DocumentID || one.Language != wantedLanguage || !one.State.Valid() || !one.AskedAt.Equal(s.acceptedAt) {
		return fmt.Errorf("it came back as %+v", one)
	}
	for i, other := range asked.Translations {
		if i != at && other.DocumentId == one.DocumentId && other.Language == one.Language {
			return fmt.Errorf("an older request for the same is there too: %+v", other)
		}
	}
	conversation, err := r.conversation(ctx)
	if err != nil {
		return err
	}
	if one.State == fagsystem.TranslationStateASKED && (conversation.OpenTranslations == nil || *conversation.OpenTranslations < 1) {
		return fmt.Errorf("what nobody has ordered isn't counted: %v", conversation.OpenTranslations)
	}
	_, err = r.event(ctx, from, func(event fagsystem.Event) bool {
		return event.Type == fagsystem.EventTypeTranslationOrdered && event.Data.Language != nil && *event.Data.Language == wantedLanguage &&
			event.Data.DocumentId != nil && event.Data.DocumentId.String() == r.setup.DocumentID
	})
	if err != nil {
		return fmt.Errorf("that it was asked for is told: %w", err)
	}
	return nil
}

// marked is one of the party's marks as the fagsystem has it.
func (r *runner) marked(ctx context.Context, id string) (fagsystem.ParagraphMark, error) {
	asked, err := r.textRequests(ctx)
	if err != nil {
		return fagsystem.ParagraphMark{}, err
	}
	at := slices.IndexFunc(asked.Marks, func(one fagsystem.ParagraphMark) bool { return one.MarkId.String() == id })
	if at < 0 {
		return fagsystem.ParagraphMark{}, fmt.Errorf("the mark isn't among the marks")
	}
	return asked.Marks[at], nil
}

// toldOfMark waits for the event of one side about a mark.
func (r *runner) toldOfMark(ctx context.Context, from, id string, side fagsystem.Side) error {
	_, err := r.event(ctx, from, func(event fagsystem.Event) bool {
		return event.Type == fagsystem.EventTypeMarkChanged && event.Data.MessageId != nil && event.Data.MessageId.String() == id &&
			event.Data.Side != nil && *event.Data.Side == side
	})
	if err != nil {
		return fmt.Errorf("mark.changed by %s: %w", side, err)
	}
	return nil
}

// inText is a mark's answer for the text that is there.
func (r *runner) inText(to, outcome, version, words string) submission {
	body := object{"markAnswer": object{"to": to, "outcome": outcome, "textVersion": version}, "language": "nb"}
	if words != "" {
		body["text"] = words
	}
	raw, err := json.Marshal(body)
	if err != nil {
		panic(err) // strings and objects of strings can always be written
	}
	return r.byEmployee(r.asking("MARK_ANSWER", string(raw)))
}

func markAnswered(ctx context.Context, r *runner) error {
	text, err := read[fagsystem.DocumentText](ctx, r.client, get(r.textPath()))
	if err != nil {
		return err
	}
	version := text.Version
	if text.TextVersion != nil {
		version = *text.TextVersion
	}
	before, err := r.conversation(ctx)
	if err != nil {
		return err
	}
	from, err := r.now(ctx)
	if err != nil {
		return err
	}
	mark := r.ofDocument("PARAGRAPH_MARK", object{"language": "nb", "text": "Slik sa jeg det ikke",
		"paragraph": object{"language": r.setup.TextLanguage, "blockId": "b1", "textVersion": version, "excerpt": beginning(text.Content)}})
	if err := r.silently(ctx, mark); err != nil {
		return err
	}
	if err := r.toldOfMark(ctx, from, mark.id, fagsystem.SidePARTY); err != nil {
		return err
	}
	one, err := r.marked(ctx, mark.id)
	if err != nil {
		return err
	}
	if one.State != "MARKED" || one.Answer != nil || one.Paragraph.BlockId != "b1" || one.Paragraph.Language != r.setup.TextLanguage || one.Paragraph.TextVersion != version ||
		one.Text == nil || *one.Text != "Slik sa jeg det ikke" || one.DocumentId.String() != r.setup.DocumentID {
		return fmt.Errorf("it came back as %+v", one)
	}
	waiting, err := r.conversation(ctx)
	if err != nil {
		return err
	}
	if before.UnansweredMarks == nil || waiting.UnansweredMarks == nil || *waiting.UnansweredMarks != *before.UnansweredMarks+1 {
		return fmt.Errorf("a mark that nobody has answered isn't counted: %v, then %v", before.UnansweredMarks, waiting.UnansweredMarks)
	}
	if err := r.problem(ctx, r.put(r.inText(mark.id, "NOT_WRONG", version, "")), http.StatusUnprocessableEntity, "invalid"); err != nil {
		return fmt.Errorf("that it isn't wrong, without a word: %w", err)
	}
	for _, step := range []struct{ outcome, words string }{{"CONFIRMED", "Det retter vi"}, {"NOT_WRONG", "Det stemmer likevel"}} {
		answer := r.inText(mark.id, step.outcome, version, step.words)
		if from, err = r.now(ctx); err != nil {
			return err
		}
		if err := r.silently(ctx, answer); err != nil {
			return err
		}
		if err := r.toldOfMark(ctx, from, mark.id, fagsystem.SideEMPLOYEE); err != nil {
			return err
		}
		if one, err = r.marked(ctx, mark.id); err != nil {
			return err
		}
		if string(one.State) != step.outcome || one.Answer == nil || one.Answer.TextVersion != version || one.Answer.Text == nil || *one.Answer.Text != step.words {
			return fmt.Errorf("answered %s it is %+v, answered %+v", step.outcome, one, one.Answer)
		}
		if step.outcome == "NOT_WRONG" {
			continue
		}
		if text, err = read[fagsystem.DocumentText](ctx, r.client, get(r.textPath())); err != nil {
			return err
		}
		if !slices.Contains(text.ConfirmedMarks, "b1") {
			return fmt.Errorf("the text doesn't say that the paragraph isn't right: %v", text.ConfirmedMarks)
		}
	}
	after, err := r.conversation(ctx)
	if err == nil && *after.UnansweredMarks != *before.UnansweredMarks {
		return fmt.Errorf("an answered mark counts as unanswered")
	}
	return err
}

// beginning is how a text begins, in at most 500 code points.
func beginning(content string) string {
	count := 0
	for at := range content {
		if count++; count > 500 {
			return content[:at]
		}
	}
	if !utf8.ValidString(content) {
		return ""
	}
	return content
}

func textRefused(ctx context.Context, r *runner) error {
	paragraph := object{"language": r.setup.TextLanguage, "blockId": "b1", "textVersion": "1", "excerpt": "x"}
	elsewhere := r.ofDocument("TRANSLATION_REQUEST", object{"language": wantedLanguage, "entryId": uuid.NewString(), "documentId": uuid.NewString()})
	byParty := r.inText(uuid.NewString(), "CONFIRMED", "1", "")
	byParty.author = object{"personId": r.setup.PersonID}
	for name, s := range map[string]submission{
		"a translation into nothing":                         r.ofDocument("TRANSLATION_REQUEST", nil),
		"a translation of what was never in the copy":        elsewhere,
		"a translation asked for by an employee":             r.byEmployee(r.ofDocument("TRANSLATION_REQUEST", object{"language": wantedLanguage})),
		"a mark of no paragraph":                             r.ofDocument("PARAGRAPH_MARK", object{"language": "nb"}),
		"a mark by an employee":                              r.byEmployee(r.ofDocument("PARAGRAPH_MARK", object{"language": "nb", "paragraph": paragraph})),
		"a mark in a document that was never in the copy":    r.ofDocument("PARAGRAPH_MARK", object{"language": "nb", "paragraph": paragraph, "documentId": uuid.NewString()}),
		"the answer to a mark by the party":                  byParty,
		"the answer to a mark that nobody made in this copy": r.inText(uuid.NewString(), "CONFIRMED", "1", ""),
	} {
		if err := r.problem(ctx, r.put(s), http.StatusUnprocessableEntity, "invalid"); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}
