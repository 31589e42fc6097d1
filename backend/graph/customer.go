package graph

import (
	"cmp"
	"context"
	"fmt"

	"tenantry/backend/partner"
	"tenantry/backend/wire"
)

type delegatedCustomer struct {
	ID       wire.Text `json:"id"`
	TenantID wire.Text `json:"tenantId"`
	Name     wire.Text `json:"displayName"`
}

// DelegatedCustomers lists the customers with an active GDAP relationship. Microsoft makes and removes
// the entries by itself: one that vanished is normal (api/facts.md 1.2). With an error come those that were read
// before it.
func (c *Client) DelegatedCustomers(ctx context.Context) ([]partner.Listed, error) {
	var found grouping
	for item, err := range list[delegatedCustomer](ctx, c, c.partner, c.url("tenantRelationships/delegatedAdminCustomers", "$top=300")) {
		if err != nil {
			return found.customers, fmt.Errorf("list delegated customers: %w", err)
		}
		found.add(cmp.Or(item.TenantID, item.ID), item.Name, "", nil)
	}
	return found.all("list delegated customers")
}
