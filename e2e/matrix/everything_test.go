package matrix

import (
	"bytes"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/contracts/portal"
	"innbyggertjenesten/e2e/fagsystem/seed"
)

// everything is what one person could see: each answer, by route.
type everything struct {
	*running
	who   *who
	reads reader
	found map[string][]*text
	pdfs  []string
	// archives is how many were taken along.
	archives int
}

// bySocket is where what a socket told is found.
const bySocket = "socket"

// listened is all that a socket tells of what has happened so far, to the letter.
func (w *everything) listened(t *testing.T) {
	t.Helper()
	l := w.listen(t, w.who)
	defer func() { _ = l.conn.Close() }()
	must(t, l.conn.WriteJSON(map[string]any{"kind": "resume", "after": 0}))
	must(t, l.conn.SetReadDeadline(time.Now().Add(20*time.Second)))
	var all bytes.Buffer
	for at := int64(0); at < l.from; {
		_, frame, err := l.conn.ReadMessage()
		must(t, err)
		all.Write(frame)
		var read struct{ Position int64 }
		must(t, json.Unmarshal(frame, &read))
		at = read.Position
	}
	w.found[bySocket] = w.reads.read(answer{header: http.Header{}, body: all.Bytes()})
}

// isTold: what was written to somebody with a protected fact in it is withheld,
// and they are told so. Without that, nothing careless was read.
func (w *everything) isTold(t *testing.T, routes ...string) {
	t.Helper()
	for _, at := range routes {
		told := false
		for where, texts := range w.found {
			path, _, _ := strings.Cut(where, "?")
			told = told || strings.HasSuffix(path, at) && strings.Contains(asOne(texts), `"withheld":true`)
		}
		if !told {
			t.Errorf("nothing is withheld at %s", at)
		}
	}
}

func (w *everything) read(t *testing.T, to route, named target, query string) answer {
	t.Helper()
	path := to.at(named) + query
	found, err := w.call(t.Context(), w.who, to, path, nil)
	must(t, err)
	texts := w.reads.read(found)
	w.found[to.method+" "+path] = texts
	if strings.HasSuffix(to.path, "/content") && found.status == http.StatusOK {
		w.pdfs = append(w.pdfs, asOne(texts))
	}
	return found
}

// shows is read for what there must be, and what is in it.
func (w *everything) shows(t *testing.T, to route, named target, out any) {
	t.Helper()
	found := w.read(t, to, named, "")
	if found.status != http.StatusOK {
		t.Fatalf("%s: %d %s", to.at(named), found.status, found.body)
	}
	must(t, json.Unmarshal(found.body, out))
}

// look reads every route of the contract that reads, about everything of one's
// own, and about all other copies of the protected persons' cases.
func (w *everything) look(t *testing.T, names map[string]seed.Names, level session.Level) {
	t.Helper()
	var me portal.Citizen
	w.get(t, w.who, "/api/citizen/me", &me)
	var copies []target
	for _, one := range me.Cases {
		copies = append(copies, w.partsOf(t, one)...)
	}
	var ordered []target
	if level == session.High && w.isCurious(names) {
		ordered = w.orderExports(t, me.Cases)
	}
	own := slices.Clone(copies)
	for _, known := range names {
		for name, id := range known.Copies {
			child, _, _ := strings.Cut(name, "/")
			if !protectedCases[child] {
				continue
			}
			other := nowhere().with(caseCopyID, id.String())
			copies = append(copies, other)
			// With its own entries and their documents, in it and below one's own.
			for entry, entryAt := range known.Entries {
				if !strings.HasPrefix(entry, name+"/") || !w.isCurious(names) {
					continue
				}
				part := other.with(entryID, entryAt.String()).with(documentID, known.Documents[entry].String()).with("foreign", "yes")
				copies = append(copies, part)
				if len(own) > 0 {
					copies = append(copies, part.with(caseCopyID, own[0][caseCopyID]),
						own[len(own)-1].with(documentID, part[documentID]).with("foreign", "yes"))
				}
			}
		}
	}
	// Most routes don't name all that a part does: each address is asked once.
	once := func(to route, named target, query string) {
		if _, done := w.found[to.method+" "+to.at(named)+query]; !done {
			w.read(t, to, named, query)
		}
	}
	written := map[string][]string{}
	for to := range contractRoutes(t) {
		if to.method != http.MethodGet || to.isSocket() || strings.HasPrefix(to.path, "/api/employee/") {
			continue
		}
		if !to.hasCase() {
			once(to, nil, "")
			continue
		}
		for _, named := range copies {
			switch {
			case named["foreign"] != "":
				if slices.Contains(to.names(), entryID) {
					once(to, named, map[bool]string{true: "?language=nb"}[strings.HasSuffix(to.path, "/text")])
				}
			case strings.HasSuffix(to.path, "/text"):
				if named["whole"] != "" {
					for _, language := range []string{"nb", "pl", "ar"} {
						once(to, named, "?language="+language)
					}
				}
			case strings.HasSuffix(to.path, "/content"):
				if named["whole"] != "" {
					once(to, named, "")
					once(to, named, "?download=1")
				}
			case strings.HasSuffix(to.path, "/conversation"):
				once(to, named, "?limit=200")
			case strings.HasSuffix(to.path, "/receipt"):
				// The parts of a case have one conversation.
				if copyID := named[caseCopyID]; written[copyID] == nil {
					written[copyID] = w.written(t, named)
				}
				for _, id := range append(written[named[caseCopyID]], named[messageID]) {
					once(to, named.with(messageID, id), "")
				}
			default:
				once(to, named, "")
			}
		}
	}
	w.readExports(t, ordered)
	w.read(t, route{http.MethodGet, "/api/citizen/events"}, nil, "?after=0")
	w.listened(t)
}

// written are the messages of a case copy that one has sent oneself.
func (w *everything) written(t *testing.T, named target) []string {
	t.Helper()
	ids := []string{}
	found, err := w.call(t.Context(), w.who, route{http.MethodGet, ""}, "/api/citizen/cases/"+named[caseCopyID]+"/conversation", nil)
	must(t, err)
	var page portal.Conversation
	_ = json.Unmarshal(found.body, &page) // a problem has no messages
	for _, message := range page.Messages {
		if message.Mine {
			ids = append(ids, message.MessageId.String())
		}
	}
	return ids
}

// isCurious tells whether somebody also tries the ids of others' entries: who
// has a copy of a protected person's case, and a stranger.
func (w *everything) isCurious(names map[string]seed.Names) bool {
	if w.who.name == "nina" {
		return true
	}
	for _, known := range names {
		for name := range known.Copies {
			child, key, _ := strings.Cut(name, "/")
			if protectedCases[child] && key == w.who.name {
				return true
			}
		}
	}
	return false
}

// partsOf names each document of a case, or the case alone.
func (w *everything) partsOf(t *testing.T, one portal.CaseSummary) []target {
	t.Helper()
	own := nowhere().with(caseCopyID, one.CaseCopyId.String())
	var shown portal.Case
	w.shows(t, route{http.MethodGet, "/api/citizen/cases/{caseCopyId}"}, own, &shown)
	if len(shown.Meetings) > 0 {
		own = own.with(meetingID, shown.Meetings[0].MeetingId.String())
	}
	if !one.May.Documents {
		return []target{own}
	}
	parts := []target{own}
	var page portal.EntryPage
	w.shows(t, route{http.MethodGet, "/api/citizen/cases/{caseCopyId}/entries"}, own, &page)
	for _, summary := range page.Entries {
		var entry portal.Entry
		named := own.with(entryID, summary.EntryId.String())
		w.shows(t, route{http.MethodGet, "/api/citizen/cases/{caseCopyId}/entries/{entryId}"}, named, &entry)
		parts = append(parts, named)
		for _, document := range entry.Documents {
			parts = append(parts, named.with(documentID, document.DocumentId.String()).with("whole", "yes"))
		}
	}
	return parts
}
