package app

import (
	"context"
	"log/slog"

	"tenantry/app/contract"
	"tenantry/backend/catalog"
	"tenantry/backend/fault"
	"tenantry/backend/outbox"
	"tenantry/backend/partner"
	"tenantry/backend/requests"
)

// Outbox is what the user wrote for Microsoft: drafts, what is on its way, and what arrived.
type Outbox struct {
	gate   *gate
	rules  *requests.Rules
	items  items
	window *window
	life   *life
	log    *slog.Logger
}

// maxSent is how many of what arrived a list shows: it is read again at every change.
const maxSent = 200

// List answers with everything that is on its way, and the newest of what arrived; the newest first.
func (b *Outbox) List() (contract.OutboxPage, error) {
	if err := b.gate.await(); err != nil {
		return contract.OutboxPage{}, err
	}
	mine, elsewhere := b.rules.Outbox()
	page := contract.OutboxPage{Elsewhere: elsewhere, Requests: []contract.OutgoingItem{},
		Damaged: contract.Each(b.items.box.Damaged(), func(err error) contract.Problem { return *contract.ProblemOfError(err) })}
	for _, o := range mine {
		switch {
		case o.State == partner.Sent:
			page.Sent++
		case o.State == partner.Drafted:
			page.Drafts++
		case o.OnTheirWay():
			page.OnTheirWay++
		}
		if o.NeedsYou() {
			page.NeedsYou++
		}
		if o.State != partner.Sent || page.Sent <= maxSent {
			page.Requests = append(page.Requests, b.items.of(o))
		}
	}
	return page, nil
}

// Get answers with something outgoing by its local id, also with what a list no longer shows.
func (b *Outbox) Get(localID string) (contract.OutgoingItem, error) {
	return b.change(func() (partner.Outgoing, error) { return b.rules.Get(localID) })
}

// change waits for the customers, lets f work and answers with what became of it.
func (b *Outbox) change(f func() (partner.Outgoing, error)) (contract.OutgoingItem, error) {
	if err := b.gate.await(); err != nil {
		return contract.OutgoingItem{}, err
	}
	o, err := f()
	if err != nil {
		return contract.OutgoingItem{}, err
	}
	return b.items.of(o), nil
}

// Save keeps a draft as it is typed; one with no local id is new. One that was queued, blocked or
// rejected is taken back by it.
func (b *Outbox) Save(d contract.RequestDraft) (contract.OutgoingItem, error) {
	return b.change(func() (partner.Outgoing, error) {
		o, err := contract.OutgoingOf(d)
		if err != nil {
			return o, err
		}
		return b.rules.Writing.Save(o)
	})
}

// Check says what keeps a draft from being queued, and what the user should know before.
func (b *Outbox) Check(d contract.RequestDraft) (contract.Preflight, error) {
	if err := b.gate.await(); err != nil {
		return contract.Preflight{}, err
	}
	o, err := contract.OutgoingOf(d)
	if err != nil {
		return contract.Preflight{}, err
	}
	return contract.PreflightOf(b.rules.Preflight.Report(o)), nil
}

// Queue lets a draft go, once it passes Check's blocking findings. It goes out by itself; over the portal as
// soon as it is handed off.
func (b *Outbox) Queue(localID string) (contract.OutgoingItem, error) {
	return b.change(func() (partner.Outgoing, error) { return b.rules.Writing.Queue(localID) })
}

// QueueFor makes one request of a draft for each customer, fills its placeholders and queues it. What
// fails at one customer is told and stays a draft; the others go on.
func (b *Outbox) QueueFor(d contract.RequestDraft, tenantIDs []string) (contract.QueuedFor, error) {
	out := contract.QueuedFor{Queued: []contract.OutgoingItem{}, Failed: []contract.CustomerFailure{}}
	if err := b.gate.await(); err != nil {
		return out, err
	}
	if len(tenantIDs) == 0 {
		f := fault.New(fault.Invalid, "outgoing_no_customer")
		f.Fields = fault.Fields{"tenantIds": f.Message}
		return out, f
	}
	var ids []partner.TenantID
	for _, text := range tenantIDs {
		id, err := partner.ParseTenantID(text)
		if err != nil {
			out.Failed = append(out.Failed, contract.CustomerFailure{TenantID: text, Failure: contract.FailureOf(err)})
			continue
		}
		ids = append(ids, id)
	}
	became := b.rules.Writing.QueueFor(partner.Outgoing{Channel: contract.ChannelOf(d), Draft: d.Draft}, ids)
	out.Queued = contract.Each(became.Queued, b.items.of)
	for _, f := range became.Failed {
		out.Failed = append(out.Failed, contract.CustomerFailure{TenantID: string(f.Tenant), Customer: f.Customer, LocalID: f.LocalID,
			Failure: contract.FailureOf(f.Err)})
	}
	return out, nil
}

// HandOff lets a person file a request: it answers with the text to paste and the page to paste it on, which
// it opens if asked.
func (b *Outbox) HandOff(localID string, open bool) (contract.HandOff, error) {
	if err := b.gate.await(); err != nil {
		return contract.HandOff{}, err
	}
	h, err := b.rules.Writing.HandOff(b.life.ctx, localID)
	if err != nil {
		return contract.HandOff{}, err
	}
	out := contract.HandOff{URL: h.URL, Title: h.Title, Text: h.Text, Item: b.items.of(h.Outgoing)}
	if open && b.window.there() {
		err := b.window.OpenURL(h.URL)
		out.Opened = err == nil
		if err != nil {
			b.log.Warn("open the support page", "error", err) // the address is told: it can be opened by hand
		}
	}
	return out, nil
}

// AddNote queues a note on a service request. One that can't go as it is is refused and not kept: whoever
// wrote it has it still.
func (b *Outbox) AddNote(tenantID, requestID, text string) (contract.OutgoingItem, error) {
	return b.change(about(tenantID, func(id partner.TenantID) (partner.Outgoing, error) {
		return b.rules.Writing.AddNote(id, requestID, text)
	}))
}

// SaveNote changes the text of a note that is not on its way, and makes a draft of it.
func (b *Outbox) SaveNote(localID, text string) (contract.OutgoingItem, error) {
	return b.change(func() (partner.Outgoing, error) { return b.rules.Writing.SaveNote(localID, text) })
}

// OverPortal lets a person file what was written for Azure: the same text, queued for the portal.
func (b *Outbox) OverPortal(localID string) (contract.OutgoingItem, error) {
	return b.change(func() (partner.Outgoing, error) { return b.rules.Writing.OverPortal(localID) })
}

// Close queues that a request is closed at Microsoft.
func (b *Outbox) Close(tenantID, requestID string) (contract.OutgoingItem, error) {
	return b.change(about(tenantID, func(id partner.TenantID) (partner.Outgoing, error) { return b.rules.Writing.Close(id, requestID) }))
}

// Regrade queues that an Azure ticket gets another severity.
func (b *Outbox) Regrade(tenantID, requestID, severity string) (contract.OutgoingItem, error) {
	return b.change(about(tenantID, func(id partner.TenantID) (partner.Outgoing, error) {
		return b.rules.Writing.Regrade(id, requestID, severity)
	}))
}

// about makes of what is done about a customer what change does.
func about(tenantID string, f func(partner.TenantID) (partner.Outgoing, error)) func() (partner.Outgoing, error) {
	return func() (partner.Outgoing, error) {
		id, err := partner.ParseTenantID(tenantID)
		if err != nil {
			return partner.Outgoing{}, err
		}
		return f(id)
	}
}

// TakeBack makes a draft of what is queued, blocked, rejected or handed off.
func (b *Outbox) TakeBack(localID string) (contract.OutgoingItem, error) {
	return b.change(func() (partner.Outgoing, error) { return b.items.box.TakeBack(localID) })
}

// Discard throws a draft away, or takes what arrived off the list.
func (b *Outbox) Discard(localID string) error {
	if err := b.gate.await(); err != nil {
		return err
	}
	return b.items.box.Discard(localID)
}

// Filed takes down the number that Microsoft gave to a request that was handed off, or whose sending
// was uncertain.
func (b *Outbox) Filed(localID, number string) (contract.OutgoingItem, error) {
	return b.change(func() (partner.Outgoing, error) { return b.rules.Writing.Filed(localID, number) })
}

// NotThere says of an uncertain one that Microsoft does not have it: it is sent again.
func (b *Outbox) NotThere(localID string) (contract.OutgoingItem, error) {
	return b.change(func() (partner.Outgoing, error) { return b.items.box.NotThere(localID) })
}

// Send tries everything that waits, now, in the background.
func (b *Outbox) Send() error {
	if err := b.gate.await(); err != nil {
		return err
	}
	b.items.box.Wake(outbox.WakeAll)
	return nil
}

// SendNow sends what can go now and waits for that; with the window's loop at work it lets that do it.
// What still waits afterwards says why. Its error is what kept everything from being tried.
func (a *App) SendNow(ctx context.Context, watch func(contract.OutgoingItem)) (contract.OutboxPage, error) {
	if err := a.gate.await(); err != nil {
		return contract.OutboxPage{}, err
	}
	err := a.box.Drain(ctx, func(o partner.Outgoing) {
		if watch != nil {
			watch(a.Outbox.items.of(o))
		}
	})
	page, listErr := a.Outbox.List()
	if err == nil {
		err = listErr
	}
	return page, err
}

// KeepText keeps what is being written before it can be a draft, such as a half-written note; an empty
// text is forgotten. key is the window's own.
func (b *Outbox) KeepText(key, text string) error {
	if err := b.gate.await(); err != nil {
		return err
	}
	return b.rules.Unfinished.Keep(key, text)
}

// KeptText answers with what was being written under key, or nothing.
func (b *Outbox) KeptText(key string) (string, error) {
	if err := b.gate.await(); err != nil {
		return "", err
	}
	return b.rules.Unfinished.Text(key)
}

// items shows what is outgoing, with what it waits behind and its customer's name as it is now.
type items struct {
	box     *outbox.Outbox
	catalog *catalog.Catalog
}

func (x items) of(o partner.Outgoing) contract.OutgoingItem {
	item := contract.OutgoingItem{RequestRow: contract.OutgoingRowOf(o), Draft: contract.RequestDraftOf(o), Note: o.Note, RequestID: o.RequestID,
		RequestTitle: o.RequestTitle, Change: contract.RequestChangeOf(o), NextTryAt: contract.Time(o.NextTry), SentAt: contract.Time(o.SentAt), Attempts: o.Attempts,
		Behind: x.box.Behind(o.ID), Editable: o.Editable(), History: contract.Each(o.History, func(s partner.OutStep) contract.OutgoingStep {
			return contract.OutgoingStep{At: contract.Time(s.At), Event: string(s.Event), State: string(s.State), Problem: contract.ProblemOf(s.Problem)}
		})}
	if entry, ok := x.catalog.Get(o.Tenant); ok {
		item.Customer = entry.Name
	}
	return item
}
