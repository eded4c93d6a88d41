package matrix

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"net/url"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/google/uuid"
	"golang.org/x/text/unicode/norm"

	"innbyggertjenesten/bff/session"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/live"
	"innbyggertjenesten/contracts/portal"
	standin "innbyggertjenesten/e2e/fagsystem"
	"innbyggertjenesten/e2e/fagsystem/seed"
	"innbyggertjenesten/e2e/fagsystem/standintest"
	"innbyggertjenesten/e2e/fagsystem/store"
	"innbyggertjenesten/e2e/people"
	"innbyggertjenesten/i18n"
)

// secret is a protected fact of somebody, and how it may be spelled.
type secret struct {
	of      string
	spelled string
	spellings
	everyday []string // whose own fact it is too
}

// spellings are a fact in whatever case and punctuation.
type spellings struct {
	letters string
	anyOf   *regexp.Regexp
}

func spellingsOf(fact string) spellings {
	letters := lettersOf(readable(fact))
	var pattern strings.Builder
	for _, r := range letters {
		if pattern.Len() > 0 {
			pattern.WriteString(`[\s\x{a0}\x{2009}\x{202f}.,_+()/-]{0,3}`)
		}
		pattern.WriteString(regexp.QuoteMeta(string(r)))
	}
	return spellings{letters, regexp.MustCompile(pattern.String())}
}

// in looks closely only where a fact's letters and digits follow each other at
// all: without that it is there in no spelling.
func (s spellings) in(t text) bool {
	return strings.Contains(t.letters, s.letters) && s.anyOf.MatchString(t.said)
}

// text is what could be read, and its letters and digits alone.
type text struct{ said, letters string }

func textOf(said string) text {
	said = readable(said)
	return text{said, lettersOf(said)}
}

func readable(said string) string { return norm.NFC.String(strings.ToLower(said)) }

func lettersOf(readable string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, readable)
}

// secretsOf are all protected facts of a municipality: whole, and each street
// without its number.
func secretsOf(t *testing.T, municipality string) []secret {
	t.Helper()
	found, err := seed.Secrets(municipality)
	must(t, err)
	own := map[string][]string{}
	for _, one := range found {
		for _, fact := range one.Strings {
			own[fact] = append(own[fact], one.Person)
		}
	}
	var all []secret
	add := func(of, fact string, everyday []string) {
		all = append(all, secret{of: of, spelled: fact, spellings: spellingsOf(fact), everyday: everyday})
	}
	for _, one := range found {
		for _, fact := range one.Strings {
			add(one.Person, fact, own[fact])
			for i, part := range strings.Split(fact, ",") {
				part = strings.TrimSpace(part)
				if at := strings.IndexFunc(part, unicode.IsDigit); at > 0 {
					part = strings.TrimSpace(part[:at])
				} else if i > 0 || at == 0 {
					continue
				}
				add(one.Person, part, own[fact])
			}
		}
	}
	return all
}

// reader reads answers; what many answers hold, it reads once.
type reader struct{ bodies map[[sha256.Size]byte]text }

// read is an answer in all the ways that it could be read: its header, and its
// body.
func (r reader) read(a answer) []text {
	kind := a.header.Get("Content-Type")
	hash := sha256.Sum256(append([]byte(kind+"\n"), a.body...))
	body, known := r.bodies[hash]
	if !known {
		body = textOf(content(kind, a.body))
		r.bodies[hash] = body
	}
	return []text{textOf(fields(a.header)), body}
}

func fields(header http.Header) string {
	var out strings.Builder
	for name, values := range header {
		for _, value := range values {
			unescaped, err := url.QueryUnescape(value)
			if err != nil {
				unescaped = value
			}
			fmt.Fprintln(&out, name, value, unescaped)
		}
	}
	return out.String()
}

func content(kind string, body []byte) string {
	if strings.HasPrefix(kind, "application/pdf") {
		return pdfText(body)
	}
	var out strings.Builder
	out.Write(body)
	out.WriteString(html.UnescapeString(string(body)))
	var value any
	if json.Unmarshal(body, &value) == nil {
		flatten(&out, value)
	}
	return out.String()
}

// flatten writes all strings of JSON after each other, so that a fact that is
// divided into runs of text is found too.
func flatten(out *strings.Builder, value any) {
	switch value := value.(type) {
	case string:
		out.WriteString(" " + value)
	case []any:
		for _, one := range value {
			flatten(out, one)
		}
	case map[string]any:
		for _, key := range slices.Sorted(mapKeys(value)) {
			flatten(out, value[key])
		}
	}
}

func mapKeys(m map[string]any) func(func(string) bool) {
	return func(yield func(string) bool) {
		for key := range m {
			if !yield(key) {
				return
			}
		}
	}
}

// inAny tells whether a fact stands in one of several texts.
func (s spellings) inAny(texts []text) bool { return slices.ContainsFunc(texts, s.in) }

func TestTheSearchFindsWhatItLooksFor(t *testing.T) {
	all, reads := secretsOf(t, "fjordvik"), reader{map[[sha256.Size]byte]text{}}
	if len(all) < 12 {
		t.Fatalf("only %d secrets", len(all))
	}
	phone := all[slices.IndexFunc(all, func(s secret) bool { return s.of == "rania" && s.spelled == seed.RaniaPhone })]
	for _, text := range []string{"400 00 931", "40000931", "+47 40 00 09 31", "400-00-931", "400\u00a000\u00a0931", `{"a":"ring 400 00 931"}`} {
		if !phone.inAny(reads.read(answer{header: http.Header{}, body: []byte(text)})) {
			t.Errorf("%q isn't found", text)
		}
	}
	street := all[slices.IndexFunc(all, func(s secret) bool { return s.spelled == "Granlivegen" })]
	for _, a := range []answer{
		{header: http.Header{"Content-Disposition": {`attachment; filename*=UTF-8''GRANLIVEGEN%2012.pdf`}}},
		{header: http.Header{"Etag": {`"1 Granlivegen 12"`}}},
		{header: http.Header{}, body: []byte(`{"blocks":[{"text":"Gran"},{"text":"livegen"}]}`)},
		{header: http.Header{}, body: []byte("gran\\u006civegen")},
	} {
		if readable := reads.read(a); !street.inAny(readable) && !strings.Contains(string(a.body), `\u006c`) {
			t.Errorf("not found in %q", readable)
		}
	}
	farm := all[slices.IndexFunc(all, func(s secret) bool { return s.spelled == "Granlia gård" })]
	if !farm.inAny(reads.read(answer{header: http.Header{}, body: []byte(`{"place":"Granlia g\u00e5rd"}`)})) ||
		!farm.inAny(reads.read(answer{header: http.Header{}, body: []byte("Granlia ga\u030ard")})) {
		t.Error("the farm isn't found")
	}
	if farm.in(textOf("storgata 1, fjordvik")) {
		t.Error("it finds what isn't there")
	}
	made := answer{header: http.Header{"Content-Type": {"application/pdf"}}, body: seed.PlainPDF("Granlivegen 12")}
	if !street.inAny(reads.read(made)) {
		t.Error("not found in a plain PDF")
	}
}

// originals are the demo's real PDFs.
func originals(t *testing.T) string {
	t.Helper()
	directory := t.TempDir()
	made := exec.Command("node", "e2e/documents/pdf/make.mjs", "--out", directory) //nolint:gosec // our own
	made.Dir = "../.."
	if out, err := made.CombinedOutput(); err != nil {
		t.Fatalf("the originals can't be made: %v\n%s", err, out)
	}
	return directory
}

// TestNothingProtectedReachesAnotherParty asks everything as everybody, with a
// careful fagsystem and with a careless one.
func TestNothingProtectedReachesAnotherParty(t *testing.T) {
	r := startOn(t, standintest.StartWith(t, originals(t)))
	list, err := people.Load()
	must(t, err)
	reads := reader{map[[sha256.Size]byte]text{}}
	secrets := map[string][]secret{}
	for _, municipality := range standin.Municipalities {
		secrets[municipality] = secretsOf(t, municipality)
	}
	names := map[string]seed.Names{}
	for _, municipality := range standin.Municipalities {
		names[municipality], err = seed.NamesOf(municipality)
		must(t, err)
	}
	for _, careless := range []bool{false, true} {
		r.standin.Store.Leaks.Store(careless)
		r.somethingHappens(t, list, names)
		for _, citizen := range list.Citizens {
			ids := map[string]uuid.UUID{}
			for municipality, known := range names {
				if id, there := known.Persons[citizen.ID]; there && citizen.NationalNumber != nil {
					ids[municipality] = id
				}
			}
			if len(ids) == 0 {
				continue
			}
			for _, level := range []session.Level{session.High, session.Substantial} {
				w := &everything{running: r, who: r.logIn(t, citizen.ID, session.Citizen, level, ids), reads: reads, found: map[string][]text{}}
				w.look(t, names)
				for municipality := range ids {
					for _, one := range secrets[municipality] {
						for where, texts := range w.found {
							if !slices.Contains(one.everyday, citizen.ID) && one.inAny(texts) {
								t.Errorf("%s meets %q of %s at %s (careless fagsystem: %v)", citizen.ID, one.spelled, one.of, where, careless)
							}
						}
					}
					if careless && !slices.Contains([]string{"emil", "berit", "odd"}, citizen.ID) {
						leaked := spellingsOf(store.LeakedFacts)
						for where, texts := range w.found {
							if leaked.inAny(texts) {
								t.Errorf("%s meets what a careless fagsystem wrote into a file's name, at %s", citizen.ID, where)
							}
						}
					}
				}
				if citizen.ID == "rania" && !strings.Contains(asOne(w.found[bySocket]), `"position"`) {
					t.Errorf("nothing came by the socket: %q", w.found[bySocket])
				}
				if citizen.ID == "nina" && level == session.High && len(w.found) < 15 {
					t.Errorf("only %d answers were looked at", len(w.found))
				}
				if citizen.ID == "rania" && level == session.High && !careless && !strings.Contains(strings.Join(w.pdfs, " "), "dette vedtaket gjelder layla") {
					t.Error("what stands in a PDF isn't read")
				}
			}
		}
	}
	orders := r.phone.said()
	if len(orders) == 0 || !strings.Contains(orders[0], i18n.Localize("ar", "srv.notify.sms", nil)) {
		t.Errorf("no notification was looked at: %q", orders)
	}
	said := textOf(strings.Join(orders, "\n") + r.log.text())
	for _, all := range secrets {
		for _, one := range all {
			if one.in(said) {
				t.Errorf("a notification or the log says %q of %s", one.spelled, one.of)
			}
		}
	}
}

// somethingHappens in every copy of the protected persons' cases, so that there
// is something to tell live, and a notification for somebody who isn't there.
func (r *running) somethingHappens(t *testing.T, list people.List, names map[string]seed.Names) {
	t.Helper()
	for municipality, known := range names {
		for name, id := range known.Copies {
			if child, key, _ := strings.Cut(name, "/"); protectedCases[child] {
				p := party{municipality: municipality, child: child, key: key}
				if id != p.copyID() {
					t.Fatal(name)
				}
				must(t, r.happens(t.Context(), string(live.EventTypeCaseChanged), p, true))
			}
		}
	}
	// She is told that there is something to read; what it says is about herself.
	rania := party{municipality: "fjordvik", child: "layla", key: "rania"}
	known, err := r.people.EnsureCitizen(t.Context(), rania.municipality, *list.Citizen("rania").NationalNumber, rania.personID().String())
	must(t, err)
	contact, err := r.contactOf(t.Context(), rania)
	must(t, err)
	_, err = r.standin.Store.Release(t.Context(), rania.municipality, rania.copyID(), store.NewEntry{
		Title: map[string]string{"nb": "Ring " + seed.RaniaPhone}, Language: "nb", Released: "FULL", PDF: seed.PlainPDF("Ring " + seed.RaniaPhone),
	})
	must(t, err)
	text, language := "Er "+seed.RaniaPhone+" riktig?", "nb"
	body, hash, err := seed.Body(map[string]any{"text": text, "language": language})
	must(t, err)
	_, _, err = r.standin.Store.Register(t.Context(), rania.municipality, rania.copyID(), uuid.Must(uuid.NewV7()), contract.Submission{
		Kind: contract.SubmissionKindMESSAGE, Author: contract.Author{EmployeeId: &contact}, AcceptedAt: time.Now(), BodyHash: hash,
		Body: contract.SubmissionBody{Text: &text, Language: &language},
	}, body)
	must(t, err)
	r.settled(t)
	r.await(t, "a notification", `SELECT EXISTS (SELECT FROM notification WHERE person_id = $1 AND sent_at IS NOT NULL)`, known.ID)
}

// protectedCases are those with somebody in them whose place is hidden.
var protectedCases = map[string]bool{"emil": true, "layla": true, "sami": true}

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

func asOne(texts []text) string {
	var out strings.Builder
	for _, one := range texts {
		out.WriteString(one.said + "\n")
	}
	return out.String()
}

// everything is what one person could see: each answer, by route.
type everything struct {
	*running
	who   *who
	reads reader
	found map[string][]text
	pdfs  []string
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

// look reads every route of the contract that reads, about everything of one's
// own, and about all other copies of the protected persons' cases.
func (w *everything) look(t *testing.T, names map[string]seed.Names) {
	t.Helper()
	var me portal.Citizen
	w.get(t, w.who, "/api/citizen/me", &me)
	var copies []target
	for _, one := range me.Cases {
		copies = append(copies, w.partsOf(t, one)...)
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
				for _, id := range w.written(t, named) {
					once(to, named.with(messageID, id), "")
				}
			default:
				once(to, named, "")
			}
		}
	}
	w.read(t, route{http.MethodGet, "/api/citizen/events"}, nil, "?after=0")
	w.listened(t)
}

// written are the messages of a case copy that one has sent oneself, and one
// that nobody has.
func (w *everything) written(t *testing.T, named target) []string {
	t.Helper()
	ids := []string{named[messageID]}
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
	w.get(t, w.who, "/api/citizen/cases/"+one.CaseCopyId.String(), &shown)
	if len(shown.Meetings) > 0 {
		own = own.with(meetingID, shown.Meetings[0].MeetingId.String())
	}
	if !one.May.Documents {
		return []target{own}
	}
	parts := []target{own}
	var page portal.EntryPage
	w.get(t, w.who, "/api/citizen/cases/"+one.CaseCopyId.String()+"/entries", &page)
	for _, summary := range page.Entries {
		var entry portal.Entry
		named := own.with(entryID, summary.EntryId.String())
		w.get(t, w.who, "/api/citizen/cases/"+one.CaseCopyId.String()+"/entries/"+summary.EntryId.String(), &entry)
		parts = append(parts, named)
		for _, document := range entry.Documents {
			parts = append(parts, named.with(documentID, document.DocumentId.String()).with("whole", "yes"))
		}
	}
	return parts
}
