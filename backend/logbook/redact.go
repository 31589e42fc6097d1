package logbook

import "regexp"

const hidden = "[redacted]"

var secrets = []struct {
	find *regexp.Regexp
	put  string
}{
	{regexp.MustCompile(`(?i)\b(bearer|basic)\s+[^\s"',;]+`), "${1} " + hidden},
	{regexp.MustCompile(`(?i)\b(access_token|refresh_token|id_token|device_code|code_verifier|client_secret|client_assertion|` +
		`assertion|password)("?\s*[=:]\s*"?)[^&\s"']+`), "${1}${2}" + hidden},
	{regexp.MustCompile(`(?i)\b(code|state|nonce)=[^&\s"']+`), "${1}=" + hidden},   // after a colon, code is an error's
	{regexp.MustCompile(`\beyJ[A-Za-z0-9_-]{10,}(\.[A-Za-z0-9_-]*){0,4}`), hidden}, // JSON in base64, so every JWT
	{regexp.MustCompile(`[A-Za-z0-9_+.-]{100,}`), hidden},                          // Microsoft's opaque tokens and codes are long
}

// Redact hides what looks like a token, a code or a secret in text that is about to be logged. It is
// the second line of defence: nobody puts one into a text.
func Redact(text string) string {
	for _, s := range secrets {
		text = s.find.ReplaceAllString(text, s.put)
	}
	return text
}
