package wire

import (
	"strconv"
	"strings"
	"unicode"
)

// Enum is an open list of words, in the order of the service's numbers.
type Enum struct {
	words []string
	folds map[string]string
}

// NewEnum makes an enum of its words as the documentation writes them; word i is also number i.
func NewEnum(words ...string) Enum {
	e := Enum{words: words, folds: make(map[string]string, len(words))}
	for _, w := range words {
		e.folds[fold(w)] = w
	}
	return e
}

// Word is the documented form of t, whatever its case, its separators, or its being a number. A word
// that nobody knows comes back with its first letter in lower case, a number nobody knows as it is.
func (e Enum) Word(t Text) string {
	if i, err := strconv.Atoi(string(t)); err == nil {
		if i >= 0 && i < len(e.words) {
			return e.words[i]
		}
		return string(t)
	}
	if w, ok := e.folds[fold(string(t))]; ok {
		return w
	}
	r := []rune(string(t))
	if len(r) > 0 {
		r[0] = unicode.ToLower(r[0])
	}
	return string(r)
}

// fold drops what writers of the same word differ in.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '_' || r == '-' || unicode.IsSpace(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, s)
}
