package search

import (
	"cmp"
	"iter"
	"math"
	"slices"
	"strings"

	"tenantry/backend/catalog/search/lexis"
)

// Hit is a document that was found.
type Hit struct {
	Slot  int32
	Rank  Rank
	Fact  bool     // it was found by no name: package facts explains it
	lacks uint16   // the tokens that it does without, see lacksForm
	doc   uint32   // in the segment
	at    uint32   // where in the segment's text the best evidence lies
	in    *segment // nil: it is the id
	of    *Query   // what it answers: the query, or another reading of it
}

// Whole says whether the document has every word that was typed, and no other legal form than the one that was.
func (h Hit) Whole() bool { return h.lacks == 0 }

// Find finds all documents that q means, each once, in no order. A whole id means that document or
// nobody. An e-mail address or a URL means the domain in it and no words. If nobody has a domain, a
// name may be in it, perhaps with a number behind; then only good evidence counts.
func (x *Index) Find(q *Query) []Hit {
	own := x.Owners(q)
	if called := x.called(q); len(called) > 0 {
		if q.host != q.typed {
			for i := range own { // the text is a name that holds somebody's domain
				own[i].Rank = min(own[i].Rank, asCalled-0.01)
			}
		}
		own = unique(append(own, called...))
	}
	if len(q.ids) > 0 || len(own) > 0 && q.address {
		return own
	}
	if !q.address {
		if found := worthShowing(x.named(q, own)); len(found) > 0 {
			return found
		}
	}
	for _, label := range slices.Compact([]string{q.label, strings.TrimRight(q.label, "0123456789")}) {
		if len(label) < leastLabel {
			continue
		}
		if found := x.passes(Parse(label).Without(q.skip), nil, false); len(found) > 0 {
			return worthShowing(lowered(found))
		}
	}
	return nil
}

// mostWeak is how many weak hits are shown.
const mostWeak = 20

// worthShowing leaves weak hits out where there are others, and keeps the best of them where there are none. Of equal
// ones it keeps all or none.
func worthShowing(found []Hit) []Hit {
	best := Rank(0)
	for _, h := range found {
		best = max(best, h.Rank)
	}
	least := TierAlike
	if best < TierAlike {
		if len(found) <= mostWeak {
			return found
		}
		ranks := make([]Rank, len(found))
		for i, h := range found {
			ranks[i] = h.Rank
		}
		slices.Sort(ranks)
		least = ranks[len(ranks)-mostWeak]
		if at, _ := slices.BinarySearch(ranks, least); len(ranks)-at > 2*mostWeak {
			least = math.MaxFloat32
			if over, _ := slices.BinarySearch(ranks[at:], ranks[at]+1e-6); at+over < len(ranks) {
				least = ranks[at+over]
			}
		}
	}
	return slices.DeleteFunc(found, func(h Hit) bool { return h.Rank < least })
}

// leastLabel is how many bytes of a domain's name can stand for its owner.
const leastLabel = 3

// Guesses says whether Find answers q with the name in a domain only: a domain that nobody owns, and
// no words that anybody has.
func (x *Index) Guesses(q *Query) bool {
	return q.label != "" && (q.address || !slices.ContainsFunc(x.passes(q, nil, true), func(h Hit) bool { return h.Rank >= TierWords }))
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

// asCalled is the rank of a document that is called as the whole text: nothing but an id or a domain is above it.
const asCalled = TierWords + 0.998

// called are the documents with a name or an alias that the whole text is.
func (x *Index) called(q *Query) (found []Hit) {
	whole := q.Folded()
	if whole == "" {
		return nil
	}
	for g, outdated := range x.segments().all {
		for doc, n := range x.withText(g, outdated, g.called, whole, (*Document).textCalled) {
			found = append(found, Hit{Slot: g.slots[doc], Rank: asCalled, doc: doc, at: g.textAt(doc, n), in: g, of: q})
		}
	}
	return unique(found)
}

// withText yields the docs that have a text by a table of hashes, and which of their texts it is by of.
func (x *Index) withText(g *segment, outdated bitset, table []uint64, text string, of func(*Document, string) int) iter.Seq2[uint32, int] {
	return func(yield func(doc uint32, n int) bool) {
		for doc := range withHash(table, text) {
			if !g.tells(doc, outdated) {
				continue
			}
			d, _ := x.source.Document(g.slots[doc])
			if n := of(&d, text); n >= 0 && !yield(doc, n) {
				return
			}
		}
	}
}

// domainOwners are the documents that have a domain; if wide, or else one that it lies under.
func (x *Index) domainOwners(domain string, wide bool) (own []Hit) {
	for strings.Contains(domain, ".") {
		for g, outdated := range x.segments().all {
			for doc, n := range x.withText(g, outdated, g.domains, domain, (*Document).textOfDomain) {
				own = append(own, Hit{Slot: g.slots[doc], Rank: TierExact, doc: doc, at: g.textAt(doc, n), in: g})
			}
		}
		if len(own) > 0 || !wide {
			break
		}
		_, domain, _ = strings.Cut(domain, ".")
	}
	return own
}

// named finds the documents that q names, as it was typed and, where that finds none for sure, as it may be read
// otherwise.
func (x *Index) named(q *Query, own []Hit) []Hit {
	found := x.passes(q, own, false)
	if q.apart != "" {
		found = unique(append(found, x.passes(parse(q.apart, lexis.Forms).Without(q.skip), nil, true)...))
	}
	if q.shortForm() && !slices.ContainsFunc(found, func(h Hit) bool { return h.Rank >= TierWords && h.Whole() }) {
		asWords := slices.DeleteFunc(x.passes(q.withoutForms(), own, false), func(h Hit) bool { return !h.Whole() })
		if len(asWords) > 0 {
			found = asWords // nobody of the name has the form: it is a word with a slip
		}
	}
	if !sure(found) {
		if others := x.otherwise(q); len(others) > 0 {
			found = unique(append(found, others...))
		}
	}
	if len(found) == 0 && q.runs(Scattered) && len(q.tokens) == 1 && q.tokens[0].guessable() {
		return x.scattered(q)
	}
	return found
}

// sure says whether some of what was found leaves no need for another kind of evidence.
func sure(found []Hit) bool {
	return slices.ContainsFunc(found, func(h Hit) bool { return h.Rank >= softly(surelyAlike) })
}

// passes runs the passes: words always, others if those found few. What is known already comes in as own. If wordsOnly,
// the others are left out.
func (x *Index) passes(q *Query, own []Hit, wordsOnly bool) []Hit {
	own = append(own, x.byIDStart(q.idStart)...)
	if len(q.tokens) == 0 {
		return own
	}
	q = x.understood(q)
	w := x.work(q, own)
	defer w.done()
	if len(q.words) > maxTokens { // pasted: a name may stand in it, and its words are as they are
		w.sumPass()
		return w.gather()
	}
	w.each((*searcher).literalPass)
	if len(q.tokens) > 1 || len(q.whole.joined) < 3 || len(q.tokens[0].alts) > 0 {
		w.each((*searcher).strictPass)
	}
	if q.runs(Same) {
		w.each((*searcher).initialsPass)
	}
	found := w.gather()
	if wordsOnly || len(found) >= enough || slices.ContainsFunc(found, func(h Hit) bool { return h.Rank >= clearly }) {
		return found
	}
	if len(q.idStart) >= leastID {
		return found
	}
	w.each((*searcher).alikePass)
	if q.runs(Scripts) {
		w.each((*searcher).scriptPass)
	}
	w.sumPass()
	found = w.gather()
	if q.runs(Heard) && !sure(found) {
		w.each((*searcher).heardPass)
		w.sumPass()
		found = w.gather()
	}
	return found
}

// scattered is the last resort, for a text in one piece.
func (x *Index) scattered(q *Query) []Hit {
	w := x.work(q, nil)
	defer w.done()
	w.each((*searcher).scatteredPass)
	return w.gather()
}

// surelyAlike is the quality from which a likeness leaves no need for another kind of it.
const surelyAlike = 0.9

// work is a query at work on all segments.
type work struct {
	searchers []*searcher
	own       []Hit
}

func (x *Index) work(q *Query, own []Hit) *work {
	w := &work{own: own}
	p := &plan{}
	for g, outdated := range x.segments().all {
		w.searchers = append(w.searchers, g.begin(q, p, outdated))
	}
	w.each((*searcher).readWords)
	*p = *newPlan(q, len(x.source.Slots()), func(i int) (whole, begun int) {
		for _, s := range w.searchers {
			a, b := s.count(i)
			whole, begun = whole+a, begun+b
		}
		return whole, begun
	})
	return w
}

func (w *work) each(pass func(*searcher)) {
	for _, s := range w.searchers {
		pass(s)
	}
}

func (w *work) done() { w.each((*searcher).done) }

// gather is everything that was found so far.
func (w *work) gather() []Hit {
	n := len(w.own)
	w.each(func(s *searcher) { n += len(s.seen[0]) + len(s.seen[1]) })
	found := append(make([]Hit, 0, n), w.own...)
	for _, s := range w.searchers {
		found = s.append(found)
	}
	if len(w.own) > 0 {
		found = unique(found)
	}
	return found
}

// leastID is how many digits can hardly mean anything but an id.
const leastID = 8

// byIDStart finds ids by their beginning. Eight digits can hardly mean anything else; fewer may as well
// be a word.
func (x *Index) byIDStart(start string) (found []Hit) {
	if start == "" {
		return nil
	}
	r := softly(0.8)
	switch {
	case len(start) >= leastID:
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
