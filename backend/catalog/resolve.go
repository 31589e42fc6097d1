package catalog

import (
	"slices"

	"tenantry/backend/catalog/search"
	"tenantry/backend/catalog/search/fold"
)

// candidates is how many customers Resolve names when it can't decide.
const candidates = 10

// Near is what comes close to a text that means no one customer.
type Near struct {
	Rows []Row // best first, at most ten
	// Several says that the text fits each of the first two; otherwise the rows only resemble it.
	Several bool
	// Identifier is the tenant id or the domain in the text, which no customer has; empty: it holds none.
	Identifier string
	IsID       bool // it is a tenant id
}

// Resolve finds the one customer that a text means: its tenant id, any of its domains, its exact name
// or alias, or a text with exactly one best match. Acting on the wrong customer is worse than asking,
// so "one best" is strict: the best customer's evidence must be of a better tier (see search/rank.go)
// than everybody else's and be words of the customer, or nobody else was found at all and the evidence
// is more than scattered letters. A lead by numbers within a tier does not count, and neither does a
// domain that nobody owns, however much it looks like a name. Of what is known besides names only an identifier
// (the number of a request, a phone number) decides, and only if it is of one customer. If nobody or several are meant, ok is
// false and what comes near is returned instead.
func (c *Catalog) Resolve(text string) (e Entry, near Near, ok bool) {
	s := c.now.Load()
	a := ask(text, 0)
	q := a.names
	if q.Empty() {
		return Entry{}, near, false
	}
	own := s.index.Owners(q)
	found := s.hits(a)
	slices.SortFunc(found, s.better)
	if len(own) == 1 && (len(found) == 0 || found[0].Slot == own[0].Slot) {
		return s.slots[own[0].Slot].Entry, near, true
	}
	if len(found) > 0 && s.decides(q, found) {
		return s.slots[found[0].Slot].Entry, near, true
	}
	for _, h := range found[:min(len(found), candidates)] {
		near.Rows = append(near.Rows, s.explained(a, h))
	}
	if len(own) == 0 && (len(found) == 0 || !found[0].Fact) {
		near.Identifier, near.IsID = q.Identifier()
	}
	near.Several = near.Identifier == "" && len(found) > 1 && found[1].Rank >= search.TierWords
	return Entry{}, near, false
}

// Owner is the one customer that has this tenant id or this domain: no name counts, and nothing like it.
func (c *Catalog) Owner(identifier string) (e Entry, ok bool) {
	s := c.now.Load()
	if own := s.index.Owners(ask(identifier, 0).names); len(own) == 1 {
		return s.slots[own[0].Slot].Entry, true
	}
	return Entry{}, false
}

// decides says whether the first of what was found leaves the others no claim.
func (s *snapshot) decides(q *search.Query, found []search.Hit) bool {
	best := found[0].Rank
	switch {
	case found[0].Fact:
		return best == search.TierExact && len(found) == 1
	case s.index.Guesses(q):
		return false
	case s.onlyNamed(q, found):
		return true
	case !found[0].Whole():
		return false
	case len(found) == 1:
		return best >= search.TierAlike
	}
	return best >= search.TierWords && best.Tier() > found[1].Rank.Tier()
}

// onlyNamed says whether of all that were found only the first has this very name or alias.
func (s *snapshot) onlyNamed(q *search.Query, found []search.Hit) bool {
	name := q.Folded()
	named := func(h search.Hit) bool {
		r := s.slots[h.Slot]
		if fold.Text(r.Name) == name {
			return true
		}
		for _, alias := range r.Aliases {
			if fold.Text(alias) == name {
				return true
			}
		}
		return false
	}
	if name == "" || !named(found[0]) {
		return false
	}
	for _, h := range found[1:] {
		if h.Rank < search.TierWords {
			break
		}
		if named(h) {
			return false
		}
	}
	return true
}
