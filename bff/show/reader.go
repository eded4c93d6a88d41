package show

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"innbyggertjenesten/contracts/barnevern"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"

	"innbyggertjenesten/bff/nationalnumber"
)

// Reader is the party whom something is shown to, with what of their copy of
// the case decides which correspondents, links and file names pass to them.
// To the zero Reader none do.
type Reader struct {
	passes passes
	me     contract.PersonName
	// namesake: another party has the same name.
	namesake bool
	// unit is the organisation number of the unit that is responsible for the case.
	unit   string
	hidden Hidden
	// sheltered: where another party is, or goes to school, is protected.
	sheltered bool
	// shelteredFrom are those of them of whom the reader doesn't know it anyway.
	shelteredFrom []contract.PersonName
}

// passes is what may pass to a role at all. contracts/FIELDS.md has it in words.
type passes struct {
	// senders: the office that something comes from. receivers: the offices that
	// got it or a copy. Each with its organisation number.
	senders, receivers bool
	links              bool
	fileNames          bool
}

var passing = map[contract.Role]passes{
	contract.RoleHOVEDPERSON: {senders: true, receivers: true, links: true, fileNames: true},
	contract.RoleMOR:         {senders: true, receivers: true, links: true, fileNames: true},
	contract.RoleFAR:         {senders: true, receivers: true, links: true, fileNames: true},
	contract.RoleMEDMOR:      {senders: true, receivers: true, links: true, fileNames: true},
	contract.RoleMEDFAR:      {senders: true, receivers: true, links: true, fileNames: true},
	contract.RoleVERGE:       {senders: true, receivers: true, links: true, fileNames: true},
	contract.RoleFULLMEKTIG:  {senders: true, receivers: true, links: true, fileNames: true},
	// Which other offices a family has to do with isn't the foster parents' to know.
	contract.RoleFOSTERFORELDER: {senders: true, links: true},
}

// ReaderOf is the party whose copy of a case it is.
func ReaderOf(caseCopy contract.CaseCopy) Reader {
	reader := Reader{
		passes: passing[caseCopy.Role], me: caseCopy.Me.Name, unit: caseCopy.Mappe.Organisasjonsnummer,
		hidden: HiddenFrom(caseCopy.Me, caseCopy.OtherParties),
	}
	for _, other := range caseCopy.OtherParties {
		reader.namesake = reader.namesake || sameName(other.Name, reader.me.Given, reader.me.Family)
		if !whereHidden(other.Protection) {
			continue
		}
		reader.sheltered = true
		// Whoever shares the place knows it. Where the fagsystem keeps the place to itself, it may be any.
		where := contract.Party{Contact: other.Contact, Protection: contract.Protection{Hidden: other.Protection.Hidden}}
		where.Contact.Phone, where.Contact.Email = nil, nil
		if told := HiddenFrom(contract.Party{}, []contract.Party{where}); len(told.words) == 0 || len(HiddenFrom(caseCopy.Me, []contract.Party{where}).words) > 0 {
			reader.shelteredFrom = append(reader.shelteredFrom, other.Name)
		}
	}
	return reader
}

// ShelteredFrom are the other parties of whom the reader mustn't learn where they
// live, are or go to school. It is for whoever writes to the reader, never for the reader.
func (r Reader) ShelteredFrom() []contract.PersonName { return r.shelteredFrom }

// whereHidden tells whether it is protected where somebody is or goes to school.
func whereHidden(protection contract.Protection) bool {
	return placeHidden(protection) || slices.Contains(protection.Hidden, contract.ProtectionHiddenSCHOOL)
}

// Hidden are the protected facts that the reader mustn't meet.
func (r Reader) Hidden() Hidden { return r.hidden }

// Hides tells whether an entry isn't there for the reader: what it is called, in
// whatever language, holds a protected fact of another party. Whoever found it in
// one language has found it in what the entry is called.
func (r Reader) Hides(entry contract.Entry) bool {
	if r.hidden.In(entry.Journalpost.Tittel) {
		return true
	}
	if entry.Released != contract.EntryReleasedFULL || len(entry.Documents) != 1 {
		return false
	}
	for language := range entry.Documents[0].Title {
		if title, _, ok := translatedTitle(entry, entry.Documents[0], language); ok && r.hidden.In(title) {
			return true
		}
	}
	return false
}

// correspondents are whom an entry came from and went to, as far as the reader
// may know it: offices, and oneself. Any other person may be another party, or
// somebody whom the family mustn't know of.
func (r Reader) correspondents(given []*barnevern.Korrespondansepart) []portal.Correspondent {
	shown := []portal.Correspondent{}
	for _, one := range given {
		if one == nil {
			continue
		}
		part, known := parts[one.Korrespondanseparttype]
		switch {
		case !known:
		case one.Person != nil && one.Organisasjon == nil:
			if r.isMe(*one.Person) {
				you := true
				shown = append(shown, portal.Correspondent{Part: part, You: &you})
			}
		case one.Organisasjon != nil && one.Person == nil && r.office(one.Korrespondanseparttype, *one.Organisasjon):
			office := portal.Correspondent{Part: part, Name: text(&one.Organisasjon.Navn)}
			if number := one.Organisasjon.Organisasjonsnummer; number != nil && organizationNumber.MatchString(*number) {
				office.OrganizationNumber = number
			}
			if office.Name != nil {
				shown = append(shown, office)
			}
		}
	}
	return shown
}

var organizationNumber = regexp.MustCompile(`^[0-9]{9}$`)

// parts are the ways of taking part that are shown. Who inside the service got
// something to deal with is the archive's.
var parts = map[barnevern.Korrespondanseparttype]portal.CorrespondentPart{
	barnevern.KorrespondanseparttypeAvsender:       portal.CorrespondentPartSENDER,
	barnevern.KorrespondanseparttypeInternAvsender: portal.CorrespondentPartSENDER,
	barnevern.KorrespondanseparttypeMottaker:       portal.CorrespondentPartRECEIVER,
	barnevern.KorrespondanseparttypeKopimottaker:   portal.CorrespondentPartCOPY,
}

// office tells whether an office may be shown. Where somebody's whereabouts are
// protected, a school, a doctor or another municipality would tell them: then
// only the service itself passes.
func (r Reader) office(part barnevern.Korrespondanseparttype, office barnevern.KorrespondansepartOrganisasjon) bool {
	own := part == barnevern.KorrespondanseparttypeInternAvsender ||
		office.Organisasjonsnummer != nil && r.unit != "" && *office.Organisasjonsnummer == r.unit
	may := r.passes.senders
	if parts[part] != portal.CorrespondentPartSENDER {
		may = r.passes.receivers
	}
	return may && (own || !r.sheltered) && !r.withheld(office.Navn)
}

// isMe tells whether a correspondent is the reader, as far as a name can say it.
func (r Reader) isMe(person barnevern.KorrespondansepartPerson) bool {
	return r.passes.senders && !r.namesake && sameName(r.me, person.Fornavn, person.Etternavn)
}

func sameName(name contract.PersonName, given, family string) bool {
	return plain(given+family) != "" && plain(name.Given+" "+name.Family) == plain(given+" "+family)
}

// sender is which office an entry comes from.
func (r Reader) sender(correspondents []*barnevern.Korrespondansepart) *string {
	for _, one := range r.correspondents(correspondents) {
		if one.Part == portal.CorrespondentPartSENDER && one.Name != nil {
			return one.Name
		}
	}
	return nil
}

// Links are those with a text of their own, in the reader's language where there
// is one. Those for comments and complaints lead to other portals' forms for
// what one does here.
func (r Reader) Links(given []*barnevern.Lenke, language string) []portal.Link {
	shown := []portal.Link{}
	if !r.passes.links || r.sheltered {
		return shown // a map or a school's page tells a place that no list knows
	}
	for _, one := range given {
		if one == nil || one.Egendefinert == nil || one.Predefinert != nil || len(shown) == mostLinks {
			continue
		}
		address, safe := safeAddress(one.Url)
		words, in := ownWords(*one.Egendefinert, language)
		if !safe || words == "" || slices.ContainsFunc(inAllLanguages(*one.Egendefinert), r.withheld) || r.withheld(address) {
			continue
		}
		shown = append(shown, portal.Link{Text: words, Language: in, Url: address})
	}
	return shown
}

const (
	mostLinks    = 20
	longestLink  = 2000
	longestWords = 200
)

// safeAddress is an https address of a named host and nothing that runs, logs in
// or hides where it leads.
func safeAddress(given string) (address string, safe bool) {
	given = strings.TrimSpace(given)
	parsed, err := url.Parse(given)
	if err != nil || len(given) > longestLink || !strings.EqualFold(parsed.Scheme, "https") || parsed.User != nil || parsed.Port() != "" ||
		!strings.Contains(parsed.Hostname(), ".") || strings.ContainsAny(parsed.Host, "[]") {
		return "", false
	}
	for _, r := range given {
		if unicode.IsControl(r) || unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || r == '\\' {
			return "", false
		}
	}
	// A name in other letters may look like one that is trusted.
	if strings.IndexFunc(parsed.Host, func(r rune) bool { return r >= utf8.RuneSelf }) >= 0 || strings.Contains(strings.ToLower(parsed.Host), "xn--") {
		return "", false
	}
	if last := parsed.Hostname()[strings.LastIndex(parsed.Hostname(), ".")+1:]; last == "" || last[0] >= '0' && last[0] <= '9' {
		return "", false // the number of a machine
	}
	return parsed.String(), true
}

// inAllLanguages is a link's text in each language that it has.
func inAllLanguages(own barnevern.LenkeEgendefinert) (words []string) {
	for _, one := range []*string{own.Bokmal, own.Nynorsk, own.Engelsk, own.Nordsamisk} {
		if one != nil {
			words = append(words, cleaned(*one))
		}
	}
	return words
}

// ownWords is a link's text in the reader's language, or the next best one.
func ownWords(own barnevern.LenkeEgendefinert, language string) (words, in string) {
	type said struct {
		language string
		words    *string
	}
	in4 := []said{{"nb", own.Bokmal}, {"nn", own.Nynorsk}, {"en", own.Engelsk}, {"se", own.Nordsamisk}}
	slices.SortStableFunc(in4, func(a, b said) int {
		switch {
		case a.language == language && b.language != language:
			return -1
		case b.language == language && a.language != language:
			return 1
		}
		return 0
	})
	for _, one := range in4 {
		if text(one.words) != nil {
			return clipped(cleaned(*one.words), longestWords), one.language
		}
	}
	return "", ""
}

// fileName is what the fagsystem calls a file, where that is nothing but what kind
// of paper it is and of which day. Most names are the case worker's own: they
// hold names, numbers and places, also of people in other cases, which no list
// of this one's protected facts could find.
func (r Reader) fileName(given string) *string {
	name := cleaned(given)
	if at := strings.LastIndexAny(name, `/\`); at >= 0 {
		name = strings.TrimSpace(name[at+1:])
	}
	if !r.passes.fileNames || r.sheltered || name == "" || r.withheld(name) || utf8.RuneCountInString(name) > longestFileName {
		return nil
	}
	words := aDay.ReplaceAllString(name, " ")
	if len(digits(&words)) > 4 {
		return nil // a telephone number, or a case's
	}
	for word := range strings.FieldsFuncSeq(words, func(r rune) bool { return strings.ContainsRune(" ._-()", r) }) {
		if !paperWords[strings.ToLower(word)] && !aVersion.MatchString(word) {
			return nil
		}
	}
	return &name
}

const longestFileName = 120

var (
	aDay     = regexp.MustCompile(`\b(?:20\d\d-[01]\d-[0-3]\d|[0-3]?\d\.[01]?\d\.20\d\d)\b`)
	aVersion = regexp.MustCompile(`^(?:[vV]?\d{1,2}|20\d\d)$`)
)

// paperWords are what a file's name may consist of.
var paperWords = wordsOf(`pdf docx doc odt rtf txt html htm jpg jpeg png md
	dokument document brev svarbrev innkalling invitasjon vedlegg kopi original utkast endelig versjon signert side
	vedtak enkeltvedtak klage klagesvar svar søknad samtykke erklæring avtale
	referat møtereferat motereferat møte mote samtale samtalereferat notat oppsummering evaluering rapport
	plan tiltaksplan handlingsplan tiltak undersøkelse undersokelse undersøkelsesplan hjelpetiltak samvær
	om av for i og med til fra ny nytt`)

func wordsOf(list string) map[string]bool {
	words := map[string]bool{}
	for word := range strings.FieldsSeq(list) {
		words[word] = true
	}
	return words
}

// withheld tells whether a text holds what may not pass to the reader.
func (r Reader) withheld(text string) bool {
	return r.hidden.In(text) || nationalnumber.In(text)
}

// cleaned is without what isn't seen but changes what is.
func cleaned(text string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, "")))
}

func clipped(text string, most int) string {
	if letters := []rune(text); len(letters) > most {
		return string(letters[:most-1]) + "…"
	}
	return text
}
