package app

import (
	"tenantry/backend/catalog"
	"tenantry/backend/partner"
)

// Health is the health reports and the incidents.
type Health struct{ a *App }

// Report answers with one customer's report as it is kept.
func (h *Health) Report(tenantID string) (HealthReport, error) {
	_, kept, err := h.a.customer(tenantID)
	if err != nil {
		return HealthReport{}, err
	}
	return toReport(kept), nil
}

// Trouble answers with the services that have trouble, customer by customer, worst first. What is
// healthy or unknown is left out.
func (h *Health) Trouble() ([]HealthReport, error) {
	if err := h.a.await(); err != nil {
		return nil, err
	}
	out := []HealthReport{}
	for _, row := range h.a.catalog.Query(catalog.Query{Sort: catalog.ByHealth}).Rows {
		if row.Health <= partner.Healthy {
			continue
		}
		kept, err := h.a.cache.Context(row.ID).Load()
		if err != nil {
			return nil, err
		}
		r := toReport(kept)
		bad := []ServiceHealth{}
		for _, s := range r.Services {
			if s.State != partner.Healthy.String() && s.State != partner.Unknown.String() {
				bad = append(bad, s)
			}
		}
		r.Services = bad
		out = append(out, r)
	}
	return out, nil
}

// Incidents answers with each open issue once and the customers it affects.
func (h *Health) Incidents() (Incidents, error) {
	if err := h.a.await(); err != nil {
		return Incidents{}, err
	}
	out := Incidents{AsOf: stamp(h.a.asOf())}
	out.Incidents = each(h.a.catalog.Incidents(), func(i catalog.Incident) Incident {
		return Incident{ID: i.ID, Title: i.Title, Service: i.Service, Classification: i.Classification, Status: i.Status,
			State: i.State.String(), StartsAt: stamp(i.StartsAt), UpdatedAt: stamp(i.UpdatedAt),
			Customers: each(i.Customers, func(c catalog.Affected) AffectedCustomer {
				return AffectedCustomer{TenantID: string(c.ID), Name: c.Name, PrimaryDomain: c.PrimaryDomain}
			})}
	})
	return out, nil
}
