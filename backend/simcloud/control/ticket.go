package control

import (
	"errors"
	"fmt"
	"time"

	"tenantry/backend/simcloud/world"
)

// answerTicket adds a note of Microsoft's to a ticket that then waits for an answer.
func (p *Panel) answerTicket(e Event) error {
	if e.Text == "" {
		e.Text = "Please tell us when the problem was seen last, and send us a screenshot of it."
	}
	return p.atTicket(e, "attention_needed", func(number string, at time.Time) bool { return p.Azure.Answer(number, e.Text, at) })
}

// closeTicket closes a ticket, with a note where the event has a text.
func (p *Panel) closeTicket(e Event) error { return p.atTicket(e, "closed", p.Azure.Close) }

// refuseTicket makes the next Azure tickets of customers fail in their operations, as many as the event counts.
func (p *Panel) refuseTicket(e Event) error {
	return p.at(e, func(of []int) {
		for _, i := range of {
			p.Azure.Refuse(i, max(e.Count, 1), e.Code, e.Text)
		}
	})
}

// atTicket changes the ticket that the event names, or the one that was filed last.
func (p *Panel) atTicket(e Event, status string, azure func(number string, at time.Time) bool) error {
	at := p.Now().UTC()
	if e.Ticket == "" {
		newest, ok := p.Tickets.Newest()
		if !ok {
			return errors.New("nobody filed a ticket; name one")
		}
		e.Ticket = newest
	}
	if t, ok := p.Tickets.Named(e.Ticket); ok {
		p.Tickets.Answer(t, status, world.Note{By: world.Microsoft, At: at, Text: e.Text})
		return nil
	}
	if !azure(e.Ticket, at) {
		return fmt.Errorf("no ticket %q", e.Ticket)
	}
	return nil
}
