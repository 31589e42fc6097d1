package graph

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"tenantry/backend/partner"
	"tenantry/backend/wire"
)

type relationship struct {
	ID       wire.Text `json:"id"`
	Name     wire.Text `json:"displayName"`
	Status   wire.Text `json:"status"`
	Extend   wire.Text `json:"autoExtendDuration"`
	EndsAt   wire.Time `json:"endDateTime"`
	Customer struct {
		TenantID wire.Text `json:"tenantId"`
		Name     wire.Text `json:"displayName"`
	} `json:"customer"`
	Access struct {
		Roles wire.Items[role] `json:"unifiedRoles"`
	} `json:"accessDetails"`
}

type role struct {
	ID wire.Text `json:"roleDefinitionId"`
}

// Lost counts the roles that could not be read.
func (r relationship) Lost() int { return r.Access.Roles.Lost() }

// Relationships lists the customers of all GDAP relationships, whatever their status, each with its
// delegations, those that let the partner in first. A customer is listed too when none does any more:
// Delegation.Active tells. A relationship that no customer has answered yet names none and is left
// out (api/facts.md 1.3). With an error come the customers of those that were read before it.
func (c *Client) Relationships(ctx context.Context) ([]partner.Listed, error) {
	items, err := all(list[relationship](ctx, c, c.partner, c.url("tenantRelationships/delegatedAdminRelationships", "$top=300")))
	slices.SortStableFunc(items, c.firstOpen)
	var found grouping
	for _, r := range items {
		found.add(r.Customer.TenantID, r.Customer.Name, "", r.delegation())
	}
	if err != nil {
		return found.customers, fmt.Errorf("list relationships: %w", err)
	}
	return found.all("list relationships")
}

// firstOpen orders relationships: those that are open now, then those that end later, then by id, so
// that the same relationships always give the same value.
func (c *Client) firstOpen(a, b relationship) int {
	now := c.now()
	rank := func(r relationship) int {
		if r.delegation().Active(now) {
			return 0
		}
		return 1
	}
	return cmp.Or(cmp.Compare(rank(a), rank(b)), b.EndsAt.Compare(a.EndsAt.Time), cmp.Compare(a.ID, b.ID))
}

func (r relationship) delegation() *partner.Delegation {
	d := partner.Delegation{ID: string(r.ID), Name: string(r.Name), Kind: "gdap", Status: strings.ToLower(string(r.Status)),
		EndsAt: r.EndsAt.Time, AutoExtend: extends(r.Extend)}
	if d.Status == "" {
		d.Status = "unknown" // no word would count as active
	}
	for _, role := range r.Access.Roles.Read {
		if role.ID != "" {
			d.Roles = append(d.Roles, roleName(string(role.ID)))
		}
	}
	slices.Sort(d.Roles)
	return &d
}

// extends says whether an ISO 8601 duration is any time at all; P0D and PT0S mean no.
func extends(duration wire.Text) bool {
	return strings.ContainsAny(string(duration), "123456789")
}
