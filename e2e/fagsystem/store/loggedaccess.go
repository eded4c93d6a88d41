package store

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"innbyggertjenesten/contracts/fagsystem"
)

type accessCursor struct {
	At     time.Time `json:"t"`
	Number int64     `json:"n"`
}

// LoggedAccesses is a page of what employees have opened of a copy, newest first.
func (s *Store) LoggedAccesses(ctx context.Context, municipality string, copyID uuid.UUID, cursor *string, limit int) (fagsystem.LoggedAccessPage, error) {
	page := fagsystem.LoggedAccessPage{}
	var tells bool
	err := s.Pool.QueryRow(ctx, `select m.tells_accesses from case_copy c join municipality m using (municipality)
		where c.municipality = $1 and c.case_copy_id = $2 and c.ended_at is null`, municipality, copyID).Scan(&tells)
	if err != nil {
		return page, notFound(err)
	}
	if !tells {
		return page, ErrNotFound
	}
	after := accessCursor{At: time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)}
	if cursor != nil {
		raw, err := base64.RawURLEncoding.DecodeString(*cursor)
		if err != nil || json.Unmarshal(raw, &after) != nil {
			return page, InvalidError("unknown cursor")
		}
	}
	rows, err := s.Pool.Query(ctx, `select employee_id, role, at, what, number from logged_access
		where municipality = $1 and case_copy_id = $2 and (at, number) < ($3, $4) order by at desc, number desc limit $5`,
		municipality, copyID, after.At, after.Number, limit+1)
	if err != nil {
		return page, err
	}
	var numbers []int64
	page.Accesses, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (a fagsystem.LoggedAccess, err error) {
		var number int64
		err = row.Scan(&a.EmployeeId, &a.Role, &a.At, &a.What, &number)
		numbers = append(numbers, number)
		return a, err
	})
	if err != nil || len(page.Accesses) <= limit {
		return page, err
	}
	page.Accesses = page.Accesses[:limit]
	raw, err := json.Marshal(accessCursor{page.Accesses[limit-1].At, numbers[limit-1]})
	page.NextCursor = ptr(base64.RawURLEncoding.EncodeToString(raw))
	return page, err
}

// Open is that an employee opens something of a copy in the fagsystem itself.
func (s *Store) Open(ctx context.Context, municipality string, copyID, employeeID uuid.UUID, what fagsystem.LoggedAccessWhat) error {
	if !what.Valid() {
		return InvalidError("unknown kind of what is opened")
	}
	return s.Write(ctx, municipality, func(ctx context.Context, tx *Tx) error {
		c, err := tx.lockCopy(ctx, copyID)
		if err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `insert into logged_access (municipality, case_copy_id, employee_id, role, what, at)
			select cc.municipality, $5, $2, coalesce(`+relation+`, 'EMPLOYEE'), $6, $7 from child_case cc
			join employee contact on contact.municipality = cc.municipality and contact.employee_id = cc.contact_id
			where cc.municipality = $1 and cc.case_id = $4`, municipality, employeeID, tx.Now, c.caseID, copyID, string(what), tx.Now)
		return err
	})
}
