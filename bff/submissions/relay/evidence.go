package relay

import (
	"context"
	"errors"
	"log/slog"

	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/submissions"
	"innbyggertjenesten/bff/submissions/internal/db"
	contract "innbyggertjenesten/contracts/fagsystem"
)

// handOverEvidence hands over what is still due in a municipality.
func (r *Relay) handOverEvidence(ctx context.Context, municipality string) bool {
	rows, err := r.queries.ListEvidenceDue(ctx, db.ListEvidenceDueParams{Municipality: municipality, Now: r.settings.Now()})
	if err != nil {
		return false
	}
	progress := false
	for _, row := range rows {
		if ctx.Err() != nil || !r.settings.Fagsystems[municipality].Available() {
			return false
		}
		progress = r.handOver(ctx, submissions.FromRow(row), row.Attempts) || progress
	}
	return progress
}

// handOver gives the fagsystem the evidence of one submission and, when it has
// it, erases here what was written.
func (r *Relay) handOver(ctx context.Context, one submissions.Submission, attempts int32) bool {
	err := r.settings.Fagsystems[one.Municipality].PutEvidence(ctx, one.CaseCopyID, one.ID,
		contract.Evidence{SentAt: &one.AcceptedAt, DeliveredAt: &one.RegisteredAt})
	if err == nil {
		err = r.queries.Erase(ctx, db.EraseParams{
			Municipality: one.Municipality, AuthorID: one.AuthorID, OrderingKey: one.OrderingKey, ID: one.ID, Now: r.settings.Now(),
		})
	}
	if err == nil {
		r.settings.Metrics.testErased()
		return true
	}
	if ctx.Err() != nil {
		return false
	}
	err = r.queries.PostponeEvidence(ctx, db.PostponeEvidenceParams{
		Municipality: one.Municipality, AuthorID: one.AuthorID, OrderingKey: one.OrderingKey, ID: one.ID,
		DueAt: r.settings.Now().Add(pause(attempts)),
	})
	if err != nil {
		slog.WarnContext(ctx, "evidence could not be postponed", "municipality", one.Municipality, "error", err.Error())
	}
	return false
}

// reportReads tells the fagsystem how far people have read.
func (r *Relay) reportReads(ctx context.Context, municipality string) bool {
	marks, err := r.queries.ListUnreported(ctx, db.ListUnreportedParams{Municipality: municipality, Now: r.settings.Now()})
	if err != nil {
		return false
	}
	progress := false
	for _, mark := range marks {
		if ctx.Err() != nil || !r.settings.Fagsystems[municipality].Available() {
			return false
		}
		if err := r.reportRead(ctx, mark); err == nil {
			progress = true
			continue
		}
		err := r.queries.PostponeReport(ctx, db.PostponeReportParams{
			Municipality: municipality, PersonID: mark.PersonID, CaseCopyID: mark.CaseCopyID,
			DueAt: r.settings.Now().Add(pause(mark.Attempts)),
		})
		if err != nil && ctx.Err() == nil {
			slog.WarnContext(ctx, "a read mark could not be postponed", "municipality", municipality, "error", err.Error())
		}
	}
	return progress
}

func (r *Relay) reportRead(ctx context.Context, mark db.ReadMark) error {
	reader, err := r.settings.People.Find(ctx, mark.Municipality, mark.PersonID)
	if err != nil {
		return err
	}
	author, err := asAuthor(reader)
	if err != nil {
		return err
	}
	_, err = r.settings.Fagsystems[mark.Municipality].PutReadMark(ctx, mark.CaseCopyID,
		contract.ReadMarkReport{Position: mark.Position, ReadAt: *mark.ReadAt, Reader: author})
	switch {
	case errors.Is(err, fagsystem.ErrRefused), errors.Is(err, fagsystem.ErrNotFound), errors.Is(err, fagsystem.ErrInvalid):
		// It is no longer this person's to read: repeating it would change nothing.
		slog.WarnContext(ctx, "the fagsystem refused a read mark", "municipality", mark.Municipality)
	case err != nil:
		return err
	}
	return r.queries.Reported(ctx, db.ReportedParams{
		Municipality: mark.Municipality, PersonID: mark.PersonID, CaseCopyID: mark.CaseCopyID, Position: mark.Position,
	})
}
