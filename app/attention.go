package app

import (
	"slices"
	"sync"

	"tenantry/backend/partner"
)

// attention remembers what the user looked at, newest first, so that a sync reads that first.
type attention struct {
	favourites func() []partner.TenantID

	mu  sync.Mutex
	ids []partner.TenantID
}

// maxAttention is how many customers count as looked at: a few screens.
const maxAttention = 200

func (t *attention) note(ids ...partner.TenantID) {
	t.mu.Lock()
	defer t.mu.Unlock()
	seen := map[partner.TenantID]bool{}
	t.ids = slices.DeleteFunc(append(ids, t.ids...), func(id partner.TenantID) bool {
		double := seen[id]
		seen[id] = true
		return double
	})
	t.ids = t.ids[:min(len(t.ids), maxAttention)]
}

// wanted names the customers that a sync reads first: what the user looked at, then favourites.
func (t *attention) wanted() []partner.TenantID {
	t.mu.Lock()
	out := slices.Clone(t.ids)
	t.mu.Unlock()
	return append(out, t.favourites()...)
}
