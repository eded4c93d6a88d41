package attachments_test

import (
	"context"
	"io"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/attachments"
	"innbyggertjenesten/bff/fagsystem"
)

// held is a file that the fagsystem has.
type held struct {
	content string
	// unlength: it doesn't say how long it is.
	unlength bool
	// brokenAfter is where it stops coming, if it does.
	brokenAfter int
	err         error
	// hold keeps it from coming until it is closed.
	hold chan struct{}

	mu     sync.Mutex
	opened int
}

func (h *held) times() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.opened
}

// coming counts the files that are under way.
type coming struct {
	mu        sync.Mutex
	now, most int
}

func (c *coming) add(one int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now += one
	c.most = max(c.most, c.now)
}

func (f *taker) OpenAttachment(ctx context.Context, caseCopyID, messageID, id uuid.UUID) (*fagsystem.File, error) {
	f.mu.Lock()
	file := f.has[attachments.Received{Municipality: "fjordvik", CaseCopyID: caseCopyID, MessageID: messageID, FileID: id}]
	f.mu.Unlock()
	if file == nil {
		return nil, fagsystem.ErrNotFound
	}
	file.mu.Lock()
	defer file.mu.Unlock()
	file.opened++
	if file.err != nil {
		return nil, file.err
	}
	from := &pieces{ctx: ctx, left: file.content, hold: file.hold, coming: &f.coming}
	length := int64(len(file.content))
	if file.brokenAfter > 0 {
		from.left, from.end = file.content[:file.brokenAfter], io.ErrUnexpectedEOF
	}
	if file.unlength {
		length = -1
	}
	f.coming.add(1)
	return &fagsystem.File{Status: 200, Length: length, ContentType: "application/pdf", Body: from}, nil
}

// pieces come a little at a time.
type pieces struct {
	ctx    context.Context
	left   string
	end    error
	hold   chan struct{}
	coming *coming
	once   sync.Once
}

func (p *pieces) Read(into []byte) (int, error) {
	if p.hold != nil {
		select {
		case <-p.hold:
		case <-p.ctx.Done():
			return 0, p.ctx.Err()
		}
	}
	if p.left == "" {
		if p.end != nil {
			return 0, p.end
		}
		return 0, io.EOF
	}
	n := copy(into[:min(len(into), 10_000)], p.left)
	p.left = p.left[n:]
	return n, nil
}

func (p *pieces) Close() error {
	p.once.Do(func() { p.coming.add(-1) })
	return nil
}

// keeps is a file that the fagsystem has in a conversation.
func (w *world) keeps(file attachments.Received, content string) (attachments.Received, *held) {
	if file == (attachments.Received{}) {
		file = attachments.Received{Municipality: "fjordvik", CaseCopyID: uuid.New(), MessageID: uuid.New(), FileID: uuid.New()}
	}
	one := &held{content: content}
	w.took.mu.Lock()
	defer w.took.mu.Unlock()
	w.took.has[file] = one
	return file, one
}

// says is what is known of a file now.
func (w *world) says(t *testing.T, file attachments.Received) attachments.Verdict {
	t.Helper()
	verdicts, err := w.store.Verdicts(t.Context(), file.Municipality, file.CaseCopyID, []attachments.Received{file})
	if err != nil {
		t.Fatal(err)
	}
	return verdicts[file]
}

// told waits until both sides were told of a file.
func (w *world) told(t *testing.T, file attachments.Received) {
	t.Helper()
	deadline := time.After(60 * time.Second)
	for {
		select {
		case changed := <-w.received:
			if changed == file {
				return
			}
		case <-deadline:
			t.Fatal("nobody was told")
		}
	}
}

// opens reads a file as somebody who opens it gets it.
func (w *world) opens(t *testing.T, file attachments.Received, verdict attachments.Verdict) ([]byte, error) {
	t.Helper()
	from, err := w.took.OpenAttachment(t.Context(), file.CaseCopyID, file.MessageID, file.FileID)
	if err != nil {
		t.Fatal(err)
	}
	content, err := w.store.Proven(t.Context(), file, verdict, from.Body)
	if err != nil {
		return nil, err
	}
	defer func() { _ = content.Close() }()
	return io.ReadAll(content)
}

func (w *world) keepsBroken(err error) attachments.Received {
	file, there := w.keeps(attachments.Received{}, "hei")
	there.err = err
	return file
}

// gauge is what a metric says, all together.
func (w *world) gauge(t *testing.T, name string) (sum float64) {
	t.Helper()
	families, err := w.metrics.Gather()
	if err != nil {
		t.Fatal(err)
	}
	for _, family := range families {
		if family.GetName() == name {
			for _, one := range family.GetMetric() {
				sum += one.GetGauge().GetValue()
			}
		}
	}
	return sum
}
