package login

import "innbyggertjenesten/bff/config"

// rightKind tells whether a national number is of the kind that exists in an
// environment: real people only in production, made-up ones only elsewhere. It
// looks at the marks that synthetic numbers carry on the month; whether the
// digits are right is the provider's business, whose word counts.
func rightKind(number string, environment config.Environment) bool {
	if len(number) != 11 {
		return false
	}
	for _, digit := range number {
		if digit < '0' || digit > '9' {
			return false
		}
	}
	month := int(number[2]-'0')*10 + int(number[3]-'0')
	real := month >= 1 && month <= 12
	return real != environment.Practice()
}
