package judged

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
)

func TestEverySetMeansSomebodyThatItHas(t *testing.T) {
	for _, s := range Sets(2026) {
		if len(s.Queries) < 250 || len(s.Customers) < 3000 {
			t.Errorf("%s: %d queries of %d customers, want 250 and 3,000", s.Name, len(s.Queries), len(s.Customers))
		}
		ids, names, asked := map[string]bool{}, map[string]bool{}, map[string]bool{}
		for _, c := range s.Customers {
			if ids[c.ID] || names[bare(c.Name)] || c.Domain == "" {
				t.Errorf("%s: %v is there twice or has no domain", s.Name, c)
			}
			ids[c.ID], names[bare(c.Name)] = true, true
		}
		for _, q := range s.Queries {
			if q.Text == "" || asked[q.Text] || q.Kind == "" {
				t.Errorf("%s: %v is empty or there twice", s.Name, q)
			}
			asked[q.Text] = true
			if (q.Want == "") != (s.Name == "noise" || s.Name == "names of nobody") || q.Want != "" && !ids[q.Want] {
				t.Errorf("%s: %v means nobody who is there", s.Name, q)
			}
		}
	}
}

func TestTheSeedMakesTheSet(t *testing.T) {
	one, same, another := legalForms(7), legalForms(7), legalForms(8)
	if !reflect.DeepEqual(one, same) {
		t.Error("two sets of one seed differ")
	}
	if reflect.DeepEqual(one.Queries, another.Queries) {
		t.Error("two seeds make the same queries")
	}
}

func TestAnAnswerIsJudgedByThePlaceOfTheRightOne(t *testing.T) {
	found := []string{"a", "b", "c", "d", "e", "f"}
	var tally Tally
	for _, want := range []string{"a", "b", "f", "z"} {
		tally.Add(Query{Want: want}.Place(found))
	}
	first, five, reciprocal := tally.Shares()
	if first != 0.25 || five != 0.5 || reciprocal != (1+0.5+1.0/6)/4 {
		t.Errorf("first %v, five %v, reciprocal %v", first, five, reciprocal)
	}
	if (Query{}).Place(nil) != 0 || (Query{}).Place(found) != -1 {
		t.Error("a query that means nobody is answered by nothing")
	}
	var none Tally
	if first, five, reciprocal = none.Shares(); first+five+reciprocal != 0 {
		t.Error("no query, and yet some were right")
	}
}

func TestWordsAreWrittenByTheStandards(t *testing.T) {
	for _, c := range []struct{ standard, word, want string }{
		{"russian", "Щербаков", "shcherbakov"},
		{"russian-german", "Щербаков", "schtscherbakow"},
		{"russian-scientific", "Журавлев", "žuravlev"},
		{"ukrainian", "Запоріжжя", "zaporizhzhia"},
		{"greek", "Ευαγγελίδης", "evangelidis"},
		{"greek-phonetic", "Μπακάλικο", "bakaliko"},
		{"hepburn", "しずおか", "shizuoka"},
		{"kunrei", "じゅんこ", "zyunko"},
		{"armenian", "Երևան", "erevan"},
	} {
		if got := romanised(c.word, c.standard); got != c.want {
			t.Errorf("%s by %s: %q, want %q", c.word, c.standard, got, c.want)
		}
	}
}

func TestStrokesGiveWhatTheOtherKeyboardHas(t *testing.T) {
	for _, c := range []struct{ text, meant, on, want string }{
		{"привет", "russian", "qwerty", "ghbdtn"},
		{"contoso", "qwerty", "russian", "сщтещыщ"},
		{"zuerich am rhein", "qwertz", "qwerty", "yuerich am rhein"},
		{"maison", "qwerty", "azerty", ",qison"},
		{"삼성", "korean", "qwerty", "tkatjd"},
		{"tkatjd", "qwerty", "korean", "삼성"},
		{"gksrnr", "qwerty", "korean", "한국"},
		{"Ελλάς", "greek", "qwerty", "ell;aw"},
		{"bb", "qwerty", "arabic", "لالا"},
		{"الأهلي", "arabic", "qwerty", "hgHigd"},
	} {
		if got := typed(c.text, c.meant, c.on); got != c.want {
			t.Errorf("%s, meant for %s, on %s: %q, want %q", c.text, c.meant, c.on, got, c.want)
		}
	}
	for name, keys := range boards {
		if len(keys) != rows[0]+rows[1]+rows[2] {
			t.Errorf("%s has %d keys", name, len(keys))
		}
	}
	if near := beside("qwerty", 'g'); !slices.Equal(slices.Sorted(slices.Values(near)), []rune("bfhtvy")) {
		t.Errorf("beside g: %c", near)
	}
}

func TestOneSlipLiesBetweenTwoWords(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{{"bau", "bau", true}, {"bau", "abu", true}, {"bau", "baum", true}, {"bau", "bsu", true}, {"uhu", "hu", true}, {"coop", "cop", true},
		{"bau", "ubo", false}, {"bau", "uab", false}, {"bau", "b", false}, {"baum", "bamm", true}, {"baum", "bmau", false}} {
		if got := oneSlip(c.a, c.b); got != c.want || oneSlip(c.b, c.a) != got {
			t.Errorf("%s, %s: %v, want %v", c.a, c.b, got, c.want)
		}
	}
}

func TestSetsAreReadFromFiles(t *testing.T) {
	dir := t.TempDir()
	if _, err := Read(dir); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no files: %v", err)
	}
	write := func(name, text string) {
		t.Helper()
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("customers.tsv", "tenantId\tname\tprimaryDomain\tinitialDomain\n1\tAlpha\talpha.example\t\n")
	write("cases.tsv", "kind\tquery\ttenantId\npart\talp\t1\n")
	write("names/customers.tsv", "tenantId\tname\tprimaryDomain\tinitialDomain\n2\tBeta\tbeta.example\t\n")
	write("names/cases.tsv", "kind\tquery\ttenantId\nname\tBetta\t2\n")
	sets, err := Read(dir)
	if err != nil || len(sets) != 2 || len(sets[1].Customers) != 2 || sets[0].Queries[0] != (Query{"part", "alp", "1"}) {
		t.Errorf("%+v, %v", sets, err)
	}
	write("cases.tsv", "kind\tquery\ttenantId\npart\talp\n")
	if _, err := Read(dir); err == nil {
		t.Error("a line that lacks a column was read")
	}
}
