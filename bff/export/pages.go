package export

import (
	"cmp"
	"context"
	"crypto/sha256"
	_ "embed" // the pages and their look
	"encoding/base64"
	"errors"
	"fmt"
	"html/template"
	"io"
	"strconv"
	"time"

	"github.com/google/uuid"
	openapi "github.com/oapi-codegen/runtime/types"

	"innbyggertjenesten/bff/oslo"
	"innbyggertjenesten/bff/receipt"
	"innbyggertjenesten/bff/show"
	"innbyggertjenesten/contracts/portal"
	"innbyggertjenesten/i18n"
)

var (
	//go:embed pages.tmpl
	casePages string
	//go:embed own.tmpl
	ownPages string
	//go:embed page.css
	look string
)

// policy lets a page of the archive be nothing but its words: no script, nothing
// from elsewhere, no other look than its own.
var policy = func() string {
	sum := sha256.Sum256([]byte(look))
	return "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; base-uri 'none'; form-action 'none'"
}()

var pages = template.Must(template.New("pages").Funcs(functions("nb", time.Time{})).Parse(casePages + ownPages))

// draw writes a page in a language, as it is at that moment.
func draw(w io.Writer, page, code string, at time.Time, data any) error {
	own, err := pages.Clone()
	if err != nil {
		return err
	}
	return own.Funcs(functions(code, at)).ExecuteTemplate(w, page, data)
}

// lookedIn is the portal, or what was opened in the fagsystem.
func lookedIn(one portal.Look) string {
	if one.What != nil {
		return string(*one.What)
	}
	return string(one.Place)
}

// functions are what the pages say things with, in a language and at a moment.
func functions(code string, at time.Time) template.FuncMap {
	say := func(key string, pairs ...any) string {
		data := map[string]any{}
		for i := 0; i+1 < len(pairs); i += 2 {
			data[pairs[i].(string)] = pairs[i+1]
		}
		return i18n.Localize(code, key, data)
	}
	return template.FuncMap{
		"say":          say,
		"language":     func() string { return code },
		"policy":       func() string { return policy },
		"style":        func() template.CSS { return template.CSS(look) }, //nolint:gosec // our own file
		"dir":          i18n.Direction,
		"day":          func(date openapi.Date) string { return i18n.Day(code, date.Time) },
		"dayTime":      func(at time.Time) string { return i18n.DayAndTime(code, at.In(oslo.Zone)) },
		"dayOf":        func(at time.Time) string { return i18n.Day(code, at.In(oslo.Zone)) },
		"print":        fmt.Sprint,
		"made":         func(made portal.Provenance) string { return madeBy(made, code) },
		"who":          func(made portal.Provenance) string { return who(made, code) },
		"level":        func(level *int) int { return min(6, max(4, deref(level)+3)) },
		"step":         func(level *int) string { return "level-" + strconv.Itoa(min(4, max(1, deref(level)))) },
		"ordinal":      func(i int) string { return strconv.Itoa(i+1) + "." },
		"ownName":      i18n.OwnLanguageName,
		"languageName": func(tag string) string { return cmp.Or(i18n.LanguageName(code, tag), tag) },
		"handedIn": func(state portal.MessageState, reason *portal.WaitReason, at *time.Time) string {
			return handedIn(state, reason, at, code)
		},
		"ltr":       func(number string) string { return "\u2066" + number + "\u2069" }, // in every script
		"norwegian": show.Norwegian,
		"asked":     asked,
		"mine":      mine,
		"readable":  readable,
		"leftOut":   func(text portal.DocumentText, hasPDF bool) []string { return leftOut(text, hasPDF, code) },
		"passed":    func(remedy portal.Remedy) bool { return remedy.DaysLeft != nil && *remedy.DaysLeft < 0 },
		"over":      func(day openapi.Date) bool { return show.DaysAhead(day, at) < 0 },
		"elsewhere": func(remedy portal.Remedy) bool { return remedy.ByPortal != nil && !*remedy.ByPortal },
		"place":     lookedIn,
		"by":        writtenBy,
		"yes":       func(said *bool) bool { return said != nil && *said },
		"answers":   func(step portal.ConsentState) bool { return portal.ConsentReply(step).Valid() },
		"id":        func(id uuid.UUID) *uuid.UUID { return &id },
		"line":      lineOf,
		"paragraph": paragraph,
		"nameIn":    nameIn,
		"textPlace": textPlace,
		"madeOf":    func(original, translation portal.Text) string { return madeOf(original, translation, code) },
		"at":        func(place int, text portal.Text) placed { return placed{text, place} },
	}
}

// asked is how it stands with seeing an entry, or "" where nobody has asked.
func asked(state *portal.AccessState) portal.AccessState {
	if state == nil || *state == portal.AccessStateNOTASKED {
		return ""
	}
	return *state
}

// mine is how oneself can be reached, as the service knows it. What is hidden
// from others isn't written into a file that may come into other hands.
func mine(known *portal.OwnContact) (all []string) {
	if known == nil || known.HiddenFromOthers != nil && *known.HiddenFromOthers {
		return nil
	}
	for _, one := range []*string{known.Phone, known.Email, known.Address} {
		if one != nil && *one != "" {
			all = append(all, *one)
		}
	}
	return all
}

// writtenBy is who has said something in short; where nobody tells, the contact person.
func writtenBy(role *portal.EmployeeRelation) portal.EmployeeRelation {
	if role == nil {
		return portal.EmployeeRelationCONTACTPERSON
	}
	return *role
}

// placed is a text and the place of its document in its entry.
type placed struct {
	portal.Text
	Place int
}

// paragraph names one on its entry's page.
func paragraph(place int, language, block string) string {
	return fmt.Sprintf("d%d-%s-%s", place, language, block)
}

// lineOf is an entry's, or nil for one that isn't there.
func lineOf(lines map[uuid.UUID]line, id *uuid.UUID) *line {
	if id == nil {
		return nil
	}
	if found, there := lines[*id]; there {
		return &found
	}
	return nil
}

// handedIn is how far something of one's own has come, in a receipt's words:
// never that it was read.
func handedIn(state portal.MessageState, reason *portal.WaitReason, delivered *time.Time, code string) string {
	handed := receipt.OfMessage(portal.Message{State: state, Reason: reason, DeliveredAt: delivered}, code)
	return saidState(handed, code)
}

func saidState(handed receipt.Handed, code string) string {
	data := map[string]any{}
	if handed.DeliveredAt != nil {
		data["When"] = i18n.DayAndTime(code, handed.DeliveredAt.In(oslo.Zone))
	}
	return i18n.Localize(code, "srv.receipt."+string(handed.State), data)
}

func deref(value *int) int {
	if value == nil {
		return 1
	}
	return *value
}

// who is an agency or a role, never a name.
func who(made portal.Provenance, code string) string {
	switch {
	case made.Agency != nil:
		return i18n.Isolated(*made.Agency)
	case made.Role != nil:
		return i18n.Isolated(*made.Role)
	}
	return i18n.Localize(code, "reader.someone", nil)
}

// madeBy is who translated, how and when.
func madeBy(made portal.Provenance, code string) string {
	key := "reader.madePerson"
	switch made.Kind {
	case portal.ProvenanceKindCERTIFIED:
		key = "reader.madeCertified"
	case portal.ProvenanceKindMACHINE:
		key = "reader.madeMachine"
	}
	return i18n.Localize(code, key, map[string]any{"Who": who(made, code), "Date": i18n.Day(code, made.MadeAt.In(oslo.Zone))})
}

// madeOf says of which text a translation was made, and when that was; of an older one whose date nobody knows, when the newest was.
func madeOf(original, translation portal.Text, code string) string {
	key, made := "reader.madeOf", original.Provenance.MadeAt
	switch of := translation.Provenance.OfVersionMadeAt; {
	case of != nil:
		made = *of
	case translation.Outdated:
		key += "Older"
	}
	if !show.Norwegian(original.Language) {
		key += "Original"
	}
	return i18n.Localize(code, key, map[string]any{"Date": i18n.Day(code, made.In(oslo.Zone))})
}

// head is what every page has.
type head struct{ Language, Title string }

// whole copies a file of a known length, and fails where it broke off: a part is
// never taken for the whole.
func whole(w io.Writer, from io.Reader, length int64) error {
	copied, err := io.Copy(w, from)
	if err == nil && length >= 0 && copied != length {
		err = io.ErrUnexpectedEOF
	}
	return err
}

func (m *making) page(ctx context.Context, number, file int, called, page string, data any) (packed, error) {
	return m.pack(ctx, number, file, called, true, func(w io.Writer) error { return draw(w, page, m.row.Language, *m.row.ShowsAt, data) })
}

// fatal tells whether a file's failure stops the making for now. After some
// tries a file that the fagsystem can't give is said to be missing, and the rest
// goes on.
func (m *making) fatal(err error) bool {
	if errors.Is(err, errLost) || errors.Is(err, errTooLarge) {
		return true
	}
	return m.row.Failures < tries
}
