package api

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/gowebpki/jcs"
	"golang.org/x/text/unicode/norm"

	"innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/e2e/fagsystem/store"
)

const maxCodePoints = 10_000

var kinds = []fagsystem.SubmissionKind{"MESSAGE", "COMMENT", "COMPLAINT", "CONSENT_ANSWER", "ACCESS_REQUEST", "TRANSLATION_REQUEST",
	"INTERPRETER_REQUEST", "CALL_ME", "MEETING_REQUEST", "VIEW", "ANSWER", "LETTER", "OPENED", "ANSWER_PROMISE", "UNDERSTOOD", "PARAGRAPH_MARK", "MARK_ANSWER"}

// PutSubmission registers what somebody handed in.
func (s *Server) PutSubmission(ctx context.Context, r fagsystem.PutSubmissionRequestObject) (fagsystem.PutSubmissionResponseObject, error) {
	body, err := bodyAsSent(ctx)
	if err != nil {
		return nil, err
	}
	if err := check(*r.Body, body); err != nil {
		return nil, err
	}
	reg, isNew, err := s.Store.Register(ctx, s.Municipality, r.CaseCopyId, r.SubmissionId, *r.Body, body)
	if err != nil {
		return nil, err
	}
	if isNew {
		return fagsystem.PutSubmission201JSONResponse(reg), nil
	}
	return fagsystem.PutSubmission200JSONResponse(reg), nil
}

func bodyAsSent(ctx context.Context) (json.RawMessage, error) {
	raw, _ := ctx.Value(bodyKey{}).([]byte)
	var sent struct {
		Body json.RawMessage `json:"body"`
	}
	if err := json.Unmarshal(raw, &sent); err != nil || len(sent.Body) == 0 {
		return nil, store.InvalidError("there is no body")
	}
	return sent.Body, nil
}

// check refuses what can't be registered by anybody, before looking at who it is.
func check(sub fagsystem.Submission, body json.RawMessage) error {
	if !slices.Contains(kinds, sub.Kind) {
		return store.InvalidError("unknown kind")
	}
	if (sub.Author.PersonId == nil) == (sub.Author.EmployeeId == nil) {
		return store.InvalidError("author is a person or an employee")
	}
	if sub.AcceptedAt.IsZero() {
		return store.InvalidError("acceptedAt is missing")
	}
	canonical, err := jcs.Transform(body)
	if err != nil {
		return store.InvalidError("body is not JSON")
	}
	sum := sha256.Sum256(canonical)
	if hex.EncodeToString(sum[:]) != sub.BodyHash {
		return store.InvalidError("bodyHash is not the hash of body")
	}
	if err := checkAttachments(sub); err != nil {
		return err
	}
	return checkText(sub)
}

func checkText(sub fagsystem.Submission) error {
	text := ""
	if sub.Body.Text != nil {
		text = *sub.Body.Text
	}
	if utf8.RuneCountInString(norm.NFC.String(text)) > maxCodePoints {
		return store.InvalidError("text is longer than 10 000 code points")
	}
	needsText := sub.Kind == "MESSAGE" || sub.Kind == "COMMENT" || sub.Kind == "COMPLAINT"
	if sub.Kind == "MESSAGE" && len(sub.Body.Attachments) > 0 {
		needsText = false
	}
	if needsText && strings.TrimSpace(text) == "" {
		return store.InvalidError("text is empty")
	}
	switch sub.Kind {
	case "COMMENT", "COMPLAINT":
		if sub.Body.EntryId == nil {
			return store.InvalidError("entryId is missing")
		}
	case "CALL_ME", "MEETING_REQUEST", "INTERPRETER_REQUEST":
		if err := checkRequest(sub.Body.Request); err != nil {
			return err
		}
	case "ANSWER_PROMISE":
		if sub.Body.AnswerBy == nil {
			return store.InvalidError("answerBy is missing")
		}
	case "ACCESS_REQUEST":
		if sub.Author.PersonId == nil {
			return store.InvalidError("a request to see something is a party's")
		}
		if err := checkAccessRequest(sub.Body.AccessRequest); err != nil {
			return err
		}
	case "VIEW":
		if sub.Author.PersonId == nil {
			return store.InvalidError("a view is a party's")
		}
		if err := checkView(sub.Body.View); err != nil {
			return err
		}
	case "UNDERSTOOD":
		if sub.Author.PersonId == nil || sub.Body.EntryId == nil || sub.Body.Understood == nil || !sub.Body.Understood.Valid() {
			return store.InvalidError("a party says of an entry whether it has understood it")
		}
	case "CONSENT_ANSWER":
		if sub.Author.PersonId == nil {
			return store.InvalidError("a consent is a party's to answer")
		}
		if err := checkConsentAnswer(sub.Body); err != nil {
			return err
		}
	case "TRANSLATION_REQUEST":
		if sub.Author.PersonId == nil {
			return store.InvalidError("a translation is asked for by a party")
		}
	case "PARAGRAPH_MARK":
		if p := sub.Body.Paragraph; sub.Author.PersonId == nil || p == nil || p.BlockId == "" || p.Language == "" || p.TextVersion == "" || utf8.RuneCountInString(p.Excerpt) > 500 {
			return store.InvalidError("a mark is a party's, and names a paragraph")
		}
	case "MARK_ANSWER":
		return checkMarkAnswer(sub, text)
	case "ANSWER":
		if sub.Author.EmployeeId == nil {
			return store.InvalidError("an answer is an employee's")
		}
		if err := checkAnswers(sub.Body.Answers); err != nil {
			return err
		}
	}
	if strings.ContainsRune(text, 0) {
		return store.InvalidError("text holds a null character")
	}
	return checkAfraid(sub.Body, text)
}

var hexDigest = regexp.MustCompile(`^[0-9a-f]{64}$`)

func checkConsentAnswer(body fagsystem.SubmissionBody) error {
	if body.ConsentId == nil || body.Answer == nil || !body.Answer.Valid() {
		return store.InvalidError("CONSENT_ANSWER names a consent and an answer")
	}
	if body.ConsentText == nil || body.ConsentText.TextVersion == "" || !hexDigest.MatchString(body.ConsentText.Hash) {
		return store.InvalidError("CONSENT_ANSWER names the text that was shown")
	}
	if body.Text != nil {
		return checkWords(*body.Text)
	}
	return nil
}

// checkAfraid refuses marks that nobody could find again in the text.
func checkAfraid(body fagsystem.SubmissionBody, text string) error {
	if len(body.AfraidParts) == 0 {
		return nil
	}
	if len(body.AfraidParts) > 50 || body.AfraidOfBeingKnown != nil && *body.AfraidOfBeingKnown {
		return store.InvalidError("marks are the whole or up to 50 parts")
	}
	end, length := 0, utf8.RuneCountInString(text)
	for _, part := range body.AfraidParts {
		if part.Start < end || part.Length < 1 || part.Start > length || part.Length > length-part.Start {
			return store.InvalidError("a part isn't in the text, or overlaps another")
		}
		end = part.Start + part.Length
	}
	return nil
}

var clockTime = regexp.MustCompile(`^([01][0-9]|2[0-3]):[0-5][0-9]$`)

// checkRequest refuses a request that nobody could follow safely.
func checkRequest(asked *fagsystem.ContactRequest) error {
	if asked == nil {
		return store.InvalidError("request is missing")
	}
	if len(asked.Times) > 14 {
		return store.InvalidError("more than 14 times")
	}
	for _, one := range asked.Times {
		if one.Weekday < 1 || one.Weekday > 7 || !clockTime.MatchString(one.From) || !clockTime.MatchString(one.Until) || one.From >= one.Until {
			return store.InvalidError("a time is none")
		}
	}
	for _, line := range []*string{asked.About, asked.Participants} {
		if line != nil && utf8.RuneCountInString(norm.NFC.String(*line)) > 200 {
			return store.InvalidError("a line is longer than 200 code points")
		}
	}
	if asked.Phone != nil && utf8.RuneCountInString(*asked.Phone) > 30 {
		return store.InvalidError("phone is longer than 30 code points")
	}
	return nil
}

const mostAsked = 20

// checkAccessRequest refuses a request that asks for nothing, for something twice, or for something and the whole case.
func checkAccessRequest(asked *fagsystem.AccessRequest) error {
	if asked == nil {
		return store.InvalidError("accessRequest is missing")
	}
	whole := asked.WholeCase != nil && *asked.WholeCase
	if whole == (len(asked.EntryIds) > 0) || len(asked.EntryIds) > mostAsked {
		return store.InvalidError("it asks for up to 20 entries, or for the whole case")
	}
	for i, id := range asked.EntryIds {
		if slices.Contains(asked.EntryIds[:i], id) {
			return store.InvalidError("an entry stands twice")
		}
	}
	return nil
}

const mostWords = 2_000

// checkView refuses a view in which nothing is said, or twice to the same.
func checkView(view *fagsystem.View) error {
	if view == nil || !view.Moment.Valid() || len(view.Items) == 0 {
		return store.InvalidError("view is missing or says nothing")
	}
	said := map[fagsystem.ViewPrompt]bool{}
	for _, item := range view.Items {
		if !item.Prompt.Valid() || said[item.Prompt] {
			return store.InvalidError("a prompt is unknown or stands twice")
		}
		said[item.Prompt] = true
		if err := checkWords(item.Text); err != nil {
			return err
		}
	}
	return nil
}

func checkAnswers(given *fagsystem.NewAnswers) error {
	if given == nil || len(given.Answers) == 0 {
		return store.InvalidError("answers are missing")
	}
	about := map[fagsystem.ViewPrompt]bool{}
	for _, one := range given.Answers {
		var prompt fagsystem.ViewPrompt
		if one.Prompt != nil {
			prompt = *one.Prompt
		}
		if one.Prompt != nil && !prompt.Valid() || about[prompt] || !one.Outcome.Valid() {
			return store.InvalidError("a prompt or an outcome is unknown, or something is answered twice")
		}
		about[prompt] = true
		if err := checkWords(one.Reason); err != nil {
			return err
		}
	}
	return nil
}

func checkMarkAnswer(sub fagsystem.Submission, text string) error {
	given := sub.Body.MarkAnswer
	if sub.Author.EmployeeId == nil || given == nil || !given.Outcome.Valid() || given.TextVersion == "" {
		return store.InvalidError("the answer to a mark is an employee's, and says which text it is about")
	}
	if given.Outcome == "NOT_WRONG" {
		return checkWords(text)
	}
	return nil
}

func checkWords(text string) error {
	if strings.TrimSpace(text) == "" || strings.ContainsRune(text, 0) || utf8.RuneCountInString(norm.NFC.String(text)) > mostWords {
		return store.InvalidError("a text is empty or longer than 2 000 code points")
	}
	return nil
}

// PutEvidence keeps when something was sent, delivered, read and notified.
func (s *Server) PutEvidence(ctx context.Context, r fagsystem.PutEvidenceRequestObject) (fagsystem.PutEvidenceResponseObject, error) {
	return fagsystem.PutEvidence204Response{}, s.Store.Evidence(ctx, s.Municipality, r.CaseCopyId, r.SubmissionId, *r.Body)
}

// ListMessages answers a page of a conversation, newest first.
func (s *Server) ListMessages(ctx context.Context, r fagsystem.ListMessagesRequestObject) (fagsystem.ListMessagesResponseObject, error) {
	limit, err := within(r.Params.Limit)
	if err != nil {
		return nil, err
	}
	if r.Params.Kind != nil && !r.Params.Kind.Valid() {
		return nil, store.InvalidError("unknown kind")
	}
	page, err := s.Store.Messages(ctx, s.Municipality, r.CaseCopyId, r.Params.BeforePosition, r.Params.Kind, limit)
	return fagsystem.ListMessages200JSONResponse(page), err
}

// PutReadMark notes how far a side has read.
func (s *Server) PutReadMark(ctx context.Context, r fagsystem.PutReadMarkRequestObject) (fagsystem.PutReadMarkResponseObject, error) {
	if (r.Body.Reader.PersonId == nil) == (r.Body.Reader.EmployeeId == nil) {
		return nil, store.InvalidError("reader is a person or an employee")
	}
	if r.Body.Position < 1 {
		return nil, store.InvalidError("position is at least 1")
	}
	mark, err := s.Store.Read(ctx, s.Municipality, r.CaseCopyId, *r.Body)
	return fagsystem.PutReadMark200JSONResponse(mark), err
}

// ListEvents answers what has changed after an offset.
func (s *Server) ListEvents(ctx context.Context, r fagsystem.ListEventsRequestObject) (fagsystem.ListEventsResponseObject, error) {
	limit, err := within(r.Params.Limit)
	if err != nil {
		return nil, err
	}
	var wait time.Duration
	if r.Params.Wait != nil {
		if *r.Params.Wait < 0 || *r.Params.Wait > 30 {
			return nil, store.InvalidError("wait is from 0 to 30")
		}
		wait = time.Duration(*r.Params.Wait) * time.Second
	}
	page, err := s.Store.Events(ctx, s.Municipality, r.Params.After, limit, wait)
	return fagsystem.ListEvents200JSONResponse(page), err
}
