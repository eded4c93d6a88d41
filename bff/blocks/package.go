package blocks

import (
	"archive/zip"
	"bytes"
	"io"
	"path"
	"strings"
)

// What is unpacked of a DOCX at most, whatever it says of itself.
const (
	mostPacked   = 24 << 20
	mostUnpacked = 24 << 20
	mostParts    = 5_000
)

// oleMagic begins an Office file that wants a password, or of the older formats.
var oleMagic = []byte{0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1}

// word is an opened DOCX. Of its parts only those are read that are asked for;
// what it says lies elsewhere is never looked at.
type word struct {
	parts map[string]*zip.File
	left  int64
}

func openWord(content []byte) (*word, error) {
	switch {
	case len(content) == 0:
		return nil, ErrEmpty
	case len(content) > mostPacked:
		return nil, ErrTooBig
	case bytes.HasPrefix(content, oleMagic):
		if bytes.Contains(content, wide("EncryptedPackage")) {
			return nil, ErrProtected
		}
		return nil, ErrUnreadable
	}
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return nil, ErrUnreadable
	}
	if len(archive.File) > mostParts {
		return nil, ErrTooBig
	}
	w := &word{parts: map[string]*zip.File{}, left: mostUnpacked}
	for _, file := range archive.File {
		name := strings.ToLower(strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(file.Name, `\`, "/")), "/"))
		if _, twice := w.parts[name]; twice {
			return nil, ErrUnreadable // which of them Word would show, nobody knows
		}
		w.parts[name] = file
	}
	return w, nil
}

// wide is text as UTF-16, as older formats write names.
func wide(text string) []byte {
	out := make([]byte, 0, 2*len(text))
	for _, b := range []byte(text) {
		out = append(out, b, 0)
	}
	return out
}

// part reads a part; nil where there is none.
func (w *word) part(name string) (*node, error) {
	file := w.parts[strings.ToLower(name)]
	if file == nil {
		return nil, nil
	}
	if file.Flags&1 != 0 {
		return nil, ErrProtected
	}
	reader, err := file.Open()
	if err != nil {
		return nil, ErrUnreadable
	}
	defer func() { _ = reader.Close() }()
	said := min(file.UncompressedSize64, uint64(w.left), 4<<20) // what it says of itself only spares growing
	read := bytes.NewBuffer(make([]byte, 0, said+bytes.MinRead))
	_, err = io.Copy(read, io.LimitReader(reader, w.left+1))
	content := read.Bytes()
	if int64(len(content)) > w.left {
		return nil, ErrTooBig
	}
	if err != nil {
		return nil, ErrUnreadable
	}
	w.left -= int64(len(content))
	return parseXML(content)
}

// relations are the parts that a part points to, by the last word of their kind.
// What points out of the file is not one of them.
func (w *word) relations(of string) (map[string]string, error) {
	folder, name := path.Split(of)
	found := map[string]string{}
	tree, err := w.part(folder + "_rels/" + name + ".rels")
	if tree == nil || err != nil {
		return found, err
	}
	for one := tree.child("rel:Relationships").child("rel:Relationship"); one != nil; one = one.nextOf() {
		if strings.EqualFold(one.get("TargetMode"), "External") {
			continue
		}
		target := one.get("Target")
		if !strings.HasPrefix(target, "/") {
			target = "/" + folder + target
		}
		kind := path.Base(one.get("Type"))
		if _, there := found[kind]; !there {
			found[kind] = strings.TrimPrefix(path.Clean(target), "/")
		}
	}
	return found, nil
}

// main is the document's own part, and what it points to.
func (w *word) main() (*node, map[string]string, error) {
	top, err := w.relations("")
	if err != nil {
		return nil, nil, err
	}
	name := top["officeDocument"]
	if name == "" {
		name = "word/document.xml"
	}
	tree, err := w.part(name)
	if err != nil {
		return nil, nil, err
	}
	body := tree.path("w:document", "w:body")
	if body == nil {
		return nil, nil, ErrUnreadable
	}
	relations, err := w.relations(name)
	return body, relations, err
}

// beside reads a part that the document points to and can be without.
func (w *word) beside(relations map[string]string, kind string) (*node, error) {
	name := relations[kind]
	if name == "" {
		return nil, nil
	}
	return w.part(name)
}

// nextOf is the next element of the same name.
func (n *node) nextOf() *node {
	for one := n.next; one != nil; one = one.next {
		if one.name == n.name {
			return one
		}
	}
	return nil
}
