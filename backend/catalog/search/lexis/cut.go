package lexis

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Cut parts a word of a script that sets no blanks between words into the name and the legal forms at its ends:
// "株式会社日立" is "株式会社" and "日立". Any other word comes back as it is.
func Cut(word string) []string {
	if !blankless(word) {
		return []string{word}
	}
	var before, after []string
	for _, f := range gluedForms() {
		if rest, ok := strings.CutPrefix(word, f); ok && rest != "" {
			before, word = append(before, f), rest
			break
		}
	}
	for _, f := range gluedForms() {
		if rest, ok := strings.CutSuffix(word, f); ok && rest != "" {
			word, after = rest, append(after, f)
			break
		}
	}
	return slices.Concat(before, []string{word}, after)
}

func blankless(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return r >= 0xe00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// gluedForms are the forms of these scripts, longest first. One sign alone is none: it may belong to the name, and who
// abbreviates a form to it puts it into brackets, which are a break already.
var gluedForms = sync.OnceValue(func() (out []string) {
	for w, all := range formsTable().byFirst {
		if blankless(w) && utf8.RuneCountInString(norm.NFC.String(w)) > 1 && len(all[len(all)-1].words) == 1 {
			out = append(out, w)
		}
	}
	slices.SortFunc(out, func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) })
	return out
})
