package examine

import (
	"bytes"
	"encoding/binary"
)

// upright is the identity among the eight ways in which a camera may have been
// held, as Exif numbers them.
const upright = 1

// orientation is how a picture must be turned to stand upright.
func orientation(form form, content []byte) int {
	switch form {
	case jpegForm:
		return tiffOrientation(jpegExif(content))
	case pngForm:
		return tiffOrientation(pngExif(content))
	case webpForm:
		return tiffOrientation(webpExif(content))
	}
	return upright // a HEIC is turned by its decoder
}

// jpegExif is the Exif block of a JPEG, before its picture begins.
func jpegExif(content []byte) []byte {
	for at := 2; at+4 <= len(content) && content[at] == 0xff; {
		marker := content[at+1]
		if marker == 0xff {
			at++
			continue
		}
		if marker == 0xda || marker == 0xd9 {
			return nil
		}
		size := int(binary.BigEndian.Uint16(content[at+2:]))
		if size < 2 || at+2+size > len(content) {
			return nil
		}
		if block, ok := bytes.CutPrefix(content[at+4:at+2+size], []byte("Exif\x00\x00")); ok && marker == 0xe1 {
			return block
		}
		at += 2 + size
	}
	return nil
}

// pngExif is the eXIf chunk of a PNG.
func pngExif(content []byte) []byte {
	for at := 8; at+8 <= len(content); {
		size := int(binary.BigEndian.Uint32(content[at:]))
		if size < 0 || at+8+size > len(content) {
			return nil
		}
		if string(content[at+4:at+8]) == "eXIf" {
			return content[at+8 : at+8+size]
		}
		at += 12 + size
	}
	return nil
}

// webpExif is the EXIF chunk of a WebP.
func webpExif(content []byte) []byte {
	for at := 12; at+8 <= len(content); {
		size := int(binary.LittleEndian.Uint32(content[at+4:]))
		if size < 0 || at+8+size > len(content) {
			return nil
		}
		if string(content[at:at+4]) == "EXIF" {
			return bytes.TrimPrefix(content[at+8:at+8+size], []byte("Exif\x00\x00"))
		}
		at += 8 + size + size%2
	}
	return nil
}

// tiffOrientation reads tag 0x0112 of the first directory.
func tiffOrientation(block []byte) int {
	if len(block) < 8 {
		return upright
	}
	var order binary.ByteOrder = binary.BigEndian
	if block[0] == 'I' {
		order = binary.LittleEndian
	}
	at := int64(order.Uint32(block[4:]))
	if at < 8 || at+2 > int64(len(block)) {
		return upright
	}
	entries := int64(order.Uint16(block[at:]))
	for entry := at + 2; entries > 0 && entry+12 <= int64(len(block)); entry, entries = entry+12, entries-1 {
		if order.Uint16(block[entry:]) != 0x0112 {
			continue
		}
		if value := int(order.Uint16(block[entry+8:])); value >= 1 && value <= 8 {
			return value
		}
	}
	return upright
}
