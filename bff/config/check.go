package config

import (
	"fmt"
	"net"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"time"
)

var (
	idPattern = regexp.MustCompile(`^[a-z][a-z0-9-]{0,31}$`)
	// variablePattern is what names an environment variable everywhere.
	variablePattern = regexp.MustCompile(`^[A-Z][A-Z0-9_]*$`)
	// contextPattern is an id of Entra's authentication contexts.
	contextPattern = regexp.MustCompile(`^c[1-9][0-9]?$`)
	orgPattern     = regexp.MustCompile(`^[0-9]{9}$`)
	hostPattern    = regexp.MustCompile(`^[a-z0-9.-]+(:[0-9]{1,5})?$`)
	clockPattern   = regexp.MustCompile(`^([01][0-9]|2[0-3]):[0-5][0-9]$`)
	themePattern   = regexp.MustCompile(`^[a-z0-9-]*$`)
)

// revealing are words that must not stand where a bystander can read them.
var revealing = []string{"barnevern", "barnevakt", "omsorg"}

// checker collects what is wrong with one municipality's file.
type checker struct {
	config *Config
	file   string
	wrong  []error
}

func (c *checker) add(format string, values ...any) {
	c.wrong = append(c.wrong, fmt.Errorf("%s.yaml: "+format, append([]any{c.file}, values...)...))
}

func (c *Config) checkMunicipalities(known []string) []error {
	var wrong []error
	for i := range c.Municipalities {
		check := checker{config: c, file: c.Municipalities[i].ID}
		check.municipality(&c.Municipalities[i], known)
		wrong = append(wrong, check.wrong...)
	}
	for _, host := range c.Hosts() {
		served := c.OfHost(host)
		for _, other := range served[1:] {
			if other.CitizenLogin.Client != served[0].CitizenLogin.Client {
				wrong = append(wrong, fmt.Errorf("%s.yaml and %s.yaml share the host %s: citizenLogin's issuer, clientId and key (or secret) must be the same in both",
					served[0].ID, other.ID, host))
			}
		}
	}
	return append(wrong, c.checkClients()...)
}

func (c *checker) municipality(m *Municipality, known []string) {
	if !idPattern.MatchString(m.ID) {
		c.add("id %q: use 1 to 32 small letters, digits and '-', beginning with a letter", m.ID)
	}
	if m.Name == "" {
		c.add("name is missing: the municipality's name as people write it")
	}
	if !orgPattern.MatchString(m.OrganizationNumber) {
		c.add("organizationNumber must have nine digits, in quotes")
	}
	c.hosts(m.Hosts)
	c.citizenLogin(m.CitizenLogin)
	c.employeeLogin(m.EmployeeLogin)
	c.address("fagsystem.url", m.Fagsystem.URL)
	c.readable("fagsystem.tokenFile", m.Fagsystem.TokenFile)
	if m.Fagsystem.WebhookSecretFile != "" {
		c.readable("fagsystem.webhookSecretFile", m.Fagsystem.WebhookSecretFile)
	}
	c.address("notifications.url", m.Notifications.URL)
	c.readable("notifications.tokenFile", m.Notifications.TokenFile)
	if m.Notifications.Sender == "" {
		c.add("notifications.sender is missing: a neutral name, shown on the telephone")
	}
	for _, word := range revealing {
		if strings.Contains(strings.ToLower(m.Notifications.Sender), word) {
			c.add("notifications.sender says %q: a bystander must not see what a message is about", word)
		}
	}
	c.people(m)
	c.languages(m.Languages, known)
	if !themePattern.MatchString(m.Theme) {
		c.add("theme %q: use the name of a theme", m.Theme)
	}
	if m.AccessibilityStatementURL != "" && !strings.HasPrefix(m.AccessibilityStatementURL, "https://") {
		c.add("accessibilityStatementUrl must be an https address")
	}
}

func (c *checker) hosts(hosts []string) {
	if len(hosts) == 0 {
		c.add("hosts is empty: name the host under which people reach the portal")
	}
	for _, host := range hosts {
		if !hostPattern.MatchString(host) {
			c.add("hosts: %q must be a name, with :port where it isn't the usual one", host)
		}
		if !c.config.Environment.plainHTTP() && isLoopback(host) {
			c.add("hosts: %q is on this machine, which only demo and test may be", host)
		}
	}
}

func (c *checker) people(m *Municipality) {
	kinds := map[string]bool{}
	for i, phone := range m.Phones {
		if phone.Kind != Switchboard && phone.Kind != Duty {
			c.add("phones[%d].kind is %q: use %s or %s", i, phone.Kind, Switchboard, Duty)
		}
		if phone.Number == "" {
			c.add("phones[%d].number is missing", i)
		}
		kinds[phone.Kind] = true
		c.hours(fmt.Sprintf("phones[%d].hours", i), phone.Hours)
	}
	for _, kind := range []string{Switchboard, Duty} {
		if !kinds[kind] {
			c.add("phones has no %s: everybody must be able to reach a human being", kind)
		}
	}
	if len(m.Hours) == 0 {
		c.add("hours is empty: when somebody reads what is written")
	}
	c.hours("hours", m.Hours)
	for i, day := range m.Holidays {
		if _, err := day.Time(time.UTC); err != nil {
			c.add("holidays[%d] is %q: use a date like 2026-12-25", i, day)
		}
	}
	for i, day := range m.HalfDays {
		if _, ok := day.half(); !ok {
			c.add("halfDays[%d]: write day like \"12-24\" (every year) or \"2026-04-01\", and closes like \"12:00\", in quotes", i)
		}
	}
	if m.AnswersWithinWorkingDays < 1 {
		c.add("answersWithinWorkingDays must be at least 1: how soon the service usually answers")
	}
	if m.VisitAddress == "" {
		c.add("visitAddress is missing: where people can come without any log-in")
	}
}

func (c *checker) hours(name string, hours []Hours) {
	for i, one := range hours {
		if one.Weekday < 1 || one.Weekday > 7 {
			c.add("%s[%d].weekday is %d: Monday is 1, Sunday is 7", name, i, one.Weekday)
		}
		if !clockPattern.MatchString(one.Opens) || !clockPattern.MatchString(one.Closes) && one.Closes != "24:00" {
			c.add("%s[%d]: write opens and closes like \"08:00\", in quotes", name, i)
		} else if one.Opens == one.Closes {
			c.add("%s[%d] closes when it opens: for a whole day write \"00:00\" and \"24:00\"", name, i)
		}
	}
}

func (c *checker) languages(languages, known []string) {
	if !slices.Contains(languages, "nb") {
		c.add("languages must contain nb")
	}
	for _, language := range languages {
		if !slices.Contains(known, language) {
			c.add("languages: there are no texts in %q; there are %s", language, strings.Join(known, ", "))
		}
	}
}

// address demands TLS, but for loopback in demo and test.
func (c *checker) address(name, value string) {
	parsed, err := url.Parse(value)
	switch {
	case value == "":
		c.add("%s is missing", name)
	case err != nil || parsed.Host == "" || parsed.User != nil || parsed.RawQuery != "" || parsed.Fragment != "":
		c.add("%s must be a plain address like https://host/path", name)
	case parsed.Scheme == "https":
	case parsed.Scheme == "http" && c.config.Environment.plainHTTP() && isLoopback(parsed.Host):
	default:
		c.add("%s must be an https address (plain http only on this machine, in demo and test)", name)
	}
}

func (c *checker) readable(name, path string) {
	if path == "" {
		c.add("%s is missing: the path of a file", name)
		return
	}
	file, err := os.Open(path)
	if err != nil {
		c.add("%s can't be read: %v", name, err)
		return
	}
	_ = file.Close()
}

func isLoopback(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
