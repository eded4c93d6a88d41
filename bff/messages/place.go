package messages

import (
	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/session"
)

// PartyPlace is where a party stands who was decided about.
func PartyPlace(actor *session.Actor, found access.Case) Place {
	return Place{
		Municipality: found.Municipality, CaseCopyID: found.CaseCopyID, Person: found.Person, FagsystemID: found.FagsystemPersonID,
		World: session.Citizen, Party: found.Person, Actor: actor, MayWrite: found.May.Writing,
	}
}

// EmployeePlace is where an employee stands who was decided about.
func EmployeePlace(actor *session.Actor, found access.EmployeeCase) Place {
	return Place{
		Municipality: found.Municipality, CaseCopyID: found.CaseCopyID, Person: found.Employee, FagsystemID: found.EmployeeID,
		World: session.Employee, Party: found.Party, Actor: actor, MayWrite: true,
	}
}
