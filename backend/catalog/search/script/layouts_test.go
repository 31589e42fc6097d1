package script

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// Texts as they come out when the wrong layout is on, by the keys' labels; what people know by heart among them.
func TestAWrongLayoutTellsWhatWasMeant(t *testing.T) {
	for _, c := range []struct{ typed, meant, layout string }{
		{"ghbdtn", "привет", "russian"},
		{"ufpghjv", "газпром", "russian"},
		{"Cjdrjv,fyr", "Совкомбанк", "russian"},
		{";ehyfk", "журнал", "russian"},
		{"[jkjl", "холод", "russian"},
		{"bpdtcnbz 24", "известия 24", "russian"},
		{"руддщ", "hello", "english"},
		{"сщтещыщ", "contoso", "english"},
		{"СЩТЕЩЫЩ ДЕВ", "CONTOSO LTD", "english"},
		{"афикшлфь", "fabrikam", "english"},
		{"rb]dcnfh", "київстар", "ukrainian"},
		{"ьшскщыщае", "microsoft", "english"},
		{"ψοντοσο", "contoso", "english"},
		{"ηελλο ςορλδ", "hello world", "english"},
		{"eunikh", "εθνικη", "greek"},
		{"Auhna", "Αθηνα", "greek"},
		{"Dhm;osia", "Δημόσια", "greek"},
		{"akuo", "שלום", "hebrew"},
		{"cbe ktunh", "בנק לאומי", "hebrew"},
		{"בםמאםדם", "contoso", "english"},
		{"lvpfh", "مرحبا", "arabic"},
		{"fk; hgvdhq", "بنك الرياض", "arabic"},
		{"ؤخىفخسخ", "contoso", "english"},
		{"شمهف", "alit", "english"},
		{"dkssud", "안녕", "korean"},
		{"tkatjd", "삼성", "korean"},
		{"gksrmf", "한글", "korean"},
		{"ehRkssl", "도깐니", "korean"},
		{"rhksfl", "관리", "korean"},
		{"ㅊㅐㅜㅅ", "cont", "english"},
		{"채ㅜ새내", "contoso", "english"},
		{"ㅗ디ㅣㅐ", "hello", "english"},
		{"l;ylfu", "สวัสดี", "thai"},
		{"vcmdls", "नमस्ते", "hindi"},
		{"gamarjoba", "გამარჯობა", "georgian"},
		{"ifbrs", "софия", "bulgarian"},
		{"beograd", "београд", "serbian"},
		{"qdobe", "adobe", "french"},
		{"adobe", "qdobe", "french"},
		{";icrosoft", "microsoft", "french"},
		{"éàéç", "2029", "arabic"},
		{"&\"é", "132", "arabic"},
		{"yurich", "zurich", "german"},
		{"zurich", "yurich", "german"},
		{"m[ller", "müller", "german"},
		{"b;ckerei", "böckerei", "german"},
		{"k;r", "kşr", "turkish"},
		{"espa;a", "españa", "spanish"},
		{"g;teborg", "göteborg", "german"},
		{"s;nderborg", "sænderborg", "danish"},
		{"3koda", "škoda", "czech"},
		{"jrbyror", "contoso", "english"},
		{"contoso", "jrbyror", "dvorak"},
	} {
		if got := Layouts(c.typed); !slices.Contains(got, Typed{c.meant, c.layout}) {
			t.Errorf("Layouts(%q) = %v, without %q (%s)", c.typed, got, c.meant, c.layout)
		}
	}
}

func TestTheLikeliestLayoutComesFirst(t *testing.T) {
	for typed, meant := range map[string]string{
		"ghbdtn": "привет", "сщтещыщ": "contoso", "ψοντοσο": "contoso", "בםמאםדם": "contoso", "채ㅜ새내": "contoso",
	} {
		if got := Layouts(typed); len(got) == 0 || got[0].Text != meant {
			t.Errorf("Layouts(%q) = %v, want %q first", typed, got, meant)
		}
	}
}

func TestWhatMakesNoSenseWasNotMeant(t *testing.T) {
	for _, typed := range []string{"", "   ", "12345", "🦄", "中国银行", strings.Repeat("contoso ", 9)} {
		if got := Layouts(typed); len(got) > 0 {
			t.Errorf("Layouts(%q) = %v, want none", typed, got)
		}
	}
	for typed, not := range map[string]string{
		"contoso": "בםמאםדם", // final letters in the middle
		"mill":    "ьшдд",    // a word doesn't begin so
		"qwerty":  "/'קראט",  // a letter that becomes a mark
		"kkk":     "ㅏㅏㅏ",     // no syllable
	} {
		for _, g := range Layouts(typed) {
			if g.Text == not {
				t.Errorf("Layouts(%q) has %q", typed, not)
			}
		}
	}
}

// What the same keys gave on another layout gives the text again on its own.
func TestLayoutsThereAndBack(t *testing.T) {
	boards := keyboards()
	for _, p := range boards.pairs {
		from, to := &boards.layouts[p.from], &boards.layouts[p.to]
		if from.hangul || to.hangul {
			continue // its keys make parts of letters: the next test
		}
		letters := lettersOfBoth(from, to)
		if len(letters) < 12 {
			t.Fatalf("%s and %s have the letters %q in common", from.name, to.name, letters)
		}
		came := 0
		rapid.Check(t, func(t *rapid.T) {
			text := rapid.StringOfN(rapid.SampledFrom(letters), 1, 12, -1).Draw(t, "text")
			i := slices.IndexFunc(Layouts(text), func(g Typed) bool { return g.Layout == to.name })
			if i < 0 {
				return // the same text there, or one that makes no sense
			}
			came++
			strokes, _ := from.strokes(text)
			meant, ok := to.write(nil, strokes)
			back, typed := to.strokes(string(meant))
			again, _ := from.write(nil, back)
			if !ok || !typed || string(again) != text {
				t.Fatalf("%s %q is %q on %s, and that %q", from.name, text, meant, to.name, again)
			}
		})
		if came == 0 && from.name != "english" && to.name != "english" {
			t.Errorf("%s never gives anything on %s", from.name, to.name)
		}
	}
}

// lettersOfBoth are the letters that a layout has without Shift where the other has one as well.
func lettersOfBoth(from, to *layout) []rune {
	var letters []rune
	for key := range keysOfBoard {
		r, size := utf8.DecodeRuneInString(from.keys[key])
		other, length := utf8.DecodeRuneInString(to.keys[key])
		rules := (from.senses[key] | to.senses[key]) & (isNeverFirst | isOnlyLast)
		if rules == 0 && unicode.IsLetter(r) && unicode.IsLetter(other) && size == len(from.keys[key]) && length == len(to.keys[key]) &&
			!partOfPair(from, r) && !partOfPair(to, other) && from.keyOf[r] == uint8(key) && to.keyOf[other] == uint8(key) {
			letters = append(letters, r)
		}
	}
	return letters
}

func TestEverySyllableIsTypedAndComposedAgain(t *testing.T) {
	for r := rune(hangulFirst); r <= hangulLast; r++ {
		for _, text := range []string{string(r), string(r) + "가", "나" + string(r), string(r) + " 1"} {
			if got, ok := composeJamo(keyJamo(text)); !ok || got != text {
				t.Fatalf("%s is typed %s, which gives %q (%v)", text, keyJamo(text), got, ok)
			}
		}
	}
}

func TestEveryLayoutHasAllItsKeys(t *testing.T) {
	boards := keyboards()
	if len(boards.layouts) < 30 {
		t.Fatalf("%d layouts", len(boards.layouts))
	}
	for _, l := range boards.layouts {
		given := 0
		for _, gives := range l.keys {
			if gives != "" {
				given++
			}
		}
		if given < 2*keysOfBoard-20 || len(l.beside) == 0 && l.name != "english" {
			t.Errorf("%s has %d keys of %d, and stands beside %v", l.name, given, 2*keysOfBoard, l.beside)
		}
	}
}

func BenchmarkLayouts(b *testing.B) {
	for b.Loop() {
		Layouts("contoso suites")
	}
}

// partOfPair says whether a key gives r with another letter: what was typed with two keys reads as that one's.
func partOfPair(l *layout, r rune) bool {
	for pair := range l.pairs {
		if strings.ContainsRune(pair, r) {
			return true
		}
	}
	return false
}
