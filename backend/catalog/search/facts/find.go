package facts

import (
	"math/bits"

	"tenantry/backend/partner"
)

// Hit is a customer that was found.
type Hit struct {
	Slot int32
	// Weight is of identifiers: what those that the customer has weigh together; the larger the better.
	Weight int
	// Quality is of words: from 0 to 1, the larger the better.
	Quality float32
}

const (
	// examined is how many customers are looked at one by one to tell the better from the worse; more than that
	// nobody reads.
	examined = 200
	// proofs is how many customers are looked at, for one text, to see whether they have a word of which the key tells
	// too little: one of a long number, or of letters beyond a to z.
	proofs = 2000
)

// Known are the customers who have an identifier of the text.
func (x *Index) Known(q *Query) []Hit {
	if len(q.named) == 0 {
		return nil
	}
	t, left := x.tables(), proofs
	weights, all := make([]uint8, t.bound), make(bitset, t.bound/64+1)
	for _, n := range q.named {
		found := x.having(t, word{texts: n.words, beginnings: n.longer}, &left)
		count := found.count()
		found.each(func(slot int32) {
			weight := 1
			if count <= examined {
				weight = x.weight(n, slot)
			}
			weights[slot] = uint8(min(int(weights[slot])+weight, 255))
			all.set(slot)
		})
	}
	var hits []Hit
	all.each(func(slot int32) { hits = append(hits, Hit{Slot: slot, Weight: int(weights[slot])}) })
	return hits
}

func (x *Index) weight(n named, slot int32) int {
	weight := 1
	for f := range x.source.Facts(slot) {
		if n.in(f) {
			weight = max(weight, f.Kind.Weight())
		}
	}
	return weight
}

// Find are the customers among whose facts are all words of the text.
func (x *Index) Find(q *Query) []Hit {
	if len(q.words) == 0 {
		return nil
	}
	t, left := x.tables(), proofs
	var all bitset
	for _, w := range q.words {
		found := x.having(t, w, &left)
		if all == nil {
			all = found
			continue
		}
		for i := range all {
			all[i] &= found[i]
		}
	}
	count := all.count()
	hits := make([]Hit, 0, count)
	all.each(func(slot int32) {
		h := Hit{Slot: slot, Quality: 0.1}
		if count <= examined {
			h.Quality = x.quality(q, slot)
		}
		hits = append(hits, h)
	})
	return hits
}

// quality is better the more words are whole and the more of them stand in one fact.
func (x *Index) quality(q *Query, slot int32) float32 {
	whole := make([]bool, len(q.words))
	most := 0
	for f := range x.source.Facts(slot) {
		together := 0
		for i, w := range q.words {
			if is, begins := w.in(f); is || begins {
				together++
				whole[i] = whole[i] || is
			}
		}
		most = max(most, together)
	}
	wholes := 0
	for _, is := range whole {
		if is {
			wholes++
		}
	}
	n := float32(len(q.words))
	return 0.1 + 0.5*float32(most)/n + 0.3*float32(wholes)/n
}

// having are the slots of the customers who have a word. left is how many proofs may be made still.
func (x *Index) having(t *tables, w word, left *int) bitset {
	found, unsure := make(bitset, t.bound/64+1), make(bitset, t.bound/64+1)
	for _, text := range w.texts {
		for _, s := range spans(text, w.beginnings) {
			into := unsure
			if s.exact {
				into = found
			}
			for _, slot := range t.main.within(s) {
				if t.outdated == nil || !t.outdated.has(slot) {
					into.set(slot)
				}
			}
			for _, slot := range t.recent.within(s) {
				into.set(slot)
			}
		}
	}
	unsure.each(func(slot int32) {
		if *left == 0 || found.has(slot) {
			return
		}
		*left--
		if x.has(slot, w) {
			found.set(slot)
		}
	})
	return found
}

func (x *Index) has(slot int32, w word) bool {
	for f := range x.source.Facts(slot) {
		if is, begins := w.in(f); is || begins {
			return true
		}
	}
	return false
}

// in says whether a fact has the word, as a whole or as a beginning.
func (w word) in(f partner.Fact) (whole, begins bool) {
	var r reader
	r.words(f, func(have []byte) bool {
		for _, text := range w.texts {
			switch {
			case string(have) == text:
				whole = true
			case w.beginnings && len(have) > len(text) && string(have[:len(text)]) == text:
				begins = true
			}
		}
		return !whole
	})
	return whole, begins && !whole
}

// in says whether a fact has the identifier.
func (n named) in(f partner.Fact) bool {
	is, begins := word{texts: n.words, beginnings: n.longer}.in(f)
	return is || begins
}

func (b bitset) count() (n int) {
	for _, w := range b {
		n += bits.OnesCount64(w)
	}
	return n
}

func (b bitset) each(f func(slot int32)) {
	for i, w := range b {
		for ; w != 0; w &= w - 1 {
			f(int32(i<<6 + bits.TrailingZeros64(w)))
		}
	}
}
