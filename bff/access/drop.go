package access

import (
	"github.com/google/uuid"

	contract "innbyggertjenesten/contracts/fagsystem"
)

// Drop forgets what is known of those whom an event concerns, so that the next
// request asks anew. Every replica must be told of every event. Kept answers
// for adding stay: the next answer replaces them.
func (d *Decider) Drop(municipality string, event contract.Event) {
	if event.Data.PersonId != nil {
		d.DropPerson(municipality, *event.Data.PersonId)
	}
	for _, employee := range event.Data.EmployeeIds {
		d.employees.drop(subject{municipality: municipality, id: employee})
	}
	switch event.Type {
	case contract.EventTypeAccessChanged, contract.EventTypeContactChanged,
		contract.EventTypeAbsenceChanged, contract.EventTypeCaseClosed:
		// The event names whom the case concerns now, not whom it no longer does.
		d.employees.dropAll()
	}
}

// DropPerson forgets what is known of one person, by the fagsystem's id.
func (d *Decider) DropPerson(municipality string, personID uuid.UUID) {
	d.citizens.drop(subject{municipality: municipality, id: personID})
}

// DropAll forgets everything: for when events may have been missed.
func (d *Decider) DropAll() {
	d.citizens.dropAll()
	d.employees.dropAll()
}
