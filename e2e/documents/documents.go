// Package documents is the demo's texts as they lie in this folder, for the Go programs that serve them.
package documents

import "embed"

// Files holds every document's description and texts, the conversations, and the calendar that says how each language writes dates.
//
//go:embed calendar.json */document.json */*.md messages/*.json
var Files embed.FS
