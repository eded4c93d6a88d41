package login

import (
	"encoding/json"
	"fmt"
	"io"
	"time"

	"github.com/go-jose/go-jose/v4"

	"innbyggertjenesten/bff/config"
)

// mostKeys is how many keys ID-porten and Ansattporten keep for a client.
const mostKeys = 5

// WriteClientKeys writes what is to be registered for a municipality's clients:
// the public keys of each as a JWK set to out, and in front of it what it is
// for to notes. Keys that have expired are left out.
func WriteClientKeys(set *config.Config, municipality string, now func() time.Time, out, notes io.Writer) error {
	m, ok := set.Municipality(municipality)
	if !ok {
		return fmt.Errorf("there is no municipality %q", municipality)
	}
	for _, one := range []struct {
		name   string
		kind   config.Kind
		client config.Client
	}{{"citizenLogin", config.IDPorten, m.CitizenLogin.Client}, {"employeeLogin", m.EmployeeLogin.Kind, m.EmployeeLogin.Client}} {
		if one.client.BySecret() {
			if _, err := fmt.Fprintf(notes, "%s, client %s at %s: proves itself with a secret, no key to register\n", one.name, one.client.ClientID, one.client.Issuer); err != nil {
				return err
			}
			continue
		}
		known, err := newCredentials(one.client, rulesOf(one.kind, set.Environment), set.Variable, now)
		if err != nil {
			return fmt.Errorf("%s: %w", one.name, err)
		}
		keys := known.public()
		if len(keys) > mostKeys {
			return fmt.Errorf("%s: there are %d keys; a client can have %d: remove the oldest", one.name, len(keys), mostKeys)
		}
		var public jose.JSONWebKeySet
		for _, key := range keys {
			public.Keys = append(public.Keys, key.public)
		}
		if _, err := fmt.Fprintf(notes, "%s, client %s at %s:\n", one.name, one.client.ClientID, one.client.Issuer); err != nil {
			return err
		}
		text, err := json.MarshalIndent(public, "", "  ")
		if err != nil {
			return err
		}
		if _, err := fmt.Fprintf(out, "%s\n", text); err != nil {
			return err
		}
	}
	return nil
}
