package search

import (
	"bytes"
	"math/bits"
	"slices"
	"strings"
)

// typoPass finds, for each token, the words that hold it, or its letters with few between, or
// that are one typo away. Who types several words types a name, so the words of domains, nearly as
// many as there are customers, are looked at for a text in one piece only.
func (s *searcher) typoPass() {
	among := len(s.masks)
	if strings.ContainsRune(s.query.typed, ' ') {
		among = s.nameWords
	}
	for i := range s.query.tokens {
		t := &s.query.tokens[i]
		if t.letters < 3 {
			continue
		}
		var like [lanes][]likeness
		s.split(among, func(lane, from, to int) { like[lane] = s.alike(t, from, to) })
		var gapped []uint32
		for _, l := range slices.Concat(like[:]...) {
			if l.rank == 0 {
				gapped = append(gapped, l.word)
			} else {
				s.noteWord(l.word, i, l.rank)
			}
		}
		s.gapped(i, gapped)
	}
}

// likeness says what a word is worth for a token; rank 0 leaves it to the matcher to say.
type likeness struct {
	word uint32
	rank Rank
}

func (s *searcher) alike(t *token, from, to int) (out []likeness) {
	text := []byte(t.text)
	key := wordKey(text)
	inside := len(s.query.tokens) > 1 // else literalPass has seen it
	foreign := !ascii(text)           // a letter is more than a byte
	spare := 0                        // how many letters of the token the word may lack
	if t.letters >= 4 {
		spare = 1
	}
	for w := from; w < to; w++ {
		missing := bits.OnesCount64(t.mask &^ s.masks[w])
		if missing > spare {
			continue
		}
		starts := foreign || similarStart(key, s.keys[w])
		if !starts && (missing > 0 || !inside) {
			continue
		}
		word := s.word(uint32(w))
		if missing == 0 && len(word) > len(text) {
			if inside && bytes.Contains(word, text) {
				out = append(out, likeness{uint32(w), insideWord(len(text), len(word))})
				continue
			}
			if compact(t.text, word) {
				out = append(out, likeness{uint32(w), 0})
			}
		}
		if !starts || spare == 0 || len(word)+4 < len(text) {
			continue
		}
		if whole, start := typoIn(t, word); whole {
			out = append(out, likeness{uint32(w), wholeTypo(word[0] == text[0])})
		} else if start {
			out = append(out, likeness{uint32(w), prefixTypo(len(text), len(word))})
		}
	}
	return out
}

// similarStart says whether two ASCII words, given by their keys, can be within one typo: then one of the
// first two letters of one is among the first two of the other, at its place or swapped or shifted.
func similarStart(a, b uint64) bool {
	a0, a1, b0, b1 := byte(a>>56), byte(a>>48), byte(b>>56), byte(b>>48)
	return a0 == b0 || a1 == b1 || a1 == b0 || a0 == b1
}
