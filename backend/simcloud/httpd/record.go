package httpd

import (
	"maps"
	"strconv"
	"sync"
)

// Record counts the requests that were answered. The zero value is ready.
type Record struct {
	mu       sync.Mutex
	requests map[string]map[string]int
}

// Count adds a request with the status of its answer.
func (r *Record) Count(q *Query, status int) {
	name := string(q.Service)
	if q.Member {
		name += "/batch"
	}
	name += " " + q.Route
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.requests == nil {
		r.requests = map[string]map[string]int{}
	}
	if r.requests[name] == nil {
		r.requests[name] = map[string]int{}
	}
	r.requests[name][strconv.Itoa(status)]++
}

// Requests is a copy of the counts: by "service METHOD /route", then by status. Members of a $batch stand
// under "graph/batch"; they are no HTTP requests of their own.
func (r *Record) Requests() map[string]map[string]int {
	r.mu.Lock()
	defer r.mu.Unlock()
	out := map[string]map[string]int{}
	for name, by := range r.requests {
		out[name] = maps.Clone(by)
	}
	return out
}
