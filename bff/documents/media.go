package documents

import (
	"context"
	"net/http"

	"github.com/google/uuid"

	"innbyggertjenesten/contracts/portal"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/session"
)

// GetInShortContent streams a voice or a sign-language video of an entry's
// in-short, or a part of it. Unlike a document's file it is asked for only when
// the reading is decided and recorded: it has to be looked up what it is.
func (a *API) GetInShortContent(ctx context.Context, request portal.GetInShortContentRequestObject) (portal.GetInShortContentResponseObject, error) {
	var begun played
	err := apart(func() (err error) {
		begun, err = a.beginMedia(ctx, request)
		return err
	})
	if err != nil {
		return nil, access.Problem(err)
	}
	return begun, nil
}

func (a *API) beginMedia(ctx context.Context, request portal.GetInShortContentRequestObject) (played, error) {
	reading := stream{session: session.FromContext(ctx).SessionID, caseCopyID: request.CaseCopyId, documentID: request.MediaId}
	purpose := access.Purpose{Action: "media.read", ObjectKind: "media", ObjectID: request.MediaId.String()}
	reader := a.underWay(reading, &purpose)
	found, err := a.decide(ctx, request.CaseCopyId, &purpose)
	if err != nil {
		return played{}, err
	}
	var media portal.InShortMedia
	one, err := a.find(ctx, found, request.EntryId, purpose, reader, func(one seen) (ok bool) {
		media, ok = a.media(one, request.MediaId)
		return ok
	})
	if err != nil {
		return played{}, err
	}
	a.streams.Add(reading, one.reader)
	client := a.settings.Fagsystems.Of(found.Municipality)
	open := func(part *fagsystem.Part) *opening {
		return open(ctx, func(ctx context.Context) (*fagsystem.File, error) {
			return client.OpenMedia(ctx, found.CaseCopyID, request.EntryId, request.MediaId, part)
		})
	}
	part := asked(request.Params.Range)
	passing, err := onItsWay(found, open(part), open, part, request.Params.IfRange)
	return played{passing: passing, kind: string(media.MediaType)}, err
}

// media is the medium, unless what is said in short holds a protected fact.
func (a *API) media(one seen, mediaID uuid.UUID) (portal.InShortMedia, bool) {
	if shown := a.whole(one, ""); shown.InShort != nil {
		for _, media := range shown.InShort.Media {
			if media.MediaId == mediaID {
				return media, true
			}
		}
	}
	return portal.InShortMedia{}, false
}

// played is a voice or a video on its way through.
type played struct {
	passing
	kind string
}

// VisitGetInShortContentResponse writes the answer: whatever it is, it is played
// as what the fagsystem has said it is, of the kinds that the contract knows, or
// not at all. It is no page, and has a neutral name should somebody keep it.
func (p played) VisitGetInShortContentResponse(w http.ResponseWriter) error {
	return p.write(w, p.kind, `inline; filename="opptak"`, downloadPolicy)
}
