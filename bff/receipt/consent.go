package receipt

import (
	"innbyggertjenesten/contracts/portal"
	"innbyggertjenesten/i18n"
)

// ConsentWords are the words that an answer was given to.
type ConsentWords struct {
	Purpose, Text, Version string
	// ForChild: it was answered for the child.
	ForChild bool
}

// OfConsent is an answer to a consent as its author gave it.
func OfConsent(author portal.PersonName, answer portal.ConsentAnswer, words ConsentWords, reader string) Handed {
	say := func(key string) string { return i18n.Localize(reader, "srv.receipt.consent."+key, nil) }
	message := portal.Message{
		AuthorName: author, SentAt: answer.SentAt, State: answer.State, Reason: answer.WaitReason, RegistrationId: answer.RegistrationId,
		DeliveredAt: answer.DeliveredAt, Language: answer.Language,
	}
	if answer.Reason != nil {
		message.Text = *answer.Reason
	}
	h := OfMessage(message, reader)
	h.Kind = say("kind")
	add := func(label, text string) {
		if text != "" {
			h.Details = append(h.Details, Detail{Label: say(label), Text: text})
		}
	}
	add("answer", say("reply."+string(answer.Reply)))
	add("purpose", words.Purpose)
	if words.ForChild {
		add("for", say("forChild"))
	}
	add("version", words.Version)
	add("text", words.Text)
	return h
}
