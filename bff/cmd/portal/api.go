package main

import (
	"innbyggertjenesten/bff/cases"
	"innbyggertjenesten/bff/documents"
	"innbyggertjenesten/bff/server"
	"innbyggertjenesten/contracts/portal"
)

// Each room's API type under a name of its own, so that all can be embedded.
type (
	serverAPI    = server.API
	casesAPI     = cases.API
	documentsAPI = documents.API
)

// api is the contract's API: the sum of what the rooms answer. An operation
// that two rooms answer, or none, doesn't compile.
type api struct {
	*serverAPI
	*casesAPI
	*documentsAPI
	unanswered
}

// unanswered stands one level deeper, so that a room's method wins over it.
type unanswered struct{ portal.StrictServerInterface }

var _ portal.StrictServerInterface = api{}
