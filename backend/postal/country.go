package postal

import (
	_ "embed" // the table
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"
)

// table has the countries, a line each: the two letters, and what it is called in each of the languages. They are those
// of Unicode's CLDR, as x/text has them; x/text itself brings those of all languages, 2 MB.
//
//go:embed countries.txt
var table string

// languages are those in which directories write countries, in the order of the table.
var languages = []string{"en", "fr", "de", "es", "it", "nl", "pt", "ja"}

// others are how else some are called there.
var others = map[string]string{"usa": "US", "united states of america": "US", "uk": "GB", "great britain": "GB", "england": "GB", "scotland": "GB",
	"wales": "GB", "the netherlands": "NL", "holland": "NL"}

// countries are the table: the names by the two letters, and the two letters by the names, folded.
var countries = sync.OnceValues(func() (names map[string][]string, codes map[string]string) {
	names, codes = map[string][]string{}, map[string]string{}
	for line := range strings.Lines(table) {
		fields := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		names[fields[0]] = fields[1:]
		for _, name := range fields[1:] {
			codes[folded(name)] = fields[0]
		}
	}
	for name, code := range others {
		codes[name] = code
	}
	return names, codes
})

func folded(text string) string {
	bare, _, err := transform.String(transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn)), norm.NFC), text)
	if err != nil {
		bare = text
	}
	return strings.ToLower(strings.TrimSpace(bare))
}

// Code are the two letters of a country; empty when nobody knows what is meant.
func Code(country string) string {
	text := strings.TrimSpace(country)
	if _, other := others[strings.ToLower(text)]; len(text) == 2 && !other && strings.IndexFunc(text, notLetter) < 0 {
		return strings.ToUpper(text)
	}
	_, codes := countries()
	return codes[folded(text)]
}

func notLetter(r rune) bool { return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') }

// Country is a country's name in a language, "fr" say; as it is written, when nobody knows what is meant.
func Country(text, in string) string {
	names, _ := countries()
	for i, name := range names[Code(text)] {
		if languages[i] == in {
			return name
		}
	}
	return strings.TrimSpace(text)
}
