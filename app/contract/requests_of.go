package contract

import (
	"tenantry/backend/partner"
	"tenantry/backend/requests"
	"tenantry/backend/template"
)

// RequestRowOf is one request of the list as both faces show it: what Microsoft's list says of it, if that
// shows it.
func RequestRowOf(r requests.Row) RequestRow {
	if r.Outgoing == nil {
		return listedRowOf(r)
	}
	row := OutgoingRowOf(*r.Outgoing)
	row.Customer = r.Customer
	if r.Listed() {
		listed := listedRowOf(r)
		listed.LocalID, listed.Channel, listed.IncidentID = row.LocalID, row.Channel, row.IncidentID
		return listed
	}
	return row
}

func listedRowOf(r requests.Row) RequestRow {
	h := r.Head
	row := RequestRow{ID: h.ID, TenantID: string(r.Tenant), Customer: r.Customer, Title: h.Title, Severity: h.Severity, State: h.Status,
		Channel: FromPartnerCenter, CreatedAt: Time(h.CreatedAt), UpdatedAt: Time(h.ModifiedAt), Product: h.Product, Waiting: r.Waiting(), NeedsYou: r.NeedsYou()}
	if h.Azure {
		row.Channel = string(partner.ByAzure)
	}
	return row
}

// RequestPageOf is a window of the list.
func RequestPageOf(p requests.Page) RequestPage {
	out := RequestPage{AsOf: Time(p.Oldest), Unknown: p.Unknown, Old: p.Old, Problem: ProblemOf(p.Problem), Total: p.Total,
		Counts: map[string]int{}, Requests: Each(p.Rows, RequestRowOf)}
	for state, n := range p.Counts {
		out.Counts[string(state)] = n
	}
	return out
}

// RequestDetailsOf is one request with its notes; items shows what was written here.
func RequestDetailsOf(r requests.Request, items func(partner.Outgoing) OutgoingItem) RequestDetails {
	out := RequestDetails{Description: r.Description, Contact: r.Contact, NotesAsOf: Time(r.NotesAt), Incomplete: r.Incomplete, Notes: Each(r.Notes, requestNoteOf),
		MayClose: r.MayClose, Regrades: List(r.Regrades), Changes: Each(r.Changes, items)}
	if r.Outgoing != nil {
		item := items(*r.Outgoing)
		out.Outgoing = &item
	}
	item := out.Outgoing
	switch {
	case r.Listed():
		out.RequestRow = listedRowOf(r.Row)
		if item != nil {
			out.LocalID, out.IncidentID = item.LocalID, item.IncidentID
		}
	case item != nil:
		out.RequestRow = item.RequestRow
	}
	return out
}

func requestNoteOf(n requests.Note) RequestNote {
	out := RequestNote{By: n.By, At: Time(n.At), Text: n.Text}
	if o := n.Outgoing; o != nil {
		out.LocalID, out.State, out.Problem = o.ID, string(o.State), ProblemOf(o.Problem)
	}
	return out
}

// RequestChoicesOf is what can be chosen for a new request.
func RequestChoicesOf(c requests.Choice) RequestChoices {
	return RequestChoices{TenantID: string(c.Tenant), Customer: c.Customer, Azure: FreshnessOf(c.Azure), Products: List(c.Products),
		Subscriptions: Each(c.Subscriptions, func(s partner.AzureSubscription) Choice { return Choice{ID: s.ID, Name: s.Name} }),
		Services:      Each(c.Services, func(s partner.SupportService) Choice { return Choice(s) }),
		Contact:       RequestContact(c.Contact),
		Incidents: Each(c.Incidents, func(h partner.IssueHead) IncidentHead {
			return IncidentHead{ID: h.ID, Title: h.Title, Service: ServiceName(h.Service), State: h.State.String()}
		})}
}

// PreflightOf is what is to be known before a request is queued.
func PreflightOf(r requests.Report) Preflight {
	out := Preflight{Fields: FieldTexts(r.Problems), FieldMessages: r.Problems, Codes: map[string]string{},
		Findings: Each(r.Findings, func(f requests.Finding) Finding {
			return Finding{Kind: string(f.Kind), Blocking: f.Blocking, Text: f.Says.String(), Said: saidOf(f.Says), RemedyKey: string(f.Remedy), ID: f.ID, Title: f.Title}
		})}
	for field, m := range r.Problems {
		out.Codes[field] = partner.FieldCode(m)
	}
	return out
}

// RequestTemplateOf is a template; builtIn says that it comes with the program.
func RequestTemplateOf(t template.Template, builtIn bool) RequestTemplate {
	return RequestTemplate{Template: t, BuiltIn: builtIn}
}

// OutgoingOf is a draft as the domain knows it. Without a customer its tenant is empty.
func OutgoingOf(d RequestDraft) (partner.Outgoing, error) {
	o := partner.Outgoing{ID: d.LocalID, Channel: ChannelOf(d), Draft: d.Draft}
	if d.TenantID == "" {
		return o, nil
	}
	var err error
	o.Tenant, err = partner.ParseTenantID(d.TenantID)
	return o, err
}
