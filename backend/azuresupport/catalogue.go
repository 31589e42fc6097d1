package azuresupport

import (
	"cmp"
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"tenantry/backend/partner"
	"tenantry/backend/wire"
)

// Services lists the services for which Azure Support takes tickets, by name. The catalogue is the
// same for every customer, but it is read with a customer's token.
func (c *Client) Services(ctx context.Context, tenant partner.TenantID) ([]partner.SupportService, error) {
	out, err := catalogue(ctx, c, tenant, c.url(supportVersion, support, "services"),
		func(id, name string) partner.SupportService { return partner.SupportService{ID: id, Name: name} })
	if err != nil {
		return nil, fmt.Errorf("list Azure services: %w", err)
	}
	return out, nil
}

// Classifications lists the kinds of problems with one service, by name.
func (c *Client) Classifications(ctx context.Context, tenant partner.TenantID, serviceID string) ([]partner.ProblemClassification, error) {
	if err := checkSegment("service", serviceID); err != nil {
		return nil, err
	}
	out, err := catalogue(ctx, c, tenant, c.url(supportVersion, support, "services", url.PathEscape(serviceID), "problemClassifications"),
		func(id, name string) partner.ProblemClassification {
			return partner.ProblemClassification{ID: id, Name: name}
		})
	if err != nil {
		return nil, fmt.Errorf("list problem classifications: %w", err)
	}
	return out, nil
}

func catalogue[T any](ctx context.Context, c *Client, tenant partner.TenantID, u *url.URL, entry func(id, name string) T) ([]T, error) {
	type item struct {
		ID         wire.Text `json:"id"`
		Name       wire.Text `json:"name"`
		Properties struct {
			Name wire.Text `json:"displayName"`
		} `json:"properties"`
	}
	items, err := list[item](ctx, c, tenant, u)
	if failed(err) { // a choice that can't be read is one less
		return nil, err
	}
	slices.SortStableFunc(items, func(a, b item) int {
		return cmp.Compare(strings.ToLower(string(a.Properties.Name)), strings.ToLower(string(b.Properties.Name)))
	})
	out := make([]T, 0, len(items))
	for _, i := range items {
		id := cmp.Or(string(i.Name), last(i.ID))
		if checkSegment("name", id) != nil {
			continue
		}
		out = append(out, entry(id, cmp.Or(string(i.Properties.Name), id)))
	}
	return out, nil
}
