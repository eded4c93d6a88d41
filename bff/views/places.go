package views

import (
	"context"
	"errors"
	"slices"

	"github.com/google/uuid"
	"golang.org/x/sync/errgroup"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/audit"
	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/messages"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/show"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

const (
	// mostPlaces is how many entries an answer can be linked to.
	mostPlaces = 50
	// mostExcerpt is how much of a paragraph says which one it is, in code points.
	mostExcerpt = 160
)

// places are what an answer can be linked to: what the party has been given, as
// it is there for them.
func (a *API) places(ctx context.Context, place messages.Place, read reading) []portal.AnswerPlace {
	patient, cancel := context.WithTimeout(ctx, access.SeeingPatience)
	defer cancel()
	found := []portal.AnswerPlace{}
	if !read.guarded {
		return found // nobody can say what names a protected fact; an answer needs no place
	}
	page, err := a.Fagsystem(place.Municipality).Entries(patient, place.CaseCopyID, "", mostPlaces)
	if err != nil {
		return found // an answer needs none
	}
	for _, entry := range page.Entries {
		if entry.Released != contract.EntryReleasedFULL || read.reader.Hides(entry) {
			continue
		}
		whole := show.Entry(entry, read.reader, place.Actor.Language, a.Room.Now())
		one := portal.AnswerPlace{
			EntryId: entry.EntryId, Type: whole.Summary.Type, Title: whole.Summary.Title, Date: whole.Summary.Date, SubGoals: []portal.AnswerSubGoal{},
			HasText: slices.ContainsFunc(whole.Documents, hasText),
		}
		if whole.Plan != nil {
			for _, goal := range whole.Plan.SubGoals {
				one.SubGoals = append(one.SubGoals, portal.AnswerSubGoal{SubGoalId: goal.SubGoalId, Description: goal.Description})
			}
		}
		found = append(found, one)
	}
	return found
}

// hasText tells whether a document can be read in its original language.
func hasText(document portal.EntryDocument) bool {
	return slices.ContainsFunc(document.Texts, func(info portal.TextInfo) bool { return info.Language == document.OriginalLanguage })
}

// GetAnswerPlace is an entry's paragraphs, of which an answer can name one.
func (a *API) GetAnswerPlace(ctx context.Context, r portal.GetAnswerPlaceRequestObject) (portal.GetAnswerPlaceResponseObject, error) {
	actor := session.FromContext(ctx)
	patient, cancel := context.WithTimeout(ctx, access.SeeingPatience)
	defer cancel()
	purpose := access.Purpose{Action: "place.read", ObjectKind: "entry", ObjectID: r.EntryId.String(), ByCaller: true}
	found, err := a.Access.DecideEmployee(patient, actor, r.CaseCopyId, purpose)
	if err != nil {
		return nil, access.Problem(err)
	}
	place := messages.EmployeePlace(actor, found)
	shown, err := a.paragraphs(patient, place, r.EntryId)
	if errors.Is(err, access.ErrNotFound) || errors.Is(err, fagsystem.ErrNotFound) {
		return nil, a.denied(ctx, place, purpose.Action, purpose.ObjectKind, r.EntryId)
	}
	if err != nil {
		return nil, access.Problem(err)
	}
	err = a.Recorder.Record(ctx, audit.Event{
		Municipality: place.Municipality, Person: place.Person, World: place.World, Action: purpose.Action, ObjectKind: purpose.ObjectKind,
		ObjectID: purpose.ObjectID, About: place.Party, Relation: string(found.Relation), Outcome: audit.Allowed,
	})
	if err != nil {
		return nil, err
	}
	return portal.GetAnswerPlace200JSONResponse(shown), nil
}

// paragraphs are those of what the party sees of an entry. What the party may
// not see is access.ErrNotFound.
func (a *API) paragraphs(ctx context.Context, place messages.Place, entryID uuid.UUID) (portal.AnswerPlaceText, error) {
	shown := portal.AnswerPlaceText{Documents: []portal.PlaceDocument{}}
	system := a.Fagsystem(place.Municipality)
	if system == nil {
		return shown, access.ErrNotFound
	}
	caseCopy, err := system.CaseCopy(ctx, place.CaseCopyID)
	if err != nil {
		return shown, err
	}
	entry, err := system.Entry(ctx, place.CaseCopyID, entryID)
	if err != nil {
		return shown, err
	}
	reader := show.ReaderOf(caseCopy)
	if entry.Released != contract.EntryReleasedFULL || reader.Hides(entry) {
		return shown, access.ErrNotFound
	}
	whole := show.Entry(entry, reader, place.Actor.Language, a.Room.Now())
	texts := make([]portal.Text, len(whole.Documents))
	asking, ctx := errgroup.WithContext(ctx)
	asking.SetLimit(atOnce)
	for i, one := range whole.Documents {
		document, there := show.Document(entry, one.DocumentId)
		if !there || !hasText(one) {
			continue
		}
		asking.Go(func() error {
			text, err := a.Documents.Text(ctx, ofCopy(place), entry, document, "")
			texts[i] = text.Original
			return err
		})
	}
	if err := asking.Wait(); err != nil {
		return shown, err
	}
	for i, text := range texts {
		if len(text.Blocks) == 0 {
			continue
		}
		one := portal.PlaceDocument{
			DocumentId: whole.Documents[i].DocumentId, Title: whole.Documents[i].Title,
			Language: text.Language, Direction: text.Direction, Paragraphs: []portal.PlaceParagraph{},
		}
		for _, block := range text.Blocks {
			if says := show.Excerpt(block, mostExcerpt); says != "" {
				one.Paragraphs = append(one.Paragraphs, portal.PlaceParagraph{BlockId: block.Id, Heading: block.Kind == portal.BlockKindHEADING, Text: says})
			}
		}
		shown.Documents = append(shown.Documents, one)
	}
	return shown, nil
}

// ofCopy names a party's copy to the room that reads texts, which decides nothing.
func ofCopy(place messages.Place) access.Case {
	return access.Case{Municipality: place.Municipality, CaseCopyID: place.CaseCopyID}
}
