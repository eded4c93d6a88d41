package standin_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"innbyggertjenesten/bff/postgres/postgrestest"
	"innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/e2e/documents"
	standin "innbyggertjenesten/e2e/fagsystem"
	"innbyggertjenesten/e2e/fagsystem/seed"
	"innbyggertjenesten/e2e/fagsystem/standintest"
)

// ask calls the contract as a portal would and reads the answer into out, which may be nil.
func ask(t *testing.T, s *standintest.Running, method, path string, in, out any) int {
	t.Helper()
	var body io.Reader
	if in != nil {
		raw, err := json.Marshal(in)
		if err != nil {
			t.Fatal(err)
		}
		body = strings.NewReader(string(raw))
	}
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, method, s.URL+path, body)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+standintest.Token)
	r.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	raw, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	if out != nil {
		if err := json.Unmarshal(raw, out); err != nil {
			t.Fatalf("%s %s: %d %s", method, path, response.StatusCode, raw)
		}
	}
	return response.StatusCode
}

func TestSeedingHappensOnce(t *testing.T) {
	address := postgrestest.Empty(t)
	s := standintest.StartOn(t, address)
	copyID := seed.CopyID("fjordvik", "layla", "rania").String()
	s.Control(t, http.MethodPost, "/fjordvik/copies/"+copyID+"/message", map[string]any{"employeeId": seed.EmployeeID("fjordvik", "ingrid"), "text": "Hei"}, nil)
	var before, after []json.RawMessage
	s.Control(t, http.MethodGet, "/fjordvik/copies/"+copyID+"/submissions", nil, &before)
	standintest.StartOn(t, address).Control(t, http.MethodGet, "/fjordvik/copies/"+copyID+"/submissions", nil, &after)
	if len(before) == 0 || len(after) != len(before) {
		t.Errorf("%d submissions, %d after starting again", len(before), len(after))
	}
}

func TestAMissingTokenIsSaidAtStart(t *testing.T) {
	_, err := standin.Open(t.Context(), standin.Config{DatabaseURL: postgrestest.Empty(t), Tokens: map[string]string{"fjordvik": "x"}})
	if err == nil || !strings.Contains(err.Error(), "FAGSYSTEM_TOKEN") {
		t.Errorf("error %v", err)
	}
}

// everythingSent is all that a copy sends: the copy, its entries, texts and messages.
func everythingSent(t *testing.T, s *standintest.Running, municipality, copyID string) (parties, rest string) {
	t.Helper()
	var copied fagsystem.CaseCopy
	ask(t, s, http.MethodGet, "/"+municipality+"/v1/case-copies/"+copyID, nil, &copied)
	var page fagsystem.EntryPage
	ask(t, s, http.MethodGet, "/"+municipality+"/v1/case-copies/"+copyID+"/entries?limit=200", nil, &page)
	var messages fagsystem.MessagePage
	ask(t, s, http.MethodGet, "/"+municipality+"/v1/case-copies/"+copyID+"/messages?limit=200", nil, &messages)
	texts := []fagsystem.DocumentText{}
	for _, e := range page.Entries {
		for _, d := range e.Documents {
			for _, info := range d.Texts {
				var text fagsystem.DocumentText
				ask(t, s, http.MethodGet, "/"+municipality+"/v1/case-copies/"+copyID+"/documents/"+d.DocumentId.String()+"/texts/"+info.Language, nil, &text)
				texts = append(texts, text)
			}
		}
	}
	others, err := json.Marshal(copied.OtherParties)
	if err != nil {
		t.Fatal(err)
	}
	copied.OtherParties = nil
	raw, err := json.Marshal([]any{copied, page, messages, texts})
	if err != nil {
		t.Fatal(err)
	}
	return string(others), string(raw)
}

func TestProtectedFactsStandOnlyInMarkedContactFields(t *testing.T) {
	s := standintest.Start(t)
	for _, c := range []struct {
		child, party string
		secrets      []string
		nowhere      []string
	}{
		{"layla", "omar", []string{seed.RaniaAddress, seed.RaniaPhone}, nil},
		{"sami", "omar", []string{seed.RaniaAddress, seed.RaniaPhone}, nil},
		{"emil", "nina", []string{seed.EmilAddress, seed.EmilSchool}, []string{"Berit", "Odd", "Myhre"}},
	} {
		others, rest := everythingSent(t, s, "fjordvik", seed.CopyID("fjordvik", c.child, c.party).String())
		for _, secret := range c.secrets {
			if !strings.Contains(others, secret) {
				t.Errorf("%s/%s: %q isn't planted", c.child, c.party, secret)
			}
			if strings.Contains(rest, secret) {
				t.Errorf("%s/%s: %q stands where no mark protects it", c.child, c.party, secret)
			}
		}
		for _, name := range c.nowhere {
			if strings.Contains(others, `"`+name+`"`) || strings.Contains(rest, name) {
				t.Errorf("%s/%s names %s", c.child, c.party, name)
			}
		}
	}
}

func TestNobodyIsReleasedWhatTheirDocumentHides(t *testing.T) {
	s := standintest.Start(t)
	for _, d := range hidingDocuments(t) {
		for _, rule := range d.Hidden {
			for _, party := range rule.From {
				_, rest := everythingSent(t, s, d.Municipality, seed.CopyID(d.Municipality, d.Subject, party).String())
				for _, text := range rule.Strings {
					if strings.Contains(rest, text) {
						t.Errorf("%s meets %q of %s", party, text, d.Slug)
					}
				}
			}
		}
	}
}

type hiding struct {
	Slug, Municipality, Subject string
	Hidden                      []struct{ From, Strings []string }
}

func hidingDocuments(t *testing.T) []hiding {
	t.Helper()
	folders, err := documents.Files.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	var list []hiding
	for _, f := range folders {
		raw, err := documents.Files.ReadFile(f.Name() + "/document.json")
		if err != nil {
			continue // a folder of something else
		}
		var d hiding
		if err := json.Unmarshal(raw, &d); err != nil {
			t.Fatal(err)
		}
		list = append(list, d)
	}
	if len(list) == 0 {
		t.Fatal("no documents")
	}
	return list
}

func TestWhoseAccessHasEndedSeesNothing(t *testing.T) {
	s := standintest.Start(t)
	var access fagsystem.PersonAccess
	ask(t, s, http.MethodGet, "/lyngmo/v1/persons/"+seed.PersonID("lyngmo", "gro").String()+"/access", nil, &access)
	if len(access.Cases) != 0 {
		t.Errorf("Gro has %d cases", len(access.Cases))
	}
	copyID := seed.CopyID("lyngmo", "mathea", "gro").String()
	if status := ask(t, s, http.MethodGet, "/lyngmo/v1/case-copies/"+copyID, nil, nil); status != http.StatusNotFound {
		t.Errorf("her copy answers %d", status)
	}
}

func TestAChildWithoutPartyRightsTalksAndComplainsButSeesNoDocuments(t *testing.T) {
	s := standintest.Start(t)
	base := "/fjordvik/v1/case-copies/" + seed.CopyID("fjordvik", "sami", "sami").String()
	var page fagsystem.EntryPage
	ask(t, s, http.MethodGet, base+"/entries", nil, &page)
	if len(page.Entries) != 1 || page.Entries[0].Released != "TITLE" || len(page.Entries[0].Documents) != 0 || page.Entries[0].ChildMayComplain == nil {
		t.Fatalf("Sami is released %+v", page.Entries)
	}
	for kind, want := range map[string]int{"MESSAGE": http.StatusCreated, "MEETING_REQUEST": http.StatusCreated, "CALL_ME": http.StatusCreated,
		"COMPLAINT": http.StatusCreated, "COMMENT": http.StatusForbidden, "ACCESS_REQUEST": http.StatusForbidden} {
		said := map[string]any{"text": "Jeg vil si noe", "entryId": page.Entries[0].EntryId.String()}
		if kind == "MEETING_REQUEST" || kind == "CALL_ME" {
			said = map[string]any{"text": "Helst etter skolen", "request": map[string]any{}}
		}
		if kind == "ACCESS_REQUEST" {
			said = map[string]any{"accessRequest": map[string]any{"entryIds": []string{page.Entries[0].EntryId.String()}}}
		}
		if status := handIn(t, s, base, kind, seed.PersonID("fjordvik", "sami").String(), said); status != want {
			t.Errorf("%s answers %d, not %d", kind, status, want)
		}
	}
}
