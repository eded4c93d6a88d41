package messages

import (
	"encoding/json"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"innbyggertjenesten/bff/drafts"
	"innbyggertjenesten/bff/person"
	"innbyggertjenesten/bff/problem"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

// mostAfraidParts is how many parts of a text somebody may mark.
const mostAfraidParts = 50

// details are what goes with a text while it is written: its language, and what
// of it its author is afraid of being known.
type details struct {
	Language           string                `json:"language,omitempty"`
	AfraidOfBeingKnown bool                  `json:"afraidOfBeingKnown,omitempty"`
	AfraidParts        []contract.AfraidPart `json:"afraidParts,omitempty"`
}

// detailsOf checks marks against the text that they are counted in. Only a party
// marks: an employee's fear would be shown to nobody who could act on it.
func detailsOf(p Place, text string, language *string, whole *bool, parts []portal.AfraidPart) (details, error) {
	var d details
	if language != nil {
		d.Language = *language
	}
	d.AfraidOfBeingKnown = whole != nil && *whole
	for _, part := range parts {
		d.AfraidParts = append(d.AfraidParts, contract.AfraidPart(part))
	}
	switch {
	case !d.AfraidOfBeingKnown && len(parts) == 0:
		return d, nil
	case p.World == person.Employee:
		return details{}, problem.New(problem.InvalidRequest)
	case d.AfraidOfBeingKnown && len(parts) > 0, len(parts) > mostAfraidParts, !fit(d.AfraidParts, text):
		return details{}, problem.New(problem.MarksUnclear)
	}
	return d, nil
}

// fit tells whether parts stand in order within a text, none of them empty and
// none overlapping another.
func fit(parts []contract.AfraidPart, text string) bool {
	end, length := 0, utf8.RuneCountInString(text)
	for _, part := range parts {
		// Compared so that no sum can overflow.
		if part.Start < end || part.Start > length || part.Length < 1 || part.Length > length-part.Start {
			return false
		}
		end = part.Start + part.Length
	}
	return true
}

// mark puts the author's marks into a body.
func (d details) mark(body *contract.SubmissionBody) {
	if d.AfraidOfBeingKnown {
		body.AfraidOfBeingKnown = &d.AfraidOfBeingKnown
	}
	body.AfraidParts = d.AfraidParts
}

// showAfraid shows a message's marks to whom they may be shown. Parts that don't
// fit the text mark all of it: a fear is never lost because somebody counted wrong.
func showAfraid(shown *portal.Message, whole *bool, parts []contract.AfraidPart) {
	all := whole != nil && *whole || !fit(parts, shown.Text)
	if all {
		shown.AfraidOfBeingKnown = &all
		return
	}
	shown.AfraidParts = shownParts(parts)
}

func shownParts(parts []contract.AfraidPart) []portal.AfraidPart {
	var shown []portal.AfraidPart
	for _, part := range parts {
		shown = append(shown, portal.AfraidPart(part))
	}
	return shown
}

// written is a text with its details, as a draft keeps it. Without a text only the
// fear is worth keeping: it is of the files.
func (d details) written(text string) drafts.Written {
	if !d.AfraidOfBeingKnown && (text == "" || d.Language == "" && len(d.AfraidParts) == 0) {
		return drafts.Written{Text: text}
	}
	kept, err := json.Marshal(d)
	if err != nil {
		panic(err) // words and numbers can always be written
	}
	return drafts.Written{Text: text, Details: string(kept)}
}

// detailsIn are those that were kept with a draft. Where they can't be read, the
// text still is: it is worth more.
func detailsIn(written drafts.Written) details {
	var d details
	if written.Details != "" && json.Unmarshal([]byte(written.Details), &d) != nil {
		return details{AfraidOfBeingKnown: true}
	}
	if !fit(d.AfraidParts, written.Text) {
		d.AfraidOfBeingKnown, d.AfraidParts = true, nil
	}
	return d
}

// writtenIn is what a message says, as a draft keeps it: nothing where it is of
// files alone that nobody marked.
func writtenIn(body contract.SubmissionBody) drafts.Written {
	d := details{AfraidParts: body.AfraidParts, AfraidOfBeingKnown: body.AfraidOfBeingKnown != nil && *body.AfraidOfBeingKnown}
	if body.Language != nil {
		d.Language = *body.Language
	}
	text := ""
	if body.Text != nil {
		text = *body.Text
	}
	return d.written(text)
}

// join puts a message that was taken back before the draft that is there. Each
// keeps its marks, on its own words.
func join(back, there drafts.Written) drafts.Written {
	text, taken, later := back.Text, detailsIn(back), detailsIn(there)
	switch {
	// Files have no words to mark: the fear of them is of all that they go with.
	case text == "" && taken.AfraidOfBeingKnown:
		return details{Language: later.Language, AfraidOfBeingKnown: true}.written(there.Text)
	case there.Text == "" && later.AfraidOfBeingKnown:
		return details{Language: taken.Language, AfraidOfBeingKnown: true}.written(text)
	case there.Text == "" || there.Text == text:
		return back
	}
	if taken.AfraidOfBeingKnown && later.AfraidOfBeingKnown {
		return taken.written(text + between + there.Text)
	}
	offset := utf8.RuneCountInString(text + between)
	parts := taken.partsOf(text)
	for _, part := range later.partsOf(there.Text) {
		parts = append(parts, contract.AfraidPart{Start: part.Start + offset, Length: part.Length})
	}
	joined := details{Language: taken.Language, AfraidParts: parts}
	if len(parts) > mostAfraidParts {
		joined = details{Language: taken.Language, AfraidOfBeingKnown: true}
	}
	return joined.written(text + between + there.Text)
}

// withoutSent is what join put before a message that was sent after all, with its
// marks; false where what was sent doesn't stand there by itself.
func withoutSent(there drafts.Written, sent string) (left drafts.Written, is bool) {
	if Clean(there.Text) == sent {
		return drafts.Written{}, true
	}
	// The later a text begins, the less is left of it. Looking at each beginning in
	// turn takes seconds where somebody has written thousands of lines.
	letters := []rune(there.Text)
	at := sort.Search(len(letters), func(at int) bool { return len(Clean(string(letters[at:]))) <= len(sent) })
	behind := string(letters[at:])
	room, _, _ := strings.Cut(behind, strings.TrimLeftFunc(behind, unicode.IsSpace))
	if sent == "" || Clean(behind) != sent || !strings.Contains(room, between) {
		return there, false
	}
	return detailsIn(there).upTo(string(letters[:at])), true
}

// upTo is the beginning of a text with the marks that lie in it.
func (d details) upTo(text string) drafts.Written {
	length := utf8.RuneCountInString(text)
	var parts []contract.AfraidPart
	for _, part := range d.AfraidParts {
		if part.Start < length {
			parts = append(parts, contract.AfraidPart{Start: part.Start, Length: min(part.Length, length-part.Start)})
		}
	}
	d.AfraidParts = parts
	return d.written(text)
}

// between stands between a message that was taken back and what was written since.
const between = "\n\n"

// partsOf are the marked parts of a text, also where all of it is marked.
func (d details) partsOf(text string) []contract.AfraidPart {
	if d.AfraidOfBeingKnown {
		return []contract.AfraidPart{{Start: 0, Length: utf8.RuneCountInString(text)}}
	}
	return append([]contract.AfraidPart(nil), d.AfraidParts...)
}
