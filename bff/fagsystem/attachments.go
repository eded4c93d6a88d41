package fagsystem

import (
	"context"
	"io"
	"net/http"
	"time"

	"github.com/google/uuid"

	contract "innbyggertjenesten/contracts/fagsystem"
)

// fileTimeout is how long handing over a file may take.
const fileTimeout = 60 * time.Second

// PutAttachmentContent hands over a file of a registered submission. digest is
// of all of content, which has size bytes. It is idempotent, like PutSubmission.
func (c *Client) PutAttachmentContent(ctx context.Context, caseCopyID, submissionID, attachmentID uuid.UUID, digest string, size int64, content io.Reader) error {
	return c.put(ctx, "putAttachmentContent", fileTimeout, func(ctx context.Context, api *contract.Client) (*http.Response, error) {
		return api.PutAttachmentContentWithBody(ctx, caseCopyID, submissionID, attachmentID,
			&contract.PutAttachmentContentParams{ContentDigest: digest}, "application/octet-stream", content,
			func(_ context.Context, request *http.Request) error {
				request.ContentLength = size
				return nil
			})
	})
}

// PutAttachmentWithheld tells that a file of a registered submission never comes.
func (c *Client) PutAttachmentWithheld(ctx context.Context, caseCopyID, submissionID, attachmentID uuid.UUID, withheld contract.Withheld) error {
	return c.put(ctx, "putAttachmentWithheld", c.settings.Timeout, func(ctx context.Context, api *contract.Client) (*http.Response, error) {
		return api.PutAttachmentWithheld(ctx, caseCopyID, submissionID, attachmentID, withheld)
	})
}

// OpenAttachment starts reading a file of a message.
func (c *Client) OpenAttachment(ctx context.Context, caseCopyID, messageID, attachmentID uuid.UUID) (*File, error) {
	response, err := c.read(ctx, "getAttachmentContent", func(ctx context.Context, api *contract.Client) (*http.Response, error) {
		return api.GetAttachmentContent(ctx, caseCopyID, messageID, attachmentID)
	})
	if err != nil {
		return nil, err
	}
	if response.StatusCode != http.StatusOK {
		c.logFailure(ctx, "getAttachmentContent", response.StatusCode, false)
		discard(response.Body)
		return nil, ErrFault
	}
	c.pieceByPiece(response)
	return &File{
		Status: response.StatusCode, Length: response.ContentLength, ContentType: response.Header.Get("Content-Type"), Body: response.Body,
	}, nil
}

// put is a call that answers without a body.
func (c *Client) put(ctx context.Context, operation string, limit time.Duration, call send) error {
	response, err := c.once(ctx, operation, limit, call)
	if err != nil {
		return err
	}
	discard(response.Body)
	if response.StatusCode >= 300 {
		return ErrFault
	}
	return nil
}
