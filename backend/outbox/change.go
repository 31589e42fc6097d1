package outbox

import (
	"context"
	"fmt"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

// Changes is what changes of requests need of Partner Center and Azure Support (api/facts.md 2.8, 5b).
type Changes interface {
	// Read reads the request that o is about, fresh.
	Read(ctx context.Context, o partner.Outgoing) (partner.ServiceRequest, error)
	// Change makes the request what o wants; key is the header MS-RequestId.
	Change(ctx context.Context, o partner.Outgoing, key string) error
}

// ChangeSender is the Sender of the channel change. A change names what shall be, so that one which is there
// already is not made again.
type ChangeSender struct{ Changes Changes }

// Prepare has nothing to read: Send looks first, every time.
func (ChangeSender) Prepare(context.Context, partner.Outgoing) (int, error) { return 0, nil }

// Send implements [Sender]. What was written offline meets the request as it is by now: where somebody else made the
// change nothing is sent, and a request that was closed is graded no more: a fault of kind Conflict.
func (s ChangeSender) Send(ctx context.Context, o partner.Outgoing) (Receipt, error) {
	r, err := s.Changes.Read(ctx, o)
	switch {
	case err != nil:
		return Receipt{}, fmt.Errorf("read request %s: %w", o.RequestID, err)
	case o.Made(r):
		return receiptOf(r), nil
	case !r.Open():
		return Receipt{}, fault.New(fault.Conflict, "outgoing_change_closed", "id", o.RequestID).With("")
	}
	if err := s.Changes.Change(ctx, o, o.Key); err != nil {
		return Receipt{}, fmt.Errorf("change request %s: %w", o.RequestID, err)
	}
	return receiptOf(r), nil
}

// Settle reads whether the request is what the change wanted.
func (s ChangeSender) Settle(ctx context.Context, o partner.Outgoing) (Receipt, bool, error) {
	r, err := s.Changes.Read(ctx, o)
	if err != nil {
		return Receipt{}, false, fmt.Errorf("read request %s: %w", o.RequestID, err)
	}
	return receiptOf(r), o.Made(r), nil
}

// receiptOf names the request that was changed.
func receiptOf(r partner.ServiceRequest) Receipt { return Receipt{Number: r.ID, Resource: r.Resource} }
