package i18n

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// LanguageName is what a language is called in another one, or by its own readers
// where that one has no word for it; empty where it is no language's tag.
func LanguageName(code, tag string) string {
	parsed, err := language.Parse(tag)
	if err != nil {
		return ""
	}
	if reader, err := language.Parse(code); err == nil {
		if names := display.Languages(reader); names != nil {
			if named := names.Name(parsed); named != "" {
				return named
			}
		}
	}
	return display.Self.Name(parsed)
}

// OwnLanguageName is what its own readers call a language, as a name that stands
// alone: that is what they look for. The tag itself where nobody knows.
func OwnLanguageName(tag string) string {
	if parsed, err := language.Parse(tag); err == nil {
		if named := display.Self.Name(parsed); named != "" {
			first, size := utf8.DecodeRuneInString(named)
			return string(unicode.ToTitle(first)) + named[size:]
		}
	}
	return tag
}

// Isolated is a name whose letters don't draw what stands beside it to their own side.
func Isolated(name string) string { return "\u2068" + name + "\u2069" }
