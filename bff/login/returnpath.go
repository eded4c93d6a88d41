package login

import (
	"net/url"
	"strings"
	"unicode"

	"innbyggertjenesten/bff/session"
)

const mostReturnPath = 512

// home is where a world's pages begin.
func home(world session.World) string {
	if world == session.Employee {
		return "/employee"
	}
	return "/"
}

// returnPath lets a log-in end where it began, and nowhere else: only plain
// paths of the same world's pages, never another host, a route of the server
// itself, or anything that a browser might read as one of them.
func returnPath(wanted string, world session.World) string {
	parsed, err := url.Parse(wanted)
	if err != nil || len(wanted) > mostReturnPath || !strings.HasPrefix(wanted, "/") || strings.HasPrefix(wanted, "//") ||
		parsed.Scheme != "" || parsed.Host != "" || parsed.User != nil || parsed.RawQuery != "" || parsed.ForceQuery || parsed.Fragment != "" ||
		strings.ContainsAny(wanted, `\%#?@:`) || strings.ContainsFunc(wanted, func(r rune) bool { return r > unicode.MaxASCII || r <= ' ' || r == 0x7f }) ||
		strings.Contains(wanted, "..") || strings.Contains(wanted+"/", "/./") || strings.Contains(wanted, "//") {
		return home(world)
	}
	employees := wanted == "/employee" || strings.HasPrefix(wanted, "/employee/")
	if employees != (world == session.Employee) {
		return home(world)
	}
	for _, own := range []string{"/api", "/login", "/logout", "/logged-out", "/leave", "/sorry", "/health", "/hooks", "/employee/login", "/employee/logout", "/employee/logged-out", "/employee/sorry"} {
		if wanted == own || strings.HasPrefix(wanted, own+"/") {
			return home(world)
		}
	}
	return wanted
}
