package relay

import (
	"context"
	"errors"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"innbyggertjenesten/bff/submissions"
	contract "innbyggertjenesten/contracts/fagsystem"
)

// Files are what messages have with them; attachments.Store has them. Each is
// handed over by itself, once its message is registered and it is checked: no
// message waits for its files, and no file holds up another.
type Files interface {
	// Describe tells what a message's files are called and are.
	Describe(ctx context.Context, municipality string, author, caseCopyID, submissionID uuid.UUID) ([]contract.SubmittedAttachment, error)
	// Due are the keys of what is to be handed over now, by municipality.
	Due(ctx context.Context, municipalities []string) (map[string][]string, error)
	// HandOver tells whether it got that done. An error says that not even how it
	// ended could be written down.
	HandOver(ctx context.Context, municipality, key string) (done bool, err error)
	// EraseAcknowledged erases what the fagsystem has, of messages whose evidence
	// it has acknowledged.
	EraseAcknowledged(ctx context.Context, municipality string) error
	// DeliverAgain makes the files of messages due that are sent again.
	DeliverAgain(ctx context.Context, tx pgx.Tx, municipality string, author, caseCopyID uuid.UUID, submissionIDs []uuid.UUID) error
	// Hasten ends all pauses.
	Hasten(ctx context.Context, municipality string) error
}

// startFiles hands over what is due.
func (r *Relay) startFiles(ctx, working context.Context, open []string) error {
	if r.settings.Files == nil || len(open) == 0 {
		return nil
	}
	due, err := r.settings.Files.Due(ctx, open)
	for municipality, keys := range due {
		claimed := map[string]string{}
		claims := make([]string, 0, len(keys))
		for _, key := range keys {
			claim := "file/" + municipality + "/" + key
			claimed[claim] = key
			claims = append(claims, claim)
		}
		err = errors.Join(err, r.start(ctx, working, r.besides, municipality, claims, func(ctx context.Context, claim string) (bool, error) {
			if err := r.claims.sure(ctx); err != nil {
				return false, err
			}
			return r.settings.Files.HandOver(ctx, municipality, claimed[claim])
		}))
	}
	return err
}

func (r *Relay) hastenFiles(ctx context.Context, municipality string) error {
	if r.settings.Files == nil {
		return nil
	}
	return r.settings.Files.Hasten(ctx, municipality)
}

// describeFiles adds what a submission's files are called and are.
func (r *Relay) describeFiles(ctx context.Context, head submissions.Submission, sent *contract.Submission) error {
	if r.settings.Files == nil || len(sent.Body.Attachments) == 0 {
		return nil
	}
	described, err := r.settings.Files.Describe(ctx, head.Municipality, head.AuthorID, head.CaseCopyID, head.ID)
	sent.Attachments = described
	return err
}
