package judged

import (
	"slices"
	"strings"
)

// noise are texts that name nobody.
func noise(seed uint64) Set {
	m := newMaker("noise", seed)
	add := func(kind, text string) { m.mean(kind, text, "") }
	for _, line := range lines("noise") {
		add("said", line)
	}
	for range 70 {
		add("one letter", strings.Repeat(string(rune('a'+m.IntN(26))), 4+m.IntN(6)))
		add("rare letters", m.letters("qxzjvwkq", 5+m.IntN(4)))
		add("consonants", m.letters("bcdfghjklmnpqrstvwxz", 7+m.IntN(4)))
		add("digits", m.letters("0123456789", 9+m.IntN(6)))
		add("signs", m.letters("!?#%*+~=_", 3+m.IntN(5)))
	}
	return m.done(320, sameWords)
}

// nobody are names of organisations that are no customers: whoever is shown for one must be marked as weak, or as lacking
// words, so that nobody opens the wrong customer in haste.
func nobody(seed uint64) Set {
	m := newMaker("names of nobody", seed)
	m.Unsure = true
	parts := strings.Fields(strings.Join(lines("nobody"), " "))
	word := func() string {
		w := ""
		for range 3 + m.IntN(2) {
			w += pick(m.Rand, parts)
		}
		return capital(w)
	}
	for range 110 {
		t := pick(m.Rand, tongues)
		m.mean("one word", word(), "")
		m.mean("two words", word()+" "+word(), "")
		m.mean("with a legal form", word()+" "+pick(m.Rand, formsOf(t.language)).ways[0], "")
		m.mean("with a trade", word()+" "+pick(m.Rand, t.trades), "")
	}
	return m.done(400, func(_ Query, asked, name []string) bool {
		return slices.ContainsFunc(asked, func(w string) bool {
			return slices.ContainsFunc(name, func(h string) bool { return len(w) > 5 && h != w && oneSlip(w, h) })
		})
	})
}

// letters are n letters, each one of these.
func (m *maker) letters(of string, n int) string {
	var b strings.Builder
	for range n {
		b.WriteByte(of[m.IntN(len(of))])
	}
	return b.String()
}
