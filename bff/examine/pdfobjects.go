package examine

import (
	"bytes"
	"regexp"
)

// plainObjects is all that a stream of objects has to say of itself. Whatever
// else it says (how it is packed stands elsewhere, it is packed twice, it is
// mixed up before it is packed) could show a reader other objects than were
// looked at here.
var plainObjects = regexp.MustCompile(`^<<(?:\s*(?:/Type\s*/ObjStm|/(?:N|First|DL)\s+\d+|/Length\s+\d+(?:\s+\d+\s+R)?|/Extends\s+\d+\s+\d+\s+R|` +
	`/Filter\s*(?:/FlateDecode|\[\s*/FlateDecode\s*\])))*\s*>>$`)

// checkObjectStreams refuses streams of objects that checkStreams may not have
// unpacked as a reader does. It tries every place where an object may begin, so
// that nothing in a text can hide one.
func checkObjectStreams(content []byte) error {
	left := 4*len(content) + 64<<10
	for rest := content; ; {
		at := bytes.Index(rest, []byte("obj"))
		if at < 0 {
			return nil
		}
		rest = rest[at+len("obj"):]
		dictionary, after := dictionaryAt(rest, &left)
		if left < 0 {
			return refuse(TooComplex)
		}
		names := namesIn(dictionary)
		if !names["ObjStm"] && !(names["N"] && names["First"]) {
			continue
		}
		data, isStream := bytes.CutPrefix(skipBlank(after), []byte("stream"))
		if !isStream {
			continue
		}
		between := after[:len(after)-len(data)-len("stream")]
		if _, begins := afterLineBreak(data); !begins || len(bytes.TrimSpace(between)) > 0 || !plainObjects.Match(dictionary) {
			return refuse(Broken)
		}
	}
}

// dictionaryAt is the dictionary with which an object begins, nil where it
// begins otherwise, and what follows. left is how much more may be read.
func dictionaryAt(data []byte, left *int) (dictionary, after []byte) {
	data = skipBlank(data)
	if !bytes.HasPrefix(data, []byte("<<")) {
		return nil, nil
	}
	depth, i := 0, 0
	defer func() { *left -= i }()
	for i < len(data) {
		switch {
		case bytes.HasPrefix(data[i:], []byte("<<")):
			depth, i = depth+1, i+2
		case bytes.HasPrefix(data[i:], []byte(">>")):
			i += 2
			if depth--; depth == 0 {
				return data[:i], data[i:]
			}
		case data[i] == '%':
			i = len(data) - len(skipBlank(data[i:]))
		case data[i] == '(':
			i += textLength(data[i:])
		default:
			i++
		}
	}
	return nil, nil
}

// textLength is how long a text in parentheses is.
func textLength(data []byte) int {
	depth := 0
	for i := 0; i < len(data); i++ {
		switch data[i] {
		case '\\':
			i++
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return len(data)
}

// skipBlank leaves out white space and comments.
func skipBlank(data []byte) []byte {
	for {
		data = bytes.TrimLeft(data, "\x00\t\n\f\r ")
		if !bytes.HasPrefix(data, []byte("%")) {
			return data
		}
		end := bytes.IndexAny(data, "\r\n")
		if end < 0 {
			return nil
		}
		data = data[end:]
	}
}
