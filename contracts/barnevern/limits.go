package barnevern

import (
	"errors"
	"regexp"
)

var organizationNumber = regexp.MustCompile(`^[0-9]{9}$`)

const (
	longestYear = 9999
	mostRelated = 10
)

// LimitsOfBarnevernmappe checks of a case what its schema limits and its Go type
// doesn't hold: the errors name fields and never values.
func LimitsOfBarnevernmappe(mappe *Barnevernmappe) error {
	var broken findings
	if !organizationNumber.MatchString(mappe.Organisasjonsnummer) {
		broken.add("organisasjonsnummer", "has nine digits")
	}
	if year := mappe.Saksaar; year != nil && (*year < 0 || *year > longestYear) {
		broken.add("saksaar", "has at most four digits")
	}
	if number := mappe.Sakssekvensnummer; number != nil && *number < 0 {
		broken.add("sakssekvensnummer", "isn't negative")
	}
	return errors.Join(broken...)
}

// LimitsOfBarnevernjournalpost is the same for an entry.
func LimitsOfBarnevernjournalpost(post *Barnevernjournalpost) error {
	var broken findings
	if len(post.RelaterteJournalposter) > mostRelated {
		broken.add("relaterteJournalposter", "names at most ten entries")
	}
	if number := post.Journalpostnummer; number != nil && *number < 0 {
		broken.add("journalpostnummer", "isn't negative")
	}
	return errors.Join(broken...)
}
