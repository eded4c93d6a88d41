package login

import (
	"strings"
	"testing"

	"innbyggertjenesten/bff/session"
)

// FuzzReturnPath: wherever a log-in is told to end, a browser that resolves
// what comes of it stays on our origin, on a page, and in the same world.
func FuzzReturnPath(f *testing.F) {
	for _, wanted := range []string{
		"/", "/case/5b1c/conversation", "/employee", "/employee/inbox", "https://evil.example", "//evil.example", `/\evil.example`, `\\evil.example`, "/%2fevil.example",
		"/\t/evil.example", " //evil.example", "javascript:alert(1)", "/a?b=c#d", "/a/../b", "/./employee", "/employee/.", "/employee/..", "/employee/%2e%2e/case", "/.//evil.example",
		"/@evil.example", "/login", "/./login/callback", "/employee/./logout", "/api", "/hooks/login/backchannel-logout", "/æ", "/a\r\nSet-Cookie: x", "/\u202e", "/\x00",
		"/EMPLOYEE/inbox", "/employee;x", "/logoutx", "http:/case", "/:80", "/case/1/", "/\\.\\evil", "/%5cevil.example", "/employee%2finbox",
	} {
		f.Add(wanted, false)
		f.Add(wanted, true)
	}
	f.Fuzz(func(t *testing.T, wanted string, employee bool) {
		world := session.Citizen
		if employee {
			world = session.Employee
		}
		got := returnPath(wanted, world)
		path, ok := browse(got)
		if !ok {
			t.Fatalf("%q leads away: %q", wanted, got)
		}
		if below(path, "/employee") != employee {
			t.Fatalf("%q leads to the other world: %q is %q", wanted, got, path)
		}
		for _, own := range []string{"/api", "/login", "/logout", "/leave", "/health", "/hooks", "/employee/login", "/employee/logout"} {
			if below(path, own) {
				t.Fatalf("%q leads to a route of the server: %q is %q", wanted, got, path)
			}
		}
	})
}

func below(path, folder string) bool { return path == folder || strings.HasPrefix(path, folder+"/") }

// browse resolves a Location as browsers do (the URL standard): it gives the
// path on our own origin, or false where it leads to another one.
func browse(location string) (path string, ours bool) {
	location = strings.TrimFunc(location, func(r rune) bool { return r <= ' ' })
	location = strings.NewReplacer("\t", "", "\n", "", "\r", "", `\`, "/").Replace(location)
	location, _, _ = strings.Cut(location, "#")
	location, _, _ = strings.Cut(location, "?")
	if before, _, found := strings.Cut(location, ":"); found && before != "" && !strings.ContainsAny(before, "/") {
		return "", false
	}
	if !strings.HasPrefix(location, "/") || strings.HasPrefix(location, "//") {
		return "", false
	}
	var kept []string
	segments := strings.Split(location[1:], "/")
	for i, segment := range segments {
		switch strings.ReplaceAll(strings.ToLower(segment), "%2e", ".") {
		case "..":
			kept = kept[:max(len(kept)-1, 0)]
		case ".":
		default:
			kept = append(kept, segment)
			continue
		}
		if i == len(segments)-1 {
			kept = append(kept, "")
		}
	}
	return "/" + strings.Join(kept, "/"), true
}

func TestTheFuzzersBrowserResolvesAsBrowsersDo(t *testing.T) {
	t.Parallel()
	for location, wanted := range map[string]string{
		"/a/../b": "/b", "/./employee": "/employee", "/a/%2E%2e/b": "/b", "/a/.": "/a/", "/..": "/", "/a\t/b": "/a/b", `/a\..\b`: "/b", "/a?b": "/a", " /a ": "/a",
		"//evil.example": "", `/\evil.example`: "", "/\t/evil.example": "", "https:/x": "", "a": "", "": "",
	} {
		if got, ours := browse(location); got != wanted || ours != (wanted != "") {
			t.Errorf("%q became %q", location, got)
		}
	}
}
