package submissions

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"innbyggertjenesten/bff/person"
	"innbyggertjenesten/bff/submissions/internal/db"
	contract "innbyggertjenesten/contracts/fagsystem"
)

// lateAfter is how long after its release a message that isn't registered is
// told to be late, also where nobody has noted a reason yet.
const lateAfter = 10 * time.Second

// Pending is what a conversation shows beside the fagsystem's history.
type Pending struct {
	// Own are the author's messages that the history may lack, in the order in which
	// they will be delivered, with their bodies but
	// for those that are lost. Just registered ones are among
	// them for a moment: whoever shows them drops those that the history has.
	Own []Submission
	// OthersParked tells that something of the other side is accepted, but a
	// human must look before it comes here.
	OthersParked bool
	// ColleagueParked tells an employee the same of what another employee wrote.
	ColleagueParked bool
}

// InConversation is what the author has on their way in a conversation.
func (s *Store) InConversation(ctx context.Context, municipality string, caseCopyID uuid.UUID, world person.World, author uuid.UUID) (Pending, error) {
	rows, err := s.queries.ListInConversation(ctx, db.ListInConversationParams{
		Municipality: municipality, CaseCopyID: caseCopyID, InConversation: kindsInConversation, InTexts: kindsInTexts,
	})
	if err != nil {
		return Pending{}, err
	}
	var pending Pending
	parked := map[uuid.UUID]bool{} // by lane
	for _, row := range rows {
		if person.World(row.World) != world {
			pending.OthersParked = pending.OthersParked || State(row.State) == Parked
			continue
		}
		if row.AuthorID != author {
			pending.ColleagueParked = pending.ColleagueParked || world == person.Employee && State(row.State) == Parked
			continue
		}
		if ShownIn(contract.SubmissionKind(row.Kind)) == InTexts {
			continue
		}
		sub := FromRow(row)
		sealer, err := s.settings.Sealers.Sealer(ctx, municipality, row.AuthorID)
		if err != nil {
			return Pending{}, err
		}
		sub.readBody(sealer, row)
		switch {
		case sub.State == Parked:
			parked[sub.OrderingKey] = true
		case sub.State == Registered:
		case parked[sub.OrderingKey]:
			sub.Reason = EarlierWaits
		default:
			sub.Reason = s.reason(sub)
		}
		pending.Own = append(pending.Own, sub)
	}
	return pending, nil
}

// OfKinds are the author's newest submissions of some kinds in a case copy,
// newest first; those of which something is kept here have their bodies.
func (s *Store) OfKinds(ctx context.Context, municipality string, author, caseCopyID uuid.UUID, kinds ...contract.SubmissionKind) ([]Submission, error) {
	wanted := make([]string, 0, len(kinds))
	for _, kind := range kinds {
		wanted = append(wanted, string(kind))
	}
	rows, err := s.queries.ListOfKinds(ctx, db.ListOfKindsParams{Municipality: municipality, AuthorID: author, CaseCopyID: caseCopyID, Kinds: wanted})
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	sealer, err := s.settings.Sealers.Sealer(ctx, municipality, author)
	if err != nil {
		return nil, err
	}
	found := make([]Submission, 0, len(rows))
	for _, row := range rows {
		sub := FromRow(row)
		sub.readBody(sealer, row)
		sub.Reason = s.reason(sub)
		found = append(found, sub)
	}
	return found, nil
}

// LastInLane is what the author handed in last in a lane, with its body where
// something of it is kept here; ok is false where there is nothing.
func (s *Store) LastInLane(ctx context.Context, municipality string, author, orderingKey uuid.UUID) (last Submission, ok bool, err error) {
	row, err := s.queries.LastInLane(ctx, db.LastInLaneParams{Municipality: municipality, AuthorID: author, OrderingKey: orderingKey})
	if errors.Is(err, pgx.ErrNoRows) {
		return Submission{}, false, nil
	}
	if err != nil {
		return Submission{}, false, err
	}
	last = FromRow(row)
	if row.SealedBody != nil {
		sealer, err := s.settings.Sealers.Sealer(ctx, municipality, author)
		if err != nil {
			return Submission{}, false, err
		}
		last.readBody(sealer, row)
	}
	last.Reason = s.reason(last)
	return last, true, nil
}

// reason is why a submission isn't delivered, also where nobody has noted it yet.
func (s *Store) reason(sub Submission) Reason {
	undelivered := sub.State == Held || sub.State == Waiting
	if undelivered && sub.Reason == NoReason && s.settings.Now().After(sub.ReleaseAt.Add(lateAfter)) {
		return FagsystemUnavailable
	}
	return sub.Reason
}

// NoteShown keeps how far a person has been given a conversation: nobody has
// read further than that. It gives how far the person has read.
func (s *Store) NoteShown(ctx context.Context, municipality string, personID uuid.UUID, world person.World, caseCopyID uuid.UUID, position int64) (read int64, err error) {
	mark, err := s.queries.FindMark(ctx, db.FindMarkParams{Municipality: municipality, PersonID: personID, CaseCopyID: caseCopyID})
	if err != nil && !errors.Is(err, pgx.ErrNoRows) {
		return 0, err
	}
	if position <= mark.ShownPosition {
		return mark.Position, nil
	}
	return mark.Position, s.queries.Shown(ctx, db.ShownParams{
		Municipality: municipality, PersonID: personID, World: string(world), CaseCopyID: caseCopyID, Position: position, Now: s.settings.Now(),
	})
}

// NoteRead keeps how far a person has read. It never goes back and never
// beyond what was shown; the relay reports it to the fagsystem.
func (s *Store) NoteRead(ctx context.Context, municipality string, personID, caseCopyID uuid.UUID, position int64) error {
	changed, err := s.queries.Read(ctx, db.ReadParams{
		Municipality: municipality, PersonID: personID, CaseCopyID: caseCopyID, Position: position, Now: s.settings.Now(),
	})
	if err == nil && changed > 0 {
		s.settings.Wake()
	}
	return err
}

// ReadPosition is how far the person has read here.
func (s *Store) ReadPosition(ctx context.Context, municipality string, personID, caseCopyID uuid.UUID) (int64, error) {
	mark, err := s.queries.FindMark(ctx, db.FindMarkParams{Municipality: municipality, PersonID: personID, CaseCopyID: caseCopyID})
	if errors.Is(err, pgx.ErrNoRows) {
		return 0, nil
	}
	return mark.Position, err
}
