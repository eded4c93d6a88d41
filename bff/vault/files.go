package vault

import (
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// The files of a key directory. Each key file holds 32 bytes in base64.
const (
	activeFile     = "active"          // the id of the KEK that wraps from now on
	kekPrefix      = "kek-"            // kek-ID.key
	keySuffix      = ".key"            //
	blindIndexFile = "blind-index.key" //
	macFile        = "mac.key"         //
)

// Load reads the ring from a directory and tells everything that is wrong
// with it at once.
func Load(directory string) (*Vault, error) {
	entries, err := os.ReadDir(directory)
	if err != nil {
		return nil, fmt.Errorf("vault: the key directory can't be read: %w", err)
	}
	keys := Keys{KEKs: map[string][]byte{}}
	var wrong []error
	read := func(name string) []byte {
		key, err := readKey(filepath.Join(directory, name))
		wrong = append(wrong, err)
		return key
	}
	for _, entry := range entries {
		id, isKEK := strings.CutPrefix(strings.TrimSuffix(entry.Name(), keySuffix), kekPrefix)
		if !isKEK || !strings.HasSuffix(entry.Name(), keySuffix) {
			continue
		}
		if !validKeyID(id) {
			wrong = append(wrong, fmt.Errorf("vault: %s: a key id has only letters, digits, '-', '_' and '.'", entry.Name()))
			continue
		}
		keys.KEKs[id] = read(entry.Name())
	}
	keys.BlindIndex, keys.MAC = read(blindIndexFile), read(macFile)
	active, err := os.ReadFile(filepath.Join(directory, activeFile))
	if err != nil {
		wrong = append(wrong, fmt.Errorf("vault: the file %q with the id of the active key can't be read: %w", activeFile, err))
	}
	keys.Active = strings.TrimSpace(string(active))
	if err := errors.Join(wrong...); err != nil {
		return nil, err
	}
	return New(keys)
}

// Generate fills an empty directory with a new ring. It never overwrites: a
// lost key is lost data.
func Generate(directory, id string) error {
	if !validKeyID(id) {
		return fmt.Errorf("vault: %q is no key id: use letters, digits, '-', '_' and '.'", id)
	}
	if err := os.MkdirAll(directory, 0o700); err != nil {
		return err
	}
	if entries, err := os.ReadDir(directory); err != nil {
		return err
	} else if len(entries) > 0 {
		return fmt.Errorf("vault: %s is not empty; keys are never overwritten", directory)
	}
	for _, name := range []string{kekPrefix + id + keySuffix, blindIndexFile, macFile} {
		key := make([]byte, KeySize)
		_, _ = rand.Read(key)
		text := base64.StdEncoding.EncodeToString(key) + "\n"
		if err := os.WriteFile(filepath.Join(directory, name), []byte(text), 0o600); err != nil {
			return err
		}
	}
	return os.WriteFile(filepath.Join(directory, activeFile), []byte(id+"\n"), 0o600)
}

func readKey(path string) ([]byte, error) {
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("vault: %s is missing: 32 bytes in base64", filepath.Base(path))
	} else if err != nil {
		return nil, fmt.Errorf("vault: %w", err)
	}
	key, err := base64.StdEncoding.DecodeString(strings.TrimSpace(string(text)))
	if err != nil || len(key) != KeySize {
		return nil, fmt.Errorf("vault: %s must hold 32 bytes in base64", filepath.Base(path))
	}
	return key, nil
}
