package requests

import (
	"slices"
	"time"

	"tenantry/backend/catalog"
	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

// List is the one list of service requests that a user works through: those that Microsoft has, joined by
// number with those that were written here.
type List struct {
	known
	written written
	now     func() time.Time
}

// Query asks for a window of requests.
type Query struct {
	Tenant  partner.TenantID // empty: all customers
	State   State
	Text    string // words of title, number, reference, customer or product
	MinDays int    // only those created at least so many days ago
	Order   Order
	Desc    bool
	Offset  int
	Limit   int // 0: all
}

// Page is a window of requests and how much is known of them.
type Page struct {
	Oldest  time.Time      // since when the oldest of the lists is known; zero: none was read
	Unknown int            // customers whose list was never read
	Old     int            // customers whose last reading failed, so that an older one is shown
	Problem *fault.Problem // of one customer's list: why it is not fresher
	Counts  map[State]int  // with the other filters applied
	Total   int            // rows without Offset and Limit
	Rows    []Row
}

// Page answers with a window of the requests.
func (l *List) Page(q Query) (Page, error) {
	page := Page{Counts: map[State]int{}}
	rows, err := l.rows(q.Tenant, &page)
	if err != nil {
		return page, err
	}
	now := l.now()
	words, before := catalog.Words(q.Text), now.AddDate(0, 0, -q.MinDays)
	states := States()
	counts := make([]int, len(states))
	shown := rows[:0]
	for i := range rows {
		r := &rows[i] // rows are too large to be copied one by one
		tooYoung := q.MinDays > 0 && (r.Created().IsZero() || r.Created().After(before))
		if tooYoung || q.Text != "" && !words(r.Fields()...) {
			continue
		}
		for n, s := range states {
			if r.In(s, now) {
				counts[n]++
			}
		}
		if r.In(q.State, now) {
			shown = append(shown, *r)
		}
	}
	for n, s := range states {
		page.Counts[s] = counts[n]
	}
	places := sorted(shown, q.Order, q.Desc, now)
	page.Total = len(shown)
	from, to := min(max(q.Offset, 0), len(shown)), len(shown)
	if q.Limit > 0 {
		to = min(from+q.Limit, to)
	}
	page.Rows = make([]Row, 0, to-from)
	for _, p := range places[from:to] {
		page.Rows = append(page.Rows, shown[p.at])
	}
	return page, nil
}

// rows are the requests of one customer, or of all; page gets how much is known of them.
func (l *List) rows(id partner.TenantID, page *Page) ([]Row, error) {
	written := l.written.mine()
	var rows []Row
	if id == "" {
		all := l.customers.Desk()
		page.Oldest, page.Unknown, page.Old = all.Oldest, all.Unknown, all.Old
		rows = make([]Row, 0, len(all.Requests)+len(written))
		for i := range all.Requests {
			r := &all.Requests[i]
			rows = append(rows, Row{Tenant: r.Tenant, Customer: r.Customer, Head: r.RequestHead})
		}
		return Join(rows, written, l.name), nil
	}
	entry, kept, err := l.customer(id)
	if err != nil {
		return nil, err
	}
	page.Oldest, page.Problem = kept.RequestsAsOf(), kept.Requests.Problem
	if !kept.Requests.Known() {
		page.Unknown = 1
	}
	for _, r := range kept.Requests.Value {
		rows = append(rows, Row{Tenant: kept.ID, Customer: entry.Name, Head: r.Head()})
	}
	written = slices.DeleteFunc(written, func(o partner.Outgoing) bool { return o.Tenant != kept.ID })
	return Join(rows, written, l.name), nil
}
