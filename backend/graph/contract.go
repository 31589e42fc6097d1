package graph

import (
	"context"
	"fmt"

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
// (api/facts.md 1.1). With an error come those that were read before it.
func (c *Client) Contracts(ctx context.Context) ([]partner.Listed, error) {
	var found grouping
	for item, err := range list[contract](ctx, c, c.partner, c.url("contracts", "$top=999")) {
		if err != nil {
			return found.customers, fmt.Errorf("list contracts: %w", err)
		}
		found.add(item.CustomerID, item.Name, item.Domain, &partner.Delegation{ID: string(item.ID), Kind: contractKind(item.Type)})
	}
	return found.all("list contracts")
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
	lost      int
}

// add takes an item in. An item that names no customer is passed over; one that names it by something
// else than a tenant id is lost.
func (g *grouping) add(id wire.Text, name, domain wire.Text, d *partner.Delegation) {
	if id == "" {
		return
	}
	tenant, err := partner.ParseTenantID(string(id))
	if err != nil {
		g.lost++
		return
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
}

// all are the customers, with a partial failure of what was being done where items were lost.
func (g *grouping) all(doing string) ([]partner.Listed, error) {
	if err := wire.Incomplete(g.lost); err != nil {
		return g.customers, fmt.Errorf("%s: %w", doing, err)
	}
	return g.customers, nil
}
