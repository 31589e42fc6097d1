package app

import (
	"context"
	"errors"
	"log/slog"
	"sync/atomic"
	"time"

	"tenantry/backend/catalog"
	"tenantry/backend/fault"
	"tenantry/backend/message"
	"tenantry/backend/partner"
	"tenantry/backend/store"
	"tenantry/backend/syncer"
)

// readModel is the customers in memory, as the cache knows them: it is loaded once and follows the sync.
type readModel struct {
	gate    *gate
	catalog *catalog.Catalog
	cache   store.Cache
	marks   *marks
	settle  func([]partner.Summary)   // what is known of requests changed: what was handed off may be among them
	written func() []partner.Outgoing // what is outgoing as whom the user works, the newest first
	changed func()
	alerts  *keeper     // what of them asks for somebody
	touched atomic.Bool // this process changed what is kept, or has a window
	log     *slog.Logger
}

// load fills the catalog from the cache. One that turns out damaged is replaced by rebuild: what can't be read of
// it can be had again.
func (m *readModel) load(rebuild func(why error) error) error {
	known, err := m.summaries()
	if fault.KindOf(err) == fault.Corrupt {
		m.log.Error("load customers", "error", err)
		if err = rebuild(err); err == nil {
			known, err = m.summaries() // what could be rescued
		}
	}
	if err != nil {
		return err
	}
	m.marks.show(known, func(all []catalog.Entry) { m.catalog.Replace(all) })
	m.settle(known) // a process may have ended before it could say so
	m.marks.wrote(m.written)
	return nil
}

func (m *readModel) summaries() (known []partner.Summary, err error) {
	if n, err := m.cache.Count(); err == nil { // else Summaries says why
		known = make([]partner.Summary, 0, n)
	}
	for s, err := range m.cache.Summaries() {
		if err != nil {
			return nil, err
		}
		known = append(known, s)
	}
	for i, s := range known {
		if s.OpenRequests > 0 && len(s.Requests) == 0 {
			known[i] = m.complete(s)
		}
	}
	return known, nil
}

// complete adds the requests to a summary that was written before summaries held them.
func (m *readModel) complete(s partner.Summary) partner.Summary {
	h := m.cache.Context(s.ID)
	kept, err := h.Load()
	if err == nil {
		_, err = h.Save(kept)
	}
	if err != nil {
		m.log.Warn("complete a summary", "customer", s.ID, "error", err) // the next sync does it
		return s
	}
	return kept.Summary()
}

// published takes over what was written to disk.
func (m *readModel) published(said []partner.Summary, removed []partner.TenantID) {
	<-m.gate.loaded
	m.marks.show(said, func(some []catalog.Entry) {
		m.catalog.Apply(some...)
		m.catalog.Remove(removed...)
	})
	m.settle(said)
	m.marks.wrote(m.written) // somebody else may work here now
	m.changed()
	m.alerts.look()
}

// id parses a tenant id and says whether it is one of a customer in the list.
func (m *readModel) id(text string) (partner.TenantID, error) {
	if err := m.gate.await(); err != nil {
		return "", err
	}
	id, err := partner.ParseTenantID(text)
	if err != nil {
		return "", err
	}
	if _, ok := m.catalog.Get(id); !ok {
		return "", fault.New(fault.Missing, "customer_not_listed")
	}
	return id, nil
}

// customer finds one customer in memory and on disk.
func (m *readModel) customer(text string) (catalog.Entry, partner.Customer, error) {
	id, err := m.id(text)
	if err != nil {
		return catalog.Entry{}, partner.Customer{}, err
	}
	entry, _ := m.catalog.Get(id)
	kept, err := m.cache.Context(id).Load()
	return entry, kept, err
}

// tagged are the customers with a tag.
func (m *readModel) tagged(tag string) map[partner.TenantID]bool {
	out := map[partner.TenantID]bool{}
	for _, id := range m.catalog.IDs(catalog.Query{Tag: tag}) {
		out[id] = true
	}
	return out
}

// wipe removes every customer from disk and memory: from memory also where the disk refuses a part of it.
func (m *readModel) wipe() error {
	err := m.cache.Wipe()
	m.marks.show(nil, func(none []catalog.Entry) { m.catalog.Replace(none) })
	m.changed()
	return errors.Join(err, m.alerts.forget())
}

// warm makes the index of the search, so that the first keystroke finds it.
func (m *readModel) warm(l *life) {
	l.run(func(context.Context) { m.catalog.Warm() })
}

// known says how many customers are known.
func (m *readModel) known() message.Message {
	n := m.catalog.Counts()
	return numbered(n.Total, n.Without)
}

// numbered says how many customers the list has, and how many stand apart from it.
func numbered(listed, without int) message.Message {
	customers := message.Of("program_customers", "count", listed)
	if without == 0 {
		return customers
	}
	return message.Of("program_customers_apart", "customers", customers, "count", without)
}

// healthDue is when the first of the customers' health gets too old at a pace.
func (m *readModel) healthDue(now time.Time, pace syncer.Pace) time.Time {
	first := now.Add(pace.Health)
	for s := range m.catalog.Summaries() {
		if at := syncer.HealthDue(s, pace, now); s.Access.Delegated() && at.Before(first) {
			first = at
		}
	}
	return first
}

// asOf is when a list last named a customer.
func (m *readModel) asOf() time.Time { return m.catalog.Query(catalog.Query{Limit: 1}).AsOf }
