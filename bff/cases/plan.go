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
	client := a.settings.Fagsystems.Of(found.Municipality)
	var caseCopy contract.CaseCopy
	var entries []contract.Entry
	asking, asked := errgroup.WithContext(ctx)
	asking.Go(func() (err error) {
		caseCopy, err = client.CaseCopy(asked, found.CaseCopyID)
		return err
	})
	asking.Go(func() (err error) {
		entries, err = allEntries(asked, client, found.CaseCopyID)
		return err
	})
	if err := asking.Wait(); err != nil {
		return nil, access.Problem(err)
	}
	if err := ofParty(ctx, found, caseCopy); err != nil {
		return nil, access.Problem(err)
	}
	plan := show.Plan(caseCopy.Mappe, entries, actor.Language, a.settings.Now())
	plan.Closed = found.Closed
	if !found.May.Complaint {
		planWithoutComplaint(&plan)
	}
	return portal.GetPlan200JSONResponse(guardedPlan(plan, show.HiddenFrom(caseCopy.Me, caseCopy.OtherParties))), nil
}

// guardedPlan leaves out of the plan what holds a protected fact of another
// party, as guarded does of the case.
func guardedPlan(plan portal.Plan, hidden show.Hidden) portal.Plan {
	plan.Timeline = slices.DeleteFunc(plan.Timeline, func(item portal.TimelineItem) bool {
		return item.Milestone != nil && hidden.In(item.Milestone.Name) || item.Entry != nil && hidden.In(item.Entry.Title)
	})
	for _, item := range plan.Timeline {
		if item.Milestone != nil {
			item.Milestone.Description = hidden.Text(item.Milestone.Description)
		}
	}
	for _, entries := range []*[]portal.Entry{&plan.Plans, &plan.Drafts} {
		*entries = slices.DeleteFunc(*entries, func(entry portal.Entry) bool { return hidden.In(entry.Summary.Title) })
		for i := range *entries {
			guardEntry(&(*entries)[i], hidden)
		}
	}
	return plan
}

func guardEntry(entry *portal.Entry, hidden show.Hidden) {
	entry.Description = hidden.Text(entry.Description)
	if entry.CommentsAsked != nil && hidden.In(entry.CommentsAsked.Text) {
		entry.CommentsAsked = nil
	}
	if entry.DraftOutcome != nil {
		entry.DraftOutcome.Text = hidden.Text(entry.DraftOutcome.Text)
	}
	if entry.Plan != nil {
		entry.Plan.SubGoals = slices.DeleteFunc(entry.Plan.SubGoals, func(goal portal.SubGoal) bool { return hidden.In(goal.Description) })
	}
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
