package store

import (
	"context"
	"slices"
	"strconv"
	"time"

	"github.com/google/uuid"

	"innbyggertjenesten/contracts/fagsystem"
)

// answerConsent notes what a party answers. Everything is kept; what came too late, or to other words, changes nothing.
func (tx *Tx) answerConsent(ctx context.Context, c lockedCopy, id uuid.UUID, sub fagsystem.Submission, data fagsystem.EventData) error {
	at := slices.IndexFunc(c.consents, func(one fagsystem.Consent) bool { return one.ConsentId == *sub.Body.ConsentId })
	if at < 0 {
		return InvalidError("unknown consent")
	}
	var closed bool
	if err := tx.QueryRow(ctx, `select closed_at is not null from child_case where municipality = $1 and case_id = $2`, tx.Municipality, c.caseID).Scan(&closed); err != nil {
		return err
	}
	consent, answer := &c.consents[at], *sub.Body.Answer
	step := fagsystem.ConsentStep{
		Kind: fagsystem.ConsentStepKind(answer), At: sub.AcceptedAt, By: "PARTY", TextVersion: sub.Body.ConsentText.TextVersion, AnswerId: &id,
	}
	if takesEffect(*consent, answer, step.TextVersion, closed, tx.Now) {
		consent.State, consent.AnsweredAt = fagsystem.ConsentState(answer), &sub.AcceptedAt
	} else {
		step.WithoutEffect = ptr(true)
	}
	consent.History = append(consent.History, step)
	return tx.keepConsents(ctx, c, data)
}

func takesEffect(consent fagsystem.Consent, answer fagsystem.SubmissionBodyAnswer, version string, closed bool, now time.Time) bool {
	if consent.ValidUntil != nil && !now.Before(consent.ValidUntil.AddDate(0, 0, 1)) {
		return false
	}
	if answer == "WITHDRAWN" {
		return consent.State == "GIVEN"
	}
	if closed || version != consent.TextVersion {
		return false
	}
	if answer == "GIVEN" {
		return consent.State == "ASKED" || consent.State == "REFUSED" || consent.State == "WITHDRAWN"
	}
	return consent.State == "ASKED" || consent.State == "GIVEN"
}

func (tx *Tx) keepConsents(ctx context.Context, c lockedCopy, data fagsystem.EventData) error {
	_, err := tx.Exec(ctx, `update case_copy set consents = $3 where municipality = $1 and case_copy_id = $2`, tx.Municipality, c.id, c.consents)
	tx.Emit("consent.changed", data)
	return err
}

// ConsentChange is what a case worker does with a consent: ask in other words, note what the party said elsewhere, or end it.
type ConsentChange struct {
	Purpose, Text string
	Texts         []fagsystem.ConsentText
	State         fagsystem.ConsentState
	ReplacedBy    *uuid.UUID
}

// ChangeConsent changes one. Other words make a new version, which is asked anew: what was answered to the former no longer holds.
func (s *Store) ChangeConsent(ctx context.Context, municipality string, copyID, consentID uuid.UUID, change ConsentChange) error {
	return s.onCopy(ctx, municipality, copyID, "consent.changed", func(ctx context.Context, tx *Tx, c lockedCopy, data *fagsystem.EventData) error {
		at := slices.IndexFunc(c.consents, func(one fagsystem.Consent) bool { return one.ConsentId == consentID })
		if at < 0 {
			return ErrNotFound
		}
		consent := &c.consents[at]
		if change.Text != "" {
			reword(consent, change)
		}
		if change.State != "" {
			consent.State, consent.AnsweredAt, consent.ReplacedBy = change.State, &tx.Now, change.ReplacedBy
		}
		if consent.State == "ASKED" {
			data.AskedConsentId = &consentID
		}
		consent.History = append(consent.History, fagsystem.ConsentStep{
			Kind: fagsystem.ConsentStepKind(consent.State), At: tx.Now, By: "SERVICE", TextVersion: consent.TextVersion,
		})
		_, err := tx.Exec(ctx, `update case_copy set consents = $3 where municipality = $1 and case_copy_id = $2`, tx.Municipality, c.id, c.consents)
		return err
	})
}

// SetConsents replaces what a party is asked to consent to. Each that they are newly asked for is told by an event of its own.
func (s *Store) SetConsents(ctx context.Context, municipality string, copyID uuid.UUID, consents []fagsystem.Consent) error {
	return s.onCopy(ctx, municipality, copyID, "consent.changed", func(ctx context.Context, tx *Tx, c lockedCopy, data *fagsystem.EventData) error {
		for i, id := range newlyAsked(c.consents, consents) {
			if i > 0 {
				tx.Emit("consent.changed", *data)
			}
			data.AskedConsentId = &id
		}
		_, err := tx.Exec(ctx, `update case_copy set consents = $3 where municipality = $1 and case_copy_id = $2`, tx.Municipality, c.id, notNil(consents))
		return err
	})
}

// newlyAsked are those that weren't asked before, or not in these words.
func newlyAsked(before, after []fagsystem.Consent) (asked []uuid.UUID) {
	for _, one := range after {
		was := slices.ContainsFunc(before, func(former fagsystem.Consent) bool {
			return former.ConsentId == one.ConsentId && former.State == "ASKED" && former.TextVersion == one.TextVersion
		})
		if one.State == "ASKED" && !was {
			asked = append(asked, one.ConsentId)
		}
	}
	return asked
}

func reword(consent *fagsystem.Consent, change ConsentChange) {
	former := fagsystem.EarlierConsentText{TextVersion: consent.TextVersion, Purpose: consent.Purpose}
	if consent.Text != nil {
		former.Text = *consent.Text
	}
	consent.EarlierTexts = append(consent.EarlierTexts, former)
	if change.Purpose != "" {
		consent.Purpose = change.Purpose
	}
	consent.TextVersion = strconv.Itoa(len(consent.EarlierTexts) + 1)
	for i := range change.Texts {
		change.Texts[i].Provenance.OfVersion = consent.TextVersion
	}
	consent.Text, consent.Texts = &change.Text, change.Texts
	consent.State, consent.AnsweredAt = "ASKED", nil
}

// addConsents puts to each answer to a consent what it says.
func (s *Store) addConsents(ctx context.Context, municipality string, copyID uuid.UUID, messages []fagsystem.Message) error {
	at := map[uuid.UUID]*fagsystem.Message{}
	for i := range messages {
		if messages[i].Kind == "CONSENT_ANSWER" && messages[i].Withdrawn == nil {
			at[messages[i].MessageId] = &messages[i]
		}
	}
	if len(at) == 0 {
		return nil
	}
	var consents []fagsystem.Consent
	if err := s.Pool.QueryRow(ctx, `select consents from case_copy where municipality = $1 and case_copy_id = $2`, municipality, copyID).Scan(&consents); err != nil {
		return err
	}
	for _, consent := range consents {
		for _, step := range consent.History {
			if step.AnswerId == nil || at[*step.AnswerId] == nil {
				continue
			}
			purpose := consent.Purpose
			for _, former := range consent.EarlierTexts {
				if former.TextVersion == step.TextVersion {
					purpose = former.Purpose
				}
			}
			at[*step.AnswerId].Consent = &fagsystem.MessageConsent{
				ConsentId: consent.ConsentId, Answer: fagsystem.MessageConsentAnswer(step.Kind), Purpose: purpose, TextVersion: step.TextVersion,
			}
		}
	}
	return nil
}
