package attachments

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/attachments/internal/db"
	"innbyggertjenesten/bff/vault"
)

const (
	chunkBytes = 64 << 10
	// atOnce is how many chunks go to Postgres together.
	atOnce = 8
)

// writing stores one upload's bytes, sealed, with no more than atOnce chunks in
// memory.
type writing struct {
	queries      *db.Queries
	sealer       *vault.Sealer
	municipality string
	id           uuid.UUID
	next         int
	sealed       [][]byte
}

// begin starts an upload.
func (s *Store) begin(ctx context.Context, municipality string, author uuid.UUID) (*writing, error) {
	sealer, err := s.settings.Sealers.Sealer(ctx, municipality, author)
	if err != nil {
		return nil, err
	}
	id, err := uuid.NewV7()
	if err != nil {
		return nil, err
	}
	err = s.queries.BeginUpload(ctx, db.BeginUploadParams{ID: id, Municipality: municipality, AuthorID: author, Now: s.settings.Now()})
	if err != nil {
		return nil, fmt.Errorf("attachments: begin: %w", err)
	}
	return &writing{queries: s.queries, sealer: sealer, municipality: municipality, id: id}, nil
}

// add takes one chunk; every one but the last is of chunkBytes.
func (w *writing) add(ctx context.Context, chunk []byte) error {
	w.sealed = append(w.sealed, w.sealer.Seal(chunkPlace(w.municipality, w.id, w.next+len(w.sealed)), chunk))
	if len(w.sealed) < atOnce {
		return nil
	}
	return w.flush(ctx)
}

func (w *writing) flush(ctx context.Context) error {
	if len(w.sealed) == 0 {
		return nil
	}
	err := w.queries.AddChunks(ctx, db.AddChunksParams{UploadID: w.id, FirstNumber: int64(w.next), Sealed: w.sealed})
	if err != nil {
		return fmt.Errorf("attachments: store: %w", err)
	}
	w.next += len(w.sealed)
	w.sealed = w.sealed[:0]
	return nil
}

// abandon erases what was stored.
func (w *writing) abandon(ctx context.Context) {
	// What can't be erased now is erased when broken uploads expire.
	_ = w.queries.EraseUpload(context.WithoutCancel(ctx), w.id)
}

// writeAll stores content as an upload of its own.
func (s *Store) writeAll(ctx context.Context, municipality string, author uuid.UUID, content []byte) (*writing, error) {
	w, err := s.begin(ctx, municipality, author)
	if err != nil {
		return nil, err
	}
	for len(content) > 0 && err == nil {
		size := min(chunkBytes, len(content))
		err = w.add(ctx, content[:size])
		content = content[size:]
	}
	if err == nil {
		err = w.flush(ctx)
	}
	if err != nil {
		w.abandon(ctx)
		return nil, err
	}
	return w, nil
}

// reading gives an upload's bytes, one chunk at a time.
type reading struct {
	ctx          context.Context
	queries      *db.Queries
	sealer       *vault.Sealer
	municipality string
	id           uuid.UUID
	left         int64
	number       int
	chunk        []byte
}

// read starts to read the bytes of a file that has some.
func (s *Store) read(ctx context.Context, row db.Attachment) (io.Reader, error) {
	if row.UploadID == nil {
		return nil, ErrNotFound
	}
	sealer, err := s.settings.Sealers.Sealer(ctx, row.Municipality, row.AuthorID)
	if err != nil {
		return nil, err
	}
	return &reading{ctx: ctx, queries: s.queries, sealer: sealer, municipality: row.Municipality, id: *row.UploadID, left: row.Size}, nil
}

// Read gives the next bytes. A file that lacks a chunk is an error, never short.
func (r *reading) Read(p []byte) (int, error) {
	if len(r.chunk) == 0 {
		if r.left <= 0 {
			return 0, io.EOF
		}
		sealed, err := r.queries.Chunk(r.ctx, db.ChunkParams{UploadID: r.id, Number: int32(r.number)})
		if err != nil {
			return 0, fmt.Errorf("attachments: read: %w", err)
		}
		if r.chunk, err = r.sealer.Open(chunkPlace(r.municipality, r.id, r.number), sealed); err != nil {
			return 0, fmt.Errorf("attachments: read: %w", err)
		}
		r.number++
		if r.left -= int64(len(r.chunk)); r.left < 0 || len(r.chunk) == 0 {
			return 0, errors.New("attachments: read: not as long as it should be")
		}
	}
	n := copy(p, r.chunk)
	r.chunk = r.chunk[n:]
	return n, nil
}

// chunkPlace binds a chunk to its upload and its place in it.
func chunkPlace(municipality string, upload uuid.UUID, number int) vault.Place {
	return vault.Place{Table: "attachment_chunk", Municipality: municipality, Row: upload.String() + "/" + strconv.Itoa(number), Column: "sealed"}
}
