package notify

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/notify/internal/db"
	"innbyggertjenesten/bff/person"
	"innbyggertjenesten/bff/show"
	contract "innbyggertjenesten/contracts/fagsystem"
)

// Expect keeps, in the transaction in which it is accepted, that somebody waits
// for a translation of an entry's document.
func (n *Notifier) Expect(ctx context.Context, tx pgx.Tx, municipality string, personID, requestID, entryID uuid.UUID) error {
	return db.New(tx).Expect(ctx, db.ExpectParams{Municipality: municipality, PersonID: personID, RequestID: requestID, EntryID: entryID})
}

// Seen keeps that somebody has an entry before them: of what is here by now they
// needn't be told.
func (n *Notifier) Seen(ctx context.Context, municipality string, personID, entryID uuid.UUID) error {
	err := db.New(n.settings.Pool).Seen(ctx, db.SeenParams{Municipality: municipality, PersonID: personID, EntryID: entryID, Now: n.settings.Now()})
	if err != nil {
		return fmt.Errorf("notify: keep what was seen: %w", err)
	}
	return nil
}

// openForTranslation is for a translation that this party has asked for; nobody
// is told of another one.
func (n *Notifier) openForTranslation(ctx context.Context, municipality string, event contract.Event) (write func(context.Context, pgx.Tx) error, err error) {
	of, configured := n.settings.Municipalities[municipality]
	if !configured || event.Data.DocumentId == nil || event.Data.Language == nil {
		return nil, nil
	}
	asked, err := of.Fagsystem.TextRequests(ctx, *event.Data.CaseCopyId)
	if errors.Is(err, fagsystem.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("notify: who asked for a translation: %w", err)
	}
	for _, order := range asked.Translations {
		if order.State != contract.TranslationStateAVAILABLE || order.DocumentId != *event.Data.DocumentId || order.Language != *event.Data.Language {
			continue
		}
		who, err := n.whom(ctx, municipality, event)
		if err != nil {
			return nil, err
		}
		if row, err := translation(ctx, db.New(n.settings.Pool), municipality, who.ID, order.RequestId); err != nil || seen(row, order) {
			return nil, err
		}
		return n.open(ctx, who, news{caseCopyID: *event.Data.CaseCopyId, entryID: &order.EntryId, requestID: &order.RequestId})
	}
	return nil, nil
}

// missedTranslation is the newest translation that the party has asked for, that
// is there since then, and that they have neither been told of nor seen. within
// is a notification that is to tell, and may be about it.
func (n *Notifier) missedTranslation(ctx context.Context, system Fagsystem, who person.Person, caseCopyID uuid.UUID, since time.Time, within int64) (newest *missed, err error) {
	asked, err := system.TextRequests(ctx, caseCopyID)
	if err != nil {
		return nil, err
	}
	for _, order := range asked.Translations {
		if order.State != contract.TranslationStateAVAILABLE || order.AvailableAt == nil || order.AvailableAt.Before(since) ||
			newest != nil && !order.AvailableAt.After(newest.at) {
			continue
		}
		row, err := translation(ctx, db.New(n.settings.Pool), who.Municipality, who.ID, order.RequestId)
		if err != nil {
			return nil, err
		}
		if told := row.Number != nil && (within == 0 || *row.Number != within); told || seen(row, order) {
			continue
		}
		here, err := translationIsHere(ctx, system, caseCopyID, order)
		if err != nil {
			return nil, err
		}
		if here {
			newest = &missed{news{caseCopyID: caseCopyID, entryID: &order.EntryId, requestID: &order.RequestId}, *order.AvailableAt}
		}
	}
	return newest, nil
}

// seen tells whether they have had it before them since it came.
func seen(row db.TranslationNews, order contract.TranslationOrder) bool {
	return row.SeenAt != nil && order.AvailableAt != nil && row.SeenAt.After(*order.AvailableAt)
}

// translation is what is kept of a request; nothing where it came in another way.
func translation(ctx context.Context, queries *db.Queries, municipality string, personID, requestID uuid.UUID) (db.TranslationNews, error) {
	row, err := queries.FindTranslation(ctx, db.FindTranslationParams{Municipality: municipality, PersonID: personID, RequestID: requestID})
	if errors.Is(err, pgx.ErrNoRows) {
		return row, nil
	}
	return row, err
}

// translationRemains asks the fagsystem for the very translation.
func (n *Notifier) translationRemains(ctx context.Context, system Fagsystem, row db.Notification) (bool, error) {
	asked, err := system.TextRequests(ctx, row.CaseCopyID)
	if errors.Is(err, fagsystem.ErrNotFound) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	for _, order := range asked.Translations {
		if order.RequestId == *row.RequestID && order.State == contract.TranslationStateAVAILABLE {
			return translationIsHere(ctx, system, row.CaseCopyID, order)
		}
	}
	return false, nil
}

// translationIsHere tells whether what was asked for can be read: a text that may
// be shown and holds, of an entry that wasn't withdrawn.
func translationIsHere(ctx context.Context, system Fagsystem, caseCopyID uuid.UUID, order contract.TranslationOrder) (bool, error) {
	entry, err := system.Entry(ctx, caseCopyID, order.EntryId)
	if errors.Is(err, fagsystem.ErrNotFound) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	document, there := show.Document(entry, order.DocumentId)
	return there && show.Answers(entry, document, order), nil
}
