package catalog

// candidates is how many customers Resolve names when it can't decide.
const candidates = 10

// Resolve finds the one customer that a text means: its tenant id, any of its domains, its exact name
// or alias, or a text with exactly one best match. Acting on the wrong customer is worse than asking,
// so "one best" is strict: the best customer's evidence must be of a better tier (see rank.go) than
// everybody else's and be words of the customer, or nobody else was found at all and the evidence is
// more than strewn letters. A lead by numbers within a tier does not count, and neither does a domain
// that nobody owns, however much it looks like a name. If nobody or several are meant, ok is false and
// the best customers, at most ten, are returned instead, best first.
func (c *Catalog) Resolve(text string) (e Entry, among []Row, ok bool) {
	s := c.now.Load()
	a := parse(text)
	if a.empty() {
		return Entry{}, nil, false
	}
	own := s.owners(a)
	if len(own) == 1 {
		return s.slots[own[0].slot].Entry, nil, true
	}
	found := s.window(s.search(a, nil), Query{})
	if len(found) > 0 && s.decides(a, found) {
		return s.slots[found[0].slot].Entry, nil, true
	}
	for _, h := range found[:min(len(found), candidates)] {
		r := s.slots[h.slot]
		among = append(among, Row{Entry: r.Entry, Match: explain(a, &r.Entry, h)})
	}
	return Entry{}, among, false
}

// decides says whether the first of what was found leaves the others no claim.
func (s *snapshot) decides(a *ask, found []hit) bool {
	if a.label != "" && (a.address || len(s.look(a, nil, false)) == 0) {
		return false // found by the name in a domain only
	}
	best := found[0].rank
	switch {
	case s.onlyNamed(a, found):
		return true
	case len(found) == 1:
		return best >= typo
	}
	return best >= words && best.tier() > found[1].rank.tier()
}

// onlyNamed says whether of all that were found only the first has this very name or alias.
func (s *snapshot) onlyNamed(a *ask, found []hit) bool {
	name := fold(a.typed)
	named := func(h hit) bool {
		r := s.slots[h.slot]
		if fold(r.Name) == name {
			return true
		}
		for _, alias := range r.Aliases {
			if fold(alias) == name {
				return true
			}
		}
		return false
	}
	if name == "" || !named(found[0]) {
		return false
	}
	for _, h := range found[1:] {
		if h.rank < words {
			break
		}
		if named(h) {
			return false
		}
	}
	return true
}
