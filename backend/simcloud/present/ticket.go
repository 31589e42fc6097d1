package present

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

// Tickets are the service requests that Partner Center lists, with what people and events did to them; and
// the register of everything that was filed since the start, Azure's tickets too.
type Tickets struct {
	world *world.World

	mu      sync.Mutex
	filed   []world.Ticket // on the support page; oldest first
	changed map[string]change
	done    map[string]time.Time // MS-RequestId to when it was acted on
	numbers int                  // that were given out
	made    []Created            // tickets, on any channel; oldest first
	said    []Created            // notes on them
}

// change is what happened to one ticket since it was opened.
type change struct {
	notes  []world.Note
	status string // empty: as at the start
	at     time.Time
}

// NewTickets are those of the start.
func NewTickets(w *world.World) *Tickets {
	return &Tickets{world: w, changed: map[string]change{}, done: map[string]time.Time{}}
}

// NextNumber is the number of a new request: 15 digits, unlike those of the start, which begin with 6.
func (s *Tickets) NextNumber(at time.Time) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.numbers++
	return fmt.Sprintf("2%s%08d", at.UTC().Format("060102"), s.numbers)
}

// File keeps and records a ticket that a person filed.
func (s *Tickets) File(t world.Ticket) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.filed = append(s.filed, t)
	s.made = append(s.made, Created{ID: t.ID, TenantID: s.world.ID(t.Customer), Title: t.Title, Text: t.Text, Channel: "portal", At: t.Created})
}

// Of lists customer i's service requests: what was filed, the newest first, then those of the start.
func (s *Tickets) Of(i int) []world.Ticket {
	var out []world.Ticket
	for _, t := range slices.Backward(s.all()) {
		if t.Customer == i {
			out = append(out, t)
		}
	}
	out = append(out, s.world.Tickets(i)...)
	for k := range out {
		out[k] = s.latest(out[k])
	}
	return out
}

// Each goes through the tickets of the customers that keep wants. What was filed comes last, so that the
// offsets of those before it stay.
func (s *Tickets) Each(keep func(customer int) bool) iter.Seq[world.Ticket] {
	return func(yield func(world.Ticket) bool) {
		for _, i := range s.world.Requesters() {
			if !keep(int(i)) {
				continue
			}
			for _, t := range s.world.Tickets(int(i)) {
				if !yield(s.latest(t)) {
					return
				}
			}
		}
		for _, t := range s.all() {
			if keep(t.Customer) && !yield(s.latest(t)) {
				return
			}
		}
	}
}

// Named finds a service request by its number, listed or not.
func (s *Tickets) Named(id string) (world.Ticket, bool) {
	for _, t := range s.all() {
		if t.ID == id {
			return s.latest(t), true
		}
	}
	t, ok := s.world.Ticket(id)
	if !ok {
		return t, false
	}
	return s.latest(t), true
}

func (s *Tickets) all() []world.Ticket {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.filed)
}

// latest is a ticket with what happened to it.
func (s *Tickets) latest(t world.Ticket) world.Ticket {
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
func (s *Tickets) change(t world.Ticket, status string, n world.Note) {
	ch := s.changed[t.ID]
	if n.Text != "" {
		ch.notes = append(slices.Clone(ch.notes), n)
	}
	if ch.at = n.At; status != "" {
		ch.status = status
	}
	s.changed[t.ID] = ch
}

// Answer is what Microsoft does to a ticket: a new state, and a note where it has a text.
func (s *Tickets) Answer(t world.Ticket, status string, n world.Note) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.change(t, status, n)
}

// Update adds and records a note of the partner's where it has a text, and sets the status where there is one, unless
// the request's id was acted on before. A note answers what Microsoft waited for.
func (s *Tickets) Update(requestID string, t world.Ticket, status string, n world.Note) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for id, at := range s.done {
		if n.At.Sub(at) > answeredFor {
			delete(s.done, id)
		}
	}
	if id := strings.ToLower(requestID); id != "" {
		if _, again := s.done[id]; again {
			return
		}
		s.done[id] = n.At
	}
	was := t.Status
	if ch := s.changed[t.ID].status; ch != "" {
		was = ch
	}
	if was == "attention_needed" && status == "" {
		status = "open"
	}
	if s.change(t, status, n); n.Text == "" {
		return
	}
	s.said = append(s.said, Created{ID: t.ID, TenantID: s.world.ID(t.Customer), Title: t.Title, Text: n.Text, Channel: "partnercenter", At: n.At})
}
