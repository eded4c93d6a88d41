package store

import (
	"context"
	"strings"
	"time"

	"github.com/google/uuid"

	"innbyggertjenesten/contracts/fagsystem"
)

// SwitchExport decides, as an employee, whether a copy's party may take the case along as files. One that is off keeps
// its time and its reason.
func (s *Store) SwitchExport(ctx context.Context, municipality string, copyID uuid.UUID, choice fagsystem.ExportSwitchChoice) (fagsystem.ExportSwitch, error) {
	var held fagsystem.ExportSwitch
	if choice.Off && strings.TrimSpace(choice.Reason) == "" {
		return held, InvalidError("a reason is needed")
	}
	err := s.Write(ctx, municipality, func(ctx context.Context, tx *Tx) error {
		c, err := tx.lockCopy(ctx, copyID)
		if err != nil {
			return err
		}
		if c.endedAt != nil {
			return ErrNotFound
		}
		if err := tx.mayWorkOn(ctx, c, choice.EmployeeId); err != nil {
			return err
		}
		var since *time.Time
		if err := tx.QueryRow(ctx, `select export_off_since from case_copy where municipality = $1 and case_copy_id = $2`, municipality, copyID).Scan(&since); err != nil {
			return err
		}
		held.OffSince = since
		if (since != nil) == choice.Off {
			return nil
		}
		held.OffSince = nil
		var reason *string
		if choice.Off {
			held.OffSince, reason = &tx.Now, &choice.Reason
		}
		if _, err := tx.Exec(ctx, `update case_copy set export_off_since = $3, export_off_reason = $4 where municipality = $1 and case_copy_id = $2`,
			municipality, copyID, held.OffSince, reason); err != nil {
			return err
		}
		data, err := tx.about(ctx, c)
		if err == nil {
			tx.Emit("access.changed", data)
		}
		return err
	})
	return held, err
}
