package heard

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

func indexOf(list []string) *Index {
	keys := make([][3]uint64, len(list))
	for n, w := range list {
		keys[n] = Keys([]byte(w))
	}
	return NewIndex(keys)
}

func TestAnIndexFindsWhatALookAtAllWordsFinds(t *testing.T) {
	meant := pairs(t, "heard.txt")
	all := lexicon(t, meant)
	random := rand.New(rand.NewPCG(5, 6))
	random.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	for i := range 300 { // words that are longer than a key, and one that has none
		all[i] += all[i+300] + all[i+600] + all[i+900]
	}
	all[7] = "москва"
	keys := make([][3]uint64, len(all))
	for n, w := range all {
		keys[n] = Keys([]byte(w))
	}
	for _, count := range []int{0, 1, 12, 250, 300, 4000, len(all)} {
		list := all[:count]
		x := indexOf(list)
		for asked := range 200 {
			typed := all[random.IntN(len(all))]
			if asked%2 == 0 && count > 0 {
				typed = respell(list[random.IntN(count)], random)
			}
			ear := Listen([]byte(typed))
			got := x.AppendNear([]uint32{1 << 31}, &ear)
			if got[0] != 1<<31 || !slices.IsSorted(got[1:]) {
				t.Fatalf("%s: what was there is gone, or the rest has no order: %v", typed, got)
			}
			for n, w := range list {
				_, found := slices.BinarySearch(got[1:], uint32(n))
				if near := ear.Hears(keys[n]); near != found && !single(typed) {
					t.Errorf("of %d words, %s is found for %s: %v, all looked at: %v", count, w, typed, found, near)
				}
			}
		}
	}
}

// single says whether a word is a single sound to somebody.
func single(word string) bool {
	for _, key := range Keys([]byte(word)) {
		if length(key) <= 1 {
			return true
		}
	}
	return false
}

func TestAnIndexTakesLittle(t *testing.T) {
	list := lexicon(t, pairs(t, "heard.txt"))
	if each := float64(indexOf(list).Size()) / float64(len(list)); each > 40 {
		t.Errorf("%.0f bytes a word", each)
	}
}

func BenchmarkIndex(b *testing.B) {
	random := rand.New(rand.NewPCG(7, 8))
	list := make([]string, 200_000)
	for i := range list {
		list[i] = respell(words[random.IntN(len(words))][:3], random) + words[random.IntN(len(words))] + fmt.Sprintf("%c%c", 'a'+random.IntN(26), 'a'+random.IntN(26))
	}
	b.Run("build", func(b *testing.B) {
		for b.Loop() {
			indexOf(list)
		}
		b.ReportMetric(float64(indexOf(list).Size())/float64(len(list)), "bytes/word")
	})
	b.Run("near", func(b *testing.B) {
		x := indexOf(list)
		var near []uint32
		found := 0
		for i := 0; b.Loop(); i++ {
			ear := Listen([]byte(list[i%len(list)]))
			near = x.AppendNear(near[:0], &ear)
			found += len(near)
		}
		b.ReportMetric(float64(found)/float64(b.N), "found")
	})
}
