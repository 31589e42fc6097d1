package judged

import (
	"math/rand/v2"
	"slices"
	"strings"
)

// small are the words that first letters leave out.
var small = []string{"the", "of", "and", "for", "in"}

// institution is the long name of a body, the name of another one that is near to it, and the first one as somebody
// writes it who is in a hurry.
func institution(r *rand.Rand) (written, near, asked string) {
	t := tongueOf("en")
	rank := pick(r, []string{"National", "International", "Royal", "European", "General"})
	body := pick(r, []string{"Federation", "Institute", "Association", "Society", "Bureau", "Council", "Organisation"})
	one := pick(r, t.trades)
	two := otherThan(r, t.trades, one)
	town := pick(r, t.towns)
	name := func(body, town string) string {
		return "The " + rank + " " + body + " of " + one + " and " + two + " of " + town
	}
	written = name(body, town)
	near = name(otherThan(r, []string{"Federation", "Institute", "Association"}, body), otherThan(r, t.towns, town))
	asked = strings.NewReplacer("The ", "", " of ", pick(r, []string{" ", " of "}), " and ", pick(r, []string{" & ", " and ", " "})).Replace(written)
	for _, a := range abbreviations {
		if r.IntN(2) == 0 {
			asked = strings.ReplaceAll(asked, a[0]+" ", pick(r, a[1:])+" ")
		}
	}
	if r.IntN(3) == 0 {
		asked = strings.ReplaceAll(asked, "Organisation", "Organization")
	}
	return written, near, asked
}

// lettersOf are the first letters of words, without the small ones, as capitals.
func lettersOf(words []string) string {
	var b strings.Builder
	for _, w := range words {
		if !slices.Contains(small, w) {
			b.WriteString(strings.ToUpper(string([]rune(w)[:1])))
		}
	}
	return b.String()
}

// twisted changes a second thing about a name: its case, a letter, its legal form, or its accents.
func twisted(r *rand.Rand, t *tongue, name string) string {
	switch parts := strings.Fields(name); r.IntN(5) {
	case 0:
		return strings.ToUpper(name)
	case 1:
		at := r.IntN(len(parts))
		if len([]rune(parts[at])) > 4 && english(parts[at]) == latin(parts[at]) {
			parts[at] = misspelt(r, parts[at])
		}
		return strings.Join(parts, " ")
	case 2:
		return name + " " + pick(r, pick(r, formsOf(t.language)).ways)
	case 3:
		return pick(r, formsOf(t.language)).ways[0] + " " + name
	}
	return strings.Join(words(name), " ")
}
