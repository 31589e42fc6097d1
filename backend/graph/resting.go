package graph

import (
	"sync"
	"time"

	"tenantry/backend/fault"
)

// resting are the members of batches that a tenant does not want to be asked for before a time: the HTTP
// client can't know it, since the batch around them was answered. Its zero value is ready.
type resting struct {
	mu      sync.Mutex
	refused map[restingKey]fault.Error // with RetryAt
}

type restingKey struct{ tenant, member string }

// note keeps a refusal that asks for a longer wait than a batch has patience for.
func (r *resting) note(tenant string, m member, err error, now time.Time) {
	f, ok := fault.As(err)
	if !ok || f.RetryAt.Sub(now) <= batchPatient {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.refused == nil {
		r.refused = map[restingKey]fault.Error{}
	}
	r.refused[restingKey{tenant, m.id}] = *f
}

// part divides members into those that may be asked for, and the results of the others.
func (r *resting) part(tenant string, members []member, now time.Time) (ask []member, results map[string]result) {
	r.mu.Lock()
	defer r.mu.Unlock()
	results = make(map[string]result, len(members))
	for _, m := range members {
		k := restingKey{tenant, m.id}
		f, rests := r.refused[k]
		if rests && f.RetryAt.After(now) {
			results[m.id] = result{err: &f}
			continue
		}
		delete(r.refused, k)
		ask = append(ask, m)
	}
	return ask, results
}
