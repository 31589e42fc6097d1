package app

import (
	"context"
	"slices"
	"time"

	"tenantry/backend/azuresupport"
	"tenantry/backend/cloud"
	"tenantry/backend/fault"
	"tenantry/backend/graph"
	"tenantry/backend/partner"
	"tenantry/backend/partnercenter"
)

// extras reads what only an opened customer shows: its portals, its Partner Center subscriptions, its
// service requests, and what it has in Azure.
type extras struct {
	graph *graph.Client
	pc    *partnercenter.Client
	azure *azuresupport.Client
	at    cloud.Endpoints
}

func (x extras) ReadMore(ctx context.Context, id partner.TenantID) partner.Reading {
	var r partner.Reading
	if x.at.GDAP {
		links, err := x.graph.ServiceManagement(ctx, id)
		if fault.KindOf(err) == fault.Missing {
			err = nil // a customer by contract alone has no such list
		}
		if err == nil && x.at.ManagedServices {
			more, _ := x.pc.ManagedServices(ctx, id) // a second source: the first one stands without it
			links = append(links, more...)
		}
		r.Links = observed(links, err)
	}
	subscriptions, err := x.pc.Subscriptions(ctx, id)
	if err == nil { // many partners may not read these: the customer's own list stands without them
		r.Subscriptions = observed(subscriptions, nil)
	}
	if x.at.ServiceRequests {
		requests, err := x.pc.CustomerRequests(ctx, id)
		r.Requests = observed(requests, err)
	}
	x.readAzure(ctx, id, &r)
	return r
}

// reader reads what every sync reads; of a customer with an open ticket in Azure also its tickets, which no
// other list shows.
type reader struct {
	extras
	follows func(partner.TenantID) bool
}

func (r reader) Read(ctx context.Context, id partner.TenantID) partner.Reading {
	out := r.graph.Read(ctx, id)
	if r.follows(id) && ctx.Err() == nil {
		r.readAzure(ctx, id, &out)
	}
	return out
}

// followsAzure says that the customer has an open ticket in Azure: by its list, or because one was sent
// from here.
func (a *App) followsAzure(id partner.TenantID) bool {
	entry, _ := a.catalog.Get(id)
	if slices.ContainsFunc(entry.Requests, func(h partner.RequestHead) bool { return h.Azure && h.Open() }) {
		return true
	}
	return slices.ContainsFunc(a.box.List(), func(o partner.Outgoing) bool {
		return o.Tenant == id && o.Channel == partner.ByAzure && o.Unlisted(entry.Requests, time.Now())
	})
}

// readAzure reads the customer's Azure subscriptions and the tickets in them.
func (x extras) readAzure(ctx context.Context, id partner.TenantID, r *partner.Reading) {
	found, err := x.azure.Subscriptions(ctx, id)
	r.Azure = observed(found, err)
	if err != nil {
		return
	}
	tickets := []partner.ServiceRequest{}
	for _, s := range found {
		if !s.Usable() {
			continue
		}
		more, err := x.azure.Tickets(ctx, id, s.ID)
		if err != nil {
			return // the known ones stay
		}
		tickets = append(tickets, more...)
	}
	r.AzureTickets = observed(tickets, nil)
}

func observed[T any](v T, err error) *partner.Observed[T] {
	now := time.Now().UTC()
	o := partner.Seen(v, now)
	if err != nil {
		p := fault.ProblemOf(err, now)
		if p == nil {
			return nil // cancelled: not tried
		}
		o = partner.Failed[T](p)
	}
	return &o
}
