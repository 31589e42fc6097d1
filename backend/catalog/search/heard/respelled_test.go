package heard

import (
	"maps"
	"math/rand/v2"
	"regexp"
	"slices"
	"testing"
)

// habits are how people write what they hear, each for itself: a spelling and what it becomes. They stand apart from the
// tables on purpose, for they judge them.
var habits = []struct {
	written *regexp.Regexp
	typed   string
}{
	{regexp.MustCompile(`ph`), "f"},
	{regexp.MustCompile(`ck`), "k"},
	{regexp.MustCompile(`ck`), "kk"},
	{regexp.MustCompile(`c([aoulr])`), "k$1"},
	{regexp.MustCompile(`c([ei])`), "s$1"},
	{regexp.MustCompile(`c([ei])`), "z$1"},
	{regexp.MustCompile(`k`), "c"},
	{regexp.MustCompile(`th`), "t"},
	{regexp.MustCompile(`t([^h]|$)`), "th$1"},
	{regexp.MustCompile(`^v`), "f"},
	{regexp.MustCompile(`v`), "w"},
	{regexp.MustCompile(`w`), "v"},
	{regexp.MustCompile(`z`), "s"},
	{regexp.MustCompile(`s([aeiou])`), "z$1"},
	{regexp.MustCompile(`tz`), "z"},
	{regexp.MustCompile(`x`), "ks"},
	{regexp.MustCompile(`qu`), "kw"},
	{regexp.MustCompile(`que$`), "k"},
	{regexp.MustCompile(`y`), "i"},
	{regexp.MustCompile(`([^aeiou])i`), "${1}y"},
	{regexp.MustCompile(`e[iy]`), "ai"},
	{regexp.MustCompile(`a[iy]`), "ei"},
	{regexp.MustCompile(`eaux?`), "o"},
	{regexp.MustCompile(`oux?`), "u"},
	{regexp.MustCompile(`ee`), "i"},
	{regexp.MustCompile(`ea`), "ee"},
	{regexp.MustCompile(`oo`), "u"},
	{regexp.MustCompile(`ie`), "i"},
	{regexp.MustCompile(`igh`), "ai"},
	{regexp.MustCompile(`kn`), "n"},
	{regexp.MustCompile(`^wr`), "r"},
	{regexp.MustCompile(`^h([aeiou])`), "$1"},
	{regexp.MustCompile(`([aeou])h`), "$1"},
	{regexp.MustCompile(`([aeo])(l|n|r)([^aeiou]|$)`), "${1}h$2$3"},
	{regexp.MustCompile(`sch`), "sh"},
	{regexp.MustCompile(`sh`), "sch"},
	{regexp.MustCompile(`ch`), "sch"},
	{regexp.MustCompile(`dt`), "t"},
	{regexp.MustCompile(`d$`), "t"},
	{regexp.MustCompile(`g$`), "k"},
	{regexp.MustCompile(`b`), "p"},
	{regexp.MustCompile(`p`), "b"},
	{regexp.MustCompile(`er$`), "a"},
	{regexp.MustCompile(`e$`), ""},
	{regexp.MustCompile(`([rn])[td]$`), "$1"},
	{regexp.MustCompile(`s$`), ""},
	{regexp.MustCompile(`tion`), "shun"},
	{regexp.MustCompile(`tion`), "zion"},
	{regexp.MustCompile(`g([ei])`), "j$1"},
	{regexp.MustCompile(`gn`), "nj"},
	{regexp.MustCompile(`m([^aeioum])`), "n$1"},
	{regexp.MustCompile(`au`), "o"},
	{regexp.MustCompile(`ff|ll|mm|nn|pp|rr|ss|tt`), ""}, // one of the two
	{regexp.MustCompile(`([aeiou])([flmnprst])([aeiou])`), "$1$2$2$3"},
}

// respell writes a word as up to three habits have it.
func respell(word string, random *rand.Rand) string {
	typed := word
	for range 1 + random.IntN(3) {
		for range 8 { // most habits have nothing to say of a word
			h := habits[random.IntN(len(habits))]
			at := h.written.FindStringSubmatchIndex(typed)
			if at == nil {
				continue
			}
			becomes := string(h.written.ExpandString(nil, h.typed, typed, at))
			if h.typed == "" && at[1] < len(typed) {
				becomes = typed[at[0] : at[0]+1]
			}
			typed = typed[:at[0]] + becomes + typed[at[1]:]
			break
		}
	}
	return typed
}

func TestWhatIsRespelledIsFoundAmongTwentyThousandWords(t *testing.T) {
	meant := pairs(t, "heard.txt")
	list := lexicon(t, meant)
	random := rand.New(rand.NewPCG(3, 4))
	var asked [][2]string
	for _, w := range borne(t, meant) {
		if typed := respell(w, random); len(w) >= 4 && typed != w && len(typed) > 2 && !slices.Contains(list, typed) {
			asked = append(asked, [2]string{typed, w})
		}
	}
	judge(t, asked, list, bars{equal: 90, near: 98, first: 90, five: 96})
}

// borne are the words of the lexicon that somebody has really borne, in order.
func borne(t *testing.T, meant [][2]string) []string {
	known := map[string]bool{}
	for _, p := range meant {
		known[p[1]] = true
	}
	sharedWords(t, known)
	return slices.Sorted(maps.Keys(known))
}
