package consents

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"slices"
	"time"

	"github.com/google/uuid"
	"golang.org/x/sync/errgroup"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/messages"
	"innbyggertjenesten/bff/show"
	"innbyggertjenesten/bff/submissions"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
	"innbyggertjenesten/i18n"
)

// mostAnswers is how many of a party's answers are looked up.
const mostAnswers = 200

// reading is what the fagsystem has of a party's consents, and what is on its way.
type reading struct {
	api     *API
	place   messages.Place
	all     []contract.Consent
	answers map[uuid.UUID]contract.Message
	marks   []contract.ReadMark
	own     []submissions.Submission
	// contact is whom the party talks with now.
	contact string
	// at is the moment that it is shown as of.
	at time.Time
}

// own are the party's own answers as the portal knows them, oldest first.
func (a *API) own(ctx context.Context, place messages.Place) ([]submissions.Submission, error) {
	own, err := a.Submissions.OfKinds(ctx, place.Municipality, place.Person, place.CaseCopyID, contract.SubmissionKindCONSENTANSWER)
	slices.Reverse(own)
	return own, err
}

// read asks the fagsystem; available is false where it doesn't answer.
func (a *API) read(ctx context.Context, place messages.Place, own []submissions.Submission) (read reading, available bool, err error) {
	system := a.Fagsystem(place.Municipality)
	if system == nil {
		return read, false, nil
	}
	patient, cancel := context.WithTimeout(ctx, access.SeeingPatience)
	defer cancel()
	asking, patient := errgroup.WithContext(patient)
	var caseCopy contract.CaseCopy
	var page contract.MessagePage
	asking.Go(func() (err error) {
		caseCopy, err = system.CaseCopy(patient, place.CaseCopyID)
		return err
	})
	asking.Go(func() (err error) {
		page, err = system.MessagesOfKind(patient, place.CaseCopyID, contract.SubmissionKindCONSENTANSWER, mostAnswers)
		return err
	})
	switch err := asking.Wait(); {
	case errors.Is(err, fagsystem.ErrNotFound), errors.Is(err, fagsystem.ErrRefused):
		return read, false, err
	case err != nil:
		slog.WarnContext(ctx, "consents can't be shown", "municipality", place.Municipality, "error", err.Error())
		return read, false, nil
	case caseCopy.Me.PersonId != place.FagsystemID:
		slog.ErrorContext(ctx, "the fagsystem gave a copy of another party", "municipality", place.Municipality)
		return read, false, fagsystem.ErrFault
	}
	read = reading{api: a, place: place, answers: map[uuid.UUID]contract.Message{}, marks: page.ReadMarks, own: own, at: a.Room.Now()}
	for _, message := range page.Messages {
		if message.Kind == contract.SubmissionKindCONSENTANSWER && message.Author.Side == contract.SidePARTY {
			read.answers[message.MessageId] = message
		}
	}
	read.all, read.contact = show.Consents(caseCopy), messages.ContactName(caseCopy.ContactPerson)
	return read, true, nil
}

func (r reading) find(consentID uuid.UUID) (contract.Consent, bool) {
	for _, consent := range r.all {
		if consent.ConsentId == consentID {
			return consent, true
		}
	}
	return contract.Consent{}, false
}

// consents are all as they are shown: first what waits, then the newest.
func (r reading) consents(closed bool) []portal.Consent {
	shown := make([]portal.Consent, 0, len(r.all))
	for _, consent := range r.all {
		shown = append(shown, r.consent(consent, closed))
	}
	waits := func(one portal.Consent) int {
		if one.State == portal.ConsentStateASKED && one.Pending == nil && len(one.Replies) > 0 {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(shown, func(a, b portal.Consent) int {
		return cmp.Or(cmp.Compare(waits(a), waits(b)), b.History[0].At.Compare(a.History[0].At))
	})
	return shown
}

func (r reading) consent(consent contract.Consent, closed bool) portal.Consent {
	shown := portal.Consent{
		ConsentId: consent.ConsentId, TextVersion: consent.TextVersion, State: stateOf(consent, r.at), AskedAt: consent.AskedAt.UTC(),
		ForChild: consent.OnBehalfOf != nil && *consent.OnBehalfOf == contract.ConsentOnBehalfOfCHILD,
		AnswerBy: consent.AnswerBy, ValidUntil: consent.ValidUntil, Replies: []portal.ConsentReply{}, History: r.history(consent),
	}
	if consent.State == contract.ConsentStateREPLACED && consent.ReplacedBy != nil {
		if _, there := r.find(*consent.ReplacedBy); there {
			shown.ReplacedBy = consent.ReplacedBy
		}
	}
	shown.Original, shown.Translation = r.api.words(r.place, consent)
	for _, one := range r.onTheirWay(consent.ConsentId) {
		answer := r.api.onItsWay(r.place, one)
		shown.Pending = &answer
		shown.History = append([]portal.ConsentStep{{
			Kind: portal.ConsentState(answer.Reply), At: answer.SentAt, BySelf: true, TextVersion: answer.TextVersion, Answer: &answer,
		}}, shown.History...)
	}
	if r.place.MayWrite {
		shown.Replies = replies(r.effective(consent), closed)
	}
	return shown
}

// onTheirWay are the party's answers to a consent that the fagsystem's answer
// lacks, oldest first.
func (r reading) onTheirWay(consentID uuid.UUID) []submissions.Submission {
	var found []submissions.Submission
	for _, one := range r.own {
		if _, registered := r.answers[one.ID]; !registered && one.Body != nil && one.Body.ConsentId != nil && *one.Body.ConsentId == consentID {
			found = append(found, one)
		}
	}
	return found
}

// effective is how the consent stands once what is on its way has arrived.
func (r reading) effective(consent contract.Consent) portal.ConsentState {
	state := stateOf(consent, r.at)
	for _, one := range r.onTheirWay(consent.ConsentId) {
		if one.Body.Answer != nil && takes(state, portal.ConsentReply(*one.Body.Answer)) {
			state = portal.ConsentState(*one.Body.Answer)
		}
	}
	return state
}

// stateOf is how it stands. A day that has passed needs nobody to note it.
func stateOf(consent contract.Consent, now time.Time) portal.ConsentState {
	state := portal.ConsentState(consent.State)
	open := state == portal.ConsentStateASKED || state == portal.ConsentStateGIVEN
	if open && consent.ValidUntil != nil && show.DaysAhead(*consent.ValidUntil, now) < 0 {
		return portal.ConsentStateEXPIRED
	}
	return state
}

// replies are what is offered as an answer.
func replies(state portal.ConsentState, closed bool) []portal.ConsentReply {
	switch {
	case state == portal.ConsentStateGIVEN:
		return []portal.ConsentReply{portal.ConsentReplyWITHDRAWN}
	case closed:
		return []portal.ConsentReply{}
	case state == portal.ConsentStateASKED:
		return []portal.ConsentReply{portal.ConsentReplyGIVEN, portal.ConsentReplyREFUSED}
	case state == portal.ConsentStateREFUSED, state == portal.ConsentStateWITHDRAWN:
		return []portal.ConsentReply{portal.ConsentReplyGIVEN}
	}
	return []portal.ConsentReply{}
}

// takes tells whether an answer changes anything. A no that comes after a yes
// from another device is a no.
func takes(state portal.ConsentState, reply portal.ConsentReply) bool {
	return slices.Contains(replies(state, false), reply) || state == portal.ConsentStateGIVEN && reply == portal.ConsentReplyREFUSED
}

// history is what happened, newest first.
func (r reading) history(consent contract.Consent) []portal.ConsentStep {
	steps := consent.History
	if len(steps) == 0 {
		steps = r.simpleHistory(consent)
	}
	shown := make([]portal.ConsentStep, 0, len(steps))
	version := ""
	for _, step := range steps {
		if !step.Kind.Valid() {
			continue
		}
		one := portal.ConsentStep{
			Kind: portal.ConsentState(step.Kind), At: step.At.UTC(), BySelf: step.By == contract.ConsentStepByPARTY, TextVersion: step.TextVersion,
			WithoutEffect: step.WithoutEffect != nil && *step.WithoutEffect,
		}
		if step.Kind == contract.ConsentStepKindASKED && version != "" && version != step.TextVersion {
			newText := true
			one.NewText = &newText
		}
		if step.Kind == contract.ConsentStepKindASKED {
			version = step.TextVersion
		}
		if step.TextVersion != consent.TextVersion && portal.ConsentReply(step.Kind).Valid() {
			one.Earlier = earlier(consent, step.TextVersion)
		}
		if step.AnswerId != nil {
			if message, there := r.answers[*step.AnswerId]; there {
				answer := r.registered(message, portal.ConsentReply(step.Kind), step.TextVersion)
				one.Answer = &answer
			}
		}
		shown = append(shown, one)
	}
	if len(shown) == 0 {
		shown = append(shown, portal.ConsentStep{Kind: portal.ConsentStateASKED, At: consent.AskedAt.UTC(), TextVersion: consent.TextVersion})
	}
	slices.Reverse(shown)
	return shown
}

// simpleHistory is what can be said where the fagsystem tells none.
func (r reading) simpleHistory(consent contract.Consent) []contract.ConsentStep {
	steps := []contract.ConsentStep{{
		Kind: contract.ConsentStepKindASKED, At: consent.AskedAt, By: contract.ConsentStepBySERVICE, TextVersion: consent.TextVersion,
	}}
	last := contract.ConsentState("")
	for _, message := range r.inOrder() {
		if message.Consent == nil || message.Consent.ConsentId != consent.ConsentId {
			continue
		}
		last = contract.ConsentState(message.Consent.Answer)
		steps = append(steps, contract.ConsentStep{
			Kind: contract.ConsentStepKind(last), At: message.ReceivedAt, By: contract.ConsentStepByPARTY, TextVersion: message.Consent.TextVersion,
			AnswerId: &message.MessageId,
		})
	}
	if consent.State != last && consent.State != contract.ConsentStateASKED && consent.AnsweredAt != nil {
		steps = append(steps, contract.ConsentStep{
			Kind: contract.ConsentStepKind(consent.State), At: *consent.AnsweredAt, By: contract.ConsentStepBySERVICE, TextVersion: consent.TextVersion,
		})
	}
	return steps
}

// inOrder are the answers as they came.
func (r reading) inOrder() []contract.Message {
	var all []contract.Message
	for _, message := range r.answers {
		all = append(all, message)
	}
	slices.SortFunc(all, func(a, b contract.Message) int { return cmp.Compare(a.Position, b.Position) })
	return all
}

func earlier(consent contract.Consent, version string) *portal.EarlierConsentText {
	for _, text := range consent.EarlierTexts {
		if text.TextVersion == version {
			language := show.ConsentLanguage(consent)
			if text.Language != nil {
				language = *text.Language
			}
			return &portal.EarlierConsentText{
				Purpose: text.Purpose, Text: text.Text, Language: language, Direction: portal.Direction(i18n.Direction(language)),
			}
		}
	}
	return nil
}

// registered is an answer that the fagsystem has.
func (r reading) registered(message contract.Message, reply portal.ConsentReply, version string) portal.ConsentAnswer {
	answer := portal.ConsentAnswer{
		AnswerId: message.MessageId, Reply: reply, TextVersion: version, RegistrationId: &message.RegistrationId,
		SentAt: message.ReceivedAt.UTC(), DeliveredAt: &message.RegisteredAt,
	}
	if !messages.Withdrawn(message) {
		if answer.Reason = filled(message.Text); answer.Reason != nil {
			answer.Language = &message.Language
		}
	}
	answer.State, answer.ReadAt = messages.Read(message, r.marks)
	return answer
}

// onItsWay is an answer of one's own that the fagsystem's answer lacks.
func (a *API) onItsWay(place messages.Place, one submissions.Submission) portal.ConsentAnswer {
	message := a.Room.Own(place, one)
	answer := portal.ConsentAnswer{
		AnswerId: one.ID, State: message.State, WaitReason: message.Reason, RegistrationId: message.RegistrationId,
		SentAt: message.SentAt.UTC(), DeliveredAt: message.DeliveredAt,
	}
	if body := one.Body; body != nil {
		if body.Answer != nil {
			answer.Reply = portal.ConsentReply(*body.Answer)
		}
		if body.ConsentText != nil {
			answer.TextVersion = body.ConsentText.TextVersion
		}
		if answer.Reason = body.Text; answer.Reason != nil {
			answer.Language = body.Language
		}
	}
	return answer
}
