package script

import (
	"testing"

	"pgregory.net/rapid"
)

func TestRomanisationsOfOneNameHaveOneSkeleton(t *testing.T) {
	for _, names := range [][]string{
		{"shchukin", "schtschukin", "schukin"},
		{"khrushchev", "hruscev", "khrouchtchev"},
		{"yandeks", "iandex", "jandeks"},
		{"tsvetkov", "tzvetkow"},
		{"papandreou", "papandreu"},
		{"filippou", "phillipu"},
		{"mohammed", "mohamed"},
		{"dalianah", "daliana"},
		{"sil'nyy", "silny", "silnij"},
		{"shimbun", "shinbun"},
		{"poosan", "pousan", "pusan", "posan"},
	} {
		want := string(Skeleton([]byte(names[0]), nil))
		for _, name := range names {
			if got := string(Skeleton([]byte(name), nil)); got != want {
				t.Errorf("%s has the skeleton %s, %s %s", name, got, names[0], want)
			}
		}
	}
}

func TestDifferentNamesHaveDifferentSkeletons(t *testing.T) {
	for _, names := range [][2]string{
		{"contoso", "fabrikam"}, {"volga", "vega"}, {"bank", "tank"}, {"gazprom", "kazprom"}, {"nord", "nard"}, {"2000", "200"},
		{"lukoil", "rukoil"}, {"marina", "malina"},
	} {
		a, b := Skeleton([]byte(names[0]), nil), Skeleton([]byte(names[1]), nil)
		if string(a) == string(b) {
			t.Errorf("%s and %s have the skeleton %s", names[0], names[1], a)
		}
	}
}

// Each unit is reachable: a longer one before a shorter one that it begins with.
func TestUnitsAreInOrder(t *testing.T) {
	for first, list := range units {
		for i, u := range list {
			if u.letters[0] != byte('a'+first) {
				t.Errorf("%s stands under %c", u.letters, 'a'+first)
			}
			for _, earlier := range list[:i] {
				if hasAt([]byte(u.letters), 0, earlier.letters) {
					t.Errorf("%s is never reached: %s comes first", u.letters, earlier.letters)
				}
			}
		}
	}
}

func TestSkeletonAllocatesNothing(t *testing.T) {
	dst := make([]byte, 0, 64)
	word := []byte("shchukinskaya")
	if n := testing.AllocsPerRun(100, func() { dst = Consonants(Skeleton(word, dst[:0]), dst[:0]) }); n > 0 {
		t.Errorf("%v allocations", n)
	}
}

func TestLikenessIsSymmetricAndNeverAboveOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.StringMatching(`[a-z ]{0,60}`)
		a, b, abjad := word.Draw(t, "a"), word.Draw(t, "b"), rapid.Bool().Draw(t, "abjad")
		l, r := Likeness(a, b, abjad), Likeness(b, a, abjad)
		if d := l - r; d > 1e-5 || d < -1e-5 || l > 1 || l < 0 {
			t.Fatalf("%q and %q: %v, the other way round %v", a, b, l, r)
		}
	})
}

func TestLikenessOrdersWhatMayBeMeant(t *testing.T) {
	for _, c := range []struct {
		typed, nearer, farther string
		abjad                  bool
	}{
		{"tchaikovsky", "chaykovskiy", "chukovskiy", false},
		{"hassan", "hasan", "hsin", true},
		{"microsoft", "maikrosoft", "mikrosan", false},
		{"cohen", "kahan", "knani", true},
		{"vinogradov", "vinogratov", "vinokurov", false},
	} {
		if n, f := Likeness(c.typed, c.nearer, c.abjad), Likeness(c.typed, c.farther, c.abjad); n <= f {
			t.Errorf("%s is like %s by %v, like %s by %v", c.typed, c.nearer, n, c.farther, f)
		}
	}
}

func BenchmarkSkeleton(b *testing.B) {
	dst, word := make([]byte, 0, 64), []byte("vinogradov")
	for b.Loop() {
		Skeleton(word, dst)
	}
}

func BenchmarkLikeness(b *testing.B) {
	for b.Loop() {
		Likeness("vinogradov", "winogratow", false)
	}
}

func BenchmarkLatin(b *testing.B) {
	for b.Loop() {
		Latin("виноградов")
	}
}

func BenchmarkReadings(b *testing.B) {
	for b.Loop() {
		Readings("виноградов")
	}
}
