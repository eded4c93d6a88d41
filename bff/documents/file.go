package documents

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"net/http"
	"strconv"
	"sync"

	"github.com/google/uuid"

	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/show"
)

// GetDocumentContent streams the original file, or a part of it. It is asked for
// while the entry is looked up, and let go where that ends with a no: nothing of
// it is passed on before the reading is decided and recorded.
func (a *API) GetDocumentContent(ctx context.Context, request portal.GetDocumentContentRequestObject) (portal.GetDocumentContentResponseObject, error) {
	actor := session.FromContext(ctx)
	reading := stream{session: actor.SessionID, documentID: request.DocumentId}
	purpose := access.Purpose{Action: "document.read", ObjectKind: "document", ObjectID: request.DocumentId.String()}
	if _, underWay := a.streams.Get(reading); underWay {
		purpose.Action = "" // a further part of what is recorded already; a denial is recorded all the same
	}
	found, err := a.decide(ctx, request.CaseCopyId, &purpose)
	if err != nil {
		return nil, access.Problem(err)
	}
	part := asked(request.Params)
	opening := a.open(ctx, found, request.DocumentId, part)
	_, err = a.find(ctx, found, request.EntryId, purpose, func(entry contract.Entry) bool {
		document, ok := show.Document(entry, request.DocumentId)
		return ok && show.IsPDF(entry, document)
	})
	if err != nil {
		opening.letGo()
		return nil, access.Problem(err)
	}
	a.streams.Add(reading, struct{}{})
	file, err := opening.file()
	if condition := request.Params.IfRange; err == nil && part != nil && condition != nil && ownTag(found, file) != *condition {
		// The file has changed since: all of it, as HTTP wants.
		opening.letGo()
		opening = a.open(ctx, found, request.DocumentId, nil)
		file, err = opening.file()
	}
	if err != nil {
		opening.letGo()
		return nil, access.Problem(err)
	}
	return pdf{file: file, tag: ownTag(found, file), download: request.Params.Download != nil, close: opening.letGo}, nil
}

// asked is the part that is asked for, or nil for all of it.
func asked(params portal.GetDocumentContentParams) *fagsystem.Part {
	if params.Range == nil {
		return nil
	}
	if part, ok := fagsystem.ParsePart(*params.Range); ok {
		return &part
	}
	return nil
}

// opening is a file that is being asked for.
type opening struct {
	opened chan struct{}
	got    *fagsystem.File
	err    error
	cancel context.CancelFunc
}

func (a *API) open(ctx context.Context, found access.Case, documentID uuid.UUID, part *fagsystem.Part) *opening {
	ctx, cancel := context.WithCancel(ctx)
	o := &opening{opened: make(chan struct{}), cancel: cancel}
	client := a.settings.Fagsystems.Of(found.Municipality)
	go func() {
		defer close(o.opened)
		o.got, o.err = client.OpenFile(ctx, found.CaseCopyID, documentID, part)
	}()
	return o
}

// file waits for it.
func (o *opening) file() (*fagsystem.File, error) {
	<-o.opened
	return o.got, o.err
}

// letGo ends it, however far it has come.
func (o *opening) letGo() {
	o.cancel()
	<-o.opened
	if o.got != nil {
		_ = o.got.Body.Close()
	}
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
	close    func()
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
	defer p.close()
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
	return p.pass(w)
}

// chunkSize is how much of a file is in memory at a time.
const chunkSize = 24 << 10

var chunks = sync.Pool{New: func() any { return new([chunkSize]byte) }}

// pass passes the file on, a chunk at a time. Where it breaks off in the middle the
// error makes the server break the answer off too: a part is never taken for
// the whole.
func (p pdf) pass(w io.Writer) error {
	held := chunks.Get().(*[chunkSize]byte)
	defer chunks.Put(held)
	var passed int64
	for {
		n, err := p.file.Body.Read(held[:])
		if p.file.Length >= 0 {
			n = int(min(int64(n), p.file.Length-passed))
		}
		if n > 0 {
			if _, err := w.Write(held[:n]); err != nil {
				return nil // nobody reads on
			}
			passed += int64(n)
		}
		switch {
		case passed == p.file.Length, p.file.Length < 0 && errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return problem.Wrap(problem.FagsystemUnavailable, errBrokenOff)
		}
	}
}

// errBrokenOff: the fagsystem stopped sending in the middle.
var errBrokenOff = errors.New("documents: a file broke off on its way from the fagsystem")
