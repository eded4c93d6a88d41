package views

import (
	"context"
	"slices"
	"sync"

	"github.com/google/uuid"
	"golang.org/x/sync/errgroup"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/messages"
	"innbyggertjenesten/bff/show"
	"innbyggertjenesten/bff/submissions"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

const (
	// mostTexts is how many documents are read for the answers of a list.
	mostTexts = 12
	// longestName is how much of a heading says where an answer leads, in code points.
	longestName = 200
)

// links are those of the answers to what was said, newest first, and of one's
// own answers on their way.
func links(said []contract.Message, own []submissions.Submission) []contract.AnswerLink {
	var found []contract.AnswerLink
	for _, one := range own {
		if one.Body == nil || one.Body.Answers == nil {
			continue
		}
		for _, answer := range one.Body.Answers.Answers {
			if answer.Link != nil {
				found = append(found, *answer.Link)
			}
		}
	}
	for _, message := range said {
		for _, answer := range message.Answers {
			if answer.Link != nil {
				found = append(found, *answer.Link)
			}
		}
	}
	return found
}

// texts reads the documents in which an answer names a paragraph. What can't be
// read now is left out: then nobody knows whether the paragraph is there.
func (a *API) texts(ctx context.Context, place messages.Place, r reading, what looking) map[uuid.UUID]portal.DocumentText {
	type wanted struct {
		entry    contract.Entry
		document contract.EntryDocument
	}
	all := map[uuid.UUID]wanted{}
	for _, link := range links(r.said, what.own) {
		entry, there := r.entries[link.EntryId]
		if !there || link.DocumentId == nil || link.BlockId == nil || link.SubGoalId != nil || !r.opens(entry) || len(all) == mostTexts {
			continue
		}
		if document, has := show.Document(entry, *link.DocumentId); has {
			all[*link.DocumentId] = wanted{entry, document}
		}
	}
	if len(all) == 0 {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, access.SeeingPatience)
	defer cancel()
	found := map[uuid.UUID]portal.DocumentText{}
	var mu sync.Mutex
	var asking errgroup.Group
	asking.SetLimit(atOnce)
	for id, one := range all {
		asking.Go(func() error {
			if text, err := a.Documents.Text(ctx, ofCopy(place), one.entry, one.document, r.language); err == nil {
				mu.Lock()
				defer mu.Unlock()
				found[id] = text
			}
			return nil
		})
	}
	_ = asking.Wait()
	return found
}

// opens tells whether the reader may see an entry: one whose title holds a
// protected fact of another party isn't there for them.
func (r reading) opens(entry contract.Entry) bool {
	return r.documents && r.guarded && entry.Released == contract.EntryReleasedFULL && !r.reader.Hides(entry)
}

// link is the place that an answer names, with what it is called; nil where the
// reader may not see it, or where it isn't there any more.
func (r reading) link(to contract.AnswerLink) *portal.AnswerLink {
	entry, there := r.entries[to.EntryId]
	if !there || !r.opens(entry) {
		return nil
	}
	summary := show.EntrySummary(entry, r.reader, r.language)
	shown := portal.AnswerLink{EntryId: summary.EntryId, Type: summary.Type, Title: summary.Title, TitleLanguage: summary.TitleLanguage, TitleTranslation: summary.TitleTranslation}
	if to.SubGoalId != nil {
		return r.toGoal(shown, entry, *to.SubGoalId)
	}
	if to.DocumentId == nil {
		return &shown
	}
	_, has := show.Document(entry, *to.DocumentId)
	switch {
	case has && to.BlockId != nil:
		return r.toParagraph(shown, *to.DocumentId, *to.BlockId)
	case has:
		shown.DocumentId = to.DocumentId
	case to.BlockId != nil:
		return nil
	}
	return &shown
}

// toGoal leads to a goal of a plan. Of a plan that doesn't stand on the plan's
// page, as one that became another, it leads to the document.
func (r reading) toGoal(shown portal.AnswerLink, entry contract.Entry, id string) *portal.AnswerLink {
	goal, plan, there := show.Goal(entry, r.reader, r.language, id)
	switch {
	case !there:
		return nil
	case show.IsPlanOfItsOwn(entry):
		shown.SubGoalId, shown.PlaceName, shown.PlaceLanguage, shown.PlaceTranslation = &id, &goal.Description, plan.Language, plan.Translation
	}
	return &shown
}

// toParagraph leads to a paragraph. Of a document that can only be shown as a
// file it leads to that.
func (r reading) toParagraph(shown portal.AnswerLink, documentID uuid.UUID, id string) *portal.AnswerLink {
	shown.DocumentId = &documentID
	text, known := r.texts[documentID]
	if !known {
		shown.BlockId = &id
		return &shown
	}
	if text.Original.OnlyFile != nil {
		return &shown
	}
	named := func(block portal.Block) bool { return block.Id == id }
	if !slices.ContainsFunc(text.Original.Blocks, named) {
		return nil
	}
	shown.BlockId = &id
	in, isTranslated := text.Original, false
	if translated := text.Translation; translated != nil && slices.ContainsFunc(translated.Blocks, named) {
		in, isTranslated = *translated, true
	}
	under := func(text portal.Text) string { return heading(text.Blocks, slices.IndexFunc(text.Blocks, named)) }
	if name := under(in); name != "" && !r.reader.Hidden().In(name) && !r.reader.Hidden().In(under(text.Original)) {
		shown.PlaceName, shown.PlaceLanguage = &name, &in.Language
		if isTranslated {
			shown.PlaceTranslation = &portal.TextInfo{Language: in.Language, Direction: in.Direction, Provenance: in.Provenance, Outdated: in.Outdated}
		}
	}
	return &shown
}

// heading is the one that a block stands under, or is itself; "" where there is none.
func heading(blocks []portal.Block, at int) string {
	for _, block := range slices.Backward(blocks[:at+1]) {
		if block.Kind == portal.BlockKindHEADING {
			return show.Excerpt(block, longestName)
		}
	}
	return ""
}
