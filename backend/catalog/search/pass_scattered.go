package search

import (
	"slices"
	"unicode/utf8"

	"github.com/sahilm/fuzzy"
)

// Limits of the last resort: shorter texts match too much, longer ones hardly anything.
const (
	minScattered = 3
	maxScattered = 12
)

// scatteredPass has the matcher look for the letters in order anywhere in a text. What it is shown has all
// of them in order; it says how well.
func (s *searcher) scatteredPass() {
	typed := s.query.whole.joined
	if len(typed) < minScattered || len(typed) > maxScattered {
		return
	}
	source := s.inOrder(typed)
	for _, m := range fuzzy.FindFromNoSort(typed, source) {
		if m.Score < leastScattered*len(typed) {
			continue // hardly anything adjacent or at a word's start
		}
		p := source.places[m.Index]
		s.note(0, p.doc, softly(0.15+0.3*min(float32(m.Score)/float32(20*len(typed)), 1)), p.at, 0)
	}
}

// leastScattered is the matcher's score for each letter from which letters were picked rather than found by chance.
const leastScattered = 1

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

// inOrder finds the strings that hold the letters of typed in order, the first of them at the start of a word of a name.
func (s *searcher) inOrder(typed string) textSource {
	found := textSource{segment: s.segment}
	_, size := utf8.DecodeRuneInString(typed)
	r := s.beginning(typed[:size], false)
	docs := slices.Clone(s.docsOf(r))
	slices.Sort(docs)
	want := letterMask(typed)
	for _, doc := range slices.Compact(docs) {
		if want&^s.chars[doc] != 0 {
			continue
		}
		for at := s.first[doc]; at < s.first[doc+1]; {
			at++ // the field byte
			begin, i := at, 0
			for ; s.text[at] >= ' '; at++ {
				if i < len(typed) && s.text[at] == typed[i] && (i > 0 || s.starts.has(at)) {
					i++
				}
			}
			if i == len(typed) {
				found.places = append(found.places, place{doc, begin})
			}
		}
	}
	return found
}
