package matrix

import (
	"crypto/sha256"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/session"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/live"
	standin "innbyggertjenesten/e2e/fagsystem"
	"innbyggertjenesten/e2e/fagsystem/seed"
	"innbyggertjenesten/e2e/fagsystem/standintest"
	"innbyggertjenesten/e2e/fagsystem/store"
	"innbyggertjenesten/e2e/people"
	"innbyggertjenesten/i18n"
)

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
	reads := reader{map[[sha256.Size]byte]*text{}}
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
		language := "nb"
		if careless {
			language = "pl" // the careless one writes it into translations, too, where the original says nothing
		}
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
				w := &everything{running: r, who: r.logInReading(t, language, citizen.ID, session.Citizen, level, ids), reads: reads, found: map[string][]*text{}}
				w.look(t, names, level)
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
					t.Errorf("nothing came by the socket: %q", asOne(w.found[bySocket]))
				}
				if citizen.ID == "nina" && level == session.High && careless {
					w.isTold(t, "/conversation", "/views", "/access-requests", "/text-requests")
				}
				if citizen.ID == "nina" && level == session.High && w.archives == 0 {
					t.Error("nothing was taken along")
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
