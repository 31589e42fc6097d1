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
		a := newAlike(t, s.query.runs(Slips))
		for _, ofDomains := range []bool{false, true}[:s.sorts()] {
			for _, l := range s.inLanesLike(s.sized(ofDomains, len(t.text)-a.stretch(), len(t.text)+a.stretch()), a.whole) {
				s.mayMean(i, l)
			}
			s.begunAlike(i, a, ofDomains)
		}
		if s.query.runs(Pieces) && len(s.query.tokens) > 1 && len(s.ranges[i]) == 0 {
			for _, l := range s.inLanesLike(s.allOf(false), a.inside) {
				s.mayMean(i, l)
			}
		}
	}
}

// sorts is of how many sorts words are looked at one by one: of names, and of domains.
func (s *searcher) sorts() int {
	if strings.ContainsRune(s.query.typed, ' ') {
		return 1
	}
	return 2
}

// inLanesLike is what compare finds among some words.
func (s *searcher) inLanesLike(some someWords, compare func(g *segment, some someWords) []like) []like {
	var likes [lanes][]like
	inLanes(some.len(), func(lane, from, to int) { likes[lane] = compare(s.segment, some.part(from, to)) })
	return slices.Concat(likes[:]...)
}

// begunAlike finds the words that begin nearly as was typed, or with its letters and a few between. They begin with the
// first letter that was typed, or with the second.
func (s *searcher) begunAlike(i int, a *alike, ofDomains bool) {
	_, first := utf8.DecodeRuneInString(a.text)
	_, second := utf8.DecodeRuneInString(a.text[first:])
	with := s.beginning(a.text[:first], ofDomains)
	if a.letters > 4 && a.slips > 0 {
		for _, r := range []wordRange{with, s.beginning(a.text[first:first+second], ofDomains)} {
			for _, l := range a.begun(s.segment, r) {
				s.mayMean(i, l)
			}
		}
	}
	if s.query.runs(Gaps) {
		s.gapped(i, a.gapped(s.segment, with))
	}
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
	allowed int    // tenths of a slip
	slips   int    // letters that may be wrong
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
	a := &alike{token: t, bytes: []byte(t.text)}
	if slips {
		a.slips = allowedSlips(t.letters)
		a.allowed = a.slips * slip.One
	}
	if !fold.ASCII(t.text) {
		a.runes = []rune(t.text)
	}
	return a
}

// stretch is how many bytes longer or shorter a word may be.
func (a *alike) stretch() int {
	if a.runes != nil {
		return utf8.UTFMax * a.slips
	}
	return a.slips
}

// whole finds the words that are the token but for its slips.
func (a *alike) whole(g *segment, some someWords) (likes []like) {
	for k, m := range some.masks {
		if bits.OnesCount64(a.mask&^m) > a.slips || bits.OnesCount64(m&^a.mask) > a.slips {
			continue
		}
		n := some.word(k)
		if sim := a.slipped(g.word(n), true, false); sim > 0 {
			likes = append(likes, like{n, sim})
		}
	}
	return likes
}

// begun finds the words that begin with the token but for one slip.
func (a *alike) begun(g *segment, r wordRange) (likes []like) {
	letters := g.masks
	if len(a.bytes) < headLength && a.runes == nil {
		letters = g.heads
	}
	for n := r.from; n < r.to; n++ {
		if bits.OnesCount64(a.mask&^letters[n]) > 1 || g.length(n) <= len(a.bytes) {
			continue
		}
		if sim := a.slipped(g.word(n), false, true); sim > 0 {
			likes = append(likes, like{n, sim})
		}
	}
	return likes
}

// gapped finds the words that hold the letters of the token with a few others between.
func (a *alike) gapped(g *segment, r wordRange) (words []uint32) {
	for n := r.from; n < r.to; n++ {
		if a.mask&^g.masks[n] == 0 && g.length(n) > len(a.bytes) && compact(a.text, g.word(n)) && !bytes.HasPrefix(g.word(n), a.bytes) {
			words = append(words, n)
		}
	}
	return words
}

// inside finds the words that hold the token.
func (a *alike) inside(g *segment, some someWords) (likes []like) {
	for k, m := range some.masks {
		if n := some.word(k); a.mask&^m == 0 && bytes.Contains(g.word(n), a.bytes) {
			likes = append(likes, like{n, 0.55 + 0.3*ratio(len(a.bytes), g.length(n))})
		}
	}
	return likes
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
