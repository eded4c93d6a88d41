package export

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/audit"
	"innbyggertjenesten/bff/export/internal/db"
	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/show"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

// API answers the room's requests, the party's and the employee's.
type API struct{ Store *Store }

// GetExport is how far one's order has come. Whoever only looks leaves no trace.
func (a *API) GetExport(ctx context.Context, r portal.GetExportRequestObject) (portal.GetExportResponseObject, error) {
	found, err := a.Store.settings.Access.Decide(ctx, session.FromContext(ctx), r.CaseCopyId, access.Purpose{})
	if err != nil {
		return nil, access.Problem(err)
	}
	shown, err := a.shown(ctx, found)
	return portal.GetExport200JSONResponse(shown), err
}

// OrderExport orders one.
func (a *API) OrderExport(ctx context.Context, r portal.OrderExportRequestObject) (portal.OrderExportResponseObject, error) {
	actor := session.FromContext(ctx)
	found, err := a.fresh(ctx, actor, r.CaseCopyId, "export.order")
	if err != nil {
		return nil, err
	}
	if !found.ExportOff {
		if _, err := a.Store.order(ctx, whoseOf(found), actor.Language); err != nil {
			return nil, problem.Wrap(problem.Unavailable, err)
		}
	}
	shown, err := a.shown(ctx, found)
	return portal.OrderExport200JSONResponse(shown), err
}

// CancelExport stops it, or erases what is ready.
func (a *API) CancelExport(ctx context.Context, r portal.CancelExportRequestObject) (portal.CancelExportResponseObject, error) {
	found, err := a.Store.settings.Access.Decide(ctx, session.FromContext(ctx), r.CaseCopyId, access.Purpose{Action: "export.cancel"})
	if err != nil {
		return nil, access.Problem(err)
	}
	row, there, err := a.Store.newest(ctx, whoseOf(found))
	if err == nil && there {
		err = a.Store.end(ctx, row.ID, portal.ExportStateSTOPPED)
	}
	if err != nil {
		return nil, problem.Wrap(problem.Unavailable, err)
	}
	return portal.CancelExport204Response{}, nil
}

// BeginExportDownload decides about the whole once more and lets this log-in, and
// no other, fetch it.
func (a *API) BeginExportDownload(ctx context.Context, r portal.BeginExportDownloadRequestObject) (portal.BeginExportDownloadResponseObject, error) {
	s, actor := a.Store, session.FromContext(ctx)
	found, err := a.fresh(ctx, actor, r.CaseCopyId, "export.begin-download")
	if err != nil {
		return nil, err
	}
	row, there, err := s.newest(ctx, whoseOf(found))
	if err != nil {
		return nil, problem.Wrap(problem.Unavailable, err)
	}
	if !there || row.State != string(portal.ExportStateREADY) || s.over(row) {
		return nil, problem.New(problem.ExportNotReady)
	}
	if err := s.recheck(ctx, actor, found, row); err != nil {
		return nil, err
	}
	now := s.settings.Now()
	after := now.Add(-ReadyFor)
	began, err := s.queries.BeginFetching(ctx, db.BeginFetchingParams{ID: row.ID, Session: actor.SessionID, Now: now, Until: now.Add(fetchingFor), ReadyAfter: &after})
	if err != nil {
		return nil, problem.Wrap(problem.Unavailable, err)
	}
	if began == 0 {
		return nil, problem.New(problem.ExportNotReady) // another log-in fetches it
	}
	return portal.BeginExportDownload204Response{}, nil
}

// GetExportContent hands the archive out to the log-in that began the download.
// The whole is decided about anew, and each chunk is gone as soon as anything ends
// it.
func (a *API) GetExportContent(ctx context.Context, r portal.GetExportContentRequestObject) (portal.GetExportContentResponseObject, error) {
	s, actor := a.Store, session.FromContext(ctx)
	purpose := access.Purpose{Action: "export.download", ByCaller: true}
	found, err := s.settings.Access.Decide(ctx, actor, r.CaseCopyId, purpose)
	if err != nil {
		return nil, access.Problem(err)
	}
	if !actor.Level.AtLeast(session.High) {
		return nil, access.Problem(s.settings.Access.Conclude(ctx, actor, found, purpose, access.ErrStepUpNeeded))
	}
	row, there, err := s.newest(ctx, whoseOf(found))
	if err != nil {
		return nil, problem.Wrap(problem.Unavailable, err)
	}
	if !there || row.State != string(portal.ExportStateREADY) || s.over(row) || row.FetchingSession == nil || *row.FetchingSession != actor.SessionID {
		return nil, problem.New(problem.ExportNotReady)
	}
	if err := s.recheck(ctx, actor, found, row); err != nil {
		return nil, err
	}
	sealer, err := s.settings.People.Sealer(ctx, row.Municipality, row.PersonID)
	if err != nil {
		return nil, problem.Wrap(problem.Unavailable, err)
	}
	files, err := s.contents(ctx, sealer, row)
	if errors.Is(err, errGone) {
		return nil, problem.New(problem.ExportNotReady)
	}
	if err != nil {
		return nil, problem.Wrap(problem.Unavailable, err)
	}
	long, err := length(files)
	if err != nil {
		return nil, err
	}
	if err := s.settings.Access.Conclude(ctx, actor, found, purpose, nil); err != nil {
		return nil, err
	}
	return download{ctx: ctx, store: s, row: row, session: actor.SessionID, files: files, length: long}, nil
}

// download is an archive on its way out.
type download struct {
	ctx     context.Context
	store   *Store
	row     db.CaseExport
	session string
	files   []*reading
	length  int64
}

// VisitGetExportContentResponse writes the answer. Once all of it has gone out it
// is erased; what breaks off in the middle can be begun again by the same log-in.
func (d download) VisitGetExportContentResponse(w http.ResponseWriter) error {
	header := w.Header()
	// What it is called may tell whoever looks over a shoulder what it is about.
	show.Kept(header, "application/zip", `filename="samling.zip"`)
	// What breaks off begins anew.
	header.Set("Accept-Ranges", "none")
	header.Set("Content-Length", strconv.FormatInt(d.length, 10))
	w.WriteHeader(http.StatusOK)
	kept := d.store.settings.Now()
	err := write(w, d.files, func() error {
		now := d.store.settings.Now()
		if now.Sub(kept) < time.Minute {
			return nil
		}
		kept = now
		still, err := d.store.queries.KeepFetching(d.ctx, db.KeepFetchingParams{ID: d.row.ID, Session: d.session, Until: now.Add(fetchingFor)})
		if err == nil && still == 0 {
			err = errGone
		}
		return err
	})
	if err == nil {
		err = http.NewResponseController(w).Flush()
	}
	if err != nil {
		return problem.Wrap(problem.Unavailable, err)
	}
	done, cancel := context.WithTimeout(context.WithoutCancel(d.ctx), lease)
	defer cancel()
	if err := d.store.end(done, d.row.ID, portal.ExportStateFETCHED); err != nil {
		slog.ErrorContext(done, "an archive that was fetched could not be erased; its time runs out", "error", err.Error())
	}
	return nil
}

// fresh decides what needs a log-in that is certain and new.
func (a *API) fresh(ctx context.Context, actor *session.Actor, caseCopyID uuid.UUID, action string) (access.Case, error) {
	decider, purpose := a.Store.settings.Access, access.Purpose{Action: action, ByCaller: true}
	found, err := decider.Decide(ctx, actor, caseCopyID, purpose)
	if err != nil {
		return access.Case{}, access.Problem(err)
	}
	if !a.isFresh(actor) {
		err = access.ErrStepUpNeeded
	}
	if err = decider.Conclude(ctx, actor, found, purpose, err); errors.Is(err, access.ErrStepUpNeeded) && actor.Level.AtLeast(session.High) {
		return access.Case{}, problem.New(problem.LogInAgain)
	}
	return found, access.Problem(err)
}

// isFresh: it is certain, and lately, who is logged in.
func (a *API) isFresh(actor *session.Actor) bool {
	return actor.Level.AtLeast(session.High) && !a.Store.settings.Now().After(actor.FreshUntil(a.Store.settings.Fresh))
}

// shown is how far it has come, for the page.
func (a *API) shown(ctx context.Context, found access.Case) (portal.Export, error) {
	s := a.Store
	shown := portal.Export{State: portal.ExportStateNONE, Fresh: a.isFresh(session.FromContext(ctx))}
	row, there, err := s.newest(ctx, whoseOf(found))
	switch {
	case err != nil:
		return shown, problem.Wrap(problem.Unavailable, err)
	case found.ExportOff:
		shown.State = portal.ExportStateOFF
		return shown, nil
	case !there:
		return shown, nil
	}
	shown.State, shown.OrderedAt = portal.ExportState(row.State), &row.OrderedAt
	switch shown.State {
	case portal.ExportStateMAKING:
		done := int(row.Done)
		shown.Done = &done
		if row.Total != nil {
			total := int(*row.Total)
			shown.Total = &total
		}
	case portal.ExportStateREADY:
		if s.over(row) {
			shown.State = portal.ExportStateEXPIRED
			return shown, nil
		}
		// Whoever sees it here needn't be told on their telephone.
		if row.SeenAt == nil {
			if err := s.queries.Seen(ctx, db.SeenParams{ID: row.ID, Now: s.settings.Now()}); err != nil {
				return shown, problem.Wrap(problem.Unavailable, err)
			}
		}
		until := row.ReadyAt.Add(ReadyFor)
		shown.ReadyUntil, shown.Size = &until, &row.Size
	}
	return shown, nil
}

// switchPatience bounds a switch from the decision to the answer.
const switchPatience = 20 * time.Second

// mostReason is how long the reason may be, in code points.
const mostReason = 500

// PutExportSwitch decides whether a party may take the case along. Nothing
// changes here before the fagsystem has confirmed it; then what the party has of
// it is gone before this answers. Each attempt leaves one audit row.
func (a *API) PutExportSwitch(ctx context.Context, r portal.PutExportSwitchRequestObject) (portal.PutExportSwitchResponseObject, error) {
	s, actor, choice := a.Store, session.FromContext(ctx), *r.Body
	purpose := access.Purpose{Action: "export.switch-on", ByCaller: true}
	reason := ""
	if choice.Off {
		purpose.Action = "export.switch-off"
		if choice.Reason != nil {
			reason = strings.TrimSpace(*choice.Reason)
		}
	}
	patient, cancel := context.WithTimeout(ctx, access.SeeingPatience)
	found, err := s.settings.Access.DecideEmployee(patient, actor, r.CaseCopyId, purpose)
	cancel()
	if err != nil {
		return nil, access.Problem(err)
	}
	switch {
	case choice.Off && reason == "":
		return nil, problem.New(problem.TextEmpty)
	case utf8.RuneCountInString(reason) > mostReason:
		return nil, problem.New(problem.FieldTooLong).With("Most", mostReason)
	}
	// Whoever closes the page now has asked for it all the same.
	ctx, cancel = context.WithTimeout(context.WithoutCancel(ctx), switchPatience)
	defer cancel()
	held, err := s.settings.Fagsystem(found.Municipality).PutExportSwitch(ctx, found.CaseCopyID, contract.ExportSwitchChoice{Off: choice.Off, Reason: reason, EmployeeId: found.EmployeeID})
	var done error
	if err == nil {
		done = s.follow(ctx, found, choice.Off)
	}
	recorded := s.settings.Audit.Record(ctx, audit.Event{
		Municipality: found.Municipality, Person: found.Employee, World: session.Employee, Action: purpose.Action,
		ObjectKind: "case-copy", ObjectID: found.CaseCopyID.String(), About: found.Party, Outcome: outcomeOf(err), Personal: reason,
	})
	switch {
	case err != nil:
		return nil, access.Problem(err)
	case done != nil || recorded != nil:
		return nil, problem.Wrap(problem.Unavailable, errors.Join(done, recorded))
	}
	return portal.PutExportSwitch200JSONResponse(portal.ExportSwitch{OffSince: held.OffSince}), nil
}

func outcomeOf(err error) audit.Outcome {
	switch {
	case err == nil:
		return audit.Allowed
	case errors.Is(err, fagsystem.ErrRefused), errors.Is(err, fagsystem.ErrNotFound):
		return audit.Denied
	}
	return audit.Failed
}

// follow does what the fagsystem has confirmed, on all replicas.
func (s *Store) follow(ctx context.Context, found access.EmployeeCase, off bool) error {
	event := contract.Event{Type: contract.EventTypeAccessChanged}
	party := found.Conversation.Party.PersonId
	event.Data.PersonId, event.Data.EmployeeIds = &party, []uuid.UUID{found.EmployeeID}
	s.settings.Forget(found.Municipality, event)
	if !off {
		return nil
	}
	return s.stopCopy(ctx, found.Municipality, found.CaseCopyID, portal.ExportStateSTOPPED)
}
