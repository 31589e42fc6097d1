package heard

import (
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
)

// pairs are the lines of a file of testdata, two words each; what a person types with an umlaut comes folded.
func pairs(t *testing.T, file string) (ps [][2]string) {
	t.Helper()
	text, err := os.ReadFile("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	folded := strings.NewReplacer("ä", "a", "ö", "o", "ü", "u", "ß", "ss", "é", "e", "ë", "e", "ç", "c")
	for line := range strings.Lines(string(text)) {
		fields := strings.Fields(folded.Replace(line))
		if len(fields) == 2 && !strings.HasPrefix(line, "#") {
			ps = append(ps, [2]string{fields[0], fields[1]})
		}
	}
	return ps
}

// sharedWords adds the words of the shared customers' names, where they are here.
func sharedWords(t *testing.T, words map[string]bool) {
	for _, file := range []string{"customers.tsv", "names/customers.tsv"} {
		text, err := os.ReadFile("../../../../../shared/search/" + file)
		if err != nil {
			t.Logf("without the shared customers: %v", err)
			continue
		}
		for line := range strings.Lines(string(text)) {
			for w := range strings.FieldsSeq(strings.ToLower(strings.Split(line, "\t")[1])) {
				if !strings.ContainsFunc(w, func(r rune) bool { return r < 'a' || 'z' < r }) {
					words[w] = true
				}
			}
		}
	}
}

// lexicon are the words that were meant, those of the shared customers, and made ones, 20,000 in all.
func lexicon(t *testing.T, meant [][2]string) []string {
	words := map[string]bool{}
	for _, p := range meant {
		words[p[1]] = true
	}
	sharedWords(t, words)
	onsets := strings.Fields("b br ch d dr f fl g gr h j k kl kr l m n p pr qu r s sch sp st t th tr v w z")
	middles := strings.Fields("a e i o u ai au ei eu ie oo ou ee ay")
	codas := strings.Fields("n r l s t ck m nd rt ng ss ll tt ch x st er el en - - -")
	random := rand.New(rand.NewPCG(1, 2))
	for len(words) < 20_000 {
		w := ""
		for range 1 + random.IntN(3) {
			w += onsets[random.IntN(len(onsets))] + middles[random.IntN(len(middles))] + strings.Trim(codas[random.IntN(len(codas))], "-")
		}
		words[w] = true
	}
	return slices.Sorted(maps.Keys(words))
}

// shared says whether two words have a key in common.
func shared(a, b [3]uint64) bool {
	return slices.ContainsFunc(a[:], func(key uint64) bool { return key != 0 && slices.Contains(b[:], key) })
}

// bars are what is asked at least, of a hundred: that the word that was meant shares a key, nearly shares one, is the most
// alike of all that nearly do, or one of the five most.
type bars struct{ equal, near, first, five int }

// judge asks for each typed word which of the list is meant.
func judge(t *testing.T, asked [][2]string, list []string, want bars) {
	t.Helper()
	keys := make([][3]uint64, len(list))
	for i, w := range list {
		keys[i] = Keys([]byte(w))
	}
	var got bars
	candidates := 0
	for _, p := range asked {
		ear, own := Listen([]byte(p[0])), Keys([]byte(p[1]))
		if shared(Keys([]byte(p[0])), own) {
			got.equal++
		}
		if !ear.Hears(own) {
			t.Logf("%s for %s: not near", p[0], p[1])
			continue
		}
		got.near++
		alike := ear.Likeness([]byte(p[1]))
		var better []string
		for i, w := range list {
			if w != p[1] && ear.Hears(keys[i]) {
				candidates++
				if ear.Likeness([]byte(w)) >= alike {
					better = append(better, w)
				}
			}
		}
		if len(better) == 0 {
			got.first++
		} else {
			t.Logf("%s for %s (%.2f): before it %s", p[0], p[1], alike, strings.Join(better[:min(6, len(better))], " "))
		}
		if len(better) < 5 {
			got.five++
		}
	}
	n := len(asked)
	t.Logf("%d words: %d share a key, %d nearly, %d first, %d in five; %d candidates each", n, got.equal, got.near, got.first, got.five, candidates/n)
	for what, of := range map[string][2]int{
		"share a key": {got.equal, want.equal}, "nearly share one": {got.near, want.near}, "are first": {got.first, want.first}, "are in five": {got.five, want.five},
	} {
		if of[0]*100 < of[1]*n {
			t.Errorf("%d of %d %s, want %d in a hundred", of[0], n, what, of[1])
		}
	}
}

func TestWhatWasHeardIsFoundAmongTwentyThousandWords(t *testing.T) {
	meant := pairs(t, "heard.txt")
	list := lexicon(t, meant)
	// A word that was typed and is a word itself is found as it is: nothing need be heard.
	asked := slices.DeleteFunc(slices.Clone(meant), func(p [2]string) bool { return slices.Contains(list, p[0]) })
	judge(t, asked, list, bars{equal: 87, near: 98, first: 83, five: 95})
}

func TestNineteenInTwentyNamesAreAlikeByFourFifths(t *testing.T) {
	meant := pairs(t, "heard.txt")
	alike := 0
	for _, p := range meant {
		if Likeness([]byte(p[0]), []byte(p[1])) >= .8 {
			alike++
		}
	}
	if alike*20 < len(meant)*19 {
		t.Errorf("%d of %d", alike, len(meant))
	}
}

func TestWhatNobodyMistakesSharesNoKey(t *testing.T) {
	for _, p := range pairs(t, "apart.txt") {
		a, b := []byte(p[0]), []byte(p[1])
		if shared(Keys(a), Keys(b)) {
			t.Errorf("%s and %s share a key", p[0], p[1])
		}
		if l := Likeness(a, b); l > .7 {
			t.Errorf("%s and %s are alike: %v", p[0], p[1], l)
		}
	}
}
