package paper_test

import (
	"bytes"
	"compress/zlib"
	"encoding/hex"
	"io"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf16"

	"golang.org/x/text/unicode/norm"

	"innbyggertjenesten/bff/paper"
)

func sheet(language, text string) paper.Sheet {
	return paper.Sheet{
		Language: language, Title: "Receipt", Made: time.Date(2026, 11, 22, 9, 30, 0, 0, time.UTC), Missing: "Some signs can't be shown.",
		PageNumber: func(page, pages int) string { return "Page" },
		Blocks: []paper.Block{
			{Kind: paper.Title, Text: "Receipt"}, {Kind: paper.Fact, Label: "Sent", Text: "22 November 2026"},
			{Kind: paper.Heading, Text: "What you wrote"}, {Kind: paper.Text, Text: text, Language: "uk"}, {Kind: paper.Item, Text: "photo.jpg"},
		},
	}
}

var (
	streams = regexp.MustCompile(`(?s)stream\n(.*?)\nendstream`)
	mapped  = regexp.MustCompile(`(?m)^<[0-9A-F]{4}> <([0-9A-F]+)>$`)
)

// characters are those that a file's fonts stand for: what copying can give.
func characters(t testing.TB, file []byte) map[rune]bool {
	t.Helper()
	found := map[rune]bool{}
	for _, stream := range streams.FindAllSubmatch(file, -1) {
		reader, err := zlib.NewReader(bytes.NewReader(stream[1]))
		if err != nil {
			continue // the metadata
		}
		plain, err := io.ReadAll(reader)
		if err != nil {
			t.Fatal(err)
		}
		for _, one := range mapped.FindAllSubmatch(plain, -1) {
			raw, err := hex.DecodeString(string(one[1]))
			if err != nil {
				t.Fatal(err)
			}
			units := make([]uint16, len(raw)/2)
			for i := range units {
				units[i] = uint16(raw[2*i])<<8 | uint16(raw[2*i+1])
			}
			for _, r := range utf16.Decode(units) {
				found[r] = true
			}
		}
	}
	return found
}

const manyScripts = "Hei 🙂 👩‍👧 ❤️, zażółć gęślą jaźń, доброго дня Україно, ሰላም ከመይ ኣለኻ, Maalin wanaagsan,\n" +
	"مرحبا، أريد أن أتحدث مع Ingrid يوم 22 نوفمبر, می‌خواهم ۱۲۳, สวัสดีครับ, தமிழ், שלום, ქართული, 漢字"

func TestEveryCharacterCanBeCopied(t *testing.T) {
	t.Parallel()
	for _, language := range []string{"nb", "ar"} {
		found := characters(t, sheet(language, manyScripts).PDF())
		for _, r := range manyScripts {
			if !unicode.IsGraphic(r) || unicode.IsSpace(r) {
				continue
			}
			if !found[r] {
				t.Errorf("%s: %q (%U) can't be copied out of the file", language, r, r)
			}
		}
	}
}

func TestWhatNoFontHasIsSaid(t *testing.T) {
	t.Parallel()
	said := func(text string) bool {
		file := sheet("en", text)
		file.Missing = "ŵŷ" // letters that nothing else has
		return characters(t, file.PDF())['ŵ']
	}
	if said("Zażółć 🙂 ሰላም مرحبا") {
		t.Error("a character is missing that a font has")
	}
	if !said("漢字") {
		t.Error("nobody is told of a character that no font has")
	}
}

func TestLongTextsGoOverManyPages(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("Вони кажуть, що все добре. ", 10_000/27)
	begun := time.Now()
	file := sheet("nb", long).PDF()
	t.Logf("%d bytes in %s", len(file), time.Since(begun))
	pages := regexp.MustCompile(`/Type/Page/`).FindAll(file, -1)
	if len(pages) < 3 || len(pages) > 6 {
		t.Errorf("%d pages", len(pages))
	}
	if len(file) > 200_000 {
		t.Errorf("%d bytes", len(file))
	}
	if empty := regexp.MustCompile(`/Type/Page/`).FindAll(sheet("nb", strings.Repeat("\n", 10_000)).PDF(), -1); len(empty) > 200 {
		t.Errorf("%d pages of nothing", len(empty))
	}
}

func TestTheFileKnowsItsLanguageAndParts(t *testing.T) {
	t.Parallel()
	file := string(sheet("ar", "Привіт").PDF())
	for _, wanted := range []string{
		"/Lang <FEFF00610072>", "/MarkInfo<</Marked true>>", "/S/H1", "/S/H2", "/S/L/", "/S/Lbl", "/S/LBody", "/S/P/", "/Direction/R2L", "/DisplayDocTitle true",
		"/Lang <FEFF0075006B>", // the text's own
	} {
		if !strings.Contains(file, wanted) {
			t.Errorf("%s is missing", wanted)
		}
	}
	if strings.Contains(file, "/Author") || strings.Contains(file, "/Producer") {
		t.Error("the file says who made it")
	}
}

// A paragraph goes the way of its first letter, and a name of the other direction
// at its beginning doesn't turn it.
func TestANameDoesNotTurnAParagraph(t *testing.T) {
	t.Parallel()
	for text, wanted := range map[string]bool{
		"\u2068Ingrid\u2069، الشخص المسؤول": true, "مرحبا Ingrid": true, "Ingrid مرحبا": false, "\u2068رانيا\u2069, mor": false, "2026/1": false,
	} {
		if got := paper.GoesRightToLeft(text); got != wanted {
			t.Errorf("%q: %t", text, got)
		}
	}
}

// Whatever somebody writes becomes a file out of which it can be copied.
func FuzzSheet(f *testing.F) {
	for _, seed := range []string{manyScripts, "", "\u202eabc\u2066", "a\u0300\u0301\u0302", "ﷲ", "\t\u2028x", "\U0010ffff\ufffe", strings.Repeat("ا", 300), "👨‍👩‍👧‍👦🏳️‍🌈"} {
		f.Add(seed, "ar")
		f.Add(seed, "nb")
	}
	f.Fuzz(func(t *testing.T, text, language string) {
		if runes := []rune(text); len(runes) > 2000 {
			text = string(runes[:2000])
		}
		text = norm.NFC.String(strings.ToValidUTF8(text, ""))
		file := sheet(language, text).PDF()
		found := characters(t, file)
		for _, r := range text {
			if unicode.IsLetter(r) && !found[r] {
				t.Fatalf("%q (%U) can't be copied", r, r)
			}
		}
	})
}
