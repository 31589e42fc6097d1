package wait_test

import (
	"net/http"
	"testing"
	"time"

	"tenantry/backend/wait"
)

// FuzzRetryAfter: a wait is never in the past and never so long that it overflows.
func FuzzRetryAfter(f *testing.F) {
	f.Add("5", "")
	f.Add("1e400", "Thu, 01 Jan 1970 00:00:00 GMT")
	f.Add("-0.5", "x")
	f.Add("Fri, 31 Dec 9999 23:59:59 GMT", "Mon, 01 Jan 0001 00:00:00 GMT")
	f.Fuzz(func(t *testing.T, after, date string) {
		now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
		d, ok := wait.RetryAfter(http.Header{"Retry-After": {after}, "Date": {date}}, now)
		if d < 0 || !ok && d != 0 || now.Add(d).Before(now) {
			t.Errorf("%q at %q: %v, %v", after, date, d, ok)
		}
	})
}
