package app

import (
	"slices"
	"strings"
	"sync"

	"tenantry/app/contract"
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

// several is the list of customers for what is done to many of them at once.
type several struct{ list *readModel }

// Keys are the tenant ids of all customers in the list that q describes, in its order; Offset and Limit mean nothing.
func (s several) Keys(q contract.CustomerQuery) ([]string, error) {
	if err := s.list.gate.await(); err != nil {
		return nil, err
	}
	query, err := toQuery(q)
	if err != nil {
		return nil, err
	}
	return contract.Each(s.list.catalog.IDs(query), func(id partner.TenantID) string { return string(id) }), nil
}

// Count counts the customers in each of several lists, as queries describe them: those that a list counts in its head,
// not whom a text found beside them. Nobody is thereby looked at.
func (s several) Count(queries []contract.CustomerQuery) ([]int, error) {
	if err := s.list.gate.await(); err != nil {
		return nil, err
	}
	counts := make([]int, len(queries))
	for i, q := range queries {
		query, err := toQuery(q)
		if err != nil {
			return nil, err
		}
		query.Offset, query.Limit = 0, 1
		page := s.list.catalog.Query(query)
		counts[i] = page.Total
		if strings.TrimSpace(q.Text) != "" && !q.Without {
			counts[i] -= page.Without
		}
	}
	return counts, nil
}

// Rows are the customers of these tenant ids, in their order. Who is gone is left out.
func (s several) Rows(tenantIDs []string) ([]contract.CustomerRow, error) {
	ids, err := s.listed(tenantIDs)
	rows := make([]contract.CustomerRow, 0, len(ids))
	for _, id := range ids {
		if entry, ok := s.list.catalog.Get(id); ok {
			rows = append(rows, contract.CustomerRowOf(catalog.Row{Entry: entry}))
		}
	}
	return rows, err
}

// TagSeveral gives customers a tag, or takes it from them, in one write. It answers with whom that changed: to them it
// can be done the other way round. Who is gone is left out.
func (s several) TagSeveral(tenantIDs []string, tag string, on bool) ([]string, error) {
	tags, err := words("tags", []string{tag})
	if err != nil || len(tags) == 0 {
		return []string{}, err
	}
	return s.markSeveral(tenantIDs, func(m *partner.Marks) bool {
		same := func(t string) bool { return strings.EqualFold(t, tags[0]) }
		if slices.ContainsFunc(m.Tags, same) == on {
			return false
		}
		if on {
			m.Tags = append(slices.Clone(m.Tags), tags[0])
		} else {
			m.Tags = slices.DeleteFunc(slices.Clone(m.Tags), same)
		}
		return true
	})
}

// FavourSeveral makes customers favourites, or takes that away, in one write. It answers as TagSeveral does.
func (s several) FavourSeveral(tenantIDs []string, on bool) ([]string, error) {
	return s.markSeveral(tenantIDs, func(m *partner.Marks) bool {
		was := m.Favourite
		m.Favourite = on
		return was != on
	})
}

// markSeveral changes the marks of customers in one write; change says whether it changed anything.
func (s several) markSeveral(tenantIDs []string, change func(*partner.Marks) bool) ([]string, error) {
	changed := []string{}
	ids, err := s.listed(tenantIDs)
	if err != nil {
		return changed, err
	}
	err = s.list.marks.change(func(id partner.TenantID, m *partner.Marks) error {
		if change(m) {
			changed = append(changed, string(id))
		}
		return nil
	}, ids...)
	if err != nil {
		return []string{}, err // nothing was written
	}
	return changed, nil
}

// listed are those of the tenant ids that the list has, each once.
func (s several) listed(tenantIDs []string) ([]partner.TenantID, error) {
	if err := s.list.gate.await(); err != nil {
		return nil, err
	}
	ids := make([]partner.TenantID, 0, len(tenantIDs))
	seen := make(map[partner.TenantID]bool, len(tenantIDs))
	for _, text := range tenantIDs {
		id, err := partner.ParseTenantID(text)
		if err != nil {
			return nil, err
		}
		if _, ok := s.list.catalog.Get(id); ok && !seen[id] {
			ids = append(ids, id)
		}
		seen[id] = true
	}
	return ids, nil
}
