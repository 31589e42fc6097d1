package app

import (
	"tenantry/app/contract"
	"tenantry/backend/catalog"
	"tenantry/backend/partner"
)

// Health is the health reports and the incidents.
type Health struct{ list *readModel }

// Report answers with one customer's report as it is kept.
func (h *Health) Report(tenantID string) (contract.HealthReport, error) {
	_, kept, err := h.list.customer(tenantID)
	if err != nil {
		return contract.HealthReport{}, err
	}
	return contract.HealthReportOf(kept), nil
}

// Messages answers with one customer's message center as it is kept.
func (h *Health) Messages(tenantID string) (contract.Announcements, error) {
	_, kept, err := h.list.customer(tenantID)
	if err != nil {
		return contract.Announcements{}, err
	}
	return contract.AnnouncementsOf(kept), nil
}

// Trouble answers with the services that have trouble, customer by customer, worst first. What is
// healthy or unknown is left out.
func (h *Health) Trouble() ([]contract.HealthReport, error) {
	if err := h.list.gate.await(); err != nil {
		return nil, err
	}
	out := []contract.HealthReport{}
	for _, row := range h.list.catalog.Query(catalog.Query{Sort: catalog.ByHealth}).Rows {
		if row.Health <= partner.Healthy {
			continue
		}
		kept, err := h.list.cache.Context(row.ID).Load()
		if err != nil {
			return nil, err
		}
		r := contract.HealthReportOf(kept)
		bad := []contract.ServiceHealth{}
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
func (h *Health) Incidents() (contract.Incidents, error) {
	if err := h.list.gate.await(); err != nil {
		return contract.Incidents{}, err
	}
	out := contract.Incidents{AsOf: contract.Time(h.list.asOf())}
	out.Incidents = contract.Each(h.list.catalog.Incidents(), func(i catalog.Incident) contract.Incident {
		return contract.Incident{ID: i.ID, Title: i.Title, Service: i.Service, Classification: i.Classification, Status: i.Status,
			State: i.State.String(), StartsAt: contract.Time(i.StartsAt), UpdatedAt: contract.Time(i.UpdatedAt),
			Customers: contract.Each(i.Customers, func(c catalog.Affected) contract.AffectedCustomer {
				return contract.AffectedCustomer{TenantID: string(c.ID), Name: c.Name, PrimaryDomain: c.PrimaryDomain,
					DisplayDomain: partner.DisplayDomain(c.PrimaryDomain)}
			})}
	})
	return out, nil
}
