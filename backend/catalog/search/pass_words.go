package search

// readWords finds, for each token, the words that it is or begins.
func (s *searcher) readWords() {
	for i, t := range s.query.tokens {
		s.begun(i, t.text, 0, false)
		for _, alt := range t.alts {
			s.begun(i, alt, 0.02, false)
		}
		if s.query.runs(Same) {
			for _, other := range sameWords(t.text) {
				s.begun(i, other, 0.01, true)
			}
		}
	}
}

// begun notes the words that begin with a text, or the one that it is.
func (s *searcher) begun(i int, typed string, cost float32, whole bool) {
	for _, ofDomains := range []bool{false, true} {
		r := s.beginning(typed, ofDomains)
		if !r.empty() && whole {
			r.to = r.from
			if s.length(r.from) == len(typed) {
				r.to++
			}
		}
		if !r.empty() {
			s.ranges[i] = append(s.ranges[i], typedWords{r, len(typed), cost})
		}
	}
}

// worth of a word that begins with what was typed.
func (s *searcher) worth(r typedWords, w uint32) float32 {
	if n := s.length(w); n != r.length {
		return prefixWord(r.length, n) - r.cost
	}
	return wholeWord - r.cost
}

// count says how many docs have a word as it was typed, and how many one that begins so.
func (s *searcher) count(i int) (whole, begun int) {
	for _, r := range s.ranges[i] {
		if s.length(r.from) == r.length {
			whole += s.told(wordRange{r.from, r.from + 1})
		}
		begun += s.told(r.wordRange)
	}
	return whole, begun
}

// told is how many of the posts of some words are of docs that the segment tells as they are.
func (s *searcher) told(r wordRange) (n int) {
	if s.outdated == nil {
		return s.postsOf(r)
	}
	for _, doc := range s.posts[s.postAt[r.from]:s.postAt[r.to]] {
		if s.tells(doc) {
			n++
		}
	}
	return n
}

// strictPass values the docs that have, for each token that counts, a word that it is or begins.
func (s *searcher) strictPass() {
	rarest, fewest := -1, 0
	for i := range s.query.tokens {
		if s.plan.core>>i&1 == 0 {
			continue
		}
		n := 0
		for _, r := range s.ranges[i] {
			n += s.postsOf(r.wordRange)
		}
		if rarest < 0 || n < fewest {
			rarest, fewest = i, n
		}
	}
	if fewest == 0 {
		return
	}
	var docs []uint32
	for _, r := range s.ranges[rarest] {
		for _, doc := range s.posts[s.postAt[r.from]:s.postAt[r.to]] {
			if s.have[doc]&lookedAt == 0 {
				s.have[doc] |= lookedAt | isTouched
				s.touched = append(s.touched, doc)
				docs = append(docs, doc)
			}
		}
	}
	inLanes(len(docs), func(lane, from, to int) {
		var o outcome
		for _, doc := range docs[from:to] {
			if s.weigh(doc, &o); o.have&s.plan.core == s.plan.core {
				s.note(lane, doc, o.strict(s.query.tokens, s.plan.core)-s.formCost(doc)-s.stopCost(o.have), o.spot(s.plan.core), s.lackedForm(doc))
			}
		}
	})
}

// Among the tokens that a doc has: the strict pass has seen it; it is in the list of those to forget.
const (
	lookedAt  = 1 << 15
	isTouched = 1 << 14
)

// weigh puts together what the words of a doc are worth. Among equal words the one that continues the word before wins.
func (s *searcher) weigh(doc uint32, o *outcome) {
	n := len(s.query.tokens)
	o.reset(n)
	at, place := s.first[doc], int32(-1)
	for _, ref := range s.refs[s.refAt[doc]:s.refAt[doc+1]] {
		if ref&newString != 0 {
			place++
			for s.text[at] < ' ' { // strings without a letter leave only their field byte
				at++
			}
		}
		word := ref & wordMask
		length := s.length(word)
		named := refField(ref) == fieldName
		if ref&lightWord == 0 {
			place++
			if named {
				o.name += length
			}
		}
		for i := range n {
			if v := s.value(i, word); v > 0 {
				o.take(i, v, place, at, named)
			}
		}
		at += uint32(length)
	}
}

// value is what a word is worth for a token: at least wholeWord-0.1 if it is the word, from prefixLeast on if the word
// begins with it, less if it only resembles it, 0 if it does not.
func (s *searcher) value(i int, word uint32) (v float32) {
	for _, r := range s.ranges[i] {
		if r.from <= word && word < r.to {
			v = max(v, s.worth(r, word))
		}
	}
	if v == 0 && s.wanted.has(word) {
		v = s.values[s.number[word]-1].sims[i] * mostAlike
	}
	return v
}

// formCost takes a little from a doc whose legal form is not the one that was typed.
func (s *searcher) formCost(doc uint32) Rank {
	return Rank(0.006 * (1 - sameForm(s.query.form, s.forms[doc])))
}

// stopCost takes something from a doc that lacks a stop word: what was typed may be the end of a longer word.
func (s *searcher) stopCost(have uint16) (cost Rank) {
	for i, t := range s.query.tokens {
		if t.light && have>>i&1 == 0 && stopWord(t.text) {
			cost += 0.03
		}
	}
	return min(cost, 0.1)
}

func (s *searcher) lackedForm(doc uint32) uint16 {
	if sameForm(s.query.form, s.forms[doc]) == 0 {
		return lacksForm
	}
	return 0
}
