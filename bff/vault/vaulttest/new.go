// Package vaulttest makes key rings for tests.
package vaulttest

import (
	"crypto/rand"
	"testing"

	"innbyggertjenesten/bff/vault"
)

// New is a ring with random keys.
func New(t testing.TB) *vault.Vault {
	t.Helper()
	random := func() []byte {
		key := make([]byte, vault.KeySize)
		_, _ = rand.Read(key)
		return key
	}
	v, err := vault.New(vault.Keys{Active: "test", KEKs: map[string][]byte{"test": random()}, BlindIndex: random(), MAC: random()})
	if err != nil {
		t.Fatal(err)
	}
	return v
}
