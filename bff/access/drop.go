package access

import (
	"strings"

	"github.com/google/uuid"

	contract "innbyggertjenesten/contracts/fagsystem"
)

// Drop forgets what is known of those whom an event concerns, so that the next
// request asks anew. Every replica must be told of every event. Kept answers
// for adding stay: the next answer replaces them.
func (d *Decider) Drop(municipality string, event contract.Event) {
	if names := Signals(municipality, event); len(names) > 0 {
		d.Heard(names)
	}
}

// changesEmployees: the event names whom the case concerns now, not whom it no
// longer does.
func changesEmployees(kind contract.EventType) bool {
	switch kind {
	case contract.EventTypeAccessChanged, contract.EventTypeContactChanged,
		contract.EventTypeAbsenceChanged, contract.EventTypeCaseClosed:
		return true
	}
	return false
}

// DropAll forgets everything: for when events may have been missed.
func (d *Decider) DropAll() {
	d.citizens.dropAll()
	d.employees.dropAll()
}

// Signals says what Drop would do for an event, as short names that can be sent
// to the other replicas; Heard does it there.
func Signals(municipality string, event contract.Event) []string {
	var names []string
	if event.Data.PersonId != nil {
		names = append(names, "citizen "+municipality+" "+event.Data.PersonId.String())
	}
	for _, employee := range event.Data.EmployeeIds {
		names = append(names, "employee "+municipality+" "+employee.String())
	}
	if changesEmployees(event.Type) {
		names = append(names, allEmployees)
	}
	return names
}

// allEmployees is the signal to forget all employees' answers.
const allEmployees = "employees"

// Heard drops what the names say; without names, everything.
func (d *Decider) Heard(names []string) {
	if len(names) == 0 {
		d.DropAll()
		return
	}
	for _, name := range names {
		words := strings.Fields(name)
		if name == allEmployees {
			d.employees.dropAll()
			continue
		}
		if len(words) != 3 {
			d.DropAll() // another version's word: be on the safe side
			continue
		}
		id, err := uuid.Parse(words[2])
		switch {
		case err == nil && words[0] == "citizen":
			d.citizens.drop(subject{municipality: words[1], id: id})
		case err == nil && words[0] == "employee":
			d.employees.drop(subject{municipality: words[1], id: id})
		default:
			d.DropAll()
		}
	}
}
