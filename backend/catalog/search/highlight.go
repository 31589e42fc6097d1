package search

import (
	"bytes"
	"slices"
	"strings"

	"github.com/sahilm/fuzzy"

	"tenantry/backend/catalog/search/fold"
	"tenantry/backend/catalog/search/heard"
	"tenantry/backend/catalog/search/lexis"
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

// Match says of a hit that is shown where it was found by what was typed, or by what that was read as, and which
// letters of it.
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
	m.Missing = h.missing(q)
	if h.of != nil {
		q = h.of
	}
	n, wanted := 0, h.in.textNumber(h.doc, h.at)
	named := false // the name holds the query, too: that is what the user reads first
	d.texts(func(f field, show, find string) {
		if f == fieldName && h.Rank.Tier() < TierExact {
			folded := fold.Append(nil, find, nil)
			named = highlightWhole(q.whole.joined, folded, make([]bool, len(folded)))
		}
		if n == wanted && !(named && (f == fieldInitial || f == fieldReading)) || named && f == fieldName {
			m.Field, m.Text = fieldNames[f], show
			switch {
			case h.Rank == TierExact:
				m.Ranges = []Range{{From: 0, To: utf16Length(show)}}
			case f == fieldReading:
				m.Ranges = highlightRead(q, show, find)
			case !strings.HasPrefix(show, find):
				m.Ranges = highlight(q, show)
			default:
				m.Ranges = highlight(q, find)
			}
		}
		n++
	})
	return m
}

// missing are the words of what was typed that the document does without.
func (h Hit) missing(typed *Query) (words []string) {
	if h.of == nil {
		return nil
	}
	tokens := h.of.tokens
	if len(typed.tokens) == len(tokens) {
		tokens = typed.tokens // and not what they were read as
	}
	for i := range tokens {
		if h.lacks>>i&1 != 0 {
			words = append(words, tokens[i].text)
		}
	}
	return words
}

// highlight finds the letters of a text that the query speaks of.
func highlight(q *Query, text string) []Range {
	var spans []fold.Span
	folded := fold.Append(nil, text, &spans)
	lit := make([]bool, len(folded))
	mark(q, folded, lit)
	return fold.Lit(lit, spans)
}

// highlightRead finds the words of a name in another script by those of its reading, and all of it where the two are not
// parted alike.
func highlightRead(q *Query, name, reading string) []Range {
	var spans []fold.Span
	folded := fold.Append(nil, name, &spans)
	lit := make([]bool, len(folded))
	read := []byte(fold.Text(reading))
	litRead := make([]bool, len(read))
	mark(q, read, litRead)
	words, of := wordsAt(folded), wordsAt(read)
	all := len(words) != len(of) || !slices.Contains(litRead, true)
	for i, w := range words {
		if all || slices.Contains(litRead[of[i].From:of[i].To], true) {
			for j := w.From; j < w.To; j++ {
				lit[j] = true
			}
		}
	}
	return fold.Lit(lit, spans)
}

// wordsAt are the places of the words in a folded text.
func wordsAt(folded []byte) (words []Range) {
	at := 0
	for w := range bytes.FieldsSeq(folded) {
		at += bytes.Index(folded[at:], w)
		words = append(words, Range{From: at, To: at + len(w)})
		at += len(w)
	}
	return words
}

// mark lights the letters of a folded text that the query speaks of.
func mark(q *Query, folded []byte, lit []bool) {
	if highlightWhole(q.whole.joined, folded, lit) {
		return
	}
	highlightWords(q.tokens, folded, lit)
	if q.form != 0 {
		highlightForm(q.form, folded, lit)
	}
	if slices.Contains(lit, true) || len(q.whole.joined) > maxScattered {
		return
	}
	for _, m := range fuzzy.FindNoSort(q.whole.joined, []string{string(folded)}) {
		for _, i := range m.MatchedIndexes {
			lit[i] = true
		}
	}
}

// highlightForm highlights the legal form that was typed, however the text writes it.
func highlightForm(form uint16, folded []byte, lit []bool) {
	words := wordsAt(folded)
	texts := make([]string, len(words))
	for i, w := range words {
		texts[i] = string(folded[w.From:w.To])
	}
	for _, f := range lexis.Forms(texts) {
		if f.ID == form {
			for j := words[f.From].From; j < words[f.To-1].To; j++ {
				lit[j] = true
			}
		}
	}
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

// highlightWords highlights for each token the word that it matches best, as far as it matches, or where it stands
// across words.
func highlightWords(tokens []token, folded []byte, lit []bool) {
	words := wordsAt(folded)
	for i := range tokens {
		t := &tokens[i]
		var best float32
		var marks Range
		for _, w := range words {
			if sim, n := t.in(folded[w.From:w.To]); sim > best {
				best, marks = sim, Range{From: w.From + n.From, To: w.From + n.To}
			}
		}
		if best == 0 && t.letters >= 4 && highlightWhole(t.text, folded, lit) {
			continue
		}
		for j := marks.From; j < marks.To; j++ {
			lit[j] = true
		}
	}
}

// in says how likely a token means a word, in the order of the passes, and which letters of it; 0: it does not.
func (t *token) in(word []byte) (sim float32, marks Range) {
	all := Range{From: 0, To: len(word)}
	for _, text := range append([]string{t.text}, t.alts...) {
		if bytes.HasPrefix(word, []byte(text)) {
			return 2 + ratio(len(text), len(word)), Range{From: 0, To: len(text)}
		}
	}
	if slices.Contains(lexis.Same(t.text), string(word)) {
		return 2, all
	}
	if !t.guessable() {
		return 0, marks
	}
	if at := bytes.Index(word, []byte(t.text)); at > 0 {
		return 1.55 + 0.3*ratio(len(t.text), len(word)), Range{From: at, To: at + len(t.text)}
	}
	a := newAlike(t, true)
	if sim := a.slipped(word, true, false); sim > 0 {
		return 1 + sim, all
	}
	if sim := a.slipped(word, false, t.letters > 4); sim > 0 {
		return 1 + sim, Range{From: 0, To: min(len(t.text), len(word))}
	}
	if compact(t.text, word) {
		return 1, all
	}
	if sim := heard.Likeness([]byte(t.text), word); sim >= leastHeard {
		return sim, all
	}
	return 0, marks
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
