package conformance

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/google/uuid"

	"innbyggertjenesten/contracts/fagsystem"
)

var exportSwitchChecks = []check{
	{"taking the case along is switched off for the copy and told, and one that is off keeps its time", exportIsSwitched},
	{"only who may open the conversation can switch it, and not without a reason", func(ctx context.Context, r *runner) error {
		path := r.copyPath + "/export-switch"
		err := errors.Join(
			r.problem(ctx, put(path, object{"off": true, "reason": "Prøve", "employeeId": uuid.NewString()}), http.StatusForbidden, "refused"),
			r.problem(ctx, put(path, object{"off": true, "reason": " ", "employeeId": r.setup.EmployeeID}), http.StatusUnprocessableEntity, "invalid"),
			r.wantExportOff(ctx, false))
		if err != nil {
			_, backErr := r.switchExport(ctx, false)
			err = errors.Join(err, backErr)
		}
		return err
	}},
}

func exportIsSwitched(ctx context.Context, r *runner) error {
	feed, err := read[fagsystem.EventPage](ctx, r.client, get("/v1/events"))
	if err != nil {
		return err
	}
	check := func() error {
		held, err := r.switchExport(ctx, true)
		if err != nil {
			return err
		}
		if held.OffSince == nil {
			return errors.New("the answer doesn't say since when it is off")
		}
		again, err := r.switchExport(ctx, true)
		if err != nil {
			return err
		}
		if again.OffSince == nil || !again.OffSince.Equal(*held.OffSince) {
			return fmt.Errorf("off since %s, then since %v", held.OffSince, again.OffSince)
		}
		told, err := r.accessChanged(ctx, feed.Next)
		if err != nil {
			return err
		}
		if !told[uuid.MustParse(r.setup.CaseCopyID)] {
			return errors.New("no access.changed about the copy")
		}
		return r.wantExportOff(ctx, true)
	}
	err = check()
	_, backErr := r.switchExport(ctx, false)
	return errors.Join(err, backErr, r.wantExportOff(ctx, false))
}

func (r *runner) switchExport(ctx context.Context, off bool) (fagsystem.ExportSwitch, error) {
	reason := ""
	if off {
		reason = "Prøve"
	}
	return read[fagsystem.ExportSwitch](ctx, r.client, put(r.copyPath+"/export-switch", object{"off": off, "reason": reason, "employeeId": r.setup.EmployeeID}))
}

// wantExportOff looks at what the person and the employee are told.
func (r *runner) wantExportOff(ctx context.Context, want bool) error {
	access, err := read[fagsystem.PersonAccess](ctx, r.client, get("/v1/persons/"+r.setup.PersonID+"/access"))
	if err != nil {
		return err
	}
	for _, c := range access.Cases {
		if c.CaseCopyId.String() == r.setup.CaseCopyID && (c.ExportOffSince != nil) != want {
			return fmt.Errorf("the person's copy %s: exportOffSince %v", c.CaseCopyId, c.ExportOffSince)
		}
	}
	conversation, err := r.conversation(ctx)
	if err == nil && (conversation.ExportOffSince != nil) != want {
		return fmt.Errorf("the employee's conversation: exportOffSince %v", conversation.ExportOffSince)
	}
	return err
}
