package simcloud

import (
	"fmt"
	"iter"
	"slices"
	"strings"
	"sync"
	"time"

	"tenantry/backend/simcloud/world"
)

// answeredFor is how long a repeated MS-RequestId gets its first answer again. No document says how
// long (api/facts.md 2.0); a client must not rely on it.
const answeredFor = 10 * time.Minute

// tickets is what people and events did to the service requests that Partner Center lists.
type tickets struct {
	mu      sync.Mutex
	filed   []world.Ticket // on the support page; oldest first
	changed map[string]ticketChange
	done    map[string]time.Time // MS-RequestId to when it was acted on
}

// ticketChange is what happened to one ticket since it was opened.
type ticketChange struct {
	notes  []world.Note
	status string // empty: as at the start
	at     time.Time
}

// latest is a ticket with what happened to it.
func (s *tickets) latest(t world.Ticket) world.Ticket {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch, ok := s.changed[t.ID]
	if !ok {
		return t
	}
	t.Notes = append(slices.Clone(t.Notes), ch.notes...)
	t.Modified = ch.at
	if ch.status != "" {
		t.Status, t.Closed = ch.status, time.Time{}
		if ch.status == "closed" {
			t.Closed = ch.at
		}
	}
	return t
}

// change is for callers that hold the lock. An empty status leaves it, an empty text adds no note.
func (s *tickets) change(t world.Ticket, status string, n world.Note) {
	ch := s.changed[t.ID]
	if n.Text != "" {
		ch.notes = append(slices.Clone(ch.notes), n)
	}
	if ch.at = n.At; status != "" {
		ch.status = status
	}
	set(&s.changed, t.ID, ch)
}

// happen is change for events.
func (s *tickets) happen(t world.Ticket, status string, n world.Note) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.change(t, status, n)
}

// note adds a customer's note, unless the request's id was acted on before. It answers what Microsoft
// waited for.
func (s *tickets) note(requestID string, t world.Ticket, n world.Note) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	for id, at := range s.done {
		if n.At.Sub(at) > answeredFor {
			delete(s.done, id)
		}
	}
	if id := strings.ToLower(requestID); id != "" {
		if _, again := s.done[id]; again {
			return false
		}
		set(&s.done, id, n.At)
	}
	status, was := "", t.Status
	if ch := s.changed[t.ID].status; ch != "" {
		was = ch
	}
	if was == "attention_needed" {
		status = "open"
	}
	s.change(t, status, n)
	return true
}

// file keeps a ticket that a person filed.
func (s *tickets) file(t world.Ticket) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.filed = append(s.filed, t)
}

func (s *tickets) all() []world.Ticket {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.filed)
}

// ticketsOf lists customer i's service requests as they are now: what was filed, the newest first, then
// those of the start.
func (c *Cloud) ticketsOf(i int) []world.Ticket {
	var out []world.Ticket
	for _, t := range slices.Backward(c.tickets.all()) {
		if t.Customer == i {
			out = append(out, t)
		}
	}
	out = append(out, c.world.Tickets(i)...)
	for k := range out {
		out[k] = c.tickets.latest(out[k])
	}
	return out
}

// everyTicket goes through the tickets of all customers that Partner Center lists. What was filed comes
// last, so that the offsets of those before it stay.
func (c *Cloud) everyTicket() iter.Seq[world.Ticket] {
	return func(yield func(world.Ticket) bool) {
		for _, i := range c.world.Requesters() {
			if !c.listed(world.PartnerCenter, int(i)) {
				continue
			}
			for _, t := range c.world.Tickets(int(i)) {
				if !yield(c.tickets.latest(t)) {
					return
				}
			}
		}
		for _, t := range c.tickets.all() {
			if c.listed(world.PartnerCenter, t.Customer) && !yield(c.tickets.latest(t)) {
				return
			}
		}
	}
}

// ticketNamed finds a service request by its number, listed or not.
func (c *Cloud) ticketNamed(id string) (world.Ticket, bool) {
	for _, t := range c.tickets.all() {
		if t.ID == id {
			return c.tickets.latest(t), true
		}
	}
	t, ok := c.world.Ticket(id)
	if !ok {
		return t, false
	}
	return c.tickets.latest(t), true
}

// nextNumber is the number of a new request: 15 digits, unlike those of the start, which begin with 6.
func (c *Cloud) nextNumber(at time.Time) string {
	return fmt.Sprintf("2%s%08d", at.UTC().Format("060102"), c.numbers.Add(1))
}
