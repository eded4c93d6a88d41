package seed

import (
	"time"

	"github.com/google/uuid"

	"innbyggertjenesten/contracts/fagsystem"
)

// Names are the ids of what is seeded, by names that tests can write: persons and employees by their id in
// people.json, copies as child/party, entries and documents as child/party/slug.
type Names struct {
	Persons   map[string]uuid.UUID `json:"persons"`
	Employees map[string]uuid.UUID `json:"employees"`
	Copies    map[string]uuid.UUID `json:"copies"`
	Entries   map[string]uuid.UUID `json:"entries"`
	Documents map[string]uuid.UUID `json:"documents"`
	TenantID  string               `json:"tenantId"`
}

// NamesOf lists a municipality's names.
func NamesOf(municipality string) (Names, error) {
	n := Names{map[string]uuid.UUID{}, map[string]uuid.UUID{}, map[string]uuid.UUID{}, map[string]uuid.UUID{}, map[string]uuid.UUID{}, tenantID(municipality)}
	b, documents, families, err := assemble(Options{Now: time.Unix(0, 0)})
	if err != nil {
		return n, err
	}
	for _, e := range append(b.list.Employees, colleagues...) {
		if e.Municipality == municipality && e.Role != "NONE" {
			n.Employees[e.ID] = EmployeeID(municipality, e.ID)
		}
	}
	for key, p := range b.persons {
		if key == municipality+"/"+p.key {
			n.Persons[p.key] = PersonID(municipality, p.key)
		}
	}
	for _, f := range families {
		if f.municipality != municipality {
			continue
		}
		for _, p := range f.parties {
			n.Copies[f.child+"/"+p.key] = CopyID(municipality, f.child, p.key)
		}
		if f.child == "selma" {
			for _, d := range aalbergs {
				n.Entries["selma/turid/"+d.slug] = EntryID(municipality, f.child, "turid", d.slug)
				n.Documents["selma/turid/"+d.slug] = DocumentID(municipality, f.child, "turid", d.slug)
			}
		}
		for _, d := range documents {
			if d.Municipality != municipality || d.Subject != f.child {
				continue
			}
			for _, key := range d.For {
				name := f.child + "/" + key + "/" + d.Slug
				n.Entries[name] = EntryID(municipality, f.child, key, d.Slug)
				n.Documents[name] = DocumentID(municipality, f.child, key, d.Slug)
			}
		}
	}
	return n, nil
}

// Secret is what must never be shown to anybody but the person, though the fagsystem sends it to everybody's copy.
type Secret struct {
	Person   string   `json:"person"`
	PersonID string   `json:"personId"`
	Strings  []string `json:"strings"`
}

// Secrets lists the contact details that protection hides.
func Secrets(municipality string) ([]Secret, error) {
	b, _, _, err := assemble(Options{Now: time.Unix(0, 0)})
	if err != nil {
		return nil, err
	}
	secrets := []Secret{}
	for key, p := range b.persons {
		if len(p.hidden) == 0 || key != municipality+"/"+p.key {
			continue
		}
		secrets = append(secrets, Secret{p.key, PersonID(municipality, p.key).String(), details(p.contact)})
	}
	return secrets, nil
}

func details(c fagsystem.Contact) []string {
	list := []string{}
	for _, s := range []*string{c.Address, c.Phone, c.Email, c.School, c.Place} {
		if s != nil {
			list = append(list, *s)
		}
	}
	return list
}
