package heard

import (
	"slices"
	"strings"
	"testing"
)

func TestEveryLineOfTheTablesCanComeToPass(t *testing.T) {
	for i, file := range []string{"german.txt", "french.txt", "english.txt"} {
		for n, line := range lines(file) {
			if !canFit(languages[i], n) {
				t.Errorf("%s: an earlier line always takes what %q is for", file, line)
			}
		}
	}
}

// canFit says whether there is a text of which the rule is the first that fits.
func canFit(l *language, n int) bool {
	r := &l.rules[n]
	text := make([]uint8, 1+longestSpelling+furthest)
	copy(text[1:], r.spelling[:r.spelled])
	behind := text[1+r.spelled:]
	for before := range uint8(digit) {
		for first := range uint8(digit) {
			for second := range uint8(digit) {
				for third := range uint8(digit) {
					text[0], behind[0], behind[1], behind[2] = before, first, second, third
					if fit(l, text) == r {
						return true
					}
					if r.after[2] == anything {
						break
					}
				}
				if r.after[1] == anything {
					break
				}
			}
		}
	}
	return false
}

func TestEveryLetterIsReadInEveryLanguage(t *testing.T) {
	for i, file := range []string{"german.txt", "french.txt", "english.txt"} {
		for c := 'a'; c <= 'z'; c++ {
			if !slices.ContainsFunc(lines(file), func(line string) bool { return strings.Fields(line)[0] == string(c) }) {
				t.Errorf("%s has no line for a plain %c", file, c)
			}
			if fit(languages[i], []uint8{edge, uint8(c - 'a'), edge, edge, edge, edge, edge, edge, edge, edge}) == nil {
				t.Errorf("%s: %c alone is read by no rule", file, c)
			}
		}
	}
}

func TestALineThatSaysNothingIsRefused(t *testing.T) {
	for line, why := range map[string]string{
		"sch":             "wants a spelling and its sounds",
		"sch S S":         "wants a spelling and its sounds",
		"[V] a":           "has no spelling",
		"[V][C]a a":       "looks more than one character back",
		"a[C][C][C]V a":   "is no spelling",
		"a[C][C][C][C] a": "looks more than 3 characters ahead",
		"[N]a a":          "knows no neighbour",
		"A a":             "is no spelling",
		"a[C a":           "is no spelling",
		"abcdefg a":       "is no spelling",
		"a aeioua":        "has more than 5 sounds",
	} {
		if _, err := parseRule(line); err == nil || !strings.Contains(err.Error(), why) {
			t.Errorf("%q: %v, want %q", line, err, why)
		}
	}
}
