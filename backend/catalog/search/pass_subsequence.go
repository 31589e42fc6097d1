package search

import "github.com/sahilm/fuzzy"

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
		w := candidates[m.Index]
		likeness := min(max(float32(m.Score)/perfect, 0), 1)
		s.noteWord(w, i, TierFuzzy+Rank(0.4+0.3*ratio(len(t), len(m.Str))+0.2*likeness))
	}
}

// wordSource shows words of a segment to the matcher.
type wordSource struct {
	*segment
	of []uint32
}

func (w wordSource) String(i int) string { return string(w.word(w.of[i])) }
func (w wordSource) Len() int            { return len(w.of) }

// Limits of the last resort: shorter texts match too much, longer ones hardly anything.
const (
	minSubsequence = 3
	maxSubsequence = 40
	maxCandidates  = 1_000
)

// subsequencePass has the matcher look for the letters in order anywhere in a text. What it is shown has all
// of them in order; it says how well.
func (s *searcher) subsequencePass() {
	typed := s.query.joined
	if len(typed) < minSubsequence || len(typed) > maxSubsequence {
		return
	}
	source := s.inOrder(typed)
	for _, m := range fuzzy.FindFromNoSort(typed, source) {
		if m.Score < 0 {
			continue // hardly anything adjacent or at a word's start
		}
		p := source.places[m.Index]
		s.note(0, p.doc, TierLoose+Rank(0.5+0.4*min(float32(m.Score)/float32(20*len(typed)), 1)), p.at)
	}
}

// textSource shows whole strings of a segment, with their word breaks, to the matcher.
type textSource struct {
	*segment
	places []place
}

type place struct{ doc, at uint32 }

func (t textSource) Len() int { return len(t.places) }

func (t textSource) String(i int) string { return string(t.spaced(t.places[i].at)) }

// spaced is the string that begins at a place, with its word breaks.
func (g *segment) spaced(at uint32) []byte {
	var out []byte
	for start := at; g.text[at] >= ' '; at++ {
		if at > start && g.starts.has(at) {
			out = append(out, ' ')
		}
		out = append(out, g.text[at])
	}
	return out
}

// inOrder finds the strings that hold the letters of typed in order, about maxCandidates of them.
func (s *searcher) inOrder(typed string) textSource {
	found := textSource{segment: s.segment}
	want := letterMask(typed)
	for doc := range uint32(len(s.slots)) {
		if want&^s.chars[doc] != 0 {
			continue
		}
		for at := s.first[doc]; at < s.first[doc+1]; {
			at++ // the field byte
			begin, i := at, 0
			for ; s.text[at] >= ' '; at++ {
				if i < len(typed) && s.text[at] == typed[i] {
					i++
				}
			}
			if i == len(typed) {
				found.places = append(found.places, place{doc, begin})
			}
		}
		if len(found.places) >= maxCandidates {
			break
		}
	}
	return found
}

// partialPass values docs in which the longer part of the query's letters is matched by words, for when no
// doc has all of them.
func (s *searcher) partialPass() {
	tokens := s.query.tokens
	total := 0
	for _, t := range tokens {
		total += len(t.text)
	}
	for doc := range uint32(len(s.slots)) {
		have := s.matched(doc)
		letters := 0
		for i, t := range tokens {
			if have>>i&1 != 0 {
				letters += len(t.text)
			}
		}
		if 2*letters > total {
			s.note(0, doc, TierLoose+Rank(0.4*ratio(letters, total)), s.first[doc]+1)
		}
	}
}
