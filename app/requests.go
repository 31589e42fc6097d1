package app

import (
	"cmp"
	"context"
	"slices"

	"tenantry/app/contract"
	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

// Requests is the service requests that Microsoft has, and what is needed to write new ones.
type Requests struct{ a *App }

// List answers with a window of the service requests, what is on its way among them.
func (r *Requests) List(q contract.RequestQuery) (contract.RequestPage, error) {
	if err := r.a.await(); err != nil {
		return contract.RequestPage{}, err
	}
	return r.a.requestPage(q)
}

// Get answers with one request as it is kept; id is Microsoft's number or a local id.
func (r *Requests) Get(tenantID, id string) (contract.RequestDetails, error) {
	if err := r.a.await(); err != nil {
		return contract.RequestDetails{}, err
	}
	tenant, err := partner.ParseTenantID(tenantID)
	if err != nil {
		return contract.RequestDetails{}, err
	}
	return r.a.requestDetails(tenant, id, nil)
}

// Read reads one request with its notes anew from Microsoft, keeps and answers with it.
func (r *Requests) Read(tenantID, id string) (contract.RequestDetails, error) {
	return r.a.ReadRequest(r.a.ctx, tenantID, id)
}

// ReadRequest is Requests.Read that ends with ctx.
func (a *App) ReadRequest(ctx context.Context, tenantID, id string) (contract.RequestDetails, error) {
	if err := a.await(); err != nil {
		return contract.RequestDetails{}, err
	}
	tenant, err := partner.ParseTenantID(tenantID)
	if err != nil {
		return contract.RequestDetails{}, err
	}
	resource := ""
	if o, ok := a.box.Get(id); ok && o.Tenant == tenant {
		if o.Number == "" {
			return a.requestDetails(tenant, id, nil) // Microsoft does not have it yet
		}
		id, resource = o.Number, o.Resource
	}
	if kept, ok := a.keptRequest(tenant, id); ok {
		resource = kept.Resource
	} else if mine, ok := a.sentAs(tenant, id); ok {
		resource = mine.Resource
	}
	l := a.link.Load()
	if l == nil {
		return contract.RequestDetails{}, a.notSignedIn()
	}
	ctx, done := l.run(ctx)
	defer done()
	read, err := l.request(ctx, tenant, id, resource)
	if err != nil {
		return contract.RequestDetails{}, err
	}
	if err := l.syncer.KeepRequest(tenant, read); err != nil {
		return contract.RequestDetails{}, err
	}
	return a.requestDetails(tenant, id, &read)
}

// keptRequest finds a request in the cache by Microsoft's number.
func (a *App) keptRequest(tenant partner.TenantID, number string) (partner.ServiceRequest, bool) {
	kept, err := a.cache.Context(tenant).Load()
	if err != nil || number == "" {
		return partner.ServiceRequest{}, false
	}
	i := slices.IndexFunc(kept.Requests.Value, func(r partner.ServiceRequest) bool { return r.ID == number })
	if i < 0 {
		return partner.ServiceRequest{}, false
	}
	return kept.Requests.Value[i], true
}

// sentAs finds what was sent from here and got this number.
func (a *App) sentAs(tenant partner.TenantID, number string) (partner.Outgoing, bool) {
	for _, o := range a.mine() {
		if o.Tenant == tenant && o.Number == number && number != "" && o.Channel != partner.ByNote {
			return o, true
		}
	}
	return partner.Outgoing{}, false
}

// requestDetails joins what Microsoft told of a request, a moment ago or as it is kept, with what is on its
// way.
func (a *App) requestDetails(tenant partner.TenantID, id string, read *partner.ServiceRequest) (contract.RequestDetails, error) {
	mine, written := a.box.Get(id)
	if written && (mine.Tenant != tenant || mine.Channel == partner.ByNote) {
		written = false
	}
	number := id
	if written {
		number = mine.Number
	}
	kept, listed := a.keptRequest(tenant, number)
	if read != nil {
		kept, listed = *read, true
	}
	if !written {
		mine, written = a.sentAs(tenant, number)
	}
	if !listed && !written {
		return contract.RequestDetails{}, fault.New(fault.Missing, "outgoing_no_request", "id", id).With(fault.CorrectInput)
	}
	out := contract.RequestDetails{Notes: []contract.RequestNote{}}
	if written {
		item := a.toItem(mine)
		out.RequestRow, out.Outgoing = item.RequestRow, &item
		out.Description, out.Contact = a.compose(mine), mine.Draft.Contact
	}
	if listed {
		local := out.LocalID
		name := ""
		if entry, ok := a.catalog.Get(tenant); ok {
			name = entry.Name
		}
		out.RequestRow = toListedRow(tenant, name, kept.Head())
		out.LocalID, out.IncidentID = local, mine.Draft.IncidentID
		out.Description = cmp.Or(kept.Description, out.Description)
		out.Contact = cmp.Or(kept.Contact, out.Contact)
		out.NotesAsOf = contract.Time(kept.NotesAt)
	}
	for _, n := range kept.Notes {
		out.Notes = append(out.Notes, contract.RequestNote{By: n.By, At: contract.Time(n.At), Text: n.Text})
	}
	out.Notes = append(out.Notes, a.notesOnTheirWay(tenant, number, kept)...)
	return out, nil
}

// notesOnTheirWay are the notes on a request that Microsoft does not show yet, in the order in which
// they were written.
func (a *App) notesOnTheirWay(tenant partner.TenantID, number string, kept partner.ServiceRequest) []contract.RequestNote {
	var out []contract.RequestNote
	for _, o := range slices.Backward(a.mine()) {
		if o.Channel != partner.ByNote || o.Tenant != tenant || o.RequestID != number || number == "" {
			continue
		}
		if o.State == partner.Sent && kept.NotesAt.After(o.SentAt) {
			continue // it stands among the notes that were read
		}
		out = append(out, contract.RequestNote{At: contract.Time(o.CreatedAt), Text: o.Note, LocalID: o.ID, State: string(o.State), Problem: contract.ProblemOf(o.Problem)})
	}
	return out
}
