package judged

import (
	"maps"
	"math/rand/v2"
	"strings"
	"unicode/utf8"
)

// native is a word in another script, and how it is written in Latin letters; by a standard, or as one does.
type native struct {
	word  string
	latin map[string]string
}

// script is words that stand together in names.
type script struct {
	name    string
	joined  bool // names are written without blanks
	forms   []string
	words   []native
	choices []string // the standards, or which of the usual ways
}

var writings = func() (out []script) {
	for _, line := range lines("scripts") {
		head, rest := heads(line, 2)
		s := script{name: head[0], choices: strings.Split(head[1], ",")}
		if head[1] == "-" {
			s.choices = []string{"usual", "other"}
		}
		for _, w := range strings.Fields(rest) {
			s.words = append(s.words, nativeOf(w, s.choices))
		}
		for _, line := range lines("scriptforms") {
			if head, forms := heads(line, 2); head[0] == s.name {
				s.joined, s.forms = head[1] == "joined", strings.Split(forms, "|")
			}
		}
		out = append(out, s)
	}
	return out
}()

// nativeOf reads a word of the table, with its romanisations behind "=" or those of the standards.
func nativeOf(entry string, choices []string) native {
	word, ways, own := strings.Cut(entry, "=")
	n := native{word, map[string]string{}}
	list := strings.Split(strings.ReplaceAll(ways, "_", " "), ",")
	for i, c := range choices {
		if own {
			n.latin[c] = list[min(i, len(list)-1)]
		} else {
			n.latin[c] = romanised(word, c)
		}
	}
	return n
}

// standards are the tables of letters by name, each with those of the table that it changes.
var standards = func() map[string]map[string]string {
	out := map[string]map[string]string{}
	for _, line := range lines("letters") {
		head, rest := heads(line, 1)
		of := map[string]string{}
		for _, entry := range strings.Fields(rest) {
			letter, latin, ok := strings.Cut(entry, "=")
			if !ok {
				maps.Copy(of, out[entry])
				continue
			}
			of[letter] = strings.ReplaceAll(latin, "-", "")
		}
		out[head[0]] = of
	}
	return out
}()

// romanised writes a word in Latin letters by a standard; the longest letters of its table count first.
func romanised(word, standard string) string {
	of := standards[standard]
	var b strings.Builder
	for rest := strings.ToLower(word); rest != ""; {
		n := 0
		for letter := range of {
			if len(letter) > n && strings.HasPrefix(rest, letter) {
				n = len(letter)
			}
		}
		if n == 0 {
			_, n = utf8.DecodeRuneInString(rest)
			b.WriteString(rest[:n])
		} else {
			b.WriteString(of[rest[:n]])
		}
		rest = rest[n:]
	}
	return b.String()
}

// named is what an organisation of these words is called.
func (s script) named(r *rand.Rand, words ...native) string {
	blank := " "
	if s.joined {
		blank = ""
	}
	var parts []string
	for _, w := range words {
		parts = append(parts, w.word)
	}
	if r.IntN(2) == 0 {
		return strings.Join(append(parts, pick(r, s.forms)), blank)
	}
	return strings.Join(parts, blank)
}

// scripts are names in other scripts, typed in Latin letters, and some that the customer writes in Latin letters and
// somebody else in their own.
func scripts(seed uint64) Set {
	m := newMaker("other scripts", seed)
	for _, s := range writings {
		taken := map[string]bool{}
		fresh := func(a, b native) bool {
			if a.word == b.word || taken[a.word+b.word] {
				return false
			}
			taken[a.word+b.word], taken[b.word+a.word] = true, true
			return true
		}
		for range 30 {
			a, b := pick(m.Rand, s.words), pick(m.Rand, s.words)
			if !fresh(a, b) {
				continue
			}
			how := pick(m.Rand, s.choices)
			kind := s.name
			if standards[how] != nil {
				kind += ", " + how
			}
			latin := a.latin[how] + " " + b.latin[how]
			if m.IntN(3) == 0 {
				latin = capital(a.latin[how]) + " " + capital(b.latin[how])
			}
			if standards[how] != nil && m.IntN(4) == 0 { // an alphabet that tells the sounds
				m.ask(s.name+" for Latin", s.named(m.Rand, a, b), m.customer(latin+" "+pick(m.Rand, forms).ways[0]))
			} else {
				m.ask(kind, latin, m.customer(s.named(m.Rand, a, b)))
			}
			if c := pick(m.Rand, s.words); fresh(a, c) {
				m.customer(s.named(m.Rand, a, c))
			}
		}
	}
	return m.done(400, sameWords)
}
