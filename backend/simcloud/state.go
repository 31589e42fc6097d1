package simcloud

import (
	"strconv"
	"sync"
	"time"
)

// State is what GET /_control/state tells.
type State struct {
	Customers int `json:"customers"`
	// Requests counts by "service METHOD /route", then by status. Members of a $batch stand under
	// "graph/batch"; they are no HTTP requests of their own.
	Requests map[string]map[string]int `json:"requests"`
	Tickets  []Created                 `json:"tickets"`
	Notes    []Created                 `json:"notes"`
}

// Created is a ticket, or a note on one, that a client made.
type Created struct {
	ID       string    `json:"id"`
	TenantID string    `json:"tenantId"`
	Title    string    `json:"title"`
	Text     string    `json:"text,omitempty"`
	Name     string    `json:"name,omitempty"` // that the client chose; Azure only
	Channel  string    `json:"channel"`        // azure, portal, partnercenter
	At       time.Time `json:"at"`
}

// record is what happened so far.
type record struct {
	mu       sync.Mutex
	requests map[string]map[int]int
	tickets  []Created
	notes    []Created
}

func (r *record) count(q *query, status int) {
	name := string(q.service)
	if q.member {
		name += "/batch"
	}
	name += " " + q.route
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.requests == nil {
		r.requests = map[string]map[int]int{}
	}
	if r.requests[name] == nil {
		r.requests[name] = map[int]int{}
	}
	r.requests[name][status]++
}

func (r *record) ticket(t Created) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.tickets = append(r.tickets, t)
}

func (r *record) note(n Created) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.notes = append(r.notes, n)
}

// newest is the number of the ticket that was made last.
func (r *record) newest() (string, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.tickets) == 0 {
		return "", false
	}
	return r.tickets[len(r.tickets)-1].ID, true
}

// State is a copy of what happened so far.
func (c *Cloud) State() State {
	c.record.mu.Lock()
	defer c.record.mu.Unlock()
	s := State{Customers: c.customerCount(), Requests: map[string]map[string]int{},
		Tickets: append([]Created{}, c.record.tickets...), Notes: append([]Created{}, c.record.notes...)}
	for name, by := range c.record.requests {
		s.Requests[name] = map[string]int{}
		for status, n := range by {
			s.Requests[name][strconv.Itoa(status)] = n
		}
	}
	return s
}
