package script

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

func isHangul(r rune) bool { return r >= 0x1100 && unicode.Is(unicode.Hangul, r) }

const hangulWays = 4

// How the parts of a syllable are written: Revised Romanisation, the habit of firms and families, McCune-Reischauer.
var (
	initials = [hangulWays - 1][]string{
		strings.Split("g kk n d tt r m b pp s ss  j jj ch k t p h", " "),
		strings.Split("k kk n d tt l m p pp s ss  j jj ch k t p h", " "),
		strings.Split("k kk n t tt r m p pp s ss  ch tch ch k t p h", " "),
	}
	medials = [hangulWays - 1][]string{
		strings.Split("a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i", " "),
		strings.Split("a ae ya yae u e yu ye o wa wae oe yo oo wo we wi yoo u ui i", " "),
		strings.Split("a ae ya yae o e yo ye o wa wae oe yo u wo we wi yu u ui i", " "),
	}
	endings = strings.Split(" k k k n n n t l k m l l l p l m p p t t ng t t k t p t", " ")
	// links are what finals are before a syllable that begins with a vowel.
	links = strings.Split(" g kk ks n nj n d r lg lm lb ls lt lp r m b ps s ss ng j ch k t p h", " ")
)

// Indexes of what meets where two syllables do.
const (
	initialN, initialR, initialM, initialSilent = 2, 5, 6, 11
)

// readHangul reads syllables. The last way is that of the house names in words.txt, the rest by habit.
func readHangul(dst []byte, run string, way int) []byte {
	names := way == hangulWays-1
	if names {
		way = 1
	}
	begin := true
	link := "" // what the final before says in place of the silent initial
	for i := 0; i < len(run); {
		if names {
			if word, reading := koreanName(run[i:], begin); word != "" {
				dst = append(append(append(dst, ' '), reading...), ' ')
				i += len(word)
				begin, link = true, ""
				continue
			}
		}
		r, size := utf8.DecodeRuneInString(run[i:])
		i += size
		initial, vowel, final, ok := syllable(r)
		if !ok {
			dst = utf8.AppendRune(dst, r)
			continue
		}
		switch {
		case initial == initialSilent:
			dst = append(dst, link...)
		case begin:
			dst = append(dst, initials[way][initial]...)
		default:
			dst = append(dst, voiced(dst, initial, way)...)
		}
		dst = append(dst, medials[way][vowel]...)
		begin, link = false, ""
		if final > 0 {
			dst, link = appendFinal(dst, final, run[i:])
		}
	}
	return dst
}

// koreanName is the house or family name that a text begins with; a family's, of one syllable, only at the beginning.
func koreanName(text string, begin bool) (word, reading string) {
	korean := lexicons()["korean"]
	if word, reading = korean.first(text); word != "" || !begin {
		return word, reading
	}
	_, size := utf8.DecodeRuneInString(text)
	if reading, ok := korean.readings[text[:size]]; ok {
		return text[:size], reading
	}
	return "", ""
}

// voiced is an initial within a word: as in the Revised Romanisation but after l and m, ng, where r is said otherwise.
func voiced(dst []byte, initial, way int) string {
	before := dst[len(dst)-1]
	if initial == initialR {
		switch before {
		case 'l':
			return "l"
		case 'm', 'g':
			return "n"
		}
	}
	if initial == initialN && before == 'l' {
		return "l"
	}
	if way == 2 && (before == 'k' || before == 't' || before == 'p') {
		return initials[2][initial]
	}
	return initials[0][initial]
}

// appendFinal appends a final as it is said before what follows, or leaves it to the next syllable.
func appendFinal(dst []byte, final int, rest string) (out []byte, link string) {
	said := endings[final]
	next, _ := utf8.DecodeRuneInString(rest)
	initial, _, _, ok := syllable(next)
	switch {
	case !ok:
	case initial == initialSilent:
		return dst, links[final]
	case initial == initialR && (said == "n" || said == "l"):
		said = "l"
	case initial == initialN || initial == initialM || initial == initialR:
		if nasal, ok := map[string]string{"k": "ng", "t": "n", "p": "m"}[said]; ok {
			said = nasal
		}
	}
	return append(dst, said...), ""
}
