package catalog

import "slices"

// textIndex is the search index of a snapshot: everybody in the main segment, and those whose texts
// changed since it was made once more, as they are now, in a small second one.
type textIndex struct {
	main, later *segment // later may be nil
	stale       []int32  // the slots of which main tells the past, sorted
	past        bitset   // the same; nil if there are none
}

// parts yields the segments, and of each the slots that it tells wrongly.
func (t *textIndex) parts(yield func(g *segment, past bitset) bool) {
	if yield(t.main, t.past) && t.later != nil {
		yield(t.later, nil)
	}
}

// rebuildFrom is the part of all customers, as a divisor, from which changed texts are worth a new
// main segment; a few more don't matter.
const rebuildFrom = 16

// index returns the snapshot's search index, made when first asked for, as far as possible of that of
// an earlier snapshot.
func (s *snapshot) index() *textIndex {
	if t := s.text.Load(); t != nil {
		return t
	}
	t := s.makeIndex()
	s.text.Store(t)
	return t
}

func (s *snapshot) makeIndex() *textIndex {
	if s.base == nil {
		return &textIndex{main: newSegment(s.slots, s.byID)}
	}
	if len(s.stale) == 0 {
		return s.base
	}
	stale := slices.Concat(s.base.stale, s.stale)
	slices.Sort(stale)
	stale = slices.Compact(stale)
	if len(stale) > 64+len(s.byID)/rebuildFrom {
		return &textIndex{main: newSegment(s.slots, s.byID)}
	}
	t := &textIndex{main: s.base.main, stale: stale, past: make(bitset, len(s.slots)/64+1)}
	var there []int32
	for _, slot := range stale {
		t.past.set(uint32(slot))
		if s.slots[slot] != nil {
			there = append(there, slot)
		}
	}
	t.later = newSegment(s.slots, there)
	return t
}
