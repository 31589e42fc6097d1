package catalog

import (
	"cmp"
	"slices"
	"strings"

	"tenantry/backend/partner"
)

// hit is a customer that was found.
type hit struct {
	slot int32
	rank rank
	doc  uint32   // in the segment
	at   uint32   // where in the segment's text the best evidence lies
	in   *segment // nil: it is the tenant id
}

// search finds the customers that a says and keep (nil: everybody) lets through, in no order.
func (s *snapshot) search(a *ask, keep func(*row) bool) []hit {
	found := s.everybody(a)
	if keep == nil {
		return found
	}
	return slices.DeleteFunc(found, func(h hit) bool { return !keep(s.slots[h.slot]) })
}

// everybody finds all customers that a says. A whole tenant id means that tenant or nobody. An e-mail
// address or a URL means the domain in it and no words. If nobody has a domain, a customer's name may
// be in it, perhaps with a number behind; then only good evidence counts.
func (s *snapshot) everybody(a *ask) []hit {
	own := s.owners(a)
	if len(a.ids) > 0 || len(own) > 0 && a.address {
		return own
	}
	if !a.address {
		if found := s.look(a, own, true); len(found) > 0 {
			return found
		}
	}
	for _, label := range slices.Compact([]string{a.label, strings.TrimRight(a.label, "0123456789")}) {
		if found := s.look(parse(label), nil, false); len(found) > 0 {
			return found
		}
	}
	return nil
}

// owners are the customers whose tenant id or domain is in the text.
func (s *snapshot) owners(a *ask) (own []hit) {
	for _, id := range a.ids {
		if at, ok := s.find(id); ok {
			own = append(own, hit{slot: s.byID[at], rank: exact})
		}
	}
	for _, forms := range a.domains {
		for _, form := range forms {
			if of := s.domainOwners(form, a.address); len(of) > 0 {
				own = append(own, of...)
				break
			}
		}
	}
	return unique(own)
}

// domainOwners are the customers that own a domain; if wide, or else one that it lies under.
func (s *snapshot) domainOwners(domain string, wide bool) (own []hit) {
	for strings.Contains(domain, ".") {
		for g, past := range s.index().parts {
			g.withDomain(domain, func(doc uint32) {
				slot := g.slots[doc]
				if past != nil && past.has(uint32(slot)) {
					return
				}
				if n := textOfDomain(&s.slots[slot].Entry, domain); n >= 0 {
					own = append(own, hit{slot, exact, doc, g.textAt(doc, n), g})
				}
			})
		}
		if len(own) > 0 || !wide {
			break
		}
		_, domain, _ = strings.Cut(domain, ".")
	}
	return own
}

// textOfDomain is which of an entry's texts is the domain; -1: none.
func textOfDomain(e *Entry, domain string) int {
	n, at := -1, 0
	eachText(e, func(f field, show, _ string) {
		if n < 0 && f.isDomain() && slices.Contains(domainForms(show), domain) {
			n = at
		}
		at++
	})
	return n
}

// look runs the passes: words always, fuzzy and typo if those found few, and the last resorts, if
// they are wanted, when there is nothing at all. What is known already comes in as own.
func (s *snapshot) look(a *ask, own []hit, resort bool) []hit {
	own = append(own, s.byIDPart(a.idPart)...)
	if len(a.tokens) == 0 {
		return own
	}
	var seekers []*seeker
	for g, past := range s.index().parts {
		seekers = append(seekers, g.seek(a, past))
	}
	defer func() {
		for _, k := range seekers {
			k.done()
		}
	}()
	gather := func() []hit {
		found := slices.Clone(own)
		for _, k := range seekers {
			found = k.append(found)
		}
		if len(own) > 0 {
			found = unique(found)
		}
		return found
	}
	for _, k := range seekers {
		k.literally()
		if len(a.tokens) > 1 || len(a.joined) < 3 || len(a.tokens[0].alts) > 0 {
			k.byWords()
			k.collect(altLetters(a))
		}
	}
	found := gather()
	if len(found) < enough && !slices.ContainsFunc(found, func(h hit) bool { return h.rank >= clearly }) {
		for _, k := range seekers {
			if len(a.tokens) == 1 {
				k.byWords()
			}
			k.forgivingly()
			k.collect(altLetters(a) + len(a.tokens))
		}
		found = gather()
	}
	if len(found) == 0 && resort {
		for _, k := range seekers {
			k.strewn()
			k.mostly()
		}
		found = gather()
	}
	return found
}

// append adds to found what the seeker found among those whom its segment tells rightly.
func (k *seeker) append(found []hit) []hit {
	for _, docs := range k.seen {
		for _, doc := range docs {
			if slot := k.slots[doc]; k.past == nil || !k.past.has(uint32(slot)) {
				found = append(found, hit{slot, k.best[doc], doc, k.at[doc], k.segment})
			}
		}
	}
	return found
}

// altLetters is how many letters of the query a text may lack because a word of it is read otherwise.
func altLetters(a *ask) (n int) {
	for _, t := range a.tokens {
		if len(t.alts) > 0 {
			n += 2
		}
	}
	return n
}

// byIDPart finds tenant ids by their beginning. Eight digits can hardly mean anything else; fewer may
// as well be a word.
func (s *snapshot) byIDPart(part string) (found []hit) {
	if part == "" {
		return nil
	}
	r := fuzzyTier + 0.3
	switch {
	case len(part) >= 8:
		r = words + 0.98
	case strings.ContainsAny(part, "0123456789"):
		r = words + 0.6
	}
	at, _ := s.find(partner.TenantID(part))
	for ; at < len(s.byID) && strings.HasPrefix(string(s.slots[s.byID[at]].ID), part); at++ {
		found = append(found, hit{slot: s.byID[at], rank: r})
	}
	return found
}

// unique keeps each customer once, with the best evidence.
func unique(found []hit) []hit {
	slices.SortFunc(found, func(a, b hit) int { return cmp.Or(cmp.Compare(a.slot, b.slot), cmp.Compare(b.rank, a.rank)) })
	return slices.CompactFunc(found, func(a, b hit) bool { return a.slot == b.slot })
}

// window puts what was found in order and takes the part that q asks for.
func (s *snapshot) window(found []hit, q Query) []hit {
	if q.Sort != ByRelevance {
		o := orderOf(q.Sort, q.Desc)
		slices.SortFunc(found, func(a, b hit) int { return o.compare(s.slots[a.slot], s.slots[b.slot]) })
		return cut(found, q)
	}
	want := len(found)
	if q.Limit > 0 {
		want = min(want, max(q.Offset, 0)+q.Limit)
	}
	return cut(best(found, want, s.better), q)
}

// better orders hits: rank, then the shorter name, then the order by name.
func (s *snapshot) better(a, b hit) int {
	if a.rank != b.rank {
		return cmp.Compare(b.rank, a.rank)
	}
	ra, rb := s.slots[a.slot], s.slots[b.slot]
	return cmp.Or(cmp.Compare(len(ra.nameKey), len(rb.nameKey)), byName(ra, rb))
}

// best returns the first n of all in order, without sorting the rest.
func best(all []hit, n int, compare func(a, b hit) int) []hit {
	if n < len(all)/8 {
		// Keep a heap of the n best, the worst of them on top.
		heap := all[:n]
		down := func(i int) {
			for {
				child := 2*i + 1
				if child >= n {
					return
				}
				if child+1 < n && compare(heap[child+1], heap[child]) > 0 {
					child++
				}
				if compare(heap[child], heap[i]) <= 0 {
					return
				}
				heap[i], heap[child] = heap[child], heap[i]
				i = child
			}
		}
		for i := n/2 - 1; i >= 0; i-- {
			down(i)
		}
		for i := n; i < len(all) && n > 0; i++ {
			if compare(all[i], heap[0]) < 0 {
				heap[0], all[i] = all[i], heap[0]
				down(0)
			}
		}
		all = heap
	}
	slices.SortFunc(all, compare)
	return all
}
