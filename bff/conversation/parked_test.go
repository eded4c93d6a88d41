package conversation_test

import (
	"testing"
	"time"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/attachments"
	"innbyggertjenesten/bff/messages"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/vault"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

// keep puts a file into a message of somebody's as the portal keeps it.
func (w *world) keep(t *testing.T, author, caseCopy, message, id uuid.UUID, parkedAt *time.Time) {
	t.Helper()
	sealer, err := w.people.Sealer(t.Context(), "fjordvik", author)
	if err != nil {
		t.Fatal(err)
	}
	place := vault.Place{Table: "attachment", Municipality: "fjordvik", Row: author.String() + "/" + id.String(), Column: "sealed_name"}
	_, err = w.pool.Exec(t.Context(), `INSERT INTO attachment (municipality, author_id, id, world, case_copy_id, sealed_name, media_type, size, content_mac,
		state, uploaded_at, submission_id, due_at, parked_at) VALUES ('fjordvik', $1, $2, 'citizen', $3, $4, 'application/pdf', 7, '', $5, now(), $6, now(), $7)`,
		author, id, caseCopy, sealer.Seal(place, []byte("brev.pdf")), string(attachments.Ready), message, parkedAt)
	if err != nil {
		t.Fatal(err)
	}
}

func (w *world) waiting(id uuid.UUID) []contract.MessageAttachment {
	return []contract.MessageAttachment{{AttachmentId: id, Name: "brev.pdf", MediaType: "application/pdf", State: contract.AttachmentStateWAITINGFORCHECK}}
}

func TestBothSidesSeeThatAFileIsStuck(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	employee, err := w.people.Ensure(t.Context(), "fjordvik", "employee", uuid.NewString())
	if err != nil {
		t.Fatal(err)
	}
	mine, theirs, ok, elsewhere := uuid.New(), uuid.New(), uuid.New(), uuid.New()
	for i, id := range []uuid.UUID{mine, theirs, ok, elsewhere} {
		message := uuid.New()
		w.add(message, map[bool]contract.Side{true: contract.SidePARTY, false: contract.SideEMPLOYEE}[i == 0], "")
		w.history.Messages[0].Attachments = w.waiting(id)
		author, caseCopy, since := w.person, w.caseCopy, &w.now
		if i > 0 {
			author = employee.ID
		}
		switch id {
		case ok:
			since = nil
		case elsewhere: // another party's conversation is no matter of this one's
			caseCopy = uuid.New()
		}
		w.keep(t, author, caseCopy, message, id, since)
	}
	for _, message := range w.page(t).Messages {
		file := message.Attachments[0]
		switch file.AttachmentId {
		case mine:
			if file.State != portal.AttachmentStatePARKED || file.Name == nil || *file.Name != "brev.pdf" {
				t.Errorf("one's own: %+v", file)
			}
		case theirs:
			if file.State != portal.AttachmentStatePARKED || file.Name != nil || file.Size != nil || file.MediaType != nil {
				t.Errorf("the other side's: %+v", file)
			}
		default:
			if file.State != portal.AttachmentStateWAITINGFORCHECK {
				t.Errorf("one that isn't stuck here: %+v", file)
			}
		}
	}
}

// What can't be opened any more takes nothing else with it: the rest is shown, and
// this one as stuck, in the conversation, on its receipt and in what is taken along.
func TestWhatCannotBeOpenedIsSaidToBeLostAndTheRestIsShown(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	broken := w.asked(t, callMe())
	whole := w.asked(t, callMe())
	_, err := w.pool.Exec(t.Context(), `UPDATE submission SET state = 'PARKED', reason = 'FAULT', sealed_body = set_byte(sealed_body, 40, get_byte(sealed_body, 40) # 1) WHERE id = $1`, broken.MessageId)
	if err != nil {
		t.Fatal(err)
	}
	for where, shown := range map[string][]portal.Message{"conversation": w.page(t).Messages, "requests": w.requests(t)} {
		if len(shown) != 2 {
			t.Fatalf("%s: %+v", where, shown)
		}
		for _, one := range shown {
			lost := one.Lost != nil && *one.Lost
			stuck := one.State == portal.MessageStatePARKED && one.Reason != nil && *one.Reason == portal.WaitReasonFAULT
			if is := one.MessageId == broken.MessageId; lost != is || stuck != is || !is && one.MessageId != whole.MessageId {
				t.Errorf("%s: %+v", where, one)
			}
		}
	}
	found, err := w.decide(w.caseCopy)
	if err != nil {
		t.Fatal(err)
	}
	taken, err := w.api.Room.Whole(w.ctx, messages.PartyPlace(session.FromContext(w.ctx), found))
	if err != nil || len(taken) != 2 {
		t.Fatalf("%+v %v", taken, err)
	}
	for _, one := range taken {
		if (one.Text != "") != (one.MessageId == broken.MessageId) {
			t.Errorf("taken along: %+v", one)
		}
	}
	for _, one := range []portal.Message{broken, whole} {
		if answer, err := w.receipt(w.caseCopy, one.MessageId); err != nil || answer.StatusCode != 200 {
			t.Errorf("%+v %v", answer, err)
		}
	}
}
