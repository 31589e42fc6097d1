package app

import (
	"slices"
	"sync"

	"tenantry/backend/catalog"
	"tenantry/backend/partner"
	"tenantry/backend/store"
)

// marks are the user's own words on customers: tags, aliases, favourites, and what was written for Microsoft, as far
// as customers are found by it. They outlast a customer's absence from the catalog.
type marks struct {
	journal store.Journal
	catalog *catalog.Catalog
	changed func()

	// mu is held while marks, or the catalog, change: two changes at once are both kept, a sync undoes none,
	// and a mark brings nobody back who has just left.
	mu  sync.Mutex
	all map[partner.TenantID]partner.Marks
	// written is of what is outgoing.
	written map[partner.TenantID][]partner.Fact
}

func newMarks(j store.Journal, c *catalog.Catalog, changed func()) *marks {
	return &marks{journal: j, catalog: c, changed: changed, all: map[partner.TenantID]partner.Marks{}}
}

// load reads what the journal keeps.
func (m *marks) load() {
	m.mu.Lock()
	defer m.mu.Unlock()
	for id, kept := range m.journal.Marks() {
		m.all[id] = kept
	}
}

// show lets put change the catalog by what the cloud said of customers, with their marks.
func (m *marks) show(said []partner.Summary, put func([]catalog.Entry)) {
	m.mu.Lock()
	defer m.mu.Unlock()
	entries := make([]catalog.Entry, len(said))
	for i, s := range said {
		entries[i] = catalog.Entry{Summary: s, Marks: m.all[s.ID], Written: m.written[s.ID]}
	}
	put(entries)
}

// wrote looks at what is outgoing now: customers are found by it. It is asked for here, so that of two changes at
// once the later one stays.
func (m *marks) wrote(outgoing func() []partner.Outgoing) {
	m.mu.Lock()
	defer m.mu.Unlock()
	before := m.written
	m.written = map[partner.TenantID][]partner.Fact{}
	for _, o := range outgoing() {
		m.written[o.Tenant] = append(m.written[o.Tenant], o.Facts()...)
	}
	var entries []catalog.Entry
	for _, some := range []map[partner.TenantID][]partner.Fact{before, m.written} {
		for id := range some {
			if e, ok := m.catalog.Get(id); ok && !slices.Equal(e.Written, m.written[id]) {
				e.Written = m.written[id]
				entries = append(entries, e)
			}
		}
	}
	if len(entries) > 0 {
		m.catalog.Apply(entries...)
		m.changed()
	}
}

// change changes the marks of customers in one write: journal first, then memory, then the event. An error
// of f changes nothing.
func (m *marks) change(f func(partner.TenantID, *partner.Marks) error, ids ...partner.TenantID) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	next := map[partner.TenantID]partner.Marks{}
	for _, id := range ids {
		now := m.all[id]
		if err := f(id, &now); err != nil {
			return err
		}
		next[id] = now
	}
	return m.set(next)
}

// clear takes every mark away.
func (m *marks) clear() error {
	m.mu.Lock()
	defer m.mu.Unlock()
	next := map[partner.TenantID]partner.Marks{}
	for id := range m.journal.Marks() {
		next[id] = partner.Marks{}
	}
	return m.set(next)
}

// set keeps and shows marks. The caller holds mu.
func (m *marks) set(next map[partner.TenantID]partner.Marks) error {
	if len(next) == 0 {
		return nil
	}
	if err := m.journal.SetMarks(next); err != nil {
		return err
	}
	var entries []catalog.Entry
	for id, now := range next {
		m.all[id] = now
		if e, ok := m.catalog.Get(id); ok {
			e.Marks = now
			entries = append(entries, e)
		}
	}
	m.catalog.Apply(entries...)
	m.changed()
	return nil
}

func (m *marks) favourites() (ids []partner.TenantID) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for id, now := range m.all {
		if now.Favourite {
			ids = append(ids, id)
		}
	}
	return ids
}
