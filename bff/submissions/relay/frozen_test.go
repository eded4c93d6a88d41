//go:build unix

package relay_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/person"
	"innbyggertjenesten/bff/postgres/postgrestest"
	"innbyggertjenesten/bff/submissions"
	"innbyggertjenesten/bff/submissions/relay"
	"innbyggertjenesten/bff/vault"
	"innbyggertjenesten/bff/vault/vaulttest"
)

// replica is what a process that is another replica is told on its standard input.
type replica struct {
	Database, Fagsystem string
	Keys                vault.Keys
}

const isReplica = "TEST_IS_A_REPLICA"

// TestReplica is no test but the other process of the one below.
func TestReplica(t *testing.T) {
	if os.Getenv(isReplica) == "" {
		return
	}
	var told replica
	if err := json.NewDecoder(os.Stdin).Decode(&told); err != nil {
		t.Fatal(err)
	}
	client, err := fagsystem.New(fagsystem.Settings{
		Municipality: municipality, BaseURL: told.Fagsystem, Token: fagsystem.StaticToken("t"), Timeout: time.Minute, ProbeEvery: 30 * time.Millisecond,
	})
	if err != nil {
		t.Fatal(err)
	}
	pool := postgrestest.Open(t, told.Database)
	relay.New(relay.Settings{
		Pool: pool, Fagsystems: map[string]relay.Fagsystem{municipality: client}, Now: time.Now,
		People: person.New(pool, vaulttest.Of(t, told.Keys), time.Now),
	}).Run(t.Context()) // until it is killed
}

// startReplica starts another process with a relay.
func (f *fixture) startReplica(t *testing.T, fagsystem string) *os.Process {
	t.Helper()
	told, err := json.Marshal(replica{Database: f.pool.Config().ConnString(), Fagsystem: fagsystem, Keys: f.keys})
	if err != nil {
		t.Fatal(err)
	}
	command := exec.Command(os.Args[0], "-test.run=^TestReplica$") //nolint:gosec // this very program
	command.Env = append(os.Environ(), isReplica+"=yes")
	command.Stdin, command.Stdout, command.Stderr = bytes.NewReader(told), os.Stderr, os.Stderr
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = command.Process.Kill()
		_ = command.Wait()
	})
	return command.Process
}

func signal(t *testing.T, process *os.Process, what syscall.Signal) {
	t.Helper()
	if err := process.Signal(what); err != nil {
		t.Fatal(err)
	}
}

func waitForPut(t *testing.T, puts chan uuid.UUID, id uuid.UUID) {
	t.Helper()
	for {
		select {
		case got := <-puts:
			if got == id {
				return
			}
		case <-time.After(20 * time.Second):
			t.Fatalf("%s was never handed over", id)
		}
	}
}

// A replica that is frozen answers for its connections and does nothing. Its
// people's messages go on through the others, and when it wakes, it hands over
// nothing more of what isn't its to hand over any longer.
func TestAFrozenReplicaHoldsUpNobodyAndKnowsItWhenItWakes(t *testing.T) {
	t.Parallel()
	f := newFixture(t, 0)
	f.timeout = time.Minute
	author, caseCopy := f.author(t), uuid.New()
	ids := f.send(t, author, caseCopy, 2)

	// Everything that the frozen one sends goes through here; the answer to its
	// first delivery waits.
	frozenPuts, thaw := make(chan uuid.UUID, 1000), make(chan struct{})
	side := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		parts := strings.Split(r.URL.Path, "/")
		if id, err := uuid.Parse(parts[len(parts)-1]); err == nil && r.Method == http.MethodPut {
			frozenPuts <- id
			if id == ids[0] {
				<-thaw
			}
		}
		f.fake.Config.Handler.ServeHTTP(w, r)
	}))
	defer side.Close()
	frozen := f.startReplica(t, side.URL)
	waitForPut(t, frozenPuts, ids[0])
	signal(t, frozen, syscall.SIGSTOP)

	ourPuts := make(chan uuid.UUID, 1000)
	var third uuid.UUID
	f.fake.set(func() {
		f.fake.fault = func(id uuid.UUID) fault {
			ourPuts <- id
			if id == third {
				return hangBefore
			}
			return none
		}
	})
	began := time.Now()
	f.run(t)
	f.await(t, ids[1], submissions.Registered, "")
	t.Logf("taken over after %v", time.Since(began))
	f.checkOrder(t, caseCopy, ids)

	// The lane is the other replica's now, and stays so.
	next := message(author, caseCopy, "tre")
	f.fake.set(func() { third = next.ID })
	f.accept(t, next)
	waitForPut(t, ourPuts, third)
	signal(t, frozen, syscall.SIGCONT)
	close(thaw) // its delivery of long ago is answered, and the third would be next
	// It has found out when it has another connection for its claims.
	f.awaitNumber(t, 2, "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'portal-relay'")
	f.fake.set(func() { third = uuid.Nil })
	f.await(t, next.ID, submissions.Registered, "")
	f.checkOrder(t, caseCopy, append(ids, next.ID))
	for len(frozenPuts) > 0 {
		if id := <-frozenPuts; id == next.ID {
			t.Error("it handed over what wasn't its to hand over")
		}
	}
}
