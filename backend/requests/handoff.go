package requests

import (
	"context"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/template"
)

// HandOff is what a person needs to file a request on the customer's support page.
type HandOff struct {
	Outgoing partner.Outgoing
	URL      string
	Title    string // with the reference by which it is found again
	Text     string // everything, title first: for the clipboard
}

// HandOff lets a person file a request; a draft is queued first. Once more gives the page and the text again.
func (w *Writing) HandOff(ctx context.Context, localID string) (HandOff, error) {
	o, err := w.written.get(localID)
	if err != nil {
		return HandOff{}, err
	}
	if o.Channel != partner.ByPortal {
		return HandOff{}, fault.New(fault.Invalid, "outgoing_no_portal", "id", o.ID)
	}
	address, err := w.page(ctx, o.Tenant, o.Draft.AboutAzure())
	if err != nil {
		return HandOff{}, err
	}
	if o.State == partner.Drafted {
		if _, err := w.Queue(o.ID); err != nil {
			return HandOff{}, err
		}
	}
	if o.State != partner.HandedOff {
		if o, err = w.written.outbox.HandOff(o.ID); err != nil {
			return HandOff{}, err
		}
	}
	return HandOff{Outgoing: o, URL: address, Title: o.TitleWithReference(), Text: template.Page(o, w.texts.values(o.Tenant, o.Draft))}, nil
}

// linksWait is how long a hand-off waits for the customer's own links; without them the template serves.
const linksWait = 10 * time.Second

// page is where a person files a request for the customer; azure: one about its Azure subscription.
func (w *Writing) page(ctx context.Context, id partner.TenantID, azure bool) (string, error) {
	_, kept, err := w.customer(id)
	if err != nil {
		return "", err
	}
	if !kept.Opened() { // then Partner Center was not asked yet where its requests are filed
		ctx, cancel := context.WithTimeout(ctx, linksWait)
		defer cancel()
		err := w.reach(ctx, func(ctx context.Context, r Reader) error { return r.Refresh(ctx, id) })
		if err == nil {
			if _, kept, err = w.customer(id); err != nil {
				return "", err
			}
		}
	}
	if address := w.supportPage(kept, azure); address != "" {
		return address, nil
	}
	return "", fault.New(fault.Missing, "outgoing_no_page").With(fault.CheckNetwork)
}
