package app

import (
	"context"
	"time"

	"tenantry/app/contract"
	"tenantry/backend/fault"
	"tenantry/backend/letter"
	"tenantry/backend/partner"
	"tenantry/backend/portal"
)

// HandOff lets a person file a request: it answers with the text to paste and the page to paste it on, which
// it opens if asked.
func (b *Outbox) HandOff(localID string, open bool) (contract.HandOff, error) {
	if err := b.a.await(); err != nil {
		return contract.HandOff{}, err
	}
	o, err := b.a.outgoing(localID)
	if err != nil {
		return contract.HandOff{}, err
	}
	if o.Channel != partner.ByPortal {
		return contract.HandOff{}, fault.New(fault.Invalid, "outgoing_no_portal", "id", o.ID)
	}
	address, err := b.a.supportPage(o.Tenant)
	if err != nil {
		return contract.HandOff{}, err
	}
	if o.State == partner.Drafted {
		if _, err := b.Queue(o.ID); err != nil {
			return contract.HandOff{}, err
		}
	}
	if o.State != partner.HandedOff { // else once more: the page and the text again
		if o, err = b.a.box.HandOff(o.ID); err != nil {
			return contract.HandOff{}, err
		}
	}
	out := contract.HandOff{URL: address, Title: o.MarkedTitle(), Text: letter.Page(o, b.a.values(o.Tenant, o.Draft))}
	if open && b.a.shell != nil {
		err := b.a.shell.OpenURL(address)
		out.Opened = err == nil
		if err != nil {
			b.a.log.Warn("open the support page", "error", err) // the address is told: it can be opened by hand
		}
	}
	out.Item = b.a.toItem(o)
	return out, nil
}

// linksWait is how long a hand-off waits for the customer's own links; without them the template serves.
const linksWait = 10 * time.Second

// supportPage is where a person files a request for the customer.
func (a *App) supportPage(id partner.TenantID) (string, error) {
	_, kept, err := a.customer(string(id))
	if err != nil {
		return "", err
	}
	if l := a.link.Load(); l != nil && !kept.Links.Known() {
		ctx, done := l.run(a.ctx)
		defer done()
		ctx, cancel := context.WithTimeout(ctx, linksWait)
		defer cancel()
		if l.syncer.Refresh(ctx, id) == nil {
			if _, kept, err = a.customer(string(id)); err != nil {
				return "", err
			}
		}
	}
	for _, l := range a.portal.Links(kept) {
		if l.Portal == portal.Support {
			return l.URL, nil
		}
	}
	return "", fault.New(fault.Missing, "outgoing_no_page").With(fault.CheckNetwork)
}
