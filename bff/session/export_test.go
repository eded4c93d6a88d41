package session

import "context"

// Hears tells whether the cache may answer.
func (s *Store) Hears() bool { return s.listener.Certain() }

// Save writes activity down, as the store does every few seconds.
func (s *Store) Save(ctx context.Context) { s.save(ctx) }

// Remember lets the cache answer, or not.
func (s *Store) Remember(on bool) {
	s.cache.mu.Lock()
	defer s.cache.mu.Unlock()
	s.cache.certain = func() bool { return on && s.listener.Certain() }
}
