package fold

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestFoldKeepsOnlyWhatPeopleCompare(t *testing.T) {
	for in, want := range map[string]string{
		"":                             "",
		"  Apex   MEDIA ":              "apex media",
		"Straße Groß WEIẞ":             "strasse gross weiss",
		"Øresund Sørensen Łódź Dvořák": "oresund sorensen lodz dvorak",
		"Œuvre Ævar Þór Đuro Iıİi":     "oeuvre aevar thor duro iiii",
		"Île-de-France, Électricité":   "ile de france electricite",
		"Boulangerie S.L.":             "boulangerie sl",
		"Højgaard A/S":                 "hojgaard as",
		"Novák s.r.o. Praha":           "novak sro praha",
		"a.contoso.com":                "a contoso com",
		"McDonald's L'Oréal L’Étoile":  "mcdonalds l oreal l etoile",
		"Smith & Co.":                  "smith co",
		"Contoso™ (Europe)":            "contoso europe",
		"Ελλάδος ΕΛΛΆΔΟΣ":              "ελλαδοσ ελλαδοσ",
		"Ёлка Йод":                     "елка иод",
		"ＡＢＣ　１２３":                      "abc 123",
		"東京 株式会社":                      "東京 株式会社",
		"\xff\xfe\x00":                 "",
		"Bu\u0308ro e\u0301":           "buro e",
		"VanArsdel":                    "vanarsdel",
		"24/7 Service":                 "24 7 service",
		"--- 🦄 ---":                    "",
		"🦄Unicorn":                     "unicorn",
	} {
		if got := Text(in); got != want {
			t.Errorf("Text(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestEveryRuneFoldsToSomethingThatFoldsToItself(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if once := Text("x" + string(r)); Text(once) != once {
			t.Fatalf("%U: %q folds to %q, that to %q", r, string(r), once, Text(once))
		}
	}
}

func FuzzFoldingTwiceChangesNothing(f *testing.F) {
	for _, s := range []string{"Groß & Søn A/S", "s.l.", "a.b.c.d", "l'a", "1'2/3.4", "é\u0301'x", "\xc3"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := Text(s)
		if twice := Text(once); twice != once {
			t.Fatalf("%q folds to %q, that to %q", s, once, twice)
		}
		if !utf8.ValidString(once) || strings.Contains(once, "  ") || strings.TrimSpace(once) != once {
			t.Fatalf("%q folds to the untidy %q", s, once)
		}
		var spans []Span
		mapped := Append(nil, s, &spans)
		if string(mapped) != once || len(spans) != len(mapped) {
			t.Fatalf("%q: %d spans for %d bytes", s, len(spans), len(mapped))
		}
		for i := 1; i < len(spans); i++ {
			if spans[i].From < spans[i-1].From {
				t.Fatalf("%q: spans go backwards at %d: %v", s, i, spans)
			}
		}
	})
}
