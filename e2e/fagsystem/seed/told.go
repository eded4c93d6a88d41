package seed

import (
	"fmt"
	"io/fs"
	"path"
	"time"

	"innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/e2e/documents"
)

// told is a conversation as a file of documents/messages tells it.
type told struct {
	Municipality string `json:"municipality"`
	Citizen      string `json:"citizen"`
	Subject      string `json:"subject"`
	Messages     []struct {
		DaysAgo            int    `json:"daysAgo"`
		Time               string `json:"time"`
		Author             string `json:"author"`
		Language           string `json:"language"`
		Text               string `json:"text"`
		Read               bool   `json:"read"`
		AfraidOfBeingKnown bool   `json:"afraidOfBeingKnown"`
		Translations       []struct {
			Language   string      `json:"language"`
			Text       string      `json:"text"`
			Provenance translation `json:"provenance"`
		} `json:"translations"`
	} `json:"messages"`
}

// loadTold reads the main families' conversations, by copy.
func loadTold() (map[string][]line, error) {
	paths, err := fs.Glob(documents.Files, "messages/*.json")
	if err != nil {
		return nil, err
	}
	all := map[string][]line{}
	for _, p := range paths {
		if path.Base(p) == "templates.json" {
			continue
		}
		var t told
		if err := readJSON(p, &t); err != nil {
			return nil, err
		}
		var lines []line
		for _, m := range t.Messages {
			at, err := time.Parse("15:04", m.Time)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", p, err)
			}
			l := line{daysAgo: m.DaysAgo, hour: at.Hour(), minute: at.Minute(), language: m.Language, text: m.Text, unread: !m.Read,
				afraid: m.AfraidOfBeingKnown, translations: map[string]string{}, provenance: map[string]fagsystem.Provenance{}}
			if m.Author != t.Citizen {
				l.from = m.Author
			}
			for _, tr := range m.Translations {
				l.translations[tr.Language] = tr.Text
				l.provenance[tr.Language] = fagsystem.Provenance{Kind: tr.Provenance.Kind, Agency: tr.Provenance.Agency, Role: tr.Provenance.Role}
			}
			lines = append(lines, l)
		}
		all[t.Municipality+"/"+t.Subject+"/"+t.Citizen] = lines
	}
	return all, nil
}
