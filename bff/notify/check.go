package notify

import (
	"context"
	"log/slog"
	"time"

	"github.com/google/uuid"
	"github.com/riverqueue/river"

	contract "innbyggertjenesten/contracts/fagsystem"
)

const (
	// checkAfter is when an order's result is looked at first, checkAgain how
	// often after that, and checkFor how long at all.
	checkAfter = 30 * time.Second
	checkAgain = 5 * time.Minute
	checkFor   = 24 * time.Hour
)

// checkArgs are a job's arguments: ids only.
type checkArgs struct {
	Municipality string     `json:"municipality"`
	OrderID      string     `json:"orderId"`
	CaseCopyID   uuid.UUID  `json:"caseCopyId"`
	MessageID    *uuid.UUID `json:"messageId"`
	OrderedAt    time.Time  `json:"orderedAt"`
}

// Kind names the job.
func (checkArgs) Kind() string { return "notify-check" }

type checkWorker struct {
	river.WorkerDefaults[checkArgs]
	notifier *Notifier
}

// Work looks at what became of an order; where it arrived, the fagsystem gets
// to know that the message was notified.
func (w *checkWorker) Work(ctx context.Context, job *river.Job[checkArgs]) error {
	n, args := w.notifier, job.Args
	municipality, configured := n.settings.Municipalities[args.Municipality]
	if !configured {
		return nil
	}
	status, err := municipality.Altinn.Status(ctx, args.OrderID)
	if err != nil {
		return err
	}
	switch {
	case !status.Completed && n.settings.Now().Sub(args.OrderedAt) < checkFor:
		return river.JobSnooze(checkAgain)
	case status.Succeeded == 0:
		n.outcomes.WithLabelValues(args.Municipality, outcomeFailed).Inc()
		slog.WarnContext(ctx, "a notification reached nobody", "municipality", args.Municipality)
		return nil
	}
	n.outcomes.WithLabelValues(args.Municipality, outcomeDelivered).Inc()
	if args.MessageID == nil {
		return nil
	}
	return municipality.Fagsystem.PutEvidence(ctx, args.CaseCopyID, *args.MessageID, contract.Evidence{NotifiedAt: &args.OrderedAt})
}
