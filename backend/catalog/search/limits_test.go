package search

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tenantry/backend/catalog/search/script"
)

// However long and odd a text is, what is searched for is little: so many words, in so many readings.
func TestAnyTextIsSearchedForInFewWordsAndFewReadings(t *testing.T) {
	pieces := []string{"a", "ab", "bau", "GmbH", "forty four", "1st", "&", "ä", "ß", "ﷺ", "я", "щ", "θ", "ش", "א", "漢", "株式会社", "ク", "さ", "삼", "ก", "हि", "a\u0301", "🦄", "\xff",
		"xn--a", "a.de", "ß.com", "jo@b.fr", "https://", "12345678-1234-1234-1234-123456789012", "7", "l'o", " ", " ", ".", "-", "'"}
	const readings, boards = 8, 40 // of another script; of other keyboards
	rapid.Check(t, func(t *rapid.T) {
		some := rapid.SliceOfN(rapid.SampledFrom(pieces), 1, 8).Draw(t, "pieces")
		text := strings.Repeat(strings.Join(some, ""), rapid.SampledFrom([]int{1, 2, 7, 40, 8000}).Draw(t, "times"))
		q := Parse(text)
		if len(q.words) > maxWords || len(q.tokens) > maxTokens || len(q.domains) > maxDomains || len(q.ids) > maxPasted/36 {
			t.Fatalf("%d words, %d tokens, %d domains, %d ids", len(q.words), len(q.tokens), len(q.domains), len(q.ids))
		}
		if len(q.whole.joined) > maxLetters || len(q.core.joined) > maxLetters {
			t.Fatalf("%d letters in one piece", max(len(q.whole.joined), len(q.core.joined)))
		}
		for _, w := range q.words {
			if len(w.text) > maxLetters || len(w.alts) > 2 {
				t.Fatalf("%d letters in a word, %d ways to read it", len(w.text), len(w.alts))
			}
		}
		if n := len(latinised(q.typed)); n > readings {
			t.Fatalf("%d readings in Latin letters", n)
		}
		if n := len(rewritten(q)); n > maxRewritten {
			t.Fatalf("%d ways to write it", n)
		}
		if n := len(script.Layouts(q.raw)); n > boards {
			t.Fatalf("%d other keyboards", n)
		}
	})
}
