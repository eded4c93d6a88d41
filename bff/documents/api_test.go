package documents_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/documents"
	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/bff/session"
)

// decider allows one case copy and remembers what was recorded.
type decider struct {
	found    access.Case
	recorded []string
}

func (d *decider) Decide(_ context.Context, _ *session.Actor, caseCopyID uuid.UUID, purpose access.Purpose) (access.Case, error) {
	if caseCopyID != d.found.CaseCopyID || !d.found.May.Has(purpose.Needs) {
		return access.Case{}, access.ErrNotFound
	}
	return d.found, nil
}

func (d *decider) Conclude(_ context.Context, _ *session.Actor, _ access.Case, purpose access.Purpose, outcome error) error {
	if purpose.Action != "" || outcome != nil {
		d.recorded = append(d.recorded, fmt.Sprint(purpose.Action, " ", outcome == nil))
	}
	return outcome
}

type submitter struct{ ids []uuid.UUID }

func (s *submitter) SubmitOpened(_ context.Context, _ access.Case, id, _ uuid.UUID, _ time.Time) error {
	s.ids = append(s.ids, id)
	return nil
}

var (
	partyID   = uuid.MustParse("0b7c1c0e-5c0a-4f6e-9a51-5a2f6d1f0a12")
	copyID    = uuid.MustParse("0b7c1c0e-5c0a-4f6e-9a51-5a2f6d1f0a11")
	entryID   = uuid.MustParse("5d3f8a52-27cf-4a44-9a67-0d6f3f1c2b90")
	pdfID     = uuid.MustParse("e1f7a0b4-9d3c-4c58-a6f2-6b0d8c4e0401")
	titleID   = uuid.MustParse("5d3f8a52-27cf-4a44-9a67-0d6f3f1c2b91")
	scannedID = uuid.MustParse("5d3f8a52-27cf-4a44-9a67-0d6f3f1c2b93")
	scanID    = uuid.MustParse("e1f7a0b4-9d3c-4c58-a6f2-6b0d8c4e0403")
	hiddenID  = uuid.MustParse("e1f7a0b4-9d3c-4c58-a6f2-6b0d8c4e0402")
	file      = bytes.Repeat([]byte("%PDF-1.7 "), 10_000)
)

func info(language string, kind contract.ProvenanceKind) string {
	return fmt.Sprintf(`{"language":%q,"direction":"ltr","outdated":false,"provenance":{"kind":%q,"madeAt":"2026-11-12T09:00:00Z","ofVersion":"1"}}`, language, kind)
}

// others are translations of which one can't be shown as it is.
var others = strings.Join([]string{info("pl", "CERTIFIED"), info("uk", "CERTIFIED"), info("en", "CERTIFIED"), info("ti", "CERTIFIED"), info("lt", "CERTIFIED"), info("fa", "CERTIFIED")}, ",")

func entry(id, documentID uuid.UUID, released, more string) string {
	return fmt.Sprintf(`{"version":"1","entryId":%q,"caseCopyId":%q,"released":%q,"releasedAt":"2026-11-13T15:00:00Z",
		"journalpost":{"tittel":"Vedtak om hjelp","forelderMeldingId":%q,"dokumenttype":"VEDTAK","beskrivelse":"Om hjelpen","klagefrist":"2026-12-04T22:59:59Z",
		"dokumenter":[{"filnavn":"Rania Haddad.pdf","mimeType":"application/pdf","tittel":"Vedtak","storrelse":90000}]},
		"documents":[{"documentId":%q,"index":0,"version":"1","originalLanguage":"nb","title":{"ar":"القرار","so":"Go'aan"},"texts":[%s,%s,%s,%s]}]%s}`,
		id, copyID, released, uuid.New(), documentID,
		info("nb", "ORIGINAL"), info("ar", "CERTIFIED"), info("so", "MACHINE"), others, more)
}

// caseCopy is the party's own; somebody else's phone is protected in it.
func caseCopy() string {
	party := func(role, more string) string {
		return fmt.Sprintf(`{"partyId":%q,"personId":%q,"role":%q,"name":{"given":"Rania","family":"Haddad"},%s}`, partyID, uuid.New(), role, more)
	}
	return fmt.Sprintf(`{"version":"1","caseCopyId":%q,"partyId":%q,"caseId":%q,"role":"MOR","mappe":{"tittel":"Sak","organisasjonsnummer":"311400215"},
		"child":{"personId":%q,"name":{"given":"Layla","family":"Haddad"}},"me":%s,"otherParties":[%s],"meetings":[],"consents":[],
		"contactPerson":{"hours":[],"employee":{"employeeId":%q,"name":{"given":"Ingrid","family":"Solbakken"},"role":"CONTACT_PERSON","language":"nb"}}}`,
		copyID, partyID, uuid.New(), uuid.New(), party("MOR", `"contact":{},"protection":{"hidden":[]}`),
		party("FAR", `"contact":{"phone":"400 00 618"},"protection":{"hidden":["PHONE"]}`), uuid.New())
}

// serve answers about the case copy of whomever it is decided about.
func serve(t *testing.T, d *decider) *fagsystem.Clients {
	t.Helper()
	base := "/v1/case-copies/" + copyID.String()
	text := func(language, kind, format, content string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			_ = json.NewEncoder(w).Encode(map[string]any{
				"documentId": map[bool]uuid.UUID{true: scanID, false: pdfID}[strings.Contains(r.URL.Path, scanID.String())], "version": "1", "language": language, "direction": map[bool]string{true: "rtl", false: "ltr"}[language == "ar"],
				"format": format, "content": content, "outdated": false,
				"provenance": map[string]any{"kind": kind, "madeAt": "2026-11-12T09:00:00Z", "ofVersion": "1"},
			})
		}
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+base, func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, strings.ReplaceAll(caseCopy(), partyID.String(), d.found.PartyID.String()))
	})
	mux.HandleFunc("GET "+base+"/entries/"+entryID.String(), func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, entry(entryID, pdfID, "FULL", `,"remedy":{"kind":"MUNICIPAL_DECISION","deadline":"2026-12-04","receiver":"Fjordvik"}`))
	})
	mux.HandleFunc("GET "+base+"/entries/"+titleID.String(), func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, entry(titleID, hiddenID, "TITLE", ""))
	})
	mux.HandleFunc("GET "+base+"/documents/"+pdfID.String()+"/texts/nb", text("nb", "ORIGINAL", "MARKDOWN", "{#top}\n# Vedtak\n\n{#one}\nAvsnitt"))
	mux.HandleFunc("GET "+base+"/documents/"+pdfID.String()+"/texts/ar", text("ar", "CERTIFIED", "HTML", `<h1 id="top">القرار</h1><p id="one">فقرة</p>`))
	mux.HandleFunc("GET "+base+"/documents/"+pdfID.String()+"/texts/so", text("so", "MACHINE", "MARKDOWN", "# Go'aan"))
	for language, one := range map[string][2]string{
		"pl": {"DOCX", ""}, "uk": {"DOCX", "UEsDBA=="}, "en": {"HTML", strings.Repeat("<p>x</p>", 5001)}, "ti": {"DOCX", base64.StdEncoding.EncodeToString(append(
			[]byte{0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1}, "E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00"...))},
		"lt": {"HTML", `<h1 id="x">Sprendimas</h1><p>Vedtak</p><p id="y">Pastraipa<script>x</script><img src="https://ond.example/x.png"></p>`},
		"fa": {"MARKDOWN", strings.Repeat("x", 33<<20)},
	} {
		mux.HandleFunc("GET "+base+"/documents/"+pdfID.String()+"/texts/"+language, text(language, "CERTIFIED", one[0], one[1]))
	}
	mux.HandleFunc("GET "+base+"/documents/"+scanID.String()+"/texts/ar", text("ar", "CERTIFIED", "MARKDOWN", "# القرار"))
	mux.HandleFunc("GET "+base+"/entries/"+scannedID.String(), func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, entry(scannedID, scanID, "FULL", ""))
	})
	mux.HandleFunc("GET "+base+"/documents/{document}/content", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"1"`)
		w.Header().Set("Content-Type", "text/html")
		http.ServeContent(w, r, "Rania Haddad.html", time.Time{}, bytes.NewReader(file))
	})
	mux.HandleFunc("GET "+base+"/entries", func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusUnprocessableEntity)
		_, _ = io.WriteString(w, `{"code":"invalid"}`)
	})
	mux.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusNotFound)
		_, _ = io.WriteString(w, `{"code":"not-found"}`)
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	client, err := fagsystem.New(fagsystem.Settings{Municipality: "fjordvik", BaseURL: server.URL, Token: fagsystem.StaticToken("x"), Timeout: time.Minute})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.Close)
	return fagsystem.NewClients(client)
}

func open(t *testing.T) (*documents.API, *decider, *submitter, context.Context) {
	t.Helper()
	d := &decider{found: access.Case{Municipality: "fjordvik", CaseCopyID: copyID, PartyID: partyID, May: access.Capabilities{Documents: true, Complaint: true}}}
	s := &submitter{}
	api := documents.New(documents.Settings{
		Access: d, Fagsystems: serve(t, d), Submitter: s, Sessions: narrower{},
		Now: func() time.Time { return time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC) },
	})
	return api, d, s, session.WithActor(t.Context(), &session.Actor{SessionID: "s", World: session.Citizen, Language: "ar"})
}

func notFound(t *testing.T, err error) {
	t.Helper()
	var p *problem.Problem
	if !errors.As(err, &p) || p.Code != problem.NotFound || p.Cause != nil {
		t.Errorf("should be exactly not found: %v", err)
	}
}

func TestADecisionInTheReadersLanguage(t *testing.T) {
	t.Parallel()
	api, d, _, ctx := open(t)
	answer, err := api.GetEntry(ctx, portal.GetEntryRequestObject{CaseCopyId: copyID, EntryId: entryID})
	if err != nil {
		t.Fatal(err)
	}
	shown := portal.Entry(answer.(portal.GetEntry200JSONResponse))
	if shown.Summary.Title != "القرار" || *shown.Summary.TitleLanguage != "ar" || !shown.Summary.IsNew {
		t.Errorf("%+v", shown.Summary)
	}
	if shown.Description == nil || *shown.Description != "Om hjelpen" {
		t.Error("its description holds nothing that is protected")
	}
	if *shown.Remedy.DaysLeft != 12 || shown.Documents[0].Texts[1].Language != "ar" || len(shown.Documents[0].Texts) != 8 {
		t.Errorf("a machine's translation of a decision is never listed: %+v", shown)
	}
	if len(d.recorded) != 1 || d.recorded[0] != "entry.read true" {
		t.Error(d.recorded)
	}
}

func TestOfATitleThereIsOnlyTheTitle(t *testing.T) {
	t.Parallel()
	api, d, s, ctx := open(t)
	answer, err := api.GetEntry(ctx, portal.GetEntryRequestObject{CaseCopyId: copyID, EntryId: titleID})
	if err != nil {
		t.Fatal(err)
	}
	shown := portal.Entry(answer.(portal.GetEntry200JSONResponse))
	if shown.Summary.Title != "Vedtak om hjelp" || shown.Description != nil || len(shown.Documents) != 0 || shown.Summary.ComplaintDeadline.String() != "2026-12-04" || len(shown.Summary.Translations) != 0 {
		t.Errorf("%+v", shown)
	}
	_, err = api.GetDocumentText(ctx, portal.GetDocumentTextRequestObject{CaseCopyId: copyID, EntryId: titleID, DocumentId: hiddenID})
	notFound(t, err)
	_, err = api.GetDocumentContent(ctx, portal.GetDocumentContentRequestObject{CaseCopyId: copyID, EntryId: titleID, DocumentId: hiddenID})
	notFound(t, err)
	_, err = api.PutEntryOpened(ctx, portal.PutEntryOpenedRequestObject{CaseCopyId: copyID, EntryId: titleID})
	notFound(t, err)
	if len(s.ids) != 0 || d.recorded[len(d.recorded)-1] != "entry.open false" {
		t.Error(s.ids, d.recorded)
	}
}

func TestWhatDoesNotBelongTogetherDoesNotExist(t *testing.T) {
	t.Parallel()
	api, _, _, ctx := open(t)
	for _, ids := range [][3]uuid.UUID{
		{uuid.New(), entryID, pdfID}, {copyID, uuid.New(), pdfID}, {copyID, entryID, uuid.New()}, {copyID, entryID, hiddenID},
	} {
		_, err := api.GetDocumentContent(ctx, portal.GetDocumentContentRequestObject{CaseCopyId: ids[0], EntryId: ids[1], DocumentId: ids[2]})
		notFound(t, err)
		_, err = api.GetDocumentText(ctx, portal.GetDocumentTextRequestObject{CaseCopyId: ids[0], EntryId: ids[1], DocumentId: ids[2]})
		notFound(t, err)
	}
}

func TestOriginalAndTranslationSideBySide(t *testing.T) {
	t.Parallel()
	api, _, _, ctx := open(t)
	read := func(language string) portal.DocumentText {
		answer, err := api.GetDocumentText(ctx, portal.GetDocumentTextRequestObject{
			CaseCopyId: copyID, EntryId: entryID, DocumentId: pdfID, Params: portal.GetDocumentTextParams{Language: &language},
		})
		if err != nil {
			t.Fatal(err)
		}
		return portal.DocumentText(answer.(portal.GetDocumentText200JSONResponse))
	}
	for _, wanted := range []string{"ar", "ar-SY"} {
		shown := read(wanted)
		if shown.Translation == nil || shown.Translation.Direction != portal.DirectionRtl || shown.Translation.Provenance.Kind != portal.ProvenanceKindCERTIFIED {
			t.Fatalf("%+v", shown.Translation)
		}
		for i := range shown.Original.Blocks {
			if shown.Original.Blocks[i].Id != shown.Translation.Blocks[i].Id {
				t.Errorf("%v, %v", shown.Original.Blocks[i], shown.Translation.Blocks[i])
			}
		}
	}
	for _, wanted := range []string{"nb", "pl", "so", ""} {
		if shown := read(wanted); shown.Translation != nil || len(shown.Original.Blocks) != 2 {
			t.Errorf("%s: %+v", wanted, shown.Translation)
		}
	}
}

func TestFilesAreStreamedUnderANeutralName(t *testing.T) {
	t.Parallel()
	api, d, _, ctx := open(t)
	get := func(byteRange, ifRange string, download bool) *http.Response {
		request := portal.GetDocumentContentRequestObject{CaseCopyId: copyID, EntryId: entryID, DocumentId: pdfID}
		if byteRange != "" {
			request.Params.Range = &byteRange
		}
		if ifRange != "" {
			request.Params.IfRange = &ifRange
		}
		if download {
			one := portal.GetDocumentContentParamsDownloadN1
			request.Params.Download = &one
		}
		answer, err := api.GetDocumentContent(ctx, request)
		if err != nil {
			t.Fatal(err)
		}
		recorder := httptest.NewRecorder()
		if err := answer.VisitGetDocumentContentResponse(recorder); err != nil {
			t.Fatal(err)
		}
		return recorder.Result()
	}
	// The fagsystem's own tag, "1", is never passed on.
	tag := get("", "", false).Header.Get("ETag")
	if len(tag) != 34 {
		t.Errorf("the tag is %s", tag)
	}
	for _, one := range []struct {
		byteRange, ifRange string
		download           bool
		status             int
		length             int
		disposition        string
	}{
		{status: 200, length: len(file), disposition: `inline; filename="dokument.pdf"`},
		{byteRange: "bytes=0-99", status: 206, length: 100, disposition: `inline; filename="dokument.pdf"`},
		{byteRange: "bytes=-5", ifRange: tag, status: 206, length: 5, disposition: `inline; filename="dokument.pdf"`},
		{byteRange: "bytes=0-99", ifRange: `"0"`, status: 200, length: len(file), disposition: `inline; filename="dokument.pdf"`},
		{byteRange: "bytes=0-99", ifRange: `"1"`, status: 200, length: len(file), disposition: `inline; filename="dokument.pdf"`},
		{byteRange: "bytes=0-1,5-6", status: 200, length: len(file), disposition: `inline; filename="dokument.pdf"`},
		{byteRange: "bytes=900000-", status: 416},
		{download: true, status: 200, length: len(file), disposition: `attachment; filename="dokument.pdf"`},
	} {
		response := get(one.byteRange, one.ifRange, one.download)
		content, _ := io.ReadAll(response.Body)
		header := response.Header
		if response.StatusCode != one.status || len(content) != one.length || header.Get("Content-Disposition") != one.disposition {
			t.Errorf("%+v: %d, %d bytes, %v", one, response.StatusCode, len(content), header)
		}
		if header.Get("Cache-Control") != "no-store" || header.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%v", header)
		}
		if one.status != 416 && (header.Get("Content-Type") != "application/pdf" || !strings.Contains(header.Get("Content-Security-Policy"), "default-src 'none'")) {
			t.Errorf("%v", header)
		}
	}
	if len(d.recorded) != 1 {
		t.Errorf("the parts of one file are one reading: %v", d.recorded)
	}
}

func TestOpenedIsReportedUnderOneIDForEach(t *testing.T) {
	t.Parallel()
	api, d, s, ctx := open(t)
	for range 3 {
		if _, err := api.PutEntryOpened(ctx, portal.PutEntryOpenedRequestObject{CaseCopyId: copyID, EntryId: entryID}); err != nil {
			t.Fatal(err)
		}
	}
	d.found.PartyID = uuid.New()
	if _, err := api.PutEntryOpened(ctx, portal.PutEntryOpenedRequestObject{CaseCopyId: copyID, EntryId: entryID}); err != nil {
		t.Fatal(err)
	}
	if s.ids[0] != s.ids[1] || s.ids[1] != s.ids[2] || s.ids[2] == s.ids[3] {
		t.Error(s.ids)
	}
}

func TestWithoutTheRightThereAreNoDocuments(t *testing.T) {
	t.Parallel()
	api, d, _, ctx := open(t)
	d.found.May = access.Capabilities{Conversation: true}
	_, err := api.ListEntries(ctx, portal.ListEntriesRequestObject{CaseCopyId: copyID})
	notFound(t, err)
	_, err = api.GetEntry(ctx, portal.GetEntryRequestObject{CaseCopyId: copyID, EntryId: entryID})
	notFound(t, err)
	_, err = api.GetDocumentContent(ctx, portal.GetDocumentContentRequestObject{CaseCopyId: copyID, EntryId: entryID, DocumentId: pdfID})
	notFound(t, err)
}

func TestAnInventedCursorIsTheAskersMistake(t *testing.T) {
	t.Parallel()
	api, _, _, ctx := open(t)
	invented := "../../x"
	_, err := api.ListEntries(ctx, portal.ListEntriesRequestObject{CaseCopyId: copyID, Params: portal.ListEntriesParams{Cursor: &invented}})
	if told := (*problem.Problem)(nil); !errors.As(err, &told) || told.Code != problem.InvalidRequest {
		t.Errorf("%v", err)
	}
}

// Whoever takes a document along in all its languages gets each as the page shows
// it, whichever came before: what one is paired with says nothing of the next.
func TestADocumentIsReadInOneLanguageAfterTheOtherAsItsPageShowsIt(t *testing.T) {
	t.Parallel()
	api, d, _, ctx := open(t)
	entry, err := serve(t, d).Of("fjordvik").Entry(ctx, copyID, entryID)
	if err != nil {
		t.Fatal(err)
	}
	document := entry.Documents[0]
	reading, err := api.Read(ctx, d.found, entry, document)
	if err != nil {
		t.Fatal(err)
	}
	for _, language := range []string{"lt", "ar", "uk", "pl", "en", "lt", "", "ar"} {
		shown, err := reading(ctx, language)
		if err != nil {
			t.Fatal(err)
		}
		on, err := api.Text(ctx, d.found, entry, document, language)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(shown, on) {
			t.Errorf("%s: %+v, on its page %+v", language, shown, on)
		}
	}
	// A machine's translation of a decision isn't there, whoever asks.
	if shown, err := reading(ctx, "so"); err != nil || shown.Translation != nil {
		t.Error(err, shown.Translation)
	}
}

func TestATextThatCantBeShownSaysWhyAndLeavesTheOther(t *testing.T) {
	t.Parallel()
	api, _, _, ctx := open(t)
	read := func(entryID, documentID uuid.UUID, language string) portal.DocumentText {
		t.Helper()
		answer, err := api.GetDocumentText(ctx, portal.GetDocumentTextRequestObject{
			CaseCopyId: copyID, EntryId: entryID, DocumentId: documentID, Params: portal.GetDocumentTextParams{Language: &language},
		})
		if err != nil {
			t.Fatal(err)
		}
		return portal.DocumentText(answer.(portal.GetDocumentText200JSONResponse))
	}
	for language, want := range map[string]portal.OnlyFile{
		"uk": portal.OnlyFileUNREADABLE, "en": portal.OnlyFileTOOBIG, "ti": portal.OnlyFilePROTECTED, "fa": portal.OnlyFileTOOBIG,
	} {
		text := read(entryID, pdfID, language)
		if text.Translation == nil || text.Translation.OnlyFile == nil || *text.Translation.OnlyFile != want || text.Translation.Language != language ||
			text.Translation.Provenance.Kind != portal.ProvenanceKindCERTIFIED || len(text.Translation.Blocks) != 0 {
			t.Errorf("%s: %+v", language, text.Translation)
		}
		if len(text.Original.Blocks) != 2 || text.Original.OnlyFile != nil || text.Original.Blocks[0].Unpaired != nil {
			t.Errorf("%s: the original is read all the same: %+v", language, text.Original)
		}
	}
	if text := read(entryID, pdfID, "pl"); text.Translation != nil {
		t.Errorf("of zero bytes there is none: %+v", text.Translation)
	}
	scan := read(scannedID, scanID, "ar")
	if scan.Original.OnlyFile == nil || *scan.Original.OnlyFile != portal.OnlyFileNOTEXT || scan.Original.Language != "nb" || len(scan.Translation.Blocks) != 1 || scan.Translation.Blocks[0].Unpaired != nil {
		t.Errorf("the translation of a scanned document is read without it: %+v", scan)
	}
}

func TestIDsThatDontMatchAcrossLanguages(t *testing.T) {
	t.Parallel()
	api, _, _, ctx := open(t)
	language := "lt"
	answer, err := api.GetDocumentText(ctx, portal.GetDocumentTextRequestObject{CaseCopyId: copyID, EntryId: entryID, DocumentId: pdfID, Params: portal.GetDocumentTextParams{Language: &language}})
	if err != nil {
		t.Fatal(err)
	}
	text := portal.DocumentText(answer.(portal.GetDocumentText200JSONResponse))
	got := []string{}
	for _, block := range text.Translation.Blocks {
		got = append(got, fmt.Sprint(block.Id, " ", block.Unpaired != nil))
	}
	if fmt.Sprint(got) != "[top false one false y true]" || text.Original.Blocks[1].Unpaired != nil {
		t.Errorf("%v, %+v", got, text.Original)
	}
	if text.Translation.LeftOut == nil || strings.Contains(fmt.Sprintf("%+v", text), "ond.example") {
		t.Errorf("a picture from elsewhere is told of and never fetched: %+v", text.Translation)
	}
}
