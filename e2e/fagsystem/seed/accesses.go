package seed

import "innbyggertjenesten/contracts/fagsystem"

// tellsAccesses is the municipality whose fagsystem delivers what employees have
// opened in it; the other one's doesn't.
const tellsAccesses = "fjordvik"

// access is that an employee has opened something of somebody's copy.
type access struct {
	child, party, employee string
	role                   fagsystem.LoggedAccessRole
	what                   fagsystem.LoggedAccessWhat
	daysAgo, hour, minute  int
}

// accesses are what employees have opened in the fagsystem itself; each copy has its own.
func accesses() []access {
	return []access{
		{"layla", "rania", "marit", "TEAM_LEADER", "CASE", 46, 10, 5},
		{"layla", "rania", "ingrid", "CONTACT_PERSON", "CASE", 16, 9, 12},
		{"layla", "rania", "ingrid", "CONTACT_PERSON", "DOCUMENT", 16, 9, 20},
		{"layla", "rania", "ingrid", "CONTACT_PERSON", "DOCUMENT", 16, 9, 41}, // the same look still
		{"layla", "rania", "jonas", "STAND_IN", "CONVERSATION", 9, 14, 30},
		{"layla", "rania", "vidar", "EMPLOYEE", "CASE", 8, 11, 3},
		{"layla", "layla", "ingrid", "CONTACT_PERSON", "CASE", 15, 13, 2},
		{"layla", "layla", "ingrid", "CONTACT_PERSON", "CONVERSATION", 15, 13, 10},
		{"layla", "omar", "jonas", "STAND_IN", "CASE", 20, 8, 50},
	}
}

func (b *builder) addAccesses() {
	for _, a := range accesses() {
		b.rows.add("logged_access", tellsAccesses, CopyID(tellsAccesses, a.child, a.party), EmployeeID(tellsAccesses, a.employee),
			string(a.role), string(a.what), b.clock.at(-a.daysAgo, a.hour, a.minute))
	}
}
