package catalog

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
func (k *seeker) gapped(i int, candidates []uint32) {
	if len(candidates) == 0 {
		return
	}
	t := k.ask.tokens[i].text
	perfect := float32(1)
	for _, m := range fuzzy.FindNoSort(t, []string{t}) {
		perfect = float32(max(m.Score, 1))
	}
	for _, m := range fuzzy.FindFromNoSort(t, wordSource{k.segment, candidates}) {
		w := candidates[m.Index]
		likeness := min(max(float32(m.Score)/perfect, 0), 1)
		k.learn(w, i, fuzzyTier+rank(0.4+0.3*ratio(len(t), len(m.Str))+0.2*likeness))
	}
}

// wordSource shows words of a segment to the matcher.
type wordSource struct {
	s  *segment
	of []uint32
}

func (w wordSource) String(i int) string { return string(w.s.word(w.of[i])) }
func (w wordSource) Len() int            { return len(w.of) }

// Limits of the last resort: shorter texts match too much, longer ones hardly anything.
const (
	minStrewn     = 3
	maxStrewn     = 40
	maxCandidates = 1_000
)

// strewn has the matcher look for the letters in order anywhere in a text. What it is shown has all
// of them in order; it says how well.
func (k *seeker) strewn() {
	typed := k.ask.joined
	if len(typed) < minStrewn || len(typed) > maxStrewn {
		return
	}
	source := k.inOrder(typed)
	for _, m := range fuzzy.FindFromNoSort(typed, source) {
		if m.Score < 0 {
			continue // hardly anything adjacent or at a word's start
		}
		p := source.places[m.Index]
		k.note(0, p.doc, loose+rank(0.5+0.4*min(float32(m.Score)/float32(20*len(typed)), 1)), p.at)
	}
}

// textSource shows whole strings of a segment, with their word breaks, to the matcher.
type textSource struct {
	s      *segment
	places []place
}

type place struct{ doc, at uint32 }

func (t textSource) Len() int { return len(t.places) }

func (t textSource) String(i int) string { return string(t.s.spaced(t.places[i].at)) }

// spaced is the string that begins at a place, with its word breaks.
func (s *segment) spaced(at uint32) []byte {
	var out []byte
	for start := at; s.text[at] >= ' '; at++ {
		if at > start && s.heads.has(at) {
			out = append(out, ' ')
		}
		out = append(out, s.text[at])
	}
	return out
}

// inOrder finds the strings that hold the letters of typed in order, about maxCandidates of them.
func (k *seeker) inOrder(typed string) textSource {
	found := textSource{s: k.segment}
	want := letterMask(typed)
	for doc := range uint32(len(k.slots)) {
		if want&^k.chars[doc] != 0 {
			continue
		}
		for at := k.first[doc]; at < k.first[doc+1]; {
			at++ // the field byte
			begin, i := at, 0
			for ; k.text[at] >= ' '; at++ {
				if i < len(typed) && k.text[at] == typed[i] {
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

// mostly values docs in which the longer part of the query's letters is matched by words, for when no
// doc has all of them.
func (k *seeker) mostly() {
	tokens := k.ask.tokens
	total := 0
	for _, t := range tokens {
		total += len(t.text)
	}
	for doc := range uint32(len(k.slots)) {
		have := k.matched(doc)
		letters := 0
		for i, t := range tokens {
			if have>>i&1 != 0 {
				letters += len(t.text)
			}
		}
		if 2*letters > total {
			k.note(0, doc, loose+rank(0.4*ratio(letters, total)), k.first[doc]+1)
		}
	}
}
