package catalog

import (
	"iter"
	"slices"
	"sync"
	"sync/atomic"

	"tenantry/backend/catalog/search"
	"tenantry/backend/partner"
)

// Catalog is the read model. Its methods may be called from any goroutine; readers never wait.
type Catalog struct {
	now   atomic.Pointer[snapshot]
	write sync.Mutex // one writer at a time; readers don't take it
}

// New makes an empty catalog, at revision 0.
func New() *Catalog {
	c := &Catalog{}
	c.now.Store(load(0, nil))
	return c
}

// Warm makes what the search needs, so that the first keystroke finds it.
func (c *Catalog) Warm() {
	s := c.now.Load()
	s.index.Find(search.Parse("a"))
	s.facts.Warm()
}

// Revision is the number of the present state. It grows with every change.
func (c *Catalog) Revision() uint64 { return c.now.Load().revision }

// Get returns one customer's entry.
func (c *Catalog) Get(id partner.TenantID) (Entry, bool) {
	if r := c.now.Load().get(id); r != nil {
		return r.Entry, true
	}
	return Entry{}, false
}

// Summaries are what is known of every customer at one moment, in no order.
func (c *Catalog) Summaries() iter.Seq[partner.Summary] {
	s := c.now.Load()
	return func(yield func(partner.Summary) bool) {
		for _, slot := range s.byID {
			if !yield(s.slots[slot].Summary) {
				return
			}
		}
	}
}

// Entries are all customers at one moment, in no order. What they point to must not be changed.
func (c *Catalog) Entries() iter.Seq[*Entry] {
	s := c.now.Load()
	return func(yield func(*Entry) bool) {
		for _, slot := range s.byID {
			if !yield(&s.slots[slot].Entry) {
				return
			}
		}
	}
}

// Replace makes entries the whole catalog and returns the new revision. Of several entries with one
// id the last one stays.
func (c *Catalog) Replace(entries []Entry) uint64 {
	c.write.Lock()
	defer c.write.Unlock()
	rows := make([]*row, len(entries))
	var made sync.WaitGroup
	for part := range slices.Chunk(rows, max(1024, (len(rows)+1)/2)) { // a start waits for it
		from := entries[:len(part)]
		entries = entries[len(part):]
		made.Go(func() { copy(part, newRows(from)) })
	}
	made.Wait()
	s := load(c.now.Load().revision+1, rows)
	c.now.Store(s)
	return s.revision
}

// Apply adds or replaces entries, marks included, in one step and returns the new revision.
func (c *Catalog) Apply(entries ...Entry) uint64 {
	return c.edit(func(*snapshot) []change {
		changes := make([]change, 0, len(entries))
		for _, e := range entries {
			changes = append(changes, change{e.ID, newRow(e)})
		}
		return changes
	})
}

// Update takes over what the cloud says of customers and leaves what the user wrote alone, so that a sync
// can't undo what the user wrote meanwhile. It returns the new revision.
func (c *Catalog) Update(summaries ...partner.Summary) uint64 {
	return c.edit(func(s *snapshot) []change {
		changes := make([]change, 0, len(summaries))
		for _, sum := range summaries {
			e := Entry{Summary: sum}
			if old := s.get(sum.ID); old != nil {
				e.Marks, e.Written = old.Marks, old.Written
			}
			changes = append(changes, change{e.ID, newRow(e)})
		}
		return changes
	})
}

// SetMarks replaces the marks of a customer and returns the new revision. Marks of a customer who is
// not listed change nothing.
func (c *Catalog) SetMarks(id partner.TenantID, m partner.Marks) uint64 {
	return c.edit(func(s *snapshot) []change {
		old := s.get(id)
		if old == nil {
			return nil
		}
		return []change{{id, newRow(Entry{Summary: old.Summary, Marks: m, Written: old.Written})}}
	})
}

// Remove takes customers out and returns the new revision. Unknown ids change nothing.
func (c *Catalog) Remove(ids ...partner.TenantID) uint64 {
	return c.edit(func(s *snapshot) []change {
		changes := make([]change, 0, len(ids))
		for _, id := range ids {
			if s.get(id) != nil {
				changes = append(changes, change{id: id})
			}
		}
		return changes
	})
}

// Renew takes over what is said of customers that says the same as before, in other memory: what rows say lies scattered
// between what is gone by now once many changed one by one. It is no change; the revision stays.
func (c *Catalog) Renew(said []partner.Summary) {
	c.write.Lock()
	defer c.write.Unlock()
	c.now.Store(c.now.Load().renewed(said))
}

// edit makes the next snapshot from what f changes in the present one.
func (c *Catalog) edit(f func(*snapshot) []change) uint64 {
	c.write.Lock()
	defer c.write.Unlock()
	s := c.now.Load()
	if changes := f(s); len(changes) > 0 {
		s = s.next(changes)
		c.now.Store(s)
	}
	return s.revision
}
