package slip

import (
	"testing"

	"pgregory.net/rapid"
)

func TestWhatSlipsCost(t *testing.T) {
	for _, c := range []struct {
		typed, word  string
		whole, start int
	}{
		{"orchid", "orchid", 0, 0},
		{"orchd", "orchid", One, One},
		{"orchiid", "orchid", doubled, doubled},
		{"orchod", "orchid", nearKey, nearKey},
		{"orchxd", "orchid", One, One},
		{"rochid", "orchid", swapped, swapped},
		{"rchid", "orchid", One, One},
		{"baldwn", "baldwins", One + One, One},
		{"bald", "baldwins", 31, 0},
		{"bqldwin", "baldwins", nearKey + One, nearKey}, // an AZERTY hand
		{"cvd", "cvs", nearKey, nearKey},
		{"", "a", 31, 31},
	} {
		whole, start := Compare([]byte(c.typed), []byte(c.word), 30)
		if whole > 30 {
			whole = 31
		}
		if whole != c.whole || start != c.start {
			t.Errorf("%s for %s: %d and %d, want %d and %d", c.typed, c.word, whole, start, c.whole, c.start)
		}
	}
	if whole, _ := Compare([]rune("срвер"), []rune("север"), 20); whole != One {
		t.Errorf("other letters: %d", whole)
	}
}

// plainly is the distance by definition, every slip as it costs at most.
func plainly(a, b []byte) int {
	d := make([][]int, len(a)+1)
	for i := range d {
		d[i] = make([]int, len(b)+1)
		for j := range d[i] {
			switch {
			case i == 0 || j == 0:
				d[i][j] = (i + j) * One
			case a[i-1] == b[j-1]:
				d[i][j] = d[i-1][j-1]
			default:
				d[i][j] = One + min(d[i-1][j-1], d[i-1][j], d[i][j-1])
				if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
					d[i][j] = min(d[i][j], d[i-2][j-2]+One)
				}
			}
		}
	}
	return d[len(a)][len(b)]
}

func TestTheDistanceIsTheOneByDefinitionButForEasySlips(t *testing.T) {
	word := rapid.Custom(func(t *rapid.T) []byte {
		return rapid.SliceOfN(rapid.SampledFrom([]byte("aqp")), 1, 7).Draw(t, "letters")
	})
	rapid.Check(t, func(t *rapid.T) {
		a, b := word.Draw(t, "a"), word.Draw(t, "b")
		const limit = 70
		whole, start := Compare(a, b, limit)
		most := plainly(a, b)
		if whole > most || whole < most*doubled/One || (whole == 0) != (most == 0) {
			t.Fatalf("%s, %s: %d, and %d by definition", a, b, whole, most)
		}
		if start > whole {
			t.Fatalf("%s, %s: the beginning costs %d, the whole %d", a, b, start, whole)
		}
		back, _ := Compare(b, a, limit)
		if back != whole {
			t.Fatalf("%s, %s: %d there and %d back", a, b, whole, back)
		}
		for _, limit := range []int{One, 2 * One} {
			if near, _ := Compare(a, b, limit); min(near, limit+1) != min(whole, limit+1) {
				t.Fatalf("%s, %s: %d within a limit of %d", a, b, near, limit)
			}
		}
	})
}

func BenchmarkCompare(b *testing.B) {
	typed, word := []byte("trafalgura"), []byte("trafigura")
	for b.Loop() {
		Compare(typed, word, 2*One)
	}
}
