package graph

import (
	"cmp"
	"slices"
	"strings"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/wire"
)

// sku is a pool of licences (api/facts.md 1.6).
type sku struct {
	ID         wire.Text `json:"id"`
	SKU        wire.Text `json:"skuId"`
	PartNumber wire.Text `json:"skuPartNumber"`
	Status     wire.Text `json:"capabilityStatus"`
	Used       wire.Int  `json:"consumedUnits"`
	Units      struct {
		Enabled   wire.Int `json:"enabled"`
		Warning   wire.Int `json:"warning"`
		Suspended wire.Int `json:"suspended"`
		LockedOut wire.Int `json:"lockedOut"`
	} `json:"prepaidUnits"`
}

// companySubscription is what was bought (api/facts.md 1.7).
type companySubscription struct {
	ID         wire.Text `json:"id"`
	CommerceID wire.Text `json:"commerceSubscriptionId"`
	SKU        wire.Text `json:"skuId"`
	PartNumber wire.Text `json:"skuPartNumber"`
	Status     wire.Text `json:"status"`
	IsTrial    wire.Bool `json:"isTrial"`
	Total      wire.Int  `json:"totalLicenses"`
	RenewsAt   wire.Time `json:"nextLifecycleDateTime"`
}

var subscriptionsResource = resourceOf(partner.SubscriptionsPart, func(r *reader) ([]partner.Subscription, error) {
	skus, skuErr := collect[sku](r, "skus")
	held, heldErr := collect[companySubscription](r, "subscriptions")
	return subscriptionsOf(skus, skuErr, held, heldErr)
},
	member{"skus", "/subscribedSkus?$select=id,skuId,skuPartNumber,capabilityStatus,consumedUnits,prepaidUnits,appliesTo"},
	member{"subscriptions", "/directory/subscriptions?$select=id,commerceSubscriptionId,skuId,skuPartNumber,status,isTrial,totalLicenses,nextLifecycleDateTime"})

func (s companySubscription) grants() bool { return grants(s.Status) }

// grants says whether licences of this status can be used.
func grants(status wire.Text) bool {
	w := strings.ToLower(string(status))
	return w == "enabled" || w == "warning"
}

// subscriptionsOf joins the pools and what was bought. Licences in use are known per pool only, so
// the subscriptions of one product that grant licences are one row together; each of the others
// (suspended, locked out, deleted) is a row of its own. Where one of the two lists is refused for good
// the other is shown alone; where it failed for now, the old joined value is worth more.
// What was lost of either is told as it is.
func subscriptionsOf(skus []sku, skuErr error, held []companySubscription, heldErr error) ([]partner.Subscription, error) {
	for _, err := range []error{skuErr, heldErr} {
		if failed(err) && (!refused(err) || failed(skuErr) && failed(heldErr)) {
			return nil, err
		}
	}
	rest := map[wire.Text][]companySubscription{}
	for _, s := range held {
		rest[s.SKU] = append(rest[s.SKU], s)
	}
	out := []partner.Subscription{}
	for _, p := range skus {
		bought := rest[p.SKU]
		delete(rest, p.SKU)
		pool, others := splitPool(bought)
		switch {
		case pool != nil:
			pool.Used = int(p.Used)
		case len(others) == 1:
			others[0].Used = int(p.Used)
		case len(others) == 0:
			pool = p.alone()
		}
		if pool != nil {
			out = append(out, *pool)
		}
		out = append(out, others...)
	}
	for _, bought := range rest {
		pool, others := splitPool(bought)
		if pool != nil {
			out = append(out, *pool)
		}
		out = append(out, others...)
	}
	slices.SortFunc(out, func(a, b partner.Subscription) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
	})
	for _, err := range []error{skuErr, heldErr} {
		if fault.IsPartial(err) {
			return out, err
		}
	}
	return out, nil
}

// refused says whether a list will not be had by trying again.
func refused(err error) bool {
	switch fault.KindOf(err) {
	case fault.Denied, fault.Consent, fault.Missing, fault.Invalid:
		return true
	}
	return false
}

// splitPool makes one row of what grants licences and a row of each of the others; pool is nil when
// nothing grants any.
func splitPool(bought []companySubscription) (pool *partner.Subscription, others []partner.Subscription) {
	for _, s := range bought {
		row := s.row()
		switch {
		case !s.grants():
			others = append(others, row)
		case pool == nil:
			pool = &row
		default:
			pool.ID = string(s.SKU)
			pool.Total += row.Total
			pool.CommerceIDs = append(pool.CommerceIDs, row.CommerceIDs...)
			pool.IsTrial = pool.IsTrial && row.IsTrial
			// The date is that of the worst status: what is in its grace period ends first.
			worse := row.Status == "warning" && pool.Status != "warning"
			if worse || row.Status == pool.Status && (pool.RenewsAt.IsZero() || !row.RenewsAt.IsZero() && row.RenewsAt.Before(pool.RenewsAt)) {
				pool.Status, pool.RenewsAt = row.Status, row.RenewsAt
			}
		}
	}
	return pool, others
}

func (s companySubscription) row() partner.Subscription {
	return partner.Subscription{ID: string(s.ID), Name: productName(string(s.PartNumber)), SKU: string(s.PartNumber),
		Status: strings.ToLower(string(s.Status)), Total: int(s.Total), Used: -1, IsTrial: bool(s.IsTrial), RenewsAt: s.RenewsAt.Time, Source: partner.SourceGDAP,
		CommerceIDs: wire.Texts([]wire.Text{s.CommerceID})}
}

// alone is a pool of which no subscription is known.
func (p sku) alone() *partner.Subscription {
	total := p.Units.Enabled + p.Units.Warning
	if !grants(p.Status) {
		total += p.Units.Suspended + p.Units.LockedOut
	}
	return &partner.Subscription{ID: string(p.ID), Name: productName(string(p.PartNumber)), SKU: string(p.PartNumber),
		Status: strings.ToLower(string(p.Status)), Total: int(total), Used: int(p.Used), Source: partner.SourceGDAP}
}
