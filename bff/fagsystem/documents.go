package fagsystem

import (
	"context"
	"io"
	"net/http"

	"github.com/google/uuid"

	contract "innbyggertjenesten/contracts/fagsystem"
)

// DocumentText is a document's text in one language.
func (c *Client) DocumentText(ctx context.Context, caseCopyID, documentID uuid.UUID, language string) (contract.DocumentText, error) {
	text, err := get[contract.DocumentText](ctx, c, "getDocumentText", func(ctx context.Context, api *contract.Client) (*http.Response, error) {
		return api.GetDocumentText(ctx, caseCopyID, documentID, language)
	})
	if err == nil && (text.DocumentId != documentID || text.Language != language) {
		return contract.DocumentText{}, c.mixedUp(ctx, "getDocumentText")
	}
	return text, err
}

// File is a document's file, or a part of it, as it arrives. Close it.
type File struct {
	// Status is 200, 206 or 416.
	Status int
	// Length is the number of bytes that Body should have, or -1 where it wasn't said.
	Length       int64
	ContentType  string
	ContentRange string
	ETag         string
	Body         io.ReadCloser
}

// OpenFile starts reading a document's file, or a part of it. Nothing is
// buffered. What comes is what was asked for or the whole file, or it is ErrFault.
func (c *Client) OpenFile(ctx context.Context, caseCopyID, documentID uuid.UUID, part *Part) (*File, error) {
	return c.openPart(ctx, "getDocumentContent", part, func(ctx context.Context, api *contract.Client, asked *string) (*http.Response, error) {
		return api.GetDocumentContent(ctx, caseCopyID, documentID, &contract.GetDocumentContentParams{Range: asked}, asItIs)
	})
}

// OpenMedia starts reading a voice or video of an entry's in-short, or a part of
// it, as OpenFile does.
func (c *Client) OpenMedia(ctx context.Context, caseCopyID, entryID, mediaID uuid.UUID, part *Part) (*File, error) {
	return c.openPart(ctx, "getMediaContent", part, func(ctx context.Context, api *contract.Client, asked *string) (*http.Response, error) {
		return api.GetMediaContent(ctx, caseCopyID, entryID, mediaID, &contract.GetMediaContentParams{Range: asked}, asItIs)
	})
}

// asItIs: Go's own decompression would break ranges.
func asItIs(_ context.Context, request *http.Request) error {
	request.Header.Set("Accept-Encoding", "identity")
	return nil
}

func (c *Client) openPart(ctx context.Context, operation string, part *Part, ask func(context.Context, *contract.Client, *string) (*http.Response, error)) (*File, error) {
	var asked *string
	if part != nil {
		header := part.header()
		asked = &header
	}
	response, err := c.read(ctx, operation, func(ctx context.Context, api *contract.Client) (*http.Response, error) { return ask(ctx, api, asked) })
	if err != nil {
		return nil, err
	}
	file := &File{
		Status: response.StatusCode, Length: response.ContentLength, ContentType: response.Header.Get("Content-Type"),
		ContentRange: response.Header.Get("Content-Range"), ETag: response.Header.Get("ETag"), Body: response.Body,
	}
	if coding := response.Header.Get("Content-Encoding"); coding != "" && coding != "identity" || !file.fits(part) {
		c.logFailure(ctx, operation, response.StatusCode, false)
		_ = response.Body.Close()
		return nil, ErrFault
	}
	c.pieceByPiece(response)
	return file, nil
}

// TextRequests are which translations a party has asked for, and which
// paragraphs they have marked.
func (c *Client) TextRequests(ctx context.Context, caseCopyID uuid.UUID) (contract.TextRequests, error) {
	return get[contract.TextRequests](ctx, c, "getTextRequests", func(ctx context.Context, api *contract.Client) (*http.Response, error) {
		return api.GetTextRequests(ctx, caseCopyID)
	})
}
