package app

import (
	"slices"
	"time"

	"tenantry/app/contract"
	"tenantry/backend/catalog"
	"tenantry/backend/desk"
	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

func toDeskRow(r desk.Row) contract.RequestRow {
	if r.Outgoing == nil {
		return toListedRow(r.Tenant, r.Customer, r.Head)
	}
	row := contract.OutgoingRowOf(*r.Outgoing)
	row.Customer = r.Customer
	if r.Listed() {
		listed := toListedRow(r.Tenant, r.Customer, r.Head)
		listed.LocalID, listed.Channel, listed.IncidentID = row.LocalID, row.Channel, row.IncidentID
		return listed
	}
	return row
}

func toListedRow(tenant partner.TenantID, customer string, h partner.RequestHead) contract.RequestRow {
	row := contract.RequestRow{ID: h.ID, TenantID: string(tenant), Customer: customer, Title: h.Title, Severity: h.Severity, State: h.Status,
		Channel: contract.FromPartnerCenter, CreatedAt: contract.Time(h.CreatedAt), UpdatedAt: contract.Time(h.ModifiedAt), Product: h.Product,
		Waiting: h.Status == partner.AttentionNeeded}
	if h.Azure {
		row.Channel = string(partner.ByAzure)
	}
	return row
}

func (a *App) requestPage(q contract.RequestQuery) (contract.RequestPage, error) {
	state, order := desk.State(q.State), desk.Order(q.Sort)
	if state != desk.All && !slices.Contains(desk.States(), state) {
		return contract.RequestPage{}, fault.New(fault.Invalid, "outgoing_state", "state", q.State).With(fault.CorrectInput)
	}
	if order != desk.ByUrgency && !slices.Contains(desk.Orders(), order) {
		return contract.RequestPage{}, fault.New(fault.Invalid, "outgoing_sort", "sort", q.Sort).With(fault.CorrectInput)
	}
	page := contract.RequestPage{Counts: map[string]int{}, Requests: []contract.RequestRow{}}
	rows, err := a.deskRows(q.TenantID, &page)
	if err != nil {
		return page, err
	}
	now := time.Now()
	words, before := catalog.Words(q.Text), now.AddDate(0, 0, -q.MinDays)
	for _, s := range desk.States() {
		page.Counts[string(s)] = 0
	}
	shown := rows[:0]
	for _, r := range rows {
		tooYoung := q.MinDays > 0 && (r.Created().IsZero() || r.Created().After(before))
		if tooYoung || q.Text != "" && !words(r.Fields()...) {
			continue
		}
		for _, s := range desk.States() {
			if r.In(s, now) {
				page.Counts[string(s)]++
			}
		}
		if r.In(state, now) {
			shown = append(shown, r)
		}
	}
	desk.Sort(shown, order, q.Desc, now)
	page.Total = len(shown)
	from, to := min(max(q.Offset, 0), len(shown)), len(shown)
	if q.Limit > 0 {
		to = min(from+q.Limit, to)
	}
	page.Requests = contract.Each(shown[from:to], toDeskRow)
	return page, nil
}

// deskRows are the requests of one customer, or of all, and since when they are known.
func (a *App) deskRows(tenantID string, page *contract.RequestPage) ([]desk.Row, error) {
	written := a.mine()
	var rows []desk.Row
	if tenantID == "" {
		all := a.catalog.Desk()
		page.AsOf, page.Unknown, page.Old = contract.Time(all.Oldest), all.Unknown, all.Old
		rows = contract.Each(all.Requests, func(r catalog.Request) desk.Row {
			return desk.Row{Tenant: r.Tenant, Customer: r.Customer, Head: r.RequestHead}
		})
	} else {
		entry, kept, err := a.customer(tenantID)
		if err != nil {
			return nil, err
		}
		page.AsOf, page.Problem = contract.Time(kept.RequestsAsOf()), contract.ProblemOf(kept.Requests.Problem)
		if !kept.Requests.Known() {
			page.Unknown = 1
		}
		rows = contract.Each(kept.Requests.Value, func(r partner.ServiceRequest) desk.Row {
			return desk.Row{Tenant: kept.ID, Customer: entry.Name, Head: r.Head()}
		})
		written = slices.DeleteFunc(written, func(o partner.Outgoing) bool { return o.Tenant != kept.ID })
	}
	return desk.Join(rows, written, func(o partner.Outgoing) string {
		if entry, ok := a.catalog.Get(o.Tenant); ok {
			return entry.Name
		}
		return o.Customer
	}), nil
}
