package search

import (
	"cmp"
	"slices"
)

// sumPass adds up, for every doc, what its words are worth for the tokens, found as they were typed or otherwise, and
// values the docs for which that is enough. It may be run again when there is more evidence.
func (w *work) sumPass() {
	w.each((*searcher).sumAll)
	best := float32(0)
	w.each(func(s *searcher) {
		for _, doc := range s.touched {
			if s.tells(doc) {
				best = max(best, s.sum[doc])
			}
		}
	})
	w.each(func(s *searcher) {
		for _, doc := range s.touched {
			if s.sum[doc] >= best*besideBest && s.sum[doc] > 0 {
				s.sumUp(doc)
			}
		}
	})
}

func (s *searcher) sumAll() {
	for _, doc := range s.touched {
		s.have[doc] &= lookedAt | isTouched
		s.sum[doc] = 0
	}
	if s.query.runs(Scripts) {
		s.sumNames()
	}
	for i := range s.query.tokens {
		s.sumWords(i)
		if s.query.runs(Same) {
			s.sumInitials(i)
		}
		if s.query.runs(Pieces) && s.plan.core>>i&1 != 0 {
			s.sumPieces(i)
		}
	}
}

// besideBest is the part of the best sum from which a doc is shown beside it.
const besideBest = 0.72

// touch adds evidence for some tokens to a doc. The first evidence for a token counts: the best one must come first.
func (s *searcher) touch(doc uint32, tokens uint16, worth float32) {
	have := s.have[doc]
	if have&isTouched == 0 {
		s.touched = append(s.touched, doc)
		have |= isTouched
		s.have[doc] = have
	}
	if fresh := tokens &^ have; fresh == tokens {
		s.have[doc] = have | tokens
		s.sum[doc] += worth
	}
}

// sumInitials adds the docs whose name a token abbreviates to its first letters.
func (s *searcher) sumInitials(i int) {
	if t := s.query.tokens[i]; t.letters >= leastInitials {
		for doc := range withHash(s.letters, t.text) {
			s.touch(doc, 1<<i, s.plan.weights[i]*0.8)
		}
	}
}

func (s *searcher) sumWords(i int) {
	weight := s.plan.weights[i]
	words := make([]like, 0, len(s.likes[i]))
	for _, r := range s.ranges[i] {
		if r.length < 3 { // too many words begin with less
			r.to = r.from + 1
		}
		for w := r.from; w < r.to; w++ {
			words = append(words, like{w, likelihood(s.worth(r, w))})
		}
	}
	words = append(words, s.likes[i]...)
	slices.SortFunc(words, func(a, b like) int { return cmp.Compare(b.sim, a.sim) })
	for _, l := range words {
		for _, doc := range s.docs(l.word) {
			s.touch(doc, 1<<i, weight*l.sim)
		}
	}
}

// sumPieces looks for a token across the words of a text ("goodwill" in "Good Will"), and for two tokens in one word
// ("van der bilt" in "Vanderbilt").
func (s *searcher) sumPieces(i int) {
	t := s.query.tokens[i]
	if len(s.query.tokens) > 1 && t.letters >= 4 && len(s.ranges[i]) == 0 {
		s.across(t.text, func(doc uint32) { s.touch(doc, 1<<i, s.plan.weights[i]*0.85) })
	}
	if i+1 < len(s.query.tokens) && s.plan.core>>(i+1)&1 != 0 {
		both := t.text + s.query.tokens[i+1].text
		r := s.beginning(both, false)
		for w := r.from; w < r.to; w++ {
			sim := 0.65 + 0.3*ratio(len(both), s.length(w))
			for _, doc := range s.docs(w) {
				s.touch(doc, 3<<i, (s.plan.weights[i]+s.plan.weights[i+1])*sim)
			}
		}
	}
}

// across yields the docs in which a word and the beginning of the next are, together, what was typed.
func (s *searcher) across(typed string, yield func(doc uint32)) {
	for cut := 2; cut < len(typed); cut++ {
		first, next := s.beginning(typed[:cut], false), s.beginning(typed[cut:], false)
		if first.empty() || next.empty() || s.length(first.from) != cut {
			continue
		}
		for _, doc := range s.docs(first.from) {
			refs := s.refs[s.refAt[doc]:s.refAt[doc+1]]
			for k, ref := range refs[:len(refs)-1] {
				if w := refs[k+1] & wordMask; ref&wordMask == first.from && refs[k+1]&newString == 0 && next.from <= w && w < next.to {
					yield(doc)
					break
				}
			}
		}
	}
}

// What makes a doc that lacks a word, or has it only nearly, worth showing.
const (
	leastCover = 0.4  // the part of the query's weight that is explained
	wholeName  = 0.95 // or the part of the name that the query explains: it stands in a longer text

	leastQuality = 0.25
	inText       = 0.7 // of a name that stands in a longer text
)

// sumUp values a doc by the part of the query that it explains, and the part of its name that the query explains.
func (s *searcher) sumUp(doc uint32) {
	have := s.have[doc] &^ (lookedAt | isTouched)
	lacks := s.plan.core &^ have
	if lacks != 0 && !s.query.runs(Partly) || lacks == s.plan.core {
		return
	}
	cover := s.sum[doc] / s.plan.total
	var o outcome
	s.weigh(doc, &o)
	share := o.covered(s.query.tokens, s.plan.core)
	if cover < leastCover && !(share >= wholeName && o.name >= 2) {
		return
	}
	near, start := o.order(len(s.query.tokens), s.plan.core)
	q := 0.74*cover + 0.16*share + 0.04*near + 0.03*start + 0.03*sameForm(s.query.form, s.forms[doc])
	if s.query.dropped > 0 {
		if share < wholeName {
			return
		}
		q, lacks = max(q, inText+0.2*cover), 0 // the rest is no part of the name
	}
	if q < leastQuality {
		return
	}
	at := o.spot(s.plan.core)
	if o.have == 0 {
		at = s.first[doc] + 1
	}
	s.note(0, doc, softly(q), at, lacks|s.lackedForm(doc, have))
}
