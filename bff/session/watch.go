package session

import (
	"context"
	"encoding/hex"
	"log/slog"
	"sync"
	"time"

	"innbyggertjenesten/bff/session/internal/db"
)

// watched are the sessions that something long-lived (a socket) hangs on.
type watched struct {
	mu   sync.Mutex
	byID map[string]map[*watcher]bool
}

// watcher is one who waits for a session's end.
type watcher struct{ ended func() }

func (w *watched) add(id string, one *watcher) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.byID == nil {
		w.byID = map[string]map[*watcher]bool{}
	}
	if w.byID[id] == nil {
		w.byID[id] = map[*watcher]bool{}
	}
	w.byID[id][one] = true
}

func (w *watched) remove(id string, one *watcher) {
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.byID[id], one)
	if len(w.byID[id]) == 0 {
		delete(w.byID, id)
	}
}

func (w *watched) end(id string) {
	w.mu.Lock()
	all := w.byID[id]
	delete(w.byID, id)
	w.mu.Unlock()
	for one := range all {
		one.ended()
	}
}

func (w *watched) ids() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	ids := make([]string, 0, len(w.byID))
	for id := range w.byID {
		ids = append(ids, id)
	}
	return ids
}

// checkTimeout bounds one look at the watched sessions.
const checkTimeout = 5 * time.Second

// Watch calls ended once when the session ends, on whichever replica that
// happens, unless ctx ends before. ended must not block.
func (s *Store) Watch(ctx context.Context, sessionID string, ended func()) {
	one := &watcher{ended: ended}
	s.watched.add(sessionID, one)
	context.AfterFunc(ctx, func() { s.watched.remove(sessionID, one) })
	// It may have ended between the request's check and now.
	s.warn(ctx, s.check(ctx, []string{sessionID}))
}

// watchLoop looks up the watched sessions whenever their ends may go unheard.
func (s *Store) watchLoop(ctx context.Context) {
	blind := time.NewTicker(blindInterval)
	defer blind.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-s.listening:
			s.warn(ctx, s.checkWatched(ctx))
		case <-blind.C:
			if !s.listener.Certain() {
				// The listener says that something is wrong, less often than this fails.
				_ = s.checkWatched(ctx)
			}
		}
	}
}

// warn logs what keeps sessions from being checked. Not knowing is no reason to
// throw everybody out; the loops ask again.
func (s *Store) warn(ctx context.Context, err error) {
	if err != nil && ctx.Err() == nil {
		slog.WarnContext(ctx, "watched sessions could not be checked", "error", err.Error())
	}
}

// checkWatched closes what ended unnoticed: timed out, or while not listening.
func (s *Store) checkWatched(ctx context.Context) error {
	if ids := s.watched.ids(); len(ids) > 0 {
		return s.check(ctx, ids)
	}
	return nil
}

func (s *Store) check(ctx context.Context, ids []string) error {
	raw := make([][]byte, 0, len(ids))
	for _, id := range ids {
		if bytes, err := hex.DecodeString(id); err == nil {
			raw = append(raw, bytes)
		}
	}
	ctx, cancel := context.WithTimeout(ctx, checkTimeout)
	defer cancel()
	alive, err := db.New(s.pool).ListAlive(ctx, db.ListAliveParams{Ids: raw, Now: s.now()})
	if err != nil {
		return err
	}
	living := map[string]bool{}
	for _, id := range alive {
		living[hex.EncodeToString(id)] = true
	}
	for _, id := range raw {
		if !living[hex.EncodeToString(id)] {
			s.gone(id)
		}
	}
	return nil
}
