package access

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/google/uuid"
	"golang.org/x/sync/singleflight"
)

const (
	// answerAge is how old an answer may be for seeing.
	answerAge = 5 * time.Second
	// addingPatience is how long somebody who sends waits for the fagsystem
	// before the kept answer is used.
	addingPatience = 1500 * time.Millisecond
	// keptAge is how old a kept answer may be for adding.
	keptAge = 24 * time.Hour
	// mostAnswers bounds the memory; beyond it the old ones are thrown away.
	mostAnswers = 20_000
)

// subject is a person or employee in one municipality, by the fagsystem's id.
type subject struct {
	municipality string
	id           uuid.UUID
}

// answers keeps the fagsystem's answers for a few seconds, and asks once for
// all who ask at the same time.
type answers[T any] struct {
	now     func() time.Time
	fetch   func(context.Context, subject) (T, error)
	flights singleflight.Group

	mu   sync.Mutex
	kept map[subject]answer[T]
	// dropped counts the drops: an answer that was asked for before a drop is
	// not kept after it.
	dropped map[subject]uint64
	all     uint64
}

// drops tells how often something was dropped: of one subject, and everything.
type drops struct{ own, all uint64 }

func (a *answers[T]) drops(who subject) drops {
	a.mu.Lock()
	defer a.mu.Unlock()
	return drops{own: a.dropped[who], all: a.all}
}

type answer[T any] struct {
	value   T
	askedAt time.Time
}

func newAnswers[T any](now func() time.Time, fetch func(context.Context, subject) (T, error)) *answers[T] {
	return &answers[T]{now: now, fetch: fetch, kept: map[subject]answer[T]{}, dropped: map[subject]uint64{}}
}

// get gives an answer that was asked for at most answerAge ago.
func (a *answers[T]) get(ctx context.Context, who subject) (T, time.Time, error) {
	if value, askedAt, ok := a.fresh(who); ok {
		return value, askedAt, nil
	}
	times := a.drops(who)
	// After a drop nobody joins a question that was asked before it.
	key := fmt.Sprintf("%s %s %d %d", who.municipality, who.id, times.all, times.own)
	flight := a.flights.DoChan(key, func() (any, error) {
		if value, askedAt, ok := a.fresh(who); ok {
			return answer[T]{value: value, askedAt: askedAt}, nil // it came between looking and asking
		}
		// Others may wait for this answer too: it doesn't end with one request.
		return a.ask(context.WithoutCancel(ctx), who, times)
	})
	select {
	case <-ctx.Done():
		var none T
		return none, time.Time{}, ctx.Err()
	case landed := <-flight:
		got, _ := landed.Val.(answer[T])
		return got.value, got.askedAt, landed.Err
	}
}

func (a *answers[T]) fresh(who subject) (T, time.Time, bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	got, ok := a.kept[who]
	if !ok || a.now().Sub(got.askedAt) > answerAge {
		var none T
		return none, time.Time{}, false
	}
	return got.value, got.askedAt, true
}

func (a *answers[T]) ask(ctx context.Context, who subject, asked drops) (answer[T], error) {
	got := answer[T]{askedAt: a.now()}
	var err error
	if got.value, err = a.fetch(ctx, who); err != nil {
		return answer[T]{}, err
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if asked == (drops{own: a.dropped[who], all: a.all}) {
		if len(a.kept) >= mostAnswers {
			clear(a.kept)
		}
		a.kept[who] = got
	}
	return got, nil
}

// drop forgets what is known of who; whoever asks from now on gets a new answer.
func (a *answers[T]) drop(who subject) {
	a.mu.Lock()
	defer a.mu.Unlock()
	delete(a.kept, who)
	if len(a.dropped) >= mostAnswers {
		clear(a.dropped)
		a.all++
	}
	a.dropped[who]++
}

// dropAll forgets everything.
func (a *answers[T]) dropAll() {
	a.mu.Lock()
	defer a.mu.Unlock()
	clear(a.kept)
	a.all++
}
