package relay_test

import (
	"context"
	"io"
	"sync/atomic"
	"testing"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/attachments"
	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/submissions"
	"innbyggertjenesten/bff/submissions/relay"
	"innbyggertjenesten/bff/vault/vaulttest"
	contract "innbyggertjenesten/contracts/fagsystem"
)

// told is a fagsystem that counts which files it is told of.
type told struct{ withheld atomic.Int32 }

func (*told) PutAttachmentContent(context.Context, uuid.UUID, uuid.UUID, uuid.UUID, string, int64, io.Reader) error {
	return nil
}

// OpenAttachment: nobody opens one here.
func (*told) OpenAttachment(context.Context, uuid.UUID, uuid.UUID, uuid.UUID) (*fagsystem.File, error) {
	return nil, fagsystem.ErrNotFound
}

func (o *told) PutAttachmentWithheld(context.Context, uuid.UUID, uuid.UUID, uuid.UUID, contract.Withheld) error {
	o.withheld.Add(1)
	return nil
}

func TestFilesGoAgainWithTheirMessageAndAreErasedWithIt(t *testing.T) {
	t.Parallel()
	f := newFixture(t, 0)
	var evidenced atomic.Bool
	f.fake.evidenced = evidenced.Load
	system := &told{}
	f.files = attachments.NewStore(attachments.Settings{
		Pool: f.pool, Vault: vaulttest.Of(t, f.keys), Sealers: f.people, Now: f.clock.now, Fagsystems: map[string]attachments.Fagsystem{municipality: system},
	})
	author, caseCopy := f.author(t), uuid.New()
	first := f.accept(t, message(author, caseCopy, "en"))
	// One that was delivered and is kept, and one that the fagsystem is to be told of.
	delivered, upload := uuid.New(), uuid.New()
	if _, err := f.pool.Exec(t.Context(), `INSERT INTO attachment_upload (id, municipality, author_id, begun_at) VALUES ($1, $2, $3, now())`, upload, municipality, author); err != nil {
		t.Fatal(err)
	}
	if _, err := f.pool.Exec(t.Context(), `INSERT INTO attachment (municipality, author_id, id, world, case_copy_id, upload_id, sealed_name, media_type, size,
			content_mac, state, uploaded_at, submission_id, place, due_at, delivered_at)
		VALUES ($1, $2, $3, 'citizen', $4, $5, '', 'application/pdf', 0, '', 'READY', now(), $6, 1, now(), now()),
			($1, $2, gen_random_uuid(), 'citizen', $4, NULL, '', 'application/pdf', 0, '', 'INFECTED', now(), $6, 2, now(), NULL)`,
		municipality, author, delivered, caseCopy, upload, first.ID); err != nil {
		t.Fatal(err)
	}
	f.run(t)
	f.await(t, first.ID, submissions.Registered, submissions.NoReason)
	waitFor(t, "the fagsystem is told", func() bool { return system.withheld.Load() == 1 })
	f.awaitNumber(t, 2, "SELECT count(*) FROM attachment WHERE delivered_at IS NOT NULL")
	if _, err := f.pool.Exec(t.Context(), "UPDATE attachment SET delivered_at = now() - interval '1 day' WHERE id = $1", delivered); err != nil {
		t.Fatal(err)
	}

	f.fake.forget(caseCopy.String())
	second := f.accept(t, message(author, caseCopy, "to"))
	f.await(t, second.ID, submissions.Registered, submissions.NoReason)
	f.checkOrder(t, caseCopy, []uuid.UUID{first.ID, second.ID})
	waitFor(t, "the fagsystem is told again", func() bool { return system.withheld.Load() == 2 })
	f.awaitNumber(t, 1, "SELECT count(*) FROM attachment WHERE id = $1 AND delivered_at > now() - interval '1 hour' AND upload_id IS NOT NULL", delivered)

	evidenced.Store(true)
	f.awaitErased(t, 2)
	f.awaitNumber(t, 0, "SELECT count(*) FROM attachment_upload")
}

// stuck are files that never get anywhere.
type stuck struct {
	relay.Files
	keys []string
	due  atomic.Int32 // how often it was asked
	// question and work end with the test.
	question, work <-chan struct{}
}

func (s *stuck) Due(context.Context, []string) (map[string][]string, error) {
	if s.due.Add(1) > 1 {
		<-s.question
	}
	return map[string][]string{municipality: s.keys}, nil
}

func (s *stuck) HandOver(context.Context, string, string) (bool, error) {
	<-s.work
	return false, nil
}

func (*stuck) EraseAcknowledged(context.Context, string) error { return nil }

// More files than are handed over at once, and a question about them that isn't
// answered.
func TestNoFileKeepsAMessageWaiting(t *testing.T) {
	t.Parallel()
	f := newFixture(t, 0)
	over := make(chan struct{})
	files := &stuck{question: over, work: over}
	for range 40 {
		files.keys = append(files.keys, uuid.NewString())
	}
	f.files = files
	stop := f.run(t)
	defer stop()
	defer close(over)
	waitFor(t, "the files are looked for again", func() bool { return files.due.Load() > 1 })
	one := f.accept(t, message(f.author(t), uuid.New(), "en"))
	f.await(t, one.ID, submissions.Registered, submissions.NoReason)
}
