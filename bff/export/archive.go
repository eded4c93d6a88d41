package export

import (
	"archive/zip"
	"context"
	"errors"
	"io"
	"slices"

	"innbyggertjenesten/bff/export/internal/db"
	"innbyggertjenesten/bff/vault"
)

// errGone: it was ended and erased, perhaps while it was read.
var errGone = errors.New("export: not there any more")

// contents are an archive's files, the first page first.
func (s *Store) contents(ctx context.Context, sealer *vault.Sealer, row db.CaseExport) ([]*reading, error) {
	if row.Total == nil || row.ShowsAt == nil {
		return nil, errGone
	}
	items, err := s.items(ctx, sealer, row, int(*row.Total))
	var files []*reading
	for i, made := range slices.Backward(items) {
		for _, file := range made.Files {
			files = append(files, &reading{ctx: ctx, store: s, sealer: sealer, row: row, item: i + 1, file: file})
		}
	}
	return files, err
}

// write writes an archive: what lies there is packed already and only goes
// through, a chunk at a time.
func write(w io.Writer, files []*reading, each func() error) error {
	archive := zip.NewWriter(w)
	for _, file := range files {
		into, err := archive.CreateRaw(file.file.header(*file.row.ShowsAt))
		if err != nil {
			return err
		}
		if _, err := file.WriteTo(into); err != nil {
			return err
		}
		if err := each(); err != nil {
			return err
		}
	}
	return archive.Close()
}

// length is how long the archive will be.
func length(files []*reading) (int64, error) {
	counted := &counter{}
	archive := zip.NewWriter(counted)
	for _, file := range files {
		if _, err := archive.CreateRaw(file.file.header(*file.row.ShowsAt)); err != nil {
			return 0, err
		}
		if err := archive.Flush(); err != nil {
			return 0, err
		}
		counted.n += file.file.Stored
	}
	err := archive.Close()
	return counted.n, err
}

type counter struct{ n int64 }

// Write counts.
func (c *counter) Write(p []byte) (int, error) {
	c.n += int64(len(p))
	return len(p), nil
}
