package show

import "net/http"

// keptPolicy lets nothing in a file do anything, should a browser open it after all.
const keptPolicy = "default-src 'none'; frame-ancestors 'none'; form-action 'none'; base-uri 'none'; sandbox"

// Kept is the head of a file that one keeps and that is never shown as a page of
// ours. name is how its disposition says what it is called.
func Kept(header http.Header, mediaType, name string) {
	header.Set("Cache-Control", "no-store")
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("Content-Security-Policy", keptPolicy)
	header.Set("Content-Type", mediaType)
	header.Set("Content-Disposition", "attachment; "+name)
}
