package postgres_test

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Running sqlc takes a build of minutes; that what it was given and what it
// made are the same as when it last ran takes none.
func TestTheGeneratedSQLIsCurrent(t *testing.T) {
	t.Parallel()
	const bff = ".."
	sums := map[string]string{}
	text, err := os.ReadFile(filepath.Join(bff, "sqlc.sum"))
	if err != nil {
		t.Fatal(err)
	}
	for lines := bufio.NewScanner(bytes.NewReader(text)); lines.Scan(); {
		sum, path, _ := strings.Cut(lines.Text(), "  ")
		sums[path] = sum
	}
	paths := []string{filepath.Join(bff, "sqlc.yaml")}
	for _, pattern := range []string{"postgres/migrations/*.sql", "*/queries.sql", "*/internal/db/*.go"} {
		found, err := filepath.Glob(filepath.Join(bff, pattern))
		if err != nil {
			t.Fatal(err)
		}
		paths = append(paths, found...)
	}
	for _, path := range paths {
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(content)
		name, err := filepath.Rel(bff, path)
		if err != nil {
			t.Fatal(err)
		}
		if name = filepath.ToSlash(name); sums[name] != hex.EncodeToString(sum[:]) {
			t.Errorf("%s changed since the SQL was generated: run npm run generate:sql", name)
		}
		delete(sums, name)
	}
	for name := range sums {
		t.Errorf("%s is gone: run npm run generate:sql", name)
	}
}
