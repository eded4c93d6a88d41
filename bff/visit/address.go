package visit

import (
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// forwardedFor is where proxies write who asked them, each behind the one before.
const forwardedFor = "X-Forwarded-For"

// addressOf is who asks: the last address that no trusted proxy has. What
// stands before it in the header could have been written by anybody.
func addressOf(r *http.Request, trusted []netip.Prefix) netip.Addr {
	peer, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return netip.Addr{}
	}
	asking := peer.Addr().Unmap().WithZone("")
	hops := strings.Split(strings.Join(r.Header.Values(forwardedFor), ","), ",")
	for _, hop := range slices.Backward(hops) {
		if !isTrusted(asking, trusted) {
			break
		}
		before, err := netip.ParseAddr(strings.TrimSpace(hop))
		if err != nil {
			break // what can't be read ends the chain
		}
		asking = before.Unmap().WithZone("")
	}
	return asking
}

// Network is what counts as one address: whoever has one of IPv6 has a whole
// network of them.
func (v *Visit) Network() netip.Prefix {
	bits := 32
	if v.Address.Is6() {
		bits = 64
	}
	network, err := v.Address.Prefix(bits)
	if err != nil {
		return netip.Prefix{} // unknown addresses count as one
	}
	return network
}

func isTrusted(address netip.Addr, trusted []netip.Prefix) bool {
	return slices.ContainsFunc(trusted, func(network netip.Prefix) bool { return network.Contains(address) })
}
