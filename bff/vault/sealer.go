package vault

import (
	"container/list"
	"crypto/cipher"
	"crypto/rand"
	"sync"

	"golang.org/x/crypto/chacha20poly1305"
)

// Sealer encrypts with one person's data key.
type Sealer struct {
	aead cipher.AEAD
}

// personHeader leads what a person's data key sealed; the key itself is named
// by the row that the value stands in.
var personHeader = []byte{sealedVersion}

func keyPlace(municipality, personID string) Place {
	return Place{Table: "person", Municipality: municipality, Row: personID, Column: "wrapped_key"}
}

// NewPersonKey makes a data key for a person and returns it wrapped, as it is
// to be stored.
func (v *Vault) NewPersonKey(municipality, personID string) []byte {
	key := make([]byte, KeySize)
	_, _ = rand.Read(key)
	return v.Seal(keyPlace(municipality, personID), key)
}

// Sealer unwraps a person's data key. Recently used keys are kept in memory.
func (v *Vault) Sealer(municipality, personID string, wrapped []byte) (*Sealer, error) {
	name := string(joined(municipality, personID)) + string(wrapped)
	if sealer, ok := v.opened.get(name); ok {
		return sealer, nil
	}
	key, err := v.Open(keyPlace(municipality, personID), wrapped)
	if err != nil {
		return nil, err
	}
	aead, err := chacha20poly1305.NewX(key)
	if err != nil {
		return nil, ErrNotOpened
	}
	sealer := &Sealer{aead: aead}
	v.opened.put(name, sealer)
	return sealer, nil
}

// Rewrap wraps a person's data key with the active KEK. changed is false where
// that has already been done; the data itself needs no new encryption.
func (v *Vault) Rewrap(municipality, personID string, wrapped []byte) (again []byte, changed bool, err error) {
	id, _, err := kekOf(wrapped)
	if err != nil {
		return nil, false, err
	}
	key, err := v.Open(keyPlace(municipality, personID), wrapped)
	if err != nil {
		return nil, false, err
	}
	if id == v.active {
		return wrapped, false, nil
	}
	return v.Seal(keyPlace(municipality, personID), key), true, nil
}

// Seal encrypts plain for one place.
func (s *Sealer) Seal(at Place, plain []byte) []byte {
	return seal(s.aead, personHeader, at.bytes(), plain)
}

// Open decrypts what Seal made for the same place.
func (s *Sealer) Open(at Place, sealed []byte) ([]byte, error) {
	if len(sealed) < 1 || sealed[0] != sealedVersion {
		return nil, ErrNotOpened
	}
	return open(s.aead, personHeader, at.bytes(), sealed[1:])
}

// cachedKeys is how many persons' keys stay unwrapped in memory.
const cachedKeys = 1024

type keyCache struct {
	mu     sync.Mutex
	byName map[string]*list.Element
	order  *list.List // most recently used first
}

type cachedKey struct {
	name   string
	sealer *Sealer
}

func newKeyCache() *keyCache {
	return &keyCache{byName: map[string]*list.Element{}, order: list.New()}
}

func (c *keyCache) get(name string) (*Sealer, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	element, ok := c.byName[name]
	if !ok {
		return nil, false
	}
	c.order.MoveToFront(element)
	return element.Value.(cachedKey).sealer, true
}

func (c *keyCache) put(name string, sealer *Sealer) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, ok := c.byName[name]; ok {
		return
	}
	c.byName[name] = c.order.PushFront(cachedKey{name, sealer})
	if c.order.Len() > cachedKeys {
		oldest := c.order.Back()
		delete(c.byName, c.order.Remove(oldest).(cachedKey).name)
	}
}
