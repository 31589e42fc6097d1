package catalog

import (
	"slices"
	"time"

	"tenantry/backend/catalog/search"
	"tenantry/backend/catalog/search/fold"
	"tenantry/backend/partner"
)

// Query asks for a window of customers.
type Query struct {
	Text      string               // what to search for; empty: all
	Sort      Sort                 // ByRelevance ranks what was found
	Desc      bool                 // turns Sort round; no meaning for relevance
	Health    *partner.HealthState // only this state
	Tag       string               // only with this tag; case and accents don't matter
	Attention bool                 // only those with trouble
	Problem   bool                 // only those of which some part could not be read
	Favourite bool                 // only the user's favourites
	Without   bool                 // only those without delegated access, whom a query without a text otherwise leaves out
	Offset    int                  // rows to leave out first
	Limit     int                  // at most so many rows; 0: all
	Skip      search.Pass          // passes of the search to leave out: to measure what each earns
}

// Page is a window of rows of one revision.
type Page struct {
	Revision uint64
	Total    int           // how many rows there are without Offset and Limit
	Without  int           // customers without delegated access: of a text, the last ones of Total; else all that were left out
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
type Match = search.Match

// Range is a part of a text that was found, in UTF-16 code units.
type Range = search.Range

// Query answers from the present snapshot. It takes no lock and does no I/O.
func (c *Catalog) Query(q Query) Page {
	start := time.Now()
	s := c.now.Load()
	p := Page{Revision: s.revision, AsOf: s.listed, Rows: []Row{}}
	if text := ask(q.Text, q.Skip); !text.names.Empty() {
		found := s.found(text, q)
		p.Total = len(found)
		for _, h := range found {
			if !s.slots[h.Slot].Access.Delegated() {
				p.Without++
			}
		}
		for _, h := range s.window(found, q) {
			p.Rows = append(p.Rows, s.explained(text, h))
		}
	} else {
		listed := s.list(q)
		p.Total, p.Without = len(listed), s.without
		for _, slot := range cut(listed, q) {
			p.Rows = append(p.Rows, Row{Entry: s.slots[slot].Entry})
		}
	}
	p.Took = time.Since(start)
	return p
}

// IDs are the customers of the answer to q, all of them, in its order.
func (c *Catalog) IDs(q Query) []partner.TenantID {
	s := c.now.Load()
	q.Offset, q.Limit = 0, 0
	ids := []partner.TenantID{}
	if text := ask(q.Text, q.Skip); !text.names.Empty() {
		for _, h := range s.window(s.found(text, q), q) {
			ids = append(ids, s.slots[h.Slot].ID)
		}
		return ids
	}
	for _, slot := range s.list(q) {
		ids = append(ids, s.slots[slot].ID)
	}
	return ids
}

// Position says at which index, counted without Offset, a customer stands in the answer to q.
func (c *Catalog) Position(id partner.TenantID, q Query) (index int, ok bool) {
	s := c.now.Load()
	q.Offset, q.Limit = 0, 0
	if text := ask(q.Text, q.Skip); !text.names.Empty() {
		index = slices.IndexFunc(s.window(s.found(text, q), q), func(h search.Hit) bool { return s.slots[h.Slot].ID == id })
		return index, index >= 0
	}
	if q.filter() == nil {
		index, ok = s.place(orderOf(q.Sort, q.Desc), id)
		return index, ok && index < len(s.byID)-s.without
	}
	index = slices.IndexFunc(s.list(q), func(slot int32) bool { return s.slots[slot].ID == id })
	return index, index >= 0
}

// list is the answer without a text. It must not be changed.
func (s *snapshot) list(q Query) []int32 {
	all := s.sorted(orderOf(q.Sort, q.Desc))
	if from := len(all) - s.without; q.Without {
		all = all[from:]
	} else {
		all = all[:from]
	}
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

// filter is the test that q puts to rows; nil when every row passes. Customers without delegated access have
// no health and no problem to look for.
func (q Query) filter() func(*row) bool {
	if q.Health == nil && q.Tag == "" && !q.Attention && !q.Problem && !q.Favourite && !q.Without {
		return nil
	}
	tag := fold.Text(q.Tag)
	return func(r *row) bool {
		return (!q.Without && q.Health == nil && !q.Attention && !q.Problem || q.Without != r.Access.Delegated()) &&
			(q.Health == nil || r.Health == *q.Health) &&
			(!q.Attention || r.Health.Trouble()) &&
			(!q.Problem || r.problem != nil) &&
			(!q.Favourite || r.Favourite) &&
			(q.Tag == "" || slices.ContainsFunc(r.Tags, func(t string) bool { return t == q.Tag || tag != "" && fold.Text(t) == tag }))
	}
}
