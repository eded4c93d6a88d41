package seed

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"sort"
	"time"

	"github.com/gowebpki/jcs"

	"innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/e2e/fagsystem/store"
)

const oneHour = time.Hour

// addLines writes a party's conversation and how far both sides have read; it answers the last position.
func (b *builder) addLines(f family, p party, j *journal) (int64, error) {
	m := f.municipality
	copyID := CopyID(m, f.child, p.key)
	lines := append(append([]line{}, p.lines...), b.told[m+"/"+f.child+"/"+p.key]...)
	sort.SliceStable(lines, func(a, c int) bool { return b.sentAt(lines[a]).Before(b.sentAt(lines[c])) })
	var lastBySide = map[string]int64{}
	for i, l := range lines {
		position := int64(i + 1)
		sent := b.sentAt(l)
		language := l.language
		if language == "" {
			language = "nb"
		}
		fields := map[string]any{"text": l.text, "language": language}
		if l.afraid {
			fields["afraidOfBeingKnown"] = true
		}
		body, hash, err := Body(fields)
		if err != nil {
			return 0, err
		}
		var author, employee any
		side := "PARTY"
		if l.from == "" {
			author = PersonID(m, p.key)
		} else {
			employee, side = EmployeeID(m, l.from), "EMPLOYEE"
		}
		messageID := id(m, "message", fmt.Sprintf("%s/%d", copyID, position))
		registered := sent.Add(900 * time.Millisecond)
		b.rows.add("submission", m, copyID, messageID, "MESSAGE", author, employee, sent, hash, body, position, j.next(), registered,
			sent, registered, nil)
		for language, text := range l.translations {
			made, known := l.provenance[language]
			if !known {
				made = fagsystem.Provenance{Kind: "PERSON", Role: nullable("Tospråklig fagmedarbeider")}
			}
			made.MadeAt, made.OfVersion = sent.Add(20*time.Minute), "1"
			b.rows.add("message_translation", m, copyID, messageID, language, string(store.Direction(language)), text, made)
		}
		lastBySide[side] = position
		// Writing shows that one has read what came before.
		if position > 1 {
			b.rows.add("read_mark", m, copyID, side, position-1, sent.Add(-2*time.Minute))
		}
	}
	b.readTheRest(f, p, lines)
	return int64(len(lines)), nil
}

// readTheRest lets the last messages be read an hour after they came, but for those of the last two days.
func (b *builder) readTheRest(f family, p party, lines []line) {
	n := len(lines)
	if n == 0 || lines[n-1].unread || lines[n-1].daysAgo < 2 {
		return
	}
	reader := "EMPLOYEE"
	if lines[n-1].from != "" {
		reader = "PARTY"
	}
	b.rows.add("read_mark", f.municipality, CopyID(f.municipality, f.child, p.key), reader, int64(n), b.sentAt(lines[n-1]).Add(oneHour))
}

func (b *builder) sentAt(l line) time.Time { return b.clock.at(-l.daysAgo, l.hour, l.minute) }

// Body is a body as RFC 8785 writes it, and its hash.
func Body(body map[string]any) (json.RawMessage, string, error) {
	raw, err := json.Marshal(body)
	if err != nil {
		return nil, "", err
	}
	if raw, err = jcs.Transform(raw); err != nil {
		return nil, "", err
	}
	sum := sha256.Sum256(raw)
	return raw, hex.EncodeToString(sum[:]), nil
}
