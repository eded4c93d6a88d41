package export_test

import (
	"net/url"
	"path"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// linksHold walks all that one can follow on an archive's pages: each leads to a
// file of it, and where it names a place, to that place on the page.
func linksHold(t *testing.T, files map[string]string) {
	t.Helper()
	links, places := map[string][]string{}, map[string]map[string]bool{}
	for name, content := range files {
		if path.Ext(name) != ".html" {
			continue
		}
		page, err := html.Parse(strings.NewReader(content))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		places[name] = map[string]bool{}
		for node := range page.Descendants() {
			for _, one := range node.Attr {
				switch one.Key {
				case "href", "src":
					links[name] = append(links[name], one.Val)
				case "id":
					if places[name][one.Val] {
						t.Errorf("%s has two places %q", name, one.Val)
					}
					places[name][one.Val] = true
				}
			}
		}
	}
	for name, all := range links {
		for _, link := range all {
			to, err := url.Parse(link)
			if err != nil || to.IsAbs() || to.Host != "" || to.RawQuery != "" {
				t.Errorf("%s leads out of the archive: %q", name, link)
				continue
			}
			target := name
			if to.Path != "" {
				target = path.Join(path.Dir(name), to.Path)
			}
			if _, there := files[target]; !there {
				t.Errorf("%s leads to %q, which isn't there", name, link)
			} else if to.Fragment != "" && !places[target][to.Fragment] {
				t.Errorf("%s leads to %q, and there is no such place", name, link)
			}
		}
	}
	if len(links["index.html"]) == 0 {
		t.Error("the first page leads nowhere")
	}
}
