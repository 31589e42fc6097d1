package search

import (
	"cmp"
	"slices"

	"tenantry/backend/catalog/search/lexis"
)

// understood is the query as these documents make it understood.
func (x *Index) understood(q *Query) *Query {
	return x.withForms(x.chosen(q))
}

// withForms is a query whose legal form is one: of a kind that nobody has, it is a word like another.
func (x *Index) withForms(q *Query) *Query {
	if q.form == 0 {
		return q
	}
	for g := range x.segments().all {
		if g.kinds.has(uint32(lexis.FamilyOf(q.form))) {
			return q
		}
	}
	return q.withoutForms()
}

// withoutForms is the query with its legal forms taken for words like others.
func (q *Query) withoutForms() *Query {
	plain := *q
	plain.form = 0
	tokens := slices.Clone(q.tokens)
	for i := range tokens {
		tokens[i].light = tokens[i].stop
	}
	plain.search(tokens)
	return &plain
}

// shortForm says whether the legal form in the query is so short that it may as well be a word.
func (q *Query) shortForm() bool {
	letters := 0
	for _, t := range q.tokens {
		if t.light && !t.stop {
			letters += t.letters
		}
	}
	return q.form != 0 && letters <= 4
}

// chosen is a query of more words than are searched for at once: a line of a mail, in which a name may stand. Those are
// searched for that documents have and that tell most, in the order in which they were typed.
func (x *Index) chosen(q *Query) *Query {
	if len(q.words) <= maxTokens {
		return q
	}
	type rated struct {
		at     int
		weight float32
	}
	documents := len(x.source.Slots())
	var known []rated
	seen := map[string]bool{}
	for i, t := range q.words {
		if seen[t.text] {
			continue
		}
		seen[t.text] = true
		if n := x.having(t.text); n > 0 && !t.light {
			known = append(known, rated{i, rarity(documents, n, n)})
		}
	}
	if len(known) == 0 {
		return q
	}
	slices.SortStableFunc(known, func(a, b rated) int { return cmp.Compare(b.weight, a.weight) })
	known = known[:min(len(known), maxTokens)]
	slices.SortFunc(known, func(a, b rated) int { return cmp.Compare(a.at, b.at) })
	tokens := make([]token, len(known))
	for i, k := range known {
		tokens[i] = q.words[k.at]
	}
	few := *q
	few.dropped = len(seen) - len(known)
	few.form = 0 // it may be anybody's
	few.search(tokens)
	return &few
}

// having is how many documents have a word in a name.
func (x *Index) having(word string) (n int) {
	for g, outdated := range x.segments().all {
		if r := g.beginning(word, false); !r.empty() && g.length(r.from) == len(word) {
			n += g.told(wordRange{r.from, r.from + 1}, outdated)
		}
	}
	return n
}
