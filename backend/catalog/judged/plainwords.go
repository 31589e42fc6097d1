package judged

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// words are the words of a text in lower case; the letters of Latin alphabets as the English one has them.
func words(text string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) }) {
		out = append(out, latin(w))
	}
	return out
}

// bare is a text as its letters and digits only.
func bare(text string) string { return strings.Join(words(text), "") }

// latin writes the letters of a word that are of a Latin alphabet as the English one has them.
func latin(w string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(w) {
		if p, ok := letters[r]; ok {
			b.WriteString(p)
		} else if r != '\u0307' {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// english keeps of a word what a domain may hold.
func english(w string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, latin(w))
}

// capital is a word with a capital in front.
func capital(w string) string {
	r, size := utf8.DecodeRuneInString(w)
	return string(unicode.ToUpper(r)) + w[size:]
}

// hasAll says whether all of these words are among some.
func hasAll(among, these []string) bool {
	return !slices.ContainsFunc(these, func(w string) bool { return !slices.Contains(among, w) })
}

// letters is the sets' own table, so that they do not judge the search's folding by itself.
var letters = func() map[rune]string {
	m := map[rune]string{'ß': "ss", 'œ': "oe", 'æ': "ae", 'þ': "th"}
	for plain, marked := range map[string]string{"a": "àáâãäåāăą", "c": "çćč", "d": "ďđð", "e": "èéêëēęě", "g": "ğ",
		"i": "ìíîïīı", "l": "łľĺ", "n": "ñńň", "o": "òóôõöøőō", "r": "řŕ", "s": "śşšș", "t": "ťţț",
		"u": "ùúûüūůű", "y": "ýÿ", "z": "źžż"} {
		for _, r := range marked {
			m[r] = plain
		}
	}
	return m
}()

// oneSlip says whether at most one letter lies between two words: put in, left out, changed, or two neighbours swapped.
func oneSlip(a, b string) bool {
	x, y := []rune(a), []rune(b)
	for len(x) > 0 && len(y) > 0 && x[0] == y[0] {
		x, y = x[1:], y[1:]
	}
	for len(x) > 0 && len(y) > 0 && x[len(x)-1] == y[len(y)-1] {
		x, y = x[:len(x)-1], y[:len(y)-1]
	}
	return len(x) <= 1 && len(y) <= 1 || len(x) == 2 && len(y) == 2 && x[0] == y[1] && x[1] == y[0]
}
