package main

import (
	"innbyggertjenesten/bff/accessrequests"
	"innbyggertjenesten/bff/cases"
	"innbyggertjenesten/bff/consents"
	"innbyggertjenesten/bff/conversation"
	"innbyggertjenesten/bff/documents"
	"innbyggertjenesten/bff/export"
	"innbyggertjenesten/bff/live"
	"innbyggertjenesten/bff/looks"
	"innbyggertjenesten/bff/server"
	"innbyggertjenesten/bff/staff"
	"innbyggertjenesten/bff/texts"
	"innbyggertjenesten/bff/understood"
	"innbyggertjenesten/bff/views"
	"innbyggertjenesten/contracts/portal"
)

// Each room's API type under a name of its own, so that all can be embedded.
type (
	serverAPI         = server.API
	casesAPI          = cases.API
	documentsAPI      = documents.API
	conversationAPI   = conversation.API
	viewsAPI          = views.API
	understoodAPI     = understood.API
	consentsAPI       = consents.API
	exportAPI         = export.API
	looksAPI          = looks.API
	staffAPI          = staff.API
	liveAPI           = live.API
	accessRequestsAPI = accessrequests.API
	textsAPI          = texts.API
)

// api is the contract's API: the sum of what the rooms answer. An operation
// that two rooms answer, or none, doesn't compile.
type api struct {
	*serverAPI
	*casesAPI
	*documentsAPI
	*accessRequestsAPI
	*conversationAPI
	*viewsAPI
	*understoodAPI
	*consentsAPI
	*textsAPI
	*exportAPI
	*looksAPI
	*staffAPI
	*liveAPI
}

var _ portal.StrictServerInterface = api{}
