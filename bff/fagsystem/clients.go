package fagsystem

import (
	"maps"
	"slices"
)

// Clients are the fagsystems of one installation, one per municipality.
type Clients struct {
	byMunicipality map[string]*Client
}

// NewClients makes a set of clients.
func NewClients(clients ...*Client) *Clients {
	set := &Clients{byMunicipality: make(map[string]*Client, len(clients))}
	for _, client := range clients {
		set.byMunicipality[client.Municipality()] = client
	}
	return set
}

// Of is the municipality's client, or nil where there is no such municipality.
func (s *Clients) Of(municipality string) *Client { return s.byMunicipality[municipality] }

// Municipalities are the ids of all, sorted.
func (s *Clients) Municipalities() []string { return slices.Sorted(maps.Keys(s.byMunicipality)) }

// Close stops what the clients started.
func (s *Clients) Close() {
	for _, client := range s.byMunicipality {
		client.Close()
	}
}
