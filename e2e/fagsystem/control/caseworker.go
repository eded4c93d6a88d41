package control

import (
	"encoding/json"
	"net/http"
	"time"

	"github.com/google/uuid"
	"github.com/labstack/echo/v4"
	openapi_types "github.com/oapi-codegen/runtime/types"

	"innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/e2e/fagsystem/seed"
	"innbyggertjenesten/e2e/fagsystem/store"
)

// onCopy reads the copy's id and the JSON body, runs the action and answers what it answers, or 204.
func onCopy[B any](action func(c echo.Context, municipality string, copyID uuid.UUID, body B) (any, error)) echo.HandlerFunc {
	return func(c echo.Context) error {
		copyID, err := uuid.Parse(c.Param("copy"))
		if err != nil {
			return store.ErrNotFound
		}
		var body B
		if c.Request().ContentLength != 0 {
			if err := (&echo.DefaultBinder{}).BindBody(c, &body); err != nil {
				return err
			}
		}
		answer, err := action(c, c.Param("municipality"), copyID, body)
		if err != nil {
			return err
		}
		if answer == nil {
			return c.NoContent(http.StatusNoContent)
		}
		return c.JSON(http.StatusOK, answer)
	}
}

func paramID(c echo.Context, name string) (uuid.UUID, error) {
	parsed, err := uuid.Parse(c.Param(name))
	if err != nil {
		return parsed, store.ErrNotFound
	}
	return parsed, nil
}

// caseworker registers what a case worker does with one party's copy.
func (h *handlers) caseworker(g *echo.Group) {
	s := h.store
	g.POST("/message", onCopy(h.writeMessage))
	g.POST("/promise", onCopy(h.promiseAnswer))
	g.POST("/release", onCopy(h.release))
	g.POST("/entries/:entry/in-short", onCopy(func(c echo.Context, m string, id uuid.UUID, b newInShort) (any, error) {
		entryID, err := paramID(c, "entry")
		if err != nil {
			return nil, err
		}
		return nil, s.SayInShort(c.Request().Context(), m, id, entryID, b.InShort, b.Files)
	}))
	g.POST("/many-entries", onCopy(func(c echo.Context, m string, id uuid.UUID, b struct{ Count int }) (any, error) {
		return nil, seed.Many(c.Request().Context(), s, m, id, b.Count)
	}))
	g.POST("/access", onCopy(func(c echo.Context, m string, id uuid.UUID, b struct{ Ended bool }) (any, error) {
		return nil, s.EndAccess(c.Request().Context(), m, id, b.Ended)
	}))
	g.POST("/pause", onCopy(func(c echo.Context, m string, id uuid.UUID, b struct{ Paused bool }) (any, error) {
		_, err := s.Pause(c.Request().Context(), m, id, b.Paused)
		return nil, err
	}))
	g.POST("/role", onCopy(func(c echo.Context, m string, id uuid.UUID, b struct{ Role fagsystem.Role }) (any, error) {
		return nil, s.SetRole(c.Request().Context(), m, id, b.Role)
	}))
	g.POST("/grants", onCopy(func(c echo.Context, m string, id uuid.UUID, b fagsystem.Grants) (any, error) {
		return nil, s.SetGrants(c.Request().Context(), m, id, b)
	}))
	g.POST("/what-happens-now", onCopy(func(c echo.Context, m string, id uuid.UUID, b struct{ Text string }) (any, error) {
		return nil, s.SetWhatHappensNow(c.Request().Context(), m, id, b.Text)
	}))
	g.POST("/meetings", onCopy(func(c echo.Context, m string, id uuid.UUID, b []fagsystem.Meeting) (any, error) {
		return nil, s.SetMeetings(c.Request().Context(), m, id, b)
	}))
	g.POST("/consents", onCopy(func(c echo.Context, m string, id uuid.UUID, b []fagsystem.Consent) (any, error) {
		return nil, s.SetConsents(c.Request().Context(), m, id, b)
	}))
	g.POST("/consents/:consent", onCopy(func(c echo.Context, m string, id uuid.UUID, b store.ConsentChange) (any, error) {
		consent, err := paramID(c, "consent")
		if err != nil {
			return nil, err
		}
		return nil, s.ChangeConsent(c.Request().Context(), m, id, consent, b)
	}))
	g.POST("/contact", onCopy(func(c echo.Context, m string, id uuid.UUID, b struct{ EmployeeID uuid.UUID }) (any, error) {
		return nil, s.SetContact(c.Request().Context(), m, id, b.EmployeeID)
	}))
	g.POST("/as-written", onCopy(func(c echo.Context, m string, id uuid.UUID, b struct{ Mappe json.RawMessage }) (any, error) {
		return nil, s.WriteCase(c.Request().Context(), m, id, b.Mappe)
	}))
	g.POST("/close", onCopy(func(c echo.Context, m string, id uuid.UUID, _ struct{}) (any, error) {
		return nil, s.CloseCase(c.Request().Context(), m, id)
	}))
	g.POST("/read", onCopy(func(c echo.Context, m string, id uuid.UUID, b fagsystem.ReadMarkReport) (any, error) {
		b.ReadAt = s.Now()
		return s.Read(c.Request().Context(), m, id, b)
	}))
	g.POST("/open", onCopy(func(c echo.Context, m string, id uuid.UUID, b struct {
		EmployeeID uuid.UUID
		What       fagsystem.LoggedAccessWhat
	},
	) (any, error) {
		return nil, s.Open(c.Request().Context(), m, id, b.EmployeeID, b.What)
	}))
	g.GET("/submissions", onCopy(func(c echo.Context, m string, id uuid.UUID, _ struct{}) (any, error) {
		list, err := s.Submissions(c.Request().Context(), m, id)
		if list == nil {
			list = []store.KeptSubmission{}
		}
		return list, err
	}))
	h.onParts(g)
}

// onParts registers what is done with one entry, document or message.
func (h *handlers) onParts(g *echo.Group) {
	s := h.store
	part := func(name string, action func(c echo.Context, m string, copyID, id uuid.UUID) error) echo.HandlerFunc {
		return onCopy(func(c echo.Context, m string, copyID uuid.UUID, _ struct{}) (any, error) {
			id, err := paramID(c, name)
			if err != nil {
				return nil, err
			}
			return nil, action(c, m, copyID, id)
		})
	}
	g.POST("/entries/:entry/as-written", onCopy(func(c echo.Context, m string, copyID uuid.UUID, b struct{ Journalpost json.RawMessage }) (any, error) {
		id, err := paramID(c, "entry")
		if err != nil {
			return nil, err
		}
		return nil, s.WriteEntry(c.Request().Context(), m, copyID, id, b.Journalpost)
	}))
	g.POST("/entries/:entry/withdraw", part("entry", func(c echo.Context, m string, copyID, id uuid.UUID) error {
		return s.WithdrawEntry(c.Request().Context(), m, copyID, id)
	}))
	g.POST("/documents/:document/changed", part("document", func(c echo.Context, m string, copyID, id uuid.UUID) error {
		return s.ChangeOriginal(c.Request().Context(), m, copyID, id)
	}))
	g.POST("/documents/:document/file", onCopy(func(c echo.Context, m string, copyID uuid.UUID, b struct{ Content []byte }) (any, error) {
		id, err := paramID(c, "document")
		if err != nil {
			return nil, err
		}
		return nil, s.ReplaceFile(c.Request().Context(), m, copyID, id, b.Content)
	}))
	g.POST("/messages/:message/withdraw", part("message", func(c echo.Context, m string, copyID, id uuid.UUID) error {
		return s.WithdrawMessage(c.Request().Context(), m, copyID, id)
	}))
	g.POST("/messages/:message/answer", onCopy(h.answer))
	g.POST("/messages/:message/answer/translations", onCopy(h.translateAnswer))
	g.POST("/entries/:entry/decide", onCopy(func(c echo.Context, m string, copyID uuid.UUID, b store.Decision) (any, error) {
		id, err := paramID(c, "entry")
		if err != nil {
			return nil, err
		}
		return nil, s.DecideAccess(c.Request().Context(), m, copyID, id, b)
	}))
	g.POST("/messages/:message/decide", onCopy(func(c echo.Context, m string, copyID uuid.UUID, b store.Decision) (any, error) {
		id, err := paramID(c, "message")
		if err != nil {
			return nil, err
		}
		return nil, s.DecideCase(c.Request().Context(), m, copyID, id, b)
	}))
	g.POST("/messages/:message/look-into", part("message", func(c echo.Context, m string, copyID, id uuid.UUID) error {
		return s.LookInto(c.Request().Context(), m, copyID, id)
	}))
	g.POST("/entries/:entry/draft", onCopy(func(c echo.Context, m string, copyID uuid.UUID, b store.DraftChange) (any, error) {
		id, err := paramID(c, "entry")
		if err != nil {
			return nil, err
		}
		return nil, s.ChangeDraft(c.Request().Context(), m, copyID, id, b)
	}))
	g.POST("/documents/:document/texts", onCopy(func(c echo.Context, m string, copyID uuid.UUID, b newText) (any, error) {
		id, err := paramID(c, "document")
		if err != nil {
			return nil, err
		}
		return nil, s.AddText(c.Request().Context(), m, copyID, id, b.Language, b.Content, b.provenance())
	}))
	g.POST("/documents/:document/withdraw", part("document", func(c echo.Context, m string, copyID, id uuid.UUID) error {
		return s.WithdrawDocument(c.Request().Context(), m, copyID, id)
	}))
	g.POST("/documents/:document/texts/:language/withdraw", part("document", func(c echo.Context, m string, copyID, id uuid.UUID) error {
		return s.WithdrawText(c.Request().Context(), m, copyID, id, c.Param("language"))
	}))
	g.POST("/documents/:document/translations/:language", onCopy(func(c echo.Context, m string, copyID uuid.UUID, b store.Ordered) (any, error) {
		id, err := paramID(c, "document")
		if err != nil {
			return nil, err
		}
		return nil, s.OrderTranslation(c.Request().Context(), m, copyID, id, c.Param("language"), b)
	}))
	g.POST("/documents/:document/share", onCopy(func(c echo.Context, m string, copyID uuid.UUID, b struct{ With uuid.UUID }) (any, error) {
		id, err := paramID(c, "document")
		if err != nil {
			return nil, err
		}
		return s.ShareDocument(c.Request().Context(), m, copyID, id, b.With)
	}))
	g.POST("/marks/:mark/answer", onCopy(h.answerMark))
	g.POST("/messages/:message/translations", onCopy(func(c echo.Context, m string, copyID uuid.UUID, b newText) (any, error) {
		id, err := paramID(c, "message")
		if err != nil {
			return nil, err
		}
		p := b.provenance()
		p.MadeAt, p.OfVersion = s.Now(), "1"
		return nil, s.TranslateMessage(c.Request().Context(), m, copyID, id, b.Language, b.Content, p)
	}))
}

type newText struct {
	Language   string
	Content    string
	Provenance *fagsystem.Provenance
}

func (t newText) provenance() fagsystem.Provenance {
	if t.Provenance != nil {
		return *t.Provenance
	}
	agency := "Fjordtolk AS"
	return fagsystem.Provenance{Kind: "CERTIFIED", Agency: &agency}
}

type newMessage struct {
	EmployeeID uuid.UUID
	Text       string
	Language   string
	Attachment *newFile
}

// newFile is a file that an employee adds; Content travels base64-coded.
type newFile struct {
	Name      string
	MediaType string
	Content   []byte
}

// writeMessage registers a message that an employee wrote in the fagsystem itself.
func (h *handlers) writeMessage(c echo.Context, m string, copyID uuid.UUID, b newMessage) (any, error) {
	if b.Language == "" {
		b.Language = "nb"
	}
	written := map[string]any{"text": b.Text, "language": b.Language}
	fileID := uuid.Must(uuid.NewV7())
	if b.Attachment != nil {
		written["attachments"] = []uuid.UUID{fileID}
	}
	body, hash, err := seed.Body(written)
	if err != nil {
		return nil, err
	}
	sub := fagsystem.Submission{Kind: "MESSAGE", Author: fagsystem.Author{EmployeeId: &b.EmployeeID}, AcceptedAt: h.store.Now(),
		BodyHash: hash, Body: fagsystem.SubmissionBody{Text: &b.Text, Language: &b.Language}}
	if b.Attachment != nil {
		sub.Body.Attachments = []uuid.UUID{fileID}
		sub.Attachments = []fagsystem.SubmittedAttachment{{AttachmentId: fileID, Name: b.Attachment.Name, MediaType: b.Attachment.MediaType}}
	}
	reg, _, err := h.store.Register(c.Request().Context(), m, copyID, uuid.Must(uuid.NewV7()), sub, body)
	if err == nil && b.Attachment != nil {
		_, err = h.store.AttachmentContent(c.Request().Context(), m, copyID, reg.SubmissionId, fileID, b.Attachment.Content)
	}
	return reg, err
}

type newPromise struct {
	EmployeeID uuid.UUID
	AnswerBy   openapi_types.Date
}

// promiseAnswer registers that an employee has told in the fagsystem itself when they answer.
func (h *handlers) promiseAnswer(c echo.Context, m string, copyID uuid.UUID, b newPromise) (any, error) {
	body, hash, err := seed.Body(map[string]any{"answerBy": b.AnswerBy})
	if err != nil {
		return nil, err
	}
	sub := fagsystem.Submission{Kind: "ANSWER_PROMISE", Author: fagsystem.Author{EmployeeId: &b.EmployeeID}, AcceptedAt: h.store.Now(),
		BodyHash: hash, Body: fagsystem.SubmissionBody{AnswerBy: &b.AnswerBy}}
	reg, _, err := h.store.Register(c.Request().Context(), m, copyID, uuid.Must(uuid.NewV7()), sub, body)
	return reg, err
}

type newAnswer struct {
	EmployeeID uuid.UUID
	Language   string
	Answers    []fagsystem.NewAnswer
}

// answer registers what became of a view, a comment or a complaint as an employee wrote it in the fagsystem itself.
func (h *handlers) answer(c echo.Context, m string, copyID uuid.UUID, b newAnswer) (any, error) {
	to, err := paramID(c, "message")
	if err != nil {
		return nil, err
	}
	if b.Language == "" {
		b.Language = "nb"
	}
	given := fagsystem.NewAnswers{To: to, Answers: b.Answers}
	body, hash, err := seed.Body(map[string]any{"answers": given, "language": b.Language})
	if err != nil {
		return nil, err
	}
	sub := fagsystem.Submission{Kind: "ANSWER", Author: fagsystem.Author{EmployeeId: &b.EmployeeID}, AcceptedAt: h.store.Now(),
		BodyHash: hash, Body: fagsystem.SubmissionBody{Answers: &given, Language: &b.Language}}
	reg, _, err := h.store.Register(c.Request().Context(), m, copyID, uuid.Must(uuid.NewV7()), sub, body)
	return reg, err
}

// newAnswerWords are an answer's in a further language. Without a prompt it is the answer to the whole.
type newAnswerWords struct {
	newText
	Prompt *fagsystem.ViewPrompt
}

// translateAnswer registers that somebody has translated what a view, a comment or a complaint was answered.
func (h *handlers) translateAnswer(c echo.Context, m string, copyID uuid.UUID, b newAnswerWords) (any, error) {
	to, err := paramID(c, "message")
	if err != nil {
		return nil, err
	}
	made := b.provenance()
	made.MadeAt, made.OfVersion = h.store.Now(), "1"
	return nil, h.store.TranslateAnswer(c.Request().Context(), m, copyID, to, b.Prompt,
		fagsystem.TranslatedWords{Language: b.Language, Direction: store.Direction(b.Language), Text: b.Content, Provenance: made})
}

// newInShort is what a case worker says of an entry in short. Files names the demo's recordings, by the id of the medium.
type newInShort struct {
	InShort *fagsystem.InShort
	Files   map[string]string
}

type newMarkAnswer struct {
	EmployeeID  uuid.UUID
	Text        string
	Outcome     fagsystem.MarkOutcome
	TextVersion string
}

// answerMark registers that an employee has said in the fagsystem itself whether a paragraph is wrong.
func (h *handlers) answerMark(c echo.Context, m string, copyID uuid.UUID, b newMarkAnswer) (any, error) {
	to, err := paramID(c, "mark")
	if err != nil {
		return nil, err
	}
	given := fagsystem.NewMarkAnswer{To: to, Outcome: b.Outcome, TextVersion: b.TextVersion}
	body, hash, err := seed.Body(map[string]any{"markAnswer": given, "text": b.Text, "language": "nb"})
	if err != nil {
		return nil, err
	}
	language := "nb"
	sub := fagsystem.Submission{Kind: "MARK_ANSWER", Author: fagsystem.Author{EmployeeId: &b.EmployeeID}, AcceptedAt: h.store.Now(),
		BodyHash: hash, Body: fagsystem.SubmissionBody{MarkAnswer: &given, Text: &b.Text, Language: &language}}
	reg, _, err := h.store.Register(c.Request().Context(), m, copyID, uuid.Must(uuid.NewV7()), sub, body)
	return reg, err
}

type newEntry struct {
	Title map[string]string
	// Language is the original's; Norwegian where none is named.
	Language         string
	Dokumenttype     string
	Released         fagsystem.EntryReleased
	DeadlineDays     int
	ChildMayComplain bool
	// Elsewhere: it is complained of before a court.
	Elsewhere bool
	Texts     map[string]string
	// Formats of the texts by language; Markdown where none is named.
	Formats map[string]fagsystem.DocumentTextFormat
}

// release releases a new entry to a party; without a title it is a decision in six languages.
func (h *handlers) release(c echo.Context, m string, copyID uuid.UUID, b newEntry) (any, error) {
	if len(b.Title) == 0 {
		b.Title, b.Texts, b.Dokumenttype, b.DeadlineDays = decisionTitles, decisionTexts, "VEDTAK", 21
	}
	if b.Released == "" {
		b.Released = "FULL"
	}
	if b.Language == "" {
		b.Language = "nb"
	}
	n := store.NewEntry{Title: b.Title, Language: b.Language, Dokumenttype: b.Dokumenttype, Released: b.Released, ChildMayComplain: b.ChildMayComplain, Elsewhere: b.Elsewhere,
		Texts: b.Texts, Formats: b.Formats, PDF: seed.PlainPDF("vedtak")}
	if b.DeadlineDays != 0 {
		last := h.store.Now().UTC().Truncate(24*time.Hour).AddDate(0, 0, b.DeadlineDays)
		n.Remedy = &fagsystem.Remedy{Kind: "MUNICIPAL_DECISION", Receiver: "Barneverntjenesten", Deadline: &openapi_types.Date{Time: last}}
		if b.Elsewhere {
			n.Remedy.Kind, n.Remedy.Receiver = "BOARD_DECISION", "Tingretten"
		}
	}
	return h.store.Release(c.Request().Context(), m, copyID, n)
}
