package judged

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
)

// size is how many customers a set has at least.
const size = 3200

// maker puts a set together.
type maker struct {
	Set
	*rand.Rand
	names, firms, asked map[string]bool // names, names without legal forms, and queries that are there already
}

func newMaker(name string, seed uint64) *maker {
	number := uint64(0)
	for _, r := range name {
		number = number*31 + uint64(r)
	}
	return &maker{Set: Set{Name: name}, Rand: rand.New(rand.NewPCG(seed, number)),
		names: map[string]bool{}, firms: map[string]bool{}, asked: map[string]bool{}}
}

// customer adds one whom only the name can find, and returns the id; "" if one of this name is there.
func (m *maker) customer(name string) string {
	key := bare(name)
	if m.names[key] {
		return ""
	}
	m.names[key] = true
	c := Customer{ID: newID(m.Rand), Name: name, Domain: fmt.Sprintf("org%d.example", len(m.Customers)+1)}
	m.Customers = append(m.Customers, c)
	return c.ID
}

// claim says whether a firm was not there yet; from then on it is.
func (m *maker) claim(f firm) bool {
	key := bare(f.String())
	if m.firms[key] {
		return false
	}
	m.firms[key] = true
	return true
}

// fresh is a firm that nobody has yet, with others near to it among the customers.
func (m *maker) fresh(t *tongue) firm {
	f := t.firm(m.Rand)
	for !m.claim(f) {
		f = t.firm(m.Rand)
	}
	m.beside(f)
	return f
}

// beside adds customers that are near to a firm and others.
func (m *maker) beside(f firm) {
	for _, near := range f.neighbours(m.Rand) {
		if m.claim(near) {
			m.customer(near.String() + " " + pick(m.Rand, formsOf(f.of.language)).ways[0])
		}
	}
}

// ask adds a query that means the customer with this id. One without a customer, or that is there, is left out.
func (m *maker) ask(kind, text, id string) {
	if id != "" {
		m.mean(kind, text, id)
	}
}

// mean adds a query that means a customer, or nobody. One that is there is left out.
func (m *maker) mean(kind, text, id string) {
	if !m.asked[text] {
		m.asked[text] = true
		m.Queries = append(m.Queries, Query{kind, text, id})
	}
}

// done adds the crowd, throws away the queries that a second customer fits, takes at most n of the others, any, and returns
// the set. A rival fits a query that means another one, by the words of the query and of the rival's own name.
func (m *maker) done(n int, rival func(q Query, asked, name []string) bool) Set {
	m.crowd(max(size, len(m.Customers)+size/2))
	m.Shuffle(len(m.Customers), func(i, j int) { m.Customers[i], m.Customers[j] = m.Customers[j], m.Customers[i] })
	m.Shuffle(len(m.Queries), func(i, j int) { m.Queries[i], m.Queries[j] = m.Queries[j], m.Queries[i] })
	names := make([][]string, len(m.Customers))
	for i, c := range m.Customers {
		names[i] = words(c.Name)
	}
	var kept []Query
next:
	for _, q := range m.Queries {
		asked := words(q.Text)
		for i, c := range m.Customers {
			if c.ID != q.Want && rival(q, asked, names[i]) {
				continue next
			}
		}
		if kept = append(kept, q); len(kept) == n {
			break
		}
	}
	slices.SortStableFunc(kept, func(a, b Query) int { return strings.Compare(a.Kind, b.Kind) })
	m.Queries = kept
	return m.Set
}

// sameWords says that a name has all words of the query.
func sameWords(_ Query, asked, name []string) bool {
	return len(asked) > 0 && hasAll(name, asked)
}

func pick[T any](r *rand.Rand, from []T) T { return from[r.IntN(len(from))] }

// otherThan picks one that is not this.
func otherThan(r *rand.Rand, from []string, not string) string {
	for {
		if x := pick(r, from); x != not {
			return x
		}
	}
}

func newID(r *rand.Rand) string {
	a, b := r.Uint64(), r.Uint64()
	return fmt.Sprintf("%08x-%04x-4%03x-a%03x-%012x", uint32(a), uint16(a>>32), a>>48&0xfff, b&0xfff, b>>16)
}
