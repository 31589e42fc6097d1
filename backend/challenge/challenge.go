package challenge

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
	"regexp"
	"strings"
)

// parameter finds the claims of a WWW-Authenticate header, a quoted string.
var parameter = regexp.MustCompile(`(?i)[\s,]claims\s*=\s*"((?:[^"\\]|\\.)*)"`)

// Of is the claims challenge of an answer's header, as the JSON object that an authorize request wants; made
// says that there is one. Claims that can't be read are empty: that a new sign-in is wanted is certain.
func Of(h http.Header) (claims string, made bool) {
	for _, v := range h.Values("WWW-Authenticate") {
		if m := parameter.FindStringSubmatch(v); m != nil && m[1] != "" {
			return decode(m[1]), true
		}
	}
	return "", false
}

// decode reads base64 (of either alphabet, padded or not) or the escaped JSON of the header; "" when it is neither.
func decode(text string) string {
	plain := strings.NewReplacer(`\"`, `"`, `\\`, `\`).Replace(text)
	if isObject(plain) {
		return plain
	}
	text = strings.NewReplacer("-", "+", "_", "/").Replace(strings.TrimRight(text, "="))
	if raw, err := base64.RawStdEncoding.DecodeString(text); err == nil && isObject(string(raw)) {
		return string(raw)
	}
	return ""
}

func isObject(text string) bool {
	return strings.HasPrefix(text, "{") && json.Valid([]byte(text))
}
