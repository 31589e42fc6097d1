package azuresupport

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/wire"
)

type communication struct {
	Name       wire.Text `json:"name"`
	ID         wire.Text `json:"id"`
	Properties struct {
		Subject wire.Text `json:"subject"`
		Body    wire.Text `json:"body"`
		Sender  wire.Text `json:"sender"`
		At      wire.Time `json:"createdDate"`
	} `json:"properties"`
}

// Communications lists the messages on a ticket, oldest first, as plain text. Resource is the
// ticket's resource id. A partial failure comes with those that could be read.
func (c *Client) Communications(ctx context.Context, tenant partner.TenantID, resource string) ([]partner.Note, error) {
	p, err := parse(resource)
	if err != nil {
		return nil, err
	}
	items, err := list[communication](ctx, c, tenant, p.below(c, "communications"))
	if err != nil {
		err = fmt.Errorf("list the Azure ticket's messages: %w", err)
	}
	if failed(err) {
		return nil, err
	}
	out := make([]partner.Note, 0, len(items))
	for _, m := range items {
		v := m.Properties
		out = append(out, partner.Note{By: string(v.Sender), At: v.At.Time, Text: cmp.Or(plain(string(v.Body)), string(v.Subject))})
	}
	slices.SortStableFunc(out, func(a, b partner.Note) int { return a.At.Compare(b.At) })
	return out, err
}

// AddCommunication puts a message on a ticket under a name that the caller chose. Sender is the mail
// address of who writes; it may be empty. See [Client.CreateTicket] for the failures.
func (c *Client) AddCommunication(ctx context.Context, tenant partner.TenantID, resource, name, subject, body, sender string) error {
	p, err := parse(resource)
	if err == nil {
		err = checkSegment("name", name)
	}
	if err != nil {
		return err
	}
	type properties struct {
		Subject string `json:"subject"`
		Body    string `json:"body"`
		Sender  string `json:"sender,omitempty"`
	}
	u := p.below(c, "communications", name)
	a, err := c.write(ctx, http.MethodPut, tenant, u, map[string]properties{"properties": {subject, body, sender}})
	if err == nil {
		err = c.finish(ctx, tenant, a, u)
	}
	if err == nil && a.Status != http.StatusAccepted { // the answer itself has to say that it is there
		if err = named(a, name); err != nil {
			err = unsure(err)
		}
	}
	if err != nil {
		return fmt.Errorf("add a message to the Azure ticket: %w", err)
	}
	return nil
}

// named says whether a is the message of that name.
func named(a wire.Answer, name string) error {
	var m communication
	if err := a.Decode(&m); err != nil {
		return err
	}
	if !strings.EqualFold(cmp.Or(string(m.Name), last(m.ID)), name) {
		return fault.New(fault.Upstream, "azure_other_message")
	}
	return nil
}

// Communication says whether a message of that name is on the ticket.
func (c *Client) Communication(ctx context.Context, tenant partner.TenantID, resource, name string) (bool, error) {
	p, err := parse(resource)
	if err == nil {
		err = checkSegment("name", name)
	}
	if err != nil {
		return false, err
	}
	a, err := c.get(ctx, tenant, p.below(c, "communications", name))
	if fault.KindOf(err) == fault.Missing {
		return false, nil
	}
	if err == nil {
		err = named(a, name)
	}
	if err != nil {
		return false, fmt.Errorf("read the Azure ticket's message: %w", err)
	}
	return true, nil
}
