package present

import "time"

// Created is a ticket, or a note on one, that a client or a person made.
type Created struct {
	ID       string    `json:"id"`
	TenantID string    `json:"tenantId"`
	Title    string    `json:"title"`
	Text     string    `json:"text,omitempty"`
	Name     string    `json:"name,omitempty"` // that the client chose; Azure only
	Channel  string    `json:"channel"`        // azure, portal, partnercenter
	At       time.Time `json:"at"`
}

// RecordTicket writes down a ticket that another room keeps.
func (s *Tickets) RecordTicket(c Created) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.made = append(s.made, c)
}

// RecordNote writes down a note on such a ticket.
func (s *Tickets) RecordNote(c Created) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.said = append(s.said, c)
}

// Recorded is a copy of what was made so far, the oldest first; lists are never nil.
func (s *Tickets) Recorded() (tickets, notes []Created) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Created{}, s.made...), append([]Created{}, s.said...)
}

// Newest is the number of the ticket that was made last.
func (s *Tickets) Newest() (string, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.made) == 0 {
		return "", false
	}
	return s.made[len(s.made)-1].ID, true
}
