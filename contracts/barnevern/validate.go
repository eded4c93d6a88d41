package barnevern

import (
	"errors"
	"fmt"
	"strings"
)

// ValidateBarnevernmappe checks the rules of a case that its schema can't say, and those of everything in it.
// The error names every rule that is broken.
func ValidateBarnevernmappe(mappe *Barnevernmappe) error {
	var broken findings
	broken.links("lenker", mappe.Lenker)
	broken.forms("edialogSkjemaer", mappe.EdialogSkjemaer)
	return broken.err()
}

// ValidateBarnevernjournalpost checks the rules of an entry that its schema can't say, and those of everything in it.
// The error names every rule that is broken.
func ValidateBarnevernjournalpost(post *Barnevernjournalpost) error {
	var broken findings
	if post.InnsynsforesporselStatus != nil && *post.InnsynsforesporselStatus == InnsynsforesporselStatusIkkeForespurt {
		if post.MappeId == nil {
			broken.add("mappeId", "is needed where access can be asked for")
		}
		if post.SystemId == nil || strings.TrimSpace(*post.SystemId) == "" {
			broken.add("systemId", "is needed where access can be asked for")
		}
	}
	isPlan := post.Dokumenttype != nil && *post.Dokumenttype == DokumenttypeTiltaksplan
	switch {
	case isPlan && post.TiltaksplanDetaljer == nil:
		broken.add("tiltaksplanDetaljer", "is needed in a measures plan")
	case !isPlan && post.TiltaksplanDetaljer != nil:
		broken.add("tiltaksplanDetaljer", "belongs to a measures plan only")
	}
	broken.links("lenker", post.Lenker)
	broken.forms("edialogSkjemaer", post.EdialogSkjemaer)
	for i, part := range post.Korrespondanseparter {
		if part == nil || (part.Person == nil) == (part.Organisasjon == nil) {
			broken.add(fmt.Sprintf("korrespondanseparter[%d]", i), "is either a person or an organisation")
		}
	}
	return broken.err()
}

// findings collects broken rules, each with the place it was found in.
type findings []error

func (f *findings) add(path, rule string) {
	*f = append(*f, fmt.Errorf("%s %s", path, rule))
}

func (f *findings) err() error {
	return errors.Join(*f...)
}

func (f *findings) links(path string, links []*Lenke) {
	for i, link := range links {
		at := fmt.Sprintf("%s[%d]", path, i)
		if link == nil || (link.Predefinert == nil) == (link.Egendefinert == nil) {
			f.add(at, "is either predefined or has a text of its own")
			continue
		}
		if own := link.Egendefinert; own != nil && noText(own.Bokmal, own.Nynorsk, own.Engelsk, own.Nordsamisk) {
			f.add(at+".egendefinert", "needs a text in at least one language")
		}
	}
}

func (f *findings) forms(path string, forms []*EdialogSkjema) {
	for i, form := range forms {
		at := fmt.Sprintf("%s[%d]", path, i)
		if form == nil || (form.Predefinert == nil) == (form.Egendefinert == nil) {
			f.add(at, "is either predefined or has a text of its own")
			continue
		}
		if own := form.Egendefinert; own != nil && noText(own.Bokmal, own.Nynorsk, own.Engelsk, own.Nordsamisk) {
			f.add(at+".egendefinert", "needs a text in at least one language")
		}
	}
}

func noText(texts ...*string) bool {
	for _, text := range texts {
		if text != nil {
			return false
		}
	}
	return true
}
