package transport

import (
	"log/slog"
	"net/http"
	"net/url"
	"regexp"
	"time"
)

// Log writes one line per send at debug level: method, address without its query, status, time and
// the service's request id. No header and no body of ours is ever written.
func Log(next http.RoundTripper, logger *slog.Logger) http.RoundTripper {
	return roundTripper(func(req *http.Request) (*http.Response, error) {
		start := time.Now()
		resp, err := next.RoundTrip(req)
		if !logger.Enabled(req.Context(), slog.LevelDebug) {
			return resp, err
		}
		attrs := []slog.Attr{slog.String("method", req.Method), slog.String("url", address(req.URL)),
			slog.Duration("took", time.Since(start))}
		if err != nil {
			attrs = append(attrs, slog.String("error", Redact(err.Error())))
		} else {
			attrs = append(attrs, slog.Int("status", resp.StatusCode),
				slog.String("requestId", Redact(firstHeader(resp.Header, "request-id", "MS-RequestId", "x-ms-request-id"))))
		}
		logger.LogAttrs(req.Context(), slog.LevelDebug, "http", attrs...)
		return resp, err
	})
}

// address is u without user, query and fragment.
func address(u *url.URL) string {
	bare := url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path, RawPath: u.RawPath}
	return Redact(bare.String())
}

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
// the second line of defence: nothing here puts one into a text.
func Redact(text string) string {
	for _, s := range secrets {
		text = s.find.ReplaceAllString(text, s.put)
	}
	return text
}
