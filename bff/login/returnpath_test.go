package login

import (
	"strings"
	"testing"

	"innbyggertjenesten/bff/session"
)

func TestReturnPathsStayInTheirWorld(t *testing.T) {
	t.Parallel()
	for _, wanted := range []string{
		"https://evil.example", "//evil.example", "///evil.example", `/\evil.example`, `\/evil.example`, "/%2fevil.example", "/%09/evil.example", "/\t/evil.example",
		"\t//evil.example", " /case/1", "evil", "javascript:alert(1)", "/javascript:alert(1)", "data:text/html,x", "/a?b=c", "/a#b", "/a/../b", "/./a/..", "/./employee", "/employee/./logout", "/case/.", "/@evil.example",
		"/login", "/login/callback", "/logout", "/leave", "/api/citizen/me", "/health/live", "/hooks/x", "/sorry/x", "/" + strings.Repeat("a", 600), "/a//b", "/æ",
		"/a\r\nSet-Cookie: x", "/a\x00", "", "/\u202e",
	} {
		if got := returnPath(wanted, session.Citizen); got != "/" {
			t.Errorf("%q: %s", wanted, got)
		}
		if got := returnPath(wanted, session.Employee); got != "/employee" {
			t.Errorf("%q, employee: %s", wanted, got)
		}
	}
	for wanted, world := range map[string]session.World{
		"/": session.Citizen, "/case/5b1c/conversation": session.Citizen, "/employee": session.Employee, "/employee/inbox": session.Employee,
	} {
		if got := returnPath(wanted, world); got != wanted {
			t.Errorf("%q became %s", wanted, got)
		}
	}
	if returnPath("/employee/inbox", session.Citizen) != "/" || returnPath("/case/1", session.Employee) != "/employee" {
		t.Error("a log-in ends in the other world")
	}
}
