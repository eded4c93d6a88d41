package server

import (
	"html/template"
	"strings"

	"innbyggertjenesten/bff/config"
	"innbyggertjenesten/i18n"
)

// withoutPage is what the page holds until its script runs: in an old browser,
// or where scripts are turned off, it is all that one gets. It needs no script
// and says nothing that a bystander may not read.
var withoutPage = template.Must(template.New("without").Parse(`<div class="without-script"><h1>{{.Title}}</h1><p>{{.Text}}</p>` +
	`{{range .Groups}}<h2><bdi>{{.Name}}</bdi></h2><dl>{{range .Ways}}<dt>{{.What}}</dt><dd>` +
	`{{if .Number}}<a href="tel:{{.Dial}}"><bdi dir="ltr">{{.Number}}</bdi></a>{{else}}<bdi>{{.Place}}</bdi>{{end}}</dd>{{end}}</dl>{{end}}</div>`))

type withoutGroup struct {
	Name string
	Ways []withoutWay
}

// withoutWay is a phone's number or a place to come to.
type withoutWay struct{ What, Number, Place string }

// Dial is the number as telephones want it.
func (w withoutWay) Dial() string { return strings.ReplaceAll(w.Number, " ", "") }

// withoutScript names a person to reach for whom the page doesn't work.
func withoutScript(language string, municipalities []*config.Municipality) (string, error) {
	say := func(key string) string { return i18n.Localize(language, key, nil) }
	var groups []withoutGroup
	for _, m := range municipalities {
		group := withoutGroup{Name: m.Name}
		for _, phone := range m.Phones {
			what := say("ways.phone")
			if phone.Kind == config.Duty {
				what = say("ways.night")
			}
			group.Ways = append(group.Ways, withoutWay{What: what, Number: readableNumber(phone.Number)})
		}
		if m.VisitAddress != "" {
			group.Ways = append(group.Ways, withoutWay{What: say("ways.visit"), Place: m.VisitAddress})
		}
		groups = append(groups, group)
	}
	groups = append(groups, withoutGroup{Name: say("sorry.danger"), Ways: []withoutWay{
		{What: say("help.police"), Number: "112"}, {What: say("help.health"), Number: "113"}, {What: say("help.alarm"), Number: "116 111"},
	}})
	var page strings.Builder
	err := withoutPage.Execute(&page, map[string]any{
		"Title": say("srv.without-script.title"), "Text": say("srv.without-script.text"), "Groups": groups,
	})
	return page.String(), err
}

// readableNumber has pairs of digits, as one reads a number aloud.
func readableNumber(number string) string {
	plain := strings.ReplaceAll(number, " ", "")
	if len(plain) != 8 || strings.Trim(plain, "0123456789") != "" {
		return number
	}
	return plain[:2] + " " + plain[2:4] + " " + plain[4:6] + " " + plain[6:]
}
