package search

import (
	"slices"
	"strings"

	"tenantry/backend/catalog/search/script"
)

// otherwise finds what a text means that was typed in another script than the name that is meant, or with another
// keyboard layout on.
func (x *Index) otherwise(q *Query) (found []Hit) {
	if q.runs(Scripts) {
		for _, text := range latinised(q.typed) {
			found = append(found, lowered(x.passes(Parse(text).Without(q.skip), nil, false))...)
		}
	}
	if q.runs(Layouts) {
		for _, t := range script.Layouts(q.raw) {
			other := Parse(t.Text).Without(q.skip)
			if x.mayHave(other) {
				found = append(found, lowered(x.passes(other, nil, true))...)
			}
		}
	}
	return found
}

// latinised are the readings of a text of another script.
func latinised(text string) []string {
	usual, ok := script.Latin(text)
	if !ok {
		return nil
	}
	return append([]string{usual}, script.Readings(text)...)
}

// mayHave says whether, for each word of a query that counts, some document has one that begins with it.
func (x *Index) mayHave(q *Query) bool {
	if len(strings.Join(strings.Fields(q.whole.joined), "")) < 2 {
		return false
	}
	return !slices.ContainsFunc(q.tokens, func(t token) bool {
		for g := range x.segments().all {
			if !g.beginning(t.text, false).empty() || !g.beginning(t.text, true).empty() {
				return false
			}
		}
		return !t.light
	})
}

// lowered are hits for another reading of what was typed: words of it are likely, but no words that were typed.
func lowered(found []Hit) []Hit {
	for i := range found {
		if r := found[i].Rank; r >= TierWords {
			found[i].Rank = softly(0.6 + 0.38*float32(r-TierWords))
		} else {
			found[i].Rank = softly(0.95 * float32(r-TierLoose) / 1.98)
		}
	}
	return found
}
