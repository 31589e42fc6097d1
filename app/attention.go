package app

import (
	"slices"
	"sync"

	"tenantry/backend/partner"
)

// attention remembers what the user looked at, newest first, so that a sync reads that first.
type attention struct {
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
func (a *App) wanted() []partner.TenantID {
	a.looked.mu.Lock()
	out := slices.Clone(a.looked.ids)
	a.looked.mu.Unlock()
	a.marks.Range(func(id, m any) bool {
		if m.(partner.Marks).Favourite {
			out = append(out, id.(partner.TenantID))
		}
		return true
	})
	return out
}
