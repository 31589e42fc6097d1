package search

import (
	"testing"

	"pgregory.net/rapid"
)

func TestOneTypo(t *testing.T) {
	for _, test := range []struct {
		typed, word string
		whole       bool
		start       bool
	}{
		{"orchid", "orchid", true, false},
		{"orchd", "orchid", true, false},
		{"orchiid", "orchid", true, false},
		{"orchjd", "orchid", true, false},
		{"rochid", "orchid", true, false},
		{"orchdi", "orchid", true, false},
		{"xorchid", "orchid", true, false},
		{"rchid", "orchid", true, false},
		{"ochdi", "orchid", false, false}, // two
		{"baldwn", "baldwins", false, true},
		{"badlwi", "baldwins", false, true},
		{"baldxi", "baldwins", false, true},
		{"baaldw", "baldwins", false, true},
		{"badl", "baldwins", false, false}, // too short for the beginning of a word
		{"север", "сувер", true, false},
	} {
		tok := Parse(test.typed).tokens[0]
		if whole, start := typoIn(&tok, []byte(test.word)); whole != test.whole || start != test.start {
			t.Errorf("%s for %s: whole %v, start %v", test.typed, test.word, whole, start)
		}
	}
}

// The distance by definition, to hold the shortcuts against.
func distance(a, b []byte) int {
	d := make([][]int, len(a)+1)
	for i := range d {
		d[i] = make([]int, len(b)+1)
		for j := range d[i] {
			switch {
			case i == 0 || j == 0:
				d[i][j] = i + j
			case a[i-1] == b[j-1]:
				d[i][j] = d[i-1][j-1]
			default:
				d[i][j] = 1 + min(d[i-1][j-1], d[i-1][j], d[i][j-1])
				if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
					d[i][j] = min(d[i][j], d[i-2][j-2]+1)
				}
			}
		}
	}
	return d[len(a)][len(b)]
}

func TestOneTypoIsADistanceOfOne(t *testing.T) {
	word := rapid.Custom(func(t *rapid.T) []byte {
		return rapid.SliceOfN(rapid.SampledFrom([]byte("abc")), 1, 7).Draw(t, "letters")
	})
	rapid.Check(t, func(t *rapid.T) {
		a, b := word.Draw(t, "a"), word.Draw(t, "b")
		d := distance(a, b)
		if got := oneTypo(a, b); got != (d <= 1) {
			t.Fatalf("%s, %s: oneTypo %v at distance %d", a, b, got, d)
		}
		if d <= 1 && !similarStart(wordKey(a), wordKey(b)) {
			t.Fatalf("%s, %s: distance %d, but the starts are said to differ", a, b, d)
		}
		starts := false
		for n := max(len(a)-1, 0); n <= min(len(a)+1, len(b)); n++ {
			starts = starts || distance(a, b[:n]) <= 1
		}
		if got := typoInStart(a, b); len(b) > len(a) && got != starts {
			t.Fatalf("%s begins %s: %v, want %v", a, b, got, starts)
		}
	})
}
