package catalog

import (
	"slices"
	"time"

	"tenantry/backend/catalog/search/fold"
	"tenantry/backend/partner"
)

// Desk is the service requests of all customers, and how much is known of them.
type Desk struct {
	// Requests stand in the order of their customers' ids: which comes first on a screen is for the rules of
	// requests to say. The slice is shared; it must not be changed.
	Requests []Request
	Unknown  int       // customers whose requests were never read, of those that delegated administration
	Old      int       // customers whose last reading failed, so that an older one is shown
	Oldest   time.Time // since when the oldest of the lists that are known is known; zero: none is
}

// Request is a service request with the customer it belongs to.
type Request struct {
	partner.RequestHead
	Tenant        partner.TenantID
	Customer      string // its name
	PrimaryDomain string
	AsOf          time.Time // since when the customer's list is known
}

// Desk is made once per snapshot, when first asked for.
func (c *Catalog) Desk() Desk {
	s := c.now.Load()
	return *lazily(&s.desk, s.layOut)
}

func (s *snapshot) layOut() *Desk {
	d := &Desk{}
	count := 0
	for _, slot := range s.byID {
		count += len(s.slots[slot].Requests)
	}
	d.Requests = make([]Request, 0, count)
	for _, slot := range s.byID {
		r := s.slots[slot]
		f := r.Freshness.Of(partner.PartRequests)
		if f.AsOf.IsZero() {
			if r.Access.Delegated() {
				d.Unknown++
			}
			continue
		}
		if f.Problem != nil {
			d.Old++
		}
		oldest := f.AsOf
		azure := r.Freshness.Of(partner.PartAzure).AsOf
		if !azure.IsZero() && azure.Before(oldest) && slices.ContainsFunc(r.Requests, func(h partner.RequestHead) bool { return h.Azure }) {
			oldest = azure
		}
		if d.Oldest.IsZero() || oldest.Before(d.Oldest) {
			d.Oldest = oldest
		}
		for _, h := range r.Requests {
			d.Requests = append(d.Requests, Request{RequestHead: h, Tenant: r.ID, Customer: r.Name, PrimaryDomain: r.PrimaryDomain, AsOf: f.AsOf})
		}
	}
	return d
}

// Words makes the test for a text typed above a list of other things than customers; see fold.Matcher.
func Words(text string) func(fields ...string) bool { return fold.Matcher(text) }
