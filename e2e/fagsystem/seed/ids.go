// Package seed fills an empty stand-in with the demo's families, documents and conversations.
package seed

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"github.com/google/uuid"
)

var namespace = uuid.MustParse("f4a3c1de-6b0f-5a52-9c3b-1d7e5b8f2a60")

// id is the same on every machine and every day, so that tests can name what they look at.
func id(municipality, kind, name string) uuid.UUID {
	return uuid.NewSHA1(namespace, []byte(municipality+"/"+kind+"/"+name))
}

// PersonID is a citizen's id in a municipality's fagsystem; key is the id in people.json.
func PersonID(municipality, key string) uuid.UUID { return id(municipality, "person", key) }

// EmployeeID is an employee's id in a municipality's fagsystem; key is the id in people.json.
func EmployeeID(municipality, key string) uuid.UUID { return id(municipality, "employee", key) }

// CaseID is the case about a child.
func CaseID(municipality, child string) uuid.UUID { return id(municipality, "case", child) }

// CopyID is one party's copy of the case about a child.
func CopyID(municipality, child, party string) uuid.UUID {
	return id(municipality, "copy", child+"/"+party)
}

// PartyID is a person as a party of the case about a child.
func PartyID(municipality, child, party string) uuid.UUID {
	return id(municipality, "party", child+"/"+party)
}

// EntryID is a document's entry in one party's copy.
func EntryID(municipality, child, party, slug string) uuid.UUID {
	return id(municipality, "entry", child+"/"+party+"/"+slug)
}

// DocumentID is the file of such an entry.
func DocumentID(municipality, child, party, slug string) uuid.UUID {
	return id(municipality, "document", child+"/"+party+"/"+slug)
}

// tenantID is the directory's id of the municipality's tenant, as the employees' log-in stand-in makes it.
func tenantID(municipality string) string {
	sum := sha256.Sum256([]byte("tenant " + municipality))
	h := hex.EncodeToString(sum[:])
	return fmt.Sprintf("%s-%s-4%s-a%s-%s", h[0:8], h[8:12], h[13:16], h[17:20], h[20:32])
}
