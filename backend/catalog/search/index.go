package search

import (
	"slices"
	"sync/atomic"
)

// Index finds documents of one state of a Source. What it needs is made when it is first asked, as far
// as possible of what an earlier index has; then asking takes no lock. It may be used from any goroutine.
type Index struct {
	source Source
	made   atomic.Pointer[segments]
	base   *segments // of an earlier state
	stale  []int32   // the slots whose texts changed since
}

// New is the index of a first state.
func New(source Source) *Index { return &Index{source: source} }

// Next is the index of a state in which the documents in some slots came, went or read otherwise than
// in the state of x. What it costs to make grows with what changed, not with all there is.
func (x *Index) Next(source Source, changed []int32) *Index {
	base, stale := x.base, x.stale
	if made := x.made.Load(); made != nil {
		base, stale = made, nil
	}
	next := New(source)
	if stale = slices.Concat(stale, changed); base != nil && few(stale, source) {
		next.base, next.stale = base, stale
	}
	return next
}

// rebuildFrom is the part of all documents, as a divisor, from which changed texts are worth a new
// main segment; a few more don't matter.
const rebuildFrom = 16

func few(stale []int32, source Source) bool {
	return len(stale) <= 64+len(source.Slots())/rebuildFrom
}

// segments are the prepared texts: everybody in the main segment, and those whose texts changed since
// it was made once more, as they are now, in a small second one.
type segments struct {
	main, recent *segment // recent may be nil
	stale        []int32  // the slots of which main tells the past, sorted
	outdated     bitset   // the same; nil if there are none
}

// all yields the segments, and of each the slots that it tells wrongly.
func (s *segments) all(yield func(g *segment, outdated bitset) bool) {
	if yield(s.main, s.outdated) && s.recent != nil {
		yield(s.recent, nil)
	}
}

// segments are made when first asked for. Two readers may both make them; that is only time lost.
func (x *Index) segments() *segments {
	if s := x.made.Load(); s != nil {
		return s
	}
	s := x.prepare()
	x.made.Store(s)
	return s
}

func (x *Index) prepare() *segments {
	whole := func() *segments { return &segments{main: newSegment(x.source, x.source.Slots())} }
	if x.base == nil {
		return whole()
	}
	if len(x.stale) == 0 {
		return x.base
	}
	stale := slices.Concat(x.base.stale, x.stale)
	slices.Sort(stale)
	stale = slices.Compact(stale)
	if !few(stale, x.source) {
		return whole()
	}
	s := &segments{main: x.base.main, recent: newSegment(x.source, stale), stale: stale}
	s.outdated = make(bitset, max(s.main.bound, stale[len(stale)-1]+1)/64+1)
	for _, slot := range stale {
		s.outdated.set(uint32(slot))
	}
	return s
}
