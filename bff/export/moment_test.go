package export_test

import (
	"testing"
	"time"
)

// Whether a deadline has passed is as of the moment that all of the archive shows,
// however long it takes to make it.
func TestADeadlineIsOverAsOfTheMomentThatTheArchiveShows(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.add("Vedtak", []byte("%PDF-1.7 vedtak"))
	yesterday := time.Now().Add(-24 * time.Hour)
	w.entries[0].Journalpost.Klagefrist = &yesterday
	w.ahead = -72 * time.Hour
	page := w.replica(t, nil).taken(t)["pages/001.html"]
	stands(t, page, []string{said("complaint.title"), said("complaint.ask")}, []string{said("complaint.passedHelp")})
}

// All that is read for an archive is as of that one moment, and when it is looked
// at again too.
func TestAllOfAnArchiveIsAsOfOneMoment(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.full()
	w.replica(t, nil).taken(t)
	for _, at := range w.shownAt {
		if first := w.shownAt[0]; !at.Truncate(time.Microsecond).Equal(first.Truncate(time.Microsecond)) { // as the database keeps it
			t.Errorf("%s and %s", first, at)
		}
	}
	if len(w.shownAt) < 10 {
		t.Errorf("it was read %d times", len(w.shownAt))
	}
}
