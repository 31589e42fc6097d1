package outbox

import (
	"crypto/rand"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

// Add keeps a new draft with o's content and gives it its local id.
func (b *Outbox) Add(o partner.Outgoing) (partner.Outgoing, error) {
	now := b.now()
	draft := partner.Outgoing{State: partner.Drafted, CreatedAt: now, UpdatedAt: now}
	takeContent(&draft, o)
	if err := b.add(&draft); err != nil {
		return partner.Outgoing{}, err
	}
	b.announce()
	return draft, nil
}

func (b *Outbox) add(draft *partner.Outgoing) error {
	b.writes.Lock()
	defer b.writes.Unlock()
	for draft.ID = b.newID(); !b.free(draft.ID); draft.ID = b.newID() {
	}
	if err := b.o.Journal.Put(*draft); err != nil {
		return err
	}
	b.mu.Lock()
	kept := *draft
	b.items[draft.ID] = &kept
	b.mu.Unlock()
	return nil
}

func (b *Outbox) free(id string) bool {
	b.mu.RLock()
	defer b.mu.RUnlock()
	return b.items[id] == nil && b.damaged[id] == nil
}

// newID is a prefix and six of Crockford's letters, which nobody mistakes for one another on the phone.
func newID(prefix string) string {
	const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
	var id [6]byte
	_, _ = rand.Read(id[:]) // never fails
	for i, c := range id {
		id[i] = letters[int(c)%len(letters)]
	}
	return prefix + string(id[:])
}

// takeContent copies what the user writes; the rest belongs to the outbox.
func takeContent(o *partner.Outgoing, from partner.Outgoing) {
	o.Tenant, o.Customer, o.Partner, o.Channel, o.Draft = from.Tenant, from.Customer, from.Partner, from.Channel, from.Draft
	o.RequestID, o.RequestTitle, o.RequestResource, o.Note = from.RequestID, from.RequestTitle, from.RequestResource, from.Note
	o.ToStatus, o.ToSeverity = from.ToStatus, from.ToSeverity
}

// Edit lets change alter the content of one that is not on its way. One that was queued, blocked or
// rejected is taken back to a draft in the same write. An error of change is returned as it is. What may
// still arrive where it was sent to (partner.Outgoing.MayArrive) can't be sent to another subscription or
// customer: a fault of kind Conflict.
func (b *Outbox) Edit(id string, change func(*partner.Outgoing) error) (partner.Outgoing, error) {
	return result(b.change(id, func(o partner.Outgoing) (partner.Outgoing, error) {
		if !o.Editable() {
			return o, fault.New(fault.Conflict, "outgoing_no_change", "id", o.ID, "state", o.State.Words())
		}
		if o.State != partner.Drafted {
			var err error
			if o, err = o.Next(partner.Outcome{Event: partner.WasTakenBack}, b.now()); err != nil {
				return o, err
			}
		}
		edited := own(&o)
		if err := change(&edited); err != nil {
			return o, err
		}
		if o.MayArrive() && edited.Channel == o.Channel && address(&edited) != address(&o) {
			return o, fault.New(fault.Conflict, "outgoing_elsewhere", "id", o.ID)
		}
		takeContent(&o, edited)
		o.UpdatedAt = b.now()
		return o, nil
	}))
}

// address is where a name counts: the same name in another subscription, or on another ticket, is another
// thing.
func address(o *partner.Outgoing) [3]string {
	return [3]string{string(o.Tenant), o.Draft.Subscription, o.RequestResource}
}

// Queue lets a draft go; it takes the last place in the line of its ticket. check, which may be nil, gives its
// content the last touch and says what keeps it from going: what it passed is what is queued, in one write.
// It may read the outbox, not change it; its error is returned as it is.
func (b *Outbox) Queue(id string, check func(*partner.Outgoing) error) (partner.Outgoing, error) {
	return result(b.change(id, func(o partner.Outgoing) (partner.Outgoing, error) {
		n, err := o.Next(partner.Outcome{Event: partner.WasQueued, Place: b.lastPlace() + 1}, b.now())
		if err != nil || check == nil {
			return n, err
		}
		checked := own(&o)
		if err := check(&checked); err != nil {
			return o, err
		}
		takeContent(&n, checked)
		return n, nil
	}))
}

func (b *Outbox) lastPlace() (last int64) {
	b.mu.RLock()
	defer b.mu.RUnlock()
	for _, item := range b.items {
		last = max(last, item.Place)
	}
	return last
}

// TakeBack makes a draft of what is queued, blocked, rejected or handed off.
func (b *Outbox) TakeBack(id string) (partner.Outgoing, error) {
	return result(b.change(id, func(o partner.Outgoing) (partner.Outgoing, error) {
		return o.Next(partner.Outcome{Event: partner.WasTakenBack}, b.now())
	}))
}

// Discard removes a draft, what was rejected, what arrived, or what can't be read. Anything else is a fault
// of kind Conflict: take it back first, or settle it.
func (b *Outbox) Discard(id string) error {
	return b.remove(id, func(o *partner.Outgoing) error {
		switch o.State {
		case partner.Drafted, partner.Rejected, partner.Sent:
			return nil
		}
		return fault.New(fault.Conflict, "outgoing_no_discard", "id", o.ID, "state", o.State.Words())
	})
}

// Erase removes whatever is not being sent at this moment: for who wipes the journal.
func (b *Outbox) Erase(id string) error {
	return b.remove(id, func(o *partner.Outgoing) error {
		if o.State == partner.Sending {
			return fault.New(fault.Conflict, "outgoing_sending_now", "id", o.ID)
		}
		return nil
	})
}

func (b *Outbox) remove(id string, may func(*partner.Outgoing) error) error {
	err := func() error {
		b.writes.Lock()
		defer b.writes.Unlock()
		b.mu.RLock()
		o, damaged := b.items[id], b.damaged[id]
		b.mu.RUnlock()
		switch {
		case o != nil:
			if err := may(o); err != nil {
				return err
			}
		case damaged == nil:
			return fault.New(fault.Missing, "outgoing_unknown", "id", id).With(fault.CorrectInput)
		}
		if err := b.o.Journal.Delete(id); err != nil {
			return err
		}
		b.mu.Lock()
		defer b.mu.Unlock()
		delete(b.items, id)
		delete(b.damaged, id)
		delete(b.ours, id)
		return nil
	}()
	if err == nil {
		b.announce()
	}
	return err
}

// HandOff records that a person gets the text of a queued or blocked portal request, to file it. Where
// Allowed says no, it is held with that problem, and the problem is returned.
func (b *Outbox) HandOff(id string) (partner.Outgoing, error) {
	was := b.get(id)
	if was == nil || was.Channel != partner.ByPortal || was.State != partner.Queued && was.State != partner.Blocked {
		return result(b.change(id, func(o partner.Outgoing) (partner.Outgoing, error) {
			if o.Channel != partner.ByPortal {
				return o, fault.New(fault.Conflict, "outgoing_by_itself", "id", o.ID)
			}
			return o.Next(partner.Outcome{Event: partner.WasStarted}, b.now()) // says why not
		}))
	}
	if err := b.o.Allowed(*was); err != nil {
		held, writeErr := b.hold(was, err)
		if writeErr != nil {
			return result(held, writeErr)
		}
		return own(held), err
	}
	steps := []partner.Outcome{{Event: partner.WasStarted}, {Event: partner.WasHandedOff}}
	if was.State == partner.Blocked {
		steps = append([]partner.Outcome{{Event: partner.WasReleased}}, steps...)
	}
	return result(b.advance(was, steps...))
}

// Found records that what was handed off, or uncertain, is at Microsoft: a sync saw the reference, or a person typed
// the number; unseen says that no list shows that number. Such a number can be corrected by another one.
func (b *Outbox) Found(id, number, resource string, unseen bool) (partner.Outgoing, error) {
	return result(b.change(id, func(o partner.Outgoing) (partner.Outgoing, error) {
		return o.Next(partner.Outcome{Event: partner.WasFound, Number: number, Resource: resource, Unseen: unseen}, b.now())
	}))
}

// Seen records that a list of Microsoft's shows the number that a person typed.
func (b *Outbox) Seen(id string) (partner.Outgoing, error) {
	return result(b.change(id, func(o partner.Outgoing) (partner.Outgoing, error) {
		return o.Next(partner.Outcome{Event: partner.WasSeen}, b.now())
	}))
}

// NotThere records that a person looked for an uncertain one and did not find it: it is sent again, after
// one more reading. Before the first reading of the outbox itself it is a fault of kind Conflict: what is
// on its way may still arrive.
func (b *Outbox) NotThere(id string) (partner.Outgoing, error) {
	return result(b.change(id, func(o partner.Outgoing) (partner.Outgoing, error) {
		if o.State == partner.Uncertain && o.Reads == 0 && !ahead(&o, b.now()) {
			return o, fault.New(fault.Conflict, "outgoing_looked_for", "id", o.ID).With(fault.WaitAndRetry)
		}
		return o.Next(partner.Outcome{Event: partner.WasNotFound}, b.now())
	}))
}

// result hands a change out as a copy.
func result(o *partner.Outgoing, err error) (partner.Outgoing, error) {
	if err != nil {
		return partner.Outgoing{}, err
	}
	return own(o), nil
}
