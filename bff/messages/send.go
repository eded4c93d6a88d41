package messages

import (
	"context"
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"golang.org/x/text/unicode/norm"

	"innbyggertjenesten/bff/drafts"
	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/bff/submissions"
	"innbyggertjenesten/bff/vault"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

// MostCodePoints is how long a message may be, after Clean.
const MostCodePoints = 10_000

// Clean brings a text into the form in which it is kept: NFC, one kind of line
// break, no control characters, nothing around it.
func Clean(text string) string {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, text)
	return strings.TrimSpace(norm.NFC.String(text))
}

// Empty tells whether nothing can be seen of a text.
func Empty(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return unicode.IsGraphic(r) && !unicode.IsSpace(r) })
}

// Send accepts a message: when it returns, the author may be told "sent".
// created is false where the same one was accepted before.
func (r *Room) Send(ctx context.Context, p Place, id uuid.UUID, sent portal.NewMessage) (message portal.Message, created bool, err error) {
	text := Clean(sent.Text)
	bind, err := r.named(ctx, p, id, sent.Attachments)
	switch {
	case err != nil:
		return portal.Message{}, false, err
	case Empty(text) && bind == nil:
		return portal.Message{}, false, problem.New(problem.TextEmpty)
	case utf8.RuneCountInString(text) > MostCodePoints:
		return portal.Message{}, false, problem.New(problem.TextTooLong).With("Count", utf8.RuneCountInString(text)).With("Most", MostCodePoints)
	}
	spoken, err := Spoken(p, sent.Language)
	if err != nil {
		return portal.Message{}, false, err
	}
	d, err := detailsOf(p, text, nil, sent.AfraidOfBeingKnown, sent.AfraidParts)
	if err != nil {
		return portal.Message{}, false, err
	}
	if len(d.AfraidParts) > 0 && text != sent.Text {
		// What was taken away here may have stood before a mark.
		return portal.Message{}, false, problem.New(problem.MarksUnclear)
	}
	body := contract.SubmissionBody{Text: &text, Language: spoken, Attachments: sent.Attachments}
	d.mark(&body)
	accepted, created, err := r.Accept(ctx, submissions.New{
		Key: p.key(id), World: p.World, CaseCopyID: p.CaseCopyID, Kind: contract.SubmissionKindMESSAGE, About: p.Party,
		Body: body, Within: bind, Draft: madeFrom(sent.Draft),
	})
	if err != nil {
		return portal.Message{}, false, err
	}
	if !created || accepted.DraftLeft {
		// The answer to the first try got lost, or to a save; the page may have saved the text since.
		r.removeSentDraft(ctx, p, id, text)
	}
	shown := []portal.Message{r.Own(p, accepted)}
	return shown[0], created, r.knowFiles(ctx, p, shown)
}

// Undo takes a message back and makes it a draft again, with its files.
func (r *Room) Undo(ctx context.Context, p Place, id uuid.UUID) (portal.Draft, error) {
	err := r.Submissions.Undo(ctx, p.key(id), func(tx pgx.Tx, sealer *vault.Sealer, body contract.SubmissionBody) error {
		if len(body.Attachments) > 0 {
			if err := r.Attachments.Unbind(ctx, tx, p.files(), id); err != nil {
				return err
			}
		}
		back := writtenIn(body)
		if back == (drafts.Written{}) {
			return nil
		}
		_, err := r.Drafts.Restore(ctx, tx, sealer, p.draft(), func(there drafts.Written) drafts.Written { return join(back, there) })
		return err
	})
	switch {
	case errors.Is(err, submissions.ErrNotFound):
		return portal.Draft{}, problem.New(problem.NotFound)
	case errors.Is(err, submissions.ErrUndoTooLate):
		return portal.Draft{}, problem.New(problem.UndoTooLate)
	case err != nil:
		return portal.Draft{}, problem.Wrap(problem.Unavailable, err)
	}
	return r.Draft(ctx, p)
}

// Read notes how far who looks has read.
func (r *Room) Read(ctx context.Context, p Place, position int64) error {
	if position < 1 {
		return problem.New(problem.InvalidRequest)
	}
	if err := r.Submissions.NoteRead(ctx, p.Municipality, p.Person, p.CaseCopyID, position); err != nil {
		return problem.Wrap(problem.Unavailable, err)
	}
	return nil
}

func (p Place) key(id uuid.UUID) submissions.Key {
	return submissions.Key{Municipality: p.Municipality, AuthorID: p.Person, OrderingKey: p.CaseCopyID, ID: id}
}

func (p Place) draft() drafts.Key {
	if p.DraftOf != uuid.Nil {
		return drafts.Key{Municipality: p.Municipality, PersonID: p.Person, For: p.DraftOf}
	}
	return drafts.Key{Municipality: p.Municipality, PersonID: p.Person, For: p.CaseCopyID}
}
