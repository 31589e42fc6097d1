package judged

import "strings"

// confusions are keyboards that are taken for each other: which one the typist has in mind, and which one is set.
var confusions = [][2]string{{"qwerty", "russian"}, {"qwerty", "greek"}, {"qwerty", "hebrew"}, {"qwerty", "arabic"}, {"qwerty", "korean"},
	{"qwerty", "azerty"}, {"azerty", "qwerty"}, {"qwerty", "qwertz"}, {"qwertz", "qwerty"}}

// layouts are names typed while another keyboard was set.
func layouts(seed uint64) Set {
	m := newMaker("other layouts", seed)
	meant := map[string][]string{} // of what is typed: the words that are meant
	ask := func(kind, text, as, id string) {
		if as != text {
			meant[as] = words(text)
			m.ask(kind, as, id)
		}
	}
	for _, c := range confusions {
		for range 32 {
			t := pick(m.Rand, tongues)
			f := m.fresh(t)
			alone := m.IntN(3) == 0
			if alone {
				f.family = invent(m.Rand)
			}
			text := latin(f.String())
			if alone {
				text = latin(f.family)
			}
			id := m.customer(f.String() + " " + pick(m.Rand, formsOf(t.language)).ways[0])
			ask(c[0]+" under "+c[1], text, typed(text, c[0], c[1]), id)
		}
	}
	for _, s := range writings {
		board := boardOf(s)
		if board == "" {
			continue
		}
		for range 24 {
			a, b := pick(m.Rand, s.words), pick(m.Rand, s.words)
			if a.word != b.word {
				text := a.word + " " + b.word
				ask(board+" under qwerty", text, typed(text, board, "qwerty"), m.customer(s.named(m.Rand, a, b)))
			}
		}
	}
	return m.done(420, func(q Query, _, name []string) bool { return hasAll(name, meant[q.Text]) })
}

// boardOf is the keyboard that a script is typed on; "": none that is meant here.
func boardOf(s script) string {
	name := s.name
	if name == "cyrillic" {
		name = s.choices[0] // one keyboard for each language
	}
	if _, ok := boards[name]; !ok || strings.HasPrefix(name, "q") {
		return ""
	}
	return name
}
