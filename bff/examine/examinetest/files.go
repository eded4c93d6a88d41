// Package examinetest makes files as people send them, and as attackers do, for
// tests and for the attack program. None of them does anything.
package examinetest

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"strings"
)

// Entry is one entry of an archive.
type Entry struct {
	Name    string
	Content string
	// Stored: not packed, as OpenDocument's first entry.
	Stored bool
}

// Archive makes a ZIP.
func Archive(entries ...Entry) []byte {
	var out bytes.Buffer
	writer := zip.NewWriter(&out)
	for _, entry := range entries {
		method := zip.Deflate
		if entry.Stored {
			method = zip.Store
		}
		into, err := writer.CreateHeader(&zip.FileHeader{Name: entry.Name, Method: method})
		if err == nil {
			_, err = into.Write([]byte(entry.Content))
		}
		if err != nil {
			panic(err)
		}
	}
	if err := writer.Close(); err != nil {
		panic(err)
	}
	return out.Bytes()
}

const (
	contentTypes  = `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`
	relationships = `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`
	letter        = `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>Hei</w:t></w:r></w:p></w:body></w:document>`
)

// DOCX makes a letter, with further entries.
func DOCX(more ...Entry) []byte {
	return Archive(append([]Entry{
		{Name: "[Content_Types].xml", Content: contentTypes}, {Name: "_rels/.rels", Content: relationships}, {Name: "word/document.xml", Content: letter},
	}, more...)...)
}

// ODT makes an OpenDocument letter, with further entries.
func ODT(more ...Entry) []byte { return OpenDocument("text", more...) }

// OpenDocument makes a letter ("text"), a table ("spreadsheet") or slides
// ("presentation"), with further entries.
func OpenDocument(what string, more ...Entry) []byte {
	// The first entry's head must have its size: written without a second one behind it.
	mediaType := "application/vnd.oasis.opendocument." + what
	rest := append([]Entry{{Name: "content.xml", Content: "<office/>"}, {Name: "META-INF/manifest.xml", Content: "<manifest/>"}}, more...)
	var out bytes.Buffer
	writer := zip.NewWriter(&out)
	head := &zip.FileHeader{Name: "mimetype", Method: zip.Store, UncompressedSize64: uint64(len(mediaType)), CompressedSize64: uint64(len(mediaType)), CRC32: crc32.ChecksumIEEE([]byte(mediaType))}
	into, err := writer.CreateRaw(head)
	if err == nil {
		_, err = into.Write([]byte(mediaType))
	}
	for _, entry := range rest {
		if err == nil {
			if into, err = writer.Create(entry.Name); err == nil {
				_, err = into.Write([]byte(entry.Content))
			}
		}
	}
	if err != nil {
		panic(err)
	}
	if err := writer.Close(); err != nil {
		panic(err)
	}
	return out.Bytes()
}

// PDF makes one of the given objects, each a dictionary or more.
func PDF(objects ...string) []byte {
	var out strings.Builder
	out.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	all := append([]string{"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>"}, objects...)
	var places []int
	for i, object := range all {
		places = append(places, out.Len())
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", i+1, object)
	}
	table := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(all)+1)
	for _, place := range places {
		fmt.Fprintf(&out, "%010d 00000 n \n", place)
	}
	fmt.Fprintf(&out, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(all)+1, table)
	return []byte(out.String())
}

// Packed is a stream of objects for PDF, packed.
func Packed(dictionary, content string) string {
	return stream(dictionary+" /Filter /FlateDecode", packed(content))
}

// PackedTwice is one that was packed once more.
func PackedTwice(content string) string {
	return stream("/Type /ObjStm /N 1 /First 4 /Filter [/FlateDecode /FlateDecode]", packed(packed(content)))
}

func stream(dictionary, content string) string {
	return fmt.Sprintf("<< %s /Length %d >>\nstream\n%s\nendstream", dictionary, len(content), content)
}

func packed(content string) string {
	var out strings.Builder
	writer := zlib.NewWriter(&out)
	_, _ = writer.Write([]byte(content))
	_ = writer.Close()
	return out.String()
}

// TwoColours is a picture whose left half is red and right half blue.
func TwoColours(width, height int) image.Image {
	picture := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			picture.Set(x, y, color.RGBA{R: 220, A: 255})
			if x >= width/2 {
				picture.Set(x, y, color.RGBA{B: 220, A: 255})
			}
		}
	}
	return picture
}

// Secret stands in the metadata of the photos here.
const Secret = "NORTH-59.9133-EAST-10.7389-SERIAL-4711"

// Photo makes a JPEG as a telephone does: turned as orientation says, with the
// place and the camera in it.
func Photo(width, height, orientation int) []byte {
	var plain bytes.Buffer
	if err := jpeg.Encode(&plain, TwoColours(width, height), &jpeg.Options{Quality: 95}); err != nil {
		panic(err)
	}
	block := append([]byte("Exif\x00\x00"), exif(orientation)...)
	head := append([]byte{0xff, 0xd8, 0xff, 0xe1}, binary.BigEndian.AppendUint16(nil, uint16(len(block)+2))...)
	return append(append(head, block...), plain.Bytes()[2:]...)
}

func exif(orientation int) []byte {
	out := []byte("MM\x00\x2a\x00\x00\x00\x08\x00\x02")
	out = append(out, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, byte(orientation), 0, 0)
	out = append(out, 0x01, 0x0f, 0, 2)
	out = binary.BigEndian.AppendUint32(out, uint32(len(Secret)+1))
	out = binary.BigEndian.AppendUint32(out, uint32(len(out)+8))
	return append(append(out, 0, 0, 0, 0), append([]byte(Secret), 0)...)
}

// PNG makes a picture, with a text about it.
func PNG(width, height int) []byte {
	var plain bytes.Buffer
	if err := png.Encode(&plain, TwoColours(width, height)); err != nil {
		panic(err)
	}
	return withChunk(plain.Bytes(), "tEXt", []byte("Comment\x00"+Secret))
}

// HugePNG says that it has so many points, and is very small.
func HugePNG(width, height uint32) []byte {
	out := []byte("\x89PNG\r\n\x1a\n")
	head := binary.BigEndian.AppendUint32(nil, width)
	head = append(binary.BigEndian.AppendUint32(head, height), 8, 2, 0, 0, 0)
	out = append(out, chunk("IHDR", head)...)
	var packed bytes.Buffer
	writer := zlib.NewWriter(&packed)
	_, _ = writer.Write(make([]byte, 1<<20))
	_ = writer.Close()
	return append(append(out, chunk("IDAT", packed.Bytes())...), chunk("IEND", nil)...)
}

func withChunk(picture []byte, name string, content []byte) []byte {
	const headEnds = 8 + 12 + 13
	out := append([]byte{}, picture[:headEnds]...)
	return append(append(out, chunk(name, content)...), picture[headEnds:]...)
}

func chunk(name string, content []byte) []byte {
	out := binary.BigEndian.AppendUint32(nil, uint32(len(content)))
	out = append(append(out, name...), content...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[4:]))
}

// OLE begins as an old Office document, or as a new one with a password.
func OLE(encrypted bool) []byte {
	out := append([]byte{0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1}, make([]byte, 2000)...)
	if encrypted {
		for _, b := range []byte("EncryptedPackage") {
			out = append(out, b, 0)
		}
	}
	return append(out, make([]byte, 500)...)
}
