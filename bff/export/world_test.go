package export_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	openapi "github.com/oapi-codegen/runtime/types"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/audit"
	"innbyggertjenesten/bff/export"
	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/person"
	"innbyggertjenesten/bff/postgres/postgrestest"
	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/show"
	"innbyggertjenesten/bff/vault/vaulttest"
	"innbyggertjenesten/contracts/barnevern"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

// world is a party with a case, a fagsystem and a portal; all of it is what the
// fagsystem would answer now.
type world struct {
	pool   *pgxpool.Pool
	people *person.Store
	mother person.Person
	copyID uuid.UUID

	mu      sync.Mutex
	ahead   time.Duration
	allowed bool
	may     access.Capabilities
	off     bool
	down    error
	entries []contract.Entry
	// unreadable is how many more there are.
	unreadable int
	files      map[uuid.UUID]func() io.ReadCloser
	opened     map[uuid.UUID]int
	shown      portal.Case
	messages   []portal.Message
	kept       map[uuid.UUID]string
	recorded   []string
	views      []portal.View
	consents   []portal.Consent
	requests   []portal.AccessRequest
	texts      portal.TextRequests
	looks      portal.LookList
	logIns     []portal.LogIn
	// lookedUp and talked are how often who has looked, and the conversation, was read.
	lookedUp, talked int
	// shownAt are the moments that it was read as of.
	shownAt []time.Time
	// told are the orders that somebody was told are ready.
	told []uuid.UUID
	// given is a document's text, where it is another than the usual one.
	given *portal.DocumentText
	// further are its translations into other languages than the reader's.
	further map[string]*portal.Text
	// asked are the languages of the texts that were asked for; broken is one that fails.
	asked  []string
	broken string
	// reading is told of each entry that is read, before its answer, and waited for.
	reading func(uuid.UUID)
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{pool: postgrestest.New(t), copyID: uuid.New(), allowed: true, may: access.Capabilities{Documents: true, Conversation: true, Consents: true}, files: map[uuid.UUID]func() io.ReadCloser{}, opened: map[uuid.UUID]int{}, kept: map[uuid.UUID]string{}}
	w.people = person.New(w.pool, vaulttest.New(t), w.now)
	var err error
	if w.mother, err = w.people.Ensure(t.Context(), "fjordvik", person.Citizen, uuid.NewString()); err != nil {
		t.Fatal(err)
	}
	phone := "91 00 00 01"
	now := "Vi snakker sammen om skolen."
	w.shown = portal.Case{
		CaseCopyId: w.copyID, Municipality: "fjordvik", Child: portal.PersonName{Given: "Layla", Family: "Haddad"}, Role: portal.RoleMOTHER,
		ContactPerson: portal.ContactPerson{Name: portal.PersonName{Given: "Ingrid", Family: "Solbakken"}, Phone: &phone}, WhatHappensNow: &now,
		OtherParties: []portal.OtherParty{{Role: portal.RoleFATHER, Name: portal.PersonName{Given: "Omar", Family: "Haddad"}}},
		Meetings:     []portal.Meeting{{MeetingId: uuid.New(), Title: "Samtale", StartsAt: time.Now().Add(48 * time.Hour), State: portal.MeetingStatePLANNED}},
	}
	return w
}

func (w *world) now() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return time.Now().Add(w.ahead)
}

func (w *world) change(what func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	what()
}

// add releases an entry with one PDF.
func (w *world) add(title string, file []byte) contract.Entry {
	decision, of := barnevern.DokumenttypeVedtak, uuid.New()
	entry := contract.Entry{Version: "1", EntryId: uuid.New(), CaseCopyId: w.copyID, Released: contract.EntryReleasedFULL, ReleasedAt: time.Now()}
	entry.Journalpost.Tittel, entry.Journalpost.Dokumenttype = title, &decision
	entry.Journalpost.Dokumenter = []*barnevern.Dokument{{MimeType: "application/pdf", Tittel: title, Filnavn: "../../Rania Haddad barnevern.pdf"}}
	entry.Documents = []contract.EntryDocument{{DocumentId: of, Version: "1", OriginalLanguage: "nb", Texts: []contract.TextInfo{{Language: "nb", Direction: "ltr", Provenance: contract.Provenance{Kind: contract.ProvenanceKindORIGINAL}},
		{Language: "ar", Direction: "rtl", Provenance: contract.Provenance{Kind: contract.ProvenanceKindCERTIFIED}}}}}
	w.change(func() {
		w.entries = append(w.entries, entry)
		w.files[of] = func() io.ReadCloser { return io.NopCloser(bytes.NewReader(file)) }
	})
	return entry
}

func (w *world) Decide(_ context.Context, _ *session.Actor, caseCopyID uuid.UUID, purpose access.Purpose) (access.Case, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch {
	case w.down != nil:
		return access.Case{}, w.down
	case !w.allowed || caseCopyID != w.copyID:
		w.recorded = append(w.recorded, purpose.Action+" denied")
		return access.Case{}, access.ErrNotFound
	}
	if purpose.Action != "" && !purpose.ByCaller {
		w.recorded = append(w.recorded, purpose.Action)
	}
	return w.theCase(), nil
}

func (w *world) theCase() access.Case {
	return access.Case{Municipality: "fjordvik", CaseCopyID: w.copyID, Person: w.mother.ID, May: w.may, ExportOff: w.off}
}

// Holds is Decide without a trace.
func (w *world) Holds(_ context.Context, _ *session.Actor, caseCopyID uuid.UUID) (access.Case, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch {
	case w.down != nil:
		return access.Case{}, w.down
	case !w.allowed || caseCopyID != w.copyID:
		return access.Case{}, access.ErrNotFound
	}
	return w.theCase(), nil
}

func (w *world) Conclude(_ context.Context, _ *session.Actor, _ access.Case, purpose access.Purpose, outcome error) error {
	w.change(func() {
		w.recorded = append(w.recorded, fmt.Sprint(purpose.Action, map[bool]string{true: "", false: " denied"}[outcome == nil]))
	})
	return outcome
}

func (w *world) DecideEmployee(_ context.Context, _ *session.Actor, caseCopyID uuid.UUID, _ access.Purpose) (access.EmployeeCase, error) {
	if caseCopyID != w.copyID {
		return access.EmployeeCase{}, access.ErrNotFound
	}
	found := access.EmployeeCase{Municipality: "fjordvik", CaseCopyID: w.copyID, EmployeeID: uuid.New(), Party: w.mother.ID}
	found.Conversation.Party.PersonId = uuid.MustParse(w.mother.FagsystemPersonID)
	return found, nil
}

func (w *world) Record(_ context.Context, event audit.Event) error {
	w.change(func() { w.recorded = append(w.recorded, strings.TrimSpace(event.Action+" "+event.Personal)) })
	return nil
}

func (w *world) EntriesAndRest(_ context.Context, _ uuid.UUID, cursor string, limit int) (fagsystem.ReadEntries, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	first := 0
	_, _ = fmt.Sscan(cursor, &first)
	last := min(first+limit, len(w.entries))
	page := fagsystem.ReadEntries{EntryPage: contract.EntryPage{Entries: slices.Clone(w.entries[first:last])}, LeftOut: w.unreadable}
	if last < len(w.entries) {
		next := fmt.Sprint(last)
		page.NextCursor = &next
	}
	return page, w.down
}

func (w *world) Entry(_ context.Context, _, id uuid.UUID) (contract.Entry, error) {
	w.mu.Lock()
	reading := w.reading
	w.mu.Unlock()
	if reading != nil {
		reading(id)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, entry := range w.entries {
		if entry.EntryId == id {
			return entry, w.down
		}
	}
	return contract.Entry{}, fagsystem.ErrNotFound
}

func (w *world) OpenFile(_ context.Context, _, id uuid.UUID, _ *fagsystem.Part) (*fagsystem.File, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.opened[id]++
	open := w.files[id]
	if open == nil {
		return nil, fagsystem.ErrFault
	}
	return &fagsystem.File{Status: 200, Length: -1, Body: open()}, nil
}

// OpenMedia gives what is kept under the medium's id.
func (w *world) OpenMedia(ctx context.Context, caseCopyID, _, mediaID uuid.UUID, part *fagsystem.Part) (*fagsystem.File, error) {
	return w.OpenFile(ctx, caseCopyID, mediaID, part)
}

func (w *world) Views(context.Context, *session.Actor, access.Case) ([]portal.View, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.views), w.down
}

func (w *world) Consents(_ context.Context, _ *session.Actor, _ access.Case, at time.Time) ([]portal.Consent, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.shownAt = append(w.shownAt, at)
	return slices.Clone(w.consents), w.down
}

func (w *world) AccessRequests(_ context.Context, _ *session.Actor, _ access.Case, at time.Time) ([]portal.AccessRequest, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.shownAt = append(w.shownAt, at)
	return slices.Clone(w.requests), w.down
}

func (w *world) TextRequests(context.Context, *session.Actor, access.Case) (portal.TextRequests, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.texts, w.down
}

func (w *world) Looks(context.Context, access.Case) (portal.LookList, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.lookedUp++
	return w.looks, w.down
}

func (w *world) LogIns(_ context.Context, actor *session.Actor) ([]portal.LogIn, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(actor.Persons) != 1 || actor.Persons[0].PersonID != w.mother.ID {
		return nil, errors.New("somebody else's log-ins")
	}
	return w.logIns, w.down
}

// tellOf notes, when it is committed, that whoever ordered it is told.
func (w *world) tellOf(_ context.Context, municipality string, personID, caseCopyID, id uuid.UUID) (func(context.Context, pgx.Tx) error, error) {
	if municipality != "fjordvik" || personID != w.mother.ID || caseCopyID != w.copyID {
		return nil, errors.New("somebody else is told")
	}
	return func(context.Context, pgx.Tx) error {
		w.change(func() { w.told = append(w.told, id) })
		return nil
	}, nil
}

func (w *world) PutExportSwitch(_ context.Context, _ uuid.UUID, choice contract.ExportSwitchChoice) (contract.ExportSwitch, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.down != nil {
		return contract.ExportSwitch{}, w.down
	}
	w.off = choice.Off
	if !choice.Off {
		return contract.ExportSwitch{}, nil
	}
	at := time.Now()
	return contract.ExportSwitch{OffSince: &at}, nil
}

func (w *world) Case(_ context.Context, found access.Case, _ string, at time.Time) (portal.Case, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.shownAt = append(w.shownAt, at)
	shown := w.shown
	if !found.May.Documents {
		shown.OtherParties = nil
	}
	return shown, w.down
}

func (w *world) Plan(context.Context, access.Case, string, time.Time) (portal.Plan, error) {
	return portal.Plan{Timeline: []portal.TimelineItem{{Date: openapi.Date{Time: time.Now()}, Milestone: &portal.Milestone{Name: "Undersøkelse"}}}}, nil
}

func (w *world) Messages(context.Context, *session.Actor, access.Case) ([]portal.Message, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.talked++
	return slices.Clone(w.messages), w.down
}

// portalOf is the world as the portal shows it.
type portalOf struct{ *world }

func (p portalOf) Showing(_ context.Context, _ access.Case, language string, at time.Time) (export.Showing, error) {
	p.change(func() { p.shownAt = append(p.shownAt, at) })
	return func(entry contract.Entry) (portal.Entry, bool) {
		return show.Entry(entry, show.Reader{}, language, at), true
	}, nil
}

func (p portalOf) Read(_ context.Context, _ access.Case, _ contract.Entry, document contract.EntryDocument) (export.Reading, error) {
	p.change(func() { p.asked = append(p.asked, document.OriginalLanguage) })
	return func(_ context.Context, language string) (portal.DocumentText, error) {
		if language == "" {
			return p.text(document, language), nil
		}
		p.change(func() { p.asked = append(p.asked, language) })
		if p.broken == language {
			return portal.DocumentText{}, fagsystem.ErrFault
		}
		return p.text(document, language), nil
	}, nil
}

func (p portalOf) text(document contract.EntryDocument, language string) portal.DocumentText {
	if p.given != nil {
		given := *p.given
		given.DocumentId = document.DocumentId
		if translated := given.Translation; translated == nil || translated.Language != language {
			given.Translation = p.further[language]
		}
		return given
	}
	text := portal.DocumentText{DocumentId: document.DocumentId, Original: portal.Text{Language: "nb", Direction: portal.DirectionLtr, Blocks: []portal.Block{
		{Id: "1", Kind: portal.BlockKindHEADING, Inline: []portal.Inline{{Text: "Hva vi har bestemt"}}},
		{Id: "2", Kind: portal.BlockKindPARAGRAPH, Inline: []portal.Inline{{Text: `<script>alert("x")</script>`}}},
	}}}
	if language == "ar" {
		text.Translation = &portal.Text{Language: "ar", Direction: portal.DirectionRtl, Provenance: portal.Provenance{Kind: portal.ProvenanceKindCERTIFIED, MadeAt: time.Now()}, Blocks: []portal.Block{
			{Id: "1", Kind: portal.BlockKindHEADING, Inline: []portal.Inline{{Text: "ما قررناه"}}},
		}}
	}
	return text
}

func (p portalOf) File(_ context.Context, _ *session.Actor, _ access.Case, _, id uuid.UUID) (io.ReadCloser, string, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	content, there := p.kept[id]
	if !there {
		return nil, "", fagsystem.ErrNotFound
	}
	return io.NopCloser(strings.NewReader(content)), ".jpg", nil
}

// as is somebody's log-in: its id, how certain it is and how long ago.
func (w *world) as(t *testing.T, id string, level session.Level, ago time.Duration) context.Context {
	return session.WithActor(t.Context(), &session.Actor{SessionID: id, World: session.Citizen, Level: level, Language: "ar", AuthenticatedAt: w.now().Add(-ago)})
}

func (w *world) fresh(t *testing.T) context.Context {
	return w.as(t, "phone", session.High, time.Minute)
}

// unzip gives an archive's files, none of which leads where there is nothing.
func unzip(t *testing.T, archive []byte) map[string]string {
	t.Helper()
	found, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, file := range found.File {
		content, err := file.Open()
		if err != nil {
			t.Fatal(err)
		}
		all, err := io.ReadAll(content)
		if err != nil {
			t.Fatalf("%s: %v", file.Name, err)
		}
		files[file.Name] = string(all)
	}
	linksHold(t, files)
	return files
}

// left is what is still kept of anybody's archives.
func (w *world) left(t *testing.T) (rows int) {
	t.Helper()
	if err := w.pool.QueryRow(t.Context(), `SELECT (SELECT count(*) FROM case_export_chunk) + (SELECT count(*) FROM case_export_item)`).Scan(&rows); err != nil {
		t.Fatal(err)
	}
	return rows
}

func code(err error) problem.Code {
	if err == nil {
		return ""
	}
	return problem.Of(err).Code
}
