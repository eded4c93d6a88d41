package receipt

import (
	"strings"

	"innbyggertjenesten/contracts/portal"
	"innbyggertjenesten/i18n"
)

// OfMessage is a message, a request, a comment or a complaint as its author handed it in.
func OfMessage(message portal.Message, reader string) Handed {
	h := Handed{
		Kind: i18n.Localize(reader, "srv.receipt.message", nil), From: name(message.AuthorName), SentAt: message.SentAt,
		State: stateOf(message), Text: message.Text,
	}
	if message.Language != nil {
		h.TextLanguage = *message.Language
	}
	if message.RegistrationId != nil {
		h.Number = *message.RegistrationId
	}
	if h.State == Delivered || h.State == TakenOut {
		h.DeliveredAt = message.DeliveredAt
	}
	if message.Request != nil {
		h.Kind = i18n.Localize(reader, "ask."+string(message.Request.Kind), nil)
		h.Details = details(*message.Request, reader)
	}
	if said := message.Understood; said != nil {
		h.Kind = i18n.Localize(reader, "inshort.question", nil)
		h.Text, h.TextLanguage = i18n.Localize(reader, "inshort.answer."+string(said.Answer), nil), reader
		if said.Title != nil {
			h.Details = []Detail{{Label: i18n.Localize(reader, "srv.receipt.about", nil), Text: *said.Title}}
		}
	}
	if message.On != nil {
		h.Kind = i18n.Localize(reader, "srv.receipt."+strings.ToLower(string(message.On.Kind)), nil)
		h.Details = about(*message.On, reader)
	}
	if asked := message.AccessRequest; asked != nil {
		h.Kind = i18n.Localize(reader, "talk.access.asks", nil)
		h.Details = whatIsAsked(*asked, reader)
	}
	for _, file := range message.Attachments {
		h.Attachments = append(h.Attachments, attachment(file, reader))
	}
	return h
}

// about says which document a comment or a complaint is about, and until when
// one could complain.
func about(on portal.OnEntry, reader string) []Detail {
	say := func(key string, data map[string]any) string { return i18n.Localize(reader, "srv.receipt."+key, data) }
	var found []Detail
	if on.Date != nil {
		day := i18n.Day(reader, on.Date.Time)
		text := say("decided", map[string]any{"Date": day})
		if on.Title != nil {
			text = i18n.Isolated(*on.Title) + "\n" + day
		}
		found = append(found, Detail{Label: say("about", nil), Text: text})
	}
	if on.Deadline != nil {
		text := i18n.Day(reader, on.Deadline.Time)
		if on.AfterDeadline != nil && *on.AfterDeadline {
			text += "\n" + say("after-deadline", nil)
		}
		found = append(found, Detail{Label: say("complaint-deadline", nil), Text: text})
	}
	return found
}

// whatIsAsked is how much somebody asks to read: titles stand in the case, not on
// a paper that one may leave somewhere.
func whatIsAsked(asked portal.SaidAccessRequest, reader string) []Detail {
	if !asked.Known || len(asked.Items) == 0 {
		return nil
	}
	much := i18n.Localize(reader, "talk.access.count", map[string]any{"Count": len(asked.Items)})
	if asked.Items[0].EntryId == nil {
		much = i18n.Localize(reader, "talk.access.whole", nil)
	}
	return []Detail{{Label: i18n.Localize(reader, "talk.access.asks", nil), Text: much}}
}

// attachment is a file's name, and what became of it where it isn't simply there.
func attachment(file portal.Attachment, reader string) string {
	named := i18n.Localize(reader, "srv.receipt.unnamed", nil)
	if file.Name != nil && *file.Name != "" {
		named = *file.Name
	}
	switch file.State {
	case portal.AttachmentStateREADY:
		return named
	case portal.AttachmentStateWAITINGFORCHECK:
		return i18n.Localize(reader, "srv.receipt.unchecked", map[string]any{"Name": i18n.Isolated(named)})
	}
	return i18n.Localize(reader, "srv.receipt.withheld", map[string]any{"Name": i18n.Isolated(named)})
}

func name(of portal.PersonName) string { return strings.TrimSpace(of.Given + " " + of.Family) }

// stateOf never tells that something was read.
func stateOf(message portal.Message) State {
	switch {
	case message.Withdrawn != nil && *message.Withdrawn:
		return TakenOut
	case message.State == portal.MessageStateDELIVERED, message.State == portal.MessageStateREAD:
		return Delivered
	case message.State == portal.MessageStatePARKED:
		return Stopped
	case message.State == portal.MessageStateNOTDELIVEREDYET:
		if message.Reason != nil && *message.Reason == portal.WaitReasonEARLIERWAITS {
			return AfterEarlier
		}
		return Waiting
	case message.UndoUntil != nil:
		return Undoable
	}
	return Sent
}

// details are what a request asks for, in the words of the page that shows it.
func details(request portal.Request, reader string) []Detail {
	say := func(key string, data map[string]any) string { return i18n.Localize(reader, "ask."+key, data) }
	if !request.Known {
		return nil
	}
	var found []Detail
	add := func(label, text string) {
		if text != "" {
			found = append(found, Detail{Label: say("card."+label, nil), Text: text})
		}
	}
	if request.Kind != portal.RequestKindINTERPRETERREQUEST {
		add("when", times(request.Times, reader))
		if request.Kind == portal.RequestKindCALLME {
			phone := say("card.phoneKnown", nil)
			if request.Phone != nil {
				phone = *request.Phone
			}
			add("phone", phone)
		}
		leave := "card.leaveNo"
		if request.MayLeaveMessage {
			leave = "card.leaveYes"
		}
		add("leave", say(leave, nil))
	}
	if request.SpokenLanguage != nil {
		spoken := languageName(*request.SpokenLanguage, reader)
		if request.Interpreter {
			spoken = say("card.interpreter", map[string]any{"Language": spoken})
		}
		add("language", spoken)
	}
	if request.Form != nil {
		add("how", say("form."+string(*request.Form), nil))
	}
	if request.About != nil {
		add("about", *request.About)
	}
	if request.Participants != nil {
		add("participants", *request.Participants)
	}
	return found
}

// times go from left to right in every language, as on the page.
func times(safe []portal.SafeTime, reader string) string {
	if len(safe) == 0 {
		return i18n.Localize(reader, "ask.anyTime", nil)
	}
	lines := make([]string, 0, len(safe)+1)
	for _, one := range safe {
		lines = append(lines, i18n.Weekday(reader, one.Weekday)+" \u2066"+one.From+"–"+one.Until+"\u2069")
	}
	return strings.Join(append(lines, i18n.Localize(reader, "ask.card.onlyThen", nil)), "\n")
}

// unlisted is the tag of a language that nobody has listed; its name is among
// the further words.
const unlisted = "und"

func languageName(tag, reader string) string {
	if named := i18n.LanguageName(reader, tag); named != "" && tag != unlisted {
		return named
	}
	return i18n.Localize(reader, "ask.otherLanguage", nil)
}
