package export

import (
	"archive/zip"
	"compress/flate"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"strconv"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"innbyggertjenesten/bff/export/internal/db"
	"innbyggertjenesten/bff/oslo"
	"innbyggertjenesten/bff/vault"
)

const (
	chunkBytes = 64 << 10
	// atOnce is how many chunks go to Postgres together.
	atOnce = 8
)

// What stops the making.
var (
	// errLost: another replica makes it now, or it has ended.
	errLost = errors.New("export: it is somebody else's turn, or it has ended")
	// errTooLarge: it would become larger than it may.
	errTooLarge = errors.New("export: too large")
)

// packed is a file as it stands in the archive.
type packed struct {
	// Name is what it is called there.
	Name string `json:"name"`
	// Number is its place among its item's files.
	Number   int    `json:"number"`
	Deflated bool   `json:"deflated,omitempty"`
	CRC      uint32 `json:"crc"`
	Size     int64  `json:"size"`
	// Stored is how many bytes there are of it.
	Stored int64 `json:"stored"`
}

// header is the file's in the archive; at is the moment that the archive shows.
func (p packed) header(at time.Time) *zip.FileHeader {
	at = at.In(oslo.Zone)
	header := &zip.FileHeader{Name: p.Name, Method: zip.Store, CRC32: p.CRC, UncompressedSize64: uint64(p.Size), CompressedSize64: uint64(p.Stored)}
	header.ModifiedDate = uint16(at.Day() + int(at.Month())<<5 + (at.Year()-1980)<<9)
	header.ModifiedTime = uint16(at.Second()/2 + at.Minute()<<5 + at.Hour()<<11)
	if p.Deflated {
		header.Method = zip.Deflate
	}
	return header
}

func chunkPlace(municipality string, id uuid.UUID, item, file, number int) vault.Place {
	row := fmt.Sprintf("%s/%d/%d/%d", id, item, file, number)
	return vault.Place{Table: "case_export_chunk", Municipality: municipality, Row: row, Column: "sealed"}
}

func itemPlace(municipality string, id uuid.UUID, number int) vault.Place {
	return vault.Place{Table: "case_export_item", Municipality: municipality, Row: id.String() + "/" + strconv.Itoa(number), Column: "sealed"}
}

func orderPlace(municipality string, id uuid.UUID) vault.Place {
	return vault.Place{Table: "case_export", Municipality: municipality, Row: id.String(), Column: "sealed_order"}
}

// chunks stores one file's bytes, sealed, with no more than atOnce chunks in memory.
type chunks struct {
	ctx    context.Context
	m      *making
	item   int
	file   int
	next   int
	open   []byte
	sealed [][]byte
	stored int64
}

// Write takes bytes as they will stand in the archive.
func (c *chunks) Write(p []byte) (int, error) {
	taken := len(p)
	c.stored += int64(taken)
	if c.m.size+c.stored > c.m.store.settings.MostBytes {
		return 0, errTooLarge
	}
	for len(p) > 0 {
		n := min(len(p), chunkBytes-len(c.open))
		c.open = append(c.open, p[:n]...)
		p = p[n:]
		if len(c.open) == chunkBytes {
			if err := c.seal(); err != nil {
				return 0, err
			}
		}
	}
	return taken, nil
}

func (c *chunks) seal() error {
	if len(c.open) == 0 {
		return nil
	}
	row := c.m.row
	c.sealed = append(c.sealed, c.m.sealer.Seal(chunkPlace(row.Municipality, row.ID, c.item, c.file, c.next+len(c.sealed)), c.open))
	c.open = c.open[:0]
	if len(c.sealed) < atOnce {
		return nil
	}
	return c.flush()
}

func (c *chunks) flush() error {
	if len(c.sealed) == 0 {
		return nil
	}
	err := c.m.writing(c.ctx, func(queries *db.Queries) error {
		return queries.AddChunks(c.ctx, db.AddChunksParams{
			ExportID: c.m.row.ID, Item: int32(c.item), File: int32(c.file), FirstNumber: int64(c.next), Sealed: c.sealed,
		})
	})
	c.next += len(c.sealed)
	c.sealed = c.sealed[:0]
	return err
}

// pack stores a file of an item as it will stand in the archive. What is packed
// already, as PDFs and pictures are, isn't packed again.
func (m *making) pack(ctx context.Context, item, file int, name string, deflated bool, write func(io.Writer) error) (packed, error) {
	into := &chunks{ctx: ctx, m: m, item: item, file: file, open: make([]byte, 0, chunkBytes)}
	made := packed{Name: name, Number: file, Deflated: deflated}
	counted := &counting{sum: crc32.NewIEEE()}
	var err error
	if deflated {
		packer, _ := flate.NewWriter(into, flate.DefaultCompression) // an error only for a level that there isn't
		counted.to = packer
		err = errors.Join(write(counted), packer.Close())
	} else {
		counted.to = into
		err = write(counted)
	}
	if err == nil {
		err = into.seal()
	}
	if err == nil {
		err = into.flush()
	}
	if err != nil {
		return packed{}, err
	}
	made.CRC, made.Size, made.Stored = counted.sum.Sum32(), counted.size, into.stored
	m.size += made.Stored
	return made, nil
}

// counting is what goes by before it is packed.
type counting struct {
	to  io.Writer
	sum interface {
		io.Writer
		Sum32() uint32
	}
	size int64
}

// Write passes on.
func (c *counting) Write(p []byte) (int, error) {
	n, err := c.to.Write(p)
	_, _ = c.sum.Write(p[:n]) // never fails
	c.size += int64(n)
	return n, err
}

// writing makes one change as the one whose turn it is.
func (m *making) writing(ctx context.Context, change func(*db.Queries) error) error {
	return pgx.BeginFunc(ctx, m.store.settings.Pool, func(tx pgx.Tx) error {
		queries := m.store.queries.WithTx(tx)
		if _, err := queries.HoldTurn(ctx, db.HoldTurnParams{ID: m.row.ID, Turn: m.row.Turn}); errors.Is(err, pgx.ErrNoRows) {
			return errLost
		} else if err != nil {
			return fmt.Errorf("export: %w", err)
		}
		if err := change(queries); err != nil {
			return fmt.Errorf("export: %w", err)
		}
		return nil
	})
}

// reading gives a packed file's bytes, one chunk at a time.
type reading struct {
	ctx    context.Context
	store  *Store
	sealer *vault.Sealer
	row    db.CaseExport
	item   int
	file   packed
	number int
}

// WriteTo writes them all. A chunk that isn't there is an error, never a shorter file.
func (r *reading) WriteTo(w io.Writer) (int64, error) {
	var written int64
	for written < r.file.Stored {
		sealed, err := r.store.queries.Chunk(r.ctx, db.ChunkParams{ExportID: r.row.ID, Item: int32(r.item), File: int32(r.file.Number), Number: int32(r.number)})
		if errors.Is(err, pgx.ErrNoRows) {
			return written, errGone
		}
		if err != nil {
			return written, fmt.Errorf("export: read: %w", err)
		}
		chunk, err := r.sealer.Open(chunkPlace(r.row.Municipality, r.row.ID, r.item, r.file.Number, r.number), sealed)
		if err != nil {
			return written, fmt.Errorf("export: read: %w", err)
		}
		n, err := w.Write(chunk)
		written += int64(n)
		if err != nil {
			return written, err
		}
		r.number++
	}
	return written, nil
}

// item is one part of the archive: a page and what belongs to it.
type item struct {
	Files []packed `json:"files"`
	// Line is how it stands on the first page; nil for what doesn't.
	Line *line `json:"line,omitempty"`
	// Holds are fingerprints of all that was shown in it.
	Holds []string `json:"holds"`
}

// items are the first ones, as they were made: all of these, or errGone.
func (s *Store) items(ctx context.Context, sealer *vault.Sealer, row db.CaseExport, first int) ([]item, error) {
	sealed, err := s.queries.Items(ctx, db.ItemsParams{ExportID: row.ID, First: int32(first)})
	if err != nil {
		return nil, fmt.Errorf("export: read: %w", err)
	}
	if len(sealed) != first {
		return nil, errGone
	}
	items := make([]item, first)
	for i, one := range sealed {
		plain, err := sealer.Open(itemPlace(row.Municipality, row.ID, i+1), one)
		if err == nil {
			err = json.Unmarshal(plain, &items[i])
		}
		if err != nil {
			return nil, fmt.Errorf("export: read: %w", err)
		}
	}
	return items, nil
}
