package judged

import "slices"

// Set is customers, and queries that each mean one of them or nobody.
type Set struct {
	Name      string
	Customers []Customer
	Queries   []Query
	Unsure    bool // what a search marks as weak, or as lacking words, is no answer
}

// Customer is what a customer is found by. Initial, the domain that Microsoft gave, may be empty.
type Customer struct{ ID, Name, Domain, Initial string }

// Query is a text and the id of the customer that it means; where Want is empty it means nobody.
type Query struct{ Kind, Text, Want string }

// Place is where the right answer stands in the ids that were found, best first: 0 is right, -1 is missing. A query that
// means nobody is answered right by nothing.
func (q Query) Place(found []string) int {
	if q.Want != "" {
		return slices.Index(found, q.Want)
	}
	if len(found) == 0 {
		return 0
	}
	return -1
}

// Tally is how often a search was right.
type Tally struct {
	N, First, Five int
	reciprocal     float64
}

// Add counts an answer by the place of the right one.
func (t *Tally) Add(place int) {
	t.N++
	if place < 0 {
		return
	}
	t.reciprocal += 1 / float64(place+1)
	if place == 0 {
		t.First++
	}
	if place < 5 {
		t.Five++
	}
}

// Shares are the parts of the queries, from 0 to 1, whose right answer came first and within the first five, and the mean
// reciprocal rank. Of no query they are 0.
func (t *Tally) Shares() (first, five, reciprocal float64) {
	n := float64(max(t.N, 1))
	return float64(t.First) / n, float64(t.Five) / n, t.reciprocal / n
}

// Sets are the sets that are made here; the same for the same seed.
func Sets(seed uint64) []Set {
	return []Set{
		plain(seed),
		legalForms(seed),
		heard(seed),
		strokes(seed),
		scripts(seed),
		layouts(seed),
		twoWays(seed),
		pasted(seed),
		noise(seed),
		nobody(seed),
	}
}
