package search

import (
	"tenantry/backend/catalog/search/script"
)

// romanised is what names of other scripts are in Latin letters, reduced to what all romanisations have in common: one
// entry for each of their words, and one for each name as a whole, since not every script parts words.
type romanised struct {
	words, names []reading
	signs        []byte // packed
}

// reading is a word or a name in Latin letters.
type reading struct {
	of       uint32 // the word's number, or the doc
	from, to uint32 // its skeleton in signs; of an abjad its consonants
	whole    uint32 // the end of its whole skeleton, which in an abjad begins where the consonants end
	mask     uint32 // the signs in it
	abjad    bool
}

func (r *romanised) add(words []string, numbers []uint32, light uint64, doc uint32, abjad bool) {
	var joined []byte
	for i, w := range words {
		if light>>i&1 == 0 {
			r.words = append(r.words, r.reading([]byte(w), numbers[i], abjad))
			joined = append(joined, w...)
		}
	}
	r.names = append(r.names, r.reading(joined, doc, abjad))
}

func (r *romanised) reading(word []byte, of uint32, abjad bool) reading {
	from := uint32(len(r.signs))
	r.signs = appendSigns(r.signs, word, abjad)
	signs := r.signs[from:]
	to := uint32(len(r.signs))
	if abjad {
		r.signs = script.Skeleton(word, r.signs)
	}
	return reading{of, from, to, uint32(len(r.signs)), signMask(signs), abjad}
}

// skeleton is a reading with its vowels.
func (r *romanised) skeleton(of reading) string {
	if of.abjad {
		return string(r.signs[of.to:of.whole])
	}
	return string(r.signs[of.from:of.to])
}

func appendSigns(dst, word []byte, abjad bool) []byte {
	if !abjad {
		return script.Skeleton(word, dst)
	}
	return script.Consonants(script.Skeleton(word, nil), dst)
}

func signMask(signs []byte) (m uint32) {
	for _, c := range signs {
		m |= 1 << (c & 31)
	}
	return m
}
