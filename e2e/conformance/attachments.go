package conformance

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"

	"github.com/google/uuid"

	"innbyggertjenesten/contracts/fagsystem"
)

// rawBody is sent as it is.
type rawBody []byte

// withFile is a message with one file, which is described but not there yet.
func (r *runner) withFile(described bool) (s submission, fileID string) {
	fileID = uuid.Must(uuid.NewV7()).String()
	s = r.message("").saying(json.RawMessage(`{"text":"","language":"nb","attachments":["` + fileID + `"]}`))
	if described {
		s.attachments = []object{{"attachmentId": fileID, "name": "timeplan.pdf", "mediaType": "application/pdf"}}
	}
	return s, fileID
}

func (r *runner) fileAt(s submission, fileID string) string {
	return r.copyPath + "/submissions/" + s.id + "/attachments/" + fileID
}

func (r *runner) contentOf(s submission, fileID string, content string) request {
	sum := sha256.Sum256([]byte(content))
	return put(r.fileAt(s, fileID)+"/content", rawBody(content)).with("Content-Digest", "sha-256=:"+base64.StdEncoding.EncodeToString(sum[:])+":")
}

func (r *runner) fileOf(ctx context.Context, s submission) (fagsystem.MessageAttachment, error) {
	byID, _, err := r.listed(ctx)
	if err != nil {
		return fagsystem.MessageAttachment{}, err
	}
	if files := byID[s.id].Attachments; len(files) == 1 {
		return files[0], nil
	}
	return fagsystem.MessageAttachment{}, fmt.Errorf("the message has %d files, not 1", len(byID[s.id].Attachments))
}

const filesText = "%PDF-1.7\nen timeplan\n%%EOF\n"

var attachmentChecks = []check{
	{"a message shows its file before that is there, and nobody gets it", func(ctx context.Context, r *runner) error {
		s, fileID := r.withFile(true)
		if _, err := r.register(ctx, s); err != nil {
			return err
		}
		file, err := r.fileOf(ctx, s)
		if err != nil {
			return err
		}
		if file.State != fagsystem.AttachmentStateWAITINGFORCHECK || file.Name != "timeplan.pdf" || file.AttachmentId.String() != fileID {
			return fmt.Errorf("it is %+v", file)
		}
		return r.problem(ctx, get(r.copyPath+"/messages/"+s.id+"/attachments/"+fileID+"/content"), http.StatusNotFound, fagsystem.ProblemCodeNotFound)
	}},
	{"a file that is handed over is kept once and given out as it is", func(ctx context.Context, r *runner) error {
		s, fileID := r.withFile(true)
		if _, err := r.register(ctx, s); err != nil {
			return err
		}
		for _, status := range []int{http.StatusCreated, http.StatusOK} {
			if _, err := r.expect(ctx, r.contentOf(s, fileID, filesText), status); err != nil {
				return err
			}
		}
		if err := r.problem(ctx, r.contentOf(s, fileID, filesText+"x"), http.StatusConflict, fagsystem.ProblemCodeOtherBody); err != nil {
			return err
		}
		a, err := r.expect(ctx, get(r.copyPath+"/messages/"+s.id+"/attachments/"+fileID+"/content"), http.StatusOK)
		if err != nil {
			return err
		}
		if !bytes.Equal(a.body, []byte(filesText)) || a.header.Get("Content-Type") != "application/pdf" {
			return fmt.Errorf("it is given out as %q, %d bytes", a.header.Get("Content-Type"), len(a.body))
		}
		file, err := r.fileOf(ctx, s)
		if err == nil && (file.State != fagsystem.AttachmentStateREADY || file.Size == nil || *file.Size != int64(len(filesText))) {
			err = fmt.Errorf("it is %+v", file)
		}
		return err
	}},
	{"a file that isn't what its digest says is refused, and nothing of it is kept", func(ctx context.Context, r *runner) error {
		s, fileID := r.withFile(true)
		if _, err := r.register(ctx, s); err != nil {
			return err
		}
		spoiled := r.contentOf(s, fileID, filesText)
		spoiled.body = rawBody(filesText + "x")
		if err := r.problem(ctx, spoiled, http.StatusUnprocessableEntity, fagsystem.ProblemCodeInvalid); err != nil {
			return err
		}
		file, err := r.fileOf(ctx, s)
		if err == nil && file.State != fagsystem.AttachmentStateWAITINGFORCHECK {
			err = fmt.Errorf("it is %+v", file)
		}
		return err
	}},
	{"a file of no message, or that a message doesn't name, isn't taken", func(ctx context.Context, r *runner) error {
		s, fileID := r.withFile(true)
		if err := r.problem(ctx, r.contentOf(s, fileID, filesText), http.StatusNotFound, fagsystem.ProblemCodeNotFound); err != nil {
			return err
		}
		if _, err := r.register(ctx, s); err != nil {
			return err
		}
		return r.problem(ctx, r.contentOf(s, uuid.NewString(), filesText), http.StatusNotFound, fagsystem.ProblemCodeNotFound)
	}},
	{"a file that is withheld stays so, and nobody gets it", func(ctx context.Context, r *runner) error {
		s, fileID := r.withFile(true)
		if _, err := r.register(ctx, s); err != nil {
			return err
		}
		withheld := put(r.fileAt(s, fileID)+"/withheld", object{"state": "INFECTED"})
		for range 2 {
			if _, err := r.expect(ctx, withheld, http.StatusNoContent); err != nil {
				return err
			}
		}
		if err := r.problem(ctx, r.contentOf(s, fileID, filesText), http.StatusConflict, fagsystem.ProblemCodeOtherBody); err != nil {
			return err
		}
		file, err := r.fileOf(ctx, s)
		if err == nil && file.State != fagsystem.AttachmentStateINFECTED {
			err = fmt.Errorf("it is %+v", file)
		}
		return err
	}},
	{"a message whose files aren't described isn't taken", func(ctx context.Context, r *runner) error {
		s, _ := r.withFile(false)
		return r.problem(ctx, r.put(s), http.StatusUnprocessableEntity, fagsystem.ProblemCodeInvalid)
	}},
}
