package search

import (
	"bytes"
	"slices"
	"strings"

	"github.com/sahilm/fuzzy"

	"tenantry/backend/catalog/search/fold"
	"tenantry/backend/catalog/search/slip"
)

// Match tells where a text was found.
type Match struct {
	Field   string   // "name", "primaryDomain", "domain", "initialDomain", "tenantId", "alias" or "tag", or a partner.FactKind
	Text    string   // the field's text
	Score   float64  // 0 to 1, the larger the better; see rank.go
	Ranges  []Range  // the letters that were found, in order
	Target  string   // of a fact: what names the thing that it tells of; else empty
	Weak    bool     // the letters only resemble the query's
	Missing []string // words of the query that were not found
}

// Range is a half-open part of a text in UTF-16 code units, the unit of the window's strings.
type Range = fold.Range

// Match says of a hit that is shown where q was found, and which letters of it.
func (x *Index) Match(q *Query, h Hit) *Match {
	d, _ := x.source.Document(h.Slot)
	m := &Match{Field: fieldNames[fieldID], Text: d.ID, Score: h.Rank.Score()}
	if h.in == nil {
		start := q.idStart
		if slices.Contains(q.ids, d.ID) {
			start = d.ID
		}
		m.Ranges = []Range{{From: 0, To: min(len(start), len(m.Text))}}
		return m
	}
	m.Weak = h.Rank < TierAlike
	m.Missing = h.missing()
	n, wanted := 0, h.in.textNumber(h.doc, h.at)
	named := false // the name holds the query, too: that is what the user reads first
	d.texts(func(f field, show, find string) {
		if f == fieldName && h.Rank.Tier() < TierExact {
			folded := fold.Append(nil, find, nil)
			named = highlightWhole(q.whole.joined, folded, make([]bool, len(folded)))
		}
		if n == wanted && !(named && f == fieldInitial) || named && f == fieldName {
			m.Field, m.Text = fieldNames[f], show
			m.Ranges = highlight(q, show, find, h.Rank == TierExact)
		}
		n++
	})
	return m
}

// missing are the words that the document does without, as they are compared.
func (h Hit) missing() (words []string) {
	if h.of == nil {
		return nil
	}
	for i := range h.of.tokens {
		if lacks := uint16(1) << i; lacks != lacksForm && h.lacks&lacks != 0 {
			words = append(words, h.of.tokens[i].text)
		}
	}
	return words
}

// highlight finds the letters of a text that the query speaks of. find is the part of show that is
// searched; it begins where show begins.
func highlight(q *Query, show, find string, all bool) []Range {
	if all {
		return []Range{{From: 0, To: utf16Length(show)}}
	}
	var spans []fold.Span
	folded := fold.Append(nil, find, &spans)
	lit := make([]bool, len(folded))
	if !highlightWhole(q.whole.joined, folded, lit) {
		highlightWords(q.tokens, folded, lit)
	}
	if !slices.Contains(lit, true) && len(q.whole.joined) <= maxScattered {
		for _, m := range fuzzy.FindNoSort(q.whole.joined, []string{string(folded)}) {
			for _, i := range m.MatchedIndexes {
				lit[i] = true
			}
		}
	}
	return fold.Lit(lit, spans)
}

// highlightWhole highlights the joined query where it stands, at the start of a word if it can.
func highlightWhole(joined string, folded []byte, lit []bool) bool {
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
		lit[p] = true
	}
	return true
}

// highlightWords highlights for each token the word that it matches best, as far as it matches.
func highlightWords(tokens []token, folded []byte, lit []bool) {
	for i := range tokens {
		t := &tokens[i]
		var best float32
		var from, to int
		take := func(sim float32, f, n int) {
			if sim > best {
				best, from, to = sim, f, f+n
			}
		}
		a := alike{token: t, bytes: []byte(t.text), slips: allowedSlips(t.letters), allowed: allowedSlips(t.letters) * slip.One}
		if !ascii(t.text) {
			a.runes = []rune(t.text)
		}
		at := 0
		for word := range strings.SplitSeq(string(folded), " ") {
			for _, text := range append([]string{t.text}, t.alts...) {
				if strings.HasPrefix(word, text) {
					take(1+ratio(len(text), len(word)), at, len(text))
				}
			}
			if in := strings.Index(word, t.text); in > 0 {
				take(0.55+0.3*ratio(len(t.text), len(word)), at+in, len(t.text))
			}
			if t.letters >= 3 && word != "" {
				if sim := a.slipped([]byte(word), true, false); sim > 0 {
					take(sim, at, len(word))
				} else if sim := a.slipped([]byte(word), false, t.letters > 4); sim > 0 {
					take(sim, at, min(len(t.text), len(word)))
				}
			}
			if t.letters >= 3 && word != "" && compact(t.text, []byte(word)) {
				take(0.1, at, len(word))
			}
			at += len(word) + 1
		}
		for j := from; j < to; j++ {
			lit[j] = true
		}
	}
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
