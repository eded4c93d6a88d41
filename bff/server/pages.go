package server

import (
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"io/fs"
	"net/http"
	"path"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/visit"
	"innbyggertjenesten/i18n"
)

// pagesRoute takes every address that is nothing else.
const pagesRoute = "/*"

// hashedFolder holds files whose names change with their content.
const hashedFolder = "assets/"

// notBuilt is the page of a binary that was built without the SPA.
const notBuilt = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Not built</title><p>The pages aren't built: run <code>npm run build</code> in <code>spa/</code>, then build the portal again.</p></html>"

// The marks in index.html that are filled in for each visitor.
const (
	rootMark    = `<html lang="nb" dir="ltr"`
	preloadMark = "<!--preload-->"
	withoutMark = "<!--without-script-->"
)

var contentTypes = map[string]string{
	".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".mjs": "text/javascript; charset=utf-8",
	".svg": "image/svg+xml", ".png": "image/png", ".ico": "image/x-icon", ".webp": "image/webp", ".woff2": "font/woff2",
	".json": "application/json", ".webmanifest": "application/manifest+json", ".txt": "text/plain; charset=utf-8",
	".html": "text/html; charset=utf-8", ".wasm": "application/wasm",
}

// pages are the built files in memory.
type pages struct {
	index     string
	files     map[string]file
	catalogue map[string]string // language → its hashed file
}

type file struct {
	contentType         string
	plain, gzip, brotli []byte
}

func readPages(built fs.FS) (*pages, error) {
	p := &pages{files: map[string]file{}, catalogue: map[string]string{}}
	err := fs.WalkDir(built, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || hidden(name) {
			return err
		}
		content, err := fs.ReadFile(built, name)
		if err != nil {
			return err
		}
		p.add(name, content)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read the embedded pages: %w", err)
	}
	if index, ok := p.files["index.html"]; ok {
		p.index = string(index.plain)
		delete(p.files, "index.html")
		if !strings.Contains(p.index, rootMark) || !strings.Contains(p.index, preloadMark) || !strings.Contains(p.index, withoutMark) {
			return nil, errors.New("the embedded index.html lacks the marks that the server fills in")
		}
	}
	return p, p.readCatalogues(built)
}

func (p *pages) add(name string, content []byte) {
	base, packed := name, ""
	if extension := path.Ext(name); extension == ".br" || extension == ".gz" {
		base, packed = strings.TrimSuffix(name, extension), extension
	}
	one := p.files[base]
	switch packed {
	case ".br":
		one.brotli = content
	case ".gz":
		one.gzip = content
	default:
		one.plain = content
		one.contentType = contentTypes[path.Ext(base)]
	}
	p.files[base] = one
}

// readCatalogues learns which file holds a language's words, so that the page
// can ask for it at once.
func (p *pages) readCatalogues(built fs.FS) error {
	text, err := fs.ReadFile(built, ".vite/languages.json")
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	var languages map[string]struct {
		File string `json:"file"`
	}
	if err := json.Unmarshal(text, &languages); err != nil {
		return fmt.Errorf("the embedded languages.json can't be read: %w", err)
	}
	for code, one := range languages {
		p.catalogue[code] = one.File
	}
	return nil
}

// hidden files are the build's own.
func hidden(name string) bool {
	for part := range strings.SplitSeq(name, "/") {
		if strings.HasPrefix(part, ".") && part != "." {
			return true
		}
	}
	return false
}

func (s *Server) routePages() {
	s.echo.GET(pagesRoute, s.page)
	s.echo.HEAD(pagesRoute, s.page)
}

func (s *Server) page(c echo.Context) error {
	name := strings.TrimPrefix(c.Request().URL.Path, "/")
	if one, ok := s.pages.files[name]; ok && one.plain != nil {
		return sendFile(c, name, one)
	}
	if noPage(name) {
		return echo.ErrNotFound
	}
	if s.pages.index == "" {
		return c.HTML(http.StatusServiceUnavailable, notBuilt)
	}
	actor, err := s.visitor(c)
	if errors.Is(err, session.ErrEnded) && isNavigation(c.Request()) {
		if start, personal := startOf(c.Request().URL.Path); personal {
			return c.Redirect(http.StatusSeeOther, start)
		}
	}
	language := languageOf(c)
	if err == nil {
		language = actor.Language
	}
	without, err := withoutScript(language, visit.From(c.Request().Context()).Municipalities)
	if err != nil {
		return err
	}
	return c.HTML(http.StatusOK, s.pages.indexIn(language, without))
}

// noPage are addresses below the API and of operations, and those that look
// like a file: nothing personal may ever be answered at …/x.css.
func noPage(name string) bool {
	first, _, _ := strings.Cut(name, "/")
	switch first {
	case "api", "metrics", "debug", "health", "hooks":
		return true
	}
	return strings.HasPrefix(name, hashedFolder) || hidden(name) || strings.Contains(path.Base(name), ".") && name != ""
}

// indexIn is the page with its language, so that neither direction nor words
// change after the first paint, and with whom to reach without its script.
func (p *pages) indexIn(language, without string) string {
	root := fmt.Sprintf(`<html lang="%s" dir="%s"`, html.EscapeString(language), i18n.Direction(language))
	preload := ""
	if file, ok := p.catalogue[language]; ok {
		preload = fmt.Sprintf(`<link rel="modulepreload" crossorigin href="%s">`, html.EscapeString(file))
	}
	return strings.NewReplacer(rootMark, root, preloadMark, preload, withoutMark, without).Replace(p.index)
}

// visitor is who is logged in on that side of the portal. Looking is no
// activity.
func (s *Server) visitor(c echo.Context) (*session.Actor, error) {
	world := session.Citizen
	if below(c.Request().URL.Path, "/employee") {
		world = session.Employee
	}
	value, ok := session.ReadCookie(c.Request(), world)
	if !ok || s.options.Sessions == nil {
		return nil, session.ErrEnded
	}
	return s.options.Sessions.Look(c.Request().Context(), world, value)
}

func sendFile(c echo.Context, name string, one file) error {
	header := c.Response().Header()
	header.Set("Vary", "Accept-Encoding")
	if strings.HasPrefix(name, hashedFolder) {
		header.Set("Cache-Control", "public, max-age=31536000, immutable")
	} else {
		header.Set("Cache-Control", "no-cache")
	}
	content := one.plain
	accepted := c.Request().Header.Get("Accept-Encoding")
	switch {
	case one.brotli != nil && accepts(accepted, "br"):
		content = one.brotli
		header.Set("Content-Encoding", "br")
	case one.gzip != nil && accepts(accepted, "gzip"):
		content = one.gzip
		header.Set("Content-Encoding", "gzip")
	}
	kind := one.contentType
	if kind == "" {
		kind = "application/octet-stream"
	}
	header.Set("Content-Length", strconv.Itoa(len(content)))
	if c.Request().Method == http.MethodHead {
		header.Set("Content-Type", kind)
		return c.NoContent(http.StatusOK)
	}
	return c.Blob(http.StatusOK, kind, content)
}

// accepts tells whether an Accept-Encoding header allows a coding.
func accepts(header, coding string) bool {
	for part := range strings.SplitSeq(header, ",") {
		name, parameters, _ := strings.Cut(strings.TrimSpace(part), ";")
		if strings.EqualFold(strings.TrimSpace(name), coding) {
			quality := strings.ReplaceAll(parameters, " ", "")
			return quality != "q=0" && !strings.HasPrefix(quality, "q=0.0")
		}
	}
	return false
}
