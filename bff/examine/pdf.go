package examine

import (
	"bytes"
	"compress/zlib"
	"errors"
	"io"
	"strings"
)

// What a PDF may not have, by the names that its objects have for it. Every
// script is an action of the kind JavaScript, in whatever it hangs.
var forbiddenNames = []struct {
	name   string
	reason Reason
}{
	{"Encrypt", Encrypted},
	{"JavaScript", ActiveContent},
	{"Launch", ActiveContent},
	// It opens a file elsewhere, and tells a stranger's server who opened it.
	{"GoToR", ActiveContent},
	{"RichMedia", ActiveContent},
	{"RichMediaContent", ActiveContent},
	{"RichMediaExecute", ActiveContent},
	{"SubmitForm", ActiveContent},
	{"ImportData", ActiveContent},
	{"Rendition", ActiveContent},
	{"Movie", ActiveContent},
	{"Sound", ActiveContent},
	{"OnInstantiate", ActiveContent},
	{"XFA", ActiveContent},
	{"GoToE", EmbeddedFiles},
	{"EmbeddedFile", EmbeddedFiles},
	{"EmbeddedFiles", EmbeddedFiles},
	{"FileAttachment", EmbeddedFiles},
	{"Collection", EmbeddedFiles},
}

const (
	// mostUnpacked is how much the packed streams of one PDF may hold; of scanned
	// pages no more than this is read, of what holds objects more is refused.
	mostUnpacked = 256 << 20
	// mostAfterEnd is how much may follow the end of a PDF: line breaks, not
	// another file.
	mostAfterEnd = 64
)

// checkPDF reads every name in the file, whether its tables of contents lead to
// it or not: what one reader overlooks, another one finds. Names stand in the
// open or in packed streams; a stream of objects that can't be unpacked in the
// plain way is refused, since nobody knows what is in it.
func checkPDF(content []byte) error {
	if err := checkNames(namesIn(content)); err != nil {
		return err
	}
	end := bytes.LastIndex(content, []byte("%%EOF"))
	if end < 0 {
		return refuse(Broken)
	}
	if after := bytes.Trim(content[end+len("%%EOF"):], "\x00\t\n\f\r "); len(after) > mostAfterEnd {
		return refuse(SeveralTypes)
	}
	if err := checkStreams(content); err != nil {
		return err
	}
	return checkObjectStreams(content)
}

// checkStreams looks into the packed streams.
func checkStreams(content []byte) error {
	left := int64(mostUnpacked)
	for rest := content; ; {
		at := bytes.Index(rest, []byte("stream"))
		if at < 0 {
			return nil
		}
		// Everything since the stream before: a dictionary's begin could be faked.
		before := rest[:at]
		rest = rest[at+len("stream"):]
		data, begins := afterLineBreak(rest)
		if bytes.HasSuffix(before, []byte("end")) || !begins {
			continue
		}
		if err := checkStream(namesIn(before), data, &left); err != nil {
			return err
		}
	}
}

func afterLineBreak(data []byte) (rest []byte, found bool) {
	data = bytes.TrimLeft(data, " \t")
	if after, ok := bytes.CutPrefix(data, []byte("\r")); ok {
		return bytes.TrimPrefix(after, []byte("\n")), true
	}
	return bytes.CutPrefix(data, []byte("\n"))
}

// otherFilters are ways to pack that no program uses for objects.
var otherFilters = []string{
	"LZWDecode", "ASCII85Decode", "ASCIIHexDecode", "RunLengthDecode", "Crypt", "LZW", "A85", "AHx", "RL", "Predictor",
}

// checkStream unpacks one stream and reads its names. names are its dictionary's.
func checkStream(names map[string]bool, data []byte, left *int64) error {
	objects := names["ObjStm"] || names["N"] && names["First"]
	if objects {
		for _, filter := range otherFilters {
			if names[filter] {
				return refuse(Broken)
			}
		}
	}
	packed := len(data) >= 2 && data[0]&0x0f == 8 && (int(data[0])<<8|int(data[1]))%31 == 0
	switch {
	case !packed && objects && (names["FlateDecode"] || names["Fl"]):
		return refuse(Broken)
	case !packed:
		return nil // in the open: read already
	case *left <= 0 && objects:
		return refuse(TooComplex)
	case *left <= 0:
		return nil
	}
	reader, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		return refuse(Broken)
	}
	defer func() { _ = reader.Close() }()
	unpacked, err := io.ReadAll(io.LimitReader(reader, *left))
	*left -= int64(len(unpacked))
	found := namesIn(unpacked)
	if !objects {
		delete(found, "XFA") // three letters occur by chance in a picture
	}
	if err := checkNames(found); err != nil {
		return err
	}
	// A missing check sum at the end is common and harms nothing.
	if objects && err != nil && !errors.Is(err, zlib.ErrChecksum) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return refuse(Broken)
	}
	if objects && *left <= 0 {
		return refuse(TooComplex)
	}
	return nil
}

func checkNames(names map[string]bool) error {
	for _, forbidden := range forbiddenNames {
		if names[forbidden.name] {
			return refuse(forbidden.reason)
		}
	}
	return nil
}

// interesting are the names that anything here asks for, so that a big file
// doesn't fill the memory with others.
var interesting = func() map[string]bool {
	names := map[string]bool{
		"ObjStm": true, "N": true, "First": true, "FlateDecode": true, "Fl": true,
	}
	for _, filter := range otherFilters {
		names[filter] = true
	}
	for _, forbidden := range forbiddenNames {
		names[forbidden.name] = true
	}
	return names
}()

const longestName = 64

// namesIn are the names in a piece of a PDF, with their escapes (#4a) undone.
func namesIn(data []byte) map[string]bool {
	found := map[string]bool{}
	for {
		at := bytes.IndexByte(data, '/')
		if at < 0 {
			return found
		}
		data = data[at+1:]
		var name []byte
		for i := 0; i < len(data) && len(name) <= longestName && !endsName(data[i]); i++ {
			b := data[i]
			if b == '#' && i+2 < len(data) {
				if high, low := hexDigit(data[i+1]), hexDigit(data[i+2]); high >= 0 && low >= 0 {
					b = byte(high<<4 | low)
					i += 2
				}
			}
			name = append(name, b)
		}
		if interesting[string(name)] {
			found[string(name)] = true
		}
	}
}

func endsName(b byte) bool {
	return b <= ' ' || b == 0x7f || strings.IndexByte("()<>[]{}/%", b) >= 0
}

func hexDigit(b byte) int {
	switch {
	case b >= '0' && b <= '9':
		return int(b - '0')
	case b >= 'a' && b <= 'f':
		return int(b-'a') + 10
	case b >= 'A' && b <= 'F':
		return int(b-'A') + 10
	}
	return -1
}
