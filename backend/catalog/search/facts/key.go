package facts

import (
	"hash/maphash"
	"strings"
	"unicode/utf8"
)

// A word's key is its beginning as a number: words with one beginning lie side by side in the order of keys. Words
// of digits only have fifteen places, all others ten; what lies behind is not in the key. Mail addresses, which are
// only found as a whole, have the hash of all of it.
const (
	numeric     = 1 << 63
	hashed      = 1 << 62
	digitBits   = 4
	digitPlaces = 15
	signBits    = 6
	signPlaces  = 10
	keyBits     = 60
)

var mailSeed = maphash.MakeSeed()

// span is the keys of all words that begin with a word, or that are it.
type span struct {
	from, to uint64 // both included
	// exact says that no other word has a key in it.
	exact bool
}

func isNumber(word string) bool { return word != "" && strings.Trim(word, "0123456789") == "" }

// keyOf is the key of a folded word.
func keyOf(word []byte) (key uint64) {
	if len(word) > 0 && word[0] == mailSign {
		return maphash.Bytes(mailSeed, word)>>(64-keyBits) | hashed
	}
	number := len(word) > 0
	for _, c := range word {
		if c < '0' || c > '9' {
			number = false
			break
		}
	}
	if !number {
		return signs(word)
	}
	at := keyBits
	for _, c := range word[:min(len(word), digitPlaces)] {
		at -= digitBits
		key |= uint64(c-'0'+1) << at
	}
	return key | numeric
}

// signs is the key of a word as one that is not of digits only.
func signs(word []byte) (key uint64) {
	at := keyBits
	for len(word) > 0 && at > 0 {
		r, size := rune(word[0]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRune(word)
		}
		word = word[size:]
		at -= signBits
		key |= sign(r) << at
	}
	return key
}

// sign is the code of a letter or a digit, 1 to 62; the letters beyond a to z share the last ones.
func sign(r rune) uint64 {
	switch {
	case 'a' <= r && r <= 'z':
		return uint64(r-'a') + 1
	case '0' <= r && r <= '9':
		return uint64(r-'0') + 27
	}
	return 37 + uint64(r)%26
}

// spans are where words that are, or begin with, a folded word lie.
func spans(word string, beginnings bool) (out []span) {
	key := keyOf([]byte(word))
	if key&hashed != 0 && key&numeric == 0 {
		return []span{{key, key, true}}
	}
	shared := false
	for _, r := range word {
		shared = shared || r > 'z'
	}
	letters := utf8.RuneCountInString(word)
	add := func(key uint64, bits, places int) {
		s := span{key, key, letters < places && !shared}
		if beginnings {
			s.to |= 1<<(keyBits-bits*min(letters, places)) - 1
			s.exact = letters <= places && !shared
		}
		out = append(out, s)
	}
	if !isNumber(word) {
		add(key, signBits, signPlaces)
		return out
	}
	add(key, digitBits, digitPlaces)
	if beginnings { // of a word that goes on with letters
		add(signs([]byte(word)), signBits, signPlaces)
	}
	return out
}
