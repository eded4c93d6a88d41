package audit

import (
	"context"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"log/slog"
	"maps"
	"time"

	"github.com/jackc/pgx/v5"

	"innbyggertjenesten/bff/audit/internal/db"
)

// sealInterval is the longest a durable row waits for its place in the chain
// while its replica lives; another replica's loop takes over otherwise.
const sealInterval = 500 * time.Millisecond

// headInterval is how often the chain's end is told to the log, so that a cut
// can be proved with what is kept outside the database.
const headInterval = 10 * time.Minute

func (r *Recorder) sealLoop() {
	defer r.logHeads()
	heads := time.NewTicker(headInterval)
	defer heads.Stop()
	ticker := time.NewTicker(sealInterval)
	defer ticker.Stop()
	for {
		select {
		case <-r.stop:
			r.sealAndLog()
			return
		case <-heads.C:
			r.logHeads()
		case <-ticker.C:
			r.sealAndLog()
		case <-r.sealNow:
			// Let some rows gather: the tick seals them together.
			select {
			case <-r.stop:
				r.sealAndLog()
				return
			case <-ticker.C:
				r.sealAndLog()
			}
		}
	}
}

func (r *Recorder) sealAndLog() {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	if err := r.Seal(ctx); err != nil {
		slog.ErrorContext(ctx, "audit rows could not be sealed", "error", err.Error())
	}
}

// logHeads tells where this replica's last seals ended.
func (r *Recorder) logHeads() {
	r.headsMu.Lock()
	defer r.headsMu.Unlock()
	for segment, last := range r.heads {
		slog.Info("audit head", "segment", segment, "position", last.position, "hash", hex.EncodeToString(last.hash))
	}
	clear(r.heads)
}

func (r *Recorder) keepHeads(heads map[string]head) {
	r.headsMu.Lock()
	defer r.headsMu.Unlock()
	maps.Copy(r.heads, heads)
}

// Seal links the rows that wait into the chain. One replica does it at a time;
// the others return at once.
func (r *Recorder) Seal(ctx context.Context) error {
	for {
		var sealed int
		var heads map[string]head
		err := pgx.BeginFunc(ctx, r.pool, func(tx pgx.Tx) (err error) {
			sealed, heads, err = r.sealSome(ctx, db.New(tx))
			return err
		})
		if err != nil || sealed == 0 {
			return err
		}
		r.keepHeads(heads)
	}
}

func (r *Recorder) sealSome(ctx context.Context, q *db.Queries) (int, map[string]head, error) {
	if mine, err := q.TrySealerLock(ctx); err != nil || !mine {
		return 0, nil, err
	}
	ids, err := q.TakeUnsealed(ctx)
	if err != nil || len(ids) == 0 {
		return 0, nil, err
	}
	events, err := q.ListEvents(ctx, ids)
	if err != nil {
		return 0, nil, err
	}
	heads := map[string]head{}
	var seals db.AddSealsParams
	for _, event := range events {
		last, known := heads[event.Segment]
		if !known {
			if last, err = r.headOf(ctx, q, event.Segment); err != nil {
				return 0, nil, err
			}
		}
		last = head{position: last.position + 1, hash: r.link(last.hash, event)}
		heads[event.Segment] = last
		seals.Segments = append(seals.Segments, event.Segment)
		seals.Positions = append(seals.Positions, last.position)
		seals.EventIds = append(seals.EventIds, event.ID)
		seals.Hashes = append(seals.Hashes, last.hash)
	}
	if err := q.AddSeals(ctx, seals); err != nil {
		return 0, nil, err
	}
	return len(ids), heads, nil
}

// head is the end of one segment's chain.
type head struct {
	position int64
	hash     []byte
}

// headOf reads the end of a segment's chain, opening the segment if it is new.
func (r *Recorder) headOf(ctx context.Context, q *db.Queries, segment string) (head, error) {
	last, err := q.LastSeal(ctx, segment)
	if err == nil {
		return head{last.Position, last.Hash}, nil
	}
	if !errors.Is(err, pgx.ErrNoRows) {
		return head{}, err
	}
	opened, err := q.FindSegment(ctx, segment)
	if err == nil {
		return head{0, opened.Hash}, nil
	}
	if !errors.Is(err, pgx.ErrNoRows) {
		return head{}, err
	}
	previous, err := q.LastSegment(ctx)
	if err != nil && !errors.Is(err, pgx.ErrNoRows) {
		return head{}, err
	}
	hash := r.segmentHash(previous.Hash, segment)
	return head{0, hash}, q.AddSegment(ctx, db.AddSegmentParams{Segment: segment, Position: previous.Position + 1, Hash: hash})
}

func (r *Recorder) segmentHash(previous []byte, segment string) []byte {
	return r.vault.MAC("audit-segment", previous, []byte(segment))
}

// link is the next hash: keyed, so that nobody with the database alone can
// make a chain that fits changed rows.
func (r *Recorder) link(previous []byte, e db.AuditEvent) []byte {
	at := binary.BigEndian.AppendUint64(nil, uint64(e.At.UnixMicro()))
	var person, about []byte
	if e.PersonID != nil {
		person = e.PersonID[:]
	}
	if e.AboutPersonID != nil {
		about = e.AboutPersonID[:]
	}
	var relation [][]byte
	if e.Relation != nil {
		relation = append(relation, []byte(*e.Relation))
	}
	return r.vault.MAC("audit-event", append([][]byte{previous, e.ID[:], []byte(e.Segment), at, []byte(e.Municipality), person,
		[]byte(e.World), []byte(e.Action), []byte(e.ObjectKind), []byte(e.ObjectID), about,
		[]byte(e.Outcome), []byte(e.CorrelationID), e.Personal}, relation...)...)
}
