package search

import (
	"slices"

	"tenantry/backend/catalog/search/heard"
)

// heardPass finds, for each token that counts, the words that sound like it: what was heard on the phone is spelled as
// the hearer would.
func (s *searcher) heardPass() {
	for i := range s.query.tokens {
		t := &s.query.tokens[i]
		if !t.guessable() || s.plan.core>>i&1 == 0 || s.isWord(i) {
			continue
		}
		ear := heard.Listen([]byte(t.text))
		near := s.sounds.AppendNear(nil, &ear)
		if s.sorts() == 1 {
			upTo, _ := slices.BinarySearch(near, s.named)
			near = near[:upTo]
		}
		var likes [lanes][]like
		inLanes(len(near), func(lane, from, to int) {
			for _, n := range near[from:to] {
				if alike := ear.Likeness(s.word(n)); alike >= leastHeard {
					likes[lane] = append(likes[lane], like{n, 0.3 + 0.6*alike - 0.1*max(0, float32(5-t.letters))/2})
				}
			}
		})
		for _, l := range slices.Concat(likes[:]...) {
			s.mayMean(i, l)
		}
	}
}

// isWord says whether somebody has the very word of a token: who was told it was heard well.
func (s *searcher) isWord(i int) bool {
	return slices.ContainsFunc(s.ranges[i], func(r typedWords) bool { return r.cost == 0 && s.length(r.from) == r.length })
}

// leastHeard is the likeness in sound from which a word may be the one that was said.
const leastHeard = 0.7
