package fold

import "strings"

// Matcher makes the test for a text typed above a list: each of its words must begin a word of the
// fields. Case, accents and punctuation don't matter; a text without a word lets everything pass. The
// test may be called from any goroutine.
func Matcher(text string) func(fields ...string) bool {
	wanted := strings.Fields(Text(text))
	return func(fields ...string) bool {
		var room [512]byte
		hay := room[:0]
		if len(wanted) == 0 {
			return true
		}
		for _, f := range fields {
			hay = Append(append(hay, ' '), f, nil)
		}
		for _, w := range wanted {
			if !beginsWord(hay, w) {
				return false
			}
		}
		return true
	}
}

// beginsWord says whether a word of folded text, each after a blank, begins with w.
func beginsWord(folded []byte, w string) bool {
	for i := range folded {
		if folded[i] == ' ' && len(folded)-i > len(w) && string(folded[i+1:i+1+len(w)]) == w {
			return true
		}
	}
	return false
}
