package examine

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"io"
	"path"
	"regexp"
	"strings"
)

const (
	mostEntries = 5000
	// mostInArchive is how much an archive's entries may hold together, measured
	// while they are unpacked: what their heads say isn't believed.
	mostInArchive = 200 << 20
	// mostDepth: a chart in a letter holds a table of its own.
	mostDepth = 2
)

var endOfArchive = []byte("PK\x05\x06")

// endsAsArchive tells whether a ZIP hangs on a file's end: its directory stands
// there, with at most 64 KiB of comment.
func endsAsArchive(content []byte) bool {
	return bytes.Contains(content[max(0, len(content)-(64<<10)-22):], endOfArchive)
}

// mainParts are the parts by which the formats of Office differ.
var mainParts = []struct {
	part string
	kind Kind
}{
	{"word/document.xml", DOCX},
	{"xl/workbook.xml", XLSX},
	{"ppt/presentation.xml", PPTX},
}

// quickArchive looks at an archive's begin and at its directory's end.
func quickArchive(head, tail []byte, name string) (Kind, error) {
	if len(head) >= 8 && binary.LittleEndian.Uint16(head[6:])&1 != 0 {
		return Kind{}, refuse(Encrypted)
	}
	if kind, ok := openDocument(firstEntry(head)); ok {
		return kind, nil
	}
	for _, main := range mainParts {
		if bytes.Contains(tail, []byte(main.part)) || bytes.Contains(head, []byte(main.part)) {
			return main.kind, nil
		}
	}
	extension := extensionOf(name)
	for _, main := range mainParts {
		if main.kind.Extension == extension && (bytes.Contains(head, []byte("[Content_Types].xml")) || bytes.Contains(tail, []byte("[Content_Types].xml"))) {
			return main.kind, nil
		}
	}
	return Kind{}, refuse(TypeNotAllowed)
}

// firstEntry is the content of an entry called mimetype that stands first and
// unpacked, as OpenDocument demands.
func firstEntry(head []byte) string {
	const begins = 30
	if len(head) < begins+8 || string(head[begins:begins+8]) != "mimetype" || binary.LittleEndian.Uint16(head[8:]) != zip.Store {
		return ""
	}
	size := int64(binary.LittleEndian.Uint32(head[18:]))
	at := begins + 8 + int64(binary.LittleEndian.Uint16(head[28:]))
	if size == 0 || size > 200 || at+size > int64(len(head)) {
		return ""
	}
	return string(head[at : at+size])
}

func openDocument(mediaType string) (Kind, bool) {
	for _, kind := range []Kind{ODT, ODS, ODP} {
		if kind.MediaType == mediaType {
			return kind, true
		}
	}
	return Kind{}, false
}

// checkArchive unpacks all of an archive, keeping nothing of it, and tells which
// format of Office it is.
func checkArchive(content []byte) (Kind, error) {
	left := int64(mostInArchive)
	return archive{left: &left}.check(content)
}

type archive struct {
	depth int
	left  *int64
}

func (a archive) check(content []byte) (Kind, error) {
	if a.depth > mostDepth {
		return Kind{}, refuse(TooComplex)
	}
	// Nothing before it, and nothing after it: else it is a second kind of file.
	end := bytes.LastIndex(content, endOfArchive)
	if end < 0 || end+22 > len(content) {
		return Kind{}, refuse(Broken)
	}
	if end+22+int(binary.LittleEndian.Uint16(content[end+20:])) != len(content) || !bytes.HasPrefix(content, []byte("PK\x03\x04")) {
		return Kind{}, refuse(SeveralTypes)
	}
	if size, begins := binary.LittleEndian.Uint32(content[end+12:]), binary.LittleEndian.Uint32(content[end+16:]); int64(begins)+int64(size) != int64(end) {
		return Kind{}, refuse(SeveralTypes)
	}
	reader, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return Kind{}, refuse(Broken)
	}
	if len(reader.File) > mostEntries {
		return Kind{}, refuse(TooComplex)
	}
	kind, err := a.kindOf(reader, content)
	if err != nil {
		return Kind{}, err
	}
	seen := map[string]bool{}
	for _, file := range reader.File {
		if file.Flags&1 != 0 {
			return Kind{}, refuse(Encrypted)
		}
		// Readers differ in which of two entries of one name they take.
		name := strings.ToLower(file.Name)
		if seen[name] || strings.Contains(name, `\`) || strings.HasPrefix(name, "/") || path.Clean("/"+name) != "/"+strings.TrimSuffix(name, "/") {
			return Kind{}, refuse(Broken)
		}
		seen[name] = true
		if err := a.entry(file, name); err != nil {
			return Kind{}, err
		}
	}
	return kind, nil
}

// kindOf: an OpenDocument says it in its first entry, an Office document by its
// main part and by what it says that part is.
func (a archive) kindOf(reader *zip.Reader, content []byte) (Kind, error) {
	if kind, ok := openDocument(firstEntry(content)); ok {
		return kind, nil
	}
	described := false
	for _, file := range reader.File {
		if file.Name == "[Content_Types].xml" && file.Flags&1 == 0 {
			text, err := a.read(file)
			if err != nil {
				return Kind{}, err
			}
			if err := checkTypes(text); err != nil {
				return Kind{}, err
			}
			described = true
		}
	}
	if !described {
		return Kind{}, refuse(TypeNotAllowed)
	}
	for _, main := range mainParts {
		for _, file := range reader.File {
			if file.Name == main.part {
				return main.kind, nil
			}
		}
	}
	return Kind{}, refuse(TypeNotAllowed)
}

// entry reads one entry to its end and refuses what may not be in a document.
func (a archive) entry(file *zip.File, name string) error {
	base := path.Base(name)
	switch {
	case base == "vbaproject.bin", base == "vbadata.xml", strings.HasPrefix(name, "basic/"), strings.HasPrefix(name, "scripts/"),
		strings.Contains(name, "activex/"), strings.HasPrefix(name, "customui/"):
		return refuse(ActiveContent)
	case strings.Contains(name, "/embeddings/") && strings.HasSuffix(name, ".bin"), strings.HasPrefix(name, "objectreplacements/") && strings.HasSuffix(name, ".bin"):
		return refuse(EmbeddedFiles)
	}
	content, err := a.read(file)
	if err != nil {
		return err
	}
	form := formOf(content)
	switch {
	case form == oleForm:
		return refuse(EmbeddedFiles)
	case form == zipForm:
		_, err := archive{depth: a.depth + 1, left: a.left}.check(content)
		return err
	case form == pdfForm:
		return refuse(EmbeddedFiles)
	case name == "meta-inf/manifest.xml":
		return checkManifest(content)
	case strings.HasSuffix(name, ".rels"):
		return checkRelations(content)
	}
	return checkPart(name, content)
}

func (a archive) read(file *zip.File) ([]byte, error) {
	reader, err := file.Open()
	if err != nil {
		return nil, refuse(Broken)
	}
	defer func() { _ = reader.Close() }()
	content, err := io.ReadAll(io.LimitReader(reader, *a.left+1))
	*a.left -= int64(len(content))
	if *a.left < 0 {
		return nil, refuse(TooComplex)
	}
	if err != nil {
		return nil, refuse(Broken)
	}
	return content, nil
}

// checkManifest reads what an OpenDocument says of its entries.
func checkManifest(content []byte) error {
	return elements(content, func(element xml.StartElement) error {
		switch element.Name.Local {
		case "encryption-data":
			return refuse(Encrypted)
		case "file-entry":
			for _, attribute := range element.Attr {
				value := strings.ToLower(attribute.Value)
				if attribute.Name.Local == "full-path" && (strings.HasPrefix(value, "basic/") || strings.HasPrefix(value, "scripts/")) {
					return refuse(ActiveContent)
				}
			}
		}
		return nil
	})
}

// checkTypes reads what an Office document says that its parts are.
func checkTypes(content []byte) error {
	return elements(content, func(element xml.StartElement) error {
		kind := strings.ToLower(attributeOf(element, "ContentType"))
		for _, active := range []string{"macroenabled", "vbaproject", "macrosheet", "activex"} {
			if strings.Contains(kind, active) {
				return refuse(ActiveContent)
			}
		}
		return nil
	})
}

// checkRelations refuses what an Office document would fetch by itself when it
// is opened. A link that a human must follow is none of that.
func checkRelations(content []byte) error {
	return elements(content, func(element xml.StartElement) error {
		kind, target, external := "", "", false
		for _, attribute := range element.Attr {
			switch attribute.Name.Local {
			case "Type":
				kind = strings.ToLower(path.Base(attribute.Value))
			case "Target":
				target = attribute.Value
			case "TargetMode":
				external = strings.EqualFold(attribute.Value, "External")
			}
		}
		// Word notes which template on the writer's own machine a letter was made with.
		fetches := kind != "hyperlink" && (kind != "attachedtemplate" || !onOwnMachine.MatchString(target))
		if element.Name.Local == "Relationship" && external && fetches {
			return refuse(ActiveContent)
		}
		return nil
	})
}

var onOwnMachine = regexp.MustCompile(`^file:///[A-Za-z]:`)
