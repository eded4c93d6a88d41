package examine

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// mostName is how many characters a name has before its ending.
const mostName = 100

// CleanName is a file's name as it may be shown and kept: no folders, nothing
// that breaks lines or turns the direction of writing, and the ending of what the
// file is. Nothing is left of an empty one but a word for it.
func CleanName(name string, kind Kind) string {
	name = norm.NFC.String(strings.ToValidUTF8(name, ""))
	if at := strings.LastIndexAny(name, `/\`); at >= 0 {
		name = name[at+1:]
	}
	name = strings.TrimSuffix(name, name[len(name)-len(extensionOf(name)):])
	name = strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Zs, r):
			return ' '
		case !unicode.IsGraphic(r), strings.ContainsRune(`<>:"|?*`, r):
			return -1
		}
		return r
	}, name)
	name = strings.Trim(strings.Join(strings.Fields(name), " "), ". -")
	if runes := []rune(name); len(runes) > mostName {
		name = strings.TrimRight(string(runes[:mostName]), ". -")
	}
	if name == "" {
		name = "vedlegg"
	}
	return name + kind.Extension
}
