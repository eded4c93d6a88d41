// Package vault keeps the portal's keys and encrypts what the portal stores.
//
// Three kinds of keys come from files: key-encrypting keys (KEKs, of which one
// is active and old ones stay readable), the blind-index key and the MAC key.
// Each person has a data key of their own, stored wrapped by a KEK beside the
// person; erasing it erases everything that was sealed with it. Every sealed
// value is bound to its Place, so that a value moved to another row, column or
// municipality doesn't open.
package vault

import (
	"crypto/cipher"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/crypto/chacha20poly1305"
)

// KeySize is the length of every key in bytes.
const KeySize = 32

// sealedVersion is the first byte of everything sealed, for a later format.
const sealedVersion = 1

// ErrNotOpened says that a sealed value is damaged, was moved to another
// place, or belongs to a key that this ring doesn't have.
var ErrNotOpened = errors.New("vault: the sealed value doesn't open here")

// Place names the one place where a sealed value is valid.
type Place struct {
	Table, Municipality, Row, Column string
}

// bytes is unambiguous: each part leads with its length.
func (p Place) bytes() []byte {
	return joined(p.Table, p.Municipality, p.Row, p.Column)
}

func joined(parts ...string) []byte {
	var out []byte
	for _, part := range parts {
		out = binary.BigEndian.AppendUint32(out, uint32(len(part)))
		out = append(out, part...)
	}
	return out
}

// Vault is the key ring. It is safe for concurrent use.
type Vault struct {
	active string
	keks   map[string]cipher.AEAD
	blind  []byte
	mac    []byte
	opened *keyCache
}

// Keys are the raw keys of a ring.
type Keys struct {
	// Active is the id of the KEK that wraps from now on.
	Active string
	// KEKs by id; all of them open what they once wrapped.
	KEKs map[string][]byte
	// BlindIndex and MAC never change: what they made is looked up and compared.
	BlindIndex, MAC []byte
}

// New checks the keys and makes the ring.
func New(keys Keys) (*Vault, error) {
	v := &Vault{active: keys.Active, keks: map[string]cipher.AEAD{}, blind: keys.BlindIndex, mac: keys.MAC, opened: newKeyCache()}
	for id, key := range keys.KEKs {
		if id == "" || len(id) > 64 {
			return nil, fmt.Errorf("vault: a key id has 1 to 64 characters, not %d", len(id))
		}
		aead, err := chacha20poly1305.NewX(key)
		if err != nil {
			return nil, fmt.Errorf("vault: key %q must have %d bytes, not %d", id, KeySize, len(key))
		}
		v.keks[id] = aead
	}
	if _, ok := v.keks[keys.Active]; !ok {
		return nil, fmt.Errorf("vault: the active key %q is not in the ring", keys.Active)
	}
	if len(keys.BlindIndex) != KeySize || len(keys.MAC) != KeySize {
		return nil, fmt.Errorf("vault: the blind-index key and the MAC key must have %d bytes each", KeySize)
	}
	return v, nil
}

// Seal encrypts what belongs to no person (a session, a pending log-in) with
// the active KEK.
func (v *Vault) Seal(at Place, plain []byte) []byte {
	header := append([]byte{sealedVersion, byte(len(v.active))}, v.active...)
	return seal(v.keks[v.active], header, at.bytes(), plain)
}

// Open decrypts what Seal made for the same place.
func (v *Vault) Open(at Place, sealed []byte) ([]byte, error) {
	id, header, err := kekOf(sealed)
	if err != nil {
		return nil, err
	}
	aead, ok := v.keks[id]
	if !ok {
		return nil, ErrNotOpened
	}
	return open(aead, header, at.bytes(), sealed[len(header):])
}

// BlindIndex makes a value findable without storing it: equal values give
// equal indexes within one label and municipality, and nowhere else.
func (v *Vault) BlindIndex(label, municipality, value string) []byte {
	sum := hmac.New(sha256.New, v.blind)
	sum.Write(joined(label, municipality, value))
	return sum.Sum(nil)
}

// MAC is a keyed fingerprint of the parts, for comparing what is no longer
// stored and for chains that nobody without the key can forge.
func (v *Vault) MAC(label string, parts ...[]byte) []byte {
	sum := hmac.New(sha256.New, v.mac)
	sum.Write(joined(label))
	for _, part := range parts {
		var length [8]byte
		binary.BigEndian.PutUint64(length[:], uint64(len(part)))
		sum.Write(length[:])
		sum.Write(part)
	}
	return sum.Sum(nil)
}

func kekOf(sealed []byte) (id string, header []byte, err error) {
	if len(sealed) < 2 || sealed[0] != sealedVersion || len(sealed) < 2+int(sealed[1]) {
		return "", nil, ErrNotOpened
	}
	header = sealed[:2+int(sealed[1])]
	return string(header[2:]), header, nil
}

func seal(aead cipher.AEAD, header, place, plain []byte) []byte {
	nonce := make([]byte, aead.NonceSize())
	_, _ = rand.Read(nonce) // crypto/rand never fails: it ends the process instead
	out := append(append([]byte{}, header...), nonce...)
	return aead.Seal(out, nonce, plain, append(append([]byte{}, header...), place...))
}

func open(aead cipher.AEAD, header, place, rest []byte) ([]byte, error) {
	if len(rest) < aead.NonceSize() {
		return nil, ErrNotOpened
	}
	nonce, text := rest[:aead.NonceSize()], rest[aead.NonceSize():]
	plain, err := aead.Open(nil, nonce, text, append(append([]byte{}, header...), place...))
	if err != nil {
		return nil, ErrNotOpened
	}
	return plain, nil
}

func validKeyID(id string) bool {
	return id != "" && len(id) <= 64 && !strings.ContainsFunc(id, func(r rune) bool {
		return r != '-' && r != '_' && r != '.' && (r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r))
	})
}
