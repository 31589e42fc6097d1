package graph

import (
	"context"
	"iter"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

// The members of the batch that reads a customer. $select saves throttling units and bytes, $top
// pages (api/facts.md 1, Throttling, and 1.4 to 1.8).
var readMembers = []member{
	{"organization", "/organization?$select=id,displayName,street,city,state,postalCode,country,countryLetterCode,businessPhones,technicalNotificationMails,preferredLanguage,createdDateTime,verifiedDomains"},
	{"domains", "/domains?$select=id,isDefault,isInitial,isVerified&$top=999"},
	{"skus", "/subscribedSkus?$select=id,skuId,skuPartNumber,capabilityStatus,consumedUnits,prepaidUnits,appliesTo"},
	{"subscriptions", "/directory/subscriptions?$select=id,skuId,skuPartNumber,status,isTrial,totalLicenses,nextLifecycleDateTime"},
	{"health", "/admin/serviceAnnouncement/healthOverviews?$expand=issues"},
}

// Read reads one customer in the customer's own tenant: details, subscriptions and health, by one
// batch and the further pages that its answers name. Every part is seen or has failed by itself; what
// a cancelled context kept from being read is nil.
func (c *Client) Read(ctx context.Context, tenant partner.TenantID) partner.Reading {
	results, err := c.batch(ctx, string(tenant), readMembers)
	r := reader{ctx: ctx, c: c, tenant: string(tenant), results: results, failed: err}

	organizations, orgErr := collect[organization](r, "organization")
	if orgErr == nil {
		orgErr = ofTenant(organizations, tenant)
	}
	if isOther(orgErr) {
		r.failed = orgErr // nothing in this batch is this customer's
	}
	domains, domErr := collect[domain](r, "domains")
	details, detErr := detailsOf(organizations, orgErr, domains, domErr)

	skus, skuErr := collect[sku](r, "skus")
	held, heldErr := collect[companySubscription](r, "subscriptions")
	subscriptions, subErr := subscriptionsOf(skus, skuErr, held, heldErr)

	overviews, healthErr := collect[overview](r, "health")
	var health partner.Health
	if healthErr == nil {
		health, healthErr = r.healthOf(overviews)
	}

	at := c.now().UTC()
	return partner.Reading{Details: observe(details, detErr, at), Subscriptions: observe(subscriptions, subErr, at), Health: observe(health, healthErr, at)}
}

// reader is one customer's batch on its way into the domain.
type reader struct {
	ctx     context.Context
	c       *Client
	tenant  string
	results map[string]result
	failed  error // the batch as a whole
}

// collect is a member's list with all its pages.
func collect[T any](r reader, id string) ([]T, error) {
	res := r.results[id]
	if r.failed != nil {
		return nil, r.failed
	}
	if res.err != nil {
		return nil, res.err
	}
	return all(iter.Seq2[T, error](func(yield func(T, error) bool) { walk(r.ctx, r.c, r.tenant, res.answer, yield) }))
}

// observe is what a read found, or why it found nothing; nil when it was cancelled.
func observe[T any](v T, err error, at time.Time) *partner.Observed[T] {
	if err == nil {
		o := partner.Seen(v, at)
		return &o
	}
	p := fault.ProblemOf(err, at)
	if p == nil {
		return nil
	}
	o := partner.Failed[T](p)
	return &o
}
