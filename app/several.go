package app

import (
	"slices"
	"strings"

	"tenantry/app/contract"
	"tenantry/backend/catalog"
	"tenantry/backend/partner"
)

// Keys are the tenant ids of all customers in the list that q describes, in its order; Offset and Limit mean nothing.
func (c *Customers) Keys(q contract.CustomerQuery) ([]string, error) {
	if err := c.list.gate.await(); err != nil {
		return nil, err
	}
	query, err := toQuery(q)
	if err != nil {
		return nil, err
	}
	return contract.Each(c.list.catalog.IDs(query), func(id partner.TenantID) string { return string(id) }), nil
}

// Rows are the customers of these tenant ids, in their order. Who is gone is left out.
func (c *Customers) Rows(tenantIDs []string) ([]contract.CustomerRow, error) {
	ids, err := c.listed(tenantIDs)
	rows := make([]contract.CustomerRow, 0, len(ids))
	for _, id := range ids {
		if entry, ok := c.list.catalog.Get(id); ok {
			rows = append(rows, contract.CustomerRowOf(catalog.Row{Entry: entry}))
		}
	}
	return rows, err
}

// TagSeveral gives customers a tag, or takes it from them, in one write. It answers with whom that changed: to them it
// can be done the other way round. Who is gone is left out.
func (c *Customers) TagSeveral(tenantIDs []string, tag string, on bool) ([]string, error) {
	tags, err := words("tags", []string{tag})
	if err != nil || len(tags) == 0 {
		return []string{}, err
	}
	return c.markSeveral(tenantIDs, func(m *partner.Marks) bool {
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
func (c *Customers) FavourSeveral(tenantIDs []string, on bool) ([]string, error) {
	return c.markSeveral(tenantIDs, func(m *partner.Marks) bool {
		was := m.Favourite
		m.Favourite = on
		return was != on
	})
}

// markSeveral changes the marks of customers in one write; change says whether it changed anything.
func (c *Customers) markSeveral(tenantIDs []string, change func(*partner.Marks) bool) ([]string, error) {
	changed := []string{}
	ids, err := c.listed(tenantIDs)
	if err != nil {
		return changed, err
	}
	err = c.list.marks.change(func(id partner.TenantID, m *partner.Marks) error {
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
func (c *Customers) listed(tenantIDs []string) ([]partner.TenantID, error) {
	if err := c.list.gate.await(); err != nil {
		return nil, err
	}
	ids := make([]partner.TenantID, 0, len(tenantIDs))
	seen := make(map[partner.TenantID]bool, len(tenantIDs))
	for _, text := range tenantIDs {
		id, err := partner.ParseTenantID(text)
		if err != nil {
			return nil, err
		}
		if _, ok := c.list.catalog.Get(id); ok && !seen[id] {
			ids = append(ids, id)
		}
		seen[id] = true
	}
	return ids, nil
}
