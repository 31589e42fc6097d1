package app

import (
	"errors"
	"regexp"
	"slices"
	"strings"

	"tenantry/app/contract"
	"tenantry/backend/fault"
	"tenantry/backend/outbox"
	"tenantry/backend/partner"
)

// Outbox is what the user wrote for Microsoft: drafts, what is on its way, and what arrived.
type Outbox struct{ a *App }

// maxSent is how many of what arrived a list shows: it is read again at every change.
const maxSent = 200

// List answers with everything that is on its way, and the newest of what arrived; the newest first.
func (b *Outbox) List() (contract.OutboxPage, error) {
	if err := b.a.await(); err != nil {
		return contract.OutboxPage{}, err
	}
	mine := b.a.mine()
	shown, sent := []partner.Outgoing{}, 0
	for _, o := range mine {
		if o.State == partner.Sent {
			sent++
		}
		if o.State != partner.Sent || sent <= maxSent {
			shown = append(shown, o)
		}
	}
	page := contract.OutboxPage{Requests: contract.Each(shown, b.a.toItem), Sent: sent, Elsewhere: len(b.a.box.List()) - len(mine),
		Damaged: contract.Each(b.a.box.Damaged(), func(err error) string { return err.Error() })}
	for _, o := range mine {
		switch {
		case o.State == partner.Drafted:
			page.Drafts++
		case o.Waiting():
			page.Waiting++
		}
		if o.NeedsPerson() {
			page.Needs++
		}
	}
	return page, nil
}

// Get answers with something outgoing by its local id, also with what a list no longer shows.
func (b *Outbox) Get(localID string) (contract.OutgoingItem, error) {
	if err := b.a.await(); err != nil {
		return contract.OutgoingItem{}, err
	}
	return b.a.item(b.a.outgoing(localID))
}

// Save keeps a draft as it is typed; one with no local id is new. One that was queued, blocked or
// rejected is taken back by it.
func (b *Outbox) Save(d contract.RequestDraft) (contract.OutgoingItem, error) {
	if err := b.a.await(); err != nil {
		return contract.OutgoingItem{}, err
	}
	if c := contract.ChannelOf(d); c != partner.ByAzure && c != partner.ByPortal {
		f := fault.New(fault.Invalid, "outgoing_channel")
		f.Fields = fault.Fields{"channel": f.Message}
		return contract.OutgoingItem{}, f
	}
	if d.LocalID == "" {
		return b.add(d)
	}
	return b.a.item(b.a.box.Edit(d.LocalID, func(o *partner.Outgoing) error {
		if o.Channel == partner.ByNote {
			return fault.New(fault.Invalid, "outgoing_is_note", "id", o.ID)
		}
		if d.TenantID != "" && d.TenantID != string(o.Tenant) {
			tenant, err := partner.ParseTenantID(d.TenantID)
			if err != nil {
				return err
			}
			b.a.addressed(o, tenant)
		}
		o.Channel, o.Draft = contract.ChannelOf(d), contract.DraftOf(d)
		return nil
	}))
}

func (b *Outbox) add(d contract.RequestDraft) (contract.OutgoingItem, error) {
	o := partner.Outgoing{Channel: contract.ChannelOf(d), Draft: contract.DraftOf(d)}
	id, err := partner.ParseTenantID(d.TenantID)
	if err != nil {
		return contract.OutgoingItem{}, err
	}
	b.a.addressed(&o, id)
	return b.a.item(b.a.box.Add(o))
}

// addressed says whose request it is: the customer, and the partner account as which it is written.
// What is written for a customer that has just left the list is kept all the same; it can't be queued.
func (a *App) addressed(o *partner.Outgoing, id partner.TenantID) {
	o.Tenant, o.Partner = id, a.owner()
	if entry, ok := a.catalog.Get(id); ok {
		o.Customer = entry.Name
	}
}

// owner is the partner tenant as whom the user works; empty when nobody ever signed in.
func (a *App) owner() string {
	if l := a.link.Load(); l != nil {
		if acc, ok := l.session.Account(); ok {
			return acc.Tenant
		}
	}
	var owner string
	_, _ = a.cache.Book().Get(ownerKey, &owner) // without it the account is simply not compared
	return owner
}

// mine is what was written as the partner as whom the user works, the newest first: no customer of one
// partner is shown to another.
func (a *App) mine() []partner.Outgoing {
	owner := a.owner()
	return slices.DeleteFunc(a.box.List(), func(o partner.Outgoing) bool {
		return owner != "" && o.Partner != "" && !strings.EqualFold(o.Partner, owner)
	})
}

// Queue lets a draft go, once it passes Check's blocking findings. It goes out by itself; over the portal as
// soon as it is handed off.
func (b *Outbox) Queue(localID string) (contract.OutgoingItem, error) {
	if err := b.a.await(); err != nil {
		return contract.OutgoingItem{}, err
	}
	o, err := b.a.box.Queue(localID, func(o *partner.Outgoing) error {
		if o.Channel == partner.ByNote {
			o.Note = partner.CleanText(o.Note)
			return partner.CheckNote(o.Note)
		}
		o.Draft = o.Draft.Clean()
		return b.a.mayQueue(*o)
	})
	if err == nil && o.Channel != partner.ByNote {
		b.a.rememberContact(o.Draft)
	}
	return b.a.item(o, err)
}

// AddNote queues a note on a service request. One that can't go as it is is refused and not kept: whoever
// wrote it has it still.
func (b *Outbox) AddNote(tenantID, requestID, text string) (contract.OutgoingItem, error) {
	if err := b.a.await(); err != nil {
		return contract.OutgoingItem{}, err
	}
	id, err := partner.ParseTenantID(tenantID)
	if err != nil {
		return contract.OutgoingItem{}, err
	}
	requestID, text = strings.TrimSpace(requestID), partner.CleanText(text)
	if err := partner.CheckNote(text); err != nil {
		return contract.OutgoingItem{}, err
	}
	if !requestNumber.MatchString(requestID) {
		return contract.OutgoingItem{}, badNumber("requestId")
	}
	o := partner.Outgoing{Channel: partner.ByNote, RequestID: requestID, RequestTitle: requestID, Note: text}
	b.a.addressed(&o, id)
	if r, ok := b.a.keptRequest(id, requestID); ok {
		o.RequestTitle, o.RequestResource = r.Title, r.Resource
	} else if mine, ok := b.a.sentAs(id, requestID); ok {
		o.RequestTitle, o.RequestResource = mine.Title(), mine.Resource
	}
	o, err = b.a.box.Add(o)
	if err != nil {
		return contract.OutgoingItem{}, err
	}
	return b.Queue(o.ID)
}

// SaveNote changes the text of a note that is not on its way, and makes a draft of it.
func (b *Outbox) SaveNote(localID, text string) (contract.OutgoingItem, error) {
	if err := b.a.await(); err != nil {
		return contract.OutgoingItem{}, err
	}
	return b.a.item(b.a.box.Edit(localID, func(o *partner.Outgoing) error {
		if o.Channel != partner.ByNote {
			return fault.New(fault.Invalid, "outgoing_is_request", "id", o.ID)
		}
		o.Note = text
		return nil
	}))
}

// TakeBack makes a draft of what is queued, blocked, rejected or handed off.
func (b *Outbox) TakeBack(localID string) (contract.OutgoingItem, error) {
	if err := b.a.await(); err != nil {
		return contract.OutgoingItem{}, err
	}
	return b.a.item(b.a.box.TakeBack(localID))
}

// Discard throws a draft away, or takes what arrived off the list.
func (b *Outbox) Discard(localID string) error {
	if err := b.a.await(); err != nil {
		return err
	}
	return b.a.box.Discard(localID)
}

// requestNumber is what Microsoft's numbers look like, and a little more: the pattern may change
// (api/facts.md 2.7).
var requestNumber = regexp.MustCompile(`^[0-9A-Za-z_-]{4,64}$`)

func badNumber(field string) error {
	f := fault.New(fault.Invalid, "outgoing_number")
	f.Fields = fault.Fields{field: f.Message}
	return f
}

// Filed takes down the number that Microsoft gave to a request that was handed off, or whose sending
// was uncertain.
func (b *Outbox) Filed(localID, number string) (contract.OutgoingItem, error) {
	if err := b.a.await(); err != nil {
		return contract.OutgoingItem{}, err
	}
	number = strings.Join(strings.Fields(strings.TrimPrefix(strings.TrimSpace(number), "#")), "")
	if !requestNumber.MatchString(number) {
		return contract.OutgoingItem{}, badNumber("number")
	}
	o, err := b.a.outgoing(localID)
	if err != nil {
		return contract.OutgoingItem{}, err
	}
	resource := ""
	if o.Channel == partner.ByAzure {
		resource = azureTicket(o)
	}
	return b.a.item(b.a.box.Found(localID, number, resource))
}

// NotThere says of an uncertain one that Microsoft does not have it: it is sent again.
func (b *Outbox) NotThere(localID string) (contract.OutgoingItem, error) {
	if err := b.a.await(); err != nil {
		return contract.OutgoingItem{}, err
	}
	return b.a.item(b.a.box.NotThere(localID))
}

// Send tries everything that waits, now, in the background.
func (b *Outbox) Send() error {
	if err := b.a.await(); err != nil {
		return err
	}
	b.a.box.Wake(outbox.WakeAll)
	return nil
}

// outgoing finds something by its local id.
func (a *App) outgoing(id string) (partner.Outgoing, error) {
	if o, ok := a.box.Get(id); ok {
		return o, nil
	}
	return partner.Outgoing{}, fault.New(fault.Missing, "outgoing_unknown_id", "id", id).With(fault.CorrectInput)
}

// item is what a change of something outgoing answers with.
func (a *App) item(o partner.Outgoing, err error) (contract.OutgoingItem, error) {
	if err != nil {
		return contract.OutgoingItem{}, err
	}
	return a.toItem(o), nil
}

// clearOutbox throws everything away that is outgoing: the user asked for the journal to be wiped.
func (a *App) clearOutbox() error {
	var errs []error
	for _, id := range a.box.IDs() {
		errs = append(errs, a.box.Erase(id))
	}
	return errors.Join(errs...)
}

// toItem is something outgoing as both faces show it.
func (a *App) toItem(o partner.Outgoing) contract.OutgoingItem {
	item := contract.OutgoingItem{RequestRow: contract.OutgoingRowOf(o), Draft: contract.RequestDraftOf(o), Note: o.Note, RequestID: o.RequestID,
		RequestTitle: o.RequestTitle, NextTryAt: contract.Time(o.NextTry), SentAt: contract.Time(o.SentAt), Attempts: o.Attempts,
		Behind: a.box.Behind(o.ID), Editable: o.Editable(), History: contract.Each(o.History, func(s partner.OutStep) contract.OutgoingStep {
			return contract.OutgoingStep{At: contract.Time(s.At), Event: string(s.Event), State: string(s.State), Problem: contract.ProblemOf(s.Problem)}
		})}
	if entry, ok := a.catalog.Get(o.Tenant); ok {
		item.Customer = entry.Name
	}
	return item
}
