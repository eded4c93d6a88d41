package cases

import (
	"context"
	"slices"

	"golang.org/x/sync/errgroup"

	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/show"
)

// GetPlan is what was agreed in a case, how it is going, and what has happened.
func (a *API) GetPlan(ctx context.Context, request portal.GetPlanRequestObject) (portal.GetPlanResponseObject, error) {
	actor := session.FromContext(ctx)
	found, err := a.settings.Access.Decide(ctx, actor, request.CaseCopyId, access.Purpose{Action: "plan.read", Needs: access.Documents})
	if err != nil {
		return nil, access.Problem(err)
	}
	plan, err := a.ShowPlan(ctx, found, actor.Language)
	if err != nil {
		return nil, access.Problem(err)
	}
	return portal.GetPlan200JSONResponse(plan), nil
}

// ShowPlan is the plan as the party whom found belongs to sees it. It decides
// nothing and records nothing.
func (a *API) ShowPlan(ctx context.Context, found access.Case, language string) (portal.Plan, error) {
	client := a.settings.Fagsystems.Of(found.Municipality)
	if client == nil {
		return portal.Plan{}, access.ErrNotFound
	}
	var caseCopy contract.CaseCopy
	var entries []contract.Entry
	var incomplete bool
	asking, asked := errgroup.WithContext(ctx)
	asking.Go(func() (err error) {
		caseCopy, err = client.CaseCopy(asked, found.CaseCopyID)
		return err
	})
	asking.Go(func() (err error) {
		entries, incomplete, err = allEntries(asked, client, found.CaseCopyID)
		return err
	})
	if err := asking.Wait(); err != nil {
		return portal.Plan{}, err
	}
	if err := ofParty(ctx, found, caseCopy); err != nil {
		return portal.Plan{}, err
	}
	reader := show.ReaderOf(caseCopy)
	entries = slices.DeleteFunc(entries, reader.Hides)
	plan := show.Plan(show.Guarded(caseCopy), entries, reader, language, a.settings.Now())
	plan.Closed, plan.Incomplete = found.Closed, ifTrue(incomplete)
	if !found.May.Complaint {
		planWithoutComplaint(&plan)
	}
	if !found.May.Commenting {
		for _, entries := range [][]portal.Entry{plan.Plans, plan.Drafts} {
			for i := range entries {
				entries[i].MayComment = nil
			}
		}
	}
	return plan, nil
}

// planWithoutComplaint leaves deadlines out for whoever may not complain.
func planWithoutComplaint(plan *portal.Plan) {
	for _, entries := range [][]portal.Entry{plan.Plans, plan.Drafts} {
		for i := range entries {
			show.WithoutComplaint(&entries[i])
		}
	}
	for _, item := range plan.Timeline {
		if item.Entry != nil {
			item.Entry.ComplaintDeadline = nil
		}
	}
}
