package lexis

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"tenantry/backend/catalog/search/fold"
)

//go:embed forms.txt
var formsFile string

// form is a line of forms.txt.
type form struct {
	family   Family
	writings []string // as the file has them
	akin     []uint16 // other lines that have a writing of this one
}

// spelling is one way to write a form, folded.
type spelling struct {
	words  []string
	id     uint16
	places places
}

// places in a name where a spelling counts.
type places uint8

const (
	first places = 1 << iota
	middle
	last
)

type formTable struct {
	forms   []form                // by their numbers; the first is none
	byFirst map[string][]spelling // by their first word, longest first
	long    map[int][]string      // the words of forms in which a slip is forgiven, by their bytes, sorted
}

var formsTable = sync.OnceValue(func() *formTable {
	t := &formTable{forms: make([]form, 1), byFirst: map[string][]spelling{}, long: map[int][]string{}}
	for fields := range entries(formsFile) {
		id := uint16(len(t.forms))
		t.forms = append(t.forms, form{family: family(fields[0]), writings: fields[2:]})
		for _, w := range fields[2:] {
			t.add(w, id)
		}
	}
	for _, all := range t.byFirst {
		slices.SortStableFunc(all, func(a, b spelling) int { return len(b.words) - len(a.words) })
		for _, s := range all {
			for _, w := range s.words {
				if utf8.RuneCountInString(w) >= slipWithin {
					t.long[len(w)] = append(t.long[len(w)], w)
				}
			}
		}
	}
	for n, words := range t.long {
		slices.Sort(words)
		t.long[n] = slices.Compact(words)
	}
	return t
})

// add enters all spellings of what the file has as written. One that another line has already stays that line's, and
// makes the two akin.
func (t *formTable) add(written string, id uint16) {
	marked, text := placesOf(written)
	for _, s := range spellings(text) {
		words := strings.Fields(s)
		at := marked
		if at == 0 {
			at = placesByLength(words)
		}
		all := t.byFirst[words[0]]
		i := slices.IndexFunc(all, func(o spelling) bool { return slices.Equal(o.words, words) })
		if i < 0 {
			t.byFirst[words[0]] = append(all, spelling{words, id, at})
			continue
		}
		all[i].places |= at
		if all[i].id != id {
			t.forms[id].akin = append(t.forms[id].akin, all[i].id)
			t.forms[all[i].id].akin = append(t.forms[all[i].id].akin, id)
		}
	}
}

// placesOf reads the dots around a writing: "… AS" ends a name, "PT …" begins one, "… AG …" does not begin one.
// Without a mark it is 0.
func placesOf(written string) (places, string) {
	text, after := strings.CutPrefix(written, "… ")
	text, before := strings.CutSuffix(text, " …")
	switch {
	case after && before:
		return middle | last, text
	case after:
		return last, text
	case before:
		return first, text
	}
	return 0, text
}

// placesByLength keeps short words from being taken for forms: one of two letters is one only at the end of a name
// (the "AS" of "AS Roma" is none), one of three only behind the name.
func placesByLength(words []string) places {
	letters := 0
	for _, w := range words {
		if !latin(w) {
			return first | middle | last
		}
		letters += len(w)
	}
	oneWord := len(words) == 1 || letters == len(words) // "s r l" is one word set apart
	switch {
	case oneWord && letters <= 2:
		return last
	case oneWord && letters == 3:
		return middle | last
	}
	return first | middle | last
}

func latin(w string) bool { return w[0] < utf8.RuneSelf }

var (
	ands  = []string{" and ", " und ", " u ", " et ", " y ", " e ", " en ", " og ", " och ", " i ", " a ", " και "}
	apart = strings.NewReplacer(".", ". ", "/", "/ ", `"`, `" `, "״", "״ ")

	// Who has no such letter at hand writes two.
	twoLetters = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ø", "oe", "å", "aa", "Ä", "Ae", "Ö", "Oe", "Ü", "Ue", "Ø", "Oe", "Å", "Aa")
)

// spellings lists the folded ways to write a text of the table: what has dots also with its letters set apart or all
// together, "&" in the languages, "ä" as two letters too.
func spellings(text string) (out []string) {
	texts := []string{text}
	if two := twoLetters.Replace(text); two != text {
		texts = append(texts, two)
	}
	for _, s := range texts {
		folded := fold.Text(s)
		out = append(out, folded)
		if strings.ContainsAny(s, `./"״`) {
			out = append(out, strings.ReplaceAll(folded, " ", ""))
			texts = append(texts, apart.Replace(s))
		}
	}
	for _, s := range texts {
		if strings.Contains(s, "&") {
			for _, and := range ands {
				out = append(out, fold.Text(strings.Replace(s, "&", and, 1)))
			}
		}
		out = append(out, fold.Text(s))
	}
	slices.Sort(out)
	return slices.Compact(out)
}
