package graph

import (
	"context"
	"fmt"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/wire"
)

type contract struct {
	ID         wire.Text `json:"id"`
	Type       wire.Text `json:"contractType"`
	CustomerID wire.Text `json:"customerId"`
	Domain     wire.Text `json:"defaultDomainName"`
	Name       wire.Text `json:"displayName"`
}

var contractTypes = wire.NewEnum("SyndicationPartner", "BreadthPartner", "ResellerPartner")

// Contracts lists the customers with a contract in the partner's tenant (DAP and resale), each with
// one delegation per contract. Names and domains are copies from the day of the contract
// (api/facts.md 1.1).
func (c *Client) Contracts(ctx context.Context) ([]partner.Listed, error) {
	var found grouping
	for item, err := range list[contract](ctx, c, c.partner, c.url("contracts", "$top=999")) {
		if err == nil {
			err = found.add(item.CustomerID, "customerId", item.Name, item.Domain, &partner.Delegation{ID: string(item.ID), Kind: contractKind(item.Type)})
		}
		if err != nil {
			return nil, fmt.Errorf("list contracts: %w", err)
		}
	}
	return found.customers, nil
}

// contractKind: a breadth partner administers and may not resell; the other kinds resell.
func contractKind(t wire.Text) string {
	if contractTypes.Word(t) == "BreadthPartner" {
		return "dap"
	}
	return "reseller"
}

// grouping makes one entry per customer out of a list that may name it several times.
type grouping struct {
	customers []partner.Listed
	index     map[partner.TenantID]int
}

// add takes an item in. An item that names no customer is passed over; one that names it by something
// else than a tenant id is a fault, because passing it over would make a customer vanish.
func (g *grouping) add(id wire.Text, field string, name, domain wire.Text, d *partner.Delegation) error {
	if id == "" {
		return nil
	}
	tenant, err := partner.ParseTenantID(string(id))
	if err != nil {
		return fault.Wrap(fault.Upstream, err, "service_field_unreadable", "field", field)
	}
	i, known := g.index[tenant]
	if !known {
		if g.index == nil {
			g.index = map[partner.TenantID]int{}
		}
		i = len(g.customers)
		g.index[tenant] = i
		g.customers = append(g.customers, partner.Listed{ID: tenant})
	}
	l := &g.customers[i]
	if l.Name == "" {
		l.Name = string(name)
	}
	if l.PrimaryDomain == "" {
		l.PrimaryDomain = string(domain)
	}
	if d != nil {
		l.Delegations = append(l.Delegations, *d)
	}
	return nil
}
