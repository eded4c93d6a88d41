package server

import (
	"net/http"
	"regexp"
	"strings"
)

// plainPath is what may be named as the page to come back to: of ids only.
var plainPath = regexp.MustCompile(`^/[A-Za-z0-9/_-]{1,200}$`)

// isNavigation tells whether the browser goes to a page, as opposed to a script
// that fetches something: that gets a problem, never a redirect.
func isNavigation(r *http.Request) bool {
	if r.Method != http.MethodGet {
		return false
	}
	if mode := r.Header.Get("Sec-Fetch-Mode"); mode != "" {
		return mode == "navigate"
	}
	return strings.Contains(r.Header.Get("Accept"), "text/html")
}

// startOf tells whether a page is for people who are logged in, and where their
// world begins; its log-in leads back to the page.
func startOf(page string) (start string, personal bool) {
	switch {
	case below(page, "/case") && page != "/case":
		start = "/"
	case below(page, "/employee"):
		if page == "/employee" || page == "/employee/" || below(page, "/employee/sorry") || below(page, "/employee/logged-out") {
			return "", false
		}
		start = "/employee"
	default:
		return "", false
	}
	if plainPath.MatchString(page) {
		start += "?return=" + page
	}
	return start, true
}

// below tells whether a page is that one or lies below it.
func below(page, folder string) bool {
	return page == folder || strings.HasPrefix(page, folder+"/")
}
