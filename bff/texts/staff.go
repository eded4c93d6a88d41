package texts

import (
	"context"
	"slices"
	"sync"

	"github.com/google/uuid"
	"golang.org/x/sync/errgroup"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/audit"
	"innbyggertjenesten/bff/messages"
	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/show"
	"innbyggertjenesten/bff/submissions"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

const (
	// mostMarks is how many marks are shown next to their paragraphs, newest first.
	mostMarks = 50
	// atOnce is how many texts are asked for at the same time.
	atOnce = 8
)

// GetEmployeeTextRequests are what a party has asked for and said about texts.
func (a *API) GetEmployeeTextRequests(ctx context.Context, r portal.GetEmployeeTextRequestsRequestObject) (portal.GetEmployeeTextRequestsResponseObject, error) {
	place, err := a.employee(ctx, r.CaseCopyId, access.Purpose{Action: "text-requests.read"})
	if err != nil {
		return nil, err
	}
	given, err := a.Submissions.OfKinds(ctx, place.Municipality, place.Person, place.CaseCopyID, contract.SubmissionKindMARKANSWER)
	if err != nil {
		return nil, err
	}
	list := portal.EmployeeTextRequests{Translations: []portal.EmployeeTranslationRequest{}, Marks: []portal.EmployeeMark{}}
	asked, err := a.asked(ctx, place.Municipality, place.CaseCopyID)
	if err != nil {
		return portal.GetEmployeeTextRequests200JSONResponse(list), nil
	}
	list.HistoryAvailable = true
	asked.Marks = asked.Marks[:min(len(asked.Marks), mostMarks)]
	var hidden show.Hidden // an employee may see all of it; where it can't be had, they aren't told now what the party doesn't
	var asking sync.WaitGroup
	asking.Go(func() {
		if known, err := a.hidden(ctx, place.Municipality, place.CaseCopyID); err == nil {
			hidden = known
		}
	})
	titles, paragraphs := a.read(ctx, place, asked)
	asking.Wait()
	for _, order := range asked.Translations {
		one := portal.EmployeeTranslationRequest{Request: ordered(order)}
		one.Title, one.TitleLanguage, one.TitleTranslation = titles.of(order.EntryId)
		list.Translations = append(list.Translations, one)
	}
	for _, mark := range asked.Marks {
		one := portal.EmployeeMark{Mark: marked(mark, hidden, false), Current: paragraphs[placeOfText(mark)].ByID[mark.Paragraph.BlockId].Shown}
		one.Title, one.TitleLanguage, one.TitleTranslation = titles.of(mark.EntryId)
		if at := slices.IndexFunc(given, func(s submissions.Submission) bool { return answersTo(s, mark.MarkId) }); at >= 0 {
			one.Mark.Answer = answerOnItsWay(given[at])
			one.Mark.Answer.Withheld = hidden.Withhold(false, &one.Mark.Answer.Text)
		}
		list.Marks = append(list.Marks, one)
	}
	return portal.GetEmployeeTextRequests200JSONResponse(list), nil
}

// employee decides whether an employee may see what a party asks for.
func (a *API) employee(ctx context.Context, caseCopyID uuid.UUID, purpose access.Purpose) (messages.Place, error) {
	actor := session.FromContext(ctx)
	patient, cancel := context.WithTimeout(ctx, access.SeeingPatience)
	defer cancel()
	found, err := a.Access.DecideEmployee(patient, actor, caseCopyID, purpose)
	if err != nil {
		return messages.Place{}, access.Problem(err)
	}
	return messages.EmployeePlace(actor, found), nil
}

// titles are entries' titles, in the language that the employee reads.
type titles map[uuid.UUID]portal.EntrySummary

func (t titles) of(entryID uuid.UUID) (title string, language *string, made *portal.TextInfo) {
	return t[entryID].Title, t[entryID].TitleLanguage, t[entryID].TitleTranslation
}

// ofText names one text of a copy.
type ofText struct {
	entry, document uuid.UUID
	language        string
}

func placeOfText(mark contract.ParagraphMark) ofText {
	return ofText{mark.EntryId, mark.DocumentId, mark.Paragraph.Language}
}

// read reads the entries that are named and the paragraphs that are marked. What
// can't be had is shown without.
func (a *API) read(ctx context.Context, place messages.Place, asked contract.TextRequests) (titles, map[ofText]show.Paragraphs) {
	wanted := map[ofText][]string{}
	entries := map[uuid.UUID]bool{}
	for _, mark := range asked.Marks {
		text := placeOfText(mark)
		wanted[text] = append(wanted[text], mark.Paragraph.BlockId)
		entries[mark.EntryId] = true
	}
	for _, order := range asked.Translations {
		entries[order.EntryId] = true
	}
	patient, cancel := context.WithTimeout(ctx, access.SeeingPatience)
	defer cancel()
	type read struct {
		text  ofText
		found show.Paragraphs
	}
	texts, there := make(chan read, len(wanted)), make(chan contract.Entry, len(entries))
	var asking errgroup.Group
	asking.SetLimit(atOnce)
	for id := range entries {
		asking.Go(func() error {
			if entry, err := a.Fagsystem(place.Municipality).Entry(patient, place.CaseCopyID, id); err == nil {
				there <- entry
			}
			return nil
		})
	}
	_ = asking.Wait()
	close(there)
	known, named := map[uuid.UUID]contract.Entry{}, titles{}
	for entry := range there {
		known[entry.EntryId], named[entry.EntryId] = entry, show.EntrySummary(entry, show.Reader{}, place.Actor.Language)
	}
	var reading errgroup.Group
	reading.SetLimit(atOnce)
	for text, ids := range wanted {
		entry, there := known[text.entry]
		if !there {
			continue
		}
		reading.Go(func() error {
			found, err := a.Documents.Paragraphs(patient, place.Municipality, entry, text.document, text.language, ids...)
			if err == nil {
				texts <- read{text, found}
			}
			return nil
		})
	}
	_ = reading.Wait()
	close(texts)
	found := map[ofText]show.Paragraphs{}
	for one := range texts {
		found[one.text] = one.found
	}
	return named, found
}

// PutMarkAnswer says whether a paragraph is wrong.
func (a *API) PutMarkAnswer(ctx context.Context, r portal.PutMarkAnswerRequestObject) (portal.PutMarkAnswerResponseObject, error) {
	place, err := a.employee(ctx, r.CaseCopyId, access.Purpose{})
	if err != nil {
		return nil, err
	}
	text, err := words(r.Body.Text)
	if err != nil {
		return nil, err
	}
	outcome := contract.MarkOutcome(r.Body.Outcome)
	if !outcome.Valid() {
		return nil, problem.New(problem.InvalidRequest)
	}
	if outcome == contract.MarkOutcomeNOTWRONG && text == "" {
		return nil, problem.New(problem.TextEmpty)
	}
	written, err := messages.Spoken(place, r.Body.Language)
	if err != nil {
		return nil, err
	}
	given, err := a.Submissions.OfKinds(ctx, place.Municipality, place.Person, place.CaseCopyID, contract.SubmissionKindMARKANSWER)
	if err != nil {
		return nil, err
	}
	if at := slices.IndexFunc(given, func(one submissions.Submission) bool { return one.ID == r.AnswerId && one.Body != nil }); at >= 0 {
		// Accepted already, whatever has become of the text since then.
		before := answerOnItsWay(given[at])
		if given[at].Body.MarkAnswer.To != r.MarkId || before.Outcome != r.Body.Outcome || before.Text != text {
			return nil, problem.New(problem.OtherBody)
		}
		return portal.PutMarkAnswer200JSONResponse(*before), nil
	}
	version, err := a.answered(ctx, place, r)
	if err != nil {
		return nil, err
	}
	body := contract.SubmissionBody{MarkAnswer: &contract.NewMarkAnswer{To: r.MarkId, Outcome: outcome, TextVersion: version}, Language: written}
	if text != "" {
		body.Text = &text
	}
	accepted, created, err := a.Room.AcceptForm(ctx, place.Drafting(markAnswerDraft(r.MarkId)), r.Body.Draft, submissions.New{
		// In one lane with the others to the same mark: the last one holds.
		Key:   submissions.Key{Municipality: place.Municipality, AuthorID: place.Person, OrderingKey: r.MarkId, ID: r.AnswerId},
		World: place.World, CaseCopyID: place.CaseCopyID, Kind: contract.SubmissionKindMARKANSWER, About: place.Party, Body: body,
	})
	if err != nil {
		return nil, err
	}
	shown := *answerOnItsWay(accepted)
	if created {
		return portal.PutMarkAnswer201JSONResponse(shown), nil
	}
	return portal.PutMarkAnswer200JSONResponse(shown), nil
}

// answered is the fagsystem's word for the text that the employee has looked at.
func (a *API) answered(ctx context.Context, place messages.Place, r portal.PutMarkAnswerRequestObject) (version string, err error) {
	asked, err := a.asked(ctx, place.Municipality, place.CaseCopyID)
	if err != nil {
		return "", access.Problem(err)
	}
	at := slices.IndexFunc(asked.Marks, func(mark contract.ParagraphMark) bool { return mark.MarkId == r.MarkId })
	if at < 0 {
		err := a.Recorder.Record(ctx, audit.Event{
			Municipality: place.Municipality, Person: place.Person, World: session.Employee, Action: "mark.answer",
			ObjectKind: "mark", ObjectID: r.MarkId.String(), About: place.Party, Outcome: audit.Denied,
		})
		if err != nil {
			return "", err
		}
		return "", problem.New(problem.NotFound)
	}
	mark := asked.Marks[at]
	text := placeOfText(mark)
	var found show.Paragraphs
	entry, err := a.Fagsystem(place.Municipality).Entry(ctx, place.CaseCopyID, text.entry)
	if err == nil {
		found, err = a.Documents.Paragraphs(ctx, place.Municipality, entry, text.document, text.language, mark.Paragraph.BlockId)
	}
	if err != nil && !gone(err) {
		return "", access.Problem(err)
	}
	if now := found.ByID[mark.Paragraph.BlockId]; err == nil && now.Shown != nil {
		if found.Version != r.Body.Version {
			return "", problem.New(problem.TextChanged)
		}
		return found.TextVersion, nil
	}
	// The paragraph isn't there any more: it can be answered, and marks nothing.
	if show.TextVersion(text.language, mark.Paragraph.TextVersion) != r.Body.Version {
		return "", problem.New(problem.TextChanged)
	}
	return mark.Paragraph.TextVersion, nil
}

func answersTo(one submissions.Submission, markID uuid.UUID) bool {
	return one.State != submissions.Registered && one.Body != nil && one.Body.MarkAnswer != nil && one.Body.MarkAnswer.To == markID
}

// answerOnItsWay is one's own answer that isn't registered yet.
func answerOnItsWay(one submissions.Submission) *portal.MarkAnswer {
	state := delivery(one)
	shown := &portal.MarkAnswer{
		Outcome: portal.MarkOutcome(one.Body.MarkAnswer.Outcome), AnsweredAt: one.AcceptedAt, Language: one.Body.Language, Direction: direction(one.Body.Language),
		State: &state, WaitReason: waits(one),
	}
	if one.Body.Text != nil {
		shown.Text = *one.Body.Text
	}
	return shown
}
