package script

import (
	"strings"
	"testing"

	"tenantry/backend/catalog/search/fold"
)

// means is what a typed word is worth for a word of a name.
func means(t *testing.T, typed, original string) float32 {
	t.Helper()
	o, ok := Read(original)
	if !ok {
		t.Fatalf("%s can't be read", original)
	}
	word := Type(typed)
	return word.Means(&o)
}

func TestTheWholeIsWorthMoreThanAPartThanABeginning(t *testing.T) {
	for original, typed := range map[string][]string{
		"Газпром":  {"gazprom", "gazpro", "gazp"},
		"三井物産":     {"mitsuibussan", "bussan", "buss"},
		"中国银行":     {"zhongguoyinhang", "yinhang", "zhong"},
		"株式会社カドカワ": {"kabushikigaishakadokawa", "kadokawa", "kadok"},
		"ทองคำก่อสร้างจำกัด": {"thongkhamkosangchamkat", "kosang", "thongk"},
		"מזרחי": {"mizrahi", "mizr"},
	} {
		last := float32(1.01)
		for _, word := range typed {
			worth := means(t, word, original)
			if worth >= last || worth < 0.5 {
				t.Errorf("%s is worth %v for %s, what was more of it %v", word, worth, original, last)
			}
			last = worth
		}
	}
}

func TestWhatMeansAnotherNameIsWorthNothing(t *testing.T) {
	for _, c := range [][2]string{
		{"tatneft", "Газпром"}, {"prom", "Газпром"}, {"azprom", "Казань"}, {"g", "Газпром"}, {"", "Газпром"}, {"  ", "Газпром"},
		{"tsui", "三井物産"}, {"contoso", "中国银行"}, {"mizrahi", "לאומי"}, {"zzzz", "شركة"},
		{"sberbank", "Связьбанк"}, {strings.Repeat("gazprom", 20), "Газпром"},
	} {
		if worth := means(t, c[0], c[1]); worth > 0 {
			t.Errorf("%q is worth %v for %s", c[0], worth, c[1])
		}
	}
}

// Words of names, as a search compares them: each that was typed with each that a name has.
func TestTypedWordsFindTheirNames(t *testing.T) {
	scripts, pairs := namesByScript()
	for _, script := range scripts {
		originals := map[string][]Original{}
		for _, p := range pairs[script] {
			originals[p.original] = originalsOf(p.original)
		}
		first := 0
		for _, p := range pairs[script] {
			right := worthOf(p.latin, originals[p.original])
			best := right > 0
			for original, words := range originals {
				if original != p.original && !sameLatin(pairs[script], original, p.latin) && worthOf(p.latin, words) >= right {
					best = false
				}
			}
			if best {
				first++
			} else {
				t.Logf("%s doesn't find %s, which is worth %.2f", p.latin, p.original, right)
			}
		}
		share := float64(first) / float64(len(pairs[script]))
		t.Logf("%-9s first of %d names: %.2f", script, len(originals), share)
		if share < 0.9 {
			t.Errorf("%s: %.2f of the names come first", script, share)
		}
	}
}

func originalsOf(name string) (words []Original) {
	for word := range strings.FieldsSeq(fold.Text(name)) {
		if o, ok := Read(word); ok {
			words = append(words, o)
		}
	}
	return words
}

// worthOf is what the typed words are worth for those of a name, or all of them written together if that is more.
func worthOf(text string, words []Original) float32 {
	best := func(typed string) (best float32) {
		t := Type(typed)
		for i := range words {
			best = max(best, t.Means(&words[i]))
		}
		return best
	}
	typed := strings.Fields(fold.Text(text))
	sum := float32(0)
	for _, word := range typed {
		sum += best(word)
	}
	return max(sum/float32(len(typed)), best(strings.Join(typed, "")))
}

func sameLatin(pairs []namePair, original, latin string) bool {
	for _, p := range pairs {
		if p.original == original && p.latin == latin {
			return true
		}
	}
	return false
}

func BenchmarkMeans(b *testing.B) {
	scripts, pairs := namesByScript()
	var all []Original
	for _, script := range scripts {
		for _, p := range pairs[script] {
			all = append(all, originalsOf(p.original)...)
		}
	}
	typed := Type("zhemchuzhina")
	for b.Loop() {
		for i := range all {
			typed.Means(&all[i])
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(all)), "ns/original")
}
