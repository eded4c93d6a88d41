package receipt

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	openapi "github.com/oapi-codegen/runtime/types"

	"innbyggertjenesten/bff/paper"
	"innbyggertjenesten/contracts/portal"
	"innbyggertjenesten/i18n"
)

var (
	sentAt = time.Date(2026, time.November, 22, 9, 5, 0, 0, time.UTC)
	made   = time.Date(2026, time.November, 23, 12, 0, 0, 0, time.UTC)
)

// words are all that stands on a sheet.
func words(s paper.Sheet) string {
	var all []string
	for _, block := range s.Blocks {
		all = append(all, strings.TrimSpace(block.Label+": "+block.Text))
	}
	return strings.Join(all, "\n")
}

func message(change func(*portal.Message)) portal.Message {
	m := portal.Message{AuthorName: portal.PersonName{Given: "Rania", Family: "Haddad"}, Text: "Hei", SentAt: sentAt, State: portal.MessageStateSENT}
	change(&m)
	return m
}

func TestAReceiptSaysWhatWasSentAndHowFarItCame(t *testing.T) {
	t.Parallel()
	number, delivered := "2026/77-3", sentAt.Add(2*time.Minute)
	h := OfMessage(message(func(m *portal.Message) {
		m.State, m.RegistrationId, m.DeliveredAt = portal.MessageStateDELIVERED, &number, &delivered
	}), "nb")
	h.Municipality, h.Contact = "Fjordvik kommune", "Ingrid Solbakken"
	said := words(h.sheet("nb", made))
	for _, wanted := range []string{
		"Hva: Melding", "Sendt: 22. november 2026 kl. 10:05", "Fra: Rania Haddad", "Ingrid Solbakken", "Kommune: Fjordvik kommune",
		"Status: Kommet fram 22. november 2026 kl. 10:07", "Nummer: 2026/77-3", "Hei", "teller for frister", "laget 23. november 2026 kl. 13:00",
	} {
		if !strings.Contains(said, wanted) {
			t.Errorf("%q isn't there:\n%s", wanted, said)
		}
	}
}

// A party gets to know in the portal that somebody has read; on paper it stays out.
func TestAReceiptNeverTellsThatSomebodyRead(t *testing.T) {
	t.Parallel()
	delivered, read := sentAt.Add(time.Minute), sentAt.Add(time.Hour)
	for _, language := range i18n.Codes() {
		of := func(state portal.MessageState, at *time.Time) string {
			return words(OfMessage(message(func(m *portal.Message) { m.State, m.DeliveredAt, m.ReadAt = state, &delivered, at }), language).sheet(language, made))
		}
		if unread, known := of(portal.MessageStateDELIVERED, nil), of(portal.MessageStateREAD, &read); unread != known {
			t.Errorf("%s:\n%s\n%s", language, unread, known)
		}
	}
}

func TestEachStateIsSaidInEachLanguage(t *testing.T) {
	t.Parallel()
	undo, earlier, away, yes := sentAt.Add(10*time.Second), portal.WaitReasonEARLIERWAITS, portal.WaitReasonFAGSYSTEMUNAVAILABLE, true
	delivered := sentAt
	states := map[State]portal.Message{
		Undoable:     message(func(m *portal.Message) { m.UndoUntil = &undo }),
		Sent:         message(func(*portal.Message) {}),
		Waiting:      message(func(m *portal.Message) { m.State, m.Reason = portal.MessageStateNOTDELIVEREDYET, &away }),
		AfterEarlier: message(func(m *portal.Message) { m.State, m.Reason = portal.MessageStateNOTDELIVEREDYET, &earlier }),
		Stopped:      message(func(m *portal.Message) { m.State = portal.MessageStatePARKED }),
		Delivered:    message(func(m *portal.Message) { m.State, m.DeliveredAt = portal.MessageStateDELIVERED, &delivered }),
		TakenOut: message(func(m *portal.Message) {
			m.State, m.DeliveredAt, m.Withdrawn = portal.MessageStateDELIVERED, &delivered, &yes
		}),
	}
	for _, language := range i18n.Codes() {
		seen := map[string]State{}
		for wanted, sent := range states {
			h := OfMessage(sent, language)
			if h.State != wanted {
				t.Errorf("%s, wanted %s", h.State, wanted)
			}
			said := words(h.sheet(language, made))
			if strings.Contains(said, "srv.") || strings.Contains(said, "<no value>") {
				t.Errorf("%s: %s", language, said)
			}
			if other, twice := seen[said]; twice {
				t.Errorf("%s: %s and %s are said alike", language, wanted, other)
			}
			seen[said] = wanted
		}
	}
}

func TestARequestIsSaidInFull(t *testing.T) {
	t.Parallel()
	phone, spoken, about, form := "90000001", "ar", "Skolen", portal.MeetingFormPHONE
	h := OfMessage(message(func(m *portal.Message) {
		m.Request = &portal.Request{
			Kind: portal.RequestKindCALLME, Known: true, Phone: &phone, SpokenLanguage: &spoken, Interpreter: true, About: &about, Form: &form,
			Times: []portal.SafeTime{{Weekday: 2, From: "09:00", Until: "09:30"}},
		}
	}), "nb")
	said := words(h.sheet("nb", made))
	for _, wanted := range []string{"Hva: Ring meg", "tirsdag \u206609:00–09:30\u2069", "Ikke ring utenom disse tidene", "90000001", "Ikke legg igjen beskjed", "arabisk, med tolk", "Skolen"} {
		if !strings.Contains(said, wanted) {
			t.Errorf("%q isn't there:\n%s", wanted, said)
		}
	}
}

func TestEachAttachmentIsNamedWithWhatBecameOfIt(t *testing.T) {
	t.Parallel()
	letter, photo, bad := "brev.pdf", "bilde.jpg", "spill.exe"
	for _, language := range i18n.Codes() {
		said := words(OfMessage(message(func(m *portal.Message) {
			m.Attachments = []portal.Attachment{
				{Name: &letter, State: portal.AttachmentStateREADY}, {Name: &photo, State: portal.AttachmentStateWAITINGFORCHECK},
				{Name: &bad, State: portal.AttachmentStateINFECTED}, {State: portal.AttachmentStateREFUSED},
			}
		}), language).sheet(language, made))
		for _, wanted := range []string{
			": brev.pdf\n", i18n.Localize(language, "srv.receipt.unchecked", map[string]any{"Name": i18n.Isolated(photo)}),
			i18n.Localize(language, "srv.receipt.withheld", map[string]any{"Name": i18n.Isolated(bad)}),
			i18n.Localize(language, "srv.receipt.withheld", map[string]any{"Name": i18n.Isolated(i18n.Localize(language, "srv.receipt.unnamed", nil))}),
		} {
			if !strings.Contains(said, wanted) {
				t.Errorf("%s: %q isn't there:\n%s", language, wanted, said)
			}
		}
	}
}

func TestFileNamesAreNeutral(t *testing.T) {
	t.Parallel()
	late := time.Date(2026, time.November, 21, 23, 30, 0, 0, time.UTC) // the 22nd in Oslo
	for language, wanted := range map[string][2]string{
		"nb": {"kvittering-2026-11-22.pdf", "kvittering-2026-11-22.pdf"}, "ar": {"إيصال-2026-11-22.pdf", "receipt-2026-11-22.pdf"},
		"pl": {"potwierdzenie-2026-11-22.pdf", "potwierdzenie-2026-11-22.pdf"},
	} {
		if name, ascii := FileName(language, late); name != wanted[0] || ascii != wanted[1] {
			t.Errorf("%s: %s, %s", language, name, ascii)
		}
	}
}

// Where all presses are busy, who no longer waits gets nothing.
func TestAPressMakesAFewAtATime(t *testing.T) {
	t.Parallel()
	press := &Press{places: make(chan struct{}, 1)}
	press.places <- struct{}{}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := press.PDF(gone, Handed{SentAt: sentAt}, "nb", made); err == nil {
		t.Error("made although nobody waits for it")
	}
	<-press.places
	if file, err := press.PDF(t.Context(), Handed{SentAt: sentAt}, "nb", made); err != nil || !strings.HasPrefix(string(file), "%PDF-") {
		t.Error(fmt.Sprint(err))
	}
}

func TestWhetherOneUnderstoodIsSaidWithWhatItIsAbout(t *testing.T) {
	t.Parallel()
	title, id := "Vedtak om hjelp", "2026/77-4"
	for _, language := range i18n.Codes() {
		said := words(OfMessage(message(func(m *portal.Message) {
			m.Text, m.RegistrationId = "", &id
			m.Understood = &portal.UnderstoodMessage{Answer: portal.UnderstoodAnswerPARTLY, Title: &title}
		}), language).sheet(language, made))
		for _, wanted := range []string{i18n.Localize(language, "inshort.question", nil), i18n.Localize(language, "inshort.answer.PARTLY", nil), title} {
			if !strings.Contains(said, wanted) {
				t.Errorf("%s: %q isn't there:\n%s", language, wanted, said)
			}
		}
	}
}

// A child that sees no documents gets no title either; what counts is said all the same.
func TestAReceiptForAComplaintSaysWhatItIsAboutAndWhetherItCameInTime(t *testing.T) {
	t.Parallel()
	title, late := "Vedtak om hjelpetiltak", true
	day := func(of int) *openapi.Date {
		return &openapi.Date{Time: time.Date(2026, time.November, of, 0, 0, 0, 0, time.UTC)}
	}
	for _, language := range i18n.Codes() {
		of := func(on portal.OnEntry) string {
			return words(OfMessage(message(func(m *portal.Message) { m.On = &on }), language).sheet(language, made))
		}
		said := of(portal.OnEntry{Kind: portal.OnEntryKindCOMPLAINT, Date: day(1), Title: &title, Deadline: day(21), AfterDeadline: &late})
		unseen := of(portal.OnEntry{Kind: portal.OnEntryKindCOMPLAINT, Date: day(1), Deadline: day(22), AfterDeadline: new(false)})
		afterwards := i18n.Localize(language, "srv.receipt.after-deadline", nil)
		for _, wanted := range []string{
			i18n.Localize(language, "srv.receipt.complaint", nil), title, i18n.Day(language, day(1).Time), i18n.Day(language, day(21).Time), afterwards,
		} {
			if !strings.Contains(said, wanted) {
				t.Errorf("%q isn't there:\n%s", wanted, said)
			}
		}
		if strings.Contains(unseen, title) || strings.Contains(unseen, afterwards) || !strings.Contains(unseen, i18n.Day(language, day(22).Time)) {
			t.Errorf("%s", unseen)
		}
	}
}
