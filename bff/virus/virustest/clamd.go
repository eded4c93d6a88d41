// Package virustest starts a real clamd for tests.
package virustest

import (
	"encoding/hex"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// Clamd is a running one; its only signature is EICAR's.
type Clamd struct {
	// Address is for CLAMD_ADDRESS.
	Address string
	t       testing.TB
	folder  string
	process *exec.Cmd
}

// Sound are limits that fit each other, and Blind ones with which clamd takes
// large files and doesn't look at them.
const (
	Sound = "StreamMaxLength 32M\nMaxFileSize 64M\nMaxScanSize 256M\n"
	Blind = "StreamMaxLength 64M\nMaxFileSize 1M\nMaxScanSize 1M\n"
)

// Start starts one and waits until it answers; it ends with the test. npm test
// sees to it that there is one.
func Start(t testing.TB, limits string) *Clamd {
	t.Helper()
	program, err := exec.LookPath("clamd")
	if err != nil {
		if program = "/usr/sbin/clamd"; !exists(program) {
			t.Fatal("there is no clamd here: install Debian's package clamav-daemon")
		}
	}
	// A socket's path may not be longer than some hundred characters.
	folder, err := os.MkdirTemp("", "clamd")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(folder) })
	c := &Clamd{t: t, folder: folder, Address: "unix:" + filepath.Join(folder, "socket")}
	signature := "EicarTest:0:*:" + hex.EncodeToString([]byte(EICAR())) + "\n"
	settings := fmt.Sprintf("Foreground yes\nDatabaseDirectory %[1]s/signatures\nTemporaryDirectory %[1]s\nLocalSocket %[1]s/socket\nFixStaleSocket yes\n%s", folder, limits)
	for name, content := range map[string]string{"signatures/eicar.ndb": signature, "clamd.conf": settings} {
		path := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	c.process = exec.Command(program, "--config-file", filepath.Join(folder, "clamd.conf"))
	if err := c.process.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Stop)
	c.wait()
	return c
}

// Stop ends it.
func (c *Clamd) Stop() {
	if c.process.ProcessState == nil {
		_ = c.process.Process.Kill()
		_ = c.process.Wait()
	}
}

// Again starts it anew where it was.
func (c *Clamd) Again() {
	c.t.Helper()
	c.Stop()
	_ = os.Remove(filepath.Join(c.folder, "socket"))
	c.process = exec.Command(c.process.Path, "--config-file", filepath.Join(c.folder, "clamd.conf"))
	if err := c.process.Start(); err != nil {
		c.t.Fatal(err)
	}
	c.wait()
}

func (c *Clamd) wait() {
	c.t.Helper()
	for deadline := time.Now().Add(30 * time.Second); time.Now().Before(deadline); {
		conn, err := net.Dial("unix", filepath.Join(c.folder, "socket"))
		if err == nil {
			_ = conn.Close()
			return
		}
		<-time.After(20 * time.Millisecond)
	}
	c.t.Fatal("clamd doesn't answer")
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// EICAR is the harmless test pattern that every scanner knows, put together here
// so that none finds it in this program.
func EICAR() string {
	return strings.Join([]string{`X5O!P%@AP[4\PZX54(P^)7CC)7}`, `$EICAR-`, `STANDARD-`, `ANTIVIRUS-`, `TEST-FILE!`, `$H+H*`}, "")
}
