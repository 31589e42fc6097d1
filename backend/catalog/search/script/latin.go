package script

import (
	"bytes"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"tenantry/backend/catalog/search/fold"
)

// Latin is the usual romanisation of a word that holds letters of another script, folded; not ok if there is none to
// read. A folded word can be read, a raw one better: folding takes marks away that tell how a letter is said. What is
// written without blanks is read with one between its words, where those are known, or between its characters.
func Latin(word string) (reading string, ok bool) {
	if !foreign(word) {
		return "", false
	}
	reading = fold.Text(string(romanise(nil, prepare(word), 0)))
	return reading, reading != ""
}

// Readings are the other ways in which a text is written in Latin letters, folded: one for each romanisation that makes
// something else of it than all before, Latin's included. A text of Latin letters has none.
func Readings(text string) []string {
	if !foreign(text) {
		return nil
	}
	text = prepare(text)
	usual := romanise(nil, text, 0)
	var seen, skeletons [][]byte
	var found []string
	add := func(raw []byte) {
		if contains(seen, raw) {
			return
		}
		seen = append(seen, raw)
		reading := fold.Text(string(raw))
		if s := essence(reading); len(s) > 0 && !contains(skeletons, s) {
			skeletons = append(skeletons, s)
			found = append(found, reading)
		}
	}
	add(usual)
	for way := 1; way < waysOf(text); way++ {
		add(romanise(make([]byte, 0, len(usual)+8), text, way))
	}
	return found[min(1, len(found)):]
}

func contains(texts [][]byte, text []byte) bool {
	return slices.ContainsFunc(texts, func(t []byte) bool { return bytes.Equal(t, text) })
}

// essence is what tells readings apart.
func essence(reading string) []byte {
	joined := make([]byte, 0, len(reading))
	for i := range len(reading) {
		if reading[i] != ' ' {
			joined = append(joined, reading[i])
		}
	}
	return Skeleton(joined, make([]byte, 0, 2*len(joined)))
}

// Abjad says whether a text has letters of a script that leaves most vowels to the reader.
func Abjad(text string) bool {
	for _, r := range text {
		if r >= 0x590 && unicode.In(r, unicode.Hebrew, unicode.Arabic) {
			return true
		}
	}
	return false
}

// foreign says whether a text has a letter of another script than Latin.
func foreign(text string) bool {
	for _, r := range text {
		if r >= 0x370 && unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) {
			return true
		}
	}
	return false
}

// prepare composes what folding took apart, lowers the case, and takes away Greek's accents, which part no letters.
func prepare(text string) string {
	text = norm.NFKC.String(text)
	if strings.IndexFunc(text, isGreek) < 0 {
		return strings.ToLower(text)
	}
	out := make([]byte, 0, len(text))
	greek := false
	for _, r := range norm.NFD.String(text) {
		accent := r >= 0x300 && r <= 0x36f
		if accent && greek && r != diaeresis {
			continue
		}
		greek = isGreek(r) || accent && greek
		out = utf8.AppendRune(out, unicode.ToLower(r))
	}
	return norm.NFC.String(string(out))
}

const diaeresis = 0x308

func isGreek(r rune) bool { return r >= 0x370 && r <= 0x3ff || r >= 0x1f00 && r <= 0x1fff }

// A writing is a script, or several that are used together, and how they are read.
type writing struct {
	has  func(r rune) bool
	ways int // how many romanisations there are
	// read appends the reading of a run of its letters in one of its romanisations.
	read func(dst []byte, run string, way int) []byte
}

// writings are asked in this order; what none has is taken as it is.
var writings = sync.OnceValue(func() []writing {
	return append(alphabets(),
		writing{isHangul, hangulWays, readHangul},
		writing{isHan, hanWays, readHan},
		writing{isThai, thaiWays, readThai},
		writing{isIndic, indicWays, readIndic},
	)
})

// writingOf is the one that has r, or nil.
func writingOf(r rune) *writing {
	if r < 0x370 {
		return nil
	}
	for i := range writings() {
		if w := &writings()[i]; w.has(r) {
			return w
		}
	}
	return nil
}

func waysOf(text string) int {
	ways := 0
	for text != "" {
		run, w := firstRun(text)
		if w != nil {
			ways = max(ways, w.ways)
		}
		text = text[len(run):]
	}
	return ways
}

// romanise appends a text in one of its romanisations, or in the last one of a writing that has fewer.
func romanise(dst []byte, text string, way int) []byte {
	for text != "" {
		run, w := firstRun(text)
		if w == nil {
			dst = append(dst, run...)
		} else {
			dst = w.read(dst, run, min(way, w.ways-1))
		}
		text = text[len(run):]
	}
	return dst
}

// firstRun is the longest beginning of text that one writing has, or none.
func firstRun(text string) (string, *writing) {
	r, _ := utf8.DecodeRuneInString(text)
	w := writingOf(r)
	for i, r := range text {
		if w != nil && !w.has(r) || w == nil && writingOf(r) != nil {
			return text[:i], w
		}
	}
	return text, w
}
