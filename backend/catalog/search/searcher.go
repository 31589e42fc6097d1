package search

import "sync"

// searcher is one query at work on one segment. Its scratch memory is kept for the next query.
type searcher struct {
	*segment
	query    *Query
	plan     *plan
	outdated bitset // the slots that the segment tells wrongly

	best  []Rank   // doc → the best evidence so far; 0: none
	at    []uint32 // doc → where in text that evidence lies
	lacks []uint16 // doc → the tokens that it does without, see lacksForm
	seen  [lanes][]uint32

	ranges [maxTokens][]typedWords // token → the words that it is or begins
	likes  [maxTokens][]like       // token → other words that may be meant
	wanted bitset                  // words in likes
	number []int32                 // word → its place in values, plus one
	values []likeness
	listed []uint32 // the same words as a list

	have    []uint16  // doc → the tokens that something of it matches
	sum     []float32 // doc → what those are worth
	touched []uint32  // the docs with any
}

// lacksForm among the tokens that a document lacks: the legal form that was typed is another one than it has.
const lacksForm = 1 << 15

// typedWords are the words that a typed text is or begins.
type typedWords struct {
	wordRange
	length int     // of the typed text
	cost   float32 // because it was typed otherwise
}

// like is a word that may be meant by a token, and how likely.
type like struct {
	word uint32
	sim  float32 // 0 to 1
}

// likeness is what a word is worth for each token of the query.
type likeness struct {
	tokens uint16 // bit i: it may be meant by token i
	sims   [maxTokens]float32
}

// lanes is how many goroutines share a walk over the documents. More than two would not help: the
// walks are bound by memory.
const lanes = 2

// parallelFrom is the length of a walk from which a second goroutine pays.
const parallelFrom = 8_000

// begin puts a searcher to work on q; done ends it.
func (g *segment) begin(q *Query, p *plan, outdated bitset) *searcher {
	s, _ := g.pool.Get().(*searcher)
	if s == nil {
		docs, words := len(g.slots), len(g.masks)
		s = &searcher{segment: g, best: make([]Rank, docs), at: make([]uint32, docs), lacks: make([]uint16, docs),
			have: make([]uint16, docs), sum: make([]float32, docs), wanted: make(bitset, words/64+1), number: make([]int32, words)}
	}
	s.query, s.plan, s.outdated = q, p, outdated
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
	for _, doc := range s.touched {
		s.have[doc], s.sum[doc] = 0, 0
	}
	for _, w := range s.listed {
		s.wanted[w>>6] = 0
		s.number[w] = 0
	}
	for i := range s.ranges {
		s.ranges[i], s.likes[i] = s.ranges[i][:0], s.likes[i][:0]
	}
	s.touched, s.listed, s.values = s.touched[:0], s.listed[:0], s.values[:0]
	s.query, s.plan, s.outdated = nil, nil, nil
	s.pool.Put(s)
}

// tells says whether the segment tells a doc as it is now.
func (s *searcher) tells(doc uint32) bool {
	return s.segment.tells(doc, s.outdated)
}

// note records evidence for a doc; the best one counts.
func (s *searcher) note(lane int, doc uint32, r Rank, at uint32, lacks uint16) {
	if s.best[doc] == 0 {
		s.seen[lane] = append(s.seen[lane], doc)
	}
	if r > s.best[doc] {
		s.best[doc], s.at[doc], s.lacks[doc] = r, at, lacks
	}
}

// append adds to found what the searcher found among those whom its segment tells rightly.
func (s *searcher) append(found []Hit) []Hit {
	for _, docs := range s.seen {
		for _, doc := range docs {
			if s.tells(doc) {
				found = append(found, Hit{Slot: s.slots[doc], Rank: s.best[doc], lacks: s.lacks[doc], doc: doc, at: s.at[doc], in: s.segment, of: s.query})
			}
		}
	}
	return found
}

// inLanes runs f over 0 to n, in two halves at once if it is long.
func inLanes(n int, f func(lane, from, to int)) {
	if n < parallelFrom {
		f(0, 0, n)
		return
	}
	var wg sync.WaitGroup
	wg.Go(func() { f(1, n/2, n) })
	f(0, 0, n/2)
	wg.Wait()
}
