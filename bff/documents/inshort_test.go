package documents_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"innbyggertjenesten/contracts/portal"

	"innbyggertjenesten/bff/session"
)

var (
	voiceID  = uuid.MustParse("7c0d52c1-52ab-4a3e-8f52-9a2d6b1c0e01")
	signID   = uuid.MustParse("7c0d52c1-52ab-4a3e-8f52-9a2d6b1c0e02")
	robotID  = uuid.MustParse("7c0d52c1-52ab-4a3e-8f52-9a2d6b1c0e03")
	pageID   = uuid.MustParse("7c0d52c1-52ab-4a3e-8f52-9a2d6b1c0e04")
	unlikeID = uuid.MustParse("7c0d52c1-52ab-4a3e-8f52-9a2d6b1c0e05")
	voice    = bytes.Repeat([]byte("voice"), 20_000)
)

// protecting is the copy of a mother whose other party hides where and how they are reached.
func protecting(t testing.TB) string {
	raw, err := os.ReadFile("../../contracts/examples/fagsystem/CaseCopy.mother.json")
	if err != nil {
		t.Fatal(err)
	}
	var whole map[string]any
	if err := json.Unmarshal(raw, &whole); err != nil {
		t.Fatal(err)
	}
	whole["partyId"] = partyID
	other := whole["otherParties"].([]any)[0].(map[string]any)
	other["contact"] = map[string]any{"address": "Granlivegen 12, 0000 Tverrdal", "phone": "400 00 618"}
	other["protection"] = map[string]any{"hidden": []string{"ADDRESS", "PHONE"}}
	raw, _ = json.Marshal(whole)
	return string(raw)
}

func medium(id uuid.UUID, kind, mediaType, made, transcript string) string {
	return fmt.Sprintf(`{"mediaId":%q,"kind":%q,"mediaType":%q,"size":100000,"seconds":14,"language":"nb","outdated":false,"transcript":%q,
		"provenance":{"kind":%q,"madeAt":"2026-11-12T09:00:00Z","ofVersion":"1"}}`, id, kind, mediaType, transcript, made)
}

// told is a fagsystem whose one entry says something in short.
func told(t *testing.T, texts, media string, more string) *shelved {
	t.Helper()
	s := shelveFor(t, 10*time.Second)
	s.ctx = session.WithActor(t.Context(), &session.Actor{SessionID: "s", World: session.Citizen, Language: "ar"})
	whole := entry(entryID, pdfID, "FULL", fmt.Sprintf(`,"inShort":{"texts":[%s],"media":[%s]}%s`, texts, media, more))
	s.copy = func() string { return protecting(t) }
	s.set(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case strings.HasSuffix(r.URL.Path, "/entries/"+entryID.String()):
			_, _ = io.WriteString(w, whole)
		case strings.Contains(r.URL.Path, "/entries/"+entryID.String()+"/media/"):
			w.Header().Set("ETag", `"1"`)
			w.Header().Set("Content-Type", "text/html")
			http.ServeContent(w, r, "Rania.html", time.Time{}, bytes.NewReader(voice))
		default:
			thereIsNone(w, r)
		}
	}, thereIsNone)
	return s
}

func sentence(language, kind, version, what string) string {
	return fmt.Sprintf(`{"language":%q,"direction":"ltr","writtenBy":"CONTACT_PERSON","outdated":false,"what":%q,"why":" ","provenance":{"kind":%q,"madeAt":"2026-11-12T09:00:00Z","ofVersion":%q}}`,
		language, what, kind, version)
}

func (s *shelved) entry(t *testing.T) portal.Entry {
	t.Helper()
	answer, err := s.api.GetEntry(s.ctx, portal.GetEntryRequestObject{CaseCopyId: copyID, EntryId: entryID})
	if err != nil {
		t.Fatal(err)
	}
	return portal.Entry(answer.(portal.GetEntry200JSONResponse))
}

func TestWhatIsSaidInShortIsInTheReadersLanguageAndNeverAMachines(t *testing.T) {
	t.Parallel()
	voices := strings.Join([]string{
		medium(voiceID, "AUDIO", "audio/webm", "ORIGINAL", "Hei"), medium(signID, "VIDEO", "video/webm", "PERSON", "Hei"),
		medium(robotID, "AUDIO", "audio/webm", "MACHINE", "Hei"), medium(pageID, "AUDIO", "text/html", "ORIGINAL", "Hei"),
		medium(unlikeID, "AUDIO", "video/webm", "ORIGINAL", "Hei"),
	}, ",")
	nb, pl := sentence("nb", "ORIGINAL", "1", "Dere får hjelp."), sentence("pl", "CERTIFIED", "1", "Dostaniecie pomoc.")
	mine := told(t, strings.Join([]string{nb, pl, sentence("ar", "PERSON", "0", "مساعدة"), sentence("uk", "MACHINE", "1", "Допомога")}, ","), voices, "").entry(t).InShort
	if mine == nil || len(mine.Texts) != 3 || mine.Texts[0].Language != "ar" || !mine.InYourLanguage || !mine.Texts[0].Outdated || mine.Texts[0].Why != nil {
		t.Fatalf("the reader's own first, of an older version, without the machine's: %+v", mine)
	}
	if mine.Texts[1].Language != "nb" || mine.Texts[1].Outdated || *mine.Texts[1].WrittenBy != "CONTACT_PERSON" {
		t.Errorf("then the Norwegian one: %+v", mine.Texts[1])
	}
	if len(mine.Media) != 2 || mine.Media[0].MediaId != voiceID || mine.Media[1].MediaId != signID {
		t.Errorf("what a person says, in what a page plays: %+v", mine.Media)
	}
	if theirs := told(t, pl+","+nb, "", "").entry(t).InShort; theirs.InYourLanguage || theirs.Texts[0].Language != "nb" {
		t.Errorf("the Norwegian one, where one's own isn't there: %+v", theirs)
	}
	if none := told(t, sentence("ar", "MACHINE", "1", "مساعدة"), "", "").entry(t).InShort; none != nil {
		t.Errorf("a machine's alone is nothing: %+v", none)
	}
}

func TestAVoiceIsStreamedAsWhatItIsAndNothingElse(t *testing.T) {
	t.Parallel()
	s := told(t, sentence("nb", "ORIGINAL", "1", "Dere får hjelp."), medium(voiceID, "AUDIO", "audio/webm", "ORIGINAL", "Hei")+","+medium(robotID, "AUDIO", "audio/webm", "MACHINE", "Hei"), "")
	get := func(id uuid.UUID, part *string) *httptest.ResponseRecorder {
		t.Helper()
		answer, err := s.api.GetInShortContent(s.ctx, portal.GetInShortContentRequestObject{
			CaseCopyId: copyID, EntryId: entryID, MediaId: id, Params: portal.GetInShortContentParams{Range: part},
		})
		if err != nil {
			notFound(t, err)
			return nil
		}
		w := httptest.NewRecorder()
		if err := answer.VisitGetInShortContentResponse(w); err != nil {
			t.Fatal(err)
		}
		return w
	}
	whole := get(voiceID, nil)
	if whole.Code != http.StatusOK || !bytes.Equal(whole.Body.Bytes(), voice) {
		t.Fatal(whole.Code, whole.Body.Len())
	}
	for name, value := range map[string]string{
		"Content-Type": "audio/webm", "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store", "Accept-Ranges": "bytes", "Content-Disposition": `inline; filename="opptak"`,
		"Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; form-action 'none'; base-uri 'none'; sandbox",
	} {
		if whole.Header().Get(name) != value {
			t.Errorf("%s: %q", name, whole.Header().Get(name))
		}
	}
	part := "bytes=5-9"
	if some := get(voiceID, &part); some.Code != http.StatusPartialContent || some.Body.String() != "voice" || some.Header().Get("Content-Range") != "bytes 5-9/100000" {
		t.Error(some.Code, some.Header())
	}
	if get(robotID, nil) != nil || get(uuid.New(), nil) != nil {
		t.Error("what isn't shown is played")
	}
	if want := []string{"media.read true", "media.read false", "media.read false"}; fmt.Sprint(s.decider.recorded) != fmt.Sprint(want) {
		t.Error(s.decider.recorded)
	}
	s.decider.found.May.Documents = false
	if get(voiceID, nil) != nil {
		t.Error("whoever sees no documents hears none")
	}
}

func TestWhatIsProtectedIsInNoWordOfAnEntry(t *testing.T) {
	t.Parallel()
	leaks := []string{"Han bor i Granlivegen 12.", "Ring 40000618"}
	for _, leak := range leaks {
		clean := sentence("nb", "ORIGINAL", "1", "Dere får hjelp.")
		for what, s := range map[string]*shelved{
			"in short":     told(t, clean+","+sentence("ar", "PERSON", "1", leak), medium(voiceID, "AUDIO", "audio/webm", "ORIGINAL", "Hei"), ""),
			"what is said": told(t, clean, medium(voiceID, "AUDIO", "audio/webm", "ORIGINAL", leak), ""),
		} {
			if shown := s.entry(t); shown.InShort != nil {
				t.Errorf("%s: %+v", what, shown.InShort)
			}
			_, err := s.api.GetInShortContent(s.ctx, portal.GetInShortContentRequestObject{CaseCopyId: copyID, EntryId: entryID, MediaId: voiceID})
			notFound(t, err)
		}
		draft := told(t, clean, "", fmt.Sprintf(`,"draftForComments":true,"commentsAsked":{"text":%q,"language":"nb"}`, leak)).entry(t)
		ended := told(t, clean, "", fmt.Sprintf(`,"draftOutcome":{"kind":"FINISHED","at":"2026-11-12T09:00:00Z","text":%q,"language":"nb"}`, leak)).entry(t)
		if draft.CommentsAsked != nil || draft.InShort == nil || ended.DraftOutcome.Text != nil {
			t.Errorf("%+v %+v", draft, ended)
		}
		// Whoever reads Arabic gets none of it either, where the translation spells the place in its own letters.
		draft = told(t, clean, "", fmt.Sprintf(`,"draftForComments":true,"commentsAsked":{"text":%q,"language":"nb","translations":{"ar":"شارع غرانلي"}}`, leak)).entry(t)
		ended = told(t, clean, "", fmt.Sprintf(`,"draftOutcome":{"kind":"FINISHED","at":"2026-11-12T09:00:00Z","text":%q,"language":"nb","translations":{"ar":"شارع غرانلي"}}`, leak)).entry(t)
		if outcome := ended.DraftOutcome; draft.CommentsAsked != nil || outcome.Text != nil || outcome.Language != nil || outcome.Translation != nil {
			t.Errorf("%+v %+v", draft, ended)
		}
	}
	s := shelveFor(t, 10*time.Second)
	post := fmt.Sprintf(`"beskrivelse":%q,"tiltaksplanDetaljer":{"tiltaksstatus":"AKTIV","startdato":"2026-11-01T09:00:00Z","sluttdato":"2027-11-01T09:00:00Z",
		"delmal":[{"id":"a","beskrivelse":"Besøk i Granlivegen 12"},{"id":"b","beskrivelse":"Fotball"}]}`, leaks[0])
	goals := `,"subGoalStates":[{"id":"a","state":"ACHIEVED","description":{"ar":"شارع غرانلي"}},{"id":"b","state":"ACHIEVED","description":{"ar":"كرة القدم"}}]`
	whole := strings.Replace(entry(entryID, pdfID, "FULL", goals), `"beskrivelse":"Om hjelpen"`, post, 1)
	s.copy = func() string { return protecting(t) }
	s.set(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, whole) }, thereIsNone)
	plan := s.entry(t)
	if plan.Description != nil || plan.Plan == nil || len(plan.Plan.SubGoals) != 1 || plan.Plan.SubGoals[0].SubGoalId != "b" {
		t.Errorf("%+v", plan.Plan)
	}
	s.ctx = session.WithActor(t.Context(), &session.Actor{SessionID: "s", World: session.Citizen, Language: "ar"})
	if plan = s.entry(t); *plan.Plan.Language != "ar" || len(plan.Plan.SubGoals) != 1 || plan.Plan.SubGoals[0].Description != "كرة القدم" {
		t.Errorf("%+v", plan.Plan)
	}
	named := strings.Replace(whole, `"tittel":"Vedtak",`, `"tittel":"Til Granlivegen 12",`, 1)
	s.set(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, named) }, thereIsNone)
	if one := s.entry(t); one.Summary.Title != "Vedtak om hjelp" || *one.Summary.TitleLanguage != "nb" || one.Documents[0].Title != "Vedtak om hjelp" || one.Documents[0].TitleTranslation != nil {
		t.Errorf("%+v %+v", one.Summary, one.Documents)
	}
}
