package azuresupport

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"tenantry/backend/partner"
	"tenantry/backend/wire"
)

// Subscriptions lists the Azure subscriptions of the tenant that the signed-in user may see, by name
// (from memory, not in the facts). Those that live in another tenant and are only visible from here
// are left out.
func (c *Client) Subscriptions(ctx context.Context, tenant partner.TenantID) ([]partner.AzureSubscription, error) {
	type subscription struct {
		ID     wire.Text `json:"subscriptionId"`
		Path   wire.Text `json:"id"`
		Tenant wire.Text `json:"tenantId"`
		Name   wire.Text `json:"displayName"`
		State  wire.Text `json:"state"`
	}
	items, err := list[subscription](ctx, c, tenant, c.url(subscriptionVersion, "subscriptions"))
	if err != nil {
		err = fmt.Errorf("list Azure subscriptions: %w", err)
	}
	if failed(err) {
		return nil, err
	}
	out := []partner.AzureSubscription{}
	for _, s := range items {
		if s.Tenant != "" && !strings.EqualFold(string(s.Tenant), string(tenant)) {
			continue
		}
		id, wrong := checkSubscription(cmp.Or(string(s.ID), last(s.Path)))
		if wrong != nil {
			err = cmp.Or(err, wire.Incomplete(1))
			continue
		}
		out = append(out, partner.AzureSubscription{ID: id, Name: cmp.Or(string(s.Name), id), State: strings.ToLower(string(s.State))})
	}
	slices.SortFunc(out, func(a, b partner.AzureSubscription) int {
		return cmp.Or(cmp.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)), cmp.Compare(a.ID, b.ID))
	})
	if err = wire.Partly(len(out), err); failed(err) {
		return nil, err
	}
	return out, err
}
