package heard

import (
	"bufio"
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

// lexicon are the words that were meant, those of the shared customers where they are here, and made ones, 20,000 in all.
func lexicon(t *testing.T, meant [][2]string) []string {
	words := map[string]bool{}
	for _, p := range meant {
		words[p[1]] = true
	}
	for _, file := range []string{"customers.tsv", "names/customers.tsv"} {
		f, err := os.Open("../../../../../shared/search/" + file)
		if err != nil {
			t.Logf("without the shared customers: %v", err)
			continue
		}
		defer f.Close()
		for s := bufio.NewScanner(f); s.Scan(); {
			for _, w := range strings.Fields(strings.ToLower(strings.Split(s.Text(), "\t")[1])) {
				if !strings.ContainsFunc(w, func(r rune) bool { return r < 'a' || 'z' < r }) {
					words[w] = true
				}
			}
		}
	}
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
	list := make([]string, 0, len(words))
	for w := range words {
		list = append(list, w)
	}
	slices.Sort(list)
	return list
}

func anyOf(a, b [3]uint64, same func(a, b uint64) bool) bool {
	for _, x := range a {
		for _, y := range b {
			if same(x, y) {
				return true
			}
		}
	}
	return false
}

func TestWhatWasHeardIsFoundAmongTwentyThousandWords(t *testing.T) {
	meant := pairs(t, "heard.txt")
	words := lexicon(t, meant)
	keys := make([][3]uint64, len(words))
	for i, w := range words {
		keys[i] = Keys([]byte(w))
	}
	equal := func(a, b uint64) bool { return a != 0 && a == b }
	var equals, nears, first, five, candidates, queries int
	var missed []string
	for _, p := range meant {
		if p[0] == p[1] {
			continue
		}
		queries++
		typed := Keys([]byte(p[0]))
		own := Likeness([]byte(p[0]), []byte(p[1]))
		if anyOf(typed, Keys([]byte(p[1])), equal) {
			equals++
		}
		near := anyOf(typed, Keys([]byte(p[1])), Near)
		if near {
			nears++
		}
		better := []string{}
		for i, w := range words {
			if w != p[0] && w != p[1] && anyOf(typed, keys[i], Near) {
				candidates++
				if Likeness([]byte(p[0]), []byte(w)) >= own {
					better = append(better, w)
				}
			}
		}
		switch {
		case near && len(better) == 0:
			first++
			five++
		case near && len(better) < 5:
			five++
			missed = append(missed, p[0]+">"+p[1]+" < "+strings.Join(better, ","))
		case !near:
			missed = append(missed, p[0]+">"+p[1]+" NOT NEAR")
		default:
			missed = append(missed, p[0]+">"+p[1]+" <5 "+strings.Join(better[:min(8, len(better))], ","))
		}
	}
	t.Logf("%d heard: %d share a key, %d nearly, %d first, %d in five; %d candidates each", queries, equals, nears, first, five, candidates/queries)
	for _, m := range missed {
		t.Log(m)
	}
	for what, got := range map[string][2]int{"share a key": {equals, 88}, "nearly share one": {nears, 98}, "are first": {first, 79}, "are in five": {five, 94}} {
		if got[0]*100 < got[1]*queries {
			t.Errorf("%d of %d %s, want %d in a hundred", got[0], queries, what, got[1])
		}
	}
}

func TestWhatNobodyMistakesSharesNoKey(t *testing.T) {
	for _, p := range pairs(t, "apart.txt") {
		a, b := []byte(p[0]), []byte(p[1])
		if anyOf(Keys(a), Keys(b), func(a, b uint64) bool { return a == b }) {
			t.Errorf("%s and %s share a key", p[0], p[1])
		}
		if l := Likeness(a, b); l > .75 {
			t.Errorf("%s and %s are alike: %v", p[0], p[1], l)
		}
	}
}
