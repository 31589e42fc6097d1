package app

import (
	"slices"
	"time"

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
// healthy is left out; what is unknown is counted.
func (h *Health) Trouble() (contract.Trouble, error) {
	if err := h.list.gate.await(); err != nil {
		return contract.Trouble{}, err
	}
	out := contract.Trouble{Customers: []contract.HealthReport{}, Unspoken: contract.UnspokenOf(h.list.catalog.Counts())}
	for _, row := range h.list.catalog.Query(catalog.Query{Attention: true, Sort: catalog.ByHealth}).Rows {
		kept, err := h.list.cache.Context(row.ID).Load()
		if err != nil {
			return contract.Trouble{}, err
		}
		r := contract.HealthReportOf(kept)
		r.Services = slices.DeleteFunc(r.Services, func(s contract.ServiceHealth) bool {
			return s.State == partner.Healthy.String() || s.State == partner.Unknown.String()
		})
		out.Customers = append(out.Customers, r)
	}
	return out, nil
}

// Incidents answers with each issue once and the customers it affects: open ones, and those that are over since
// a day at most.
func (h *Health) Incidents() (contract.Incidents, error) {
	if err := h.list.gate.await(); err != nil {
		return contract.Incidents{}, err
	}
	return h.incidents(h.list.catalog.Incidents(), partner.OverFor), nil
}

// allFor is for how long what is over is told where all is asked for.
const allFor = 30 * 24 * time.Hour

// AllIncidents is Incidents, with what is over since thirty days at most. It reads every customer's report.
func (h *Health) AllIncidents() (contract.Incidents, error) {
	if err := h.list.gate.await(); err != nil {
		return contract.Incidents{}, err
	}
	var failed error
	all := catalog.Gather(func(yield func(catalog.Affected, []partner.IssueHead) bool) {
		for _, row := range h.list.catalog.Query(catalog.Query{Sort: catalog.ByName}).Rows {
			kept, err := h.list.cache.Context(row.ID).Load()
			if err != nil {
				failed = err
				return
			}
			if !yield(catalog.Affected{ID: row.ID, Name: row.Name, PrimaryDomain: row.PrimaryDomain}, kept.Health.Value.Heads()) {
				return
			}
		}
	})
	return h.incidents(all, allFor), failed
}

// incidents are those that are open, or over since so long at most.
func (h *Health) incidents(all []catalog.Incident, over time.Duration) contract.Incidents {
	n := h.list.catalog.Counts()
	shown := slices.DeleteFunc(slices.Clone(all), func(i catalog.Incident) bool { return !i.Open() && time.Since(i.OverSince) > over })
	return contract.Incidents{AsOf: contract.Time(n.Median), Incidents: contract.Each(shown, contract.IncidentOf),
		Unspoken: contract.UnspokenOf(n)}
}
