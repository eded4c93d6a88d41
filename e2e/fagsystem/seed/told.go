package seed

import (
	"fmt"
	"io/fs"
	"path"
	"time"

	"innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/e2e/documents"
)

// wordedAs is a message in another language.
type wordedAs struct {
	Language   string      `json:"language"`
	Text       string      `json:"text"`
	Provenance translation `json:"provenance"`
}

// exchange is a few neutral messages that fit anybody.
type exchange struct {
	Messages []struct {
		Side fagsystem.Side `json:"side"`
		Text string         `json:"text"`
	} `json:"messages"`
}

func loadExchanges() ([]exchange, error) {
	var file struct {
		Exchanges []exchange `json:"exchanges"`
	}
	err := readJSON("messages/templates.json", &file)
	return file.Exchanges, err
}

// told is a conversation as a file of documents/messages tells it.
type told struct {
	Municipality string `json:"municipality"`
	Citizen      string `json:"citizen"`
	Subject      string `json:"subject"`
	Messages     []struct {
		DaysAgo            int        `json:"daysAgo"`
		Time               string     `json:"time"`
		Author             string     `json:"author"`
		Language           string     `json:"language"`
		Text               string     `json:"text"`
		Read               bool       `json:"read"`
		AfraidOfBeingKnown bool       `json:"afraidOfBeingKnown"`
		Translations       []wordedAs `json:"translations"`
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
			l := line{daysAgo: m.DaysAgo, hour: at.Hour(), minute: at.Minute(), language: m.Language, text: m.Text, read: m.Read,
				afraid: m.AfraidOfBeingKnown, translations: m.Translations}
			if m.Author != t.Citizen {
				l.from = m.Author
			}
			lines = append(lines, l)
		}
		all[t.Municipality+"/"+t.Subject+"/"+t.Citizen] = lines
	}
	return all, nil
}
