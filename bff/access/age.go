package access

import (
	"time"

	openapi "github.com/oapi-codegen/runtime/types"

	"innbyggertjenesten/bff/oslo"
)

// AgeRule is the age from which a child is a party, from a date on.
type AgeRule struct {
	From oslo.Date
	Age  int
}

// ageTable is the national default, used only where the fagsystem leaves the
// question open. A change of the law is a new line here, with its date.
var ageTable = []AgeRule{
	{From: oslo.Date{Year: 1, Month: time.January, Day: 1}, Age: 15},
}

// adult is the age at which a parent's access to the child's case ends.
const adult = 18

// partyAge is the age that makes a child a party on a day.
func partyAge(table []AgeRule, on oslo.Date) (age int, known bool) {
	var latest oslo.Date
	for _, rule := range table {
		if !rule.From.After(on) && (!known || rule.From.After(latest)) {
			age, latest, known = rule.Age, rule.From, true
		}
	}
	return age, known
}

// hasTurned tells whether somebody born on birthDate has had that birthday.
// It comes at midnight in Oslo. Whoever was born on 29 February turns a year
// older on 1 March where the year has no such day.
func hasTurned(age int, birthDate *openapi.Date, today oslo.Date) (turned, known bool) {
	if birthDate == nil || birthDate.IsZero() {
		return false, false
	}
	birthday := oslo.DateOf(birthDate.Time, time.UTC).AddYears(age)
	return !birthday.After(today), true
}
