// Package matrix walks every route and every live event of the running portal
// as everybody there is, and compares with what a case worker can read in
// bff/access/MATRIX.md.
package matrix

import (
	"bufio"
	"bytes"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgxpool"

	"innbyggertjenesten/bff/person"
	"innbyggertjenesten/bff/postgres/postgrestest"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/vault"
	"innbyggertjenesten/bff/virus/virustest"
	standin "innbyggertjenesten/e2e/fagsystem"
	"innbyggertjenesten/e2e/fagsystem/standintest"
)

// running is the portal's own binary on a database of its own, with the
// fagsystem's stand-in behind it. Nobody logs in at a provider here: sessions
// are made in the portal's database, with its keys, as its log-in makes them.
type running struct {
	standin  *standintest.Running
	host     string
	pool     *pgxpool.Pool
	people   *person.Store
	sessions *session.Store
	routes   []route
	client   *http.Client
	// phone is where notifications are ordered.
	phone *phone
	log   *logLines
}

// route is one of the binary's, as "GET /api/citizen/cases/{caseCopyId}".
type route struct{ method, path string }

func (r route) String() string { return r.method + " " + r.path }

const municipalityFile = `
id: %[1]s
name: %[1]s kommune
organizationNumber: "%[2]s"
hosts: ["%[3]s"]
citizenLogin: { issuer: "http://127.0.0.1:1", clientId: portal, keyFile: %[4]s, documentsLevel: high }
employeeLogin: { kind: entra, issuer: "http://127.0.0.1:2", clientId: portal, keyFile: %[4]s, tenantId: t, groups: [g], mfa: [mfa] }
fagsystem: { url: "%[5]s/%[1]s", tokenFile: %[6]s }
notifications: { url: "%[7]s", tokenFile: %[6]s, sender: Innbygger }
phones: [{ kind: switchboard, number: "55 00 00 00" }, { kind: duty, number: "55 00 00 01" }]
hours: [{ weekday: 1, opens: "08:00", closes: "15:30" }]
answersWithinWorkingDays: 2
visitAddress: Rådhusgata 1
languages: [nb, nn, en, ar, pl]
`

var organizationNumbers = map[string]string{"fjordvik": "311400215", "lyngmo": "311400223"}

// start builds and runs everything; more are variables of the portal.
func start(t *testing.T, more ...string) *running {
	t.Helper()
	return startOn(t, standintest.Start(t), more...)
}

func startOn(t *testing.T, fagsystem *standintest.Running, more ...string) *running {
	t.Helper()
	began := time.Now()
	r := &running{phone: newPhone(t), standin: fagsystem, log: &logLines{}}
	r.host = freeHost(t)
	directory := t.TempDir()
	keyFile, tokenFile := filepath.Join(directory, "client.pem"), filepath.Join(directory, "token")
	write(t, keyFile, newKey(t))
	write(t, tokenFile, standintest.Token)
	municipalities := filepath.Join(directory, "municipalities")
	must(t, os.Mkdir(municipalities, 0o700))
	for _, id := range standin.Municipalities {
		write(t, filepath.Join(municipalities, id+".yaml"),
			fmt.Sprintf(municipalityFile, id, organizationNumbers[id], r.host, keyFile, r.standin.URL, tokenFile, r.phone.URL))
	}
	keysDirectory := filepath.Join(directory, "keys")
	must(t, vault.Generate(keysDirectory, "test"))
	keys, err := vault.Load(keysDirectory)
	must(t, err)
	database := postgrestest.NewURL(t)
	r.pool = postgrestest.Open(t, database)
	r.people = person.New(r.pool, keys, time.Now)
	r.sessions = session.Start(r.pool, keys, session.Lifetimes{Idle: 30 * time.Minute, Absolute: 120 * time.Minute}, time.Now)
	t.Cleanup(r.sessions.Stop)
	r.client = &http.Client{
		Transport:     &http.Transport{MaxIdleConnsPerHost: 8, DisableCompression: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	t.Cleanup(r.client.CloseIdleConnections)
	r.run(t, binary(t), append([]string{
		"ENVIRONMENT=test", "DATABASE_URL=" + database, "VAULT_KEYS_DIR=" + keysDirectory, "MUNICIPALITIES_DIR=" + municipalities,
		"LISTEN_ADDRESS=" + r.host, "INTERNAL_ADDRESS=", "DRAIN_WAIT=0s", "SHUTDOWN_GRACE=5s", "LOG_LEVEL=debug",
		"MESSAGE_UNDO=1m", "REQUESTS_PER_SECOND=1000", "LOGINS_PER_MINUTE=1000", "NOTIFY_DELAY=0s", "PATH=" + os.Getenv("PATH"),
		"CLAMD_ADDRESS=" + virustest.Start(t, virustest.Sound).Address,
	}, more...))
	for _, municipality := range standin.Municipalities {
		r.await(t, "the feed's offset", `SELECT EXISTS (SELECT FROM feed_offset WHERE municipality = $1)`, municipality)
	}
	t.Logf("the portal answers after %v", time.Since(began).Round(time.Millisecond))
	return r
}

var built struct {
	once sync.Once
	path string
	err  error
}

// binary builds the portal once for all tests, with whatever GOFLAGS say: an
// -overlay among them weakens it, to see the walk fail.
func binary(t *testing.T) string {
	t.Helper()
	built.once.Do(func() {
		directory, err := os.MkdirTemp("", "portal")
		if err != nil {
			built.err = err
			return
		}
		built.path = filepath.Join(directory, "portal")
		out, err := exec.Command("go", "build", "-o", built.path, "innbyggertjenesten/bff/cmd/portal").CombinedOutput() //nolint:gosec // our own
		if err != nil {
			built.err = fmt.Errorf("%w: %s", err, out)
		}
	})
	must(t, built.err)
	return built.path
}

func TestMain(m *testing.M) {
	code := m.Run()
	if built.path != "" {
		_ = os.RemoveAll(filepath.Dir(built.path))
	}
	os.Exit(code)
}

// run starts the process, waits until it answers, and reads from its log which
// routes it has.
func (r *running) run(t *testing.T, path string, environment []string) {
	t.Helper()
	process := exec.Command(path) //nolint:gosec // our own
	process.Env = environment
	var stderr bytes.Buffer
	process.Stderr = &stderr
	out, err := process.StdoutPipe()
	must(t, err)
	must(t, process.Start())
	ended := make(chan error, 1)
	answers := make(chan struct{})
	go func() {
		lines := bufio.NewScanner(out)
		lines.Buffer(nil, 1<<20)
		for lines.Scan() {
			var line struct{ Msg, Method, Path string }
			r.log.add(lines.Text())
			if json.Unmarshal(lines.Bytes(), &line) != nil {
				continue
			}
			switch line.Msg {
			case "route":
				r.routes = append(r.routes, route{line.Method, inBraces(line.Path)})
			case "the portal answers":
				close(answers)
			}
		}
		ended <- process.Wait()
	}()
	t.Cleanup(func() {
		_ = process.Process.Signal(syscall.SIGTERM)
		select {
		case err := <-ended:
			if err != nil {
				t.Errorf("the portal ended: %v\n%s", err, stderr.String())
			}
		case <-time.After(20 * time.Second):
			_ = process.Process.Kill()
			t.Error("the portal didn't stop")
		}
	})
	select {
	case <-answers:
	case err := <-ended:
		ended <- err
		t.Fatalf("the portal didn't start: %v\n%s\n%s", err, r.log.text(), stderr.String())
	case <-time.After(60 * time.Second):
		t.Fatalf("the portal doesn't answer\n%s", r.log.text())
	}
}

// inBraces writes echo's ":id" as the contract's "{id}".
func inBraces(path string) string {
	parts := strings.Split(path, "/")
	for i, part := range parts {
		if name, ok := strings.CutPrefix(part, ":"); ok {
			parts[i] = "{" + name + "}"
		}
	}
	return strings.Join(parts, "/")
}

// logLines are what the portal logged.
type logLines struct {
	mu    sync.Mutex
	lines []string
}

func (l *logLines) add(line string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.lines = append(l.lines, line)
}

func (l *logLines) text() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return strings.Join(l.lines, "\n")
}

// who is somebody with a session.
type who struct {
	name   string
	world  session.World
	cookie string
	person uuid.UUID
}

// logIn makes the session that logging in would, for the fagsystem's ids of
// one person in each municipality.
func (r *running) logIn(t *testing.T, name string, world session.World, level session.Level, ids map[string]uuid.UUID) *who {
	t.Helper()
	return r.logInReading(t, "nb", name, world, level, ids)
}

// logInReading is the same for somebody who reads another language.
func (r *running) logInReading(t *testing.T, language, name string, world session.World, level session.Level, ids map[string]uuid.UUID) *who {
	t.Helper()
	actor := session.Actor{World: world, Language: language, Level: level, Given: "Prøve", Family: "Person", AuthenticatedAt: time.Now()}
	w := &who{name: name, world: world}
	for _, municipality := range standin.Municipalities {
		id, there := ids[municipality]
		if !there {
			continue
		}
		known, err := r.people.Ensure(t.Context(), municipality, world, id.String())
		must(t, err)
		w.person = known.ID
		actor.Persons = append(actor.Persons, session.PersonRef{Municipality: municipality, PersonID: known.ID, FagsystemPersonID: id.String()})
	}
	var err error
	w.cookie, err = r.sessions.Begin(t.Context(), actor)
	must(t, err)
	return w
}

func freeHost(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	defer func() { _ = listener.Close() }()
	return listener.Addr().String()
}

func newKey(t *testing.T) string {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	must(t, err)
	der, err := x509.MarshalPKCS8PrivateKey(key)
	must(t, err)
	return string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}))
}

func write(t *testing.T, path, text string) {
	t.Helper()
	must(t, os.WriteFile(path, []byte(text), 0o600))
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
