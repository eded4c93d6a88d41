package seed

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"sort"
	"time"

	"github.com/gowebpki/jcs"

	"innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/e2e/fagsystem/store"
)

const oneHour = time.Hour

// addLines writes a party's conversation and how far both sides have read; it answers the last position.
func (b *builder) addLines(f family, p party, j journal) (int64, error) {
	lines := append(append([]line{}, p.lines...), b.told[f.municipality+"/"+f.child+"/"+p.key]...)
	lines = append(lines, viewLines(f, p)...)
	sort.SliceStable(lines, func(a, c int) bool { return b.sentAt(lines[a]).Before(b.sentAt(lines[c])) })
	for i, l := range lines {
		if err := b.addLine(f, p, l, int64(i+1), j); err != nil {
			return 0, err
		}
		if l.read {
			reader := "EMPLOYEE"
			if l.from != "" {
				reader = "PARTY"
			}
			b.rows.add("read_mark", f.municipality, CopyID(f.municipality, f.child, p.key), reader, int64(i+1), b.readAt(lines, i))
		}
	}
	return int64(len(lines)), nil
}

func (b *builder) addLine(f family, p party, l line, position int64, j journal) error {
	m, copyID, sent := f.municipality, CopyID(f.municipality, f.child, p.key), b.sentAt(l)
	kind, said := fagsystem.SubmissionKind("MESSAGE"), map[string]any{"text": l.text, "language": l.language}
	if l.kind != "" {
		kind, said = l.kind, maps.Clone(l.body)
		said["language"] = l.language
	}
	if l.afraid {
		said["afraidOfBeingKnown"] = true
	}
	body, hash, err := Body(said)
	if err != nil {
		return err
	}
	var author, employee any
	if l.from == "" {
		author = PersonID(m, p.key)
	} else {
		employee = EmployeeID(m, l.from)
	}
	messageID := id(m, "message", fmt.Sprintf("%s/%d", copyID, position))
	if l.kind != "" {
		messageID = l.id
	}
	registered := sent.Add(900 * time.Millisecond)
	b.rows.add("submission", m, copyID, messageID, string(kind), author, employee, sent, hash, body, position, j.number(messageID), registered, sent, registered, nil)
	for _, t := range l.translations {
		b.rows.add("message_translation", m, copyID, messageID, t.Language, string(store.Direction(t.Language)), t.Text,
			fagsystem.Provenance{Kind: t.Provenance.Kind, Agency: t.Provenance.Agency, Role: t.Provenance.Role, MadeAt: sent.Add(20 * time.Minute), OfVersion: "1"})
	}
	if l.answered != nil {
		for _, words := range b.translations(l.answered.reason, l.answered.daysAgo) {
			b.rows.add("answer_translation", m, copyID, messageID, string(l.answered.prompt), words.Language, string(words.Direction), words.Text, words.Provenance)
		}
	}
	return nil
}

// readAt is some time after a message came, and before its reader's next one.
func (b *builder) readAt(lines []line, i int) time.Time {
	sent := b.sentAt(lines[i])
	read := sent.Add(time.Duration(4+(i*17)%50) * time.Minute)
	for _, next := range lines[i+1:] {
		if (next.from == "") != (lines[i].from == "") {
			if answered := b.sentAt(next); !answered.After(read) {
				read = sent.Add(answered.Sub(sent) / 2)
			}
			break
		}
	}
	return read
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
