package facts

import (
	"bytes"
	"slices"
	"strings"

	"tenantry/backend/catalog/search/fold"
	"tenantry/backend/partner"
)

// Match tells by which fact a customer was found.
type Match struct {
	partner.Fact
	Shown  string       // what is shown of it
	Ranges []fold.Range // the letters of Shown that were found, in order
}

// Match is the fact of a customer that says most of why q finds it: its identifiers if it has one of them, else its
// words. False: it has none.
func (x *Index) Match(q *Query, slot int32) (Match, bool) {
	best, most := partner.Fact{}, 0
	for f := range x.source.Facts(slot) {
		if says := q.says(f); says > most {
			best, most = f, says
		}
	}
	if most == 0 {
		return Match{}, false
	}
	m := Match{Fact: best, Shown: q.shown(best)}
	m.Ranges = q.highlight(best, m.Shown)
	return m, true
}

// says is how much a fact says of why a text finds its customer; 0: nothing.
func (q *Query) says(f partner.Fact) (n int) {
	for _, named := range q.named {
		if named.in(f) {
			n += 1000
		}
	}
	for _, w := range q.words {
		switch whole, begins := w.in(f); {
		case whole:
			n += 40
		case begins:
			n += 20
		}
	}
	if n > 0 {
		n += len(partner.FactKinds()) - slices.Index(partner.FactKinds(), f.Kind)
	}
	return n
}

// shown is what is shown of a fact: the key where people quote it, or where it is the key that was found.
func (q *Query) shown(f partner.Fact) string {
	key, text := partner.Fact{Kind: f.Kind, Key: f.Key}, partner.Fact{Kind: f.Kind, Text: f.Text}
	switch {
	case f.Key == "":
		return f.Text
	case f.Text == "":
		return f.Key
	case f.Kind.Quoted():
		return f.Key + ": " + f.Text
	case q.says(key) > q.says(text):
		return f.Key
	}
	return f.Text
}

// highlight finds the letters of a text that the query speaks of.
func (q *Query) highlight(f partner.Fact, shown string) []fold.Range {
	var spans []fold.Span
	folded := fold.Append(nil, shown, &spans)
	lit := make([]bool, len(folded))
	for _, n := range q.named {
		if n.in(f) {
			mark(folded, lit, n.words)
		}
	}
	for _, w := range q.words {
		if whole, begins := w.in(f); whole || begins {
			mark(folded, lit, w.texts)
		}
	}
	if !slices.Contains(lit, true) { // a mail address, or a number with a zero between
		for i := range lit {
			lit[i] = folded[i] != ' '
		}
	}
	return fold.Lit(lit, spans)
}

// mark lights one of the texts where a word begins, also across the breaks of words.
func mark(folded []byte, lit []bool, texts []string) {
	var places []int // in folded
	for i, c := range folded {
		if c != ' ' {
			places = append(places, i)
		}
	}
	letters := bytes.ReplaceAll(folded, []byte(" "), nil)
	for _, text := range texts {
		for at := 0; ; at++ {
			next := strings.Index(string(letters[at:]), text)
			if next < 0 || text == "" {
				break
			}
			at += next
			if first := places[at]; first == 0 || folded[first-1] == ' ' || isNumber(text) {
				for _, p := range places[at : at+len(text)] {
					lit[p] = true
				}
				return
			}
		}
	}
}
