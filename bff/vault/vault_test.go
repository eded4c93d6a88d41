package vault_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"innbyggertjenesten/bff/vault"
	"innbyggertjenesten/bff/vault/vaulttest"
)

var here = vault.Place{Table: "draft", Municipality: "fjordvik", Row: "1", Column: "body"}

func TestASealedValueOpensOnlyInItsPlace(t *testing.T) {
	t.Parallel()
	v := vaulttest.New(t)
	sealer := personSealer(t, v, "p1")
	plain := []byte("Hei, kan vi snakkes?")
	sealed := sealer.Seal(here, plain)
	if opened, err := sealer.Open(here, sealed); err != nil || !bytes.Equal(opened, plain) {
		t.Fatalf("own place: %q, %v", opened, err)
	}
	if bytes.Contains(sealed, plain[:6]) {
		t.Fatal("the text is readable")
	}
	for name, place := range map[string]vault.Place{
		"another row":          {Table: "draft", Municipality: "fjordvik", Row: "2", Column: "body"},
		"another column":       {Table: "draft", Municipality: "fjordvik", Row: "1", Column: "title"},
		"another table":        {Table: "submission", Municipality: "fjordvik", Row: "1", Column: "body"},
		"another municipality": {Table: "draft", Municipality: "lyngmo", Row: "1", Column: "body"},
		"parts run together":   {Table: "draftfjordvik", Municipality: "", Row: "1", Column: "body"},
	} {
		if _, err := sealer.Open(place, sealed); err == nil {
			t.Errorf("%s opens", name)
		}
	}
	if _, err := personSealer(t, v, "p2").Open(here, sealed); err == nil {
		t.Error("another person's key opens")
	}
	for i := range sealed {
		damaged := bytes.Clone(sealed)
		damaged[i] ^= 1
		if _, err := sealer.Open(here, damaged); err == nil {
			t.Fatalf("opens with byte %d changed", i)
		}
	}
	for length := range len(sealed) {
		if _, err := sealer.Open(here, sealed[:length]); err == nil {
			t.Fatalf("opens cut to %d bytes", length)
		}
	}
}

func TestAPersonsKeyOpensOnlyForThatPerson(t *testing.T) {
	t.Parallel()
	v := vaulttest.New(t)
	wrapped := v.NewPersonKey("fjordvik", "p1")
	if _, err := v.Sealer("fjordvik", "p2", wrapped); err == nil {
		t.Error("another person")
	}
	if _, err := v.Sealer("lyngmo", "p1", wrapped); err == nil {
		t.Error("another municipality")
	}
}

func TestOldKeysStayReadableAfterRotation(t *testing.T) {
	t.Parallel()
	key := func(b byte) []byte { return bytes.Repeat([]byte{b}, vault.KeySize) }
	ring := func(active string, keks map[string][]byte) *vault.Vault {
		v, err := vault.New(vault.Keys{Active: active, KEKs: keks, BlindIndex: key(8), MAC: key(9)})
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	before := ring("a", map[string][]byte{"a": key(1)})
	both := ring("b", map[string][]byte{"a": key(1), "b": key(2)})
	after := ring("b", map[string][]byte{"b": key(2)})

	wrapped := before.NewPersonKey("fjordvik", "p1")
	sealer, err := before.Sealer("fjordvik", "p1", wrapped)
	if err != nil {
		t.Fatal(err)
	}
	sealed := sealer.Seal(here, []byte("x"))
	again, changed, err := both.Rewrap("fjordvik", "p1", wrapped)
	if err != nil || !changed {
		t.Fatalf("rewrap: %v %v", changed, err)
	}
	if _, changed, err := both.Rewrap("fjordvik", "p1", again); err != nil || changed {
		t.Fatalf("rewrap twice: %v %v", changed, err)
	}
	if _, err := after.Sealer("fjordvik", "p1", wrapped); err == nil {
		t.Error("the retired key still opens")
	}
	sealer, err = after.Sealer("fjordvik", "p1", again)
	if err != nil {
		t.Fatal(err)
	}
	if plain, err := sealer.Open(here, sealed); err != nil || string(plain) != "x" {
		t.Fatalf("after rotation: %q %v", plain, err)
	}
	session := before.Seal(here, []byte("s"))
	if plain, err := both.Open(here, session); err != nil || string(plain) != "s" {
		t.Fatalf("sealed with the old KEK: %q %v", plain, err)
	}
}

func TestBlindIndexesAndMACsAreKeyedAndSeparate(t *testing.T) {
	t.Parallel()
	v := vaulttest.New(t)
	index := v.BlindIndex("national-number", "fjordvik", "1")
	if !bytes.Equal(index, v.BlindIndex("national-number", "fjordvik", "1")) {
		t.Error("not repeatable")
	}
	for name, other := range map[string][]byte{
		"municipality": v.BlindIndex("national-number", "lyngmo", "1"),
		"label":        v.BlindIndex("directory", "fjordvik", "1"),
		"key":          vaulttest.New(t).BlindIndex("national-number", "fjordvik", "1"),
	} {
		if bytes.Equal(index, other) {
			t.Errorf("the same for another %s", name)
		}
	}
	if bytes.Equal(v.MAC("m", []byte("ab"), []byte("c")), v.MAC("m", []byte("a"), []byte("bc"))) {
		t.Error("a MAC's parts run together")
	}
}

func TestKeyFiles(t *testing.T) {
	t.Parallel()
	directory := filepath.Join(t.TempDir(), "keys")
	if err := vault.Generate(directory, "2026"); err != nil {
		t.Fatal(err)
	}
	if _, err := vault.Load(directory); err != nil {
		t.Fatal(err)
	}
	if err := vault.Generate(directory, "2027"); err == nil {
		t.Fatal("keys were overwritten")
	}
	for _, name := range []string{"mac.key", "kek-2026.key"} {
		if err := os.WriteFile(filepath.Join(directory, name), []byte("short"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	_, err := vault.Load(directory)
	if err == nil || !strings.Contains(err.Error(), "mac.key") || !strings.Contains(err.Error(), "kek-2026.key") {
		t.Fatalf("not everything that is wrong is told: %v", err)
	}
}

func personSealer(t *testing.T, v *vault.Vault, person string) *vault.Sealer {
	t.Helper()
	sealer, err := v.Sealer("fjordvik", person, v.NewPersonKey("fjordvik", person))
	if err != nil {
		t.Fatal(err)
	}
	return sealer
}
