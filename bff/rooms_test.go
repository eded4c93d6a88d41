// Package bff_test holds what is checked across the rooms.
package bff_test

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// storeys says where each room stands: it may import rooms of lower storeys
// only, so that imports point inwards and features never know each other.
var storeys = [][]string{
	{"oslo"},
	{"correlation", "problem", "nationalnumber", "config", "vault", "postgres", "jobs", "paper", "virus", "examine", "blocks"},
	{"visit", "person", "fagsystem", "receipt"},
	{"audit", "session", "drafts", "attachments", "feed"},
	{"access", "submissions"},
	{"show"},
	{"messages"},
	{"cases", "documents", "accessrequests", "conversation", "views", "texts", "consents", "looks", "understood", "export", "staff", "live", "notify", "pause", "login", "server"},
	{"cmd"},
}

// narrower are rooms that may know even less.
var narrower = map[string][]string{
	"fagsystem":      {"correlation", "nationalnumber"},
	"vault":          {},
	"postgres":       {},
	"problem":        {},
	"oslo":           {},
	"nationalnumber": {},
	"paper":          {},
	"virus":          {},
	"examine":        {},
	"blocks":         {},
}

const module = "innbyggertjenesten/bff/"

func TestRoomsKnowOnlyTheRoomsBelowThem(t *testing.T) {
	t.Parallel()
	list := exec.Command("go", "list", "-f", `{{.ImportPath}} {{join .Imports " "}}`, "./...")
	out, err := list.Output()
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(out)) {
		words := strings.Fields(line)
		room := roomOf(words[0])
		if room == "" {
			continue
		}
		storey := storeyOf(room)
		if storey < 0 {
			t.Errorf("%s stands on no storey: add it to this list", room)
			continue
		}
		for _, imported := range words[1:] {
			other := roomOf(imported)
			if other == "" || other == room {
				continue
			}
			if strings.HasSuffix(imported, "test") {
				t.Errorf("%s imports %s, which is for tests only", words[0], imported)
			}
			if allowed, narrow := narrower[room]; narrow && !slices.Contains(allowed, other) {
				t.Errorf("%s may not know %s", room, other)
			}
			if storeyOf(other) >= storey {
				t.Errorf("%s may not know %s: it stands no lower", room, other)
			}
		}
	}
}

func roomOf(path string) string {
	rest, ours := strings.CutPrefix(path, module)
	if !ours {
		return ""
	}
	room, _, _ := strings.Cut(rest, "/")
	return room
}

func storeyOf(room string) int {
	return slices.IndexFunc(storeys, func(rooms []string) bool { return slices.Contains(rooms, room) })
}
