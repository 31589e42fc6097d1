package partnercenter

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"tenantry/backend/partner"
	"tenantry/backend/wire"
)

// Subscriptions lists what a customer bought through the partner (api/facts.md 2.3). Licences in use
// are not told (-1).
func (c *Client) Subscriptions(ctx context.Context, tenant partner.TenantID) ([]partner.Subscription, error) {
	type subscription struct {
		ID       wire.Text  `json:"id"`
		OfferID  wire.Text  `json:"offerId"`
		Offer    wire.Text  `json:"offerName"`
		Name     wire.Text  `json:"friendlyName"`
		Quantity wire.Int   `json:"quantity"`
		Status   wire.Text  `json:"status"`
		IsTrial  wire.Bool  `json:"isTrial"`
		EndsAt   wire.Time  `json:"commitmentEndDate"`
		Renews   *wire.Bool `json:"autoRenewEnabled"`
	}
	out := []partner.Subscription{}
	for s, err := range list[subscription](ctx, c, c.customerURL(tenant, "/subscriptions", "")) {
		if err != nil {
			return out, fmt.Errorf("list subscriptions: %w", err)
		}
		row := partner.Subscription{ID: string(s.ID), Name: string(cmp.Or(s.Name, s.Offer)), SKU: string(s.OfferID),
			Status: strings.ToLower(statuses.Word(s.Status)), Total: int(s.Quantity), Used: -1, IsTrial: bool(s.IsTrial),
			RenewsAt: s.EndsAt.Time, Source: partner.SourcePartnerCenter, CommerceIDs: []string{string(s.ID)}}
		if s.Renews != nil {
			renews := bool(*s.Renews)
			row.AutoRenews = &renews
		}
		out = append(out, row)
	}
	return out, nil
}

var statuses = wire.NewEnum("none", "active", "suspended", "deleted", "expired", "pending", "disabled")

// ManagedServices lists the customer's portal links (api/facts.md 2.4). Portal is the service's name
// as Partner Center writes it, "servicehealth" or "support"; the addresses are unchecked: portal does
// both. Links through BeginClientSession.aspx are dead since April 2025 and left out.
func (c *Client) ManagedServices(ctx context.Context, tenant partner.TenantID) ([]partner.Link, error) {
	type service struct {
		Name  wire.Text `json:"name"`
		Links struct {
			Admin  link `json:"adminService"`
			Health link `json:"serviceHealth"`
			Ticket link `json:"serviceTicket"`
		} `json:"links"`
	}
	out := []partner.Link{}
	seen := map[partner.Link]bool{}
	for s, err := range list[service](ctx, c, c.customerURL(tenant, "/managedservices", "")) {
		if err != nil {
			return out, fmt.Errorf("list managed services: %w", err)
		}
		for _, l := range []partner.Link{
			{Portal: string(s.Name), URL: string(s.Links.Admin.URI)},
			{Portal: "servicehealth", URL: string(s.Links.Health.URI)},
			{Portal: "support", URL: string(s.Links.Ticket.URI)},
		} {
			if l.Source = partner.LinkFromPartnerCenter; l.URL != "" && !seen[l] && !strings.Contains(strings.ToLower(l.URL), "beginclientsession") {
				seen[l] = true
				out = append(out, l)
			}
		}
	}
	return out, nil
}
