package matrix

import (
	"errors"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"innbyggertjenesten/bff/session"
	contract "innbyggertjenesten/contracts/fagsystem"
	standin "innbyggertjenesten/e2e/fagsystem"
	"innbyggertjenesten/e2e/fagsystem/seed"
	"innbyggertjenesten/e2e/fagsystem/store"
)

// party is somebody's place in a case: a column of the citizens' tables.
type party struct {
	column, municipality, child, key string
	// role is set where nobody of the demo has it.
	role contract.Role
	// other is another party of the same case.
	other string
}

// parties are the columns of the citizens' tables.
var parties = []party{
	{column: "child", municipality: "fjordvik", child: "layla", key: "layla", other: "rania"},
	{column: "child without party rights", municipality: "fjordvik", child: "sami", key: "sami", other: "rania"},
	{column: "mother", municipality: "fjordvik", child: "layla", key: "rania", other: "omar"},
	{column: "father", municipality: "fjordvik", child: "layla", key: "omar", other: "rania"},
	{column: "co-mother", municipality: "fjordvik", child: "child-01", key: "mother-01", role: contract.RoleMEDMOR, other: "father-01"},
	{column: "co-father", municipality: "fjordvik", child: "child-01", key: "father-01", role: contract.RoleMEDFAR, other: "mother-01"},
	{column: "guardian", municipality: "fjordvik", child: "maksym", key: "olena", other: "maksym"},
	{column: "foster parent", municipality: "fjordvik", child: "emil", key: "berit", other: "emil"},
	{column: "representative", municipality: "lyngmo", child: "jakub", key: "helle", other: "katarzyna"},
	{column: "unknown role", municipality: "fjordvik", child: "child-02", key: "mother-02", role: "TILLITSPERSON", other: "father-02"},
}

func (p party) copyID() uuid.UUID { return seed.CopyID(p.municipality, p.child, p.key) }

func (p party) personID() uuid.UUID { return seed.PersonID(p.municipality, p.key) }

// citizen is a party with sessions and with what there is in their copy.
type citizen struct {
	party
	high, low *who
	// own names the party's own copy, a meeting and an entry in it and its document; titled an
	// entry of which only the title is released; withdrawn one that was taken back.
	own, titled, withdrawn target
	// message is one that the party has sent and could still take back.
	message string
}

// citizens prepares every column: each party gets a role, if they have none, an
// entry with a document, one with its title only, and one that is withdrawn.
func (r *running) citizens(t *testing.T) map[string]*citizen {
	t.Helper()
	all := map[string]*citizen{}
	for _, p := range parties {
		c := &citizen{party: p}
		s, copyID := r.standin.Store, p.copyID()
		if p.role != "" {
			must(t, s.SetRole(t.Context(), p.municipality, copyID, p.role))
		}
		c.own = r.release(t, p, "FULL").with(meetingID, r.meets(t, p))
		c.titled = r.release(t, p, "TITLE")
		c.withdrawn = r.release(t, p, "FULL")
		must(t, s.WithdrawEntry(t.Context(), p.municipality, copyID, uuid.MustParse(c.withdrawn[entryID])))
		r.again(t, c)
		all[p.column] = c
	}
	return all
}

// again logs a citizen in anew: a pause ends log-ins.
func (r *running) again(t *testing.T, c *citizen) {
	t.Helper()
	ids := map[string]uuid.UUID{c.municipality: c.personID()}
	c.high = r.logIn(t, c.column, session.Citizen, session.High, ids)
	c.low = r.logIn(t, c.column+" at substantial", session.Citizen, session.Substantial, ids)
}

// meets plans a meeting in a party's copy, in which there is no other then, and names it.
func (r *running) meets(t testing.TB, p party) string {
	t.Helper()
	planned := contract.Meeting{MeetingId: uuid.New(), Title: "Samtale", StartsAt: time.Now().Add(48 * time.Hour), State: contract.MeetingStatePLANNED}
	must(t, r.standin.Store.SetMeetings(t.Context(), p.municipality, p.copyID(), []contract.Meeting{planned}))
	return planned.MeetingId.String()
}

// release gives a party something to read and names it.
func (r *running) release(t testing.TB, p party, released contract.EntryReleased) target {
	t.Helper()
	found, err := r.standin.Store.Release(t.Context(), p.municipality, p.copyID(), store.NewEntry{
		Title: map[string]string{"nb": "Brev"}, Language: "nb", Released: released, ChildMayComplain: true,
		Remedy: &contract.Remedy{Kind: contract.RemedyKindMUNICIPALDECISION, Receiver: "Barneverntjenesten"},
		Texts:  map[string]string{"nb": "{#b1}\n# Brev\n", "pl": "{#b1}\n# List\n"}, PDF: seed.PlainPDF("brev"),
	})
	must(t, err)
	named := nowhere().with(caseCopyID, p.copyID().String()).with(entryID, found.EntryID.String())
	if found.DocumentID != nil {
		named[documentID] = found.DocumentID.String()
		named[mediaID] = r.saidInShort(t, p, found.EntryID)
	}
	return named
}

// saidInShort says something of an entry aloud and names the recording.
func (r *running) saidInShort(t testing.TB, p party, entry uuid.UUID) string {
	t.Helper()
	voice := contract.InShortMedia{
		MediaId: uuid.New(), Kind: contract.InShortMediaKindAUDIO, MediaType: contract.InShortMediaMediaTypeAudiowebm, Language: "nb",
		Provenance: contract.Provenance{Kind: contract.ProvenanceKindORIGINAL, MadeAt: time.Now(), OfVersion: "1"},
	}
	must(t, r.standin.Store.SayInShort(t.Context(), p.municipality, p.copyID(), entry,
		&contract.InShort{Texts: []contract.InShortText{}, Media: []contract.InShortMedia{voice}}, map[string]string{voice.MediaId.String(): "voice-nb.webm"}))
	return voice.MediaId.String()
}

// colleague is a column of the employees' tables.
type colleague struct{ column, municipality, key string }

// The employees look at a mother's copy of a case of Ingrid's.
var colleagues = []colleague{
	{"contact person", "fjordvik", "ingrid"},
	{"stand-in", "fjordvik", "jonas"},
	{"team leader", "fjordvik", "marit"},
	{"former contact person", "fjordvik", "silje"},
	{"colleague", "fjordvik", "vidar"},
	{"other municipality", "lyngmo", "petter"},
	{"unknown employee", "fjordvik", "nobody"},
}

func (r *running) employees(t *testing.T) map[string]*who {
	t.Helper()
	all := map[string]*who{}
	for _, c := range colleagues {
		all[c.column] = r.logIn(t, c.column, session.Employee, session.High, map[string]uuid.UUID{c.municipality: seed.EmployeeID(c.municipality, c.key)})
	}
	return all
}

// inFagsystem changes the fagsystem's database where no case worker's action
// does, as a birthday.
func (r *running) inFagsystem(t testing.TB, sql string, arguments ...any) {
	t.Helper()
	must(t, pgx.BeginFunc(t.Context(), r.standin.Store.Pool, func(tx pgx.Tx) error {
		_, err := tx.Exec(t.Context(), sql, arguments...)
		return err
	}))
}

// settled returns when the portal has applied everything that the fagsystems
// have told so far.
func (r *running) settled(t testing.TB) {
	t.Helper()
	for _, municipality := range standin.Municipalities {
		var newest uuid.UUID
		err := r.standin.Store.Pool.QueryRow(t.Context(),
			`select event_id from event where municipality = $1 order by seq desc limit 1`, municipality).Scan(&newest)
		if errors.Is(err, pgx.ErrNoRows) {
			continue
		}
		must(t, err)
		r.await(t, "the newest event to be applied",
			`SELECT EXISTS (SELECT FROM feed_event WHERE municipality = $1 AND event_id = $2)`, municipality, newest.String())
	}
}

// await asks the portal's database until it says true.
func (r *running) await(t testing.TB, what, sql string, arguments ...any) {
	t.Helper()
	ticker := time.NewTicker(5 * time.Millisecond)
	defer ticker.Stop()
	late := time.After(30 * time.Second)
	for {
		var there bool
		must(t, r.pool.QueryRow(t.Context(), sql, arguments...).Scan(&there))
		if there {
			return
		}
		select {
		case <-ticker.C:
		case <-late:
			t.Fatalf("still waiting for %s", what)
		}
	}
}
