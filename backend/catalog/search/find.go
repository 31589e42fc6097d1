package search

import (
	"cmp"
	"slices"
	"strings"
)

// Hit is a document that was found.
type Hit struct {
	Slot int32
	Rank Rank
	Fact bool     // it was found by no name: package facts explains it
	doc  uint32   // in the segment
	at   uint32   // where in the segment's text the best evidence lies
	in   *segment // nil: it is the id
}

// Find finds all documents that q means, each once, in no order. A whole id means that document or
// nobody. An e-mail address or a URL means the domain in it and no words. If nobody has a domain, a
// name may be in it, perhaps with a number behind; then only good evidence counts.
func (x *Index) Find(q *Query) []Hit {
	own := x.Owners(q)
	if len(q.ids) > 0 || len(own) > 0 && q.address {
		return own
	}
	if !q.address {
		if found := x.passes(q, own, true); len(found) > 0 {
			return found
		}
	}
	for _, label := range slices.Compact([]string{q.label, strings.TrimRight(q.label, "0123456789")}) {
		if found := x.passes(Parse(label).Without(q.skip), nil, false); len(found) > 0 {
			return found
		}
	}
	return nil
}

// Guesses says whether Find answers q with the name in a domain only: a domain that nobody owns, and
// no words that anybody has.
func (x *Index) Guesses(q *Query) bool {
	return q.label != "" && (q.address || len(x.passes(q, nil, false)) == 0)
}

// Owners are the documents whose id or domain is in the text.
func (x *Index) Owners(q *Query) (own []Hit) {
	for _, id := range q.ids {
		for _, slot := range x.source.WithID(id) {
			own = append(own, Hit{Slot: slot, Rank: TierExact})
		}
	}
	for _, forms := range q.domains {
		for _, form := range forms {
			if of := x.domainOwners(form, q.address); len(of) > 0 {
				own = append(own, of...)
				break
			}
		}
	}
	return unique(own)
}

// domainOwners are the documents that have a domain; if wide, or else one that it lies under.
func (x *Index) domainOwners(domain string, wide bool) (own []Hit) {
	for strings.Contains(domain, ".") {
		for g, outdated := range x.segments().all {
			g.withDomain(domain, func(doc uint32) {
				slot := g.slots[doc]
				if outdated != nil && outdated.has(uint32(slot)) {
					return
				}
				d, _ := x.source.Document(slot)
				if n := d.textOfDomain(domain); n >= 0 {
					own = append(own, Hit{Slot: slot, Rank: TierExact, doc: doc, at: g.textAt(doc, n), in: g})
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

// passes runs the passes: words always, fuzzy and typo if those found few, and the last resorts, if
// they are wanted, when there is nothing at all. What is known already comes in as own.
func (x *Index) passes(q *Query, own []Hit, resort bool) []Hit {
	own = append(own, x.byIDStart(q.idStart)...)
	if len(q.tokens) == 0 {
		return own
	}
	var searchers []*searcher
	for g, outdated := range x.segments().all {
		searchers = append(searchers, g.begin(q, outdated))
	}
	defer func() {
		for _, s := range searchers {
			s.done()
		}
	}()
	gather := func() []Hit {
		found := slices.Clone(own)
		for _, s := range searchers {
			found = s.append(found)
		}
		if len(own) > 0 {
			found = unique(found)
		}
		return found
	}
	for _, s := range searchers {
		s.literalPass()
		if len(q.tokens) > 1 || len(q.joined) < 3 || len(q.tokens[0].alts) > 0 {
			s.wordPass()
			s.collect(q.altLetters())
		}
	}
	found := gather()
	if q.runs(Typos) && len(found) < enough && !slices.ContainsFunc(found, func(h Hit) bool { return h.Rank >= clearly }) {
		for _, s := range searchers {
			if len(q.tokens) == 1 {
				s.wordPass()
			}
			s.typoPass()
			s.collect(q.altLetters() + len(q.tokens))
		}
		found = gather()
	}
	if q.runs(Scattered) && len(found) == 0 && resort {
		for _, s := range searchers {
			s.subsequencePass()
			s.partialPass()
		}
		found = gather()
	}
	return found
}

// byIDStart finds ids by their beginning. Eight digits can hardly mean anything else; fewer may as well
// be a word.
func (x *Index) byIDStart(start string) (found []Hit) {
	if start == "" {
		return nil
	}
	r := TierFuzzy + 0.3
	switch {
	case len(start) >= 8:
		r = TierWords + 0.98
	case strings.ContainsAny(start, "0123456789"):
		r = TierWords + 0.6
	}
	for _, slot := range x.source.WithID(start) {
		found = append(found, Hit{Slot: slot, Rank: r})
	}
	return found
}

// unique keeps each document once, with the best evidence.
func unique(found []Hit) []Hit {
	slices.SortFunc(found, func(a, b Hit) int { return cmp.Or(cmp.Compare(a.Slot, b.Slot), cmp.Compare(b.Rank, a.Rank)) })
	return slices.CompactFunc(found, func(a, b Hit) bool { return a.Slot == b.Slot })
}
