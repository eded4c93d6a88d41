package conformance

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"github.com/google/uuid"

	"innbyggertjenesten/contracts/barnevern"
	"innbyggertjenesten/contracts/fagsystem"
)

type object = map[string]any

var readingChecks = []check{
	{"health answers", func(ctx context.Context, r *runner) error {
		_, err := r.expect(ctx, get("/v1/health"), http.StatusOK)
		return err
	}},
	{"without a token nothing is answered", func(ctx context.Context, r *runner) error {
		q := get("/v1/persons/" + r.setup.PersonID + "/access")
		q.noToken = true
		return r.problem(ctx, q, http.StatusUnauthorized, "unauthorized")
	}},
	{"with a wrong token nothing is answered", func(ctx context.Context, r *runner) error {
		q := get("/v1/persons/"+r.setup.PersonID+"/access").with("Authorization", "Bearer not-"+r.token)
		return r.problem(ctx, q, http.StatusUnauthorized, "unauthorized")
	}},
	{"a person is found by the number in the body", func(ctx context.Context, r *runner) error {
		p, err := read[fagsystem.Person](ctx, r.client, post("/v1/persons/lookup", object{"nationalNumber": r.setup.NationalNumber}))
		if err == nil && p.PersonId.String() != r.setup.PersonID {
			return fmt.Errorf("found %s, not %s", p.PersonId, r.setup.PersonID)
		}
		return err
	}},
	{"an unknown number is not found", func(ctx context.Context, r *runner) error {
		return r.problem(ctx, post("/v1/persons/lookup", object{"nationalNumber": "00000000000"}), http.StatusNotFound, "not-found")
	}},
	{"an employee is found by the directory's ids", func(ctx context.Context, r *runner) error {
		e, err := read[fagsystem.Employee](ctx, r.client, post("/v1/employees/lookup", object{"directoryId": r.setup.DirectoryID, "tenantId": r.setup.TenantID}))
		if err == nil && e.EmployeeId.String() != r.setup.EmployeeID {
			return fmt.Errorf("found %s, not %s", e.EmployeeId, r.setup.EmployeeID)
		}
		return err
	}},
	{"an employee of another tenant is not found", func(ctx context.Context, r *runner) error {
		return r.problem(ctx, post("/v1/employees/lookup", object{"directoryId": r.setup.DirectoryID, "tenantId": uuid.NewString()}), http.StatusNotFound, "not-found")
	}},
	{"an unknown employee is not found", func(ctx context.Context, r *runner) error {
		return r.problem(ctx, post("/v1/employees/lookup", object{"directoryId": uuid.NewString(), "tenantId": r.setup.TenantID}), http.StatusNotFound, "not-found")
	}},
	{"what doesn't exist is not found, anywhere", unknownIsNotFound},
	{"a person's access names the copy, with explicit grants", func(ctx context.Context, r *runner) error {
		access, err := read[fagsystem.PersonAccess](ctx, r.client, get("/v1/persons/"+r.setup.PersonID+"/access"))
		if err != nil {
			return err
		}
		for _, c := range access.Cases {
			if c.CaseCopyId.String() == r.setup.CaseCopyID {
				if g := c.Grants.Conversation; g == nil || *g != "GRANTED" {
					return fmt.Errorf("conversation is not granted")
				}
				return nil
			}
		}
		return fmt.Errorf("no case with copy %s", r.setup.CaseCopyID)
	}},
	{"an employee's access names the conversation", func(ctx context.Context, r *runner) error {
		_, err := r.conversation(ctx)
		return err
	}},
	{"unchanged resources answer 304 to their ETag", etags},
	{"a changed resource has another version", changedVersion},
	{"entries are paged to the end without doubles, newest first", entriesPaged},
	{"an unknown cursor is refused", func(ctx context.Context, r *runner) error {
		return r.problem(ctx, get(r.copyPath+"/entries?cursor=not-a-cursor"), http.StatusUnprocessableEntity, "invalid")
	}},
	{"the published objects hold, and fodselsnummer is empty", publishedObjects},
	{"what is said of the case, and answered, says in each further language who made it, when and of what", wordsTranslated},
	{"an absence that ends before it begins is refused", func(ctx context.Context, r *runner) error {
		return r.problem(ctx, put("/v1/employees/"+r.setup.EmployeeID+"/absence", object{"from": "2001-01-02", "until": "2001-01-01"}),
			http.StatusUnprocessableEntity, "invalid")
	}},
}

func unknownIsNotFound(ctx context.Context, r *runner) error {
	nobody := uuid.NewString()
	for _, q := range []request{
		get("/v1/persons/" + nobody + "/access"),
		get("/v1/employees/" + nobody + "/access"),
		get("/v1/case-copies/" + nobody),
		get("/v1/case-copies/" + nobody + "/entries"),
		get("/v1/case-copies/" + nobody + "/messages"),
		get("/v1/case-copies/" + nobody + "/entries/" + r.setup.EntryID),
		get("/v1/case-copies/" + nobody + "/documents/" + r.setup.DocumentID + "/content"),
		get(r.copyPath + "/entries/" + nobody),
		get(r.copyPath + "/documents/" + nobody + "/content"),
		get(r.copyPath + "/documents/" + r.setup.DocumentID + "/texts/zz"),
		put("/v1/employees/"+nobody+"/absence", object{"from": "2001-01-01", "until": "2001-01-02"}),
		put("/v1/case-copies/"+nobody+"/submissions/"+uuid.NewString(), r.message("Hei").json()),
		put(r.copyPath+"/submissions/"+nobody+"/evidence", object{"sentAt": "2026-01-01T10:00:00Z"}),
		put("/v1/case-copies/"+nobody+"/pause", object{"paused": true, "employeeId": r.setup.EmployeeID}),
		put("/v1/case-copies/"+nobody+"/read-marks", object{"reader": object{"personId": r.setup.PersonID}, "position": 1, "readAt": "2026-01-01T10:00:00Z"}),
	} {
		if err := r.problem(ctx, q, http.StatusNotFound, "not-found"); err != nil {
			return err
		}
	}
	return nil
}

func (r *runner) conversation(ctx context.Context) (fagsystem.EmployeeConversation, error) {
	access, err := read[fagsystem.EmployeeAccess](ctx, r.client, get("/v1/employees/"+r.setup.EmployeeID+"/access"))
	if err != nil {
		return fagsystem.EmployeeConversation{}, err
	}
	for _, c := range access.Conversations {
		if c.CaseCopyId.String() == r.setup.CaseCopyID {
			return c, nil
		}
	}
	return fagsystem.EmployeeConversation{}, fmt.Errorf("no conversation with copy %s", r.setup.CaseCopyID)
}

func etags(ctx context.Context, r *runner) error {
	for _, path := range []string{
		"/v1/persons/" + r.setup.PersonID + "/access", "/v1/employees/" + r.setup.EmployeeID + "/access",
		r.copyPath, r.copyPath + "/entries/" + r.setup.EntryID,
	} {
		a, err := r.expect(ctx, get(path), http.StatusOK)
		if err != nil {
			return err
		}
		var versioned struct{ Version string }
		if err := json.Unmarshal(a.body, &versioned); err != nil {
			return err
		}
		if tag := a.header.Get("ETag"); tag != `"`+versioned.Version+`"` {
			return fmt.Errorf("%s: ETag %s, version %q", path, tag, versioned.Version)
		}
		if _, err := r.expect(ctx, get(path).with("If-None-Match", a.header.Get("ETag")), http.StatusNotModified); err != nil {
			return err
		}
		if _, err := r.expect(ctx, get(path).with("If-None-Match", `"another"`), http.StatusOK); err != nil {
			return err
		}
	}
	return nil
}

func changedVersion(ctx context.Context, r *runner) error {
	path := "/v1/employees/" + r.setup.EmployeeID + "/access"
	before, err := r.expect(ctx, get(path), http.StatusOK)
	if err != nil {
		return err
	}
	if _, err := r.register(ctx, r.message("Et nytt spørsmål")); err != nil {
		return err
	}
	_, err = r.expect(ctx, get(path).with("If-None-Match", before.header.Get("ETag")), http.StatusOK)
	return err
}

func entriesPaged(ctx context.Context, r *runner) error {
	all, err := read[fagsystem.EntryPage](ctx, r.client, get(r.copyPath+"/entries?limit=200"))
	if err != nil {
		return err
	}
	seen := map[uuid.UUID]bool{}
	path, last := r.copyPath+"/entries?limit=1", (*fagsystem.Entry)(nil)
	for {
		page, err := read[fagsystem.EntryPage](ctx, r.client, get(path))
		if err != nil {
			return err
		}
		for i := range page.Entries {
			e := page.Entries[i]
			if seen[e.EntryId] {
				return fmt.Errorf("entry %s comes twice", e.EntryId)
			}
			if last != nil && e.ReleasedAt.After(last.ReleasedAt) {
				return fmt.Errorf("entry %s is newer than the one before it", e.EntryId)
			}
			seen[e.EntryId], last = true, &e
		}
		if page.NextCursor == nil {
			break
		}
		path = r.copyPath + "/entries?limit=1&cursor=" + url.QueryEscape(*page.NextCursor)
	}
	if all.NextCursor == nil && len(seen) != len(all.Entries) {
		return fmt.Errorf("%d entries page by page, %d at once", len(seen), len(all.Entries))
	}
	return nil
}

func publishedObjects(ctx context.Context, r *runner) error {
	a, err := r.expect(ctx, get(r.copyPath), http.StatusOK)
	if err != nil {
		return err
	}
	var copied fagsystem.CaseCopy
	if err := errors.Join(json.Unmarshal(a.body, &copied), emptyNumbers(a.body)); err != nil {
		return err
	}
	if err := barnevern.ValidateBarnevernmappe(&copied.Mappe); err != nil {
		return err
	}
	if a, err = r.expect(ctx, get(r.copyPath+"/entries?limit=200"), http.StatusOK); err != nil {
		return err
	}
	var page fagsystem.EntryPage
	if err := errors.Join(json.Unmarshal(a.body, &page), emptyNumbers(a.body)); err != nil {
		return err
	}
	for i := range page.Entries {
		if err := barnevern.ValidateBarnevernjournalpost(&page.Entries[i].Journalpost); err != nil {
			return fmt.Errorf("entry %s: %w", page.Entries[i].EntryId, err)
		}
	}
	return nil
}

func emptyNumbers(raw []byte) error {
	var value any
	if err := json.Unmarshal(raw, &value); err != nil {
		return err
	}
	return noNumberIn(value)
}

func noNumberIn(value any) error {
	switch v := value.(type) {
	case []any:
		for _, item := range v {
			if err := noNumberIn(item); err != nil {
				return err
			}
		}
	case map[string]any:
		for name, item := range v {
			if name == "fodselsnummer" && item != nil && item != "" {
				return errors.New("fodselsnummer is filled in")
			}
			if err := noNumberIn(item); err != nil {
				return err
			}
		}
	}
	return nil
}
