package simcloud

import (
	"errors"
	"fmt"

	"github.com/google/uuid"

	"tenantry/backend/simcloud/world"
)

const microsoftSupport = "Microsoft Support"

// answerTicket adds a note of Microsoft's to a ticket that then waits for an answer. Azure's tickets have
// no state for that; they get the message.
func (c *Cloud) answerTicket(e Event) error {
	if e.Text == "" {
		e.Text = "Please tell us when the problem was seen last, and send us a screenshot of it."
	}
	return c.atTicket(e, "attention_needed", func(t *azureTicket) {
		t.messages = append(t.messages, azureMessage{name: uuid.NewString(), subject: "Your request " + t.number, body: e.Text,
			sender: "support@mail.support.example", inbound: true, at: c.now().UTC()})
	})
}

// closeTicket closes a ticket, with a note where the event has a text.
func (c *Cloud) closeTicket(e Event) error {
	return c.atTicket(e, "closed", func(t *azureTicket) { t.status = "Closed" })
}

// atTicket changes the ticket that the event names, or the one that was filed last.
func (c *Cloud) atTicket(e Event, status string, azure func(*azureTicket)) error {
	at := c.now().UTC()
	if e.Ticket == "" {
		newest, ok := c.record.newest()
		if !ok {
			return errors.New("nobody filed a ticket; name one")
		}
		e.Ticket = newest
	}
	if t, ok := c.ticketNamed(e.Ticket); ok {
		c.tickets.happen(t, status, world.Note{By: microsoftSupport, At: at, Text: e.Text})
		return nil
	}
	if !c.azure.change(e.Ticket, at, azure) {
		return fmt.Errorf("no ticket %q", e.Ticket)
	}
	return nil
}
