package conformance

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/google/uuid"

	"innbyggertjenesten/contracts/fagsystem"
)

var submissionChecks = []check{
	{"a submission is registered with a number and a place", func(ctx context.Context, r *runner) error {
		s := r.message("Hei, kan vi snakkes i morgen?")
		reg, err := r.register(ctx, s)
		if err == nil && (reg.RegistrationId == "" || reg.SubmissionId.String() != s.id) {
			return fmt.Errorf("registered as %+v", reg)
		}
		return err
	}},
	{"the same again gets the same answer", sameAgain},
	{"the same id with another body is refused", func(ctx context.Context, r *runner) error {
		s := r.message("Først dette")
		if _, err := r.register(ctx, s); err != nil {
			return err
		}
		other := s.saying(json.RawMessage(`{"text":"Så noe annet","language":"nb"}`))
		if err := r.problem(ctx, r.put(other), http.StatusConflict, "other-body"); err != nil {
			return err
		}
		byID, _, err := r.listed(ctx)
		if err == nil && byID[s.id].Text != "Først dette" {
			return fmt.Errorf("the text is now %q", byID[s.id].Text)
		}
		return err
	}},
	{"many at once under one id are one registration", manyAtOnce},
	{"many at once under different ids get neighbouring places", manyPlaces},
	{"what names a missing previous waits, and nothing of it is stored", func(ctx context.Context, r *runner) error {
		s := r.message("Nummer to")
		if err := r.problem(ctx, r.put(s.after(uuid.NewString())), http.StatusPreconditionFailed, "previous-missing"); err != nil {
			return err
		}
		if err := r.notListed(ctx, s); err != nil {
			return err
		}
		_, err := r.register(ctx, s)
		return err
	}},
	{"what names its previous comes after it", func(ctx context.Context, r *runner) error {
		first, second := r.message("Nummer en"), r.message("Nummer to")
		a, err := r.register(ctx, first)
		if err != nil {
			return err
		}
		b, err := r.register(ctx, second.after(first.id))
		if err == nil && b.Position <= a.Position {
			return fmt.Errorf("places %d and %d", a.Position, b.Position)
		}
		return err
	}},
	{"another author's submission is no previous", func(ctx context.Context, r *runner) error {
		s := r.answer("Fra den andre siden")
		if _, err := r.register(ctx, s); err != nil {
			return err
		}
		return r.problem(ctx, r.put(r.message("Etter").after(s.id)), http.StatusPreconditionFailed, "previous-missing")
	}},
	{"the hash is of the canonical body", func(ctx context.Context, r *runner) error {
		s := r.message("").saying(json.RawMessage(`{ "text" : "Bl\u00e5b\u00e6r \ud83e\uded0 <3 \"\/\"",   "language":"nb" }`))
		if _, err := r.register(ctx, s); err != nil {
			return err
		}
		byID, _, err := r.listed(ctx)
		if want := "Blåbær 🫐 <3 \"/\""; err == nil && byID[s.id].Text != want {
			return fmt.Errorf("text %q, not %q", byID[s.id].Text, want)
		}
		return err
	}},
	{"a hash of something else is refused, and nothing is stored", func(ctx context.Context, r *runner) error {
		s := r.message("Hei")
		s.hash = strings.Repeat("0", 64)
		if err := r.problem(ctx, r.put(s), http.StatusUnprocessableEntity, "invalid"); err != nil {
			return err
		}
		return r.notListed(ctx, s)
	}},
	{"an author who isn't the copy's party is refused", func(ctx context.Context, r *runner) error {
		return r.problem(ctx, r.put(r.messageBy(object{"personId": uuid.NewString()}, "Hei")), http.StatusForbidden, "refused")
	}},
	{"an employee without the case is refused", func(ctx context.Context, r *runner) error {
		return r.problem(ctx, r.put(r.messageBy(object{"employeeId": uuid.NewString()}, "Hei")), http.StatusForbidden, "refused")
	}},
	{"an empty text is refused", func(ctx context.Context, r *runner) error {
		return r.problem(ctx, r.put(r.message(" \n ")), http.StatusUnprocessableEntity, "invalid")
	}},
	{"10 000 code points after NFC are taken", func(ctx context.Context, r *runner) error {
		if _, err := r.register(ctx, r.message(strings.Repeat("🫐", 10_000))); err != nil {
			return fmt.Errorf("of four bytes each: %w", err)
		}
		if _, err := r.register(ctx, r.message(strings.Repeat("a\u030a", 10_000))); err != nil {
			return fmt.Errorf("decomposed: %w", err)
		}
		return nil
	}},
	{"10 001 code points are refused", func(ctx context.Context, r *runner) error {
		return r.problem(ctx, r.put(r.message(strings.Repeat("å", 10_001))), http.StatusUnprocessableEntity, "invalid")
	}},
	{"an opened document is registered without a place of its own", func(ctx context.Context, r *runner) error {
		s := r.message("")
		s = s.saying(json.RawMessage(fmt.Sprintf(`{"entryId":%q,"documentId":%q,"openedAt":%q}`, r.setup.EntryID, r.setup.DocumentID, s.acceptedAt.Format(time.RFC3339Nano))))
		q := s.json()
		q["kind"] = "OPENED"
		if _, err := r.expect(ctx, put(r.copyPath+"/submissions/"+s.id, q), http.StatusCreated); err != nil {
			return err
		}
		e, err := read[fagsystem.Entry](ctx, r.client, get(r.copyPath+"/entries/"+r.setup.EntryID))
		if err == nil && e.OpenedAt == nil {
			return fmt.Errorf("the entry doesn't say that it was opened")
		}
		if err != nil {
			return err
		}
		return r.notListed(ctx, s)
	}},
	{"evidence is kept, merged and never lost", evidence},
}

func sameAgain(ctx context.Context, r *runner) error {
	s := r.message("Sendt to ganger")
	first, err := r.register(ctx, s)
	if err != nil {
		return err
	}
	for range 2 {
		a, err := r.expect(ctx, r.put(s), http.StatusOK)
		if err != nil {
			return err
		}
		var again fagsystem.Registration
		if err := json.Unmarshal(a.body, &again); err != nil {
			return err
		}
		if !reflect.DeepEqual(first, again) {
			return fmt.Errorf("first %+v, then %+v", first, again)
		}
	}
	_, _, err = r.listed(ctx)
	return err
}

// together sends all at once and answers their registrations and how many were 201.
func (r *runner) together(ctx context.Context, list []submission) ([]fagsystem.Registration, int, error) {
	regs, errs, created := make([]fagsystem.Registration, len(list)), make([]error, len(list)), make([]bool, len(list))
	var wait sync.WaitGroup
	for i, s := range list {
		wait.Go(func() {
			a, err := r.expect(ctx, r.put(s), http.StatusCreated, http.StatusOK)
			if err == nil {
				created[i] = a.status == http.StatusCreated
				err = json.Unmarshal(a.body, &regs[i])
			}
			errs[i] = err
		})
	}
	wait.Wait()
	n := 0
	for i := range list {
		if errs[i] != nil {
			return nil, 0, errs[i]
		}
		if created[i] {
			n++
		}
	}
	return regs, n, nil
}

func manyAtOnce(ctx context.Context, r *runner) error {
	regs, created, err := r.together(ctx, slices.Repeat([]submission{r.message("Alle på en gang")}, 20))
	if err != nil {
		return err
	}
	if created != 1 {
		return fmt.Errorf("%d of 20 answers say 201", created)
	}
	for _, reg := range regs {
		if !reflect.DeepEqual(reg, regs[0]) {
			return fmt.Errorf("%+v and %+v", regs[0], reg)
		}
	}
	_, _, err = r.listed(ctx)
	return err
}

func manyPlaces(ctx context.Context, r *runner) error {
	var list []submission
	for i := range 12 {
		list = append(list, r.message(fmt.Sprintf("Samtidig %d", i)))
	}
	regs, _, err := r.together(ctx, list)
	if err != nil {
		return err
	}
	var places []int64
	numbers := map[string]bool{}
	for _, reg := range regs {
		places = append(places, reg.Position)
		numbers[reg.RegistrationId] = true
	}
	slices.Sort(places)
	if len(numbers) != len(regs) {
		return fmt.Errorf("%d numbers for %d registrations", len(numbers), len(regs))
	}
	for i := range places[1:] {
		if places[i+1] != places[i]+1 {
			return fmt.Errorf("places %v have gaps or doubles", places)
		}
	}
	return nil
}

func evidence(ctx context.Context, r *runner) error {
	s := r.message("Med kvittering")
	if _, err := r.register(ctx, s); err != nil {
		return err
	}
	path := r.copyPath + "/submissions/" + s.id + "/evidence"
	sent, read, later := "2026-03-01T10:00:00Z", "2026-03-01T11:00:00Z", "2026-03-02T12:00:00Z"
	for _, e := range []object{{"sentAt": sent, "deliveredAt": sent}, {"readAt": read}, {"sentAt": sent, "notifiedAt": later}, {}} {
		if _, err := r.expect(ctx, put(path, e), http.StatusNoContent); err != nil {
			return err
		}
	}
	if r.setup.ReadBack == "" {
		return nil // the contract has no way to read it back
	}
	return r.readBack(ctx, s.id, fagsystem.Evidence{SentAt: at(sent), DeliveredAt: at(sent), ReadAt: at(read), NotifiedAt: at(later)})
}

func at(text string) *time.Time {
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		panic(err) // only called with constants
	}
	return &t
}
