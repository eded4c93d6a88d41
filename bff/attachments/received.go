package attachments

import (
	"context"
	"crypto/hmac"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"innbyggertjenesten/bff/attachments/internal/db"
)

// TooLarge is the state of a received file that is larger than MostFileBytes: it
// can't be scanned, so nobody may open it.
const TooLarge State = "TOO_LARGE"

const (
	// verdictAge is how long signatures of another day may have said of a file that nothing is in it.
	verdictAge = 24 * time.Hour
	// keepVerdicts is for files that nobody has looked at for long: they are scanned again.
	keepVerdicts = 30 * 24 * time.Hour
	// awaitEvery is how often somebody who waits for a check looks whether it is done: any replica may be making it.
	awaitEvery = 100 * time.Millisecond
)

// Received is a file of a message that the fagsystem has: one that was written
// there, or that was handed over from here.
type Received struct {
	Municipality                  string
	CaseCopyID, MessageID, FileID uuid.UUID
}

// Verdict is what is known of a received file. Without a State of Ready nobody
// may open it.
type Verdict struct {
	State State
	// Size is of what was scanned, where it is Ready.
	Size int64
	mac  []byte
}

// Verdicts tells of received files of one conversation what the scanner said. Of
// which it wasn't asked yet, it is now: their state is Waiting until Teller tells
// otherwise. All of files are of that conversation.
func (s *Store) Verdicts(ctx context.Context, municipality string, caseCopyID uuid.UUID, files []Received) (map[Received]Verdict, error) {
	if len(files) == 0 {
		return nil, nil
	}
	messages := make([]uuid.UUID, 0, len(files))
	for _, file := range files {
		messages = append(messages, file.MessageID)
	}
	rows, err := s.queries.ListReceived(ctx, db.ListReceivedParams{Municipality: municipality, CaseCopyID: caseCopyID, MessageIds: messages})
	if err != nil {
		return nil, fmt.Errorf("attachments: %w", err)
	}
	known := map[Received]db.ReceivedFile{}
	for _, row := range rows {
		known[received(row)] = row
	}
	verdicts := make(map[Received]Verdict, len(files))
	var unknown []Received
	var old []db.ReceivedFile
	for _, file := range files {
		row, there := known[file]
		switch {
		case !there:
			verdicts[file] = Verdict{State: Waiting}
			unknown = append(unknown, file)
			continue
		case s.outdated(row):
			old = append(old, row)
		}
		verdicts[file] = verdict(row)
	}
	if len(unknown)+len(old) == 0 {
		return verdicts, nil
	}
	return verdicts, pgx.BeginFunc(ctx, s.settings.Pool, func(tx pgx.Tx) error {
		for _, file := range unknown {
			if err := s.note(ctx, tx, file); err != nil {
				return err
			}
		}
		for _, row := range old {
			if err := s.orderReceivedCheck(ctx, tx, received(row), *row.CheckedAt, laterOn); err != nil {
				return err
			}
		}
		return nil
	})
}

// Await is Verdicts of one file, waiting so long for its check.
func (s *Store) Await(ctx context.Context, file Received, patience time.Duration) (Verdict, error) {
	verdicts, err := s.Verdicts(ctx, file.Municipality, file.CaseCopyID, []Received{file})
	if found := verdicts[file]; err != nil || found.State != Waiting {
		return found, err
	}
	over := time.After(patience)
	look := time.NewTicker(awaitEvery)
	defer look.Stop()
	for {
		select {
		case <-look.C:
		case <-over:
			return Verdict{State: Waiting}, nil
		case <-ctx.Done():
			return Verdict{State: Waiting}, ctx.Err()
		}
		// Only looked at: one that isn't there is ordered once, not each time.
		row, there, err := s.findReceived(ctx, file)
		if err != nil || !there || State(row.State) != Waiting {
			return verdictOr(row, there), err
		}
	}
}

// Doubt says that the fagsystem gives out something else than what was scanned:
// that is scanned anew, and waits until then.
func (s *Store) Doubt(ctx context.Context, file Received) error {
	since := s.settings.Now()
	return s.tellingReceived(ctx, file, func(tx pgx.Tx) (changed bool, err error) {
		doubted, err := s.queries.WithTx(tx).DoubtReceived(ctx, db.DoubtReceivedParams{
			Municipality: file.Municipality, CaseCopyID: file.CaseCopyID, MessageID: file.MessageID, AttachmentID: file.FileID, Now: since,
		})
		if err != nil || doubted == 0 {
			return false, err
		}
		s.metrics.count(file.Municipality, "received-changed")
		return true, s.orderReceivedCheck(ctx, tx, file, since, first)
	})
}

// note writes down that a file must be scanned, and orders that.
func (s *Store) note(ctx context.Context, tx pgx.Tx, file Received) error {
	since := s.settings.Now()
	noted, err := s.queries.WithTx(tx).NoteReceived(ctx, db.NoteReceivedParams{
		Municipality: file.Municipality, CaseCopyID: file.CaseCopyID, MessageID: file.MessageID, AttachmentID: file.FileID, Now: since,
	})
	if err != nil {
		return fmt.Errorf("attachments: %w", err)
	}
	if noted == 0 {
		return nil
	}
	return s.orderReceivedCheck(ctx, tx, file, since, first)
}

// vouch says of a file that it was scanned here before the fagsystem gets it.
func (s *Store) vouch(ctx context.Context, row db.Attachment, sum []byte) error {
	file := Received{Municipality: row.Municipality, CaseCopyID: row.CaseCopyID, MessageID: *row.SubmissionID, FileID: row.ID}
	err := s.queries.VouchForReceived(ctx, db.VouchForReceivedParams{
		Municipality: file.Municipality, CaseCopyID: file.CaseCopyID, MessageID: file.MessageID, AttachmentID: file.FileID,
		Size: row.Size, ContentMac: s.fingerprint(file, sum), Now: s.settings.Now(),
	})
	if err != nil {
		return fmt.Errorf("attachments: %w", err)
	}
	return nil
}

// outdated tells whether other signatures than the scanner's have said long ago
// what was found, or that nothing was: either may have been wrong.
func (s *Store) outdated(row db.ReceivedFile) bool {
	if row.CheckedAt == nil || State(row.State) != Ready && State(row.State) != Infected || s.settings.Now().Sub(*row.CheckedAt) < verdictAge {
		return false
	}
	return row.Signatures == "" || row.Signatures != s.settings.Scanner.Signatures()
}

// fingerprint can't be compared with another file's, nor with the same one's in another conversation.
func (s *Store) fingerprint(file Received, sum []byte) []byte {
	return s.settings.Vault.MAC("received_file", []byte(file.Municipality), file.CaseCopyID[:], file.MessageID[:], file.FileID[:], sum)
}

func (s *Store) findReceived(ctx context.Context, file Received) (row db.ReceivedFile, there bool, err error) {
	row, err = s.queries.FindReceived(ctx, db.FindReceivedParams{
		Municipality: file.Municipality, CaseCopyID: file.CaseCopyID, MessageID: file.MessageID, AttachmentID: file.FileID,
	})
	if errors.Is(err, pgx.ErrNoRows) {
		return row, false, nil
	}
	return row, err == nil, err
}

// is tells whether a verdict is about these bytes.
func (v Verdict) is(size int64, fingerprint []byte) bool {
	return v.State == Ready && size == v.Size && hmac.Equal(fingerprint, v.mac)
}

func received(row db.ReceivedFile) Received {
	return Received{Municipality: row.Municipality, CaseCopyID: row.CaseCopyID, MessageID: row.MessageID, FileID: row.AttachmentID}
}

// verdictOr is a row's, or that of a file of which nothing is known.
func verdictOr(row db.ReceivedFile, there bool) Verdict {
	if !there {
		return Verdict{State: Waiting}
	}
	return verdict(row)
}

func verdict(row db.ReceivedFile) Verdict {
	found := Verdict{State: State(row.State), mac: row.ContentMac}
	if row.Size != nil {
		found.Size = *row.Size
	}
	return found
}
