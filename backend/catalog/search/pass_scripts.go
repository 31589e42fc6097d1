package search

import (
	"bytes"
	"math/bits"

	"tenantry/backend/catalog/search/fold"
	"tenantry/backend/catalog/search/script"
	"tenantry/backend/catalog/search/slip"
)

// scriptPass finds the words, and the names as a whole, that are written in another script and may be romanised as was
// typed.
func (s *searcher) scriptPass() {
	for i := range s.query.tokens {
		if t := &s.query.tokens[i]; t.letters >= 2 && fold.ASCII(t.text) && s.plan.core>>i&1 != 0 {
			ear := newRoman(t.text)
			for _, r := range s.read.words {
				if sim := ear.likeness(&s.read, r, func() string { return string(s.word(r.of)) }); sim > 0 {
					s.mayMean(i, like{r.of, sim})
				}
			}
		}
	}
}

// sumNames adds the names that are, as a whole, romanised as was typed.
func (s *searcher) sumNames() {
	typed := s.query.core.joined
	if typed == "" {
		typed = s.query.whole.joined
	}
	if len(typed) < 4 || !fold.ASCII(typed) {
		return
	}
	ear := newRoman(typed)
	for _, r := range s.read.names {
		if sim := ear.likeness(&s.read, r, func() string { return s.read.skeleton(r) }); sim > 0 {
			s.touch(r.of, s.plan.core, sim*s.plan.coreWeight())
		}
	}
}

// roman is a typed word that is compared with readings.
type roman struct {
	typed string
	signs [2][]byte // of scripts with vowels, and of those without
	masks [2]uint32
}

func newRoman(typed string) *roman {
	r := &roman{typed: typed}
	for i := range r.signs {
		r.signs[i] = appendSigns(nil, []byte(typed), i == 1)
		r.masks[i] = signMask(r.signs[i])
	}
	return r
}

// likeness is how likely a reading was meant, 0 if it was not. word gives the reading's letters, if they are known.
func (t *roman) likeness(of *romanised, r reading, word func() string) float32 {
	kind := 0
	if r.abjad {
		kind = 1
	}
	own := t.signs[kind]
	length := int(r.to - r.from)
	if len(own) < 2 || bits.OnesCount32(t.masks[kind]^r.mask) > 2 || length > len(own)+1 || length < len(own)-1 {
		return 0
	}
	signs := of.signs[r.from:r.to]
	switch {
	case bytes.Equal(own, signs):
		if text := word(); text != "" {
			return 0.6 + 0.35*script.Likeness(t.typed, text, r.abjad)
		}
		return 0.93
	case len(own) < 4:
		return 0
	}
	if whole, _ := slip.Compare(own, signs, slip.One); whole > slip.One {
		return 0
	}
	if text := word(); text != "" {
		if alike := script.Likeness(t.typed, text, r.abjad); alike >= leastRoman {
			return 0.55 + 0.35*alike
		}
		return 0
	}
	return 0.93 - 1.1/float32(len(own))
}

// leastRoman is the likeness from which a reading may be what was typed.
const leastRoman = 0.7
