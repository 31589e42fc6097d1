package wait

import (
	"context"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// longest is the most that a Retry-After is obeyed for: services name days, and nobody means years.
const longest = 30 * 24 * time.Hour

// For waits for d, or for the end of ctx, whose error it returns.
func For(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}

// RetryAfter reads the header: seconds, whole or broken, or a date. The date is compared with the answer's own
// Date where it has one, because a laptop's clock may be wrong (api/facts.md 1, Throttling).
func RetryAfter(h http.Header, now time.Time) (time.Duration, bool) {
	text := strings.TrimSpace(h.Get("Retry-After"))
	if seconds, err := strconv.ParseFloat(text, 64); err == nil {
		if !(seconds >= 0) { // nor is NaN
			return 0, false
		}
		return time.Duration(min(seconds, longest.Seconds()) * float64(time.Second)), true
	}
	at, err := http.ParseTime(text)
	if err != nil {
		return 0, false
	}
	if date, err := http.ParseTime(h.Get("Date")); err == nil {
		now = date
	}
	return max(0, min(at.Sub(now), longest)), true
}
