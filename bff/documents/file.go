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
	wanted := session.Only{CaseCopyID: request.CaseCopyId, EntryID: request.EntryId, DocumentID: request.DocumentId}
	passing, err := a.stream(ctx, wanted, request.Params.Range, request.Params.IfRange)
	if err != nil {
		return nil, access.Problem(err)
	}
	return pdf{passing: passing, download: request.Params.Download != nil}, nil
}

// stream is the original file of one document, or a part of it, on its way.
func (a *API) stream(ctx context.Context, wanted session.Only, byteRange, ifRange *string) (begun passing, err error) {
	err = apart(func() (err error) {
		begun, err = a.begin(ctx, wanted, byteRange, ifRange)
		return err
	})
	return begun, err
}

// begin asks for the file, and decides and records its reading.
func (a *API) begin(ctx context.Context, wanted session.Only, byteRange, ifRange *string) (passing, error) {
	actor := session.FromContext(ctx)
	reading := stream{session: actor.SessionID, caseCopyID: wanted.CaseCopyID, documentID: wanted.DocumentID}
	purpose := access.Purpose{Action: readingBy(actor), ObjectKind: "document", ObjectID: wanted.DocumentID.String()}
	reader := a.underWay(reading, &purpose)
	found, err := a.decide(ctx, wanted.CaseCopyID, &purpose)
	if err != nil {
		return passing{}, err
	}
	part := asked(byteRange)
	client := a.settings.Fagsystems.Of(found.Municipality)
	open := func(part *fagsystem.Part) *opening {
		return open(ctx, func(ctx context.Context) (*fagsystem.File, error) {
			return client.OpenFile(ctx, found.CaseCopyID, wanted.DocumentID, part)
		})
	}
	opening := open(part)
	one, err := a.find(ctx, found, wanted.EntryID, purpose, reader, func(one seen) bool {
		document, ok := show.Document(one.entry, wanted.DocumentID)
		return ok && show.IsPDF(one.entry, document)
	})
	if err != nil {
		opening.letGo()
		return passing{}, err
	}
	a.streams.Add(reading, one.reader)
	return onItsWay(found, opening, open, part, ifRange)
}

// onItsWay is what was opened, on its way through. Where it has changed since the
// reader got the first part, it is all of it, as HTTP wants.
func onItsWay(found access.Case, opening *opening, open func(*fagsystem.Part) *opening, part *fagsystem.Part, condition *string) (passing, error) {
	file, err := opening.file()
	if err == nil && part != nil && condition != nil && ownTag(found, file) != *condition {
		opening.letGo()
		opening = open(nil)
		file, err = opening.file()
	}
	if err != nil {
		opening.letGo()
		return passing{}, err
	}
	return passing{file: file, tag: ownTag(found, file), close: opening.letGo}, nil
}

// asked is the part that is asked for, or nil for all of it.
func asked(header *string) *fagsystem.Part {
	if header == nil {
		return nil
	}
	if part, ok := fagsystem.ParsePart(*header); ok {
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

func open(ctx context.Context, ask func(context.Context) (*fagsystem.File, error)) *opening {
	ctx, cancel := context.WithCancel(ctx)
	o := &opening{opened: make(chan struct{}), cancel: cancel}
	go func() {
		defer close(o.opened)
		o.got, o.err = ask(ctx)
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

// passing is a file on its way through, never whole in memory.
type passing struct {
	file  *fagsystem.File
	tag   string
	close func()
}

// pdf is a document's file on its way through.
type pdf struct {
	passing
	download bool
}

// viewerPolicy lets the browser's own PDF viewer show the file (Chromium 148,
// measured) and nothing in it load anything. There is no `sandbox`: the file is
// never a page of ours, so it would shield nothing more, and not every viewer of
// the browsers we serve shows a sandboxed file.
const viewerPolicy = "default-src 'none'; frame-ancestors 'none'; form-action 'none'; base-uri 'none'"

// downloadPolicy is for a file that is kept and not shown.
const downloadPolicy = viewerPolicy + "; sandbox"

// VisitGetDocumentContentResponse writes the answer. The fagsystem's own name for
// it may hold anybody's name. Whatever it is, it is opened as a PDF or not at all.
func (p pdf) VisitGetDocumentContentResponse(w http.ResponseWriter) error {
	if p.download {
		return p.write(w, "application/pdf", `attachment; filename="dokument.pdf"`, downloadPolicy)
	}
	return p.write(w, "application/pdf", `inline; filename="dokument.pdf"`, viewerPolicy)
}

// write writes the answer.
func (p passing) write(w http.ResponseWriter, kind, disposition, policy string) error {
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
	header.Set("Content-Disposition", disposition)
	header.Set("Content-Security-Policy", policy)
	header.Set("Content-Type", kind)
	if p.file.Length >= 0 {
		header.Set("Content-Length", strconv.FormatInt(p.file.Length, 10))
	}
	err := apart(func() error {
		w.WriteHeader(p.file.Status)
		_ = http.NewResponseController(w).Flush() // else the first piece takes the head along, on this stack
		return nil
	})
	if err != nil {
		return err
	}
	return p.pass(w)
}

// chunkSize is how much of a file is in memory at a time: what a server mostly sends at once. With less it takes more calls
// than a reverse proxy, with more a hundred readers hold more than its.
const chunkSize = 32 << 10

var chunks = sync.Pool{New: func() any { return new([chunkSize]byte) }}

// pass passes the file on, a chunk at a time. Where it breaks off in the middle the
// error makes the server break the answer off too: a part is never taken for
// the whole.
func (p passing) pass(w io.Writer) error {
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
