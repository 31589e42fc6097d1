package script

import (
	_ "embed"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"tenantry/backend/catalog/search/fold"
)

//go:embed testdata/names.txt
var namesTxt string

// namePair is a name and one of the ways in which it is written in Latin letters.
type namePair struct{ original, latin string }

// namesByScript are those of testdata/names.txt.
func namesByScript() (scripts []string, pairs map[string][]namePair) {
	pairs = map[string][]namePair{}
	script := ""
	for line := range strings.Lines(namesTxt) {
		line = strings.TrimSpace(line)
		original, latin, ok := strings.Cut(line, " = ")
		switch {
		case line == "" || line[0] == '#':
		case !ok:
			script = line
			scripts = append(scripts, script)
		default:
			for l := range strings.SplitSeq(latin, ", ") {
				pairs[script] = append(pairs[script], namePair{original, strings.ReplaceAll(l, "'", "")})
			}
		}
	}
	return scripts, pairs
}

// allReadings are those of a name, as a search has them.
func allReadings(name string) []string {
	usual, _ := Latin(name)
	return append([]string{usual}, Readings(name)...)
}

func likest(typed, original string, readings []string) float32 {
	best := float32(0)
	for _, reading := range readings {
		best = max(best, Likeness(typed, reading, Abjad(original)))
	}
	return best
}

// alike is the likeness from which on a typed word may mean a name.
const alike = 0.8

// What share of the ways in which names are written is found: by an equal skeleton, by equal consonants, by likeness.
// Folding, which takes marks away, costs some.
func TestNamesAreRecognisedInEveryRomanisation(t *testing.T) {
	floors := map[string]struct{ skeleton, consonants, likeness float32 }{
		"cyrillic": {.92, .98, .98}, "greek": {.85, .90, .96}, "hebrew": {0, .95, .98}, "arabic": {0, .95, .96},
		"japanese": {.82, .86, .93}, "chinese": {.97, .97, 1}, "korean": {.92, .97, .98}, "thai": {.60, .84, .90},
		"indic": {.66, .88, .94}, "georgian": {.95, 1, 1}, "armenian": {.90, 1, 1}, "by-ear": {.55, .88, .90},
	}
	scripts, pairs := namesByScript()
	for _, script := range scripts {
		var skeletons, consonants, likely, folded float32
		for _, p := range pairs[script] {
			readings := allReadings(p.original)
			key := essence(p.latin)
			same := func(r string) bool { return string(essence(r)) == string(key) }
			sounds := func(r string) bool {
				return string(Consonants(essence(r), nil)) == string(Consonants(key, nil))
			}
			count(&skeletons, slices.ContainsFunc(readings, same))
			count(&consonants, slices.ContainsFunc(readings, sounds))
			count(&likely, likest(p.latin, p.original, readings) >= alike)
			count(&folded, likest(p.latin, p.original, allReadings(fold.Text(p.original))) >= alike)
		}
		n := float32(len(pairs[script]))
		skeletons, consonants, likely, folded = skeletons/n, consonants/n, likely/n, folded/n
		t.Logf("%-9s %3.0f written: equal skeletons %.2f, equal consonants %.2f, alike %.2f, of folded names %.2f",
			script, n, skeletons, consonants, likely, folded)
		if f := floors[script]; skeletons < f.skeleton || consonants < f.consonants || likely < f.likeness || folded < f.likeness-.03 {
			t.Errorf("%s: want at least %v", script, f)
		}
	}
}

func count(sum *float32, found bool) {
	if found {
		*sum++
	}
}

// A name is taken for another one seldom, and for the right one before that.
func TestUnlikeNamesAreNotTakenForEachOther(t *testing.T) {
	scripts, pairs := namesByScript()
	for _, script := range scripts {
		readings, written := map[string][]string{}, map[namePair]bool{}
		for _, p := range pairs[script] {
			readings[p.original] = allReadings(p.original)
			written[p] = true
		}
		compared, taken, second := 0, 0, 0
		for _, p := range pairs[script] {
			right := likest(p.latin, p.original, readings[p.original])
			before := false
			for original, r := range readings {
				if written[namePair{original, p.latin}] {
					continue
				}
				other := likest(p.latin, original, r)
				compared++
				if other >= alike {
					taken++
				}
				before = before || other >= right && other >= alike
			}
			if before {
				second++
				t.Logf("%s: %q is rather another name than %s", script, p.latin, p.original)
			}
		}
		t.Logf("%-9s %d pairs of unlike names, %d alike; %d not first", script, compared, taken, second)
		if taken*100 > compared || second*50 > len(pairs[script]) {
			t.Errorf("%s: %d of %d unlike names are alike, %d are before the right one", script, taken, compared, second)
		}
	}
}

func TestTheUsualReading(t *testing.T) {
	for in, want := range map[string]string{
		"Газпром":               "gazprom",
		"газпром нефть":         "gazprom neft",
		"Щукин":                 "shchukin",
		"Δημόσια Επιχείρηση":    "dimosia epicheirisi",
		"Αϊδίνι":                "aidini",
		"מזרחי":                 "mzrchi",
		"כהן":                   "kahn",
		"النفط":                 "alnft",
		"三井物産":                  "mitsui bussan",
		"山田商店":                  "yamada shouten",
		"株式会社カドカワ":              "kabushikigaisha kadokawa",
		"きゃりー ジェット ファン":         "kyari jetto fan",
		"中国银行":                  "zhongguo yinhang",
		"青岛":                    "qingdao",
		"삼성전자":                  "samseongjeonja",
		"한국":                    "hanguk",
		"신라":                    "silla",
		"국어":                    "gugeo",
		"ไทยพาณิชย์":            "thai phanit",
		"เชียงใหม่":             "chiangmai",
		"भारती":                 "bharati",
		"हिन्दुस्तान":           "hindustan",
		"தமிழ்நாடு":             "tamizhnadu",
		"საქართველო":            "sakartvelo",
		"Երևան":                 "yerevan",
		"АЯС 2000":              "ayas 2000",
		"Contoso Россия":        "contoso rossiya",
		fold.Text("Երևան"):      "yerevan",
		fold.Text("삼성전자"):       "samseongjeonja",
		fold.Text("ガス"):         "gasu",
		fold.Text("Παπανδρέου"): "papandreou",
		fold.Text("ภูเก็ต"):     "phuket",
		fold.Text("ลำปาง"):      "lampang",
	} {
		got, ok := Latin(in)
		if !ok || got != want {
			t.Errorf("Latin(%q) = %q (%v), want %q", in, got, ok, want)
		}
	}
	for _, latin := range []string{"", "contoso", "Łódź", "Đuro", "123", "ﬁrma", "ª", "🦄", "\xff"} {
		if got, ok := Latin(latin); ok || got != "" || Readings(latin) != nil {
			t.Errorf("Latin(%q) = %q (%v), %v: it is Latin already", latin, got, ok, Readings(latin))
		}
	}
}

func TestFurtherReadings(t *testing.T) {
	for in, want := range map[string][]string{
		"Чехов":      {"cechov", "tschechow"},
		"Майкрософт": {"microsopht"},
		"النفط":      {"nft", "annft"},
		"産物":         {"chan wu"},
		"ソフトバンク":     {"softbank"},
		"현대":         {},
		"부산":         {"poosan"},
		"東京":         {"dong jing"},
		"भारती":      {"bharti"},
	} {
		for _, w := range want {
			if got := allReadings(in); !slices.Contains(got, w) {
				t.Errorf("%s reads %v, without %q", in, got, w)
			}
		}
		if got := Readings(in); len(got) > 7 {
			t.Errorf("%s has %d further readings: %v", in, len(got), got)
		}
	}
}

func TestEveryCharacterReadsAsLatinLetters(t *testing.T) {
	unread := 0
	for r := rune(0x370); r <= 0xffff; r++ {
		got, ok := Latin(string(r))
		if !ok && foreign(string(r)) {
			unread++
		}
		if ok && writingOf(r) != nil && fold.Text(got) != got {
			t.Errorf("%c reads %q, which is not folded", r, got)
		}
		if ok && r >= hanFirst && r <= 0x9fa5 && (got == "" || got[0] >= utf8.RuneSelf) {
			t.Errorf("%c has no reading: %q", r, got)
		}
	}
	t.Logf("%d letters have no reading", unread)
}

func FuzzNothingPanics(f *testing.F) {
	for _, seed := range []string{"Газпром", "三井物産カ", "ไทยพาณิชย์", "भ्ा़", "ㅊㅐㅜㅅ한", "เ", "ッ", "ー", "ال", "\xff\xfe", "´;", "์ิ์"} {
		f.Add(seed, "gazprom")
	}
	f.Fuzz(func(t *testing.T, text, typed string) {
		reading, ok := Latin(text)
		if ok != (reading != "") || fold.Text(reading) != reading {
			t.Fatalf("%q reads %q (%v)", text, reading, ok)
		}
		for _, r := range Readings(text) {
			if r == "" || fold.Text(r) != r {
				t.Fatalf("%q reads %q", text, r)
			}
		}
		for _, l := range Layouts(text) {
			if l.Text == text || l.Text == "" || !utf8.ValidString(l.Text) {
				t.Fatalf("%q on %s is %q", text, l.Layout, l.Text)
			}
		}
		skeleton := Skeleton([]byte(typed), nil)
		if again := Skeleton(skeleton, nil); string(again) != string(skeleton) {
			t.Fatalf("the skeleton of %q is %q, of that %q", typed, skeleton, again)
		}
		if consonants := Consonants(skeleton, nil); len(consonants) > len(skeleton) {
			t.Fatalf("%q has the consonants %q", skeleton, consonants)
		}
		for _, abjad := range []bool{true, false} {
			if l := Likeness(typed, reading, abjad); l < 0 || l > 1 || Likeness(typed, typed, abjad) != 1 {
				t.Fatalf("%q and %q are alike by %v", typed, reading, l)
			}
		}
	})
}
