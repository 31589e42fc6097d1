package judged

import (
	"math/rand/v2"
	"regexp"
	"strings"

	"golang.org/x/net/idna"
)

// plain are the queries of every day: pieces of names, domains and ids, and slips.
func plain(seed uint64) Set {
	m := newMaker("every day", seed)
	m.crowd(size)
	m.Queries = everyday(m.Rand, m.Customers, 20)
	return m.Set
}

// everyday makes up to n queries of each kind, each with one customer who fits: a query that a second
// customer answers as well by the same reading is thrown away.
func everyday(r *rand.Rand, customers []Customer, n int) []Query {
	b := bank{customers: customers}
	for _, c := range customers {
		plain := words(c.Name)
		b.words = append(b.words, plain)
		b.spaced = append(b.spaced, strings.Join(plain, " "))
		b.domains = append(b.domains, c.Domain)
	}
	var out []Query
	asked := map[string]bool{}
	for _, k := range kinds {
		made := 0
		for try := 0; try < 60*n && made < n; try++ {
			i := r.IntN(len(customers))
			text, same := k.make(r, &b, i)
			if text == "" || asked[text] || same != nil && b.count(same) != 1 {
				continue
			}
			asked[text] = true
			out = append(out, Query{k.name, text, customers[i].ID})
			made++
		}
	}
	return out
}

// bank is the customers in the forms that queries are made of.
type bank struct {
	customers       []Customer
	words           [][]string
	spaced, domains []string
}

// count says how many customers a reading fits, up to two.
func (b *bank) count(fits func(i int) bool) (n int) {
	for i := range b.customers {
		if fits(i) {
			if n++; n > 1 {
				break
			}
		}
	}
	return n
}

// kind makes a query that means customer i, and the test that no other customer may pass.
type kind struct {
	name string
	make func(r *rand.Rand, b *bank, i int) (text string, same func(j int) bool)
}

var kinds = []kind{
	{"accentless", func(_ *rand.Rand, b *bank, i int) (string, func(int) bool) {
		if b.spaced[i] == strings.ToLower(b.customers[i].Name) {
			return "", nil
		}
		return b.spaced[i], func(j int) bool { return b.spaced[j] == b.spaced[i] }
	}},
	{"case_mix", func(r *rand.Rand, b *bank, i int) (string, func(int) bool) {
		var s strings.Builder
		for _, c := range b.customers[i].Name {
			if r.IntN(2) == 0 {
				s.WriteString(strings.ToUpper(string(c)))
			} else {
				s.WriteString(strings.ToLower(string(c)))
			}
		}
		return s.String(), nil
	}},
	{"domain_full", func(_ *rand.Rand, b *bank, i int) (string, func(int) bool) {
		return b.domains[i], func(j int) bool { return b.domains[j] == b.domains[i] }
	}},
	{"domain_part", func(r *rand.Rand, b *bank, i int) (string, func(int) bool) {
		label, _, _ := strings.Cut(b.domains[i], ".")
		if len(label) < 8 || strings.HasPrefix(label, "xn--") {
			return "", nil
		}
		part := label[:len(label)-1-r.IntN(3)]
		joined := strings.ReplaceAll(part, "-", "")
		return part, func(j int) bool {
			return strings.Contains(b.domains[j], part) || strings.Contains(strings.ReplaceAll(b.spaced[j], " ", ""), joined)
		}
	}},
	{"extra_space", func(_ *rand.Rand, b *bank, i int) (string, func(int) bool) {
		return "  " + strings.Join(b.words[i], "    ") + " ", func(j int) bool { return b.spaced[j] == b.spaced[i] }
	}},
	{"idn", func(r *rand.Rand, b *bank, i int) (string, func(int) bool) {
		if !strings.Contains(b.domains[i], "xn--") {
			return "", nil
		}
		same := func(j int) bool { return b.domains[j] == b.domains[i] }
		if u, err := idna.Punycode.ToUnicode(b.domains[i]); err == nil && r.IntN(2) == 0 {
			return u, same
		}
		return b.domains[i], same
	}},
	{"initial_domain", func(_ *rand.Rand, b *bank, i int) (string, func(int) bool) { return b.customers[i].Initial, nil }},
	{"joined", func(r *rand.Rand, b *bank, i int) (string, func(int) bool) {
		w := b.words[i]
		if len(w) < 3 {
			return "", nil
		}
		at := r.IntN(len(w) - 1)
		text := w[at] + w[at+1]
		return text, func(j int) bool {
			return strings.Contains(strings.ReplaceAll(b.spaced[j], " ", ""), text) || strings.Contains(b.domains[j], text)
		}
	}},
	{"substring", func(r *rand.Rand, b *bank, i int) (string, func(int) bool) {
		s := b.spaced[i]
		if len(s) < 12 {
			return "", nil
		}
		n := 6 + r.IntN(4)
		at := r.IntN(len(s) - n)
		text := strings.TrimSpace(s[at : at+n])
		if len(text) < 6 {
			return "", nil
		}
		return text, func(j int) bool { return strings.Contains(b.spaced[j], text) }
	}},
	{"swapped", func(r *rand.Rand, b *bank, i int) (string, func(int) bool) {
		v, w := twoWords(r, b.words[i], 3)
		if v == "" {
			return "", nil
		}
		return w + " " + v, func(j int) bool { return hasAll(b.words[j], []string{v, w}) }
	}},
	{"tenant_id", func(r *rand.Rand, b *bank, i int) (string, func(int) bool) {
		return b.customers[i].ID[:8+r.IntN(12)], nil
	}},
	{"typo", func(r *rand.Rand, b *bank, i int) (string, func(int) bool) { return slipped(r, b, i, 1) }},
	{"typo2", func(r *rand.Rand, b *bank, i int) (string, func(int) bool) { return slipped(r, b, i, 2) }},
	{"word_prefixes", func(r *rand.Rand, b *bank, i int) (string, func(int) bool) {
		var parts []string
		for _, w := range b.words[i] {
			if len(parts) < 3 && len(w) > 1 {
				parts = append(parts, w[:min(len(w), 3+r.IntN(3))])
			}
		}
		if len(parts) < 2 {
			return "", nil
		}
		return strings.Join(parts, " "), func(j int) bool {
			for _, p := range parts {
				if !begun(b.words[j], p) {
					return false
				}
			}
			return true
		}
	}},
	{"spelled_umlaut", func(_ *rand.Rand, b *bank, i int) (string, func(int) bool) {
		name := strings.ToLower(b.customers[i].Name)
		out := strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ø", "oe").Replace(name)
		if out == name {
			return "", nil
		}
		return out, func(j int) bool { return b.spaced[j] == b.spaced[i] }
	}},
	{"email", func(_ *rand.Rand, b *bank, i int) (string, func(int) bool) {
		return "Jo Doe <jo.doe@" + b.domains[i] + ">", func(j int) bool { return b.domains[j] == b.domains[i] }
	}},
	{"url", func(_ *rand.Rand, b *bank, i int) (string, func(int) bool) {
		return "https://www." + b.domains[i] + "/en/about.html?x=1", func(j int) bool { return b.domains[j] == b.domains[i] }
	}},
	{"pasted_id", func(_ *rand.Rand, b *bank, i int) (string, func(int) bool) {
		return "https://entra.microsoft.com/" + strings.ToUpper(b.customers[i].ID) + "#home", nil
	}},
}

var long = regexp.MustCompile(`^[a-z]{4,}$`)

// twoWords picks two different words of at least n letters.
func twoWords(r *rand.Rand, words []string, n int) (v, w string) {
	var fit []string
	for _, x := range words {
		if len(x) >= n {
			fit = append(fit, x)
		}
	}
	if len(fit) < 2 {
		return "", ""
	}
	at := r.IntN(len(fit) - 1)
	if fit[at] == fit[at+1] {
		return "", ""
	}
	return fit[at], fit[at+1]
}

// slipped puts a typo into one or both of two words.
func slipped(r *rand.Rand, b *bank, i, n int) (string, func(int) bool) {
	v, w := twoWords(r, b.words[i], 4)
	if !long.MatchString(v) || !long.MatchString(w) {
		return "", nil
	}
	a, c := mistype(r, v), w
	if n == 2 {
		c = mistype(r, w)
	} else if r.IntN(2) == 0 {
		a, c = v, mistype(r, w)
	}
	return a + " " + c, func(j int) bool { return hasAll(b.words[j], []string{v, w}) }
}

// mistype inserts, drops, replaces or swaps letters at any place, the first one included.
func mistype(r *rand.Rand, w string) string {
	letter := string(rune('a' + r.IntN(26)))
	at := r.IntN(len(w))
	switch r.IntN(4) {
	case 0:
		return w[:at] + letter + w[at:]
	case 1:
		return w[:at] + w[at+1:]
	case 2:
		return w[:at] + letter + w[at+1:]
	}
	at = min(at, len(w)-2)
	return w[:at] + w[at+1:at+2] + w[at:at+1] + w[at+2:]
}

func begun(words []string, p string) bool {
	for _, x := range words {
		if strings.HasPrefix(x, p) {
			return true
		}
	}
	return false
}
