package message

import (
	"cmp"
	"slices"
	"strings"
)

// Language is the name of a folder of the catalogue: "en", "fr".
type Language string

// English is what every key has a sentence in; JSON and logs speak it always.
const English Language = "en"

// Languages lists those of the catalogue, in alphabetical order.
func Languages() []Language { return shared().Languages() }

// ParseLanguage finds the language that a person or a system names: "fr", "fr-CA", "fr_CA.UTF-8". It is
// not ok when the catalogue has none like it; "C" and "POSIX" are none.
func ParseLanguage(text string) (l Language, ok bool) {
	text, _, _ = strings.Cut(text, ".")
	text, _, _ = strings.Cut(text, "@")
	text = strings.ReplaceAll(strings.ToLower(strings.TrimSpace(text)), "_", "-")
	base, _, _ := strings.Cut(text, "-")
	for _, want := range []string{text, base} {
		if i := slices.IndexFunc(Languages(), func(l Language) bool { return strings.ToLower(string(l)) == want }); i >= 0 {
			return Languages()[i], true
		}
	}
	return "", false
}

// LanguageOf is the language of texts that the environment asks for, as POSIX ranks the variables: the
// first that is set decides, and one that names no language of ours means English.
func LanguageOf(getenv func(string) string) Language {
	l, _ := ParseLanguage(cmp.Or(getenv("LC_ALL"), getenv("LC_MESSAGES"), getenv("LANG")))
	return cmp.Or(l, English)
}
