package app

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"tenantry/backend/catalog"
	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

// deskRow is a service request in the desk before it is given out: only a window is converted.
type deskRow struct {
	tenant   partner.TenantID
	customer string
	head     partner.RequestHead
	outgoing *partner.Outgoing // of one that was written here
}

func (r deskRow) row() RequestRow {
	if r.outgoing == nil {
		return toListedRow(r.tenant, r.customer, r.head)
	}
	row := toOutgoingRow(*r.outgoing)
	row.Customer = r.customer
	if r.head.ID != "" { // Microsoft's list shows it, too: that is the fresher state
		listed := toListedRow(r.tenant, r.customer, r.head)
		listed.LocalID, listed.Channel, listed.IncidentID = row.LocalID, row.Channel, row.IncidentID
		return listed
	}
	return row
}

func toListedRow(tenant partner.TenantID, customer string, h partner.RequestHead) RequestRow {
	row := RequestRow{ID: h.ID, TenantID: string(tenant), Customer: customer, Title: h.Title, Severity: h.Severity, State: h.Status,
		Channel: "partnercenter", CreatedAt: stamp(h.CreatedAt), UpdatedAt: stamp(h.ModifiedAt), Product: h.Product,
		Waiting: h.Status == partner.AttentionNeeded}
	if h.Azure {
		row.Channel = string(partner.ByAzure)
	}
	return row
}

// listed says that Microsoft has it, by its own list.
func (r deskRow) listed() bool { return r.head.ID != "" }

func (r deskRow) onItsWay() bool {
	return !r.listed() && r.outgoing != nil && (r.outgoing.Waiting() || r.outgoing.State == partner.Drafted)
}

func (r deskRow) waiting() bool {
	if r.listed() {
		return r.head.Status == partner.AttentionNeeded
	}
	return needsPerson(*r.outgoing)
}

func (r deskRow) open() bool {
	if r.listed() {
		return r.head.Open()
	}
	return r.outgoing.State == partner.Sent && time.Since(r.outgoing.SentAt) < listedWithin
}

func (r deskRow) created() time.Time {
	if r.listed() {
		return r.head.CreatedAt
	}
	return r.outgoing.CreatedAt
}

func (r deskRow) updated() time.Time {
	if r.listed() {
		return r.head.ModifiedAt
	}
	return r.outgoing.UpdatedAt
}

func (r deskRow) title() string {
	if r.listed() {
		return r.head.Title
	}
	return r.outgoing.Title()
}

func (r deskRow) severity() string {
	if r.listed() {
		return r.head.Severity
	}
	return r.outgoing.Draft.Severity
}

// inState are the states of a query.
var inState = map[string]func(deskRow) bool{
	"":         func(deskRow) bool { return true },
	"open":     deskRow.open,
	"waiting":  deskRow.waiting,
	"outgoing": deskRow.onItsWay,
	"closed":   func(r deskRow) bool { return !r.open() && !r.onItsWay() },
}

// deskOrders are the sorts of a query; the newest change decides between equals.
var deskOrders = map[string]func(a, b deskRow) int{
	"":         func(a, b deskRow) int { return cmp.Compare(rank(a), rank(b)) },
	"updated":  func(a, b deskRow) int { return a.updated().Compare(b.updated()) },
	"created":  func(a, b deskRow) int { return a.created().Compare(b.created()) },
	"title":    func(a, b deskRow) int { return cmp.Compare(strings.ToLower(a.title()), strings.ToLower(b.title())) },
	"customer": func(a, b deskRow) int { return cmp.Compare(strings.ToLower(a.customer), strings.ToLower(b.customer)) },
	"severity": func(a, b deskRow) int { return cmp.Compare(gravity(a), gravity(b)) },
	"state":    func(a, b deskRow) int { return cmp.Compare(rank(a), rank(b)) },
}

// rank puts what waits for us first, then what is on its way, then what is open.
func rank(r deskRow) int {
	switch {
	case r.waiting():
		return 0
	case r.onItsWay():
		return 1
	case r.open():
		return 2
	}
	return 3
}

func gravity(r deskRow) int { return slices.Index(partner.Severities(), r.severity()) }

func (a *App) requestPage(q RequestQuery) (RequestPage, error) {
	belongs, ok := inState[q.State]
	if !ok {
		return RequestPage{}, fault.New(fault.Invalid, "unknown state \""+q.State+"\": use open, waiting, outgoing or closed").With(fault.CorrectInput)
	}
	order, ok := deskOrders[q.Sort]
	if !ok {
		return RequestPage{}, fault.New(fault.Invalid, "unknown sort \""+q.Sort+"\": use updated, created, severity, state, customer or title").With(fault.CorrectInput)
	}
	page := RequestPage{Counts: map[string]int{}, Requests: []RequestRow{}}
	rows, err := a.deskRows(q.TenantID, &page)
	if err != nil {
		return page, err
	}
	words := catalog.Words(q.Text)
	before := time.Now().AddDate(0, 0, -q.MinDays)
	shown := rows[:0]
	for _, r := range rows {
		if q.MinDays > 0 && (r.created().IsZero() || r.created().After(before)) || !r.matches(words) {
			continue
		}
		for _, state := range []string{"open", "waiting", "outgoing", "closed"} {
			if inState[state](r) {
				page.Counts[state]++
			}
		}
		if belongs(r) {
			shown = append(shown, r)
		}
	}
	slices.SortStableFunc(shown, func(x, y deskRow) int {
		c := order(x, y)
		if q.Desc {
			c = -c
		}
		return cmp.Or(c, y.updated().Compare(x.updated()), cmp.Compare(x.head.ID, y.head.ID))
	})
	page.Total = len(shown)
	from := min(max(q.Offset, 0), len(shown))
	to := len(shown)
	if q.Limit > 0 {
		to = min(from+q.Limit, to)
	}
	page.Requests = each(shown[from:to], deskRow.row)
	return page, nil
}

func (r deskRow) matches(words func(...string) bool) bool {
	if r.outgoing == nil {
		return words(r.head.Title, r.head.ID, r.head.Product, r.customer)
	}
	return words(r.title(), r.head.ID, r.outgoing.Number, r.outgoing.ID, productOf(r.outgoing.Draft), r.customer, r.outgoing.Draft.IncidentID)
}

// deskRows are the requests of one customer, or of all: Microsoft's lists, joined by number with what
// was written here.
func (a *App) deskRows(tenantID string, page *RequestPage) ([]deskRow, error) {
	var only partner.TenantID
	var rows []deskRow
	if tenantID != "" {
		entry, kept, err := a.customer(tenantID)
		if err != nil {
			return nil, err
		}
		only = kept.ID
		page.AsOf, page.Problem = stamp(listedAt(kept)), toProblem(kept.Requests.Problem)
		if !kept.Requests.Known() {
			page.Unknown = 1
		}
		for _, r := range kept.Requests.Value {
			rows = append(rows, deskRow{tenant: kept.ID, customer: entry.Name, head: r.Head()})
		}
	} else {
		all := a.catalog.Desk()
		page.AsOf, page.Unknown, page.Old = stamp(all.Oldest), all.Unknown, all.Old
		rows = make([]deskRow, len(all.Requests))
		for i, r := range all.Requests {
			rows[i] = deskRow{tenant: r.Tenant, customer: r.Customer, head: r.RequestHead}
		}
	}
	at := map[string]int{} // of tenant and number
	mine := a.mine()
	if len(mine) > 0 {
		for i, r := range rows {
			at[string(r.tenant)+r.head.ID] = i
		}
	}
	for _, o := range mine {
		if o.Channel == partner.ByNote || only != "" && o.Tenant != only {
			continue
		}
		if i, ok := at[string(o.Tenant)+o.Number]; ok && o.Number != "" {
			rows[i].outgoing = &o
			continue
		}
		name := o.Customer
		if entry, ok := a.catalog.Get(o.Tenant); ok {
			name = entry.Name
		}
		rows = append(rows, deskRow{tenant: o.Tenant, customer: name, outgoing: &o})
	}
	return rows, nil
}

// listedAt is since when the customer's requests are known: where Azure tickets are among them, the older
// of the two lists.
func listedAt(c partner.Customer) time.Time {
	fromAzure := slices.ContainsFunc(c.Requests.Value, func(r partner.ServiceRequest) bool { return r.Resource != "" })
	if fromAzure && c.Azure.Known() && c.Azure.AsOf.Before(c.Requests.AsOf) {
		return c.Azure.AsOf
	}
	return c.Requests.AsOf
}
