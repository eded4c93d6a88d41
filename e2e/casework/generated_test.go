package casework

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/google/uuid"
	"github.com/prometheus/client_golang/prometheus"

	"innbyggertjenesten/contracts/barnevern"
	"innbyggertjenesten/contracts/barnevern/sample"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"

	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/e2e/fagsystem/seed"
	"innbyggertjenesten/e2e/fields/table"
)

// made is how many cases and entries are made by chance.
const made = 200

// met is what a party is answered about one made object.
type met struct {
	Cases   []portal.Case         `json:"cases"`
	Plans   []portal.Plan         `json:"plans"`
	Entries []portal.Entry        `json:"entries"`
	Texts   []portal.DocumentText `json:"texts"`
	List    []portal.EntrySummary `json:"list"`
}

// TestWhateverIsPublishedIsShownAsTheTableSays sends 200 cases and 200 entries of
// all kinds, in all roles, through the stand-in and the portal's rooms, and
// shows every answer in the pages.
func TestWhateverIsPublishedIsShownAsTheTableSays(t *testing.T) {
	t.Parallel()
	r := start(t)
	document, err := barnevern.GetSpec()
	must(t, err)
	maker := sample.New(document.Components.Schemas, 20261122)
	becomes := map[string]string{}
	rows, err := table.Read()
	must(t, err)
	for _, row := range rows {
		becomes[row.Field] = row.Becomes
	}
	mine := seed.CopyID("fjordvik", "layla", "rania")
	r.grantAll(t, mine)
	ctx, _ := r.logIn(t, "rania", session.High)
	var answers met

	roles := []contract.Role{
		contract.RoleMOR, contract.RoleFAR, contract.RoleMEDMOR, contract.RoleMEDFAR, contract.RoleVERGE, contract.RoleFOSTERFORELDER, contract.RoleFULLMEKTIG, contract.RoleHOVEDPERSON,
	}
	for i := range made {
		if i%(made/len(roles)) == 0 && i/(made/len(roles)) < len(roles) {
			r.control(t, mine, "/role", map[string]any{"role": roles[i/(made/len(roles))]})
			r.awaitEvent(contract.EventTypeAccessChanged)
		}
		mappe := maker.Mappe(i)
		r.control(t, mine, "/as-written", map[string]any{"mappe": mappe})
		answer, err := r.cases.GetCase(ctx, portal.GetCaseRequestObject{CaseCopyId: mine})
		if err != nil {
			t.Fatalf("case %d: %v\n%s", i, err, asJSON(t, mappe))
		}
		one := portal.Case(answer.(portal.GetCase200JSONResponse))
		plan := r.plan(t, ctx, mine)
		answers.Cases, answers.Plans = append(answers.Cases, one), append(answers.Plans, plan)
		compare(t, becomes, "mappe", mappe, asJSON(t, one)+asJSON(t, plan), true)
	}
	r.control(t, mine, "/role", map[string]any{"role": contract.RoleMOR})
	r.awaitEvent(contract.EventTypeAccessChanged)

	posts := map[uuid.UUID]sample.Object{}
	released := map[uuid.UUID]bool{}
	for i := range made {
		post := maker.Journalpost(i)
		// Of some there is no text; of those whose file isn't a PDF there is nothing then that can be shown.
		said := words
		if i%5 == 4 {
			said = nil
		}
		id := r.put(t, mine, post, i%7 != 6, said)
		posts[id], released[id] = post, i%7 != 6
	}
	summaries := r.documentList(t, ctx, mine, nil)
	answers.List = summaries
	for id, post := range posts {
		at := slices.IndexFunc(summaries, func(s portal.EntrySummary) bool { return s.EntryId == id })
		if at < 0 {
			t.Fatalf("an entry is lost: %s", asJSON(t, post))
		}
		answer, err := r.documents.GetEntry(ctx, portal.GetEntryRequestObject{CaseCopyId: mine, EntryId: id})
		if err != nil {
			t.Fatalf("%v\n%s", err, asJSON(t, post))
		}
		entry := portal.Entry(answer.(portal.GetEntry200JSONResponse))
		answers.Entries = append(answers.Entries, entry)
		compare(t, becomes, "journalpost", post, asJSON(t, summaries[at])+asJSON(t, entry), released[id])
		for _, one := range entry.Documents {
			language := "ar"
			text, err := r.documents.GetDocumentText(ctx, portal.GetDocumentTextRequestObject{
				CaseCopyId: mine, EntryId: id, DocumentId: one.DocumentId, Params: portal.GetDocumentTextParams{Language: &language},
			})
			must(t, err)
			answers.Texts = append(answers.Texts, portal.DocumentText(text.(portal.GetDocumentText200JSONResponse)))
		}
	}
	answers.Plans = append(answers.Plans, r.plan(t, ctx, mine))
	if links := strings.Count(asJSON(t, answers), `"url":"https://`); links < 20 || strings.Contains(asJSON(t, answers), `"url":"javascript`) {
		t.Errorf("%d links", links)
	}
	inPages(t, answers)
}

// TestWhatBreaksTheContractNeverHidesTheRest: it is named in the log without what
// it says, counted, left out where it can't be shown; the list, the overview and
// the plan have all others, and say that something is missing. It runs alone: it reads the process's log.
func TestWhatBreaksTheContractNeverHidesTheRest(t *testing.T) {
	var log lines
	before := slog.Default()
	slog.SetDefault(slog.New(slog.NewJSONHandler(&log, nil)))
	t.Cleanup(func() { slog.SetDefault(before) })
	r := start(t)
	document, err := barnevern.GetSpec()
	must(t, err)
	maker := sample.New(document.Components.Schemas, 7)
	mine := seed.CopyID("fjordvik", "layla", "rania")
	r.grantAll(t, mine)
	ctx, _ := r.logIn(t, "rania", session.High)
	there := len(r.documentList(t, ctx, mine, nil))

	for _, way := range sample.Ways {
		object := maker.Mappe(0)
		if way.Entry {
			object = maker.Journalpost(0)
		}
		way.Break(object)
		counted := r.counted(t)
		log.forget()
		var id uuid.UUID
		if way.Entry {
			id = r.put(t, mine, object, true, words)
			there++
		} else {
			r.control(t, mine, "/as-written", map[string]any{"mappe": object})
		}
		incomplete := false
		list := r.documentList(t, ctx, mine, &incomplete)
		if way.Fatal {
			there--
		}
		shown := slices.ContainsFunc(list, func(s portal.EntrySummary) bool { return s.EntryId == id })
		if len(list) != there || way.Entry && shown == way.Fatal || way.Fatal && !incomplete {
			t.Errorf("%s: %d of %d in the list, itself %v, incomplete %v", way.About, len(list), there, shown, incomplete)
		}
		if answer, err := r.cases.GetCase(ctx, portal.GetCaseRequestObject{CaseCopyId: mine}); err != nil {
			t.Errorf("%s: the case: %v", way.About, err)
		} else if said := answer.(portal.GetCase200JSONResponse).Incomplete; (said != nil && *said) != incomplete {
			t.Errorf("%s: the list is incomplete %v, and the case says %v", way.About, incomplete, said)
		}
		if said := r.plan(t, ctx, mine).Incomplete; (said != nil && *said) != incomplete {
			t.Errorf("%s: the list is incomplete %v, and the plan says %v", way.About, incomplete, said)
		}
		if r.counted(t) <= counted {
			t.Errorf("%s isn't counted", way.About)
		}
		told := log.about("breaks the contract")
		if !strings.Contains(told, way.Field) {
			t.Errorf("%s: the log doesn't name %s: %s", way.About, way.Field, told)
		}
		if said := regexp.MustCompile(`gen\d+x|\d{9}|EPIKRISE|NABO|i går|Kontoret|Nord`).FindString(told); said != "" {
			t.Errorf("%s: the log says %q", way.About, said)
		}
	}
}

func (r *rooms) control(t *testing.T, copyID uuid.UUID, path string, body any) {
	t.Helper()
	r.standin.Control(t, "POST", fmt.Sprintf("/fjordvik/copies/%s%s", copyID, path), body, nil)
}

// grantAll: what is granted doesn't hang on the role.
func (r *rooms) grantAll(t *testing.T, copyID uuid.UUID) {
	t.Helper()
	granted := contract.GrantGRANTED
	r.control(t, copyID, "/grants", contract.Grants{Documents: &granted, Conversation: &granted, Meeting: &granted, CallMe: &granted, Complaint: &granted})
	r.awaitEvent(contract.EventTypeAccessChanged)
}

// words are what a document says, in the original and a translation.
var words = map[string]string{"nb": "# Brev\n\nTil deg.", "ar": "# خطاب\n\nإليك."}

// put releases an entry that says this, word for word, with these texts.
func (r *rooms) put(t *testing.T, copyID uuid.UUID, post sample.Object, whole bool, texts map[string]string) uuid.UUID {
	t.Helper()
	state := "FULL"
	if !whole {
		state = "TITLE"
	}
	var came struct{ EntryID uuid.UUID }
	r.standin.Control(t, "POST", fmt.Sprintf("/fjordvik/copies/%s/release", copyID), map[string]any{
		"title": map[string]string{"nb": "Brev"}, "texts": texts, "released": state,
	}, &came)
	r.control(t, copyID, "/entries/"+came.EntryID.String()+"/as-written", map[string]any{"journalpost": post})
	return came.EntryID
}

// documentList is every page of the list of documents.
func (r *rooms) documentList(t *testing.T, ctx context.Context, copyID uuid.UUID, incomplete *bool) (all []portal.EntrySummary) {
	t.Helper()
	most := 200
	params := portal.ListEntriesParams{Limit: &most}
	for {
		answer, err := r.documents.ListEntries(ctx, portal.ListEntriesRequestObject{CaseCopyId: copyID, Params: params})
		must(t, err)
		page := answer.(portal.ListEntries200JSONResponse)
		all = append(all, page.Entries...)
		if incomplete != nil && page.Incomplete != nil {
			*incomplete = *incomplete || *page.Incomplete
		}
		if page.NextCursor == nil {
			return all
		}
		params.Cursor = page.NextCursor
	}
}

// counted is how many breaches the metrics have.
func (r *rooms) counted(t *testing.T) (sum float64) {
	t.Helper()
	registry := prometheus.NewRegistry()
	registry.MustRegister(r.clients.Of("fjordvik").Metrics())
	families, err := registry.Gather()
	must(t, err)
	for _, family := range families {
		for _, metric := range family.Metric {
			sum += metric.GetCounter().GetValue()
		}
	}
	return sum
}

func asJSON(t *testing.T, value any) string {
	t.Helper()
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	must(t, encoder.Encode(value))
	return out.String()
}

// always are the shown fields that hang on nothing but being released.
var always = []string{
	"journalpost.tittel", "journalpost.beskrivelse", "journalpost.tiltaksplanDetaljer.delmal[].beskrivelse", "mappe.milepeler[].navn", "mappe.milepeler[].beskrivelse",
	"mappe.navaerendeMilepel.navn", "mappe.navaerendeMilepel.beskrivelse",
}

var ownWord = regexp.MustCompile(`gen\d+x|^\d{11}$`)

// compare looks for each text's own word in what the party is answered.
func compare(t *testing.T, becomes map[string]string, path string, value any, answer string, whole bool) {
	t.Helper()
	switch value := value.(type) {
	case sample.Object:
		for name, field := range value {
			compare(t, becomes, path+"."+name, field, answer, whole)
		}
	case []any:
		for _, item := range value {
			compare(t, becomes, path+"[]", item, answer, whole)
		}
	case string:
		word := ownWord.FindString(value)
		if word == "" {
			return
		}
		found := strings.Contains(answer, word)
		switch {
		case becomes[path] == "":
			t.Errorf("%s isn't in the table", path)
		case becomes[path] != table.Shown && found:
			t.Errorf("%s is %s by the table, and arrives", path, becomes[path])
		case !found && slices.Contains(always, path) && (whole || path == "journalpost.tittel") && utf8.RuneCountInString(value) < 500:
			t.Errorf("%s is shown by the table, and %q doesn't arrive", path, value)
		case found && !whole && path != "journalpost.tittel":
			t.Errorf("%s arrives though only the title is released", path)
		}
	}
}

// lines keeps what is logged.
type lines struct {
	mu  sync.Mutex
	all []string
}

func (l *lines) Write(line []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.all = append(l.all, string(line))
	return len(line), nil
}

func (l *lines) forget() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.all = nil
}

// about are the lines that say this, without when they were written.
func (l *lines) about(words string) string {
	l.mu.Lock()
	defer l.mu.Unlock()
	var found strings.Builder
	for _, line := range l.all {
		if _, rest, _ := strings.Cut(line, `"level"`); strings.Contains(rest, words) {
			found.WriteString(rest)
		}
	}
	return found.String()
}

// inPages shows the answers in the pages themselves.
func inPages(t *testing.T, answers met) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "answers.json")
	must(t, os.WriteFile(file, []byte(asJSON(t, answers)), 0o600))
	command := exec.CommandContext(t.Context(), "npx", "--no-install", "vitest", "run", "test/published.test.tsx")
	command.Dir = filepath.Join("..", "..", "spa")
	command.Env = append(os.Environ(), "PUBLISHED_ANSWERS="+file)
	if out, err := command.CombinedOutput(); err != nil {
		t.Errorf("in the pages: %v\n%s", err, out)
	} else if !strings.Contains(string(out), "passed") {
		t.Errorf("nothing was shown: %s", out)
	}
}
