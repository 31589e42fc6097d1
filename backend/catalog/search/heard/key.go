package heard

import "math/bits"

const soundBits = 4 // of a code in a key: the first sound is in the lowest, 16 find room

// Keys are what a folded word sounds like to Germans, to the French and to the English: up to sixteen codes of kinds of
// sounds, packed. Equal keys sound alike, whichever language either comes from; Near tells the next best. A key is 0
// where there is none: the word has no Latin letter or has others, or is silent. It allocates nothing.
func Keys(word []byte) (keys [3]uint64) {
	var spelled [longest + 1 + furthest + longestSpelling]uint8
	n, ok := spell(&spelled, word)
	if !ok {
		return keys
	}
	var r reading
	for i, l := range languages {
		r.say(l, &spelled, n)
		keys[i] = pack(r.heard())
	}
	return keys
}

func pack(sounds []sound) (key uint64) {
	last, shift := uint8(0), 0
	for _, s := range sounds {
		kind := kindOf[s]
		if kind == 0 || kind == last {
			continue
		}
		if shift == 64 {
			break
		}
		key |= uint64(kind) << shift
		shift += soundBits
		last = kind
	}
	return key
}

// Near says whether two keys are equal or one sound apart: one more, one less, or another. 0 is near to nothing.
func Near(a, b uint64) bool {
	if a == 0 || b == 0 {
		return false
	}
	// From where the keys differ on: a sound is another, a has one more, or b has.
	shift := bits.TrailingZeros64(a^b) & (64 - soundBits)
	restA, restB := a>>shift, b>>shift
	nextA, nextB := restA>>soundBits, restB>>soundBits
	more, less := nextA^restB, restA^nextB
	if (a|b)>>(64-soundBits) != 0 { // a full key has lost its last sound to the one that is more
		left := uint64(1)<<(64-soundBits-shift) - 1
		more, less = more&left, less&left
	}
	return nextA == nextB || more == 0 || less == 0
}

// Join is the key of two words said in one breath: "crystal lord" is heard as "cristalord".
func Join(a, b uint64) uint64 {
	length := (bits.Len64(a) + soundBits - 1) &^ (soundBits - 1)
	if length > 0 && a>>(length-soundBits) == b&(1<<soundBits-1) {
		b >>= soundBits
	}
	return a | b<<length
}
