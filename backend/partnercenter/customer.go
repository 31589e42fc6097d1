package partnercenter

import (
	"cmp"
	"context"
	"fmt"
	"net/url"
	"strings"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/wire"
)

type customer struct {
	ID      wire.Text `json:"id"`
	Company struct {
		TenantID wire.Text `json:"tenantId"`
		Domain   wire.Text `json:"domain"`
		Name     wire.Text `json:"companyName"`
		Email    wire.Text `json:"email"`
		Address  *address  `json:"address"`
	} `json:"companyProfile"`
	Billing struct {
		Email   wire.Text `json:"email"`
		Culture wire.Text `json:"culture"`
		Name    wire.Text `json:"companyName"`
		Address *address  `json:"defaultAddress"`
	} `json:"billingProfile"`
	Domains      wire.Items[wire.Text] `json:"customDomains"`
	Relationship wire.Text             `json:"relationshipToPartner"`
	Allows       *wire.Bool            `json:"allowDelegatedAccess"`
}

type address struct {
	Country    wire.Text `json:"country"`
	Region     wire.Text `json:"region"`
	State      wire.Text `json:"state"`
	City       wire.Text `json:"city"`
	Line1      wire.Text `json:"addressLine1"`
	Line2      wire.Text `json:"addressLine2"`
	PostalCode wire.Text `json:"postalCode"`
	Phone      wire.Text `json:"phoneNumber"`
}

// tenant is the customer's tenant id: documented answers hold it in either of two places.
func (v customer) tenant() (partner.TenantID, error) {
	id, err := partner.ParseTenantID(string(v.ID))
	if err != nil {
		id, err = partner.ParseTenantID(string(v.Company.TenantID))
	}
	if err != nil {
		return "", fault.Wrap(fault.Upstream, err, "service_customer_id_unreadable")
	}
	return id, nil
}

// Customers lists the partner's customers (CSP). The list says nothing of delegated administration,
// so that its entries carry no delegations (api/facts.md 2.1). Who has no relationship to the partner is no customer.
// With an error come those that were read before it.
func (c *Client) Customers(ctx context.Context) ([]partner.Listed, error) {
	out := []partner.Listed{}
	lost := 0
	for item, err := range list[customer](ctx, c, c.url("customers", "size=500")) {
		if err != nil {
			return out, fmt.Errorf("list customers: %w", ofOwn(err))
		}
		if strings.EqualFold(string(item.Relationship), "none") {
			continue
		}
		id, err := item.tenant()
		if err != nil {
			lost++
			continue
		}
		out = append(out, partner.Listed{ID: id, Name: string(item.Company.Name), PrimaryDomain: string(item.Company.Domain)})
	}
	if err := wire.Incomplete(lost); err != nil {
		return out, fmt.Errorf("list customers: %w", err)
	}
	return out, nil
}

// Customer reads what Partner Center knows of one customer. Without DAP or a GDAP role the company's address
// and the further domains are missing, and the billing profile's stand in (api/facts.md 2.2).
func (c *Client) Customer(ctx context.Context, tenant partner.TenantID) (partner.Profile, error) {
	var v customer
	err := c.read(ctx, c.customerURL(tenant, "", ""), &v)
	var id partner.TenantID
	if err == nil {
		id, err = v.tenant()
	}
	if err == nil && id != tenant {
		err = fault.New(fault.Upstream, "service_other_tenant")
	}
	if err != nil {
		return partner.Profile{}, fmt.Errorf("read customer: %w", err)
	}
	p := partner.Profile{Details: v.details()}
	if v.Allows != nil {
		allows := bool(*v.Allows)
		p.AllowsDelegatedAccess = &allows
	}
	return p, wire.Incomplete(v.Domains.Lost())
}

func (c *Client) customerURL(tenant partner.TenantID, below, query string) *url.URL {
	return c.url("customers/"+url.PathEscape(string(tenant))+below, query)
}

func (v customer) details() partner.Details {
	d := partner.Details{
		DisplayName:       string(cmp.Or(v.Company.Name, v.Billing.Name)),
		TechnicalContacts: wire.Texts([]wire.Text{cmp.Or(v.Company.Email, v.Billing.Email)}),
		PreferredLanguage: string(v.Billing.Culture),
	}
	if a := cmp.Or(v.Company.Address, v.Billing.Address); a != nil {
		street := strings.TrimSpace(string(a.Line1) + "\n" + string(a.Line2))
		d.Address = partner.Address{Street: street, City: string(a.City), State: string(cmp.Or(a.State, a.Region)),
			PostalCode: string(a.PostalCode), Country: string(a.Country)}
		d.Phones = wire.Texts([]wire.Text{a.Phone})
	}
	seen := map[string]bool{}
	for i, n := range append([]wire.Text{v.Company.Domain}, v.Domains.Read...) {
		key := strings.ToLower(string(n))
		if n == "" || seen[key] {
			continue
		}
		seen[key] = true
		d.Domains = append(d.Domains, partner.VerifiedDomain{Name: string(n), IsDefault: i == 0,
			IsInitial: partner.IsInitialDomain(key)})
	}
	return d
}
