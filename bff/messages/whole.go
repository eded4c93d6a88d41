package messages

import (
	"context"
	"io"
	"slices"
	"time"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/examine"
	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

// mostWholePages bounds what is read of a conversation that never ends.
const mostWholePages = 100

// Whole is all of the conversation, oldest message first, as Page shows it. It is
// read for somebody to take along and doesn't count as shown.
func (r *Room) Whole(ctx context.Context, p Place) ([]portal.Message, error) {
	// First what is on its way, for the same reason as in Page.
	pending, err := r.Submissions.InConversation(ctx, p.Municipality, p.CaseCopyID, p.World, p.Person)
	if err != nil {
		return nil, err
	}
	system := r.Fagsystem(p.Municipality)
	if system == nil {
		return nil, fagsystem.ErrNotFound
	}
	caseCopy, err := system.CaseCopy(ctx, p.CaseCopyID)
	if err != nil {
		return nil, err
	}
	hidden := hiddenIn(&caseCopy)
	var all []portal.Message
	known := map[uuid.UUID]bool{}
	for before, pages := int64(0), 0; ; pages++ {
		history, err := system.Messages(ctx, p.CaseCopyID, before, wholeHistory)
		if err != nil {
			return nil, err
		}
		for _, message := range history.Messages {
			known[message.MessageId] = true
			if shown, ok := r.shown(p, message, history, hidden); ok {
				all = append(all, shown)
			}
		}
		if !history.More || len(history.Messages) == 0 {
			break
		}
		oldest := history.Messages[len(history.Messages)-1].Position
		if pages == mostWholePages || before > 0 && oldest >= before {
			return nil, fagsystem.ErrFault
		}
		before = oldest
	}
	slices.Reverse(all)
	all = append(all, r.onTheirWay(p, pending.Own, known, hidden)...)
	sayLost(p, all)
	return all, r.awaitFiles(ctx, p, all)
}

// wholePatience is how long the whole conversation waits for checks of its files, all together.
const wholePatience = 20 * time.Second

// awaitFiles is knowFiles where nobody looks again once a file was checked.
func (r *Room) awaitFiles(ctx context.Context, p Place, messages []portal.Message) error {
	told := make([][]portal.Attachment, len(messages))
	for i, message := range messages {
		told[i] = slices.Clone(message.Attachments)
	}
	unscanned, err := r.knowScanned(ctx, p, messages)
	if err != nil {
		return err
	}
	patient, cancel := context.WithTimeout(ctx, wholePatience)
	defer cancel()
	for _, file := range unscanned {
		if _, err := r.Attachments.Await(patient, file, wholePatience); err != nil && patient.Err() == nil {
			return err
		}
	}
	for i := range messages {
		messages[i].Attachments = told[i]
	}
	return r.knowFiles(ctx, p, messages)
}

// Content is the file's bytes, and how its name ends. Close it.
func (f *File) Content() (content io.ReadCloser, extension string) {
	return f.content, examine.Extension(f.mediaType)
}
