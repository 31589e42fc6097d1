package judged

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"golang.org/x/net/idna"
)

// crowd adds customers until there are n, of firms that nobody has yet. One in eight has an internationalised domain.
func (m *maker) crowd(n int) {
	for len(m.Customers) < n {
		t := pick(m.Rand, tongues)
		f := t.firm(m.Rand)
		if m.IntN(4) == 0 {
			f.family = invent(m.Rand)
		}
		if !m.claim(f) {
			continue
		}
		parts := strings.Fields(f.String())
		if m.IntN(3) > 0 {
			parts = append(parts, strings.Fields(pick(m.Rand, formsOf(t.language)).ways[0])...)
		}
		m.enrol(parts)
	}
}

// enrol adds a customer with domains made of its name.
func (m *maker) enrol(parts []string) (id string) {
	key := bare(strings.Join(parts, " "))
	if m.names[key] {
		return ""
	}
	m.names[key] = true
	c := domains(m.Rand, parts, len(m.Customers))
	if m.IntN(8) == 0 {
		c.Domain = international(m.Rand, parts, c.Domain)
	}
	m.Customers = append(m.Customers, c)
	return c.ID
}

var tlds = []string{".com", ".net", ".eu", ".de", ".fr", ".co.uk", ".pl", ".it", ".nl", ".cz", ".fi"}

// domains gives a name its tenant id, primary and initial domain.
func domains(r *rand.Rand, parts []string, n int) Customer {
	var plain []string
	for _, w := range parts {
		if p := english(w); p != "" {
			plain = append(plain, p)
		}
	}
	if len(plain) == 0 {
		plain = []string{fmt.Sprintf("tenant%d", n)}
	}
	var label string
	switch head := plain[:max(len(plain)-1, 1)]; r.IntN(5) {
	case 0:
		label = strings.Join(head, "-")
	case 1:
		label = fmt.Sprintf("%s%d", head[0], 10+r.IntN(90))
	case 2:
		for _, w := range head[:len(head)-1] {
			label += w[:1]
		}
		label += head[len(head)-1]
	default:
		label = strings.Join(head, "")
	}
	initial := strings.Join(plain, "")
	return Customer{newID(r), strings.Join(parts, " "), label + pick(r, tlds),
		fmt.Sprintf("%s%d.onmicrosoft.com", initial[:min(len(initial), 20)], n)}
}

// international is the domain of a name with the letters that it has, as punycode; the other one if it needs none.
func international(r *rand.Rand, parts []string, otherwise string) string {
	label := strings.ToLower(strings.Join(parts[:max(len(parts)-1, 1)], ""))
	puny, err := idna.Lookup.ToASCII(strings.ReplaceAll(label, ".", "") + pick(r, tlds))
	if err != nil || !strings.Contains(puny, "xn--") {
		return otherwise
	}
	return puny
}

var syllables = strings.Fields(`ba bren ca cor da del dra el fa fin ga gor hal in jo kar la len lo ma mer mi na nor o pe por ra
	ri ros sa sel stan ta ter to ul va vel vin wal xi yor za zen`)

// invent makes a word that hardly anybody else has, as family names are in life.
func invent(r *rand.Rand) string {
	w := ""
	for range 2 + r.IntN(3) {
		w += pick(r, syllables)
	}
	return capital(w)
}

// Invented makes n customers, hardly any two of whom share a word, and queries that mean them.
func Invented(seed uint64, n int) Set {
	m := newMaker("invented words", seed)
	for len(m.Customers) < n {
		parts := []string{invent(m.Rand)}
		for range m.IntN(3) {
			parts = append(parts, invent(m.Rand))
		}
		m.enrol(append(parts, strings.Fields(pick(m.Rand, forms).ways[0])...))
	}
	m.Queries = everyday(m.Rand, m.Customers, 20)
	return m.Set
}

// Enlarged adds customers, whose names and domains are made of the given ones' words, until there are n.
func Enlarged(have []Customer, n int, seed uint64) []Customer {
	r := rand.New(rand.NewPCG(seed, uint64(n)))
	var first, second, last []string
	for _, c := range have {
		w := strings.Fields(c.Name)
		first = append(first, w[0])
		if len(w) > 1 {
			second = append(second, w[1])
			last = append(last, w[len(w)-1])
		}
	}
	out := append([]Customer(nil), have...)
	for len(out) < n {
		parts := []string{pick(r, first), pick(r, second)}
		if r.IntN(2) == 0 {
			parts = append([]string{pick(r, first)}, parts...)
		}
		if r.IntN(3) > 0 {
			parts = append(parts, pick(r, last))
		}
		out = append(out, domains(r, parts, len(out)))
	}
	return out
}
