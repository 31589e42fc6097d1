package judged

import "strings"

// noise are texts that name nobody.
func noise(seed uint64) Set {
	m := newMaker("noise", seed)
	add := func(kind, text string) {
		if !m.asked[text] {
			m.asked[text] = true
			m.Queries = append(m.Queries, Query{kind, text, ""})
		}
	}
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

// letters are n letters, each one of these.
func (m *maker) letters(of string, n int) string {
	var b strings.Builder
	for range n {
		b.WriteByte(of[m.IntN(len(of))])
	}
	return b.String()
}
