package messages

import (
	"cmp"
	"context"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/bff/submissions"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

const (
	// mostFieldCodePoints is how long one line of a request may be.
	mostFieldCodePoints = 200
	mostTimes           = 14
	// wholeHistory is how much of the conversation a list of requests looks
	// through for what was asked.
	wholeHistory = 200
)

// IsRequest tells whether somebody asks to be called, to meet or for an
// interpreter, rather than writing a message.
func IsRequest(kind contract.SubmissionKind) bool {
	return portal.RequestKind(kind).Valid()
}

// Request accepts a request. It has a lane of its own: a message that is parked
// must not hold up that somebody wants to be called, nor the other way round,
// and two requests are independent of each other.
func (r *Room) Request(ctx context.Context, p Place, id uuid.UUID, asked portal.NewRequest) (message portal.Message, created bool, err error) {
	if !asked.Kind.Valid() {
		return portal.Message{}, false, problem.New(problem.InvalidRequest)
	}
	body, err := requestBody(p, asked)
	if err != nil {
		return portal.Message{}, false, err
	}
	accepted, created, err := r.AcceptForm(ctx, p.Drafting(RequestDraft(asked.Kind)), asked.Draft, submissions.New{
		Key:   submissions.Key{Municipality: p.Municipality, AuthorID: p.Person, OrderingKey: id, ID: id},
		World: p.World, CaseCopyID: p.CaseCopyID, Kind: contract.SubmissionKind(asked.Kind), About: p.Party, Body: body,
	})
	if err != nil {
		return portal.Message{}, false, err
	}
	return r.Own(p, accepted), created, nil
}

// RequestDraft names the draft of a kind of request, for Place.Drafting.
func RequestDraft(kind portal.RequestKind) string { return "request " + string(kind) }

// requestBody checks what is asked and brings it into the form in which it is
// kept. No error says what was written.
func requestBody(p Place, asked portal.NewRequest) (contract.SubmissionBody, error) {
	request := contract.ContactRequest{MayLeaveMessage: asked.MayLeaveMessage, Interpreter: asked.Interpreter}
	body := contract.SubmissionBody{Request: &request}
	if asked.Text != nil {
		text := Clean(*asked.Text)
		if utf8.RuneCountInString(text) > MostCodePoints {
			return body, problem.New(problem.TextTooLong).With("Count", utf8.RuneCountInString(text)).With("Most", MostCodePoints)
		}
		if !Empty(text) {
			body.Text = &text
		}
	}
	if asked.AfraidOfBeingKnown != nil && *asked.AfraidOfBeingKnown {
		body.AfraidOfBeingKnown = asked.AfraidOfBeingKnown
	}
	request.SpokenLanguage = asked.SpokenLanguage
	var err error
	if body.Language, err = Spoken(p, asked.Language); err != nil {
		return body, err
	}
	if request.SpokenLanguage != nil {
		if err := CheckLanguage(*request.SpokenLanguage); err != nil {
			return body, err
		}
	}
	if asked.Form != nil {
		form := contract.MeetingForm(*asked.Form)
		if !form.Valid() {
			return body, problem.New(problem.InvalidRequest)
		}
		request.Form = &form
	}
	if request.About, err = line(asked.About); err != nil {
		return body, err
	}
	if request.Participants, err = line(asked.Participants); err != nil {
		return body, err
	}
	if request.Phone, err = phone(asked.Phone); err != nil {
		return body, err
	}
	request.Times, err = times(asked.Times)
	switch asked.Kind {
	case portal.RequestKindCALLME:
		request.Form, request.About, request.Participants = nil, nil, nil
	case portal.RequestKindINTERPRETERREQUEST:
		// An interpreter for which language is all that it asks.
		if request.SpokenLanguage == nil {
			return body, problem.New(problem.InvalidRequest)
		}
		needed := true
		body.Request = &contract.ContactRequest{SpokenLanguage: request.SpokenLanguage, Interpreter: &needed}
	}
	return body, err
}

// line is one short field, or nil where nothing stands in it.
func line(written *string) (*string, error) {
	if written == nil {
		return nil, nil
	}
	text := Clean(*written)
	if utf8.RuneCountInString(text) > mostFieldCodePoints {
		return nil, problem.New(problem.FieldTooLong).With("Most", mostFieldCodePoints)
	}
	if Empty(text) {
		return nil, nil
	}
	return &text, nil
}

// phone is a number that can be called, in the digits that every telephone has,
// also where it was written in Arabic or Persian ones.
func phone(written *string) (*string, error) {
	if written == nil || Empty(*written) {
		return nil, nil
	}
	number := strings.Map(func(r rune) rune {
		switch {
		case r >= '٠' && r <= '٩':
			return r - '٠' + '0'
		case r >= '۰' && r <= '۹':
			return r - '۰' + '0'
		case unicode.IsSpace(r) || strings.ContainsRune("\u00a0-().\u2066\u2067\u2068\u2069\u200e\u200f", r):
			return -1
		}
		return r
	}, strings.TrimSpace(*written))
	if rest, international := strings.CutPrefix(number, "00"); international {
		number = "+" + rest
	}
	if !callable.MatchString(number) {
		return nil, problem.New(problem.PhoneUnclear)
	}
	return &number, nil
}

// callable: Norwegian numbers have five or eight digits, others up to fifteen.
var callable = regexp.MustCompile(`^\+?[0-9]{5,15}$`)

var clockTime = regexp.MustCompile(`^([01][0-9]|2[0-3]):[0-5][0-9]$`)

// times are the safe times in the order of the week. One that ends before it
// begins is told rather than guessed: a call at the wrong time can be dangerous.
func times(asked []portal.SafeTime) ([]contract.SafeTime, error) {
	if len(asked) == 0 {
		return nil, nil
	}
	if len(asked) > mostTimes {
		return nil, problem.New(problem.TimesUnclear)
	}
	safe := make([]contract.SafeTime, 0, len(asked))
	for _, one := range asked {
		if one.Weekday < 1 || one.Weekday > 7 || !clockTime.MatchString(one.From) || !clockTime.MatchString(one.Until) || one.From >= one.Until {
			return nil, problem.New(problem.TimesUnclear)
		}
		safe = append(safe, contract.SafeTime{Weekday: one.Weekday, From: one.From, Until: one.Until})
	}
	slices.SortStableFunc(safe, func(a, b contract.SafeTime) int {
		return cmp.Or(cmp.Compare(a.Weekday, b.Weekday), cmp.Compare(a.From, b.From), cmp.Compare(a.Until, b.Until))
	})
	return safe, nil
}

// Requests are who looks' own, newest first. What the fagsystem has and this
// portal has erased is fetched where withHistory; otherwise only its kind is told.
func (r *Room) Requests(ctx context.Context, p Place, withHistory bool) ([]portal.Message, error) {
	own, err := r.Submissions.OfKinds(ctx, p.Municipality, p.Person, p.CaseCopyID,
		contract.SubmissionKindCALLME, contract.SubmissionKindMEETINGREQUEST, contract.SubmissionKindINTERPRETERREQUEST)
	if err != nil {
		return nil, err
	}
	var history contract.MessagePage
	var caseCopy *contract.CaseCopy
	if withHistory && len(own) > 0 {
		history, caseCopy, _ = r.history(ctx, p, 0, wholeHistory)
	}
	hidden := hiddenIn(caseCopy)
	found := map[uuid.UUID]portal.Message{}
	for _, message := range history.Messages {
		if shown, ok := r.shown(p, message, history, hidden); ok {
			found[message.MessageId] = shown
		}
	}
	requests := make([]portal.Message, 0, len(own))
	for _, one := range own {
		shown, there := found[one.ID]
		if !there {
			shown = r.Own(p, one)
			if shown.Position != nil && shown.Request != nil {
				shown.Request.AnsweredAt = answeredAt(*shown.Position, history.Messages)
			}
		}
		requests = append(requests, shown)
	}
	return requests, nil
}

// asRequest is what a message asks for, or nil where it is none. asked may be
// nil: then only the kind is known.
func asRequest(kind contract.SubmissionKind, asked *contract.ContactRequest) *portal.Request {
	if !IsRequest(kind) {
		return nil
	}
	shown := &portal.Request{Kind: portal.RequestKind(kind), Times: []portal.SafeTime{}}
	if asked == nil {
		return shown
	}
	shown.Known = true
	for _, one := range asked.Times {
		shown.Times = append(shown.Times, portal.SafeTime{Weekday: one.Weekday, From: one.From, Until: one.Until})
	}
	shown.Phone, shown.SpokenLanguage, shown.About, shown.Participants = asked.Phone, asked.SpokenLanguage, asked.About, asked.Participants
	shown.MayLeaveMessage = asked.MayLeaveMessage != nil && *asked.MayLeaveMessage
	shown.Interpreter = asked.Interpreter != nil && *asked.Interpreter
	if asked.Form != nil && asked.Form.Valid() {
		form := portal.MeetingForm(*asked.Form)
		shown.Form = &form
	}
	return shown
}

// answeredAt is when an employee first answered after a position, or nil.
// messages are newest first.
func answeredAt(position int64, messages []contract.Message) *time.Time {
	for _, message := range slices.Backward(messages) {
		if message.Position > position && answers(message) {
			at := message.ReceivedAt.UTC()
			return &at
		}
	}
	return nil
}
