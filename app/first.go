package app

import (
	"cmp"
	"time"

	"tenantry/app/contract"
	"tenantry/backend/catalog"
	"tenantry/backend/partner"
	"tenantry/backend/store"
)

// firstRows is how many rows the first picture has: more than any screen shows.
const firstRows = 60

// picture is what a window shows before the customers are in memory. It is kept with them, as [store.Picture]: as soon as
// one of them changes it is gone, so that what it says is what is kept.
type picture struct {
	Sort           string // the list's order
	Desc           bool
	Rows           []partner.Summary
	Total, Without int
	AsOf           time.Time
	Overview       contract.Overview
}

// First is what the page shows before it asks for anything: of a window that opens nothing why, else the customers as they
// are kept. It waits until the stores are open, and for nothing else.
func (a *App) First() contract.First {
	f := contract.First{Waits: a.Lock.Waits(), Sync: a.Sync.Status()}
	f.Preferences, _ = a.Settings.Load() // what can't be read is the system's
	if f.Waits != "" {
		return f
	}
	q := firstQuery(f.Preferences)
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

// firstQuery is what a window asks first.
func firstQuery(p contract.Preferences) contract.CustomerQuery {
	return contract.CustomerQuery{Sort: cmp.Or(p.Sort, string(catalog.ByHealth)), Desc: p.Desc, Limit: firstRows}
}

func (a *App) firstQuery() contract.CustomerQuery {
	p, _ := a.Settings.Load()
	return firstQuery(p)
}

// pictured is the answer to q by the picture that is kept; nil: there is none of it.
func (m *readModel) pictured(q contract.CustomerQuery) (*contract.CustomerPage, *contract.Overview) {
	var p picture
	query, err := toQuery(q)
	found, readErr := m.cache.Values().Get(store.Picture, &p)
	if err != nil || readErr != nil || !found || p.Sort != q.Sort || p.Desc != q.Desc {
		return nil, nil // what is damaged is found when all is read
	}
	few := catalog.New()
	m.marks.show(p.Rows, func(entries []catalog.Entry) { few.Replace(entries) })
	page := contract.CustomerPageOf(few.Query(query))
	page.Revision, page.Total, page.Without, page.AsOf = 0, p.Total, p.Without, contract.Time(p.AsOf)
	p.Overview.Revision = 0
	return &page, &p.Overview
}

// keepPicture keeps the picture of what is in memory. Nobody may change customers meanwhile.
func (a *App) keepPicture() error {
	q := a.firstQuery()
	query, err := toQuery(q)
	if err != nil {
		return err
	}
	page := a.list.catalog.Query(query)
	p := picture{Sort: q.Sort, Desc: q.Desc, Total: page.Total, Without: page.Without, AsOf: page.AsOf, Overview: a.Customers.counts()}
	for _, r := range page.Rows {
		p.Rows = append(p.Rows, r.Summary)
	}
	return a.list.cache.Values().Put(store.Picture, p)
}
