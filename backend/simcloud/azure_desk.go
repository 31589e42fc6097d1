package simcloud

import (
	"slices"
	"strings"
	"sync"
	"time"

	"tenantry/backend/simcloud/world"
)

// azureDesk keeps the tickets that were opened in subscriptions, and what became of the calls that
// opened them.
type azureDesk struct {
	mu         sync.Mutex
	tickets    []*azureTicket // oldest first
	operations map[string]*operation
}

// find is for callers that hold the lock.
func (d *azureDesk) find(s world.AzureSubscription, name string) *azureTicket {
	i := slices.IndexFunc(d.tickets, func(t *azureTicket) bool { return t.subscription.ID == s.ID && strings.EqualFold(t.name, name) })
	if i < 0 {
		return nil
	}
	return d.tickets[i]
}

// copied is the ticket as it is now.
func (t *azureTicket) copied() azureTicket {
	out := *t
	out.messages = slices.Clone(t.messages)
	return out
}

// open keeps a new ticket; false: its name is taken.
func (d *azureDesk) open(t *azureTicket) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.find(t.subscription, t.name) != nil {
		return false
	}
	d.tickets = append(d.tickets, t)
	return true
}

func (d *azureDesk) named(s world.AzureSubscription, name string) (azureTicket, bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	t := d.find(s, name)
	if t == nil {
		return azureTicket{}, false
	}
	return t.copied(), true
}

// in lists a subscription's tickets, the newest first.
func (d *azureDesk) in(s world.AzureSubscription) []azureTicket {
	d.mu.Lock()
	defer d.mu.Unlock()
	var out []azureTicket
	for _, t := range slices.Backward(d.tickets) {
		if t.subscription.ID == s.ID {
			out = append(out, t.copied())
		}
	}
	return out
}

// say adds a message to a ticket; false: the message's name is taken, or the ticket is not there.
func (d *azureDesk) say(s world.AzureSubscription, name string, m azureMessage) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	t := d.find(s, name)
	if t == nil || slices.ContainsFunc(t.messages, func(x azureMessage) bool { return strings.EqualFold(x.name, m.name) }) {
		return false
	}
	t.messages, t.modified = append(t.messages, m), m.at
	return true
}

// change is what events do to the ticket with a number; false: there is none.
func (d *azureDesk) change(number string, at time.Time, do func(*azureTicket)) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, t := range d.tickets {
		if t.number == number {
			do(t)
			t.modified = at
			return true
		}
	}
	return false
}
