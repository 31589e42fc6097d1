package httpd

import (
	"sync"
	"time"
)

// Limits counts requests per window. Requests count even while throttled (api/facts.md 1). The zero value
// is ready.
type Limits struct {
	mu      sync.Mutex
	windows map[Limit]*window
}

// Limit is what is counted, and by what.
type Limit struct {
	Of     string
	Tenant string
	Scope  string
}

type window struct {
	since time.Time
	used  int
}

// Spend counts units and says how long to wait when the limit is passed; zero: go on.
func (l *Limits) Spend(k Limit, at time.Time, length time.Duration, limit, units int) time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.windows == nil {
		l.windows = map[Limit]*window{}
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
