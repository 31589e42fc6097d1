package catalog

import (
	"slices"
	"time"

	"tenantry/backend/partner"
)

// Query asks for a window of customers.
type Query struct {
	Text      string               // what to search for; empty: all
	Sort      Sort                 // ByRelevance ranks what was found
	Desc      bool                 // turns Sort round; no meaning for relevance
	Health    *partner.HealthState // only this state
	Tag       string               // only with this tag; case and accents don't matter
	Problem   bool                 // only those of which some part could not be read
	Favourite bool                 // only the user's favourites
	Offset    int                  // rows to leave out first
	Limit     int                  // at most so many rows; 0: all
}

// Page is a window of rows of one revision.
type Page struct {
	Revision uint64
	Total    int           // how many rows there are without Offset and Limit
	Rows     []Row         // never nil
	AsOf     time.Time     // when a list last named a customer; zero: never
	Took     time.Duration // time of the query
}

// Row is a customer and, in the answer to a text, why it is there.
type Row struct {
	Entry
	Match *Match
}

// Match tells where a text was found.
type Match struct {
	Field  string  // "name", "primaryDomain", "domain", "initialDomain", "tenantId", "alias" or "tag"
	Text   string  // the field's text
	Score  float64 // 0 to 1, the larger the better; see rank.go
	Ranges []Range // the letters that were found, in order
}

// Range is a half-open part of a text in UTF-16 code units, the unit of the window's strings.
type Range struct{ From, To int }

// Query answers from the present snapshot. It takes no lock and does no I/O.
func (c *Catalog) Query(q Query) Page {
	start := time.Now()
	s := c.now.Load()
	p := Page{Revision: s.revision, AsOf: s.listed, Rows: []Row{}}
	if ask := parse(q.Text); !ask.empty() {
		found := s.search(ask, q.filter())
		p.Total = len(found)
		for _, h := range s.window(found, q) {
			r := s.slots[h.slot]
			p.Rows = append(p.Rows, Row{Entry: r.Entry, Match: explain(ask, &r.Entry, h)})
		}
	} else {
		listed := s.list(q)
		p.Total = len(listed)
		for _, slot := range cut(listed, q) {
			p.Rows = append(p.Rows, Row{Entry: s.slots[slot].Entry})
		}
	}
	p.Took = time.Since(start)
	return p
}

// Position says at which index, counted without Offset, a customer stands in the answer to q.
func (c *Catalog) Position(id partner.TenantID, q Query) (index int, ok bool) {
	s := c.now.Load()
	q.Offset, q.Limit = 0, 0
	if ask := parse(q.Text); !ask.empty() {
		index = slices.IndexFunc(s.window(s.search(ask, q.filter()), q), func(h hit) bool { return s.slots[h.slot].ID == id })
		return index, index >= 0
	}
	if q.filter() == nil {
		return s.place(orderOf(q.Sort, q.Desc), id)
	}
	index = slices.IndexFunc(s.list(q), func(slot int32) bool { return s.slots[slot].ID == id })
	return index, index >= 0
}

// list is the answer without a text. It must not be changed.
func (s *snapshot) list(q Query) []int32 {
	all := s.sorted(orderOf(q.Sort, q.Desc))
	keep := q.filter()
	if keep == nil {
		return all
	}
	var out []int32
	for _, slot := range all {
		if keep(s.slots[slot]) {
			out = append(out, slot)
		}
	}
	return out
}

// filter is the test that q puts to rows; nil when every row passes.
func (q Query) filter() func(*row) bool {
	if q.Health == nil && q.Tag == "" && !q.Problem && !q.Favourite {
		return nil
	}
	tag := fold(q.Tag)
	return func(r *row) bool {
		return (q.Health == nil || r.Health == *q.Health) &&
			(!q.Problem || r.problem != nil) &&
			(!q.Favourite || r.Favourite) &&
			(q.Tag == "" || slices.ContainsFunc(r.Tags, func(t string) bool { return t == q.Tag || tag != "" && fold(t) == tag }))
	}
}

// cut takes the window that q asks for.
func cut[T any](all []T, q Query) []T {
	all = all[min(max(q.Offset, 0), len(all)):]
	if q.Limit > 0 {
		all = all[:min(q.Limit, len(all))]
	}
	return all
}
