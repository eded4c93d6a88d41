package examine

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"regexp"
	"slices"
	"strings"
)

// The parts of an office document that can make it fetch or start something by
// itself, or when it is opened. A link that a human must follow is none of that.

// checkPart refuses a part of a document that acts by itself. name is in small letters.
func checkPart(name string, content []byte) error {
	switch path.Base(name) {
	case "content.xml", "styles.xml", "meta.xml":
		if err := checkOpenDocumentPart(content); err != nil {
			return err
		}
	}
	return checkOfficePart(content)
}

// openDocumentActs stand in every part of an OpenDocument that could act. An
// element's or attribute's name can't be written in another way.
var openDocumentActs = []string{"href", "event-listener", "dde-", "formula", "<!"}

func hasAny(content []byte, words []string) bool {
	return slices.ContainsFunc(words, func(word string) bool { return bytes.Contains(content, []byte(word)) })
}

func checkOpenDocumentPart(content []byte) error {
	content, err := asUTF8(content)
	if err != nil {
		return err
	}
	if !hasAny(content, openDocumentActs) {
		return nil
	}
	return elements(content, func(element xml.StartElement) error {
		name := element.Name.Local
		link := name == "a" || name == "event-listener"
		if name == "dde-source" || name == "dde-connection-decl" || name == "event-listener" && !showsSlide(element) {
			return refuse(ActiveContent)
		}
		for _, attribute := range element.Attr {
			switch attribute.Name.Local {
			case "href":
				switch {
				case link && startsCode.MatchString(attribute.Value):
					return refuse(ActiveContent)
				case link, name == "template" && (attribute.Value == "" || onOwnDisk.MatchString(attribute.Value)):
				case leadsOut.MatchString(attribute.Value):
					return refuse(ActiveContent)
				}
			case "formula":
				if asksOthers.MatchString(attribute.Value) {
					return refuse(ActiveContent)
				}
			}
		}
		return nil
	})
}

var (
	// leadsOut is an address outside the document.
	leadsOut = regexp.MustCompile(`^[\s\x00-\x20]*([A-Za-z][A-Za-z0-9+.-]*:|[/\\]{2})`)
	// startsCode is an address that a program would run when it is followed.
	startsCode = regexp.MustCompile(`(?i)^\s*(vnd\.sun\.star\.(script|expand)|macro|javascript|vbscript|\.uno|slot|service):`)
	// onOwnDisk: OpenDocument notes with which template of the writer's machine it was made.
	onOwnDisk = regexp.MustCompile(`^(file:///[^/\\]|/[^/\\]|\.\.?/)`)
	// asksOthers are functions that ask another program or another machine.
	asksOthers = regexp.MustCompile(`(?i)\b(DDE|WEBSERVICE)\s*\(`)
)

// showsSlide tells of a listener whether a click on it only leads to another
// slide or follows a link, as in every other presentation.
func showsSlide(listener xml.StartElement) bool {
	if !strings.Contains(listener.Name.Space, "presentation") {
		return false
	}
	action := ""
	for _, attribute := range listener.Attr {
		if attribute.Name.Local == "action" {
			action = attribute.Value
		}
	}
	switch action {
	case "none", "previous-page", "next-page", "first-page", "last-page", "hide", "stop", "show", "fade-out", "sound":
		return true
	}
	return false
}

// officeActs is the same for the formats of Office.
var officeActs = []string{"ddeLink", "instrText", "fldSimple"}

// checkOfficePart looks into every part: the relations say which part is read as
// what, not their names.
func checkOfficePart(content []byte) error {
	if !looksLikeXML(content) {
		return nil
	}
	plain := content
	if bytes.IndexByte(content, 0) >= 0 {
		plain = bytes.ReplaceAll(content, []byte{0}, nil)
	}
	if !hasAny(plain, officeActs) {
		return nil
	}
	content, err := asUTF8(content)
	if err != nil {
		return err
	}
	// A field's instruction may be spread over many runs, with other fields within.
	instructions := []*strings.Builder{{}}
	inInstruction := false
	return tokens(content, func(token xml.Token) error {
		switch token := token.(type) {
		case xml.StartElement:
			inInstruction = token.Name.Local == "instrText"
			switch token.Name.Local {
			case "ddeLink":
				return refuse(ActiveContent)
			case "fldSimple":
				if asksProgram.MatchString(attributeOf(token, "instr")) {
					return refuse(ActiveContent)
				}
			case "fldChar":
				switch kind := attributeOf(token, "fldCharType"); {
				case kind == "begin" && len(instructions) < mostFields:
					instructions = append(instructions, &strings.Builder{})
				case kind == "begin":
					return refuse(TooComplex)
				case kind == "end" && len(instructions) > 1:
					instructions = instructions[:len(instructions)-1]
				}
			}
		case xml.EndElement:
			inInstruction = false
		case xml.CharData:
			if inInstruction {
				instruction := instructions[len(instructions)-1]
				instruction.Write(token)
				if asksProgram.MatchString(instruction.String()[:min(instruction.Len(), longestBegin)]) {
					return refuse(ActiveContent)
				}
			}
		}
		return nil
	})
}

const (
	// mostFields is how many fields may stand in one another.
	mostFields = 100
	// longestBegin is how much of an instruction is looked at for its first word.
	longestBegin = 1000
)

// asksProgram is a field that asks another program, and may start it.
var asksProgram = regexp.MustCompile(`(?i)^[\s"“”\\]*DDE(AUTO)?([\s"“”\\]|$)`)

func attributeOf(element xml.StartElement, name string) string {
	for _, attribute := range element.Attr {
		if attribute.Name.Local == name {
			return attribute.Value
		}
	}
	return ""
}

func looksLikeXML(content []byte) bool {
	begin := bytes.TrimLeft(content[:min(len(content), 200)], "\xef\xbb\xbf\xff\xfe\x00 \t\r\n")
	return len(begin) > 0 && begin[0] == '<'
}

var declaresEncoding = regexp.MustCompile(`^\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']*)["']`)

// asUTF8 gives a part as text of one byte for each letter of a name, whatever it
// came in. What readers could understand otherwise than this one is refused.
func asUTF8(content []byte) ([]byte, error) {
	content = bytes.TrimPrefix(content, []byte("\xef\xbb\xbf"))
	if bytes.IndexByte(content[:min(len(content), 4)], 0) >= 0 || bytes.HasPrefix(content, []byte("\xff\xfe")) || bytes.HasPrefix(content, []byte("\xfe\xff")) {
		return nil, refuse(Broken)
	}
	if found := declaresEncoding.FindSubmatch(content[:min(len(content), 500)]); found != nil {
		if encoding := strings.ToLower(string(found[1])); encoding != "utf-8" && encoding != "us-ascii" {
			return nil, refuse(Broken)
		}
	}
	return content, nil
}

// elements calls each for every element. What isn't XML is refused.
func elements(content []byte, each func(xml.StartElement) error) error {
	return tokens(content, func(token xml.Token) error {
		if element, ok := token.(xml.StartElement); ok {
			return each(element)
		}
		return nil
	})
}

func tokens(content []byte, each func(xml.Token) error) error {
	decoder := xml.NewDecoder(bytes.NewReader(content))
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return refuse(Broken)
		}
		// Names and attributes that are declared in the file itself would be seen by
		// other readers only.
		if directive, ok := token.(xml.Directive); ok && bytes.ContainsRune(directive, '[') {
			return refuse(Broken)
		}
		if err := each(token); err != nil {
			return err
		}
	}
}
