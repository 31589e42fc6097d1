package catalog

import (
	"bytes"
	"strings"

	"github.com/sahilm/fuzzy"
)

// explain says for a row that is returned where its text was found, and which letters of it.
func explain(a *ask, e *Entry, h hit) *Match {
	m := &Match{Field: fieldNames[fieldID], Text: string(e.ID), Score: h.rank.score()}
	if h.in == nil {
		part := a.idPart
		for _, id := range a.ids {
			if id == e.ID {
				part = string(id)
			}
		}
		m.Ranges = []Range{{0, min(len(part), len(m.Text))}}
		return m
	}
	n, wanted := 0, h.in.textNumber(h.doc, h.at)
	named := false // the name holds the query, too: that is what the user reads first
	eachText(e, func(f field, show, find string) {
		if f == fieldName && h.rank.tier() < exact {
			folded := appendFold(nil, find, nil)
			named = markWhole(a.joined, folded, make([]bool, len(folded)))
		}
		if n == wanted && !(named && f == fieldInitial) || named && f == fieldName {
			m.Field, m.Text = fieldNames[f], show
			m.Ranges = mark(a, show, find, h.rank == exact)
		}
		n++
	})
	return m
}

// mark finds the letters of a text that the query speaks of. find is the part of show that is
// searched; it begins where show begins.
func mark(a *ask, show, find string, all bool) []Range {
	if all {
		return []Range{{0, utf16Length(show)}}
	}
	var spans []span
	folded := appendFold(nil, find, &spans)
	marked := make([]bool, len(folded))
	if !markWhole(a.joined, folded, marked) {
		markWords(a.tokens, folded, marked)
	}
	if !hasMark(marked) && len(a.joined) <= maxStrewn {
		for _, m := range fuzzy.FindNoSort(a.joined, []string{string(folded)}) {
			for _, i := range m.MatchedIndexes {
				marked[i] = true
			}
		}
	}
	return ranges(marked, spans)
}

// markWhole marks the joined query where it stands, at the start of a word if it can.
func markWhole(joined string, folded []byte, marked []bool) bool {
	letters := bytes.ReplaceAll(folded, []byte(" "), nil)
	places := make([]int, 0, len(letters)) // in folded
	for i, c := range folded {
		if c != ' ' {
			places = append(places, i)
		}
	}
	from := -1
	for at := 0; joined != ""; at++ {
		i := bytes.Index(letters[at:], []byte(joined))
		if i < 0 {
			break
		}
		at += i
		head := places[at] == 0 || folded[places[at]-1] == ' '
		if from < 0 || head {
			from = at
		}
		if head {
			break
		}
	}
	if from < 0 {
		return false
	}
	for _, p := range places[from : from+len(joined)] {
		marked[p] = true
	}
	return true
}

// markWords marks for each token the word that it matches best, as far as it matches.
func markWords(tokens []token, folded []byte, marked []bool) {
	for i := range tokens {
		t := &tokens[i]
		var best rank
		var from, to int
		take := func(r rank, f, n int) {
			if r > best {
				best, from, to = r, f, f+n
			}
		}
		at := 0
		for word := range strings.SplitSeq(string(folded), " ") {
			for _, text := range append([]string{t.text}, t.alts...) {
				if strings.HasPrefix(word, text) {
					take(prefixWord(len(text), len(word)), at, len(text))
				}
			}
			if in := strings.Index(word, t.text); in > 0 {
				take(insideWord(len(t.text), len(word)), at+in, len(t.text))
			}
			if t.letters >= 4 && word != "" {
				if whole, start := slip(t, []byte(word)); whole {
					take(wholeTypo(true), at, len(word))
				} else if start {
					take(prefixTypo(len(t.text), len(word)), at, min(len(t.text), len(word)))
				}
			}
			if t.letters >= 3 && word != "" && compact(t.text, []byte(word)) {
				take(typo, at, len(word))
			}
			at += len(word) + 1
		}
		for j := from; j < to; j++ {
			marked[j] = true
		}
	}
}

func hasMark(marked []bool) bool {
	for _, m := range marked {
		if m {
			return true
		}
	}
	return false
}

// ranges turns marked folded bytes into ranges of the source; neighbours become one.
func ranges(marked []bool, spans []span) []Range {
	var out []Range
	for i, m := range marked {
		if !m {
			continue
		}
		s := spans[i]
		if n := len(out); n > 0 && int(s.from) <= out[n-1].To {
			out[n-1].To = max(out[n-1].To, int(s.to))
			continue
		}
		out = append(out, Range{int(s.from), int(s.to)})
	}
	return out
}

func utf16Length(s string) (n int) {
	for _, r := range s {
		n++
		if r > 0xffff {
			n++
		}
	}
	return n
}
