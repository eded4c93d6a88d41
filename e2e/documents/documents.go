// Package documents is the demo's texts as they lie in this folder, for the Go programs that serve them.
package documents

import "embed"

// Files holds every document's description and texts, what is said of some in short, the conversations, and the calendar that says how each language writes dates.
//
//go:embed calendar.json */document.json */in-short.json */*.md messages/*.json media/*.webm
var Files embed.FS
