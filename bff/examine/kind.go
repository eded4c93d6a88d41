// Package examine decides by its content what a file is, refuses what could
// harm whoever opens it, and takes out of pictures what they tell of the place
// and the camera. A name or a browser's word never counts.
//
// Quick looks at a file's ends while it arrives; Examine at all of it. Examine
// reads what strangers made, so a server calls it through a Child: a process of
// its own with little memory and little time.
package examine

import (
	"bytes"
	"encoding/binary"
	"path"
	"slices"
	"strings"
)

// Kind is a kind of file that is accepted, as it will be given out.
type Kind struct {
	MediaType string
	// Extension begins with a dot.
	Extension string
}

// The kinds. A HEIC or WebP picture becomes a JPEG, which everybody can open.
var (
	JPEG = Kind{"image/jpeg", ".jpg"}
	PNG  = Kind{"image/png", ".png"}
	PDF  = Kind{"application/pdf", ".pdf"}
	DOCX = Kind{"application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx"}
	XLSX = Kind{"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx"}
	PPTX = Kind{"application/vnd.openxmlformats-officedocument.presentationml.presentation", ".pptx"}
	ODT  = Kind{"application/vnd.oasis.opendocument.text", ".odt"}
	ODS  = Kind{"application/vnd.oasis.opendocument.spreadsheet", ".ods"}
	ODP  = Kind{"application/vnd.oasis.opendocument.presentation", ".odp"}
)

var kinds = []Kind{JPEG, PNG, PDF, DOCX, XLSX, PPTX, ODT, ODS, ODP}

// taken are endings of what is accepted under another one.
var taken = map[string]Kind{".jpeg": JPEG, ".jpe": JPEG, ".jfif": JPEG, ".heic": JPEG, ".heif": JPEG, ".webp": JPEG}

// Accept is what a page's file picker offers. It isn't what decides.
func Accept() []string {
	offered := []string{"image/jpeg", "image/png", "image/webp", "image/heic", "image/heif", ".jpeg", ".heic", ".heif", ".webp"}
	for _, kind := range kinds {
		offered = append(offered, kind.Extension)
		if !slices.Contains(offered, kind.MediaType) {
			offered = append(offered, kind.MediaType)
		}
	}
	return offered
}

// OtherExtension is the ending of what isn't accepted here but may come from elsewhere.
const OtherExtension = ".bin"

// Extension is the ending of a media type's files, or OtherExtension.
func Extension(mediaType string) string {
	for _, kind := range kinds {
		if kind.MediaType == mediaType {
			return kind.Extension
		}
	}
	return OtherExtension
}

// Reason is why a file is refused; contracts/portal.yaml says what each means.
type Reason string

// The reasons.
const (
	TypeNotAllowed Reason = "TYPE_NOT_ALLOWED"
	Encrypted      Reason = "ENCRYPTED"
	ActiveContent  Reason = "ACTIVE_CONTENT"
	EmbeddedFiles  Reason = "EMBEDDED_FILES"
	SeveralTypes   Reason = "SEVERAL_TYPES"
	TooComplex     Reason = "TOO_COMPLEX"
	Broken         Reason = "BROKEN"
)

// Reasons are all of them, for checking that each one has its texts.
func Reasons() []Reason {
	return []Reason{TypeNotAllowed, Encrypted, ActiveContent, EmbeddedFiles, SeveralTypes, TooComplex, Broken}
}

// Refusal is the error of a file that isn't accepted.
type Refusal struct{ Reason Reason }

// Error names the reason only.
func (r *Refusal) Error() string { return "examine: refused: " + string(r.Reason) }

func refuse(reason Reason) error { return &Refusal{reason} }

// form is what the first bytes say.
type form int

const (
	unknown form = iota
	jpegForm
	pngForm
	webpForm
	heicForm
	pdfForm
	zipForm
	oleForm
)

var oleMagic = []byte{0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1}

func formOf(head []byte) form {
	switch {
	case bytes.HasPrefix(head, []byte{0xff, 0xd8, 0xff}):
		return jpegForm
	case bytes.HasPrefix(head, []byte("\x89PNG\r\n\x1a\n")):
		return pngForm
	case len(head) >= 12 && string(head[:4]) == "RIFF" && string(head[8:12]) == "WEBP":
		return webpForm
	case isHEIC(head):
		return heicForm
	case bytes.HasPrefix(head, []byte("%PDF-")):
		return pdfForm
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return zipForm
	case bytes.HasPrefix(head, oleMagic):
		return oleForm
	}
	return unknown
}

// isHEIC reads the brands of the file-type box; AVIF has the same box.
func isHEIC(head []byte) bool {
	if len(head) < 16 || string(head[4:8]) != "ftyp" {
		return false
	}
	size := min(int(binary.BigEndian.Uint32(head)), len(head), 256)
	heic := false
	for at := 8; at+4 <= size; at += 4 {
		switch string(head[at : at+4]) {
		case "heic", "heix", "heim", "heis":
			heic = true
		case "avif", "avis":
			return false
		}
	}
	return heic
}

// Quick looks at the first and the last bytes of a file (all of them, where it
// is small) and tells what it will be, or refuses what needs no longer look.
// name only helps where an archive's ends don't say which it is; Examine decides.
func Quick(head, tail []byte, name string) (Kind, error) {
	switch formOf(head) {
	case jpegForm, webpForm, heicForm:
		return JPEG, nil
	case pngForm:
		return PNG, nil
	case pdfForm:
		if namesIn(tail)["Encrypt"] || namesIn(head)["Encrypt"] {
			return Kind{}, refuse(Encrypted)
		}
		return PDF, nil
	case zipForm:
		return quickArchive(head, tail, name)
	case oleForm:
		return Kind{}, refuse(oleReason(head, tail))
	}
	return Kind{}, refuse(TypeNotAllowed)
}

// oleReason: the older formats of Office are refused; the newer ones look like
// this where they have a password.
func oleReason(parts ...[]byte) Reason {
	wanted := utf16("EncryptedPackage")
	for _, part := range parts {
		if bytes.Contains(part, wanted) {
			return Encrypted
		}
	}
	return TypeNotAllowed
}

func utf16(text string) []byte {
	out := make([]byte, 0, 2*len(text))
	for _, b := range []byte(text) {
		out = append(out, b, 0)
	}
	return out
}

// Examined is an accepted file.
type Examined struct {
	Kind Kind
	// Content is what is given out instead of what came; nil for the very same.
	Content []byte
}

// Examine looks at all of a file. The error is a *Refusal.
func Examine(content []byte) (Examined, error) {
	form := formOf(content)
	if form != zipForm && form != unknown && endsAsArchive(content) {
		return Examined{}, refuse(SeveralTypes)
	}
	switch form {
	case jpegForm, pngForm, webpForm, heicForm:
		return picture(form, content)
	case pdfForm:
		return Examined{Kind: PDF}, checkPDF(content)
	case zipForm:
		kind, err := checkArchive(content)
		return Examined{Kind: kind}, err
	case oleForm:
		return Examined{}, refuse(oleReason(content))
	}
	return Examined{}, refuse(TypeNotAllowed)
}

// extensionOf is a name's ending, where it is one that a kind here could have.
func extensionOf(name string) string {
	extension := strings.ToLower(path.Ext(name))
	if _, ok := taken[extension]; ok {
		return extension
	}
	if slices.ContainsFunc(kinds, func(kind Kind) bool { return kind.Extension == extension }) {
		return extension
	}
	return ""
}
