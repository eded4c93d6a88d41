package api

import (
	"bytes"
	"context"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/e2e/fagsystem/store"
)

const (
	maxFile        = 64 << 20
	maxAttachments = 10
)

// isFile tells whether a path is of a file's bytes, which are never kept whole beside themselves.
func isFile(path string) bool {
	return strings.Contains(path, "/attachments/") && strings.HasSuffix(path, "/content")
}

// checkAttachments: every file that the body names is described, in the same order, and nothing else is.
func checkAttachments(sub fagsystem.Submission) error {
	named := sub.Body.Attachments
	if len(named) > 0 && sub.Kind != "MESSAGE" {
		return store.InvalidError("only a message has attachments")
	}
	if len(named) > maxAttachments || len(named) != len(sub.Attachments) {
		return store.InvalidError("attachments aren't the body's")
	}
	for i, one := range sub.Attachments {
		if one.AttachmentId != named[i] {
			return store.InvalidError("attachments aren't the body's")
		}
		if one.Name == "" || utf8.RuneCountInString(one.Name) > 120 || strings.ContainsFunc(one.Name, func(r rune) bool { return !unicode.IsGraphic(r) || r == '/' || r == '\\' }) {
			return store.InvalidError("an attachment's name is none")
		}
	}
	return nil
}

// PutAttachmentContent takes a file of a registered submission.
func (s *Server) PutAttachmentContent(ctx context.Context, r fagsystem.PutAttachmentContentRequestObject) (fagsystem.PutAttachmentContentResponseObject, error) {
	content, err := io.ReadAll(io.LimitReader(r.Body, maxFile+1))
	if err != nil {
		return nil, store.InvalidError("the file didn't arrive whole")
	}
	if len(content) > maxFile || store.Digest(content) != r.Params.ContentDigest {
		return nil, store.InvalidError("the file isn't what its digest says")
	}
	created, err := s.Store.AttachmentContent(ctx, s.Municipality, r.CaseCopyId, r.SubmissionId, r.AttachmentId, content)
	if err != nil {
		return nil, err
	}
	if created {
		return fagsystem.PutAttachmentContent201Response{}, nil
	}
	return fagsystem.PutAttachmentContent200Response{}, nil
}

// PutAttachmentWithheld notes that a file never comes.
func (s *Server) PutAttachmentWithheld(ctx context.Context, r fagsystem.PutAttachmentWithheldRequestObject) (fagsystem.PutAttachmentWithheldResponseObject, error) {
	if !r.Body.State.Valid() {
		return nil, store.InvalidError("state is INFECTED or REFUSED")
	}
	return fagsystem.PutAttachmentWithheld204Response{}, s.Store.AttachmentWithheld(ctx, s.Municipality, r.CaseCopyId, r.SubmissionId, r.AttachmentId, *r.Body)
}

// GetAttachmentContent answers a file of a message.
func (s *Server) GetAttachmentContent(ctx context.Context, r fagsystem.GetAttachmentContentRequestObject) (fagsystem.GetAttachmentContentResponseObject, error) {
	mediaType, content, err := s.Store.Attachment(ctx, s.Municipality, r.CaseCopyId, r.MessageId, r.AttachmentId)
	if err != nil {
		return nil, err
	}
	return fagsystem.GetAttachmentContent200AsteriskResponse{Body: bytes.NewReader(content), ContentType: mediaType, ContentLength: int64(len(content))}, nil
}
