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
	return Of(t, Keys())
}

// Of is a ring with these keys, for several processes that share them.
func Of(t testing.TB, keys vault.Keys) *vault.Vault {
	t.Helper()
	v, err := vault.New(keys)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// Keys are random ones.
func Keys() vault.Keys {
	random := func() []byte {
		key := make([]byte, vault.KeySize)
		_, _ = rand.Read(key)
		return key
	}
	return vault.Keys{Active: "test", KEKs: map[string][]byte{"test": random()}, BlindIndex: random(), MAC: random()}
}
