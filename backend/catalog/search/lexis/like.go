package lexis

import (
	"slices"
	"unicode/utf8"
)

// A slip is forgiven in a word of seven letters; of five within a form of several words.
const (
	slipAlone  = 7
	slipWithin = 5
)

// FormsLike finds what Forms finds, and forms with one slip in a long word too: a letter too much, too few, another
// one, or two that changed places ("Aktiengeselschaft", "Joynt Stock Compan"). It takes some microseconds a word: for
// queries, not for building an index.
func FormsLike(words []string) []Form {
	found := Forms(words)
	if len(words) > maxMended {
		return found
	}
	nears, tries := make([][]string, len(words)), 1
	for i, w := range words {
		if near := formsTable().near(w); tries*(1+len(near)) <= maxTries {
			nears[i], tries = near, tries*(1+len(near))
		}
	}
	mended := slices.Clone(words)
	for try := 1; try < tries; try++ {
		rest := try // says, word by word, which of its near ones stands for it, or none
		for i, near := range nears {
			mended[i] = words[i]
			if n := rest % (1 + len(near)); n > 0 {
				mended[i] = near[n-1]
			}
			rest /= 1 + len(near)
		}
		if like := formsOf(mended, words); covered(like) > covered(found) {
			found = like
		}
	}
	return found
}

// What bounds the mending of a query: its words (a longer one is no name), and the ways to mend them that are tried.
const (
	maxMended = 24
	maxTries  = 256
)

// formsOf are the forms of mended words, but those of a single word that is too short for a slip.
func formsOf(mended, words []string) []Form {
	return slices.DeleteFunc(Forms(mended), func(f Form) bool {
		w := mended[f.From]
		return f.To == f.From+1 && w != words[f.From] && utf8.RuneCountInString(w) < slipAlone
	})
}

func covered(found []Form) (words int) {
	for _, f := range found {
		words += f.To - f.From
	}
	return words
}

// near are the other words of forms that w is with a slip.
func (t *formTable) near(w string) (out []string) {
	if utf8.RuneCountInString(w) < slipWithin-1 {
		return nil
	}
	letter := 1 // the bytes of one
	if !latin(w) {
		letter = utf8.UTFMax
	}
	for n := len(w) - letter; n <= len(w)+letter; n++ {
		for _, l := range t.long[n] {
			if l != w && oneSlip(l, w) {
				out = append(out, l)
			}
		}
	}
	return out
}

// oneSlip says whether two different words are one insertion, omission, exchange or swap of neighbours apart.
func oneSlip(a, b string) bool {
	for a != "" && b != "" {
		x, n := utf8.DecodeRuneInString(a)
		y, m := utf8.DecodeRuneInString(b)
		if x == y {
			a, b = a[n:], b[m:]
			continue
		}
		restA, restB := a[n:], b[m:]
		if restA == restB || restA == b || a == restB {
			return true
		}
		x2, n2 := utf8.DecodeRuneInString(restA)
		y2, m2 := utf8.DecodeRuneInString(restB)
		return x == y2 && y == x2 && restA[n2:] == restB[m2:]
	}
	return utf8.RuneCountInString(a)+utf8.RuneCountInString(b) == 1
}
