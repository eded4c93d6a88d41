package config

import (
	"slices"
	"time"
)

// Municipality is one tenant: the content of its YAML file.
type Municipality struct {
	// ID leads every key in the database; it never changes.
	ID string `yaml:"id"`
	// Name as people write it.
	Name               string `yaml:"name"`
	OrganizationNumber string `yaml:"organizationNumber"`
	// Hosts are the names (with the port, where it isn't the usual one) under
	// which its people reach the portal. Municipalities may share a host.
	Hosts         []string      `yaml:"hosts"`
	CitizenLogin  CitizenLogin  `yaml:"citizenLogin"`
	EmployeeLogin EmployeeLogin `yaml:"employeeLogin"`
	Fagsystem     Fagsystem     `yaml:"fagsystem"`
	Notifications Notifications `yaml:"notifications"`
	Phones        []Phone       `yaml:"phones"`
	// Hours are when somebody reads; outside of them the portal says so.
	Hours []Hours `yaml:"hours"`
	// Holidays are days on which nobody reads, beside Norway's public holidays,
	// which need not be listed.
	Holidays []Date `yaml:"holidays"`
	// HalfDays are those that end early, such as 12-24.
	HalfDays []HalfDay `yaml:"halfDays"`
	// AnswersWithinWorkingDays is how soon the service usually answers.
	AnswersWithinWorkingDays  int      `yaml:"answersWithinWorkingDays"`
	VisitAddress              string   `yaml:"visitAddress"`
	AccessibilityStatementURL string   `yaml:"accessibilityStatementUrl"`
	Theme                     string   `yaml:"theme"`
	Languages                 []string `yaml:"languages"`
}

// Fagsystem is where the municipality's cases are.
type Fagsystem struct {
	URL string `yaml:"url"`
	// TokenFile holds the bearer token; it is read anew when it changes.
	TokenFile string `yaml:"tokenFile"`
	// WebhookSecretFile holds what the fagsystem signs its webhooks with: one to
	// three secrets, each on a line of its own, so that an old and a new one overlap.
	// It is read anew when it changes. Without one there are no webhooks.
	WebhookSecretFile string `yaml:"webhookSecretFile"`
}

// Notifications is Altinn Notifications.
type Notifications struct {
	URL       string `yaml:"url"`
	TokenFile string `yaml:"tokenFile"`
	// Sender is shown on the telephone. It must not say what the portal is about.
	Sender string `yaml:"sender"`
}

// The kinds of phones.
const (
	Switchboard = "switchboard"
	// Duty is who can act when the office is closed.
	Duty = "duty"
)

// Phone is a way to a human being without any e-ID.
type Phone struct {
	Kind   string `yaml:"kind"`
	Number string `yaml:"number"`
	// Hours when it is answered; none means always.
	Hours []Hours `yaml:"hours"`
}

// Hours is an opening time on one weekday, Oslo's clock. One that closes
// before it opens ends on the next day.
type Hours struct {
	// Weekday is ISO: Monday is 1.
	Weekday int    `yaml:"weekday"`
	Opens   string `yaml:"opens"`
	Closes  string `yaml:"closes"`
}

// Date is a day in YAML, as 2026-12-25.
type Date string

// Time is the day's first moment in Oslo.
func (d Date) Time(oslo *time.Location) (time.Time, error) {
	return time.ParseInLocation(time.DateOnly, string(d), oslo)
}

// Config is everything.
type Config struct {
	Process
	// Municipalities by id, sorted.
	Municipalities []Municipality
	// Variable is the content of an environment variable, "" where it isn't set.
	// What is secret stays there: it is no part of the settings.
	Variable func(name string) string
}

// Municipality is the one with that id.
func (c *Config) Municipality(id string) (*Municipality, bool) {
	for i := range c.Municipalities {
		if c.Municipalities[i].ID == id {
			return &c.Municipalities[i], true
		}
	}
	return nil, false
}

// Of is the one with that id, or nil.
func (c *Config) Of(id string) *Municipality {
	found, _ := c.Municipality(id)
	return found
}

// OfHost are the municipalities that a host serves, by id.
func (c *Config) OfHost(host string) []*Municipality {
	var served []*Municipality
	for i := range c.Municipalities {
		if slices.Contains(c.Municipalities[i].Hosts, host) {
			served = append(served, &c.Municipalities[i])
		}
	}
	return served
}

// Languages are those of all municipalities of a host, in the order that the
// first one names them.
func (c *Config) Languages(host string) []string {
	var languages []string
	for _, municipality := range c.OfHost(host) {
		for _, language := range municipality.Languages {
			if !slices.Contains(languages, language) {
				languages = append(languages, language)
			}
		}
	}
	return languages
}

// Hosts are all hosts, each once.
func (c *Config) Hosts() []string {
	var hosts []string
	for _, municipality := range c.Municipalities {
		hosts = append(hosts, municipality.Hosts...)
	}
	slices.Sort(hosts)
	return slices.Compact(hosts)
}

// Origin is how a browser names a host: https, but for loopback in demo and test.
func (c *Config) Origin(host string) string {
	if c.Environment.plainHTTP() && isLoopback(host) {
		return "http://" + host
	}
	return "https://" + host
}
