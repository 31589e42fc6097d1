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

// heardAs writes a word as an ear may have heard it, with so many changes; the word itself where none fits.
func heardAs(r *rand.Rand, language, word string, changes int) string {
	text := strings.ToLower(word)
	for range changes {
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

// heard are names as they are written down at the phone: a family's name that one firm has, or the name of one of several
// firms of a family.
func heard(seed uint64) Set {
	m := newMaker("as heard", seed)
	for _, line := range lines("families") {
		head, rest := heads(line, 1)
		common := tongueOf(head[0])
		t := *common
		t.families = strings.Fields(rest)
		for _, family := range t.families {
			f := firm{of: &t, family: family, trade: pick(m.Rand, t.trades)}
			form := func() string { return " " + pick(m.Rand, formsOf(t.language)).ways[0] }
			id := m.customer(f.String() + form())
			m.beside(firm{of: common, family: pick(m.Rand, common.families), trade: f.trade})
			alone := m.IntN(2) == 0
			if !alone {
				other := f
				other.trade = otherThan(m.Rand, t.trades, f.trade)
				m.customer(other.String() + form())
			}
			for n := range 4 {
				as := f
				if as.family = heardAs(m.Rand, t.language, family, 1+n%2); as.family == family {
					continue
				}
				if alone {
					m.ask("word "+t.language, as.family, id)
					continue
				}
				if n == 2 {
					as.trade = heardAs(m.Rand, t.language, f.trade, 1)
				}
				m.ask("within "+t.language, as.String(), id)
			}
		}
	}
	return m.done(420, sameWords)
}
