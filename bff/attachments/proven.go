package attachments

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"hash"
	"io"
)

// heldBack is how much of a file's end is given out only when all of it is known
// to be what was scanned. A shorter file is known before anything of it goes out.
const heldBack = 64 << 10

// ErrOtherContent says that the fagsystem gives out something else than what was scanned.
var ErrOtherContent = errors.New("attachments: it isn't what was scanned")

// Proven gives a received file's bytes as they come from the fagsystem, as long
// as they are those that the verdict is about. Others are never given to their
// end: they break off, and are scanned anew. It closes from where it fails.
func (s *Store) Proven(ctx context.Context, file Received, verdict Verdict, from io.ReadCloser) (io.ReadCloser, error) {
	p := &proven{store: s, ctx: ctx, file: file, verdict: verdict, from: from, sum: sha256.New(), piece: make([]byte, 32<<10)}
	if err := p.fill(); err != nil {
		_ = from.Close()
		return nil, err
	}
	return p, nil
}

type proven struct {
	store   *Store
	ctx     context.Context
	file    Received
	verdict Verdict
	from    io.ReadCloser
	sum     hash.Hash
	size    int64
	piece   []byte
	held    bytes.Buffer
	ended   bool
}

// Read gives the next bytes that may go out.
func (p *proven) Read(into []byte) (int, error) {
	if err := p.fill(); err != nil {
		return 0, err
	}
	if p.ended {
		return p.held.Read(into)
	}
	return p.held.Read(into[:min(len(into), p.held.Len()-heldBack)])
}

// Close ends reading.
func (p *proven) Close() error { return p.from.Close() }

// fill holds more than what is held back, or all that is left and is proven.
func (p *proven) fill() error {
	for !p.ended && p.held.Len() <= heldBack {
		n, err := p.from.Read(p.piece)
		p.sum.Write(p.piece[:n])
		p.held.Write(p.piece[:n])
		p.size += int64(n)
		switch {
		case p.size > p.verdict.Size:
			return p.doubt()
		case errors.Is(err, io.EOF):
			if !p.verdict.is(p.size, p.store.fingerprint(p.file, p.sum.Sum(nil))) {
				return p.doubt()
			}
			p.ended = true
		case err != nil:
			return err
		}
	}
	return nil
}

func (p *proven) doubt() error {
	// Whoever asked may have gone: the next one is to be told all the same.
	return errors.Join(ErrOtherContent, p.store.Doubt(context.WithoutCancel(p.ctx), p.file))
}
