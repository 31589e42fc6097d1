package graph

import (
	"context"
	"fmt"
	"net/url"

	"tenantry/backend/partner"
	"tenantry/backend/wire"
)

type delegatedCustomer struct {
	ID       wire.Text `json:"id"`
	TenantID wire.Text `json:"tenantId"`
	Name     wire.Text `json:"displayName"`
}

// DelegatedCustomers lists the customers with an active GDAP relationship. Microsoft makes and removes
// the entries by itself: one that vanished is normal (api/facts.md 1.2).
func (c *Client) DelegatedCustomers(ctx context.Context) ([]partner.Listed, error) {
	var found grouping
	for item, err := range list[delegatedCustomer](ctx, c, c.partner, c.url("tenantRelationships/delegatedAdminCustomers", "$top=300")) {
		if err == nil {
			id := item.TenantID
			if id == "" {
				id = item.ID
			}
			err = found.add(id, "tenantId", item.Name, "", nil)
		}
		if err != nil {
			return nil, fmt.Errorf("list delegated customers: %w", err)
		}
	}
	return found.customers, nil
}

// ServiceManagement lists the customer's own portal links, as the partner's tenant knows them. Portal
// is the service's name as Microsoft writes it; the addresses are unchecked: portal does both.
func (c *Client) ServiceManagement(ctx context.Context, tenant partner.TenantID) ([]partner.Link, error) {
	type detail struct {
		Name wire.Text `json:"serviceName"`
		URL  wire.Text `json:"serviceManagementUrl"`
	}
	u := c.url("tenantRelationships/delegatedAdminCustomers/"+url.PathEscape(string(tenant))+"/serviceManagementDetails", "")
	out := []partner.Link{}
	for item, err := range list[detail](ctx, c, c.partner, u) {
		if err != nil {
			return nil, fmt.Errorf("list service management: %w", err)
		}
		if item.URL != "" {
			out = append(out, partner.Link{Portal: string(item.Name), URL: string(item.URL), Source: "graph"})
		}
	}
	return out, nil
}

// TenantInformation reads the public face of any tenant: its name and default domain (api/facts.md 1.11).
func (c *Client) TenantInformation(ctx context.Context, tenant partner.TenantID) (partner.Listed, error) {
	u := c.url("tenantRelationships/findTenantInformationByTenantId(tenantId='"+url.PathEscape(string(tenant))+"')", "")
	a, err := c.get(ctx, c.partner, u)
	var info struct {
		TenantID wire.Text `json:"tenantId"`
		Name     wire.Text `json:"displayName"`
		Domain   wire.Text `json:"defaultDomainName"`
	}
	if err == nil {
		err = a.Decode(&info)
	}
	var found grouping
	if err == nil {
		err = found.add(info.TenantID, "tenantId", info.Name, info.Domain, nil)
	}
	if err == nil && (len(found.customers) == 0 || found.customers[0].ID != tenant) {
		err = otherTenant()
	}
	if err != nil {
		return partner.Listed{}, fmt.Errorf("find tenant information: %w", err)
	}
	return found.customers[0], nil
}
