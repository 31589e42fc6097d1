package azuresupport

import (
	"cmp"
	"context"
	"fmt"
	"net/http"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

// Change is what a ticket shall become; what is empty stays.
type Change struct {
	Status   string `json:"status,omitempty"`   // partner.Closed
	Severity string `json:"severity,omitempty"` // partner.Minimal, Moderate or Critical
}

// ChangeTicket makes a ticket, named by its resource id, what change says (api/facts.md 5b). It names what shall be: the
// same change twice is one. A failure is Unsure (fault.Error) when it may have been made all the same. A ticket that an
// engineer works on takes neither from outside: a fault of kind Invalid in Microsoft's words.
func (c *Client) ChangeTicket(ctx context.Context, tenant partner.TenantID, resource string, change Change) error {
	p, err := parse(resource)
	if err == nil {
		err = c.changeTicket(ctx, tenant, p, change)
	}
	if err != nil {
		return fmt.Errorf("change the Azure ticket: %w", err)
	}
	return nil
}

func (c *Client) changeTicket(ctx context.Context, tenant partner.TenantID, p place, change Change) error {
	u := p.below(c)
	a, err := c.write(ctx, http.MethodPatch, tenant, u, change)
	if err == nil {
		err = c.finish(ctx, tenant, a, u)
	}
	if err != nil || a.Status == http.StatusAccepted {
		return err
	}
	var t ticket
	if err := t.decode(a, p); err != nil { // the answer itself has to say that it is this ticket
		return unsure(err)
	}
	r := t.request(p)
	if cmp.Or(change.Status, r.Status) != r.Status || cmp.Or(change.Severity, r.Severity) != r.Severity {
		return unsure(fault.New(fault.Upstream, "azure_unchanged"))
	}
	return nil
}
