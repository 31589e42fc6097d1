package catalog

import (
	"cmp"
	"iter"
	"net/url"
	"slices"
	"strings"

	"tenantry/backend/catalog/search"
	"tenantry/backend/catalog/search/facts"
	"tenantry/backend/catalog/search/fold"
	"tenantry/backend/partner"
)

// MatchFields are the words that [Match.Field] can be.
func MatchFields() []string {
	fields := slices.Clone(search.Fields())
	for _, kind := range partner.FactKinds() {
		fields = append(fields, string(kind))
	}
	return fields
}

// asked is a text as it asks for names, and as it asks for facts.
type asked struct {
	names *search.Query
	facts *facts.Query // nil: facts are left out
}

func ask(text string, skip search.Pass) asked {
	if address, err := url.PathUnescape(text); err == nil && strings.Contains(text, "://") {
		text = address // a pasted address may hold a domain or an id as "%40contoso.com"
	}
	a := asked{names: search.Parse(text).Without(skip)}
	if skip&search.Facts == 0 {
		a.facts = facts.Parse(text)
	}
	return a
}

// Facts are those of the customer in a slot: with the slots they make a snapshot what a facts.Index reads.
func (s *snapshot) Facts(slot int32) iter.Seq[partner.Fact] {
	if r := s.slots[slot]; r != nil {
		return r.facts()
	}
	return func(func(partner.Fact) bool) {}
}

// facts yields what the customer is found by besides names and domains, what the user wrote first.
func (r *row) facts() iter.Seq[partner.Fact] {
	return func(yield func(partner.Fact) bool) {
		for _, f := range r.Written {
			if !yield(f) {
				return
			}
		}
		r.Summary.Facts()(yield)
	}
}

// sameFacts says whether two rows are found by the same facts.
func sameFacts(a, b *row) bool {
	return a.FoundBy == b.FoundBy && slices.Equal(a.Written, b.Written) &&
		slices.EqualFunc(a.Requests, b.Requests, func(a, b partner.RequestHead) bool { return a.ID == b.ID && a.Title == b.Title }) &&
		sameIssues(a.OpenIssues, b.OpenIssues) && sameIssues(a.LatelyOver, b.LatelyOver)
}

func sameIssues(a, b []partner.IssueHead) bool {
	return slices.EqualFunc(a, b, func(a, b partner.IssueHead) bool { return a.ID == b.ID && a.Title == b.Title })
}

// enoughNames is how many customers named as the text says leave no room for facts: who types a common name means
// one of them.
const enoughNames = 5

// hits are the customers that a text finds, in no order. What it names beyond doubt (a request's number, an
// incident, a phone number) wins wherever it stands in the text. Else names count before facts, and these are asked
// where few customers are named so or the text does not look like a name.
func (s *snapshot) hits(a asked) []search.Hit {
	names := s.index.Find(a.names)
	if a.facts == nil {
		return names
	}
	switch known := s.facts.Known(a.facts); {
	case len(known) > 1:
		return s.identified(a, slices.Concat(names, s.index.Find(search.Parse(a.facts.Rest()))), known)
	case len(known) == 1:
		return s.identified(a, names, known)
	}
	named := 0
	for _, h := range names {
		if h.Rank >= search.TierExact {
			return names
		}
		if h.Rank >= search.TierWords {
			named++
		}
	}
	if named >= enoughNames && !a.facts.Likely() {
		return names
	}
	return besides(names, s.facts.Find(a.facts))
}

// What the owner of a domain in the text, and a name in it, weigh beside identifiers; see package facts. A customer
// that is called exactly as the text is beyond all of them.
const (
	ownerWeight = 2
	nameWeight  = 1
	exactWeight = 1000
)

// identified are the customers whose identifiers are in the text, and the owners of domains in it. Of several the ones
// of whom it says most are right, the others come after them.
func (s *snapshot) identified(a asked, names []search.Hit, known []facts.Hit) []search.Hit {
	whole := a.names.Folded()
	out := make([]search.Hit, 0, len(known)+1)
	weights := make([]int, 0, len(known)+1)
	for _, k := range known { // in order of their slots
		out, weights = append(out, search.Hit{Slot: k.Slot, Fact: true}), append(weights, k.Weight)
	}
	counted := make(map[int32]bool, len(names))
	for _, h := range names { // those of the whole text, then those of the rest of it
		if counted[h.Slot] {
			continue
		}
		at, is := slices.BinarySearchFunc(known, h.Slot, func(k facts.Hit, slot int32) int { return cmp.Compare(k.Slot, slot) })
		exact := h.Rank >= search.TierWords && whole != "" && fold.Text(s.slots[h.Slot].Name) == whole
		weight := 0
		switch {
		case exact:
			weight = exactWeight
		case h.Rank >= search.TierExact:
			weight = ownerWeight
		case is && h.Rank >= search.TierWords:
			weight = nameWeight
		}
		counted[h.Slot] = weight > 0
		switch {
		case is:
			weights[at] += weight
		case weight > 0:
			out, weights = append(out, h), append(weights, weight)
		}
	}
	most := slices.Max(weights)
	for i := range out {
		out[i].Rank = search.TierExact
		if weights[i] < most {
			out[i].Rank = search.TierWords + 0.9 + search.Rank(min(weights[i], 90))/1000
		}
	}
	return out
}

// besides adds those who are found by facts to those who are found by names. Somebody of both counts by the better.
func besides(names []search.Hit, found []facts.Hit) []search.Hit {
	if len(found) == 0 {
		return names
	}
	at := make(map[int32]int, len(names))
	for i, h := range names {
		at[h.Slot] = i
	}
	for _, f := range found {
		h := search.Hit{Slot: f.Slot, Rank: search.TierFacts + search.Rank(f.Quality), Fact: true}
		if i, is := at[f.Slot]; !is {
			names = append(names, h)
		} else if names[i].Rank < h.Rank {
			names[i] = h
		}
	}
	return names
}

// explained is the row of a customer that was found, with what says why.
func (s *snapshot) explained(a asked, h search.Hit) Row {
	row := Row{Entry: s.slots[h.Slot].Entry}
	if !h.Fact {
		row.Match = s.index.Match(a.names, h)
		return row
	}
	m, _ := s.facts.Match(a.facts, h.Slot)
	row.Match = &Match{Field: string(m.Kind), Text: m.Shown, Target: m.Key, Score: h.Rank.Score(), Ranges: m.Ranges}
	return row
}
