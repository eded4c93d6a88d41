// Package blocks makes of a document's text (HTML, Markdown or DOCX, as the
// fagsystem has it) the blocks that a page shows: headings, paragraphs, lists,
// tables, signatures. Blocks are data: no markup, address or name of a file gets
// through, and nothing is ever fetched. What can't be read wholly isn't shown in
// part: then there is only the file.
package blocks

import (
	"errors"

	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

// Why a text can't be shown as blocks.
var (
	// ErrEmpty: there is nothing to read in it.
	ErrEmpty = errors.New("blocks: the text is empty")
	// ErrTooBig: longer or more involved than a page can show.
	ErrTooBig = errors.New("blocks: the text is too big")
	// ErrUnreadable: broken, or of no kind that is known.
	ErrUnreadable = errors.New("blocks: the text can't be read")
	// ErrProtected: it wants a password.
	ErrProtected = errors.New("blocks: the text wants a password")
)

// What a page on an old telephone can still show. 5 000 paragraphs are some 200
// pages; what is longer is read in its file.
const (
	mostBlocks     = 5_000
	mostPieces     = 60_000
	mostCharacters = 1_500_000
	// mostMarkup bounds what is parsed of HTML and Markdown, in bytes.
	mostMarkup = 4 << 20
)

// Text is what a document's text says.
type Text struct {
	Blocks []portal.Block
	// LeftOut: something that isn't text, as a picture, stands only in the file.
	LeftOut bool

	// named tells which blocks have an id of their own, rather than one that only
	// says where they stand.
	named []bool
}

// Read makes blocks of a text. The error is one of this package's.
func Read(given contract.DocumentText) (Text, error) {
	var r reading
	var err error
	switch given.Format {
	case contract.DocumentTextFormatMARKDOWN:
		err = r.markdown(given.Content)
	case contract.DocumentTextFormatHTML:
		err = r.html(given.Content)
	case contract.DocumentTextFormatDOCX:
		err = r.docx(given.Content)
	default:
		err = ErrUnreadable
	}
	if err != nil {
		return Text{}, err
	}
	if len(r.blocks) == 0 {
		return Text{}, ErrEmpty
	}
	if !r.fits() {
		return Text{}, ErrTooBig
	}
	return r.text(portal.Direction(given.Direction), given.Language), nil
}

// OnlyFile says in the contract's word why Read failed.
func OnlyFile(err error) portal.OnlyFile {
	switch {
	case errors.Is(err, ErrEmpty):
		return portal.OnlyFileNOTEXT
	case errors.Is(err, ErrTooBig):
		return portal.OnlyFileTOOBIG
	case errors.Is(err, ErrProtected):
		return portal.OnlyFilePROTECTED
	}
	return portal.OnlyFileUNREADABLE
}
