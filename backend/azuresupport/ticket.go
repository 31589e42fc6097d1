package azuresupport

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/wire"
)

type ticket struct {
	Name       wire.Text `json:"name"`
	ID         wire.Text `json:"id"`
	Properties struct {
		Number      wire.Text `json:"supportTicketId"`
		Title       wire.Text `json:"title"`
		Description wire.Text `json:"description"`
		Severity    wire.Text `json:"severity"`
		Status      wire.Text `json:"status"`
		Service     wire.Text `json:"serviceDisplayName"`
		CreatedAt   wire.Time `json:"createdDate"`
		ModifiedAt  wire.Time `json:"modifiedDate"`
		Contact     struct {
			FirstName wire.Text `json:"firstName"`
			LastName  wire.Text `json:"lastName"`
		} `json:"contactDetails"`
	} `json:"properties"`
}

// request is the ticket as a service request. When it was closed Azure does not say.
func (t ticket) request(p place) partner.ServiceRequest {
	v := t.Properties
	status := strings.ToLower(string(v.Status))
	if status == "" || status == "updating" { // Azure is busy with it: somebody still has to act
		status = "open"
	}
	return partner.ServiceRequest{ID: cmp.Or(string(v.Number), p.name), Title: string(v.Title), Description: string(v.Description),
		Severity: cmp.Or(strings.ToLower(string(v.Severity)), "unknown"), Status: status, Product: string(v.Service),
		Contact:   strings.TrimSpace(string(v.Contact.FirstName) + " " + string(v.Contact.LastName)),
		CreatedAt: v.CreatedAt.Time, ModifiedAt: v.ModifiedAt.Time, Resource: p.resource()}
}

// Ticket reads the ticket of that name, without messages. One that is not there is a fault of kind
// Missing.
func (c *Client) Ticket(ctx context.Context, tenant partner.TenantID, subscription, name string) (partner.ServiceRequest, error) {
	p, err := at(subscription, name)
	if err != nil {
		return partner.ServiceRequest{}, err
	}
	return c.ticket(ctx, tenant, p)
}

func (c *Client) ticket(ctx context.Context, tenant partner.TenantID, p place) (partner.ServiceRequest, error) {
	var t ticket
	a, err := c.get(ctx, tenant, p.below(c))
	if err == nil {
		err = t.decode(a, p)
	}
	if err != nil {
		return partner.ServiceRequest{}, fmt.Errorf("read the Azure ticket: %w", err)
	}
	return t.request(p), nil
}

// decode reads the ticket at p. A ticket without a name is none.
func (t *ticket) decode(a wire.Answer, p place) error {
	if err := a.Decode(t); err != nil {
		return err
	}
	if name := cmp.Or(string(t.Name), last(t.ID)); !strings.EqualFold(name, p.name) {
		return fault.New(fault.Upstream, "azure_other_ticket")
	}
	return nil
}

// Tickets lists the tickets of a subscription, newest first as Azure sorts them, without messages.
// Azure keeps them for 18 months.
func (c *Client) Tickets(ctx context.Context, tenant partner.TenantID, subscription string) ([]partner.ServiceRequest, error) {
	subscription, err := checkSubscription(subscription)
	if err != nil {
		return nil, err
	}
	u := c.url(supportVersion, "subscriptions", subscription, support, "supportTickets")
	u.RawQuery += "&$top=100" // the most; 25 otherwise
	items, err := list[ticket](ctx, c, tenant, u)
	if err != nil {
		err = fmt.Errorf("list Azure tickets: %w", err)
	}
	if failed(err) {
		return nil, err
	}
	out := make([]partner.ServiceRequest, 0, len(items))
	for _, t := range items {
		p, wrong := at(subscription, cmp.Or(string(t.Name), last(t.ID)))
		if wrong != nil {
			err = cmp.Or(err, wire.Incomplete(1))
			continue
		}
		out = append(out, t.request(p))
	}
	if err = wire.Partly(len(out), err); failed(err) {
		return nil, err
	}
	return out, err
}

// Request reads a ticket by its resource id, with its messages as notes.
func (c *Client) Request(ctx context.Context, tenant partner.TenantID, resource string) (partner.ServiceRequest, error) {
	p, err := parse(resource)
	if err != nil {
		return partner.ServiceRequest{}, err
	}
	r, err := c.ticket(ctx, tenant, p)
	if err != nil {
		return partner.ServiceRequest{}, err
	}
	r.Notes, err = c.Communications(ctx, tenant, resource)
	r.NotesAt = c.now()
	r.NotesIncomplete = fault.IsPartial(err) || wire.IsIncomplete(err) // the ticket was read even where none of them was
	if err != nil && !r.NotesIncomplete {
		return partner.ServiceRequest{}, err
	}
	return r, nil
}
