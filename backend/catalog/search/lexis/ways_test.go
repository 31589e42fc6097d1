package lexis

import (
	_ "embed"
	"slices"
	"strconv"
	"strings"
	"testing"

	"tenantry/backend/catalog/search/fold"
)

//go:embed testdata/same.txt
var samePairs string

// asOther says whether a text is another, or can be written as it at some place.
func asOther(from, to string) bool {
	words := split(from)
	for _, w := range Ways(words) {
		for _, as := range w.As {
			other := strings.Join(slices.Concat(words[:w.From], strings.Fields(as), words[w.To:]), " ")
			if other == fold.Text(to) {
				return true
			}
		}
	}
	return false
}

func TestWaysLeadFromOneWritingToTheOtherAndBack(t *testing.T) {
	n := 0
	for f := range entries(samePairs) {
		n++
		switch f[0] {
		case "same":
			if !asOther(f[1], f[2]) || !asOther(f[2], f[1]) {
				t.Errorf("%s and %s: %v, %v", f[1], f[2], Ways(split(f[1])), Ways(split(f[2])))
			}
		case "other":
			if asOther(f[1], f[2]) || asOther(f[2], f[1]) {
				t.Errorf("%s is not %s", f[1], f[2])
			}
		default:
			t.Errorf("%q: same or other", f)
		}
	}
	if n < 60 {
		t.Errorf("%d pairs", n)
	}
}

func TestEveryLineOfSameHoldsBothWays(t *testing.T) {
	lines := map[string]bool{}
	for fields := range entries(sameFile) {
		var group []string
		for _, f := range fields {
			if s := fold.Text(f); s != "" && !slices.Contains(group, s) {
				group = append(group, s)
			}
		}
		if len(group) < 2 {
			t.Errorf("%q says that a thing is itself", fields)
		}
		if key := strings.Join(group, "|"); lines[key] {
			t.Errorf("%q stands twice", fields)
		} else {
			lines[key] = true
		}
		for _, a := range group {
			for _, b := range group {
				if a != b && !slices.ContainsFunc(Ways(strings.Fields(a)), func(w Way) bool { return slices.Contains(w.As, b) }) {
					t.Errorf("%q does not lead to %q", a, b)
				}
			}
		}
	}
}

func TestEveryNumberUpToAHundredIsItsWordsInThreeLanguages(t *testing.T) {
	for n := 1; n <= 100; n++ {
		figure := strconv.Itoa(n)
		for _, words := range []string{english(n), strings.ReplaceAll(english(n), " ", ""), german(n), french(n)} {
			if !asOther("brigade "+figure, "brigade "+words) && words != "un" {
				t.Errorf("%d is not %q", n, words)
			}
			if !asOther("brigade "+words, "brigade "+figure) && words != "un" {
				t.Errorf("%q is not %d", words, n)
			}
		}
	}
}

// The languages' rules once more, written from the other end.

func english(n int) string {
	small := strings.Fields("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
	tens := strings.Fields("- - twenty thirty forty fifty sixty seventy eighty ninety hundred")
	if n < 20 {
		return small[n]
	}
	if n%10 == 0 {
		return tens[n/10]
	}
	return tens[n/10] + " " + small[n%10]
}

func german(n int) string {
	small := strings.Fields("null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn")
	tens := strings.Fields("- - zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig hundert")
	switch {
	case n < 20:
		return small[n]
	case n%10 == 0:
		return tens[n/10]
	case n%10 == 1:
		return "einund" + tens[n/10]
	}
	return small[n%10] + "und" + tens[n/10]
}

func french(n int) string {
	small := strings.Fields("zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf")
	tens := strings.Fields("- - vingt trente quarante cinquante soixante soixante quatre-vingt quatre-vingt cent")
	base, rest := tens[n/10%11], n%10
	if n/10 == 7 || n/10 == 9 {
		rest += 10
	}
	switch {
	case n < 20:
		return small[n]
	case n == 100, n == 80, rest == 0:
		return base
	case rest == 1 && n < 80, n == 71:
		return base + " et " + small[rest]
	}
	return base + "-" + small[rest]
}

func TestRomanFiguresAreNumbersOnlyBesideAName(t *testing.T) {
	for _, alone := range []string{"v", "x", "i", "xi"} {
		for _, w := range Ways([]string{alone}) {
			if slices.ContainsFunc(w.As, func(s string) bool { return s >= "0" && s <= "99" }) {
				t.Errorf("%s alone is no number: %v", alone, w)
			}
		}
	}
	if same := Same("5"); slices.Contains(same, "v") || !slices.Contains(same, "five") {
		t.Errorf("5: %v", same)
	}
}

func TestSameIsSingleWordsAndNeverTheWordItself(t *testing.T) {
	for first := range waysTable().byFirst {
		for _, as := range Same(first) {
			if as == first || strings.Contains(as, " ") || as == "" {
				t.Errorf("Same(%q) has %q", first, as)
			}
		}
	}
}

func TestNumbersFileIsInOrder(t *testing.T) {
	seen := map[string]bool{}
	last := ""
	for f := range entries(numbersFile) {
		if len(f) < 3 {
			t.Fatalf("%q: LANGUAGE | NUMBER | words", f)
		}
		if n, err := strconv.Atoi(f[1]); err != nil || n < 0 || n > 1000 {
			t.Errorf("%q: %q is no number up to 1000", f, f[1])
		}
		if seen[f[0]+f[1]] || f[0] != last && seen[f[0]] {
			t.Errorf("%q stands twice, or its language does", f)
		}
		seen[f[0]+f[1]], seen[f[0]], last = true, true, f[0]
	}
}

func TestLittleAndGenericWords(t *testing.T) {
	for _, w := range strings.Fields("the and und et y e i og och ja en de di del della du des of for für la le les der die das van von и και") {
		if !Stop(fold.Text(w)) {
			t.Errorf("%s is a little word", w)
		}
	}
	for _, w := range strings.Fields("group Gruppe groupe grupo gruppo holding international services company Société-Générale Beteiligungen") {
		if w != "Société-Générale" && !Generic(fold.Text(w)) {
			t.Errorf("%s tells little", w)
		}
	}
	for _, w := range strings.Fields("bank dental bakery bäckerei contoso hotel media energy school church clinic logistics 44 x") {
		if Stop(fold.Text(w)) || Generic(fold.Text(w)) {
			t.Errorf("%s tells something", w)
		}
	}
}

func BenchmarkWays(b *testing.B) {
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		Ways(benchNames[i%len(benchNames)])
	}
}
