package attachments

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
	"net/url"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"innbyggertjenesten/bff/attachments/internal/db"
	"innbyggertjenesten/bff/examine"
)

// mostUploading is longer than any upload may take.
const mostUploading = time.Hour

// authorSeed keeps these advisory locks apart from everybody else's.
const authorSeed int64 = 0x617474616368

// Add takes a file into a draft. When it returns without an error the file is
// durable, and its check is ordered. created is false where the same one was
// added before. givenName is percent-encoded and can't be trusted, nor can
// anything of the body. An *examine.Refusal says that it isn't accepted.
func (s *Store) Add(ctx context.Context, place Place, id uuid.UUID, givenName string, body io.Reader) (added Attachment, created bool, err error) {
	name, err := url.PathUnescape(givenName)
	if err != nil {
		name = ""
	}
	left, err := s.mayAdd(ctx, place, id)
	if err != nil {
		return Attachment{}, false, err
	}
	upload, err := s.begin(ctx, place.Municipality, place.AuthorID)
	if err != nil {
		return Attachment{}, false, err
	}
	defer func() {
		if err != nil || !created {
			upload.abandon(ctx)
		}
	}()
	arrived, err := arrive(ctx, upload, body, left)
	if err != nil {
		return Attachment{}, false, err
	}
	mac := s.settings.Vault.MAC("attachment", []byte(place.Municipality), place.CaseCopyID[:], arrived.sum.Sum(nil))
	// The same file again gets its answer before anything else is said of it.
	if before, err := again(ctx, s.queries, place, id, mac); err != nil || before != nil {
		return s.opened(ctx, before, err)
	}
	kind, err := examine.Quick(arrived.head, arrived.tail, name)
	if err != nil {
		s.metrics.count(place.Municipality, "refused-at-once")
		return Attachment{}, false, err
	}
	added = Attachment{
		Place: place, ID: id, Name: examine.CleanName(name, kind), MediaType: kind.MediaType, Size: arrived.size, State: Waiting,
	}
	var before *db.Attachment
	err = s.telling(ctx, func(tx pgx.Tx) (Attachment, error) {
		before, err = s.add(ctx, tx, added, upload, mac)
		return added, err
	})
	if errors.Is(err, errSame) {
		return s.opened(ctx, before, nil)
	}
	if err != nil {
		return Attachment{}, false, err
	}
	s.metrics.count(place.Municipality, "added")
	return added, true, nil
}

var errSame = errors.New("attachments: added in between")

// opened is the answer where the same file was added before.
func (s *Store) opened(ctx context.Context, before *db.Attachment, err error) (Attachment, bool, error) {
	if err != nil {
		return Attachment{}, false, err
	}
	found, err := s.openOne(ctx, *before)
	return found, false, err
}

// add writes the row, orders the check, and looks at the limits, one after the
// other for each author. It asks nothing outside of its transaction: many that
// wait for each other would leave no connection for that.
func (s *Store) add(ctx context.Context, tx pgx.Tx, added Attachment, upload *writing, mac []byte) (*db.Attachment, error) {
	queries := s.queries.WithTx(tx)
	err := queries.LockAuthor(ctx, db.LockAuthorParams{Author: added.Municipality + "/" + added.AuthorID.String(), Seed: authorSeed})
	if err != nil {
		return nil, fmt.Errorf("attachments: %w", err)
	}
	before, err := again(ctx, queries, added.Place, added.ID, mac)
	if err != nil {
		return nil, err
	}
	if before != nil {
		return before, errSame
	}
	total, err := s.total(ctx, queries, added.Place)
	switch {
	case err != nil:
		return nil, err
	case total.Count >= MostFiles:
		return nil, ErrTooMany
	case total.Bytes+added.Size > MostBytes:
		return nil, ErrTooLarge
	}
	waiting, err := queries.WaitingBytes(ctx, db.WaitingBytesParams{Municipality: added.Municipality, AuthorID: added.AuthorID})
	switch {
	case err != nil:
		return nil, fmt.Errorf("attachments: %w", err)
	case waiting+added.Size > MostWaitingBytes:
		return nil, ErrTooMuchWaiting
	}
	err = queries.Add(ctx, db.AddParams{
		Municipality: added.Municipality, AuthorID: added.AuthorID, ID: added.ID, World: string(added.World), CaseCopyID: added.CaseCopyID,
		UploadID: &upload.id, SealedName: upload.sealer.Seal(namePlace(added.Municipality, added.AuthorID, added.ID), []byte(added.Name)),
		MediaType: added.MediaType, Size: added.Size, ContentMac: mac, Now: s.settings.Now(),
	})
	if err != nil {
		return nil, fmt.Errorf("attachments: %w", err)
	}
	return nil, s.orderCheck(ctx, tx, checkArgs{Municipality: added.Municipality, AuthorID: added.AuthorID, ID: added.ID})
}

// mayAdd looks at the limits before anything is read, and gives how many bytes
// there is room for. An id that is taken is answered when the file is known.
func (s *Store) mayAdd(ctx context.Context, place Place, id uuid.UUID) (int64, error) {
	if _, err := s.queries.Find(ctx, db.FindParams{Municipality: place.Municipality, AuthorID: place.AuthorID, ID: id}); err == nil {
		return MostFileBytes, nil
	} else if !errors.Is(err, pgx.ErrNoRows) {
		return 0, fmt.Errorf("attachments: %w", err)
	}
	total, err := s.total(ctx, s.queries, place)
	switch {
	case err != nil:
		return 0, err
	case total.Count >= MostFiles:
		return 0, ErrTooMany
	case total.Bytes >= MostBytes:
		return 0, ErrTooLarge
	}
	return MostBytes - total.Bytes, nil
}

func (s *Store) total(ctx context.Context, queries *db.Queries, place Place) (db.DraftTotalRow, error) {
	total, err := queries.DraftTotal(ctx, db.DraftTotalParams{
		Municipality: place.Municipality, AuthorID: place.AuthorID, CaseCopyID: place.CaseCopyID,
	})
	if err != nil {
		return total, fmt.Errorf("attachments: %w", err)
	}
	return total, nil
}

// again is the file where the very same was added before, nil where none was.
func again(ctx context.Context, queries *db.Queries, place Place, id uuid.UUID, mac []byte) (*db.Attachment, error) {
	row, err := queries.Find(ctx, db.FindParams{Municipality: place.Municipality, AuthorID: place.AuthorID, ID: id})
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("attachments: %w", err)
	}
	if row.CaseCopyID != place.CaseCopyID || !hmac.Equal(row.ContentMac, mac) {
		return nil, ErrOtherFile
	}
	return &row, nil
}

// fill reads as much as there is room for. Unlike io.ReadFull it doesn't take the
// end of a body that was cut short for the end of the file.
func fill(body io.Reader, chunk []byte) (n int, err error) {
	for n < len(chunk) && err == nil {
		var more int
		more, err = body.Read(chunk[n:])
		n += more
	}
	return n, err
}

// arrived is what is remembered of a file that has gone by.
type arrived struct {
	size       int64
	head, tail []byte
	sum        hash.Hash
}

// arrive reads a file and stores it, a chunk at a time.
func arrive(ctx context.Context, upload *writing, body io.Reader, left int64) (arrived, error) {
	got := arrived{sum: sha256.New()}
	// Two take turns, however long the file is: its end is the last one and the one before it.
	chunk, previous := make([]byte, chunkBytes), make([]byte, chunkBytes)
	var last, before []byte
	for {
		n, err := fill(body, chunk)
		got.size += int64(n)
		switch {
		case got.size > MostFileBytes:
			return got, ErrFileTooLarge
		case got.size > left:
			return got, ErrTooLarge
		case err != nil && !errors.Is(err, io.EOF):
			return got, fmt.Errorf("%w: %w", ErrBrokeOff, err)
		}
		if n > 0 {
			got.sum.Write(chunk[:n])
			if got.head == nil {
				got.head = bytes.Clone(chunk[:n])
			}
			before, last = last, chunk[:n]
			chunk, previous = previous, chunk
			if err := upload.add(ctx, last); err != nil {
				return got, err
			}
		}
		if err != nil {
			break
		}
	}
	if got.size == 0 {
		return got, ErrEmpty
	}
	got.tail = slices.Concat(before, last)
	return got, upload.flush(ctx)
}
