package search

import (
	"strings"

	"tenantry/backend/catalog/search/lexis"
)

// readWords finds, for each token, the words that it is or begins.
func (s *searcher) readWords() {
	for i, t := range s.query.tokens {
		s.begun(i, t.text, 0, false)
		for _, alt := range t.alts {
			s.begun(i, alt, 0.02, false)
		}
		if s.query.runs(Same) {
			for _, other := range lexis.Same(t.text) {
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
			whole += s.told(wordRange{r.from, r.from + 1}, s.outdated)
		}
		begun += s.told(r.wordRange, s.outdated)
	}
	return whole, begun
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
			n += len(s.docsOf(r.wordRange))
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
		for _, doc := range s.docsOf(r.wordRange) {
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
				s.note(lane, doc, s.strictly(doc, &o), o.spot(s.plan.core), s.lackedForm(doc, o.have))
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
			if n == 1 && o.have != 0 {
				return // the name has it: that is what people read
			}
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

// strictly values a doc that has every token that counts: as one that has them all, or as one that lacks some of the
// others.
func (s *searcher) strictly(doc uint32, o *outcome) Rank {
	r := s.without(doc, o.have, o.strict(s.query.tokens, s.plan.core))
	for i, v := range o.values[:len(s.query.tokens)] {
		if s.plan.core>>i&1 == 0 {
			r += 0.001 * Rank(v) // of two ways to write a form that which was typed
		}
	}
	if all := uint16(1)<<len(s.query.tokens) - 1; o.have == all && all != s.plan.core {
		r = max(r, o.strict(s.query.tokens, all))
	}
	if s.query.repeats {
		r -= 0.15 // who types a word twice means a name that has it twice
	}
	return max(r, TierWords)
}

// without takes from the rank of a doc what it lacks of the tokens that tell little: its legal form is another one than
// was typed, or it has none, so that what was typed is perhaps the beginning of a word; a stop word may be the end of one.
func (s *searcher) without(doc uint32, have uint16, r Rank) Rank {
	r -= TierWords
	forms, lacked := 0, 0
	for i, t := range s.query.tokens {
		switch {
		case !t.light || s.plan.core>>i&1 != 0:
		case t.stop && have>>i&1 == 0:
			r -= 0.03
		case !t.stop:
			forms++
			if have>>i&1 == 0 {
				lacked++
			}
		}
	}
	unlike := Rank(1 - sameForm(s.query.form, s.forms[doc]))
	switch {
	case forms == 0:
	case lacked == 0:
		r -= 0.01 * unlike
	case s.forms[doc] == 0 && r >= wholeCore:
		r -= 0.015 // somebody left it out
	default:
		r -= 0.002 * Rank(lacked) / Rank(forms)
		r *= 1 - 0.6*unlike
	}
	return TierWords + max(r, 0)
}

// wholeCore is the quality of a name from which all of it that counts was typed.
const wholeCore = 0.95

// lackedForm says whether a doc has neither the words nor the form that was typed.
func (s *searcher) lackedForm(doc uint32, have uint16) uint16 {
	for i, t := range s.query.tokens {
		if t.light && !t.stop && have>>i&1 == 0 && sameForm(s.query.form, s.forms[doc]) < 1 {
			return lacksForm
		}
	}
	return 0
}

// initialsPass finds the names that a query of one word abbreviates to their first letters. In capitals that is likelier
// than the beginning of a word.
func (s *searcher) initialsPass() {
	if len(s.query.tokens) != 1 || s.query.tokens[0].letters < leastInitials {
		return
	}
	r := TierWords + 0.6
	if s.query.raw != s.query.typed && s.query.raw == strings.ToUpper(s.query.raw) {
		r = TierWords + 0.885
	}
	for doc := range withHash(s.letters, s.query.whole.joined) {
		s.note(0, doc, r, s.first[doc]+1, 0)
	}
}
