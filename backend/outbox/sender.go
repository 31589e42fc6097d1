package outbox

import (
	"context"

	"tenantry/backend/partner"
)

// Sender makes the calls of one channel. Its errors are classified (fault); one that nobody classified
// counts as unsure.
type Sender interface {
	// Prepare reads what must be known before the first send: of a note, how many equal ones are there. It
	// writes nothing.
	Prepare(ctx context.Context, o partner.Outgoing) (baseline int, err error)
	// Send makes the one call. The error's fault says Unsure when it may have been done all the same.
	Send(ctx context.Context, o partner.Outgoing) (Receipt, error)
	// Settle reads whether what was sent before is there. found is false with no error only when it is
	// certainly not.
	Settle(ctx context.Context, o partner.Outgoing) (r Receipt, found bool, err error)
}

// Receipt is what Microsoft said of something that arrived. Both are empty for a note.
type Receipt struct {
	Number   string // that people quote
	Resource string // of an Azure ticket: its path in Azure Resource Manager
}
