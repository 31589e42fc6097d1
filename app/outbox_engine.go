package app

import (
	"context"
	"fmt"
	"strings"
	"time"

	"tenantry/app/contract"
	"tenantry/backend/fault"
	"tenantry/backend/letter"
	"tenantry/backend/outbox"
	"tenantry/backend/partner"
)

// openOutbox loads what is outgoing. Nothing is sent before the loop runs.
func (a *App) openOutbox() (err error) {
	a.box, err = outbox.Open(outbox.Options{Journal: a.journal.Outbox(), Sender: a.sender, Allowed: a.allowed,
		Changed: func() { a.emit(contract.EventOutbox) }})
	if err != nil {
		return fmt.Errorf("open the outbox: %w", err)
	}
	return nil
}

// SendNow sends what can go now and waits for that; with the window's loop at work it lets that do it.
// What still waits afterwards says why. Its error is what kept everything from being tried.
func (a *App) SendNow(ctx context.Context, watch func(contract.OutgoingItem)) (contract.OutboxPage, error) {
	if err := a.await(); err != nil {
		return contract.OutboxPage{}, err
	}
	err := a.box.Drain(ctx, func(o partner.Outgoing) {
		if watch != nil {
			watch(a.toItem(o))
		}
	})
	page, listErr := a.Outbox.List()
	if err == nil {
		err = listErr
	}
	return page, err
}

// allowed says what keeps something outgoing from being sent now; the outbox holds it until that is
// mended.
func (a *App) allowed(o partner.Outgoing) error {
	l := a.link.Load()
	if l == nil {
		return a.notSignedIn()
	}
	if err := l.speaksFor(o); err != nil {
		return err
	}
	if _, ok := a.catalog.Get(o.Tenant); !ok {
		return fault.New(fault.Denied, "customer_no_longer_listed").With(fault.CheckDelegation)
	}
	kept, err := a.cache.Context(o.Tenant).Load()
	if err != nil {
		return err
	}
	if kept.DelegationOver(time.Now()) {
		return delegationOver()
	}
	return nil
}

func delegationOver() *fault.Error {
	return fault.New(fault.Denied, "customer_delegation_ended").With(fault.CheckDelegation)
}

// match settles what was handed off: a request whose title carries the mark is the one.
func (a *App) match(changed []partner.Summary) {
	heads := map[partner.TenantID][]partner.RequestHead{}
	for _, s := range changed {
		if len(s.Requests) > 0 {
			heads[s.ID] = s.Requests
		}
	}
	for _, o := range a.box.List() {
		if o.State != partner.HandedOff {
			continue
		}
		for _, h := range heads[o.Tenant] {
			if strings.Contains(strings.ToUpper(h.Title), o.Mark()) {
				if _, err := a.box.Found(o.ID, h.ID, ""); err != nil {
					a.log.Error("match a request that was handed off", "error", err)
				}
				break
			}
		}
	}
}

// values are what the placeholders of a text stand for at one customer; without one they stay.
func (a *App) values(id partner.TenantID, d partner.Draft) letter.Values {
	v := letter.Values{TenantID: id, Contact: d.Contact, Mail: d.ContactMail, Incident: d.IncidentID, Service: d.Product,
		Today: letter.Day(time.Now(), d.Language)}
	entry, ok := a.catalog.Get(id)
	if ok {
		v.Customer, v.Domain = entry.Name, entry.PrimaryDomain
	}
	if h, ok := a.issueHead(d.IncidentID, id); ok {
		v = v.WithIncident(h, d.Language)
	}
	return v
}

// compose is the complete text that Microsoft gets.
func (a *App) compose(o partner.Outgoing) string {
	v := a.values(o.Tenant, o.Draft)
	if v.Customer == "" {
		v.Customer = o.Customer
	}
	return letter.Compose(o, v)
}
