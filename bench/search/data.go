package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"

	"tenantry/backend/catalog"
	"tenantry/backend/partner"
)

// set is customers with labelled queries.
type set struct {
	name      string
	customers []customer
	cases     []query
}

type customer struct{ id, name, domain, initial string }

type query struct{ kind, text, want string }

// load reads the labelled set.
func load(dir string) (set, error) {
	s := set{name: "labelled"}
	rows, err := table(filepath.Join(dir, "customers.tsv"), 4)
	if err != nil {
		return s, err
	}
	for _, r := range rows {
		s.customers = append(s.customers, customer{r[0], r[1], r[2], r[3]})
	}
	if rows, err = table(filepath.Join(dir, "cases.tsv"), 3); err != nil {
		return s, err
	}
	for _, r := range rows {
		s.cases = append(s.cases, query{r[0], r[1], r[2]})
	}
	return s, nil
}

func table(path string, columns int) (rows [][]string, err error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	for i, line := range strings.Split(strings.TrimRight(string(text), "\n"), "\n")[1:] {
		cells := strings.Split(line, "\t")
		if len(cells) != columns {
			return nil, fmt.Errorf("%s:%d: %d columns, want %d", path, i+2, len(cells), columns)
		}
		rows = append(rows, cells)
	}
	return rows, nil
}

// entries makes of customers what the catalog takes.
func entries(customers []customer) []catalog.Entry {
	out := make([]catalog.Entry, len(customers))
	for i, c := range customers {
		out[i].Summary = partner.Summary{ID: partner.TenantID(c.id), Name: c.name, PrimaryDomain: c.domain,
			InitialDomain: c.initial, Domains: []string{c.domain, c.initial}}
	}
	return out
}

// enlarge adds customers, whose names and domains are made of the given ones' words, until there are n.
func enlarge(have []customer, n int, seed uint64) []customer {
	random := rand.New(rand.NewPCG(seed, uint64(n)))
	var heads, tails, ends []string
	for _, c := range have {
		w := strings.Fields(c.name)
		heads = append(heads, w[0])
		if len(w) > 1 {
			tails = append(tails, w[1])
			ends = append(ends, w[len(w)-1])
		}
	}
	out := append([]customer(nil), have...)
	for len(out) < n {
		words := []string{heads[random.IntN(len(heads))], tails[random.IntN(len(tails))]}
		if random.IntN(2) == 0 {
			words = append([]string{heads[random.IntN(len(heads))]}, words...)
		}
		if random.IntN(3) > 0 {
			words = append(words, ends[random.IntN(len(ends))])
		}
		out = append(out, newCustomer(random, words, len(out)))
	}
	return out
}

// newCustomer gives a name its tenant id, primary and initial domain.
func newCustomer(random *rand.Rand, words []string, n int) customer {
	var plain []string
	for _, w := range words {
		plain = append(plain, simplify(w))
	}
	tld := tlds[random.IntN(len(tlds))]
	var label string
	switch head := plain[:max(len(plain)-1, 1)]; random.IntN(5) {
	case 0:
		label = strings.Join(head, "-")
	case 1:
		label = fmt.Sprintf("%s%d", head[0], 10+random.IntN(90))
	case 2:
		for _, w := range head[:len(head)-1] {
			label += w[:1]
		}
		label += head[len(head)-1]
	default:
		label = strings.Join(head, "")
	}
	initial := strings.Join(plain, "")
	return customer{newID(random), strings.Join(words, " "), label + tld,
		fmt.Sprintf("%s%d.onmicrosoft.com", initial[:min(len(initial), 20)], n)}
}

var tlds = []string{".com", ".net", ".eu", ".de", ".fr", ".co.uk", ".pl", ".it", ".nl", ".cz", ".fi"}

func newID(random *rand.Rand) string {
	a, b := random.Uint64(), random.Uint64()
	return fmt.Sprintf("%08x-%04x-4%03x-a%03x-%012x", uint32(a), uint16(a>>32), a>>48&0xfff, b&0xfff, b>>16)
}
