package simcloud

import (
	"sync"
	"time"
)

// limits counts requests per window. Requests count even while throttled (api/facts.md 1).
type limits struct {
	mu      sync.Mutex
	windows map[limitKey]*window
}

// limitKey is what a limit is counted by.
type limitKey struct {
	of     string
	tenant string
	scope  string
}

type window struct {
	since time.Time
	used  int
}

// spend counts units and says how long to wait when the limit is passed; zero: go on.
func (l *limits) spend(k limitKey, at time.Time, length time.Duration, limit, units int) time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.windows == nil {
		l.windows = map[limitKey]*window{}
	}
	w := l.windows[k]
	if w == nil {
		w = &window{since: at}
		l.windows[k] = w
	}
	if at.Sub(w.since) >= length {
		w.since, w.used = at, 0
	}
	w.used += units
	if w.used <= limit {
		return 0
	}
	return length - at.Sub(w.since)
}
