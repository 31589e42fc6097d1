package lexis

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"tenantry/backend/catalog/search/fold"
)

//go:embed same.txt
var sameFile string

// Way is a place in a folded name that can be written otherwise: words[From:To] also as each of As, whose words are
// joined by a blank.
type Way struct {
	From, To int
	As       []string
}

// Same lists the other ways to write one word as one word: abbreviated or written out, spelt as elsewhere, as a digit.
func Same(word string) (out []string) {
	for _, as := range others([]string{word}, false) {
		if !strings.Contains(as, " ") {
			out = append(out, as)
		}
	}
	return out
}

// Ways finds the places in a name or query that can be written otherwise, words and phrases ("u s", "forty four");
// of a phrase and its beginning it takes the phrase. Places don't overlap.
func Ways(words []string) (found []Way) {
	for i := 0; i < len(words); {
		n := 1
		for _, p := range waysTable().byFirst[words[i]] {
			if begins(words[i:], p.words) {
				n = len(p.words)
				break
			}
		}
		if as := others(words[i:i+n], i > 0); len(as) > 0 {
			found = append(found, Way{i, i + n, as})
		}
		i += n
	}
	return found
}

// others are the other members of all groups that phrase is in, and what the rules make of a single word. Roman
// figures are numbers only beside a name.
func others(phrase []string, beside bool) (out []string) {
	t := waysTable()
	self := strings.Join(phrase, " ")
	for _, p := range t.byFirst[phrase[0]] {
		if !slices.Equal(p.words, phrase) || p.roman && !beside {
			continue
		}
		for _, as := range t.groups[p.group] {
			if as.text != self && (beside || !as.roman) && !slices.Contains(out, as.text) {
				out = append(out, as.text)
			}
		}
	}
	if len(phrase) == 1 {
		if as := spelt(self); as != "" && !slices.Contains(out, as) {
			out = append(out, as)
		}
	}
	return out
}

// endings that English writes with s or with z.
var endings = [][2]string{
	{"isation", "ization"}, {"isations", "izations"}, {"isational", "izational"}, {"ising", "izing"}, {"ised", "ized"},
	{"iser", "izer"}, {"isers", "izers"}, {"ise", "ize"}, {"yse", "yze"}, {"ysing", "yzing"}, {"yser", "yzer"},
}

// spelt is a word with the other of its two endings; "" if it has none.
func spelt(word string) string {
	for _, e := range endings {
		for i, end := range e {
			if stem, ok := strings.CutSuffix(word, end); ok && len(stem) > 2 {
				return stem + e[1-i]
			}
		}
	}
	return ""
}

// eachSpelt is a phrase with the other ending of every word that has one: an organisation of the other country.
func eachSpelt(phrase string) string {
	words := strings.Fields(phrase)
	for i, w := range words {
		if as := spelt(w); as != "" {
			words[i] = as
		}
	}
	return strings.Join(words, " ")
}

// phrase is a member of a group, as it is looked up.
type phrase struct {
	words []string
	group int
	roman bool
}

// member is a phrase as its group lists it.
type member struct {
	text  string
	roman bool
}

type wayTable struct {
	groups  [][]member
	byFirst map[string][]phrase // by their first word, longest first
}

var waysTable = sync.OnceValue(func() *wayTable {
	t := &wayTable{byFirst: map[string][]phrase{}}
	for fields := range entries(sameFile) {
		var group []member
		for _, f := range fields {
			text := fold.Text(f)
			group = append(group, member{text: text})
			if respelt := eachSpelt(text); strings.Contains(text, " ") && respelt != text {
				group = append(group, member{text: respelt})
			}
		}
		t.add(group)
	}
	for _, group := range numbers() {
		if len(group) > 0 {
			t.add(group)
		}
	}
	for _, all := range t.byFirst {
		slices.SortStableFunc(all, func(a, b phrase) int { return len(b.words) - len(a.words) })
	}
	return t
})

func (t *wayTable) add(group []member) {
	var kept []member
	for _, m := range group {
		if m.text == "" || slices.Contains(kept, m) {
			continue
		}
		kept = append(kept, m)
		words := strings.Fields(m.text)
		t.byFirst[words[0]] = append(t.byFirst[words[0]], phrase{words, len(t.groups), m.roman})
	}
	t.groups = append(t.groups, kept)
}
