package graph

import (
	"context"
	"net/url"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/wire"
)

// MaxBatch is how many requests one batch may hold (api/facts.md 1.12), and so of how many customers the
// partner's own tenant can be asked at once.
const MaxBatch = 20

// Told is what one request told of several customers.
type Told = map[partner.TenantID]partner.Reading

// ServiceManagement reads the customers' own portal links, as the partner's tenant knows them (api/facts.md
// 1.2): of at most [MaxBatch] customers by one batch. Portal is the service's name as Microsoft writes it; the
// addresses are unchecked: portal does both. A customer by contract alone has no such list, which is an empty
// one. An error means that the request as a whole failed.
func (c *Client) ServiceManagement(ctx context.Context, tenants []partner.TenantID) (Told, error) {
	type detail struct {
		Name wire.Text `json:"serviceName"`
		URL  wire.Text `json:"serviceManagementUrl"`
	}
	address := func(id string) string {
		return "/tenantRelationships/delegatedAdminCustomers/" + id + "/serviceManagementDetails"
	}
	return atHome(ctx, c, tenants, address, partner.LinksPart, func(r *reader, id partner.TenantID) ([]partner.Link, error) {
		details, err := collect[detail](r, string(id))
		if fault.KindOf(err) == fault.Missing {
			err = nil
		}
		links := []partner.Link{}
		for _, d := range details {
			if d.URL != "" {
				links = append(links, partner.Link{Portal: string(d.Name), URL: string(d.URL), Source: partner.LinkFromGraph})
			}
		}
		return links, err
	})
}

// TenantInformation reads the public face of any tenants, their names and default domains (api/facts.md 1.11):
// of at most [MaxBatch] by one batch. An error means that the request as a whole failed.
func (c *Client) TenantInformation(ctx context.Context, tenants []partner.TenantID) (Told, error) {
	address := func(id string) string {
		return "/tenantRelationships/findTenantInformationByTenantId(tenantId='" + id + "')"
	}
	return atHome(ctx, c, tenants, address, partner.TenantInformationPart, func(r *reader, id partner.TenantID) (partner.Details, error) {
		var info struct {
			TenantID wire.Text `json:"tenantId"`
			Name     wire.Text `json:"displayName"`
			Domain   wire.Text `json:"defaultDomainName"`
		}
		res := r.results[string(id)]
		if res.err != nil {
			return partner.Details{}, res.err
		}
		if err := res.answer.Decode(&info); err != nil {
			return partner.Details{}, err
		}
		if said, err := partner.ParseTenantID(string(info.TenantID)); err != nil || said != id {
			return partner.Details{}, otherTenant()
		}
		d := partner.Details{DisplayName: string(info.Name)}
		if info.Domain != "" {
			d.Domains = []partner.VerifiedDomain{{Name: string(info.Domain), IsDefault: true, IsInitial: partner.IsInitialDomain(string(info.Domain))}}
		}
		return d, nil
	})
}

// atHome asks the partner's own tenant for a part of several customers with one batch. Each customer's part is
// seen or has failed by itself.
func atHome[T any](ctx context.Context, c *Client, tenants []partner.TenantID, address func(id string) string, part *partner.PartOf[T],
	read func(*reader, partner.TenantID) (T, error)) (Told, error) {
	members := make([]member, len(tenants))
	for i, id := range tenants {
		members[i] = member{string(id), address(url.PathEscape(string(id)))}
	}
	results, err := c.batch(ctx, c.partner, members)
	if err != nil {
		return nil, err
	}
	r := &reader{ctx: ctx, c: c, tenant: partner.TenantID(c.partner), results: results, trail: wire.NewTrail(c.base)}
	told := make(Told, len(tenants))
	for _, id := range tenants {
		v, err := read(r, id)
		told[id] = part.Heard(nil, "", v, err, c.now().UTC())
	}
	return told, nil
}
