package template

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

var reference = regexp.MustCompile(`(?i)\[tnt-[0-9a-z]+\]`)

// fillers are the words that say nothing about the matter, in both languages, and what mail programs
// put before a title.
var fillers = set(`a an and are as at be by can cannot cant could do does doesnt dont for from get has have how in into is it
	its more my no not of off on onto or our out over so some that the their them there they this to up was we were when
	which while who will with won wont you your
	au aucun aucune aux avec ce ces cette dans de des du elle en est et il ils la le les leur leurs mais ne nos notre nous ou par
	pas peut peuvent plus pour que qui sa sans se ses son sont sur un une vos votre vous d l n qu s c j
	re fw fwd tr aw wg`)

func set(text string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(text) {
		m[w] = true
	}
	return m
}

// bare reduces a text to words of lower-case letters and digits without accents; a reference such as
// "[TNT-7F3K2M]" is left out.
func bare(text string) []string {
	text = reference.ReplaceAllString(text, " ")
	text = strings.NewReplacer("n't", "nt", "n’t", "nt", "œ", "oe", "Œ", "oe", "ß", "ss").Replace(text)
	var b strings.Builder
	for _, r := range norm.NFKD.String(text) {
		switch {
		case unicode.Is(unicode.Mn, r): // an accent
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(unicode.ToLower(r))
		default:
			b.WriteByte(' ')
		}
	}
	return strings.Fields(b.String())
}

// matter is the set of words that tell what a text is about, without their plural; all its words where
// it has only fillers.
func matter(text string) map[string]bool {
	all, telling := map[string]bool{}, map[string]bool{}
	for _, w := range bare(text) {
		if len(w) > 3 {
			w = strings.TrimSuffix(w, "s")
		}
		all[w] = true
		if !fillers[w] {
			telling[w] = true
		}
	}
	if len(telling) == 0 {
		return all
	}
	return telling
}

func common(a, b map[string]bool) (n int) {
	for w := range a {
		if b[w] {
			n++
		}
	}
	return n
}

// alike says from 0 to 1 how many of their words two titles share, whatever their case, accents,
// punctuation, order and reference.
func alike(a, b string) float64 {
	x, y := matter(a), matter(b)
	if len(x)+len(y) == 0 {
		return 0
	}
	return 2 * float64(common(x, y)) / float64(len(x)+len(y))
}

// sameOver is the likeness over which two titles are taken to be about one thing: of five words each,
// one may be another only if it is a filler.
const sameOver = 0.8

// SameMatter says whether two titles are about the same thing: alike, and with the same numbers, for
// those tell one server, invoice or incident from the next.
func SameMatter(a, b string) bool {
	x, y := matter(a), matter(b)
	for w := range x {
		if numbered(w) && !y[w] {
			return false
		}
	}
	for w := range y {
		if numbered(w) && !x[w] {
			return false
		}
	}
	return alike(a, b) > sameOver
}

func numbered(word string) bool { return strings.ContainsFunc(word, unicode.IsDigit) }
