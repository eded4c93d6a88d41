package matrix

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"innbyggertjenesten/e2e/fagsystem/seed"
)

// secret is a protected fact of somebody, and how it may be spelled.
type secret struct {
	of      string
	spelled string
	spellings
	everyday []string // whose own fact it is too
}

// spellings are a fact in whatever case and punctuation.
type spellings struct {
	letters string
	anyOf   *regexp.Regexp
}

func spellingsOf(fact string) spellings {
	letters := lettersOf(readable(fact))
	var pattern strings.Builder
	for _, r := range letters {
		if pattern.Len() > 0 {
			pattern.WriteString(`[\s\x{a0}\x{2009}\x{202f}.,_+()/-]{0,3}`)
		}
		pattern.WriteString(regexp.QuoteMeta(string(r)))
	}
	return spellings{letters, regexp.MustCompile(pattern.String())}
}

// in looks closely only where a fact's letters and digits follow each other at
// all: without that it is there in no spelling. Each text is searched once for
// each fact, whoever reads it and wherever.
func (s spellings) in(t *text) bool {
	found, known := t.holds[s.letters]
	if !known {
		found = strings.Contains(t.letters, s.letters) && s.anyOf.MatchString(t.said)
		t.holds[s.letters] = found
	}
	return found
}

// text is what could be read, its letters and digits alone, and which facts it
// is known to hold or not to hold, by their letters.
type text struct {
	said, letters string
	holds         map[string]bool
}

func textOf(said string) *text {
	said = readable(said)
	return &text{said, lettersOf(said), map[string]bool{}}
}

func readable(said string) string { return norm.NFC.String(strings.ToLower(said)) }

func lettersOf(readable string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, readable)
}

// secretsOf are all protected facts of a municipality: whole, and each street
// without its number.
func secretsOf(t *testing.T, municipality string) []secret {
	t.Helper()
	found, err := seed.Secrets(municipality)
	must(t, err)
	own := map[string][]string{}
	for _, one := range found {
		for _, fact := range one.Strings {
			own[fact] = append(own[fact], one.Person)
		}
	}
	var all []secret
	add := func(of, fact string, everyday []string) {
		all = append(all, secret{of: of, spelled: fact, spellings: spellingsOf(fact), everyday: everyday})
	}
	for _, one := range found {
		for _, fact := range one.Strings {
			add(one.Person, fact, own[fact])
			for i, part := range strings.Split(fact, ",") {
				part = strings.TrimSpace(part)
				if at := strings.IndexFunc(part, unicode.IsDigit); at > 0 {
					part = strings.TrimSpace(part[:at])
				} else if i > 0 || at == 0 {
					continue
				}
				add(one.Person, part, own[fact])
			}
		}
	}
	return all
}

// reader reads answers; what many answers hold, it reads once.
type reader struct{ bodies map[[sha256.Size]byte]*text }

// read is an answer in all the ways that it could be read: its header, and its
// body.
func (r reader) read(a answer) []*text {
	kind := a.header.Get("Content-Type")
	hash := sha256.Sum256(append([]byte(kind+"\n"), a.body...))
	body, known := r.bodies[hash]
	if !known {
		body = textOf(content(kind, a.body))
		r.bodies[hash] = body
	}
	return []*text{textOf(fields(a.header)), body}
}

func fields(header http.Header) string {
	var out strings.Builder
	for name, values := range header {
		for _, value := range values {
			unescaped, err := url.QueryUnescape(value)
			if err != nil {
				unescaped = value
			}
			fmt.Fprintln(&out, name, value, unescaped)
		}
	}
	return out.String()
}

func content(kind string, body []byte) string {
	if strings.HasPrefix(kind, "application/pdf") {
		return pdfText(body)
	}
	var out strings.Builder
	out.Write(body)
	out.WriteString(html.UnescapeString(string(body)))
	var value any
	if json.Unmarshal(body, &value) == nil {
		flatten(&out, value)
	}
	return out.String()
}

// flatten writes all strings of JSON after each other, so that a fact that is
// divided into runs of text is found too.
func flatten(out *strings.Builder, value any) {
	switch value := value.(type) {
	case string:
		out.WriteString(" " + value)
	case []any:
		for _, one := range value {
			flatten(out, one)
		}
	case map[string]any:
		for _, key := range slices.Sorted(mapKeys(value)) {
			flatten(out, value[key])
		}
	}
}

func mapKeys(m map[string]any) func(func(string) bool) {
	return func(yield func(string) bool) {
		for key := range m {
			if !yield(key) {
				return
			}
		}
	}
}

// inAny tells whether a fact stands in one of several texts.
func (s spellings) inAny(texts []*text) bool { return slices.ContainsFunc(texts, s.in) }

func asOne(texts []*text) string {
	var out strings.Builder
	for _, one := range texts {
		out.WriteString(one.said + "\n")
	}
	return out.String()
}

func TestTheSearchFindsWhatItLooksFor(t *testing.T) {
	all, reads := secretsOf(t, "fjordvik"), reader{map[[sha256.Size]byte]*text{}}
	if len(all) < 12 {
		t.Fatalf("only %d secrets", len(all))
	}
	phone := all[slices.IndexFunc(all, func(s secret) bool { return s.of == "rania" && s.spelled == seed.RaniaPhone })]
	for _, text := range []string{"400 00 931", "40000931", "+47 40 00 09 31", "400-00-931", "400\u00a000\u00a0931", `{"a":"ring 400 00 931"}`} {
		if !phone.inAny(reads.read(answer{header: http.Header{}, body: []byte(text)})) {
			t.Errorf("%q isn't found", text)
		}
	}
	street := all[slices.IndexFunc(all, func(s secret) bool { return s.spelled == "Granlivegen" })]
	for _, a := range []answer{
		{header: http.Header{"Content-Disposition": {`attachment; filename*=UTF-8''GRANLIVEGEN%2012.pdf`}}},
		{header: http.Header{"Etag": {`"1 Granlivegen 12"`}}},
		{header: http.Header{}, body: []byte(`{"blocks":[{"text":"Gran"},{"text":"livegen"}]}`)},
		{header: http.Header{}, body: []byte("gran\\u006civegen")},
	} {
		if readable := reads.read(a); !street.inAny(readable) && !strings.Contains(string(a.body), `\u006c`) {
			t.Errorf("not found in %q", asOne(readable))
		}
	}
	farm := all[slices.IndexFunc(all, func(s secret) bool { return s.spelled == "Granlia gård" })]
	if !farm.inAny(reads.read(answer{header: http.Header{}, body: []byte(`{"place":"Granlia g\u00e5rd"}`)})) ||
		!farm.inAny(reads.read(answer{header: http.Header{}, body: []byte("Granlia ga\u030ard")})) {
		t.Error("the farm isn't found")
	}
	if farm.in(textOf("storgata 1, fjordvik")) {
		t.Error("it finds what isn't there")
	}
	made := answer{header: http.Header{"Content-Type": {"application/pdf"}}, body: seed.PlainPDF("Granlivegen 12")}
	if !street.inAny(reads.read(made)) {
		t.Error("not found in a plain PDF")
	}
}
