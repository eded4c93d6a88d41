package consents

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"strings"

	"github.com/google/uuid"
	"github.com/gowebpki/jcs"

	"innbyggertjenesten/bff/messages"
	"innbyggertjenesten/bff/show"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
	"innbyggertjenesten/i18n"
)

// said is one text as its hash is made of; the contract says how.
type said struct {
	Language    string `json:"language"`
	Purpose     string `json:"purpose"`
	Text        string `json:"text"`
	TextVersion string `json:"textVersion"`
}

func original(consent contract.Consent) said {
	s := said{Language: show.ConsentLanguage(consent), Purpose: consent.Purpose, TextVersion: consent.TextVersion}
	if consent.Text != nil {
		s.Text = *consent.Text
	}
	return s
}

// shownText names what stands on the screen: the text that counts, and beside it
// the translation into a language, if there is one. ok is false where there is none.
func shownText(consent contract.Consent, language string) (shown contract.ConsentTextShown, ok bool) {
	texts := []said{original(consent)}
	shown.TextVersion = consent.TextVersion
	if language != "" {
		translated, there := show.ConsentTranslation(consent, language)
		if !there {
			return shown, false
		}
		texts = append(texts, said{Language: translated.Language, Purpose: translated.Purpose, Text: translated.Text, TextVersion: consent.TextVersion})
		shown.Language = &translated.Language
	}
	plain, err := json.Marshal(texts)
	if err != nil {
		return shown, false
	}
	canonical, err := jcs.Transform(plain)
	if err != nil {
		return shown, false
	}
	sum := sha256.Sum256(canonical)
	shown.Hash = hex.EncodeToString(sum[:])
	return shown, true
}

// proof names a text to the page that shows it, in a way that nobody else can
// make: who answers proves with it what they were shown, also while the
// fagsystem can't say.
func (a *API) proof(place messages.Place, consentID uuid.UUID, shown contract.ConsentTextShown) string {
	plain, err := json.Marshal(shown)
	if err != nil {
		return ""
	}
	coded := base64.RawURLEncoding
	return coded.EncodeToString(plain) + "." + coded.EncodeToString(a.fingerprint(place, consentID, plain))
}

func (a *API) fingerprint(place messages.Place, consentID uuid.UUID, plain []byte) []byte {
	return a.Vault.MAC("consent-shown", []byte(place.Municipality), place.Person[:], place.CaseCopyID[:], consentID[:], plain)
}

// proved is the text that a proof names, if it is one of this person and consent.
func (a *API) proved(place messages.Place, consentID uuid.UUID, proof string) (shown contract.ConsentTextShown, ok bool) {
	named, mac, _ := strings.Cut(proof, ".")
	plain, err := base64.RawURLEncoding.DecodeString(named)
	if err != nil {
		return shown, false
	}
	sum, err := base64.RawURLEncoding.DecodeString(mac)
	if err != nil || !hmac.Equal(sum, a.fingerprint(place, consentID, plain)) {
		return shown, false
	}
	return shown, json.Unmarshal(plain, &shown) == nil
}

// words are the texts on the screen of who reads in a language.
func (a *API) words(place messages.Place, consent contract.Consent) (first portal.ConsentWords, translated *portal.ConsentWords) {
	counts := original(consent)
	shown, _ := shownText(consent, "")
	first = portal.ConsentWords{
		Language: counts.Language, Direction: portal.Direction(i18n.Direction(counts.Language)), Purpose: counts.Purpose, Text: filled(counts.Text),
		Shown: a.proof(place, consent.ConsentId, shown),
	}
	if text, there := show.ConsentTranslation(consent, place.Actor.Language); there {
		shown, _ := shownText(consent, text.Language)
		made := show.Provenance(text.Provenance)
		translated = &portal.ConsentWords{
			Language: text.Language, Direction: show.Direction(text.Direction), Purpose: text.Purpose, Text: filled(text.Text),
			Provenance: &made, Shown: a.proof(place, consent.ConsentId, shown),
		}
	}
	return first, translated
}

func filled(text string) *string {
	if strings.TrimSpace(text) == "" {
		return nil
	}
	return &text
}
