package connection

import (
	"cmp"
	"context"
	"slices"
	"time"

	"tenantry/backend/azuresupport"
	"tenantry/backend/cloud"
	"tenantry/backend/fault"
	"tenantry/backend/graph"
	"tenantry/backend/partner"
	"tenantry/backend/partnercenter"
	"tenantry/backend/syncer"
	"tenantry/backend/transport"
)

// extras reads what only an opened customer shows: its message center, its portals, its Partner Center
// subscriptions, its service requests, and what it has in Azure.
type extras struct {
	graph *graph.Client
	pc    *partnercenter.Client
	azure *azuresupport.Client
	at    cloud.Endpoints
	room  transport.Room
}

func (x extras) ReadMore(ctx context.Context, id partner.TenantID) partner.Reading {
	ctx, leave := x.room.Guest(ctx)
	defer leave()
	r := x.graph.ReadOpened(ctx, id)
	r = append(r, x.links(ctx, id)...)
	r = append(r, x.described(ctx, id)...)
	subscriptions, err := x.pc.Subscriptions(ctx, id)
	if err == nil { // many partners may not read these: the customer's own list stands without them
		r = told(r, partner.SubscriptionsPart, partner.SourcePartnerCenter, subscriptions, nil)
	}
	if x.at.ServiceRequests {
		requests, err := x.pc.CustomerRequests(ctx, id)
		r = told(r, partner.RequestsPart, "", requests, err)
	}
	return append(r, x.readAzure(ctx, id)...)
}

// links reads the customer's own portal links.
func (x extras) links(ctx context.Context, id partner.TenantID) (r partner.Reading) {
	if x.at.GDAP {
		told, err := x.graph.ServiceManagement(ctx, []partner.TenantID{id})
		r = orFailed(told[id], partner.LinksPart, err)
	}
	if x.at.ManagedServices {
		if more, err := x.pc.ManagedServices(ctx, id); err == nil || fault.IsPartial(err) { // a second source: the first one stands without it
			r = told(r, partner.LinksPart, partner.SourcePartnerCenter, more, nil)
		}
	}
	return r
}

// described reads what the partner's own side knows of the organisation: it stands in for what the customer's
// tenant does not tell.
func (x extras) described(ctx context.Context, id partner.TenantID) partner.Reading {
	profile, err := x.pc.Customer(ctx, id)
	r := told(nil, partner.ProfilePart, "", profile, err)
	public, err := x.graph.TenantInformation(ctx, []partner.TenantID{id})
	return append(r, orFailed(public[id], partner.TenantInformationPart, err)...)
}

// supplements are what the partner's own side tells of many customers: their portal links, and, of those whose
// own tenant never told its details, what Partner Center and the tenant's public information know of them.
func (x extras) supplements() (all []syncer.Supplement) {
	unread := func(s partner.Summary) bool { return s.Freshness.Of(partner.PartDetails).AsOf.IsZero() }
	if x.at.GDAP {
		all = append(all, syncer.Supplement{Part: partner.PartLinks, Size: graph.MaxBatch, Of: hasRelationship, Read: x.graph.ServiceManagement})
	}
	return append(all,
		syncer.Supplement{Part: partner.PartTenantInformation, Size: graph.MaxBatch, Of: unread, Read: x.graph.TenantInformation},
		syncer.Supplement{Part: partner.PartProfile, Size: 1, Most: maxProfiles, Read: x.profile, Of: func(s partner.Summary) bool {
			return unread(s) && slices.Contains(s.Sources, partner.SourcePartnerCenter)
		}})
}

// maxProfiles is how many customers a sync asks Partner Center about, of the 500 requests a minute that it
// grants (api/facts.md 2.0); the list of customers and an opened one need some of them, too.
const maxProfiles = 300

// hasRelationship: Graph has portal links of nobody else (api/facts.md 1.2).
func hasRelationship(s partner.Summary) bool {
	return slices.Contains(s.Sources, partner.SourceGDAP) || slices.Contains(s.Sources, partner.SourceGDAPCustomer)
}

// profile reads Partner Center's word on one customer. What keeps it from answering at all is the request's
// failure, what it says of this one is the customer's.
func (x extras) profile(ctx context.Context, ids []partner.TenantID) (map[partner.TenantID]partner.Reading, error) {
	profile, err := x.pc.Customer(ctx, ids[0])
	switch fault.KindOf(err) {
	case fault.Offline, fault.SignIn, fault.Throttled:
		return nil, err
	}
	return map[partner.TenantID]partner.Reading{ids[0]: told(nil, partner.ProfilePart, "", profile, err)}, nil
}

// orFailed is what was told of a part, or why the request as a whole told nothing.
func orFailed[T any](r partner.Reading, part *partner.PartOf[T], err error) partner.Reading {
	if err == nil {
		return r
	}
	var none T
	return told(nil, part, "", none, err)
}

// reader reads what every sync reads; of a customer with an open ticket in Azure also its tickets, which no
// other list shows.
type reader struct {
	extras
	follows func(partner.TenantID) bool
}

func (r reader) Read(ctx context.Context, id partner.TenantID) partner.Reading {
	ctx, leave := r.room.Guest(ctx)
	defer leave()
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
	if err != nil && !fault.IsPartial(err) {
		return r
	}
	tickets := []partner.ServiceRequest{}
	var lost error
	for _, s := range found {
		if !s.Usable() {
			continue
		}
		more, err := x.azure.Tickets(ctx, id, s.ID)
		if err != nil && !fault.IsPartial(err) {
			return r // the known ones stay
		}
		lost = cmp.Or(lost, err)
		tickets = append(tickets, more...)
	}
	return told(r, partner.RequestsPart, partner.SourceAzure, tickets, lost)
}

// told adds what a source said of a part, or why it said nothing, as of now.
func told[T any](r partner.Reading, part *partner.PartOf[T], from partner.Source, v T, err error) partner.Reading {
	return part.Heard(r, from, v, err, time.Now().UTC())
}
