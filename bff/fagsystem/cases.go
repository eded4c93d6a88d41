package fagsystem

import (
	"context"
	"log/slog"
	"net/http"

	"github.com/google/uuid"

	contract "innbyggertjenesten/contracts/fagsystem"
)

// CaseCopy is one party's copy of a case.
func (c *Client) CaseCopy(ctx context.Context, caseCopyID uuid.UUID) (contract.CaseCopy, error) {
	caseCopy, err := getVersioned[contract.CaseCopy](ctx, c, "getCaseCopy", caseCopyID.String(),
		func(ctx context.Context, api *contract.Client, ifNoneMatch *string) (*http.Response, error) {
			return api.GetCaseCopy(ctx, caseCopyID, &contract.GetCaseCopyParams{IfNoneMatch: ifNoneMatch})
		})
	if err == nil && caseCopy.CaseCopyId != caseCopyID {
		return contract.CaseCopy{}, c.mixedUp(ctx, "getCaseCopy")
	}
	return caseCopy, err
}

// Entries is a page of the entries released to this party, newest first.
func (c *Client) Entries(ctx context.Context, caseCopyID uuid.UUID, cursor string, limit int) (contract.EntryPage, error) {
	page, err := c.EntriesAndRest(ctx, caseCopyID, cursor, limit)
	return page.EntryPage, err
}

// ReadEntries is a page of entries, with how many of it couldn't be read.
type ReadEntries struct {
	contract.EntryPage
	LeftOut int
}

func (r *ReadEntries) leftOut(items int) { r.LeftOut = items }

// EntriesAndRest is Entries, and says how many couldn't be read.
func (c *Client) EntriesAndRest(ctx context.Context, caseCopyID uuid.UUID, cursor string, limit int) (ReadEntries, error) {
	page, err := get[ReadEntries](ctx, c, "listEntries", func(ctx context.Context, api *contract.Client) (*http.Response, error) {
		return api.ListEntries(ctx, caseCopyID, &contract.ListEntriesParams{Cursor: ifSet(cursor), Limit: ifSet(limit)})
	})
	if err != nil {
		return ReadEntries{}, err
	}
	own := make([]contract.Entry, 0, len(page.Entries))
	for _, entry := range page.Entries {
		if entry.CaseCopyId != caseCopyID {
			_ = c.mixedUp(ctx, "listEntries")
			continue
		}
		own = append(own, entry)
	}
	page.Entries = own
	return page, nil
}

// Accesses is a page of what employees have opened of this copy in the fagsystem
// itself, newest first; ErrNotFound where this one doesn't deliver it.
func (c *Client) Accesses(ctx context.Context, caseCopyID uuid.UUID, cursor string, limit int) (contract.LoggedAccessPage, error) {
	return get[contract.LoggedAccessPage](ctx, c, "listAccesses", func(ctx context.Context, api *contract.Client) (*http.Response, error) {
		return api.ListAccesses(ctx, caseCopyID, &contract.ListAccessesParams{Cursor: ifSet(cursor), Limit: ifSet(limit)})
	})
}

// Entry is one entry in this party's copy.
func (c *Client) Entry(ctx context.Context, caseCopyID, entryID uuid.UUID) (contract.Entry, error) {
	entry, err := getVersioned[contract.Entry](ctx, c, "getEntry", caseCopyID.String()+" "+entryID.String(),
		func(ctx context.Context, api *contract.Client, ifNoneMatch *string) (*http.Response, error) {
			return api.GetEntry(ctx, caseCopyID, entryID, &contract.GetEntryParams{IfNoneMatch: ifNoneMatch})
		})
	if err == nil && (entry.CaseCopyId != caseCopyID || entry.EntryId != entryID) {
		return contract.Entry{}, c.mixedUp(ctx, "getEntry")
	}
	return entry, err
}

// mixedUp is when the answer is about somebody or something else than what was
// asked for. It is never shown.
func (c *Client) mixedUp(ctx context.Context, operation string) error {
	slog.ErrorContext(ctx, "the fagsystem answered about something else than what was asked for",
		"municipality", c.Municipality(), "operation", operation)
	return ErrFault
}

// ifSet is nil for the zero value.
func ifSet[T comparable](value T) *T {
	var zero T
	if value == zero {
		return nil
	}
	return &value
}
