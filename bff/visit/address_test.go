package visit

import (
	"net/http/httptest"
	"net/netip"
	"testing"
)

func TestOnlyTrustedProxiesSayWhoAsks(t *testing.T) {
	t.Parallel()
	proxies := []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("fd00::/8")}
	for name, c := range map[string]struct {
		peer    string
		headers []string
		trusted []netip.Prefix
		want    string
	}{
		"nobody forwards":                       {"203.0.113.7:1234", nil, proxies, "203.0.113.7"},
		"a browser says it is somebody else":    {"203.0.113.7:1234", []string{"198.51.100.1"}, proxies, "203.0.113.7"},
		"no proxy is trusted":                   {"10.1.2.3:1234", []string{"198.51.100.1"}, nil, "10.1.2.3"},
		"a trusted proxy":                       {"10.1.2.3:1234", []string{"198.51.100.1"}, proxies, "198.51.100.1"},
		"two trusted proxies":                   {"10.1.2.3:1234", []string{"198.51.100.1, 10.9.9.9"}, proxies, "198.51.100.1"},
		"two headers":                           {"10.1.2.3:1234", []string{"198.51.100.1", "10.9.9.9"}, proxies, "198.51.100.1"},
		"what the browser wrote comes first":    {"10.1.2.3:1234", []string{"1.1.1.1, 198.51.100.1"}, proxies, "198.51.100.1"},
		"an address inside that was written in": {"10.1.2.3:1234", []string{"10.6.6.6, 198.51.100.1"}, proxies, "198.51.100.1"},
		"nothing that can be read":              {"10.1.2.3:1234", []string{"198.51.100.1, unknown"}, proxies, "10.1.2.3"},
		"an empty header":                       {"10.1.2.3:1234", []string{""}, proxies, "10.1.2.3"},
		"all of it inside":                      {"10.1.2.3:1234", []string{"10.4.4.4, 10.5.5.5"}, proxies, "10.4.4.4"},
		"IPv6":                                  {"[fd00::1]:1234", []string{"2001:db8::5"}, proxies, "2001:db8::5"},
		"IPv4 in IPv6":                          {"[::ffff:10.1.2.3]:1234", []string{"::ffff:198.51.100.1"}, proxies, "198.51.100.1"},
	} {
		r := httptest.NewRequest("GET", "/", nil)
		r.RemoteAddr = c.peer
		for _, header := range c.headers {
			r.Header.Add("X-Forwarded-For", header)
		}
		if got := addressOf(r, c.trusted); got != netip.MustParseAddr(c.want) {
			t.Errorf("%s: %s", name, got)
		}
	}
}
