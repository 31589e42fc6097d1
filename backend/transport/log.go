package transport

import (
	"log/slog"
	"net/http"
	"net/url"
	"time"

	"tenantry/backend/logbook"
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
			attrs = append(attrs, slog.String("error", logbook.Redact(err.Error())))
		} else {
			attrs = append(attrs, slog.Int("status", resp.StatusCode),
				slog.String("requestId", logbook.Redact(firstHeader(resp.Header, "request-id", "MS-RequestId", "x-ms-request-id"))))
		}
		logger.LogAttrs(req.Context(), slog.LevelDebug, "http", attrs...)
		return resp, err
	})
}

// address is u without user, query and fragment.
func address(u *url.URL) string {
	bare := url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path, RawPath: u.RawPath}
	return logbook.Redact(bare.String())
}
