package connection

import (
	"context"
	"time"

	"tenantry/backend/azuresupport"
	"tenantry/backend/cloud"
	"tenantry/backend/fault"
	"tenantry/backend/graph"
	"tenantry/backend/partner"
	"tenantry/backend/partnercenter"
)

// extras reads what only an opened customer shows: its message center, its portals, its Partner Center
// subscriptions, its service requests, and what it has in Azure.
type extras struct {
	graph *graph.Client
	pc    *partnercenter.Client
	azure *azuresupport.Client
	at    cloud.Endpoints
}

func (x extras) ReadMore(ctx context.Context, id partner.TenantID) partner.Reading {
	r := x.graph.ReadOpened(ctx, id)
	if x.at.GDAP {
		links, err := x.graph.ServiceManagement(ctx, id)
		if fault.KindOf(err) == fault.Missing {
			err = nil // a customer by contract alone has no such list
		}
		if err == nil && x.at.ManagedServices {
			more, _ := x.pc.ManagedServices(ctx, id) // a second source: the first one stands without it
			links = append(links, more...)
		}
		r = told(r, partner.LinksPart, "", links, err)
	}
	subscriptions, err := x.pc.Subscriptions(ctx, id)
	if err == nil { // many partners may not read these: the customer's own list stands without them
		r = told(r, partner.SubscriptionsPart, partner.SourcePartnerCenter, subscriptions, nil)
	}
	if x.at.ServiceRequests {
		requests, err := x.pc.CustomerRequests(ctx, id)
		r = told(r, partner.RequestsPart, partner.SourcePartnerCenter, requests, err)
	}
	return append(r, x.readAzure(ctx, id)...)
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
		out = append(out, r.readAzure(ctx, id)...)
	}
	return out
}

// readAzure reads the customer's Azure subscriptions and the tickets in them.
func (x extras) readAzure(ctx context.Context, id partner.TenantID) partner.Reading {
	found, err := x.azure.Subscriptions(ctx, id)
	r := told(nil, partner.AzurePart, "", found, err)
	if err != nil {
		return r
	}
	tickets := []partner.ServiceRequest{}
	for _, s := range found {
		if !s.Usable() {
			continue
		}
		more, err := x.azure.Tickets(ctx, id, s.ID)
		if err != nil {
			return r // the known ones stay
		}
		tickets = append(tickets, more...)
	}
	return told(r, partner.RequestsPart, partner.SourceAzure, tickets, nil)
}

// told adds what a source said of a part, or why it said nothing, as of now.
func told[T any](r partner.Reading, part *partner.PartOf[T], from partner.Source, v T, err error) partner.Reading {
	return part.Heard(r, from, v, err, time.Now().UTC())
}
