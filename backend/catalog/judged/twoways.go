package judged

import (
	"math/rand/v2"
	"strconv"
	"strings"
)

// twoWays are names as the customer writes them and as somebody else does; half of the time a second thing differs.
func twoWays(seed uint64) Set {
	m := newMaker("names written two ways", seed)
	whole := map[string][]string{} // of a query that lacks a word: the words that it has of the name
	short := map[string]bool{}     // queries that are first letters only
	for range 36 {
		for _, w := range rewritings {
			t := pick(m.Rand, tongues)
			if w.english {
				t = tongueOf("en")
			}
			f := firm{of: t, family: pick(m.Rand, t.families), trade: pick(m.Rand, t.trades)}
			if m.IntN(3) == 0 {
				f.family = invent(m.Rand)
			}
			written, asked := w.make(m.Rand, f)
			if asked == "" || !m.claim(f) {
				continue
			}
			m.beside(f)
			if m.IntN(2) == 0 {
				written += " " + pick(m.Rand, formsOf(t.language)).ways[0]
			}
			if m.IntN(2) == 0 {
				asked = twisted(m.Rand, t, asked)
			}
			if w.kind == missing {
				whole[asked] = words(f.String())
			}
			m.ask(w.kind, asked, m.customer(written))
		}
		written, near, asked := institution(m.Rand)
		m.ask("institution", asked, m.customer(written))
		m.customer(near)
		if m.IntN(3) == 0 {
			letters := lettersOf(words(written))
			short[letters] = true
			m.ask("first letters", letters, m.customer(written+" Trust"))
		}
	}
	return m.done(420, func(q Query, asked, name []string) bool {
		return hasAll(name, asked) || whole[q.Text] != nil && hasAll(name, whole[q.Text]) || short[q.Text] && strings.HasPrefix(lettersOf(name), q.Text)
	})
}

var (
	abbreviations = alternatives("abbreviations")
	variants      = alternatives("variants")
	numbers       = alternatives("numbers")
)

// rewritings make a customer's name, without its legal form, and how somebody else writes it; "" where a name has no such
// way.
var rewritings = []struct {
	kind    string
	english bool // it is done to English names
	make    func(r *rand.Rand, f firm) (written, asked string)
}{
	{"abbreviation", true, func(r *rand.Rand, f firm) (string, string) {
		a := pick(r, abbreviations)
		long, short := joinedWith(f, a[0]), joinedWith(f, pick(r, a[1:]))
		if r.IntN(2) == 0 {
			return short, long
		}
		return long, short
	}},
	{"another spelling", true, func(r *rand.Rand, f firm) (string, string) {
		v := pick(r, variants)
		at := r.IntN(2)
		return joinedWith(f, v[at]), joinedWith(f, v[1-at])
	}},
	{"number", true, func(r *rand.Rand, f firm) (string, string) {
		n := pick(r, numbers)
		at := r.IntN(len(n))
		to := (at + 1 + r.IntN(len(n)-1)) % len(n)
		if strings.HasSuffix(n[1], "h") || strings.HasSuffix(n[1], "t") || strings.HasSuffix(n[1], "d") {
			return n[at] + " " + f.String(), n[to] + " " + f.String()
		}
		return f.String() + " " + n[at], f.String() + " " + n[to]
	}},
	{"the, of", true, func(r *rand.Rand, f firm) (string, string) {
		switch r.IntN(3) {
		case 0:
			return "The " + f.String() + " Company", f.String() + " Company"
		case 1:
			return f.trade + " of " + f.family, f.trade + " " + f.family
		}
		return f.String(), "The " + f.String()
	}},
	{"and", false, func(r *rand.Rand, f firm) (string, string) {
		and, _ := conjunction(r, f.of.language)
		signs := []string{"&", "+", and}
		first := r.IntN(len(signs))
		second := (first + 1 + r.IntN(2)) % len(signs)
		return f.family + " " + signs[first] + " " + f.trade, f.family + " " + signs[second] + " " + f.trade
	}},
	{"one word more", false, func(r *rand.Rand, f firm) (string, string) {
		return f.String(), f.String() + " " + pick(r, []string{"Europe", "Group", "International", pick(r, f.of.towns), "Online", "24", "Zentrale", "Service"})
	}},
	{"one word misspelt", false, func(r *rand.Rand, f firm) (string, string) {
		g := f
		if r.IntN(2) == 0 {
			g.family = misspelt(r, f.family)
		} else {
			g.trade = misspelt(r, f.trade)
		}
		return f.String(), g.String()
	}},
	{missing, false, func(r *rand.Rand, f firm) (string, string) {
		return f.String() + " " + pick(r, f.of.towns), f.String()
	}},
	{"joined, apart", false, func(r *rand.Rand, f firm) (string, string) {
		apart := f.family + pick(r, []string{" ", "-"}) + f.trade
		together := f.family + strings.ToLower(f.trade)
		if r.IntN(2) == 0 {
			return together, apart
		}
		return apart, together
	}},
	{"initials", false, func(r *rand.Rand, f firm) (string, string) {
		a, b := string(rune('A'+r.IntN(26))), string(rune('A'+r.IntN(26)))
		ways := []string{a + b + " ", a + "." + b + ". ", a + ". " + b + ". ", a + " " + b + " ", a + "&" + b + " "}
		first := r.IntN(4)
		return ways[first] + f.String(), ways[(first+1+r.IntN(3))%4] + f.String()
	}},
	{"apostrophe, plural", true, func(r *rand.Rand, f firm) (string, string) {
		family := strings.TrimSuffix(f.family, "s")
		ways := []string{family + "'s ", family + "s ", family + "’s ", family + " "}
		first := r.IntN(len(ways))
		return ways[first] + f.trade, ways[(first+1+r.IntN(len(ways)-1))%len(ways)] + f.trade
	}},
	{"year, number apart", false, func(r *rand.Rand, f firm) (string, string) {
		n := strconv.Itoa(2 + r.IntN(98))
		ways := []string{f.family + n, f.family + " " + n, f.family + "-" + n}
		first := r.IntN(len(ways))
		return ways[first] + " " + f.trade, ways[(first+1)%len(ways)] + " " + f.trade
	}},
}

const missing = "a word missing"

// joinedWith puts a word between a family's name and its trade.
func joinedWith(f firm, w string) string { return f.family + " " + w + " " + f.trade }

// misspelt is a word with a letter lost, doubled, changed for one that sounds near, or swapped with the next one.
func misspelt(r *rand.Rand, word string) string {
	in := []rune(strings.ToLower(word))
	at := 1 + r.IntN(len(in)-2)
	switch r.IntN(4) {
	case 0:
		in = append(in[:at:at], in[at+1:]...)
	case 1:
		in = append(in[:at+1:at+1], in[at:]...)
	case 2:
		in[at], in[at+1] = in[at+1], in[at]
	default:
		in[at] = pick(r, []rune("aeiourst"))
	}
	return capital(string(in))
}
