package matrix

import (
	"bytes"
	"compress/zlib"
	"encoding/hex"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"
)

var (
	pdfStream = regexp.MustCompile(`(?s)stream\r?\n(.*?)\r?\nendstream`)
	pdfHex    = regexp.MustCompile(`<([0-9A-Fa-f\s]+)>`)
	pdfShown  = regexp.MustCompile(`(?s)\[(.*?)\]\s*TJ|<([0-9A-Fa-f]+)>\s*Tj`)
	bfLine    = regexp.MustCompile(`<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]+)>\s*)?(<[0-9A-Fa-f]+>|\[[^\]]*\])`)
)

// pdfText is what can be read in a PDF: its raw bytes, its streams unpacked (the
// metadata among them), its strings as UTF-16, and the text that its fonts show,
// as each of their tables reads it.
func pdfText(file []byte) string {
	var out strings.Builder
	out.Write(file)
	var contents []string
	var tables []map[string]string
	for _, found := range pdfStream.FindAllSubmatch(file, -1) {
		unpacked := string(found[1])
		if reader, err := zlib.NewReader(bytes.NewReader(found[1])); err == nil {
			content, _ := io.ReadAll(reader)
			unpacked = string(content)
		}
		out.WriteString(unpacked)
		if strings.Contains(unpacked, "begincmap") {
			tables = append(tables, fontTable(unpacked))
		} else if strings.Contains(unpacked, "TJ") || strings.Contains(unpacked, "Tj") {
			contents = append(contents, unpacked)
		}
	}
	for _, found := range pdfHex.FindAllSubmatch(file, -1) {
		out.WriteString("\n" + fromUTF16(string(found[1])))
	}
	for _, content := range contents {
		for _, table := range tables {
			out.WriteString("\n")
			for _, shown := range pdfShown.FindAllStringSubmatch(content, -1) {
				for _, part := range pdfHex.FindAllStringSubmatch(shown[1]+" <"+shown[2]+">", -1) {
					for i := 0; i+4 <= len(part[1]); i += 4 {
						out.WriteString(table[strings.ToLower(part[1][i:i+4])])
					}
				}
			}
		}
	}
	return out.String()
}

// fontTable is which letters a font's codes are.
func fontTable(cmap string) map[string]string {
	table := map[string]string{}
	_, ranges, _ := strings.Cut(cmap, "endcodespacerange")
	for _, line := range bfLine.FindAllStringSubmatch(ranges, -1) {
		from, err := strconv.ParseInt(line[1], 16, 32)
		if err != nil {
			continue
		}
		if line[2] == "" { // one code
			table[strings.ToLower(line[1])] = fromUTF16(strings.Trim(line[3], "<>"))
			continue
		}
		for i, letter := range pdfHex.FindAllStringSubmatch(line[3], -1) {
			code := strconv.FormatInt(from+int64(i), 16)
			table[strings.Repeat("0", max(0, 4-len(code)))+code] = fromUTF16(letter[1])
		}
	}
	return table
}

func fromUTF16(text string) string {
	raw, err := hex.DecodeString(strings.Join(strings.Fields(text), ""))
	if err != nil {
		return ""
	}
	var units []uint16
	for i := 0; i+1 < len(raw); i += 2 {
		units = append(units, uint16(raw[i])<<8|uint16(raw[i+1]))
	}
	return string(utf16.Decode(units))
}
