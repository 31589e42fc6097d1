package search

import (
	"strings"
	"testing"
	"unicode/utf16"
)

func TestTheLettersThatWereFoundAreHighlighted(t *testing.T) {
	d := documents{
		customer(1, "🦄 Étoile Straße Foods A/S", domains("etoile-strasse.com", "xn--chteaubygg-44a.fr"), aliases("Star Road"), tags("Gold")),
	}
	for _, test := range []struct{ text, field, want string }{
		{"etoile", "name", "🦄 [Étoile] Straße Foods A/S"},
		{"foods etoile", "name", "🦄 [Étoile] Straße [Foods] A/S"},
		{"oile stra", "name", "🦄 Ét[oile] [Stra]ße Foods A/S"},
		{"strass", "name", "🦄 Étoile [Straß]e Foods A/S"},
		{"foods as", "name", "🦄 Étoile Straße [Foods] [A]/[S]"},
		{"fods", "name", "🦄 Étoile Straße [Foods] A/S"},
		{"foosd str", "name", "🦄 Étoile [Str]aße [Foods] A/S"},
		{"etoile-str", "name", "🦄 [Étoile] [Str]aße Foods A/S"}, // the domain has it too, but the name is what people read
		{"strasse.c", "primaryDomain", "etoile-[strasse].[c]om"},
		{"etoile-strasse.com", "primaryDomain", "[etoile-strasse.com]"},
		{"châteaubygg.fr", "domain", "[xn--chteaubygg-44a.fr]"},
		{"chateaubygg", "domain", "[châteaubygg].fr"},
		{"star", "alias", "[Star] Road"},
		{"gold", "tag", "[Gold]"},
		{id(1)[:10], "tenantId", "[" + id(1)[:10] + "]" + id(1)[10:]},
		{"see " + id(1), "tenantId", "[" + id(1) + "]"},
		{"etlfds", "name", "🦄 [Ét]oi[l]e Straße [F]oo[ds] A/S"},
	} {
		found := rows(d, test.text)
		if len(found) != 1 {
			t.Errorf("%q: %d hits", test.text, len(found))
			continue
		}
		m := found[0].Match
		checkRanges(t, test.text, m)
		if got := drawn(m); m.Field != test.field || got != test.want {
			t.Errorf("%q: %s %s, want %s %s", test.text, m.Field, got, test.field, test.want)
		}
	}
}

// drawn puts brackets around the highlighted letters.
func drawn(m *Match) string {
	units := utf16.Encode([]rune(m.Text))
	var b strings.Builder
	at := 0
	for _, r := range m.Ranges {
		b.WriteString(string(utf16.Decode(units[at:r.From])) + "[" + string(utf16.Decode(units[r.From:r.To])) + "]")
		at = r.To
	}
	return b.String() + string(utf16.Decode(units[at:]))
}
