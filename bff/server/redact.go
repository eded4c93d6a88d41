package server

import (
	"io"
	"log/slog"
	"regexp"
)

// NewLog is the process' log: one JSON object a line. Nothing personal is
// logged in the first place; redaction is the net below that, for texts of
// errors that come from elsewhere.
func NewLog(out io.Writer, level slog.Level) *slog.Logger {
	return slog.New(slog.NewJSONHandler(out, &slog.HandlerOptions{Level: level, ReplaceAttr: redactAttr}))
}

var secrets = []*regexp.Regexp{
	regexp.MustCompile(`\b\d{6} ?\d{5}\b`),                                          // national numbers
	regexp.MustCompile(`\beyJ[A-Za-z0-9_-]{10,}(\.[A-Za-z0-9_-]*)*`),                // tokens
	regexp.MustCompile(`[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}`),            // e-mail addresses
	regexp.MustCompile(`(?i)\b(code|state|id_token_hint|token|assertion)=[^&\s"]+`), // parts of URLs
	regexp.MustCompile(`://[^/\s:@]+:[^/\s@]+@`),                                    // passwords in addresses
}

func redact(text string) string {
	for _, secret := range secrets {
		text = secret.ReplaceAllString(text, "[redacted]")
	}
	return text
}

func redactAttr(_ []string, attr slog.Attr) slog.Attr {
	switch attr.Value.Kind() {
	case slog.KindString:
		attr.Value = slog.StringValue(redact(attr.Value.String()))
	case slog.KindAny:
		if err, ok := attr.Value.Any().(error); ok {
			attr.Value = slog.StringValue(redact(err.Error()))
		}
	}
	return attr
}
