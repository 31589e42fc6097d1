package judged

import (
	"math/rand/v2"
	"strings"
)

// ear is how one language's ear writes down what was said.
type ear struct {
	language, written, heard, where string
}

var ears = func() (out []ear) {
	for _, line := range lines("heard") {
		head, rest := heads(line, 3)
		out = append(out, ear{head[0], head[1], strings.TrimSpace(head[2]), rest})
	}
	return out
}()

// heardAs writes a word as an ear may have heard it, with one change or two; the word itself where none fits.
func heardAs(r *rand.Rand, language, word string) string {
	text := strings.ToLower(word)
	for range 1 + r.IntN(2) {
		var fits []string
		for _, e := range ears {
			if e.language == language {
				fits = append(fits, e.applied(text)...)
			}
		}
		if len(fits) == 0 {
			break
		}
		text = pick(r, fits)
	}
	if bare(text) == bare(word) || len([]rune(text)) < 3 {
		return word
	}
	return capital(text)
}

// applied are the words that the rule makes of one, changed in one place each.
func (e ear) applied(word string) (out []string) {
	for at := 0; at+len(e.written) <= len(word); at++ {
		if !strings.HasPrefix(word[at:], e.written) {
			continue
		}
		start, end := at == 0, at+len(e.written) == len(word)
		if e.where == "start" && !start || e.where == "end" && !end || e.where == "mid" && (start || end) {
			continue
		}
		// A rule that makes one letter of two, or two of one, must not meet the same letter beside.
		before, after := word[:at], word[at+len(e.written):]
		if e.heard != "" && (strings.HasSuffix(before, e.heard[:1]) || strings.HasPrefix(after, e.heard[len(e.heard)-1:])) {
			continue
		}
		out = append(out, before+e.heard+after)
	}
	return out
}

// heard are names as they are written down at the phone: a family's name alone, or within the name of its firm.
func heard(seed uint64) Set {
	m := newMaker("as heard", seed)
	for _, line := range lines("families") {
		head, rest := heads(line, 1)
		t := *tongueOf(head[0])
		t.families = strings.Fields(rest)
		for _, family := range t.families {
			f := firm{of: &t, family: family, trade: pick(m.Rand, t.trades)}
			if !m.claim(f) {
				continue
			}
			id := m.customer(f.String() + " " + pick(m.Rand, formsOf(t.language)).ways[0])
			for range 2 {
				if as := heardAs(m.Rand, t.language, family); as != family {
					m.ask("word "+t.language, as, id)
				}
				within := f
				if within.family = heardAs(m.Rand, t.language, family); within.family == family {
					continue
				}
				if m.IntN(3) == 0 {
					within.trade = heardAs(m.Rand, t.language, f.trade)
				}
				m.ask("within "+t.language, within.String(), id)
			}
			near := f
			near.family = pick(m.Rand, tongueOf(t.language).families)
			m.beside(near)
		}
	}
	return m.done(420, sameWords)
}
