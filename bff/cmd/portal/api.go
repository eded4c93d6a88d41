package main

import (
	"innbyggertjenesten/bff/cases"
	"innbyggertjenesten/bff/conversation"
	"innbyggertjenesten/bff/documents"
	"innbyggertjenesten/bff/live"
	"innbyggertjenesten/bff/server"
	"innbyggertjenesten/bff/staff"
	"innbyggertjenesten/bff/views"
	"innbyggertjenesten/contracts/portal"
)

// Each room's API type under a name of its own, so that all can be embedded.
type (
	serverAPI       = server.API
	casesAPI        = cases.API
	documentsAPI    = documents.API
	conversationAPI = conversation.API
	viewsAPI        = views.API
	staffAPI        = staff.API
	liveAPI         = live.API
)

// api is the contract's API: the sum of what the rooms answer. An operation
// that two rooms answer, or none, doesn't compile.
type api struct {
	*serverAPI
	*casesAPI
	*documentsAPI
	*conversationAPI
	*viewsAPI
	*staffAPI
	*liveAPI
}

var _ portal.StrictServerInterface = api{}
