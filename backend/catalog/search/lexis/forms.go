package lexis

import (
	"slices"
	"strings"
)

// Form is a legal form found in a folded name: words[From:To] are it.
type Form struct {
	From, To int
	ID       uint16 // never 0; that of the first line of forms.txt which has this way to write it, see SameForm
	Family   Family
}

// Family is a kind of legal form, which has other names in other countries: GmbH, Ltd. and S.r.l. are of one.
type Family uint8

// Company is the family of what says that something is a firm, and not of which kind.
const Company Family = 0

var families = []string{"company", "limited", "stock", "partnership", "trader", "cooperative", "association",
	"foundation", "state", "fund", "branch"}

func family(name string) Family {
	for i, f := range families {
		if f == name {
			return Family(i)
		}
	}
	return Company
}

func (f Family) String() string { return families[f] }

// SameForm says whether two forms, by their numbers, may be one: S.a.s. is French and Italian, written out it is two.
func SameForm(a, b uint16) bool {
	return a == b || slices.Contains(formsTable().forms[a].akin, b)
}

// SameFamily says whether two forms, by their numbers, are of one kind.
func SameFamily(a, b uint16) bool {
	forms := formsTable().forms
	return forms[a].family == forms[b].family
}

// FamilyOf is the family of a form, by its number.
func FamilyOf(id uint16) Family { return formsTable().forms[id].family }

// FormName is how the form is usually abbreviated.
func FormName(id uint16) string {
	return strings.Trim(formsTable().forms[id].writings[0], "… ")
}

// Forms finds the legal forms among the words of one name or query, from left to right, each as long as possible. They
// never are all the words, little ones left aside: where they would be, the first is the name.
func Forms(words []string) (found []Form) {
	t := formsTable()
	head := 0 // what is before it are forms
	for i := 0; i < len(words); {
		s := t.at(words, i, i == head)
		if s == nil {
			i++
			continue
		}
		to := i + len(s.words)
		found = append(found, Form{i, to, s.id, t.forms[s.id].family})
		if i == head {
			head = to
		}
		i = to
	}
	if len(found) > 0 && nameless(words, found) {
		found = found[1:]
	}
	return found
}

// at is the longest spelling that stands in words from i on and counts there.
func (t *formTable) at(words []string, i int, head bool) *spelling {
	all := t.byFirst[words[i]]
	for k := range all {
		s := &all[k]
		if !begins(words[i:], s.words) {
			continue
		}
		if head && s.places&first != 0 || i > 0 && s.places&middle != 0 ||
			s.places&last != 0 && t.covers(words[i+len(s.words):]) {
			return s
		}
	}
	return nil
}

// covers says whether words are nothing but forms, as they stand behind a name.
func (t *formTable) covers(words []string) bool {
	if len(words) == 0 {
		return true
	}
	for _, s := range t.byFirst[words[0]] {
		if s.places != first && begins(words, s.words) && t.covers(words[len(s.words):]) {
			return true
		}
	}
	return false
}

func begins(words, with []string) bool {
	if len(words) < len(with) {
		return false
	}
	for i := len(with) - 1; i >= 0; i-- {
		if words[i] != with[i] {
			return false
		}
	}
	return true
}

// nameless says whether nothing but little words is left beside the forms.
func nameless(words []string, found []Form) bool {
	at := 0
	for _, f := range found {
		for ; at < f.From; at++ {
			if !Stop(words[at]) {
				return false
			}
		}
		at = f.To
	}
	for ; at < len(words); at++ {
		if !Stop(words[at]) {
			return false
		}
	}
	return true
}
