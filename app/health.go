package app

import (
	"slices"
	"strings"
	"time"

	"tenantry/app/contract"
	"tenantry/app/incidents"
	"tenantry/backend/catalog"
	"tenantry/backend/partner"
)

// Health is the health reports and the incidents.
type Health struct {
	list *readModel
	desk *incidents.Desk
}

// Report answers with one customer's report as it is kept.
func (h *Health) Report(tenantID string) (contract.HealthReport, error) {
	_, kept, err := h.list.customer(tenantID)
	if err != nil {
		return contract.HealthReport{}, err
	}
	return h.desk.WithTold(contract.HealthReportOf(kept)), nil
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
		r := h.desk.WithTold(contract.HealthReportOf(kept))
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

// IncidentList answers with each issue once, without its customers but with how many they are, how many of them were
// told and for how many there is a request.
func (h *Health) IncidentList(q contract.IncidentQuery) (contract.IncidentList, error) {
	if err := h.list.gate.await(); err != nil {
		return contract.IncidentList{}, err
	}
	return h.desk.List(q)
}

// Incident answers with one issue, what Microsoft wrote of it, what became of it, and the customers it affects.
func (h *Health) Incident(id string, q contract.IncidentQuery) (contract.IncidentDetails, error) {
	if err := h.list.gate.await(); err != nil {
		return contract.IncidentDetails{}, err
	}
	return h.desk.One(id, q)
}

// AllIncidents is Incidents, with what is over since thirty days at most. It reads every customer's report.
func (h *Health) AllIncidents() (contract.Incidents, error) {
	if err := h.list.gate.await(); err != nil {
		return contract.Incidents{}, err
	}
	all, err := h.list.allIncidents()
	return h.incidents(all, incidents.AllFor), err
}

// allIncidents are the incidents of every report that is kept.
func (m *readModel) allIncidents() ([]catalog.Incident, error) {
	var failed error
	all := catalog.Gather(func(yield func(catalog.Affected, []partner.IssueHead) bool) {
		for _, row := range m.catalog.Query(catalog.Query{Sort: catalog.ByName}).Rows {
			kept, err := m.cache.Context(row.ID).Load()
			if err != nil {
				failed = err
				return
			}
			if !yield(catalog.Affected{ID: row.ID, Name: row.Name, PrimaryDomain: row.PrimaryDomain}, kept.Health.Value.Heads()) {
				return
			}
		}
	})
	return all, failed
}

// affected are the customers of an incident, by name; none: no report that is kept tells of it.
func (m *readModel) affected(incident string) (ids []partner.TenantID, err error) {
	is := func(i catalog.Incident) bool { return strings.EqualFold(i.ID, incident) }
	all := m.catalog.Incidents()
	if !slices.ContainsFunc(all, is) {
		if all, err = m.allIncidents(); err != nil {
			return nil, err
		}
	}
	if at := slices.IndexFunc(all, is); at >= 0 {
		for _, c := range all[at].Customers {
			ids = append(ids, c.ID)
		}
	}
	return ids, nil
}

// incidents are those that are open, or over since so long at most.
func (h *Health) incidents(all []catalog.Incident, over time.Duration) contract.Incidents {
	n := h.list.catalog.Counts()
	shown := slices.DeleteFunc(slices.Clone(all), func(i catalog.Incident) bool { return !i.Open() && time.Since(i.OverSince) > over })
	return contract.Incidents{AsOf: contract.Time(n.Median), Incidents: contract.Each(shown, contract.IncidentOf),
		Unspoken: contract.UnspokenOf(n)}
}
