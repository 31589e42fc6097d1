package outbox

import (
	"context"
	"fmt"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

// Tickets is what the channel azure needs of Azure Support (api/facts.md 2.10).
type Tickets interface {
	// Create opens a ticket of o's draft in its subscription, named o.Key. The same name again is the same
	// ticket.
	Create(ctx context.Context, o partner.Outgoing) (Receipt, error)
	// Find reads the ticket of that name; a fault of kind Missing when there is none.
	Find(ctx context.Context, o partner.Outgoing) (Receipt, error)
}

// AzureSender is the Sender of the channel azure.
type AzureSender struct{ Tickets Tickets }

// Prepare has nothing to read: the name makes the ticket one.
func (AzureSender) Prepare(context.Context, partner.Outgoing) (int, error) { return 0, nil }

// Send implements [Sender].
func (s AzureSender) Send(ctx context.Context, o partner.Outgoing) (Receipt, error) {
	r, err := s.Tickets.Create(ctx, o)
	if err != nil {
		return Receipt{}, fmt.Errorf("open a ticket: %w", err)
	}
	return r, nil
}

// Settle looks for the ticket by its name.
func (s AzureSender) Settle(ctx context.Context, o partner.Outgoing) (Receipt, bool, error) {
	r, err := s.Tickets.Find(ctx, o)
	switch {
	case fault.KindOf(err) == fault.Missing:
		return Receipt{}, false, nil
	case err != nil:
		return Receipt{}, false, fmt.Errorf("look for the ticket: %w", err)
	}
	return r, true, nil
}
