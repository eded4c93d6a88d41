package session

import (
	"encoding/binary"
	"testing"
	"time"
)

var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

func testCache(certain *bool) *cache {
	return newCache(Lifetimes{Idle: 30 * time.Minute, Absolute: 2 * time.Hour}, func() bool { return *certain })
}

func lasting() *Actor {
	return &Actor{World: Citizen, Persons: []PersonRef{{Municipality: "fjordvik"}}, IdleEndAt: noon.Add(30 * time.Minute), AbsoluteEndAt: noon.Add(2 * time.Hour)}
}

// Postgres answered before the end and the answer is kept after it: the ended
// session would live on in memory.
func TestAReadingThatAnEndOvertookIsNotKept(t *testing.T) {
	t.Parallel()
	certain, id := true, []byte("id")
	for name, happens := range map[string]func(*cache){
		"it ended":                       func(c *cache) { c.drop("id") },
		"it is just listening again":     func(c *cache) { c.clear() },
		"a transaction is ending it":     func(c *cache) { c.bar(id) },
		"it isn't certain that it hears": func(*cache) { certain = false },
	} {
		c := testCache(&certain)
		certain = true
		generation := c.reading()
		happens(c)
		c.keep(id, lasting(), generation)
		certain = true
		if c.look(id, Citizen, noon) != nil {
			t.Errorf("%s: kept", name)
		}
	}
	c := testCache(&certain)
	c.keep(id, lasting(), c.reading())
	if c.look(id, Citizen, noon) == nil {
		t.Error("what nothing overtook isn't kept")
	}
	c.bar(id)
	if c.look(id, Citizen, noon) != nil {
		t.Error("what a transaction ends is still known")
	}
}

func TestTheCacheAnswersOnlyWhileItHears(t *testing.T) {
	t.Parallel()
	certain, id := true, []byte("id")
	c := testCache(&certain)
	c.keep(id, lasting(), c.reading())
	certain = false
	if c.look(id, Citizen, noon) != nil || c.use(id, Citizen, noon) != nil {
		t.Error("it answers")
	}
	certain = true
	if c.look(id, Employee, noon) != nil {
		t.Error("it answers in the other world")
	}
	if c.look(id, Citizen, noon.Add(30*time.Minute)) != nil || c.look(id, Citizen, noon.Add(30*time.Minute-1)) == nil {
		t.Error("the idle end isn't exact")
	}
	long := lasting()
	long.IdleEndAt = noon.Add(3 * time.Hour)
	c.keep(id, long, c.reading())
	if c.look(id, Citizen, noon.Add(2*time.Hour)) != nil || c.look(id, Citizen, noon.Add(2*time.Hour-1)) == nil {
		t.Error("the absolute end isn't exact")
	}
}

func TestWhoGetsAnActorMayChangeIt(t *testing.T) {
	t.Parallel()
	certain, id := true, []byte("id")
	c := testCache(&certain)
	mine := lasting()
	c.keep(id, mine, c.reading())
	mine.Persons[0].Municipality = "changed"
	got := c.look(id, Citizen, noon)
	got.Language, got.Persons[0].Municipality = "changed", "changed"
	if again := c.look(id, Citizen, noon); again.Language != "" || again.Persons[0].Municipality != "fjordvik" {
		t.Errorf("%+v", again)
	}
}

func TestTheCacheIsBounded(t *testing.T) {
	t.Parallel()
	certain := true
	c := testCache(&certain)
	for i := range uint32(mostCached + 10) {
		c.keep(binary.BigEndian.AppendUint32(nil, i), lasting(), c.reading())
	}
	if c.byID.Len() != mostCached {
		t.Errorf("%d sessions are in memory", c.byID.Len())
	}
}
