package export

import (
	"context"
	"strings"
	"time"

	"github.com/google/uuid"
	"golang.org/x/sync/errgroup"

	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
	"innbyggertjenesten/i18n"
)

// firstPage makes the page that one opens, and those of one's own: they come
// last, when all is known.
func (m *making) firstPage(ctx context.Context, number int) (item, error) {
	code, at := m.row.Language, *m.row.ShowsAt
	all, err := m.store.look(ctx, m.actor, m.found, at)
	if err != nil {
		return item{}, err
	}
	looked, err := m.looked(ctx)
	if err != nil {
		return item{}, err
	}
	made := item{Holds: append(casePrints(all), all.own.prints()...)}
	read, talk, err := m.pagesBefore(ctx, number)
	if err != nil {
		return item{}, err
	}
	var lines []line
	known := map[uuid.UUID]line{}
	for _, entry := range all.entries {
		shown, there := all.showing(entry)
		before, ordered := read[entry.EntryId]
		if !there || !ordered && entry.Released == contract.EntryReleasedFULL {
			continue // not for this party, or it came after this was ordered
		}
		if ordered {
			made.Holds = append(made.Holds, entryPrints(shown)...)
		} else {
			made.Holds = append(made.Holds, titlePrint(shown))
		}
		one := line{Entry: shown.Summary, Page: before.Page, Texts: before.Texts}
		lines, known[entry.EntryId] = append(lines, one), one
	}
	own := m.ownPages(all.own, looked, all.shown.Child, known)
	var links []link
	if talk != "" {
		links = append(links, link{talk, i18n.Localize(code, "srv.export.readTalk", nil)})
	}
	for _, page := range own {
		links = append(links, link{page.called, page.Title})
	}
	page, err := m.page(ctx, number, 0, "index.html", "first", struct {
		head
		At    time.Time
		Case  portal.Case
		Plan  *portal.Plan
		Lines []line
		// Incomplete: there is something more in the case that can't be read now.
		Incomplete bool
		Links      []link
	}{head{code, strings.TrimSpace(i18n.Localize(code, "srv.export.title", nil))}, at, all.shown, all.plan, lines, all.incomplete, links})
	if err != nil {
		return item{}, err
	}
	made.Files = append(made.Files, page)
	for i, one := range own {
		page, err := m.page(ctx, number, i+1, one.called, "ownPage", one)
		if err != nil {
			return item{}, err
		}
		made.Files = append(made.Files, page)
	}
	return made, nil
}

// looked is read as their pages show it.
func (m *making) looked(ctx context.Context) (looked, error) {
	var all looked
	asking, asked := errgroup.WithContext(ctx)
	asking.Go(func() (err error) {
		all.LookList, err = m.store.settings.Portal.Looks(asked, m.found)
		return err
	})
	asking.Go(func() (err error) {
		all.LogIns, err = m.store.settings.Portal.LogIns(asked, m.actor)
		return err
	})
	return all, asking.Wait()
}

// pagesBefore are the entries that have a page, and the conversation's page.
func (m *making) pagesBefore(ctx context.Context, number int) (read map[uuid.UUID]line, talk string, err error) {
	read = map[uuid.UUID]line{}
	before, err := m.store.items(ctx, m.sealer, m.row, number-1)
	for i, one := range before {
		if one.Line != nil {
			read[one.Line.Entry.EntryId] = *one.Line
		} else if i == len(before)-1 && len(one.Files) > 0 {
			talk = one.Files[len(one.Files)-1].Name
		}
	}
	return read, talk, err
}
