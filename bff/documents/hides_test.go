package documents_test

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"innbyggertjenesten/contracts/portal"

	"innbyggertjenesten/bff/session"
)

// An entry whose title tells where somebody is hidden isn't in the list. Whoever
// has its id all the same, from before it was called so, say, gets nothing of it
// by any way, in whatever language they read.
func TestWhatIsCalledAfterAProtectedFactIsThereByNoWay(t *testing.T) {
	t.Parallel()
	for what, change := range map[string]*strings.Replacer{
		"its title":             strings.NewReplacer("Vedtak om hjelp", "Besøk i Granlivegen 12"),
		"its title in Arabic":   strings.NewReplacer("القرار", "زيارة Granlivegen 12"),
		"nothing that's hidden": strings.NewReplacer(),
	} {
		s := shelveFor(t, 10*time.Second)
		s.copy = func() string { return protecting(t) }
		said := `,"inShort":{"texts":[` + sentence("nb", "ORIGINAL", "1", "Dere får hjelp.") + `],"media":[` + medium(voiceID, "AUDIO", "audio/webm", "ORIGINAL", "Hei") + `]}`
		s.set(func(w http.ResponseWriter, r *http.Request) {
			switch {
			case strings.HasSuffix(r.URL.Path, "/media/"+voiceID.String()+"/content"):
				holds("1", voice)(w, r)
			case strings.Contains(r.URL.Path, "/texts/"):
				_, _ = fmt.Fprintf(w, `{"documentId":%q,"version":"1","language":"nb","direction":"ltr","format":"MARKDOWN","content":"# Brev","outdated":false,
					"provenance":{"kind":"ORIGINAL","madeAt":"2026-11-12T09:00:00Z","ofVersion":"1"}}`, pdfID)
			default:
				_, _ = io.WriteString(w, change.Replace(entry(entryID, pdfID, "FULL", said+`,"openedAt":"2026-11-14T09:00:00Z"`)))
			}
		}, holds("1", file))
		only := session.Only{CaseCopyID: copyID, EntryID: entryID, DocumentID: pdfID}
		narrow := session.WithActor(t.Context(), &session.Actor{SessionID: "n", World: session.Citizen, Language: "nb", Only: &only})
		for way, ask := range map[string]func() (any, error){
			"the entry": func() (any, error) {
				return s.api.GetEntry(s.ctx, portal.GetEntryRequestObject{CaseCopyId: copyID, EntryId: entryID})
			},
			"its text": func() (any, error) {
				return s.api.GetDocumentText(s.ctx, portal.GetDocumentTextRequestObject{CaseCopyId: copyID, EntryId: entryID, DocumentId: pdfID})
			},
			"its file": func() (any, error) {
				return s.api.GetDocumentContent(s.ctx, portal.GetDocumentContentRequestObject{CaseCopyId: copyID, EntryId: entryID, DocumentId: pdfID})
			},
			"its voice": func() (any, error) {
				return s.api.GetInShortContent(s.ctx, portal.GetInShortContentRequestObject{CaseCopyId: copyID, EntryId: entryID, MediaId: voiceID})
			},
			"that it was opened": func() (any, error) {
				return s.api.PutEntryOpened(s.ctx, portal.PutEntryOpenedRequestObject{CaseCopyId: copyID, EntryId: entryID})
			},
			"alone":      func() (any, error) { return s.api.GetOnlyDocument(narrow, portal.GetOnlyDocumentRequestObject{}) },
			"for a mark": func() (any, error) { return s.api.EntryFor(s.ctx, s.decider.found, entryID) },
		} {
			if _, err := ask(); (err != nil) != (what != "nothing that's hidden") {
				t.Errorf("%s, %s: %v", what, way, err)
			} else if err != nil && way != "for a mark" {
				notFound(t, err)
			}
		}
	}
}

// A viewer asks for a file in many parts. Whose copy it is was read for the first.
func TestFurtherPartsOfAFileAskForTheCopyNoMore(t *testing.T) {
	t.Parallel()
	s := shelveFor(t, 10*time.Second)
	for _, part := range []string{"bytes=0-99", "bytes=100-199", "bytes=200-299"} {
		if response, _, err := s.read(part); err != nil || response.StatusCode != http.StatusPartialContent {
			t.Fatal(err)
		}
	}
	if s.copies != 1 {
		t.Errorf("%d times", s.copies)
	}
	// It is held against what the document is called by then.
	s.set(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, strings.Replace(entry(entryID, pdfID, "FULL", ""), "Vedtak om hjelp", "Ring 400 00 618", 1))
	}, holds("1", file))
	_, _, err := s.read("bytes=300-399")
	notFound(t, err)
}
