package app

import (
	"strings"

	"tenantry/app/contract"
	"tenantry/backend/catalog"
	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/portal"
	"tenantry/backend/syncer"
)

// Customers is the customer list and the details of one customer.
type Customers struct {
	several // what is done to many at once; has the list
	looked  *attention
	links   *portal.Directory
	window  *window
	commits *syncer.Commits // where an import goes
	served  func()          // called after rows were answered
	waiting waitingImport
}

// List answers with a window of rows out of memory. The first answer lets the sync start: nothing
// reaches for the network before something is on the screen.
func (c *Customers) List(q contract.CustomerQuery) (contract.CustomerPage, error) {
	c.list.gate.draws()
	if err := c.list.gate.await(); err != nil {
		return contract.CustomerPage{}, err
	}
	defer c.served()
	query, err := toQuery(q)
	if err != nil {
		return contract.CustomerPage{}, err
	}
	return c.page(query), nil
}

// page is the window of rows that a query asks for. Of what is shown the user looks at it.
func (c *Customers) page(q catalog.Query) contract.CustomerPage {
	page := c.list.catalog.Query(q)
	if q.Limit > 0 {
		c.looked.note(contract.Each(page.Rows, func(r catalog.Row) partner.TenantID { return r.ID })...)
	}
	return contract.CustomerPageOf(page)
}

// Get answers with everything kept of one customer but its health report.
func (c *Customers) Get(tenantID string) (contract.CustomerDetails, error) {
	entry, kept, err := c.list.customer(tenantID)
	if err != nil {
		return contract.CustomerDetails{}, err
	}
	c.looked.note(kept.ID)
	return contract.CustomerDetailsOf(contract.CustomerRowOf(catalog.Row{Entry: entry}), kept, c.links.Links(kept)), nil
}

// Position is the index of a customer in the list that q describes; -1 when it is not in it.
func (c *Customers) Position(tenantID string, q contract.CustomerQuery) (int, error) {
	if err := c.list.gate.await(); err != nil {
		return -1, err
	}
	query, err := toQuery(q)
	if err != nil {
		return -1, err
	}
	id, err := partner.ParseTenantID(tenantID)
	if err != nil {
		return -1, err
	}
	if i, ok := c.list.catalog.Position(id, query); ok {
		return i, nil
	}
	return -1, nil
}

// Overview counts what the navigation and the status line show.
func (c *Customers) Overview() (contract.Overview, error) {
	if err := c.list.gate.await(); err != nil {
		return contract.Overview{}, err
	}
	return c.counts(), nil
}

func (c *Customers) counts() contract.Overview {
	n := c.list.catalog.Counts()
	o := contract.Overview{Revision: c.list.catalog.Revision(), AsOf: contract.Time(c.list.asOf()), Customers: n.Total, Without: n.Without, Unlisted: n.Unlisted, ByHealth: map[string]int{},
		Attention: n.Attention, Read: n.Read, Unreadable: n.Unreadable, NeverRead: n.NeverRead,
		HealthMedian: contract.Time(n.Median), HealthOldest: contract.Time(n.Oldest), Incidents: n.Incidents, Requests: n.OpenRequests,
		Tags: contract.Each(n.Tags, contract.TagCountOf)}
	for s := partner.Unknown; s <= partner.Outage; s++ {
		o.ByHealth[s.String()] = n.ByHealth[s]
	}
	return o
}

// SetFavourite marks a customer, or takes the mark away.
func (c *Customers) SetFavourite(tenantID string, favourite bool) error {
	return c.mark(tenantID, func(m *partner.Marks) error { m.Favourite = favourite; return nil })
}

// SetTags replaces a customer's tags.
func (c *Customers) SetTags(tenantID string, tags []string) error {
	return c.mark(tenantID, func(m *partner.Marks) (err error) { m.Tags, err = words("tags", tags); return err })
}

// SetAliases replaces the other names under which a customer is found.
func (c *Customers) SetAliases(tenantID string, aliases []string) error {
	return c.mark(tenantID, func(m *partner.Marks) (err error) { m.Aliases, err = words("aliases", aliases); return err })
}

func (c *Customers) mark(tenantID string, change func(*partner.Marks) error) error {
	id, err := c.list.id(tenantID)
	if err != nil {
		return err
	}
	return c.list.marks.change(func(_ partner.TenantID, m *partner.Marks) error { return change(m) }, id)
}

// Resolve finds the one customer that a text means: a tenant id, any domain, an exact name, or a text
// with exactly one best match. Without one the id is empty, and what comes near is told.
func (c *Customers) Resolve(text string) (string, contract.Near, error) {
	if err := c.list.gate.await(); err != nil {
		return "", contract.Near{}, err
	}
	entry, near, ok := c.list.catalog.Resolve(text)
	if ok {
		return string(entry.ID), contract.Near{}, nil
	}
	return "", contract.Near{Customers: contract.Each(near.Rows, contract.CustomerRowOf), Several: near.Several,
		Identifier: near.Identifier, IsID: near.IsID}, nil
}

// maxWord bounds a tag or an alias, in characters.
const maxWord = 64

// words trims, drops empty ones and doubles (by case), and refuses what can't be shown in a line.
func words(field string, in []string) ([]string, error) {
	var out []string
	seen := map[string]bool{}
	for _, w := range in {
		w = strings.Join(strings.Fields(w), " ")
		if w == "" || seen[strings.ToLower(w)] {
			continue
		}
		if len([]rune(w)) > maxWord || strings.ContainsFunc(w, func(r rune) bool { return r < ' ' || r == 0x7f }) {
			e := fault.New(fault.Invalid, "customer_word")
			e.Fields = fault.Fields{field: e.Message}
			return nil, e
		}
		seen[strings.ToLower(w)] = true
		out = append(out, w)
	}
	return out, nil
}

// sorts maps the contract's words to the catalog's.
var sorts = map[string]catalog.Sort{"name": catalog.ByName, "domain": catalog.ByDomain, "health": catalog.ByHealth,
	"requests": catalog.ByRequests, "expiry": catalog.ByExpiry, "age": catalog.ByAge}

func toQuery(q contract.CustomerQuery) (catalog.Query, error) {
	s, ok := sorts[q.Sort]
	switch {
	case q.Sort != "":
	case strings.TrimSpace(q.Text) != "":
		s, ok = catalog.ByRelevance, true
	default:
		s, ok = catalog.ByHealth, true
	}
	if !ok {
		return catalog.Query{}, fault.New(fault.Invalid, "customer_sort", "sort", q.Sort)
	}
	out := catalog.Query{Text: q.Text, Sort: s, Desc: q.Desc, Tag: q.Tag, Attention: q.Attention, Problem: q.Problem, Favourite: q.Favourite, Without: q.Without,
		Offset: max(q.Offset, 0), Limit: max(q.Limit, 0)}
	if q.Health != "" {
		h, ok := partner.ParseHealthState(q.Health)
		if !ok {
			return catalog.Query{}, fault.New(fault.Invalid, "customer_health", "health", q.Health)
		}
		out.Health = &h
	}
	return out, nil
}
