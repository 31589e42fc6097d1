package search

import (
	"bytes"
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/sahilm/fuzzy"

	"tenantry/backend/catalog/search/fold"
	"tenantry/backend/catalog/search/slip"
)

// alikePass finds, for each token that counts, the words that hold it, or its letters with few between, or that are a
// slip or two away. Who types several words types a name, so the words of domains, nearly as many as there are
// customers, are looked at for a text in one piece only.
func (s *searcher) alikePass() {
	for i := range s.query.tokens {
		t := &s.query.tokens[i]
		if !t.guessable() || s.plan.core>>i&1 == 0 {
			continue
		}
		var likes [lanes][]like
		var gapped [lanes][]uint32
		a := newAlike(t, s.query.runs(Slips))
		a.gaps, a.inside = s.query.runs(Gaps), s.query.runs(Pieces) && len(s.query.tokens) > 1
		inLanes(s.among(), func(lane, from, to int) { likes[lane], gapped[lane] = a.words(s.segment, from, to) })
		for _, l := range slices.Concat(likes[:]...) {
			s.mayMean(i, l)
		}
		s.gapped(i, slices.Concat(gapped[:]...))
	}
}

// among is how many words are looked at one by one.
func (s *searcher) among() int {
	if strings.ContainsRune(s.query.typed, ' ') {
		return int(s.named)
	}
	return len(s.masks)
}

// mayMean records that token i may mean a word.
func (s *searcher) mayMean(i int, l like) {
	n := s.number[l.word]
	if n == 0 {
		s.values = append(s.values, likeness{})
		n = int32(len(s.values))
		s.number[l.word] = n
		s.wanted.set(l.word)
		s.listed = append(s.listed, l.word)
	}
	v := &s.values[n-1]
	v.tokens |= 1 << i
	if l.sim > v.sims[i] {
		v.sims[i] = l.sim
		s.likes[i] = append(s.likes[i], l)
	}
}

// alike is a token that words are compared with.
type alike struct {
	*token
	bytes   []byte
	runes   []rune // nil: its letters are bytes
	key     uint64
	allowed int // tenths of a slip
	slips   int // letters that may be wrong
	gaps    bool
	inside  bool // pieces from inside a word: of one token, literalPass has seen them
}

// allowedSlips in a word, by its letters.
func allowedSlips(letters int) int {
	switch {
	case letters < 3:
		return 0
	case letters < 7:
		return 1
	}
	return 2
}

func newAlike(t *token, slips bool) *alike {
	a := &alike{token: t, bytes: []byte(t.text), key: wordKey(t.text)}
	if slips {
		a.slips = allowedSlips(t.letters)
		a.allowed = a.slips * slip.One
	}
	if !fold.ASCII(t.text) {
		a.runes = []rune(t.text)
	}
	return a
}

// words compares with some words of a segment. Those that have letters left out come apart: the matcher values them.
func (a *alike) words(g *segment, from, to int) (likes []like, gapped []uint32) {
	inHead := len(a.bytes) < headLength && a.runes == nil
	for n := uint32(from); n < uint32(to); n++ {
		missing := bits.OnesCount64(a.mask &^ g.masks[n])
		if missing > a.slips {
			continue
		}
		more := bits.OnesCount64(g.masks[n] &^ a.mask)
		if more > a.slips && missing > 0 && (a.letters < 5 || inHead && bits.OnesCount64(a.mask&^g.heads[n]) > 1) {
			continue // neither the word, nor its beginning, nor its letters with others between
		}
		length := g.length(n)
		longer := length - len(a.bytes)
		whole := more <= a.slips && longer <= 4*a.slips && -longer <= 4*a.slips
		if a.runes == nil {
			whole = more <= a.slips && longer <= a.slips && -longer <= a.slips
		}
		start := a.letters > 4 && longer > 0 && missing < 2 && !(inHead && bits.OnesCount64(a.mask&^g.heads[n]) > 1) && (a.runes != nil || similarStart(a.key, g.keys[n]))
		if whole || start {
			if sim := a.slipped(g.word(n), whole, start); sim > 0 {
				likes = append(likes, like{n, sim})
				continue
			}
		}
		if missing == 0 && longer > 0 && (a.inside || a.gaps) {
			word := g.word(n)
			switch {
			case a.inside && bytes.Contains(word, a.bytes):
				likes = append(likes, like{n, 0.55 + 0.3*ratio(len(a.bytes), length)})
			case a.gaps && word[0] == a.text[0] && compact(a.text, word):
				gapped = append(gapped, n)
			}
		}
	}
	return likes, gapped
}

// slipped is how likely a word was meant, by the slips it takes to type the token instead; 0: it was not.
func (a *alike) slipped(word []byte, wholly, begun bool) float32 {
	var whole, start int
	if a.runes != nil {
		whole, start = slip.Compare(a.runes, []rune(string(word)), a.allowed)
	} else {
		whole, start = slip.Compare(a.bytes, word, a.allowed)
	}
	switch {
	case wholly && whole <= a.allowed:
		return afterSlips(whole, max(a.letters, utf8.RuneCount(word)))
	case begun && start <= slip.One:
		return afterSlips(start, a.letters) - 0.2 + 0.15*ratio(len(a.bytes), len(word))
	}
	return 0
}

// afterSlips is how likely a word of so many letters was meant after slips in tenths.
func afterSlips(cost, letters int) float32 {
	return 0.95 - 1.1*float32(cost)/slip.One/float32(max(letters, 1))
}

// similarStart says whether two ASCII words, given by their keys, can begin within one slip: then one of the
// first two letters of one is among the first two of the other, at its place or swapped or shifted.
func similarStart(a, b uint64) bool {
	a0, a1, b0, b1 := byte(a>>56), byte(a>>48), byte(b>>56), byte(b>>48)
	return a0 == b0 || a1 == b1 || a1 == b0 || a0 == b1
}

// compact says whether the letters of typed stand in word in order, from its first letter on, with so
// few others between them that they were left out rather than picked: one in four, at least one.
func compact(typed string, word []byte) bool {
	if word[0] != typed[0] {
		return false
	}
	spare := max(len(typed)/4, 1)
	i := 0
	for at := 0; at < len(word) && at-i <= spare; at++ {
		if word[at] == typed[i] {
			if i++; i == len(typed) {
				return true
			}
		}
	}
	return false
}

// gapped has the matcher score words that hold a token's letters with a few others between.
func (s *searcher) gapped(i int, candidates []uint32) {
	if len(candidates) == 0 {
		return
	}
	t := s.query.tokens[i].text
	perfect := float32(1)
	for _, m := range fuzzy.FindNoSort(t, []string{t}) {
		perfect = float32(max(m.Score, 1))
	}
	for _, m := range fuzzy.FindFromNoSort(t, wordSource{s.segment, candidates}) {
		likeness := min(max(float32(m.Score)/perfect, 0), 1)
		s.mayMean(i, like{candidates[m.Index], 0.5 + 0.25*ratio(len(t), len(m.Str)) + 0.1*likeness})
	}
}

// wordSource shows words of a segment to the matcher.
type wordSource struct {
	*segment
	of []uint32
}

func (w wordSource) String(i int) string { return string(w.word(w.of[i])) }
func (w wordSource) Len() int            { return len(w.of) }
