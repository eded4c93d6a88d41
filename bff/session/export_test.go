package session

import "context"

// Hears tells whether the cache may answer.
func (s *Store) Hears() bool { return s.listener.Certain() }

// Save writes activity down, as the store does every few seconds.
func (s *Store) Save(ctx context.Context) { s.save(ctx) }
