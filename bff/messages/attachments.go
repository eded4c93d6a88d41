package messages

import (
	"context"
	"errors"
	"io"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"innbyggertjenesten/bff/attachments"
	"innbyggertjenesten/bff/examine"
	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/bff/show"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

func (p Place) files() attachments.Place {
	return attachments.Place{Municipality: p.Municipality, AuthorID: p.Person, World: p.World, CaseCopyID: p.CaseCopyID}
}

// DraftFiles are the files of one's own draft.
func (r *Room) DraftFiles(ctx context.Context, p Place) (portal.AttachmentList, error) {
	list := portal.AttachmentList{
		Attachments: []portal.Attachment{},
		Limits: portal.AttachmentLimits{
			Files: attachments.MostFiles, FileBytes: attachments.MostFileBytes, Bytes: attachments.MostBytes, Accept: examine.Accept(),
		},
	}
	files, err := r.Attachments.Draft(ctx, p.files())
	if err != nil {
		return list, problem.Wrap(problem.Unavailable, err)
	}
	for _, one := range files {
		list.Attachments = append(list.Attachments, ownFile(one))
	}
	return list, nil
}

// AddFile takes a file into one's own draft. created is false where the same one
// was added before.
func (r *Room) AddFile(ctx context.Context, p Place, id uuid.UUID, name string, body io.Reader) (added portal.Attachment, created bool, err error) {
	if id.Version() != 7 || name == "" || len(name) > 4000 {
		return portal.Attachment{}, false, problem.New(problem.InvalidRequest)
	}
	file, created, err := r.Attachments.Add(ctx, p.files(), id, name, body)
	if err != nil {
		return portal.Attachment{}, false, fileProblem(err)
	}
	return ownFile(file), created, nil
}

func fileProblem(err error) error {
	const megabyte = 1 << 20
	var refused *examine.Refusal
	switch {
	case errors.As(err, &refused):
		return problem.New(problem.FileRefused).Because(string(refused.Reason))
	case errors.Is(err, attachments.ErrEmpty):
		return problem.New(problem.FileEmpty)
	case errors.Is(err, attachments.ErrFileTooLarge):
		return problem.New(problem.FileTooLarge).With("Most", attachments.MostFileBytes/megabyte)
	case errors.Is(err, attachments.ErrTooLarge):
		return problem.New(problem.FilesTooLarge).With("Most", attachments.MostBytes/megabyte)
	case errors.Is(err, attachments.ErrTooMuchWaiting):
		return problem.New(problem.FilesWaiting).With("Most", attachments.MostWaitingBytes/megabyte)
	case errors.Is(err, attachments.ErrTooMany):
		return problem.New(problem.TooManyFiles).With("Most", attachments.MostFiles)
	case errors.Is(err, attachments.ErrOtherFile):
		return problem.New(problem.OtherBody)
	case errors.Is(err, attachments.ErrNotFound):
		return problem.New(problem.NotFound)
	case errors.Is(err, attachments.ErrUnusable):
		return problem.New(problem.AttachmentUnusable)
	case errors.Is(err, attachments.ErrBrokeOff):
		return problem.New(problem.InvalidRequest)
	}
	return problem.Wrap(problem.Unavailable, err)
}

// DraftFile is one file of one's own draft.
func (r *Room) DraftFile(ctx context.Context, p Place, id uuid.UUID) (portal.Attachment, error) {
	file, err := r.Attachments.Find(ctx, p.files(), id)
	if err != nil {
		return portal.Attachment{}, fileProblem(err)
	}
	return ownFile(file), nil
}

// RemoveFile takes a file out of one's own draft.
func (r *Room) RemoveFile(ctx context.Context, p Place, id uuid.UUID) error {
	if err := r.Attachments.Remove(ctx, p.files(), id); err != nil {
		return fileProblem(err)
	}
	return nil
}

// named checks which files a message goes with, and gives what binds them to it.
func (r *Room) named(ctx context.Context, p Place, messageID uuid.UUID, ids []uuid.UUID) (func(tx pgx.Tx) error, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	distinct := map[uuid.UUID]bool{}
	for _, id := range ids {
		distinct[id] = true
	}
	if len(ids) > attachments.MostFiles {
		return nil, fileProblem(attachments.ErrTooMany)
	}
	if len(distinct) != len(ids) {
		return nil, problem.New(problem.InvalidRequest)
	}
	return func(tx pgx.Tx) error { return r.Attachments.Bind(ctx, tx, p.files(), messageID, ids) }, nil
}

// ownFile is a file as its author sees it.
func ownFile(one attachments.Attachment) portal.Attachment {
	shown := portal.Attachment{
		AttachmentId: one.ID, Name: &one.Name, MediaType: &one.MediaType, Size: &one.Size, State: portal.AttachmentState(one.State),
	}
	if one.Parked && (one.State == attachments.Waiting || one.State == attachments.Ready) {
		shown.State = portal.AttachmentStatePARKED
	}
	if one.Reason != "" {
		reason := portal.AttachmentReason(one.Reason)
		shown.Reason = &reason
	}
	return shown
}

// shownFiles are a message's files as the fagsystem has them. Of one that isn't
// ready the receiver learns only that there is one: even its name could be what
// its author took back, or part of an attack.
func shownFiles(files []contract.MessageAttachment, mine bool) []portal.Attachment {
	var shown []portal.Attachment
	for _, file := range files {
		one := portal.Attachment{AttachmentId: file.AttachmentId, State: portal.AttachmentState(file.State)}
		// That one is stuck is known here only.
		if !one.State.Valid() || one.State == portal.AttachmentStatePARKED {
			one.State = portal.AttachmentStateWAITINGFORCHECK
		}
		if mine || one.State == portal.AttachmentStateREADY {
			one.Name, one.MediaType, one.Size = &file.Name, &file.MediaType, file.Size
		}
		if mine && file.Reason != nil && portal.AttachmentReason(*file.Reason).Valid() {
			reason := portal.AttachmentReason(*file.Reason)
			one.Reason = &reason
		}
		shown = append(shown, one)
	}
	return shown
}

// namedFiles are the files of one's own message on its way, until more is known.
func namedFiles(body *contract.SubmissionBody) []portal.Attachment {
	var shown []portal.Attachment
	if body != nil {
		for _, id := range body.Attachments {
			shown = append(shown, portal.Attachment{AttachmentId: id, State: portal.AttachmentStateWAITINGFORCHECK})
		}
	}
	return shown
}

// knowFiles adds what is known here: of files that the fagsystem has, whether they
// were scanned; of files that it still waits for, one's own may be checked
// already, and anybody's may be stuck.
func (r *Room) knowFiles(ctx context.Context, p Place, messages []portal.Message) error {
	if _, err := r.knowScanned(ctx, p, messages); err != nil {
		return err
	}
	return r.knowWaited(ctx, p, messages)
}

// knowScanned says of files that the fagsystem has what the scanner said of them.
// Until it has, they wait as those do that the fagsystem hasn't got; it tells which.
func (r *Room) knowScanned(ctx context.Context, p Place, messages []portal.Message) (unscanned []attachments.Received, err error) {
	var files []attachments.Received
	for _, message := range messages {
		for _, file := range message.Attachments {
			if file.State == portal.AttachmentStateREADY {
				files = append(files, p.received(message.MessageId, file.AttachmentId))
			}
		}
	}
	verdicts, err := r.Attachments.Verdicts(ctx, p.Municipality, p.CaseCopyID, files)
	if err != nil {
		return nil, problem.Wrap(problem.Unavailable, err)
	}
	for _, message := range messages {
		for i, file := range message.Attachments {
			if file.State != portal.AttachmentStateREADY {
				continue
			}
			asked := p.received(message.MessageId, file.AttachmentId)
			message.Attachments[i] = scanned(file, verdicts[asked], message.Mine)
			if message.Attachments[i].State == portal.AttachmentStateWAITINGFORCHECK {
				unscanned = append(unscanned, asked)
			}
		}
	}
	return unscanned, nil
}

// received names a file that the fagsystem has.
func (p Place) received(messageID, id uuid.UUID) attachments.Received {
	return attachments.Received{Municipality: p.Municipality, CaseCopyID: p.CaseCopyID, MessageID: messageID, FileID: id}
}

// scanned is a file that the fagsystem has as it may be shown.
func scanned(file portal.Attachment, verdict attachments.Verdict, mine bool) portal.Attachment {
	switch verdict.State {
	case attachments.Ready:
		file.Size = &verdict.Size
		return file
	case attachments.Infected:
		file.State = portal.AttachmentStateINFECTED
	case attachments.TooLarge:
		// Both sides are told why: nothing was found in it, and it must come in another way.
		reason := portal.AttachmentReasonTOOLARGE
		file.State, file.Reason = portal.AttachmentStateREFUSED, &reason
	default:
		file.State = portal.AttachmentStateWAITINGFORCHECK
	}
	if !mine {
		file.Name, file.MediaType, file.Size = nil, nil, nil
	}
	return file
}

// knowWaited adds what is known of files that the fagsystem hasn't got.
func (r *Room) knowWaited(ctx context.Context, p Place, messages []portal.Message) error {
	if err := r.knowParked(ctx, p, messages); err != nil {
		return err
	}
	if !slices.ContainsFunc(messages, func(one portal.Message) bool { return one.Mine && len(one.Attachments) > 0 }) {
		return nil
	}
	sent, err := r.Attachments.Sent(ctx, p.files())
	if err != nil {
		return problem.Wrap(problem.Unavailable, err)
	}
	for _, message := range messages {
		if !message.Mine {
			continue
		}
		for i, shown := range message.Attachments {
			for _, known := range sent[message.MessageId] {
				waits := shown.State == portal.AttachmentStateWAITINGFORCHECK || shown.State == portal.AttachmentStatePARKED
				if known.ID == shown.AttachmentId && waits {
					message.Attachments[i] = ownFile(known)
				}
			}
		}
	}
	return nil
}

// knowParked says of files that they are stuck, to both sides and by no more than that.
func (r *Room) knowParked(ctx context.Context, p Place, messages []portal.Message) error {
	var waiting []*portal.Attachment
	for _, message := range messages {
		for i := range message.Attachments {
			if message.Attachments[i].State == portal.AttachmentStateWAITINGFORCHECK {
				waiting = append(waiting, &message.Attachments[i])
			}
		}
	}
	if len(waiting) == 0 {
		return nil
	}
	parked, err := r.Attachments.Parked(ctx, p.Municipality, p.CaseCopyID)
	if err != nil {
		return problem.Wrap(problem.Unavailable, err)
	}
	for _, one := range waiting {
		if parked[one.AttachmentId] {
			one.State = portal.AttachmentStatePARKED
		}
	}
	return nil
}

// File is a file of a message on its way to somebody. It is kept, never shown as
// a page of ours.
type File struct {
	mediaType string
	size      int64
	content   io.ReadCloser
}

// OpenFile starts reading a file of a message: one's own that is still here, or
// one that the fagsystem has. fagsystem.ErrNotFound says that there is none, or
// that it isn't ready.
func (r *Room) OpenFile(ctx context.Context, p Place, messageID, id uuid.UUID) (*File, error) {
	own, content, err := r.Attachments.OpenSent(ctx, p.files(), messageID, id)
	if err == nil {
		return &File{mediaType: own.MediaType, size: own.Size, content: io.NopCloser(content)}, nil
	}
	if !errors.Is(err, attachments.ErrNotFound) {
		return nil, problem.Wrap(problem.Unavailable, err)
	}
	system := r.Fagsystem(p.Municipality)
	if system == nil {
		return nil, fagsystem.ErrNotFound
	}
	if err := stillSaid(ctx, system, p.CaseCopyID, messageID, id); err != nil {
		return nil, err
	}
	asked := p.received(messageID, id)
	verdict, err := r.Attachments.Await(ctx, asked, scanPatience)
	if err != nil {
		return nil, problem.Wrap(problem.Unavailable, err)
	}
	if verdict.State != attachments.Ready {
		return nil, fagsystem.ErrNotFound
	}
	file, err := system.OpenAttachment(ctx, p.CaseCopyID, messageID, id)
	if err != nil {
		return nil, err
	}
	proven, err := r.Attachments.Proven(ctx, asked, verdict, file.Body)
	if errors.Is(err, attachments.ErrOtherContent) {
		return nil, fagsystem.ErrNotFound
	}
	if err != nil {
		return nil, problem.Wrap(problem.FagsystemUnavailable, err)
	}
	return &File{mediaType: file.ContentType, size: verdict.Size, content: proven}, nil
}

// scanPatience is how long opening a file waits for its check. As a rule it was
// made when the message was shown.
const scanPatience = 5 * time.Second

// stillSaid looks whether a message is in the conversation with a file that is
// there, and wasn't taken out of the case, whatever files the fagsystem still
// gives out: for no other is the scanner asked.
func stillSaid(ctx context.Context, system Fagsystem, caseCopyID, messageID, id uuid.UUID) error {
	const atOnce = 200
	for before := int64(0); ; {
		page, err := system.Messages(ctx, caseCopyID, before, atOnce)
		if err != nil {
			return err
		}
		for _, message := range page.Messages {
			if message.MessageId == messageID {
				there := func(file contract.MessageAttachment) bool {
					return file.AttachmentId == id && file.State == contract.AttachmentStateREADY
				}
				if Withdrawn(message) || !slices.ContainsFunc(message.Attachments, there) {
					return fagsystem.ErrNotFound
				}
				return nil
			}
		}
		if !page.More || len(page.Messages) == 0 {
			return fagsystem.ErrNotFound
		}
		oldest := page.Messages[len(page.Messages)-1].Position
		if before > 0 && oldest >= before {
			return fagsystem.ErrFault
		}
		before = oldest
	}
}

// Close ends reading.
func (f *File) Close() error {
	if f == nil {
		return nil
	}
	return f.content.Close()
}

// VisitGetCitizenAttachmentContentResponse writes the answer.
func (f *File) VisitGetCitizenAttachmentContentResponse(w http.ResponseWriter) error {
	return f.write(w)
}

// VisitGetEmployeeAttachmentContentResponse writes the answer.
func (f *File) VisitGetEmployeeAttachmentContentResponse(w http.ResponseWriter) error {
	return f.write(w)
}

func (f *File) write(w http.ResponseWriter) error {
	defer func() { _ = f.content.Close() }()
	extension, mediaType := examine.Extension(f.mediaType), f.mediaType
	if extension == examine.OtherExtension {
		mediaType = "application/octet-stream"
	}
	header := w.Header()
	// What it is called may tell whoever looks over a shoulder what it is about.
	show.Kept(header, mediaType, `filename="vedlegg`+extension+`"`)
	if f.size >= 0 {
		header.Set("Content-Length", strconv.FormatInt(f.size, 10))
	}
	w.WriteHeader(http.StatusOK)
	_, err := io.Copy(w, f.content)
	return err
}
