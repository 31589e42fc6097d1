package world

import (
	"fmt"
	"strconv"
	"time"
)

// Ticket is a service request at Microsoft.
type Ticket struct {
	ID          string // 15 digits
	Customer    int
	Title, Text string
	Severity    string // critical, moderate, minimal
	Status      string // open, closed, attention_needed
	Product     string
	Contact     Person
	ContactMail string // may be empty
	Created     time.Time
	Modified    time.Time
	Closed      time.Time // zero: not closed
	Notes       []Note
}

// Microsoft is who writes Microsoft's notes.
const Microsoft = "Microsoft Support"

// Note is a message on a ticket.
type Note struct {
	By   string    `json:"createdByName"`
	At   time.Time `json:"-"`
	Text string    `json:"text"`
}

const maxTickets = 4

var ticketTopics = []struct{ title, text, product string }{
	{"Mail from one partner company arrives hours late", "Since Monday messages from one sender domain take up to four hours. Message trace shows them waiting in the queue.", "Exchange Online"},
	{"Users are asked to sign in again and again", "About twenty users get a sign-in prompt every hour in all desktop apps.", "Microsoft Entra ID"},
	{"Shared calendar shows no details", "Free/busy works, details are missing for delegates since the mailbox was moved.", "Exchange Online"},
	{"Site collection can't be restored", "A deleted site within its retention period can't be restored from the recycle bin.", "SharePoint Online"},
	{"Teams calls drop after 30 seconds", "Only in the branch office, only on outgoing calls.", "Microsoft Teams"},
	{"Licence count differs from invoice", "The admin center shows five licences fewer than the invoice.", "Microsoft 365 suite"},
	{"Domain can't be verified", "The TXT record is in place and visible, verification still fails.", "Microsoft 365 suite"},
	{"Device stays 'pending' in Intune", "A laptop that was enrolled last week stays in the state pending.", "Microsoft Intune"},
}

// Tickets lists customer i's service requests, the newest first.
func (w *World) Tickets(i int) []Ticket {
	if !w.chance(forTicket, i, 0, w.Scenario.Requests) {
		return nil
	}
	n := 1 + w.pick(forTicket, i, 1, maxTickets-1)
	out := make([]Ticket, 0, n)
	for k := range n {
		out = append(out, w.ticket(i, k))
	}
	return out
}

func (w *World) ticket(i, k int) Ticket {
	t := Ticket{ID: w.ticketID(i, k), Customer: i, Severity: []string{"minimal", "minimal", "moderate", "critical"}[w.pick(forTicket, i, 10+k, 4)],
		Status: "open", Contact: choose(w.dice, forPerson, i, k+1, people)}
	topic := ticketTopics[(w.pick(forTicket, i, 2, len(ticketTopics))+k)%len(ticketTopics)]
	t.Title, t.Text, t.Product = topic.title, topic.text, topic.product
	t.Created = w.day().Add(-time.Duration(24*(k*17+1)+w.pick(forTicket, i, 20+k, 200)) * time.Hour).Add(863 * time.Millisecond)
	t.Modified = t.Created.Add(5 * time.Hour)
	t.Notes = []Note{{By: Microsoft, At: t.Created.Add(2 * time.Hour), Text: "We have received your request and are looking into it."}}
	switch r := w.pick(forTicket, i, 30+k, 100); {
	case k > 0 && r < 70:
		t.Status, t.Closed = "closed", t.Created.Add(80*time.Hour)
		t.Modified = t.Closed
		t.Notes = append(t.Notes, Note{By: Microsoft, At: t.Closed, Text: "Closed as agreed on the telephone."})
	case r > 80:
		t.Status = "attention_needed"
		t.Notes = append(t.Notes, Note{By: Microsoft, At: t.Modified, Text: "Please send the output of the message trace."})
	}
	return t
}

// Ticket finds one by its id.
func (w *World) Ticket(id string) (Ticket, bool) {
	if len(id) != 15 {
		return Ticket{}, false
	}
	hidden, err := strconv.ParseUint(id[1:11], 10, 32)
	if err != nil {
		return Ticket{}, false
	}
	n := int(w.unpermute(forTicketID, uint32(hidden)))
	i, k := n/maxTickets, n%maxTickets
	if i >= w.Len() || w.ticketID(i, k) != id || k >= len(w.Tickets(i)) {
		return Ticket{}, false
	}
	return w.ticket(i, k), true
}

func (w *World) ticketID(i, k int) string {
	hidden := w.permute(forTicketID, uint32(i*maxTickets+k))
	return fmt.Sprintf("6%010d%04d", hidden, w.draw(forTicketID, int(hidden), 1)%10000)
}

// Requesters lists the customers that have tickets, in order.
func (w *World) Requesters() []int32 { return w.requesters() }

func indexRequests(w *World) []int32 {
	var out []int32
	for i := range w.Len() {
		if w.chance(forTicket, i, 0, w.Scenario.Requests) {
			out = append(out, int32(i))
		}
	}
	return out
}
