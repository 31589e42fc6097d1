package catalog

import (
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"tenantry/backend/catalog/search"
	"tenantry/backend/catalog/search/facts"
	"tenantry/backend/partner"
)

// snapshot is one state of the catalog. All but the lazily made parts is immutable.
//
// A customer lives in a slot for as long as it is listed; orders and the search index speak of slots,
// so they stay valid when a row is replaced by one that sorts or reads the same.
type snapshot struct {
	revision uint64
	listed   time.Time // when a list last named a customer
	slots    []*row    // nil: free
	free     []int32
	byID     []int32 // the slots in use, in order of tenant id
	without  int     // how many of them are without delegated access: the last ones in every order

	orders [orderCount]atomic.Pointer[[]int32]
	index  *search.Index
	facts  *facts.Index

	digest atomic.Pointer[digest]
	desk   atomic.Pointer[Desk]
}

// lazily is what p holds, made when first asked for. Two readers may both make it; that is only time lost.
func lazily[T any](p *atomic.Pointer[T], create func() *T) *T {
	if have := p.Load(); have != nil {
		return have
	}
	made := create()
	p.Store(made)
	return made
}

// change replaces the row of one customer; a nil row removes it.
type change struct {
	id  partner.TenantID
	row *row
}

// find says where id is, or would be, in byID.
func (s *snapshot) find(id partner.TenantID) (int, bool) {
	return slices.BinarySearchFunc(s.byID, id, func(slot int32, id partner.TenantID) int {
		return compareIDs(s.slots[slot].ID, id)
	})
}

func compareIDs(a, b partner.TenantID) int { return strings.Compare(string(a), string(b)) }

// Slots, Document and WithID make a snapshot what a search.Index reads.
func (s *snapshot) Slots() []int32 { return s.byID }

// Document is what the customer in a slot is found by.
func (s *snapshot) Document(slot int32) (search.Document, bool) {
	if r := s.slots[slot]; r != nil {
		return r.document(), true
	}
	return search.Document{}, false
}

// WithID are the slots of the customers whose tenant ids begin with this.
func (s *snapshot) WithID(start string) []int32 {
	from, _ := s.find(partner.TenantID(start))
	to := from
	for to < len(s.byID) && strings.HasPrefix(string(s.slots[s.byID[to]].ID), start) {
		to++
	}
	return s.byID[from:to]
}

func (s *snapshot) get(id partner.TenantID) *row {
	if at, ok := s.find(id); ok {
		return s.slots[s.byID[at]]
	}
	return nil
}

// load makes a snapshot of rows that come in any order; of several with one id the last one stays.
func load(revision uint64, rows []*row) *snapshot {
	slices.SortStableFunc(rows, func(a, b *row) int { return compareIDs(a.ID, b.ID) })
	s := &snapshot{revision: revision, slots: make([]*row, 0, len(rows)), byID: make([]int32, 0, len(rows))}
	for _, r := range rows {
		if n := len(s.slots); n > 0 && s.slots[n-1].ID == r.ID {
			s.slots[n-1] = r
			continue
		}
		s.byID = append(s.byID, int32(len(s.slots)))
		s.slots = append(s.slots, r)
	}
	s.listed = newestListing(s.slots)
	s.without = withoutAccess(s.slots)
	s.index = search.New(s)
	s.facts = facts.New(s)
	return s
}

func withoutAccess(rows []*row) (n int) {
	for _, r := range rows {
		if r != nil && !r.Access.Delegated() {
			n++
		}
	}
	return n
}

func newestListing(rows []*row) (at time.Time) {
	for _, r := range rows {
		if r != nil && r.ListedAt.After(at) {
			at = r.ListedAt
		}
	}
	return at
}

// listingAfter is the newest listing in n, for which only what moved is looked at where that will do.
func (s *snapshot) listingAfter(n *snapshot, moved []int32) time.Time {
	at := s.listed
	for _, slot := range moved {
		r := n.slots[slot]
		if r != nil && r.ListedAt.After(at) {
			at = r.ListedAt
		}
		if int(slot) < len(s.slots) && s.slots[slot] != nil && s.slots[slot].ListedAt.Equal(s.listed) &&
			(r == nil || r.ListedAt.Before(s.listed)) {
			return newestListing(n.slots) // the newest one may be gone
		}
	}
	return at
}

// next makes the snapshot after s. Its cost is a copy of the slots and one pass over each order in
// which a changed customer moves; nothing is sorted anew, unless so much changed that it is cheaper.
func (s *snapshot) next(changes []change) *snapshot {
	if len(changes) > len(s.byID)/4+16 {
		return s.rebuilt(changes)
	}
	n := &snapshot{revision: s.revision + 1, listed: s.listed, slots: slices.Clone(s.slots), free: s.free, byID: s.byID}
	if slices.ContainsFunc(changes, func(c change) bool { return c.row == nil || s.get(c.id) == nil }) {
		n.free, n.byID = slices.Clone(s.free), slices.Clone(s.byID) // somebody comes or goes
	}
	moved := make([]int32, 0, len(changes))
	var reworded, retold []int32 // those that are found by other names, by other facts now
	for _, c := range changes {
		at, there := n.find(c.id)
		var slot int32
		switch {
		case there:
			slot = n.byID[at]
			if c.row == nil || !search.SameTexts(n.slots[slot].document(), c.row.document()) {
				reworded = append(reworded, slot)
			}
			if c.row == nil || !sameFacts(n.slots[slot], c.row) {
				retold = append(retold, slot)
			}
			if c.row == nil {
				n.byID = slices.Delete(n.byID, at, at+1)
				n.free = append(n.free, slot)
			}
		case c.row == nil:
			continue
		default:
			slot = n.take()
			n.byID = slices.Insert(n.byID, at, slot)
			reworded, retold = append(reworded, slot), append(retold, slot)
		}
		n.slots[slot] = c.row
		moved = append(moved, slot)
	}
	n.index = s.index.Next(n, reworded)
	n.facts = s.facts.Next(n, retold)
	n.listed = s.listingAfter(n, moved)
	n.without = withoutAccess(n.slots)
	slices.Sort(moved)
	moved = slices.Compact(moved)
	for i := range s.orders {
		if o := s.orders[i].Load(); o != nil {
			if o = moveInOrder(*o, order(i), s.slots, n.slots, moved); o != nil {
				n.orders[i].Store(o)
			}
		}
	}
	return n
}

// renewed is s with rows that say the same.
func (s *snapshot) renewed(said []partner.Summary) *snapshot {
	n := &snapshot{revision: s.revision, listed: s.listed, slots: slices.Clone(s.slots), free: s.free, byID: s.byID, without: s.without}
	entries, slots := make([]Entry, 0, len(said)), make([]int32, 0, len(said))
	for _, sum := range said {
		if at, there := s.find(sum.ID); there {
			slot := s.byID[at]
			entries, slots = append(entries, Entry{Summary: sum, Marks: s.slots[slot].Marks, Written: s.slots[slot].Written}), append(slots, slot)
		}
	}
	for i, r := range newRows(entries) {
		n.slots[slots[i]] = r
	}
	for i := range s.orders {
		n.orders[i].Store(s.orders[i].Load())
	}
	n.index, n.facts = s.index.Next(n, nil), s.facts.Next(n, nil)
	return n
}

// rebuilt is next for a change of a large part.
func (s *snapshot) rebuilt(changes []change) *snapshot {
	byID := make(map[partner.TenantID]*row, len(s.byID)+len(changes))
	for _, slot := range s.byID {
		byID[s.slots[slot].ID] = s.slots[slot]
	}
	for _, c := range changes {
		byID[c.id] = c.row
	}
	rows := make([]*row, 0, len(byID))
	for _, r := range byID {
		if r != nil {
			rows = append(rows, r)
		}
	}
	return load(s.revision+1, rows)
}

// take finds a free slot.
func (s *snapshot) take() int32 {
	if k := len(s.free); k > 0 {
		slot := s.free[k-1]
		s.free = s.free[:k-1]
		return slot
	}
	s.slots = append(s.slots, nil)
	return int32(len(s.slots) - 1)
}
