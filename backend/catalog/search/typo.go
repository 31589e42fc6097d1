package search

// oneTypo says whether a and b are equal but for one slip: a letter inserted, left out or replaced,
// or two neighbours swapped.
func oneTypo[E comparable](a, b []E) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) < len(b) {
		return same(a[i:], b[i+1:])
	}
	if i == len(a) || same(a[i+1:], b[i+1:]) {
		return true
	}
	return i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && same(a[i+2:], b[i+2:])
}

// typoInStart says whether typed is, but for one slip, the beginning of the longer word.
func typoInStart[E comparable](typed, word []E) bool {
	if len(word) <= len(typed) {
		return false
	}
	i := 0
	for i < len(typed) && typed[i] == word[i] {
		i++
	}
	if i == len(typed) {
		return true
	}
	return begins(word[i+1:], typed[i+1:]) || // replaced
		begins(word[i:], typed[i+1:]) || // one too many
		begins(word[i+1:], typed[i:]) || // one left out
		i+1 < len(typed) && typed[i] == word[i+1] && typed[i+1] == word[i] && begins(word[i+2:], typed[i+2:])
}

func same[E comparable](a, b []E) bool { return len(a) == len(b) && begins(a, b) }

func begins[E comparable](s, with []E) bool {
	if len(s) < len(with) {
		return false
	}
	for i := range with {
		if s[i] != with[i] {
			return false
		}
	}
	return true
}

// typoIn compares a query word with a word of the texts: whole, or as its beginning, forgiving one typo.
func typoIn(t *token, word []byte) (whole, start bool) {
	if t.mask>>36 == 0 && ascii(word) {
		typed := []byte(t.text)
		whole = oneTypo(typed, word)
		return whole, !whole && t.letters > 4 && typoInStart(typed, word)
	}
	if len(word) > 4*(t.letters+16) {
		word = word[:4*(t.letters+16)]
	}
	var typed, runes [maxLetters + 80]rune
	a, b := appendRunes(typed[:0], t.text), appendRunes(runes[:0], string(word))
	whole = oneTypo(a, b)
	return whole, !whole && t.letters > 4 && typoInStart(a, b)
}

func appendRunes(dst []rune, s string) []rune {
	for _, r := range s {
		dst = append(dst, r)
	}
	return dst
}
