package azure

import (
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/google/uuid"

	"tenantry/backend/simcloud/world"
)

// register keeps the tickets that were opened in subscriptions, and what became of the calls that
// opened them.
type register struct {
	mu         sync.Mutex
	tickets    []*ticket // oldest first
	operations map[string]*operation
	refusals   map[int][]refusal // by customer: of the next tickets, the first first
}

// find is for callers that hold the lock.
func (d *register) find(s world.AzureSubscription, name string) *ticket {
	i := slices.IndexFunc(d.tickets, func(t *ticket) bool { return t.subscription.ID == s.ID && strings.EqualFold(t.name, name) })
	if i < 0 {
		return nil
	}
	return d.tickets[i]
}

// copied is the ticket as it is now.
func (t *ticket) copied() ticket {
	out := *t
	out.messages = slices.Clone(t.messages)
	return out
}

// open keeps a new ticket; false: its name is taken.
func (d *register) open(t *ticket) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.find(t.subscription, t.name) != nil {
		return false
	}
	d.tickets = append(d.tickets, t)
	return true
}

func (d *register) named(s world.AzureSubscription, name string) (ticket, bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	t := d.find(s, name)
	if t == nil {
		return ticket{}, false
	}
	return t.copied(), true
}

// taken says whether a ticket of the subscription has the name.
func (d *register) taken(s world.AzureSubscription, name string) bool {
	_, taken := d.named(s, name)
	return taken
}

// edit changes a ticket by name; without one it does nothing.
func (d *register) edit(s world.AzureSubscription, name string, do func(*ticket)) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if t := d.find(s, name); t != nil {
		do(t)
	}
}

// in lists a subscription's tickets, the newest first.
func (d *register) in(s world.AzureSubscription) []ticket {
	d.mu.Lock()
	defer d.mu.Unlock()
	var out []ticket
	for _, t := range slices.Backward(d.tickets) {
		if t.subscription.ID == s.ID {
			out = append(out, t.copied())
		}
	}
	return out
}

// say adds a message to a ticket; false: the message's name is taken, or the ticket is not there.
func (d *register) say(s world.AzureSubscription, name string, m message) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	t := d.find(s, name)
	if t == nil || slices.ContainsFunc(t.messages, func(x message) bool { return strings.EqualFold(x.name, m.name) }) {
		return false
	}
	t.messages, t.modified = append(t.messages, m), m.at
	return true
}

// change is what events do to the ticket with a number; false: there is none.
func (d *register) change(number string, at time.Time, do func(*ticket)) bool {
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

// Answer adds a message of Microsoft's to the ticket with a number; false: there is none. Azure's tickets
// have no state in which they wait for an answer.
func (api *API) Answer(number, text string, at time.Time) bool {
	return api.register.change(number, at, func(t *ticket) {
		engineer := "support@mail.support.example"
		t.engineer = &engineer
		t.messages = append(t.messages, message{name: uuid.NewString(), subject: "Your request " + t.number, body: text,
			sender: engineer, inbound: true, at: at})
	})
}

// Close closes the ticket with a number; false: there is none.
func (api *API) Close(number string, at time.Time) bool {
	return api.register.change(number, at, func(t *ticket) { t.status = "Closed" })
}
