package notify

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/notify/internal/db"
	"innbyggertjenesten/bff/show"
	contract "innbyggertjenesten/contracts/fagsystem"
)

// SeenConsents keeps that somebody has before them that they are asked for these:
// of that they needn't be told.
func (n *Notifier) SeenConsents(ctx context.Context, municipality string, personID uuid.UUID, consents []uuid.UUID) error {
	if len(consents) == 0 {
		return nil
	}
	err := db.New(n.settings.Pool).SeeConsents(ctx, db.SeeConsentsParams{
		Municipality: municipality, PersonID: personID, ConsentIds: consents, Now: n.settings.Now(),
	})
	if err != nil {
		return fmt.Errorf("notify: keep which consents were seen: %w", err)
	}
	return nil
}

// asked are the consents that wait for the party's answer, of those that they may see.
func (n *Notifier) asked(caseCopy contract.CaseCopy) (waiting []contract.Consent) {
	for _, consent := range show.Consents(caseCopy) {
		ended := consent.ValidUntil != nil && show.DaysAhead(*consent.ValidUntil, n.settings.Now()) < 0
		if consent.State == contract.ConsentStateASKED && !ended {
			waiting = append(waiting, consent)
		}
	}
	return waiting
}

// consentRemains asks the fagsystem for the very consent: answered in another way
// meanwhile, or taken back, it isn't told.
func (n *Notifier) consentRemains(ctx context.Context, system Fagsystem, row db.Notification) (bool, error) {
	caseCopy, err := system.CaseCopy(ctx, row.CaseCopyID)
	if errors.Is(err, fagsystem.ErrNotFound) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	for _, consent := range n.asked(caseCopy) {
		if consent.ConsentId == *row.ConsentID {
			return true, nil
		}
	}
	return false, nil
}

// missedConsent is the consent that was asked for last and waits for an answer,
// but for what they have seen of it.
func (n *Notifier) missedConsent(ctx context.Context, system Fagsystem, caseCopyID uuid.UUID, since time.Time, last db.Notification) (newest *missed, err error) {
	caseCopy, err := system.CaseCopy(ctx, caseCopyID)
	if err != nil {
		return nil, err
	}
	for _, consent := range n.asked(caseCopy) {
		found := &missed{news{caseCopyID: caseCopyID, consentID: &consent.ConsentId}, lastAsked(consent)}
		if !found.at.Before(since) && !found.seenIn(last) && (newest == nil || found.at.After(newest.at)) {
			newest = found
		}
	}
	return newest, nil
}

// lastAsked is when a consent was asked for, the last time where its words were changed.
func lastAsked(consent contract.Consent) time.Time {
	at := consent.AskedAt
	for _, step := range consent.History {
		if step.Kind == contract.ConsentStepKindASKED && step.At.After(at) {
			at = step.At
		}
	}
	return at
}
