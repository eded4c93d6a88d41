// Package jobs runs the background work that isn't ordered: River's workers and
// what is done every so often, by one replica at a time. A job's arguments are
// ids only.
package jobs

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivertype"
)

const (
	mostAtOnce = 10
	// jobTimeout ends a job that hangs; rescueAfter gives one to another replica
	// whose own died. River's default is an hour.
	jobTimeout  = 30 * time.Second
	rescueAfter = time.Minute
	stopGrace   = 10 * time.Second
)

// Client is River's, for adding jobs within a transaction.
type Client = river.Client[pgx.Tx]

// Unfinished are the states of a job that is still to be done, or under way: for
// jobs of which one at a time is enough.
var Unfinished = []rivertype.JobState{
	rivertype.JobStateAvailable, rivertype.JobStatePending, rivertype.JobStateRunning, rivertype.JobStateRetryable, rivertype.JobStateScheduled,
}

// Periodic is something that is done every so often.
type Periodic struct {
	// Name never changes.
	Name  string
	Every time.Duration
	Run   func(ctx context.Context) error
}

// Queue is one of a room's own, with a limit of its own on each replica.
type Queue struct {
	Name   string
	AtOnce int
}

// Runner runs the jobs of this replica.
type Runner struct{ client *Client }

// New makes a runner; Start runs it. add registers the rooms' workers.
func New(pool *pgxpool.Pool, periodics []Periodic, queues []Queue, add ...func(*river.Workers)) (*Runner, error) {
	workers := river.NewWorkers()
	work := &periodicWorker{byName: map[string]Periodic{}}
	river.AddWorker(workers, work)
	for _, one := range add {
		one(workers)
	}
	limits := map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: mostAtOnce}}
	for _, one := range queues {
		limits[one.Name] = river.QueueConfig{MaxWorkers: one.AtOnce}
	}
	var schedule []*river.PeriodicJob
	for _, one := range periodics {
		work.byName[one.Name] = one
		schedule = append(schedule, river.NewPeriodicJob(river.PeriodicInterval(one.Every),
			func() (river.JobArgs, *river.InsertOpts) {
				// One that is still at work isn't begun again.
				return periodicArgs{Name: one.Name}, &river.InsertOpts{MaxAttempts: 1, UniqueOpts: river.UniqueOpts{ByArgs: true, ByPeriod: one.Every}}
			}, &river.PeriodicJobOpts{ID: one.Name, RunOnStart: true}))
	}
	client, err := river.NewClient(riverpgxv5.New(pool), &river.Config{
		Queues: limits, Workers: workers,
		PeriodicJobs: schedule, JobTimeout: jobTimeout, RescueStuckJobsAfter: rescueAfter,
		Logger: slog.New(slog.Default().Handler()),
	})
	if err != nil {
		return nil, fmt.Errorf("jobs: %w", err)
	}
	return &Runner{client: client}, nil
}

// Client adds jobs.
func (r *Runner) Client() *Client { return r.client }

// Start runs jobs; stop lets those under way finish.
func (r *Runner) Start(ctx context.Context) (stop func(), err error) {
	// River's own context must outlive the signal that begins a shutdown.
	if err := r.client.Start(context.WithoutCancel(ctx)); err != nil {
		return nil, fmt.Errorf("jobs: start: %w", err)
	}
	return func() {
		ending, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopGrace)
		defer cancel()
		if err := r.client.Stop(ending); err != nil {
			_ = r.client.StopAndCancel(context.WithoutCancel(ctx))
		}
	}, nil
}

type periodicArgs struct {
	Name string `json:"name"`
}

// Kind names the job.
func (periodicArgs) Kind() string { return "periodic" }

type periodicWorker struct {
	river.WorkerDefaults[periodicArgs]
	byName map[string]Periodic
}

// Work does one of the periodic jobs.
func (w *periodicWorker) Work(ctx context.Context, job *river.Job[periodicArgs]) error {
	one, known := w.byName[job.Args.Name]
	if !known {
		return nil // a newer or older replica's
	}
	return one.Run(ctx)
}
