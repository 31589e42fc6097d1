package search

import "sync"

// searcher is one query at work on one segment. Its scratch memory is kept for the next query.
type searcher struct {
	*segment
	query    *Query
	outdated bitset   // the slots that the segment tells wrongly
	best     []Rank   // doc → the best evidence so far; 0: none
	at       []uint32 // doc → where in text that evidence lies
	seen     [lanes][]uint32

	wanted   bitset  // words that match some token
	number   []int32 // word → its place in values, plus one
	values   []wordValues
	matching []uint32 // the same words as a list
}

// wordValues is what a word is worth for each token of the query.
type wordValues struct {
	tokens uint16 // bit i: it matches token i
	ranks  [maxTokens]Rank
}

// lanes is how many goroutines share a walk over the documents. More than two would not help: the
// walks are bound by memory.
const lanes = 2

// parallelFrom is the length of a walk from which a second goroutine pays.
const parallelFrom = 8_000

// begin puts a searcher to work on q; done ends it.
func (g *segment) begin(q *Query, outdated bitset) *searcher {
	s, _ := g.pool.Get().(*searcher)
	if s == nil {
		s = &searcher{segment: g, best: make([]Rank, len(g.slots)), at: make([]uint32, len(g.slots)),
			wanted: make(bitset, len(g.masks)/64+1), number: make([]int32, len(g.masks))}
	}
	s.query, s.outdated = q, outdated
	return s
}

// done hands the memory back, clean.
func (s *searcher) done() {
	for l := range s.seen {
		for _, doc := range s.seen[l] {
			s.best[doc] = 0
		}
		s.seen[l] = s.seen[l][:0]
	}
	for _, w := range s.matching {
		s.wanted[w>>6] = 0
		s.number[w] = 0
	}
	s.matching, s.values = s.matching[:0], s.values[:0]
	s.query, s.outdated = nil, nil
	s.pool.Put(s)
}

// note records evidence for a doc; the best one counts.
func (s *searcher) note(lane int, doc uint32, r Rank, at uint32) {
	if s.best[doc] == 0 {
		s.seen[lane] = append(s.seen[lane], doc)
	}
	if r > s.best[doc] {
		s.best[doc], s.at[doc] = r, at
	}
}

// append adds to found what the searcher found among those whom its segment tells rightly.
func (s *searcher) append(found []Hit) []Hit {
	for _, docs := range s.seen {
		for _, doc := range docs {
			if slot := s.slots[doc]; s.outdated == nil || !s.outdated.has(uint32(slot)) {
				found = append(found, Hit{Slot: slot, Rank: s.best[doc], doc: doc, at: s.at[doc], in: s.segment})
			}
		}
	}
	return found
}

// split runs f over 0 to n, in two halves at once if it is long.
func (s *searcher) split(n int, f func(lane, from, to int)) {
	if n < parallelFrom {
		f(0, 0, n)
		return
	}
	var wg sync.WaitGroup
	wg.Go(func() { f(1, n/2, n) })
	f(0, 0, n/2)
	wg.Wait()
}
