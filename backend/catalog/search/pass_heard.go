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
		if !t.guessable() || s.plan.core>>i&1 == 0 {
			continue
		}
		var likes [lanes][]like
		inLanes(s.among(), func(lane, from, to int) { likes[lane] = s.heardAs(t, from, to) })
		for _, l := range slices.Concat(likes[:]...) {
			s.mayMean(i, l)
		}
	}
}

func (s *searcher) heardAs(t *token, from, to int) (likes []like) {
	ear := heard.Listen([]byte(t.text))
	for n := uint32(from); n < uint32(to); n++ {
		if !ear.Hears(s.sounds[n]) {
			continue
		}
		if alike := ear.Likeness(s.word(n)); alike >= leastHeard {
			likes = append(likes, like{n, 0.3 + 0.6*alike - 0.1*max(0, float32(5-t.letters))/2})
		}
	}
	return likes
}

// leastHeard is the likeness in sound from which a word may be the one that was said.
const leastHeard = 0.55
