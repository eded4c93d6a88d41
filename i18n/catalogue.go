// Package i18n holds the catalogues that the server and the pages share: one
// go-i18n file a language, with flat keys. Keys that begin with "srv." are
// only the server's.
package i18n

import (
	"embed"
	"fmt"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

//go:embed *.json
var files embed.FS

// Fallback is the language of texts that are missing in another one.
const Fallback = "nb"

// Language is one that there are texts in.
type Language struct {
	// Code is its BCP 47 tag.
	Code string
	// Name is its own name for itself.
	Name string
	// Direction is ltr or rtl.
	Direction string
}

type catalogue struct {
	bundle    *i18n.Bundle
	languages []Language
}

var load = sync.OnceValue(func() catalogue {
	c := catalogue{bundle: i18n.NewBundle(language.MustParse(Fallback))}
	entries, err := files.ReadDir(".")
	if err != nil {
		panic(err) // the files are embedded: they can't be missing
	}
	for _, entry := range entries {
		code := strings.TrimSuffix(entry.Name(), path.Ext(entry.Name()))
		tag, err := language.Parse(code)
		if err != nil {
			continue // package.json
		}
		text, err := files.ReadFile(entry.Name())
		if err != nil {
			panic(err)
		}
		if _, err := c.bundle.ParseMessageFileBytes(text, entry.Name()); err != nil {
			panic(fmt.Sprintf("i18n/%s: %v", entry.Name(), err))
		}
		c.languages = append(c.languages, Language{Code: code, Name: display.Self.Name(tag), Direction: Direction(code)})
	}
	return c
})

// Languages are those there are texts in, by code.
func Languages() []Language { return slices.Clone(load().languages) }

// Codes are the codes of Languages.
func Codes() []string {
	codes := make([]string, 0, len(load().languages))
	for _, one := range load().languages {
		codes = append(codes, one.Code)
	}
	return codes
}

// Find is the language with that code.
func Find(code string) (Language, bool) {
	for _, one := range load().languages {
		if one.Code == code {
			return one, true
		}
	}
	return Language{}, false
}

// Direction is the direction that a language is written in.
func Direction(code string) string {
	tag, err := language.Parse(code)
	if err != nil {
		return "ltr"
	}
	script, _ := tag.Script()
	switch script.String() {
	case "Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm":
		return "rtl"
	}
	return "ltr"
}

// Localize is the text of a key. data fills its placeholders; its "Count", if
// there is one, chooses the plural form. A key without a text is its own text,
// so that a page never breaks; a test finds such keys.
func Localize(code, key string, data map[string]any) string {
	localizer := i18n.NewLocalizer(load().bundle, code, Fallback)
	config := &i18n.LocalizeConfig{MessageID: key, TemplateData: data}
	if count, ok := data["Count"]; ok {
		config.PluralCount = count
	}
	text, err := localizer.Localize(config)
	if err != nil && text == "" {
		return key
	}
	return text
}

// Negotiate picks the best of the offered languages for an Accept-Language
// header; ok is false where none of them is wanted. It doesn't use x/text's
// matcher, which answers English for languages that only resemble its readers'.
func Negotiate(header string, offered []string) (code string, ok bool) {
	wanted, _, err := language.ParseAcceptLanguage(header)
	if err != nil {
		return "", false
	}
	for _, tag := range wanted {
		base, _ := tag.Base()
		name := base.String()
		if name == "no" {
			// It says neither bokmål nor nynorsk; most mean the former.
			name = "nb"
		}
		for _, candidate := range []string{tag.String(), name} {
			if slices.Contains(offered, candidate) {
				return candidate, true
			}
		}
	}
	return "", false
}
