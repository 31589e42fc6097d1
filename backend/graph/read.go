package graph

import (
	"context"
	"iter"
	"net/url"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/wire"
)

// resource is a part of a customer that Graph tells of: what the batch asks for, and how the answers become
// its value. $select saves throttling units and bytes, $top pages (api/facts.md 1, Throttling, 1.4 to 1.8).
type resource struct {
	members []member
	hear    func(partner.Reading, *reader) partner.Reading
}

// resourceOf is the resource of a part.
func resourceOf[T any](part *partner.PartOf[T], read func(*reader) (T, error), members ...member) resource {
	return resource{members: members, hear: func(known partner.Reading, r *reader) partner.Reading {
		v, err := read(r)
		return part.Heard(known, "", v, err, r.c.now().UTC())
	}}
}

// resources are read by every sync, in this order: the details first, because they show whose answers
// these are.
var resources = []resource{detailsResource, subscriptionsResource, healthResource}

// openedResources are read when the customer is opened.
var openedResources = []resource{announcementsResource}

// Read reads of one customer what every sync reads, in the customer's own tenant, by one batch and the
// further pages that its answers name. Every part is seen or has failed by itself; what a cancelled context
// kept from being read is left out.
func (c *Client) Read(ctx context.Context, tenant partner.TenantID) partner.Reading {
	return c.read(ctx, tenant, resources)
}

// ReadOpened is [Client.Read] of what only an opened customer shows.
func (c *Client) ReadOpened(ctx context.Context, tenant partner.TenantID) partner.Reading {
	return c.read(ctx, tenant, openedResources)
}

func (c *Client) read(ctx context.Context, tenant partner.TenantID, of []resource) (out partner.Reading) {
	var members []member
	for _, r := range of {
		members = append(members, r.members...)
	}
	results, err := c.batch(ctx, string(tenant), members)
	r := &reader{ctx: ctx, c: c, tenant: tenant, results: results, failed: err, trail: wire.NewTrail(c.base)}
	for _, resource := range of {
		out = resource.hear(out, r)
	}
	return out
}

// reader is one customer's batch on its way into the domain.
type reader struct {
	ctx     context.Context
	c       *Client
	tenant  partner.TenantID
	results map[string]result
	failed  error       // the batch as a whole
	trail   *wire.Trail // all parts' further pages together have an end
	lost    error       // why there is no asking for further pages any more
}

// get reads a further page in the customer's tenant. Once nobody answered there, nobody is asked: the parts would
// wait in silence one after another.
func (r *reader) get(u *url.URL) (wire.Answer, error) {
	if r.lost != nil {
		return wire.Answer{}, r.lost
	}
	a, err := r.c.get(r.ctx, string(r.tenant), u)
	if fault.KindOf(err) == fault.Offline {
		r.lost = err
	}
	return a, err
}

// failed says that an error came with nothing that is good.
func failed(err error) bool { return err != nil && !fault.IsPartial(err) }

// collect is a member's list with all its pages. A partial error comes with what could be read.
func collect[T any](r *reader, id string) ([]T, error) {
	res := r.results[id]
	if r.failed != nil {
		return nil, r.failed
	}
	if res.err != nil {
		return nil, res.err
	}
	return all(iter.Seq2[T, error](func(yield func(T, error) bool) { walk(r.trail, r.get, res.answer, yield) }))
}
