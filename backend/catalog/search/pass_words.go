package search

import (
	"bytes"
	"math/bits"
)

// noteWord records what word w is worth for token i.
func (s *searcher) noteWord(w uint32, i int, r Rank) {
	n := s.number[w]
	if n == 0 {
		s.values = append(s.values, wordValues{})
		n = int32(len(s.values))
		s.number[w] = n
		s.wanted.set(w)
		s.matching = append(s.matching, w)
	}
	v := &s.values[n-1]
	v.tokens |= 1 << i
	v.ranks[i] = max(v.ranks[i], r)
}

// wordPass finds, for each token, the words that it is or begins.
func (s *searcher) wordPass() {
	for i, t := range s.query.tokens {
		s.beginnings(i, t.text, 0)
		for _, alt := range t.alts {
			s.beginnings(i, alt, 0.02)
		}
	}
}

func (s *searcher) beginnings(i int, typed string, cost Rank) {
	key := wordKey(typed)
	drop := 64 - 8*min(len(typed), 8)
	for w, have := range s.keys {
		if (have^key)>>drop != 0 {
			continue
		}
		word := s.word(uint32(w))
		switch {
		case len(typed) > 8 && !bytes.HasPrefix(word, []byte(typed)):
		case len(word) == len(typed):
			s.noteWord(uint32(w), i, wholeWord()-cost)
		default:
			s.noteWord(uint32(w), i, prefixWord(len(typed), len(word))-cost)
		}
	}
}

// collect walks over the docs and values those in which every token is matched by some word.
// A doc that lacks more than spare of the query's letters need not be looked at.
func (s *searcher) collect(spare int) {
	tokens := s.query.tokens
	var letters uint64
	for _, t := range tokens {
		letters |= t.mask
	}
	all := uint16(1)<<len(tokens) - 1
	var known uint16 // the tokens that any word matches
	for i := range s.values {
		known |= s.values[i].tokens
	}
	if known != all {
		return
	}
	s.split(len(s.slots), func(lane, from, to int) {
		for doc := uint32(from); doc < uint32(to); doc++ {
			if bits.OnesCount64(letters&^s.chars[doc]) <= spare && s.matched(doc) == all {
				r, at := s.value(doc)
				s.note(lane, doc, r, at)
			}
		}
	})
}

// matched is the set of tokens that some word of the doc matches.
func (s *searcher) matched(doc uint32) (tokens uint16) {
	for _, ref := range s.refs[s.refAt[doc]:s.refAt[doc+1]] {
		if w := ref & wordMask; s.wanted.has(w) {
			tokens |= s.values[s.number[w]-1].tokens
		}
	}
	return tokens
}

// value sums up the words of a doc. Among equal words the one that continues the word before wins.
func (s *searcher) value(doc uint32) (Rank, uint32) {
	var w wordsFound
	var where [maxTokens]uint32
	n := len(s.query.tokens)
	for i := range n {
		w.places[i] = -9
	}
	at := s.first[doc]
	for place, ref := range s.refs[s.refAt[doc]:s.refAt[doc+1]] {
		if ref&newString != 0 {
			for s.text[at] < ' ' { // strings without a letter leave only their field byte
				at++
			}
		}
		word := ref & wordMask
		length := s.wordAt[word+1] - s.wordAt[word]
		name := refField(ref) == fieldName
		if name {
			w.name += int(length)
		}
		if s.wanted.has(word) {
			v := &s.values[s.number[word]-1]
			for left := v.tokens; left != 0; left &= left - 1 {
				i := bits.TrailingZeros16(left)
				r := v.ranks[i]
				better := r > w.values[i] || r == w.values[i] && i > 0 && place == w.places[i-1]+1
				if taken := i > 0 && w.places[i-1] == place; better && !(taken && w.values[i] > 0) {
					w.values[i], w.places[i], w.inName[i], where[i] = r, place, name, at
				}
			}
		}
		at += length
	}
	spot := where[0]
	for i := n - 1; i >= 0; i-- {
		if !w.inName[i] {
			continue
		}
		spot = where[i]
		w.covered += len(s.query.tokens[i].text)
	}
	w.covered = min(w.covered, w.name)
	return w.rank(s.query.tokens), spot
}
