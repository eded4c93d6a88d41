package export

import (
	"context"
	"time"

	"github.com/google/uuid"
	"golang.org/x/sync/errgroup"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/contracts/portal"
	"innbyggertjenesten/i18n"
)

// own is what the party has said, answered and asked for, with what became of it.
type own struct {
	views    []portal.View
	consents []portal.Consent
	requests []portal.AccessRequest
	texts    portal.TextRequests
}

// lookAtOwn reads it: as much of it as the party may see now.
func (s *Store) lookAtOwn(ctx context.Context, actor *session.Actor, found access.Case, at time.Time) (own, error) {
	var all own
	asking, asked := errgroup.WithContext(ctx)
	asking.Go(func() (err error) {
		all.views, err = s.settings.Portal.Views(asked, actor, found)
		return err
	})
	if found.May.Consents {
		asking.Go(func() (err error) {
			all.consents, err = s.settings.Portal.Consents(asked, actor, found, at)
			return err
		})
	}
	if found.May.Documents {
		asking.Go(func() (err error) {
			all.requests, err = s.settings.Portal.AccessRequests(asked, actor, found, at)
			return err
		})
		asking.Go(func() (err error) {
			all.texts, err = s.settings.Portal.TextRequests(asked, actor, found)
			return err
		})
	}
	return all, asking.Wait()
}

// prints are of what can be taken back in it: words, and what was answered. How
// far something has come only goes on, and what is called by a title holds as
// long as the entry does.
func (o own) prints() []string {
	var prints []string
	add := func(kind string, shown ...any) { prints = append(prints, print(kind, shown...)) }
	for _, view := range o.views {
		kind := "view"
		if view.On != nil && view.On.Kind == portal.OnEntryKindCOMPLAINT {
			kind = "own-complaint" // who may not talk may see what they complained of
		}
		if view.Known || view.Text != nil {
			add(kind, view.ViewId, view.Text)
		}
		for _, item := range view.Items {
			add(kind, view.ViewId, item.Prompt, item.Text)
			if item.Answer != nil {
				add(kind, view.ViewId, item.Prompt, item.Answer.Outcome, item.Answer.Reason)
				if item.Answer.Translation != nil {
					add(kind, view.ViewId, item.Prompt, item.Answer.Translation)
				}
			}
		}
		if view.Answer != nil {
			add(kind, view.ViewId, view.Answer.Outcome, view.Answer.Reason)
			if view.Answer.Translation != nil {
				add(kind, view.ViewId, view.Answer.Translation)
			}
		}
		for _, translated := range view.Translations {
			add(kind, view.ViewId, translated)
		}
	}
	for _, consent := range o.consents {
		add("consent", consent.ConsentId, consent.TextVersion, consent.Original.Purpose, consent.Original.Text)
		if translated := consent.Translation; translated != nil {
			add("consent", consent.ConsentId, consent.TextVersion, translated.Language, translated.Purpose, translated.Text)
		}
		for _, step := range consent.History {
			if step.Earlier != nil {
				add("consent", consent.ConsentId, step.TextVersion, step.Earlier)
			}
		}
	}
	for _, request := range o.requests {
		if request.Known {
			add("access-request", request.AccessRequestId, request.Reason)
		}
		for _, item := range request.Items {
			if item.Explanation != nil {
				add("access-request", request.AccessRequestId, item.EntryId, item.Explanation)
			}
		}
	}
	for _, mark := range o.texts.Marks {
		add("mark", mark.MarkId, mark.Text)
		if mark.Answer != nil {
			add("mark", mark.MarkId, mark.Answer.Outcome, mark.Answer.Text)
		}
	}
	return prints
}

// looked is who has looked, and when one has logged in oneself.
type looked struct {
	portal.LookList
	LogIns []portal.LogIn
}

// link leads from the first page to another one.
type link struct{ Page, Says string }

// ownPage is one of the pages of one's own.
type ownPage struct {
	head
	// Template draws Data; own.tmpl has them.
	Template string
	Data     any
	// called is where it lies.
	called string
}

// ownPages are those that there is something on. Who has looked is always said:
// that nobody has, too.
func (m *making) ownPages(all own, looked looked, child portal.PersonName, lines map[uuid.UUID]line) []ownPage {
	code := m.row.Language
	var pages []ownPage
	add := func(called, key, template string, data any) {
		pages = append(pages, ownPage{head{code, i18n.Localize(code, key, nil)}, template, data, "pages/" + called + ".html"})
	}
	if len(all.views) > 0 {
		add("said", "views.saidDone", "views", struct {
			Views []portal.View
			Lines map[uuid.UUID]line
		}{all.views, lines})
	}
	if len(all.consents) > 0 {
		add("agreed", "consents.title", "consents", struct {
			Consents []portal.Consent
			Child    portal.PersonName
		}{all.consents, child})
	}
	if len(all.requests) > 0 {
		add("asked", "access.yours", "requests", struct {
			Requests []portal.AccessRequest
			Lines    map[uuid.UUID]line
		}{all.requests, lines})
	}
	if texts := aboutTexts(all.texts, lines); len(texts.Translations)+len(texts.Marks) > 0 {
		add("texts", "srv.export.texts", "texts", texts)
	}
	add("looked", "looked.title", "looks", looked)
	return pages
}

// textsPage is what one has asked and said about documents' texts.
type textsPage struct {
	Translations []askedTranslation
	Marks        []ownMark
}

type askedTranslation struct {
	portal.TranslationRequest
	Line line
}

type ownMark struct {
	portal.Mark
	Line line
	// At is the paragraph on its text's page; empty where it isn't there.
	At string
}

// aboutTexts leaves out what is about a document that isn't there for this party.
func aboutTexts(all portal.TextRequests, lines map[uuid.UUID]line) textsPage {
	var page textsPage
	for _, request := range all.Translations {
		if line, there := lines[request.EntryId]; there {
			page.Translations = append(page.Translations, askedTranslation{request, line})
		}
	}
	for _, mark := range all.Marks {
		if line, there := lines[mark.EntryId]; there {
			page.Marks = append(page.Marks, ownMark{mark, line, line.at(mark.DocumentId, mark.Language, mark.BlockId)})
		}
	}
	return page
}
