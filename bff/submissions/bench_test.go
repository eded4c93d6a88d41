package submissions_test

import (
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgxpool"

	"innbyggertjenesten/bff/person"
	"innbyggertjenesten/bff/postgres/postgrestest"
	"innbyggertjenesten/bff/postgres/wake"
	"innbyggertjenesten/bff/submissions"
	"innbyggertjenesten/bff/vault/vaulttest"
	contract "innbyggertjenesten/contracts/fagsystem"
)

// BenchmarkAccept: messages a second that are durably accepted (sealed, in order,
// with their audit row, everybody woken), beside what pgbench -N makes of the
// same server with as many clients. PGBENCH names the program.
func BenchmarkAccept(b *testing.B) {
	const clients, seconds, rounds = 16, 4, 3
	program := os.Getenv("PGBENCH")
	if program == "" {
		b.Skip("PGBENCH names no program")
	}
	address := postgrestest.NewURL(b)
	pgbench := func(arguments ...string) []byte {
		out, err := exec.CommandContext(b.Context(), program, append(arguments, address)...).CombinedOutput()
		if err != nil {
			b.Fatalf("pgbench: %v\n%s", err, out)
		}
		return out
	}
	pgbench("--initialize", "--quiet", "--scale=10")
	rate := regexp.MustCompile(`tps = ([0-9.]+)`)
	plain := func() float64 {
		out := pgbench("--skip-some-updates", "--no-vacuum", "--client="+strconv.Itoa(clients), "--jobs=2", "--time="+strconv.Itoa(seconds))
		found, err := strconv.ParseFloat(string(rate.FindSubmatch(out)[1]), 64)
		if err != nil {
			b.Fatal(err)
		}
		return found
	}

	config, err := pgxpool.ParseConfig(address)
	if err != nil {
		b.Fatal(err)
	}
	config.MaxConns, config.MinConns = clients, clients
	pool, err := pgxpool.NewWithConfig(b.Context(), config)
	if err != nil {
		b.Fatal(err)
	}
	defer pool.Close()
	keys := vaulttest.New(b)
	people := person.New(pool, keys, time.Now)
	notifier := wake.StartNotifier(pool, "bench")
	defer notifier.Stop()
	store := submissions.NewStore(submissions.Settings{
		Pool: pool, Vault: keys, Sealers: people, Now: time.Now, Hold: 10 * time.Second, Wake: func() { notifier.Signal() },
	})
	authors := make([]uuid.UUID, clients*10) // more people than clients, as in life
	for i := range authors {
		author, err := people.Ensure(b.Context(), "fjordvik", person.Citizen, uuid.NewString())
		if err != nil {
			b.Fatal(err)
		}
		authors[i] = author.ID
	}
	text := "Kan vi flytte møtet til torsdag? Jeg har prøve på onsdag, og jeg vil gjerne at broren min er med."
	ours := func() float64 {
		var accepted atomic.Int64
		until := time.Now().Add(seconds * time.Second)
		began := time.Now()
		var senders sync.WaitGroup
		for client := range clients {
			senders.Go(func() {
				for n := 0; time.Now().Before(until); n++ {
					author := authors[client*10+n%10]
					_, created, err := store.Accept(b.Context(), submissions.New{
						Key:   submissions.Key{Municipality: "fjordvik", AuthorID: author, OrderingKey: author, ID: uuid.Must(uuid.NewV7())},
						World: person.Citizen, CaseCopyID: author, Kind: contract.SubmissionKindMESSAGE, Body: contract.SubmissionBody{Text: &text},
					})
					if err != nil || !created {
						b.Errorf("not accepted: %v", err)
						return
					}
					accepted.Add(1)
				}
			})
		}
		senders.Wait()
		return float64(accepted.Load()) / time.Since(began).Seconds()
	}

	for b.Loop() {
		var theirs, own []float64
		for range rounds {
			theirs, own = append(theirs, plain()), append(own, ours())
		}
		slices.Sort(theirs)
		slices.Sort(own)
		b.ReportMetric(own[rounds/2], "accepted/s")
		b.ReportMetric(theirs[rounds/2], "pgbench/s")
		b.ReportMetric(own[rounds/2]/theirs[rounds/2], "ratio")
	}
	b.ReportMetric(0.6, "at-least")
}
