package judged

import (
	"math/rand/v2"
	"slices"
	"strings"
)

// strokes are names with a word of three to five letters in which one stroke went wrong, the first letter included.
func strokes(seed uint64) Set {
	m := newMaker("one wrong stroke", seed)
	slipped := map[string]string{} // of a query: the word with the slip
	for _, line := range lines("short") {
		for _, short := range strings.Fields(line) {
			many := m.IntN(2) == 0 // several firms have the word, and it needs another one beside it
			for range 8 {
				t := pick(m.Rand, tongues)
				f := firm{of: t, family: short, trade: pick(m.Rand, t.trades)}
				if !m.claim(f) {
					continue
				}
				m.beside(firm{of: t, family: pick(m.Rand, t.families), trade: f.trade})
				id := m.customer(f.String() + " " + pick(m.Rand, formsOf(t.language)).ways[0])
				for range 3 {
					kind, as := misstroke(m.Rand, latin(short))
					text := as
					if many {
						text = strings.Replace(strings.ToLower(f.String()), strings.ToLower(short), as, 1)
					}
					slipped[text] = as
					m.ask(kind, text, id)
				}
				if !many {
					break
				}
			}
		}
	}
	return m.done(400, func(q Query, asked, name []string) bool {
		return !slices.ContainsFunc(asked, func(w string) bool {
			wrong := w == slipped[q.Text]
			return !slices.ContainsFunc(name, func(h string) bool { return h == w || wrong && oneSlip(w, h) })
		})
	})
}

// misstroke types a word with one stroke gone wrong, and says which.
func misstroke(r *rand.Rand, word string) (kind, as string) {
	letters := []rune(word)
	for {
		at := r.IntN(len(letters))
		switch r.IntN(4) {
		case 0:
			board := pick(r, []string{"qwerty", "qwertz", "azerty"})
			if near := beside(board, letters[at]); len(near) > 0 {
				changed := slices.Clone(letters)
				changed[at] = pick(r, near)
				return "neighbour " + board, string(changed)
			}
		case 1:
			if len(letters) > 3 {
				return "left out", string(slices.Delete(slices.Clone(letters), at, at+1))
			}
		case 2:
			return "doubled", string(slices.Insert(slices.Clone(letters), at, letters[at]))
		default:
			if at+1 < len(letters) && letters[at] != letters[at+1] {
				changed := slices.Clone(letters)
				changed[at], changed[at+1] = changed[at+1], changed[at]
				return "swapped", string(changed)
			}
		}
	}
}
