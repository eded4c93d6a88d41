// Package spa embeds the built pages. Without a build (npm run build in spa/)
// only the placeholder is there, and the portal says so.
package spa

import (
	"embed"
	"io/fs"
)

//go:embed all:dist
var dist embed.FS

// Files is what Vite built.
func Files() fs.FS {
	files, err := fs.Sub(dist, "dist")
	if err != nil {
		panic(err) // the folder is embedded: it can't be missing
	}
	return files
}
