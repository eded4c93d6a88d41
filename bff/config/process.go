// Package config reads and checks everything an operator can set: the process'
// own settings from the environment and one YAML file per municipality. All
// that is wrong is told at once, each with what to do.
package config

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"reflect"
	"strings"
	"time"

	"github.com/caarlos0/env/v11"
)

// Environment says what an installation is for.
type Environment string

// The environments. Only production has real people.
const (
	Demo       Environment = "demo"
	Test       Environment = "test"
	Training   Environment = "training"
	Production Environment = "production"
)

// Practice tells whether all people are fictitious.
func (e Environment) Practice() bool { return e != Production }

// plainHTTP tells whether providers and hosts may do without TLS, on loopback.
func (e Environment) plainHTTP() bool { return e == Demo || e == Test }

// Process is what one process is set to. The help texts become the README's table.
type Process struct {
	Environment       Environment    `env:"ENVIRONMENT" required:"true" help:"demo, test, training or production. Real people exist only in production, synthetic ones only elsewhere; plain http only on loopback in demo and test."`
	DatabaseURL       string         `env:"DATABASE_URL" required:"true" secret:"true" help:"Postgres 15 to 18, as postgres://user:password@host:5432/database. With ?pool_max_conns=20 each replica uses at most 20 connections and five beside them; without it as many as it has processors, at least 6."`
	VaultKeysDir      string         `env:"VAULT_KEYS_DIR" required:"true" help:"Directory of the encryption keys; \"portal keys DIRECTORY\" makes a first set. Whoever loses it loses everything encrypted."`
	MunicipalitiesDir string         `env:"MUNICIPALITIES_DIR" required:"true" help:"Directory with one YAML file per municipality."`
	ListenAddress     string         `env:"LISTEN_ADDRESS" envDefault:":8080" help:"Where browsers' requests arrive, behind a proxy that ends TLS and keeps the Host header."`
	InternalAddress   string         `env:"INTERNAL_ADDRESS" envDefault:"127.0.0.1:9090" help:"Where metrics are served; never reachable from outside. Empty for none."`
	TrustedProxies    []netip.Prefix `env:"TRUSTED_PROXIES" help:"Networks of the proxies before the portal, as 10.0.0.0/8,fd00::/8. Only from there does X-Forwarded-For say who asks; without any, all who come through a proxy count as one address."`
	LogInsPerMinute   int            `env:"LOGINS_PER_MINUTE" envDefault:"120" help:"How many log-ins one address may begin in a minute, on each replica. A school or an office has one address."`
	RequestsPerSecond int            `env:"REQUESTS_PER_SECOND" envDefault:"10" help:"How many API requests one log-in may make in a second for long, on each replica; thirty times as many at once."`
	LeaveURL          string         `env:"LEAVE_URL" envDefault:"https://www.yr.no/" help:"Where \"leave quickly\" goes: a page that anybody might be reading."`
	SessionIdle       time.Duration  `env:"SESSION_IDLE" envDefault:"30m" help:"A session ends after this time without activity; at most 30m in production."`
	SessionAbsolute   time.Duration  `env:"SESSION_ABSOLUTE" envDefault:"120m" help:"A session ends after this time in any case; at most 120m in production."`
	FreshLogIn        time.Duration  `env:"FRESH_LOGIN" envDefault:"10m" help:"How long after a log-in a consent can be answered, and one can take one's case along as files; afterwards one is asked to log in again first. At least 1m in production."`
	MessageUndo       time.Duration  `env:"MESSAGE_UNDO" envDefault:"10s" help:"How long a sent message can be taken back before it goes to the fagsystem."`
	NotifyDelay       time.Duration  `env:"NOTIFY_DELAY" envDefault:"30s" help:"How long something may stay unread before somebody who isn't here is told that there is something to read."`
	ClamdAddress      string         `env:"CLAMD_ADDRESS" help:"Where ClamAV's clamd scans attachments: unix:/path/of/socket or tcp:host:3310. Its StreamMaxLength must be at least 26M, its MaxFileSize and MaxScanSize no smaller than that; with AlertExceedsMax yes a file that it couldn't look through wholly counts as infected. While there is none, or it overlooks a test file, attachments wait."`
	DrainWait         time.Duration  `env:"DRAIN_WAIT" envDefault:"5s" help:"On shutdown: how long the process says it isn't ready before it stops accepting."`
	ShutdownGrace     time.Duration  `env:"SHUTDOWN_GRACE" envDefault:"20s" help:"On shutdown: how long running requests may take to finish."`
	LogLevel          string         `env:"LOG_LEVEL" envDefault:"info" help:"debug, info, warn or error."`
}

// Setting is one row of the README's table.
type Setting struct {
	Name, Default, Help string
	Required            bool
}

// Settings lists the process' settings.
func Settings() []Setting {
	var settings []Setting
	shape := reflect.TypeFor[Process]()
	for i := range shape.NumField() {
		tag := shape.Field(i).Tag
		settings = append(settings, Setting{
			Name: tag.Get("env"), Default: tag.Get("envDefault"), Help: tag.Get("help"), Required: tag.Get("required") == "true",
		})
	}
	return settings
}

// Table is the settings as Markdown.
func Table() string {
	var out strings.Builder
	out.WriteString("| variable | default | what it sets |\n|---|---|---|\n")
	for _, setting := range Settings() {
		value := "`" + setting.Default + "`"
		if setting.Required {
			value = "must be set"
		}
		fmt.Fprintf(&out, "| `%s` | %s | %s |\n", setting.Name, value, setting.Help)
	}
	return out.String()
}

// parseProcess reads the settings out of variables.
func parseProcess(variables map[string]string) (Process, []error) {
	var process Process
	var wrong []error
	parsed := env.ParseWithOptions(&process, env.Options{Environment: variables})
	var several env.AggregateError
	if errors.As(parsed, &several) {
		for _, one := range several.Errors {
			wrong = append(wrong, explain(one))
		}
	} else if parsed != nil {
		wrong = append(wrong, parsed)
	}
	// Elsewhere empty means not set; here it is a choice.
	if address, set := variables["INTERNAL_ADDRESS"]; set && address == "" {
		process.InternalAddress = ""
	}
	for _, setting := range Settings() {
		if setting.Required && variables[setting.Name] == "" {
			wrong = append(wrong, fmt.Errorf("%s is not set. %s", setting.Name, setting.Help))
		}
	}
	return process, append(wrong, process.check()...)
}

// explain names the variable, not the field, and never its value.
func explain(err error) error {
	var parse env.ParseError
	if errors.As(err, &parse) {
		if field, ok := reflect.TypeFor[Process]().FieldByName(parse.Name); ok {
			return fmt.Errorf("%s can't be read as %s. %s", field.Tag.Get("env"), field.Type, field.Tag.Get("help"))
		}
	}
	return err
}

func (p Process) check() []error {
	var wrong []error
	add := func(format string, values ...any) { wrong = append(wrong, fmt.Errorf(format, values...)) }
	switch p.Environment {
	case "", Demo, Test, Training, Production:
	default:
		add("ENVIRONMENT is %q: use demo, test, training or production", p.Environment)
	}
	for name, address := range map[string]string{"LISTEN_ADDRESS": p.ListenAddress, "INTERNAL_ADDRESS": p.InternalAddress} {
		if address == "" && name == "INTERNAL_ADDRESS" {
			continue
		}
		if _, _, err := net.SplitHostPort(address); err != nil {
			add("%s is %q: use host:port, or :port for all interfaces", name, address)
		}
	}
	if target, err := url.Parse(p.LeaveURL); err != nil || target.Scheme != "https" || target.Host == "" || target.User != nil {
		add("LEAVE_URL must be an https address of a page that anybody might be reading")
	}
	if p.SessionIdle <= 0 || p.SessionAbsolute < p.SessionIdle {
		add("SESSION_IDLE must be more than 0 and at most SESSION_ABSOLUTE")
	}
	if p.FreshLogIn <= 0 || p.Environment == Production && p.FreshLogIn < time.Minute {
		add("FRESH_LOGIN must be more than 0, and at least 1m in production")
	}
	if p.Environment == Production && (p.SessionIdle > 30*time.Minute || p.SessionAbsolute > 120*time.Minute) {
		add("ID-porten allows at most SESSION_IDLE=30m and SESSION_ABSOLUTE=120m")
	}
	if p.MessageUndo < 0 || p.MessageUndo > time.Minute {
		add("MESSAGE_UNDO must be between 0s and 1m")
	}
	if p.NotifyDelay < 0 || p.NotifyDelay > 24*time.Hour {
		add("NOTIFY_DELAY must be between 0s and 24h")
	}
	if network, at, _ := strings.Cut(p.ClamdAddress, ":"); p.ClamdAddress != "" && (network != "unix" && network != "tcp" || at == "") {
		add("CLAMD_ADDRESS is %q: use unix:/path/of/socket or tcp:host:3310", p.ClamdAddress)
	}
	if p.LogInsPerMinute <= 0 || p.RequestsPerSecond <= 0 {
		add("LOGINS_PER_MINUTE and REQUESTS_PER_SECOND must be more than 0")
	}
	if p.DrainWait < 0 || p.ShutdownGrace <= 0 {
		add("DRAIN_WAIT must not be negative, and SHUTDOWN_GRACE must be more than 0")
	}
	switch p.LogLevel {
	case "debug", "info", "warn", "error":
	default:
		add("LOG_LEVEL is %q: use debug, info, warn or error", p.LogLevel)
	}
	return wrong
}
