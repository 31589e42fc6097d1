package catalog

import (
	"bytes"
	"sync"
)

// seeker is one query at work on one segment. Its scratch memory is kept for the next query.
type seeker struct {
	*segment
	ask  *ask
	past bitset   // the slots that the segment tells wrongly
	best []rank   // doc → the best evidence so far; 0: none
	at   []uint32 // doc → where in text that evidence lies
	seen [lanes][]uint32

	wanted bitset  // words that match some token
	number []int32 // word → its place in values, plus one
	values []wordValues
	hit    []uint32 // the words that match some token
}

// wordValues is what a word is worth for each token of the query.
type wordValues struct {
	tokens uint16 // bit i: it matches token i
	ranks  [maxTokens]rank
}

// lanes is how many goroutines share a walk over the customers. More than two would not help: the
// walks are bound by memory.
const lanes = 2

// parallelFrom is the length of a walk from which a second goroutine pays.
const parallelFrom = 8_000

func (s *segment) seek(a *ask, past bitset) *seeker {
	k, _ := s.pool.Get().(*seeker)
	if k == nil {
		k = &seeker{segment: s, best: make([]rank, len(s.slots)), at: make([]uint32, len(s.slots)),
			wanted: make(bitset, len(s.masks)/64+1), number: make([]int32, len(s.masks))}
	}
	k.ask, k.past = a, past
	return k
}

// done hands the memory back, clean.
func (k *seeker) done() {
	for l := range k.seen {
		for _, doc := range k.seen[l] {
			k.best[doc] = 0
		}
		k.seen[l] = k.seen[l][:0]
	}
	for _, w := range k.hit {
		k.wanted[w>>6] = 0
		k.number[w] = 0
	}
	k.hit, k.values = k.hit[:0], k.values[:0]
	k.ask, k.past = nil, nil
	k.pool.Put(k)
}

// note records evidence for a doc; the best one counts.
func (k *seeker) note(lane int, doc uint32, r rank, at uint32) {
	if k.best[doc] == 0 {
		k.seen[lane] = append(k.seen[lane], doc)
	}
	if r > k.best[doc] {
		k.best[doc], k.at[doc] = r, at
	}
}

// split runs f over 0 to n, in two halves at once if it is long.
func (k *seeker) split(n int, f func(lane, from, to int)) {
	if n < parallelFrom {
		f(0, 0, n)
		return
	}
	var wg sync.WaitGroup
	wg.Go(func() { f(1, n/2, n) })
	f(0, 0, n/2)
	wg.Wait()
}

// literally looks for the joined query in all texts.
func (k *seeker) literally() {
	needle := []byte(k.ask.joined)
	if len(needle) < 3 {
		return
	}
	var grams gramSet
	grams.add(needle)
	k.split(len(k.slots), func(lane, from, to int) {
		for doc := uint32(from); doc < uint32(to); doc++ {
			if k.grams[doc].holds(&grams) {
				k.literal(lane, doc, needle)
			}
		}
	})
}

// literal values a doc by where its texts contain the needle. Of a name and a domain that both do,
// each makes the other more likely to be meant.
func (k *seeker) literal(lane int, doc uint32, needle []byte) {
	var name, domain rank
	var nameAt, domainAt uint32
	for at, end := k.first[doc], k.first[doc+1]; ; at++ {
		i := bytes.Index(k.text[at:end], needle)
		if i < 0 {
			break
		}
		at += uint32(i)
		switch f, r := k.evidence(at, uint32(len(needle))); {
		case f.isDomain() && r > domain:
			domain, domainAt = r, at
		case !f.isDomain() && r > name:
			name, nameAt = r, at
		}
	}
	r, at := name, nameAt
	if domain > name {
		r, at = domain, domainAt
	}
	if min(name, domain) >= words {
		r = max(r, min(r+0.03, words+0.985)) // but not above a whole text
		if domain < words+0.97 {
			at = nameAt // the name is what people read
		}
	}
	if r > 0 {
		k.note(lane, doc, r, at)
	}
}

// evidence values one occurrence of the joined query.
func (k *seeker) evidence(at, n uint32) (field, rank) {
	begin, end := at, at+n
	for k.text[begin-1] >= ' ' {
		begin--
	}
	for k.text[end] >= ' ' { // the last byte of all is a 0
		end++
	}
	f := field(k.text[begin-1])
	main := end
	if f.isDomain() && f != fieldInitial {
		main = k.lastHead(begin, end) // the part after the last dot distinguishes nobody
	}
	e := found{start: at == begin, end: at+n == end || at+n == main && at == begin, words: len(k.ask.breaks) + 1, aligned: true,
		share:     min(float32(n)/float32(max(main-begin, 1)), 1),
		wordStart: k.heads.has(at), wordEnd: at+n == end || k.heads.has(at+n)}
	for _, b := range k.ask.breaks {
		e.aligned = e.aligned && k.heads.has(at+uint32(b))
	}
	inside := 0
	for i := at + 1; i < at+n; i++ {
		if k.heads.has(i) {
			inside++
		}
	}
	e.joined = inside > len(k.ask.breaks)
	if f.isDomain() && !e.wordStart {
		e.words = 1 // a dot is no space: a piece of a domain across it says nothing more
	}
	r := e.rank()
	if r.tier() == words && f != fieldName {
		r -= 0.005
		if f == fieldTag {
			r -= 0.02
		}
	}
	return f, r
}

// lastHead is where the last word of a string begins.
func (k *seeker) lastHead(begin, end uint32) uint32 {
	for at := end - 1; at > begin; at-- {
		if k.heads.has(at) {
			return at
		}
	}
	return end
}
