package cause

import (
	"iter"
	"time"

	"tenantry/backend/catalog"
	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/verdict"
)

// parts are those whose readings tell of a service, and at which one they are read. The others come from lists of the
// partner's own side, or from several services.
var parts = []struct {
	part    partner.AnyPart
	service verdict.Service
}{{partner.HealthPart, verdict.Graph}, {partner.DetailsPart, verdict.Graph}, {partner.AnnouncementsPart, verdict.Graph}, {partner.AzurePart, "azure"},
	{partner.ProfilePart, "partnercenter"}}

// customers are those that delegated administration, as the verdict knows them.
func customers(all iter.Seq[partner.Summary]) (out []verdict.Customer) {
	for s := range all {
		if !s.Access.Delegated() {
			continue
		}
		c := verdict.Customer{ID: string(s.ID), Name: s.Name, Health: s.Freshness.Of(partner.HealthPart.Name()).AsOf}
		for _, p := range parts {
			if r, ok := reading(s.Freshness.Of(p.part.Name()), p.part.Optional()); ok {
				r.Service = p.service
				c.Reads = append(c.Reads, r)
			}
		}
		out = append(out, c)
	}
	return out
}

// reading is what the last reading of a part says; not ok where it says nothing of the customer or of the service: it was
// never asked, or it refused what most never gave.
func reading(f partner.Freshness, optional bool) (verdict.Read, bool) {
	p := f.Problem
	switch {
	case p == nil:
		return verdict.Read{At: f.AsOf}, !f.AsOf.IsZero()
	case p.Unasked(), optional && p.Kind != fault.Upstream:
		return verdict.Read{}, false
	}
	return verdict.Read{Kind: p.Kind, At: p.At, Before: f.AsOf}, true
}

// incidents are those that are open, each as old as the youngest health report of a customer that it affects.
func incidents(all []catalog.Incident, known []verdict.Customer) (out []verdict.Incident) {
	read := make(map[string]time.Time, len(known))
	for _, c := range known {
		read[c.ID] = c.Health
	}
	for _, i := range all {
		if !i.Open() {
			continue
		}
		one := verdict.Incident{ID: i.ID, Title: i.Title, Service: i.Service, Advisory: i.Advisory()}
		for _, c := range i.Customers {
			one.Customers = append(one.Customers, string(c.ID))
			if at := read[string(c.ID)]; at.After(one.Read) {
				one.Read = at
			}
		}
		out = append(out, one)
	}
	return out
}
