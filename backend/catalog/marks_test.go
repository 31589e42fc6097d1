package catalog

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf16"

	"pgregory.net/rapid"

	"tenantry/backend/catalog/search"
	"tenantry/backend/catalog/search/fold"
	"tenantry/backend/catalog/search/script"
)

// leastSure is the score from which somebody was meant beyond doubt.
const leastSure = 0.6

// nonsense is a word that resembles none of a name.
const nonsense = "qqxxqq"

// bare is a text folded, without its blanks.
func bare(text string) string { return strings.ReplaceAll(fold.Text(text), " ", "") }

// marked is what lies in the ranges of a match. It fails if they don't lie in the text, in order, apart from each other, or
// if one cuts a letter in two.
func marked(t interface{ Fatalf(string, ...any) }, asked string, m *Match) string {
	units := utf16.Encode([]rune(m.Text))
	var out []rune
	last := -1
	for _, g := range m.Ranges {
		if g.From <= last || g.To <= g.From || g.To > len(units) {
			t.Fatalf("%q: ranges %v in %q", asked, m.Ranges, m.Text)
		}
		letters := utf16.Decode(units[g.From:g.To])
		if slices.Contains(letters, '\uFFFD') {
			t.Fatalf("%q: %v cuts a letter of %q", asked, g, m.Text)
		}
		if accent(letters[0]) || g.To < len(units) && accent(rune(units[g.To])) {
			t.Fatalf("%q: %v cuts an accent from its letter in %q", asked, g, m.Text)
		}
		out, last = append(out, letters...), g.To
	}
	return string(out)
}

// accent says whether a sign is a mark on the letter before it that counts for nothing.
func accent(r rune) bool { return unicode.IsMark(r) && fold.Text("a"+string(r)) == "a" }

// wantMarks fails if the marks of a row are not those of the text that was asked.
func wantMarks(t interface{ Fatalf(string, ...any) }, asked string, r Row) {
	m := r.Match
	shown := marked(t, asked, m)
	joined := bare(asked)
	_, read := script.Latin(m.Text)
	switch {
	case m.Field == "tenantId", m.Score == 1: // the whole id or domain
	case m.Ranges == nil && m.Score >= leastSure:
		t.Fatalf("%q: nothing of %q is marked: %+v", asked, m.Text, *m)
	case !read && len(joined) > 2 && !repeats(asked) && !growsBehindMark(asked) && strings.Contains(bare(m.Text), joined) && !spells(bare(shown), joined):
		t.Fatalf("%q: %q is marked in %q", asked, shown, m.Text)
	}
}

const latin = "abcdefghijklmnopqrstuvwxyz0123456789"

// wantWholeWords fails if a mark lies on a part of a word of a name in another script, when Latin letters were asked.
func wantWholeWords(t interface{ Fatalf(string, ...any) }, asked string, m *Match) {
	if !fold.ASCII(bare(asked)) || strings.ContainsAny(bare(m.Text), latin) {
		return
	}
	units := utf16.Encode([]rune(m.Text))
	letter := func(at int) bool { return at >= 0 && at < len(units) && fold.Text(string(rune(units[at]))) != "" }
	for _, g := range m.Ranges {
		if letter(g.From-1) || letter(g.To) {
			t.Fatalf("%q: %v of %q is a part of a word", asked, g, m.Text)
		}
	}
}

// growsBehindMark says whether the last letter of a text stands behind a mark: it may begin a word of its own.
func growsBehindMark(text string) bool {
	letters := []rune(text)
	return len(letters) > 1 && fold.Text(string(letters[len(letters)-2])) == ""
}

// repeats says whether a text has a word twice: such a text may be marked as if it had it once.
func repeats(text string) bool {
	words := strings.Fields(fold.Text(text))
	slices.Sort(words)
	return len(slices.Compact(slices.Clone(words))) < len(words)
}

// spells says whether marked letters are those that were typed; one that folds to several is marked as a whole.
func spells(shown, typed string) bool {
	return strings.Contains(shown, typed) && len(shown) <= len(typed)+4
}

func TestMarksLieOnWhatWasTyped(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := drawnCustomers(t)
		c := filled(all...)
		meant := rapid.SampledFrom(all).Draw(t, "meant")
		runes := []rune(meant.Name)
		from := rapid.IntRange(0, len(runes)-1).Draw(t, "from")
		to := rapid.IntRange(from+1, len(runes)).Draw(t, "to")
		for _, text := range []string{meant.Name, string(runes[from:to]), meant.PrimaryDomain, drawnName(t), meant.Name + " " + nonsense} {
			if strings.TrimSpace(text) == "" {
				continue // that is no question
			}
			for _, r := range c.Query(Query{Text: text}).Rows {
				wantMarks(t, text, r)
			}
		}
	})
}

func TestANameReadInLatinLettersIsMarkedByWholeWords(t *testing.T) {
	n := 0
	for _, s := range judgedCatalogs() {
		c := s.Catalog
		for i := 0; i < len(s.Queries); i += 2 {
			for _, r := range c.Query(Query{Text: s.Queries[i].Text, Limit: 30, Skip: search.Layouts}).Rows {
				wantWholeWords(t, s.Queries[i].Text, r.Match)
				n++
			}
		}
	}
	if n < 1000 {
		t.Errorf("%d rows only", n)
	}
}

func TestMarksOfJudgedAnswersLieOnWhatWasTyped(t *testing.T) {
	for _, s := range judgedCatalogs() {
		c := s.Catalog
		for i := 0; i < len(s.Queries); i += 3 {
			for _, r := range c.Query(Query{Text: s.Queries[i].Text, Limit: 30}).Rows {
				wantMarks(t, s.Queries[i].Text, r)
			}
		}
	}
}

// A word that nobody has is the one that is said to be missing, wherever it stands.
func TestTheWordThatIsNotThereIsSaidToBeMissing(t *testing.T) {
	for _, s := range judgedCatalogs() {
		c := s.Catalog
		for _, e := range everyNth(s.Set, 100) {
			if _, read := script.Latin(e.Name); read {
				continue // its readings may have more words than are looked for
			}
			words := strings.Fields(e.Name)
			for at := range len(words) + 1 {
				text := strings.Join(slices.Insert(slices.Clone(words), at, nonsense), " ")
				rows := c.Query(Query{Text: text, Limit: 5}).Rows
				if i := slices.IndexFunc(rows, func(r Row) bool { return r.ID == e.ID }); i < 0 {
					t.Errorf("%q does not find %q within five: %q", text, e.Name, names(rows))
				} else if missing := rows[i].Match.Missing; !slices.Equal(missing, []string{nonsense}) {
					t.Errorf("%q: missing are %q", text, missing)
				}
			}
		}
	}
}

func TestNonsenseFindsNobody(t *testing.T) {
	for _, s := range judgedCatalogs() {
		c := s.Catalog
		for _, text := range []string{nonsense, "zzzz", "xqzkvj", strings.Repeat("q", 64<<10), nonsense + " " + nonsense, "!!!", "🦄🦄🦄", "\u0301\u0302", strings.Repeat(nonsense+" ", 9_000), nonsense + "@" + nonsense + ".zq"} {
			if rows := c.Query(Query{Text: text, Limit: 3}).Rows; len(rows) > 0 {
				t.Errorf("%s: %.40q finds %q: %+v", s.Name, text, names(rows), *rows[0].Match)
			}
		}
	}
}
