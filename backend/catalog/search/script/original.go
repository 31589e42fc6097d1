package script

import (
	"math/bits"
	"strings"
)

// Original is a word of another script with all its readings, made once to be compared with much that is typed.
type Original struct {
	readings []reading
	kinds    kinds // of all readings
	heads    kinds // those that it or a word of it may begin with
	abjad    bool
}

// reading is a skeleton, and where in it a word or a character of the original begins, as bits.
type reading struct {
	signs  string
	starts uint64
	kinds  kinds
}

// kinds are the consonants of a skeleton as a set, those that are taken for each other as one.
type kinds uint32

// Read reads a word; not ok if it is Latin already. What is written without blanks is one word.
func Read(word string) (o Original, ok bool) {
	usual, ok := Latin(word)
	if !ok {
		return Original{}, false
	}
	o.abjad = Abjad(word)
	for _, text := range append([]string{usual}, Readings(word)...) {
		if r, ok := newReading(text); ok {
			o.readings = append(o.readings, r)
			o.kinds |= r.kinds
			o.heads |= r.heads()
		}
	}
	return o, len(o.readings) > 0
}

func newReading(text string) (reading, bool) {
	var r reading
	var signs []byte
	for word := range strings.FieldsSeq(text) {
		at := len(signs)
		if signs = Skeleton([]byte(word), signs); at > 0 && at < len(signs) && signs[at] == signs[at-1] {
			at-- // a doubled sign is one, also where words are typed together
			signs = append(signs[:at], signs[at+1:]...)
		}
		if at < longestAlike {
			r.starts |= 1 << at
		}
	}
	if len(signs) > longestAlike {
		signs = signs[:longestAlike]
	}
	r.signs, r.kinds = string(signs), kindsOf(signs)
	return r, len(signs) > 0
}

// heads are the kinds of the first two consonants: what begins with neither is another word. Of several words it is all.
func (r *reading) heads() kinds {
	if r.starts != 1 {
		return r.kinds
	}
	for end := range len(r.signs) {
		if k := kindsOf([]byte(r.signs[:end])); bits.OnesCount32(uint32(k)) == 2 {
			return k
		}
	}
	return r.kinds
}

// kindsOf leaves out what romanisations put or leave out for less than a consonant.
func kindsOf(signs []byte) (k kinds) {
	for _, c := range signs {
		if !isLetter(c) || c == 'H' || c == 'V' {
			continue
		}
		if c == 'L' {
			c = 'R'
		}
		if kind := coarse[c-'A']; kind != 0 {
			k |= 1 << (kind - 'A')
		}
	}
	return k
}

// Typing is a word that was typed in Latin letters, ready to be compared with many originals.
type Typing struct {
	signs   []byte
	kinds   kinds
	head    kinds      // of its first consonant
	weights [2]float32 // of the signs; the second where vowels are not written
}

// Type reads a typed word, folded; blanks in it don't count.
func Type(word string) Typing {
	signs := Skeleton(squeeze(word, &[longestAlike]byte{}), nil)
	if len(signs) > longestAlike {
		signs = signs[:longestAlike]
	}
	t := Typing{signs: signs, kinds: kindsOf(signs), weights: [2]float32{weigh(signs, vowelWeight(false)), weigh(signs, vowelWeight(true))}}
	for end := 0; end <= len(signs) && t.head == 0; end++ {
		t.head = kindsOf(signs[:end])
	}
	return t
}

// What a word is worth that is not all of the original, or only begins with what was typed; the less the more of it is
// left.
const (
	worthPart   = 0.97
	worthBegun  = 0.95
	worthOfRest = 0.2
	leastBegun  = 2 // the weight that must have been typed of a word that is not ended
)

// Means says from 0 to 1 how likely the typed word means the original or a part of it: 0 if it rather doesn't, above 0.5
// otherwise. It may be the beginning, or one or some of the words of an original that is written without blanks.
func (t *Typing) Means(o *Original) float32 {
	weight := t.weights[0]
	if o.abjad {
		weight = t.weights[1]
	}
	spend := (1 - Alike) * weight
	if len(t.signs) == 0 || t.head&^o.heads != 0 || !t.within(o.kinds, spend) {
		return 0
	}
	best := float32(0)
	for i := range o.readings {
		if r := &o.readings[i]; t.within(r.kinds, spend) {
			best = max(best, t.meansReading(r, o.abjad, weight, spend))
		}
	}
	return best
}

// within says whether an original of some kinds of consonants may have those of t: each that it lacks costs.
func (t *Typing) within(k kinds, spend float32) bool {
	return bits.OnesCount32(uint32(t.kinds&^k)) <= int(spend)
}

func (t *Typing) meansReading(r *reading, abjad bool, weight, spend float32) float32 {
	row, ok := align(t.signs, r.signs, r.starts, abjad, spend)
	if !ok {
		return 0
	}
	best := float32(0)
	for end := 1; end <= len(r.signs); end++ {
		if row[end] > spend {
			continue
		}
		worth := float32(1)
		switch rest := r.restOfWord(end); {
		case rest == "" && end == len(r.signs) && weight+spend >= weigh([]byte(r.signs), vowelWeight(abjad)):
		case rest == "":
			worth = worthPart
		case weight < leastBegun:
			continue
		default:
			left := weigh([]byte(rest), vowelWeight(abjad))
			worth = worthBegun - worthOfRest*left/(weight+left)
		}
		best = max(best, (1-row[end]/weight)*worth)
	}
	return best
}

// restOfWord is what a word has left that is read as far as end.
func (r *reading) restOfWord(end int) string {
	if after := r.starts >> end; after != 0 {
		return r.signs[end : end+bits.TrailingZeros64(after)]
	}
	return r.signs[end:]
}
