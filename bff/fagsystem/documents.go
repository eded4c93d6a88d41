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
	// Length is the number of bytes in Body, or -1 where it wasn't said.
	Length       int64
	ContentType  string
	ContentRange string
	ETag         string
	Body         io.ReadCloser
}

// OpenFile starts reading a document's file. byteRange and ifRange are the
// headers Range and If-Range, or "". Nothing is buffered.
func (c *Client) OpenFile(ctx context.Context, caseCopyID, documentID uuid.UUID, byteRange, ifRange string) (*File, error) {
	response, err := c.read(ctx, "getDocumentContent", func(ctx context.Context, api *contract.Client) (*http.Response, error) {
		return api.GetDocumentContent(ctx, caseCopyID, documentID,
			&contract.GetDocumentContentParams{Range: ifSet(byteRange), IfRange: ifSet(ifRange)},
			// The file as it is: Go's own decompression would break ranges.
			func(_ context.Context, request *http.Request) error {
				request.Header.Set("Accept-Encoding", "identity")
				return nil
			})
	})
	if err != nil {
		return nil, err
	}
	switch response.StatusCode {
	case http.StatusOK, http.StatusPartialContent, http.StatusRequestedRangeNotSatisfiable:
	default:
		c.logFailure(ctx, "getDocumentContent", response.StatusCode, false)
		discard(response.Body)
		return nil, ErrFault
	}
	unlimited(response)
	return &File{
		Status: response.StatusCode, Length: response.ContentLength, ContentType: response.Header.Get("Content-Type"),
		ContentRange: response.Header.Get("Content-Range"), ETag: response.Header.Get("ETag"), Body: response.Body,
	}, nil
}
