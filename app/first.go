package app

import (
	"cmp"
	"log/slog"
	"time"

	"tenantry/app/contract"
	"tenantry/app/handover"
	"tenantry/backend/catalog"
	"tenantry/backend/partner"
)

// geometryKey is where the journal keeps how the window lies.
const geometryKey = "window"

// Stays says whether the program goes on when a person closes its window, and whether that was said. Where no preferences
// can be read it ends.
func (o Opening) Stays() (stays, told bool) {
	p, err := o.app.Settings.Load()
	return err == nil && p.Closing.Stays, p.Closing.Told
}

// Geometry is how the window in whose place this one is lies, else how the last window lay.
func (o Opening) Geometry() (g handover.Geometry) {
	if o.lay != (handover.Geometry{}) {
		return o.lay
	}
	return o.kept()
}

// kept is how the last window of this profile lay.
func (o Opening) kept() (g handover.Geometry) {
	if kept := o.app.Settings.kept; kept != nil {
		_, _ = kept.Get(geometryKey, &g) // one that can't be read is nobody's choice
	}
	return g
}

// KeepGeometry keeps how the window lies for the next one. The size of a maximised one is that of the screen: it keeps that
// of before.
func (o Opening) KeepGeometry(g handover.Geometry) {
	kept := o.app.Settings.kept
	if g = g.After(o.Geometry()); kept == nil || g == o.kept() {
		return
	}
	if err := kept.Put(geometryKey, g); err != nil {
		o.log.Warn("keep how the window lies", "error", err) // the next one lies as this one did
	}
}

// firstRows is how many rows the first picture has: more than any screen shows.
const firstRows = 60

// picture is what a window shows before the customers are in memory. It is kept with their list: as soon as one of them
// changes it is gone, so that what it says is what is kept.
type picture struct {
	Sort           string // the list's order
	Desc           bool
	Customers      []partner.TenantID
	Total, Without int
	AsOf           time.Time
	Overview       contract.Overview
}

// Opening is what a window needs to know while it opens, and leaves for the next one.
type Opening struct {
	app *App
	log *slog.Logger
	lay handover.Geometry // of the window in whose place it is made; the zero value: nobody's
}

// Reached writes down that the start of a window got so far: bench/start reads when.
func (o Opening) Reached(step string) { o.log.Debug(step) }

// First is what the page shows before it asks for anything: of a window that opens nothing why, else the customers as they
// are kept. It waits until the stores are open, and for nothing else.
func (o Opening) First() contract.First {
	a := o.app
	f := contract.First{Waits: a.Lock.Waits(), Sync: a.Sync.Status()}
	f.Profiles, _ = a.Profiles.List()
	f.Preferences, _ = a.Settings.Load() // what can't be read is the system's
	q, whole := firstQuery(a.Settings)
	if f.Waits != "" || !whole {
		return f
	}
	select {
	case <-a.gate.loaded:
		if a.gate.err != nil {
			return f // the page asks, and is told why
		}
		query, err := toQuery(q)
		if err != nil {
			return f
		}
		page, overview, session := a.Customers.page(query), a.Customers.counts(), a.Session.Status()
		f.Customers, f.Overview, f.Session = &page, &overview, &session
	default:
		f.Customers, f.Overview = a.list.pictured(q)
	}
	return f
}

// firstQuery is what a window asks first; false: its list was left with a filter or in a saved view, and is not
// what a picture shows.
func firstQuery(s *Settings) (q contract.CustomerQuery, whole bool) {
	p, _ := s.Load()
	look := p.Lists[contract.CustomerList]
	return contract.CustomerQuery{Sort: cmp.Or(look.Sort, string(catalog.ByHealth)), Desc: look.Desc, Limit: firstRows}, len(look.Filter) == 0 && look.View == ""
}

// pictured is the answer to q by the picture that is kept; nil: there is none of it.
func (m *readModel) pictured(q contract.CustomerQuery) (*contract.CustomerPage, *contract.Overview) {
	var p picture
	query, err := toQuery(q)
	found, readErr := m.cache.Picture(&p)
	if err != nil || readErr != nil || !found || p.Sort != q.Sort || p.Desc != q.Desc {
		return nil, nil // what is damaged is found when all is read
	}
	rows := make([]partner.Summary, len(p.Customers))
	for i, id := range p.Customers {
		if rows[i], err = m.cache.Context(id).Summary(); err != nil {
			return nil, nil
		}
	}
	few := catalog.New()
	m.marks.show(rows, func(entries []catalog.Entry) { few.Replace(entries) })
	page := contract.CustomerPageOf(few.Query(query))
	page.Revision, page.Total, page.Without, page.AsOf = 0, p.Total, p.Without, contract.Time(p.AsOf)
	p.Overview.Revision = 0
	return &page, &p.Overview
}

// hasPicture says whether q can be answered by a picture.
func (m *readModel) hasPicture(q contract.CustomerQuery) bool {
	page, _ := m.pictured(q)
	return page != nil
}

// keepList keeps the list of the customers for the next process, and the picture of its first rows. Who may change
// customers waits meanwhile.
func (c *Customers) keepList(s *Settings) error {
	return c.commits.Still(func() error { return c.keepStill(s) })
}

// rest is keepList, and then has the customers in memory lie as close together as they do in the list.
func (c *Customers) rest(s *Settings) error {
	return c.commits.Still(func() error {
		if err := c.keepStill(s); err != nil {
			return err
		}
		known, err := c.list.summaries()
		if err == nil {
			c.list.catalog.Renew(known)
		}
		return err
	})
}

func (c *Customers) keepStill(s *Settings) error {
	q, _ := firstQuery(s) // of a list that is filtered too: the filter may go
	p := picture{Sort: q.Sort, Desc: q.Desc, Overview: c.counts()}
	if query, err := toQuery(q); err == nil { // else an order of a newer program, which shows no picture
		page := c.list.catalog.Query(query)
		p.Total, p.Without, p.AsOf = page.Total, page.Without, page.AsOf
		p.Customers = contract.Each(page.Rows, func(r catalog.Row) partner.TenantID { return r.ID })
	}
	return c.list.cache.KeepList(p)
}
