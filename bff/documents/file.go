package documents

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/http"
	"regexp"
	"strconv"

	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/show"
)

// oneRange is the only kind of Range that is passed on; others get the whole
// file, as HTTP allows.
var oneRange = regexp.MustCompile(`^bytes=(\d{1,18}-\d{0,18}|-\d{1,18})$`)

// GetDocumentContent streams the original file.
func (a *API) GetDocumentContent(ctx context.Context, request portal.GetDocumentContentRequestObject) (portal.GetDocumentContentResponseObject, error) {
	actor := session.FromContext(ctx)
	reading := stream{session: actor.SessionID, documentID: request.DocumentId}
	purpose := access.Purpose{Action: "document.read", ObjectKind: "document", ObjectID: request.DocumentId.String()}
	if _, underWay := a.streams.Get(reading); underWay {
		purpose.Action = "" // a further part of what is recorded already; a denial is recorded all the same
	}
	found, _, err := a.entry(ctx, request.CaseCopyId, request.EntryId, purpose, func(entry contract.Entry) bool {
		document, ok := show.Document(entry, request.DocumentId)
		return ok && show.IsPDF(entry, document)
	})
	if err != nil {
		return nil, access.Problem(err)
	}
	a.streams.Add(reading, struct{}{})
	byteRange, ifRange := "", ""
	if request.Params.Range != nil && oneRange.MatchString(*request.Params.Range) {
		byteRange = *request.Params.Range
		if request.Params.IfRange != nil {
			ifRange = *request.Params.IfRange
		}
	}
	client := a.settings.Fagsystems.Of(found.Municipality)
	file, err := client.OpenFile(ctx, found.CaseCopyID, request.DocumentId, byteRange, "")
	if err == nil && ifRange != "" && ownTag(found, file) != ifRange {
		// The file has changed since: all of it, as HTTP wants.
		_ = file.Body.Close()
		file, err = client.OpenFile(ctx, found.CaseCopyID, request.DocumentId, "", "")
	}
	if err != nil {
		return nil, access.Problem(err)
	}
	return pdf{file: file, tag: ownTag(found, file), download: request.Params.Download != nil}, nil
}

// ownTag is the version of a file as this party gets to know it: the
// fagsystem's own may hold anything, and says that two parties have the same.
func ownTag(found access.Case, file *fagsystem.File) string {
	if file.ETag == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(found.Municipality + " " + found.CaseCopyID.String() + " " + file.ETag))
	return `"` + hex.EncodeToString(sum[:16]) + `"`
}

// pdf is a file on its way through, never whole in memory.
type pdf struct {
	file     *fagsystem.File
	tag      string
	download bool
}

// viewerPolicy lets the browser's own PDF viewer show the file (Chromium 148,
// measured) and nothing in it load anything. There is no `sandbox`: the file is
// never a page of ours, so it would shield nothing more, and not every viewer of
// the browsers we serve shows a sandboxed file.
const viewerPolicy = "default-src 'none'; frame-ancestors 'none'; form-action 'none'; base-uri 'none'"

// downloadPolicy is for a file that is kept and not shown.
const downloadPolicy = viewerPolicy + "; sandbox"

// VisitGetDocumentContentResponse writes the answer.
func (p pdf) VisitGetDocumentContentResponse(w http.ResponseWriter) error {
	defer func() { _ = p.file.Body.Close() }()
	header := w.Header()
	header.Set("Cache-Control", "no-store")
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("Accept-Ranges", "bytes")
	if p.tag != "" {
		header.Set("ETag", p.tag)
	}
	if p.file.ContentRange != "" {
		header.Set("Content-Range", p.file.ContentRange)
	}
	if p.file.Status == http.StatusRequestedRangeNotSatisfiable {
		w.WriteHeader(p.file.Status)
		return nil
	}
	// The fagsystem's own name for it may hold anybody's name.
	disposition, policy := "inline", viewerPolicy
	if p.download {
		disposition, policy = "attachment", downloadPolicy
	}
	header.Set("Content-Disposition", disposition+`; filename="dokument.pdf"`)
	header.Set("Content-Security-Policy", policy)
	// Whatever it is, it is opened as a PDF or not at all.
	header.Set("Content-Type", "application/pdf")
	if p.file.Length >= 0 {
		header.Set("Content-Length", strconv.FormatInt(p.file.Length, 10))
	}
	w.WriteHeader(p.file.Status)
	_, err := io.Copy(w, p.file.Body)
	return err
}
