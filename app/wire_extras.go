package app

import (
	"context"
	"time"

	"tenantry/backend/cloud"
	"tenantry/backend/fault"
	"tenantry/backend/graph"
	"tenantry/backend/partner"
	"tenantry/backend/partnercenter"
)

// extras reads what only an opened customer shows: its portals, its Partner Center subscriptions and
// its service requests.
type extras struct {
	graph *graph.Client
	pc    *partnercenter.Client
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
	return r
}

func observed[T any](v T, err error) *partner.Observed[T] {
	now := time.Now()
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
