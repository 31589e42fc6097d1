package simcloud

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"tenantry/backend/simcloud/world"
)

type noteRow struct {
	By   string `json:"createdByName"`
	At   string `json:"createdDate"`
	Text string `json:"text"`
}

type contactRow struct {
	LastName  string `json:"lastName"`
	FirstName string `json:"firstName"`
	Mail      string `json:"email,omitempty"`
}

type orgRow struct {
	ID    string  `json:"id"`
	Name  string  `json:"name"`
	Phone *string `json:"phoneNumber"`
}

type ticketRow struct {
	ID           string      `json:"id"`
	Title        string      `json:"title"`
	Description  string      `json:"description,omitempty"`
	Severity     any         `json:"severity"`
	Status       any         `json:"status"`
	Topic        string      `json:"supportTopicName,omitempty"`
	Product      string      `json:"productName,omitempty"`
	Organization *orgRow     `json:"organization,omitempty"`
	Contact      *contactRow `json:"primaryContact,omitempty"`
	Created      string      `json:"createdDate"`
	Modified     string      `json:"lastModifiedDate"`
	Closed       string      `json:"lastClosedDate"`
	Notes        []noteRow   `json:"notes,omitempty"`
	Attributes   attributes  `json:"attributes"`
}

// The order of the official SDK, in which the numbers of the documented list count (api/facts.md 2.5).
var (
	severities = []string{"unknown", "critical", "moderate", "minimal"}
	statuses   = []string{"none", "open", "closed", "attention_needed"}
)

// ticketHead is a ticket as lists show it: numbers for severity and status at two customers in three.
func (c *Cloud) ticketHead(t world.Ticket) ticketRow {
	row := ticketRow{ID: t.ID, Title: t.Title, Severity: t.Severity, Status: t.Status, Contact: &contactRow{t.Contact.Last, t.Contact.First, t.ContactMail},
		Created: partnerStamp(t.Created), Modified: partnerStamp(t.Modified), Closed: partnerStamp(t.Closed), Attributes: attributes{Type: "ServiceRequest"}}
	if t.Customer%3 != 2 {
		row.Severity, row.Status = slices.Index(severities, t.Severity), slices.Index(statuses, t.Status)
	}
	return row
}

// ticketWhole is a ticket as it is read by id: words, notes, and whose it is.
func (c *Cloud) ticketWhole(t world.Ticket) ticketRow {
	row := c.ticketHead(t)
	row.Severity, row.Status, row.Description, row.Product, row.Topic = t.Severity, t.Status, t.Text, t.Product, t.Product
	row.Organization = &orgRow{ID: c.world.ID(t.Customer), Name: c.world.Name(t.Customer)}
	for _, n := range t.Notes {
		row.Notes = append(row.Notes, noteRow{n.By, partnerStamp(n.At), n.Text})
	}
	return row
}

// requestWindow reads size and offset of a list of service requests.
func requestWindow(q *query) (size, offset int, ok bool) {
	size, offset, ok = 500, 0, true
	if q.opts.Has("size") {
		size, ok = number(q.opts.Get("size"))
		ok = ok && size >= 1 && size <= 1000
	}
	if q.opts.Has("offset") {
		n, isNumber := number(q.opts.Get("offset"))
		offset, ok = n, ok && isNumber && n >= 0
	}
	return size, offset, ok
}

func badWindow(q *query) answer {
	return partnerError(q, http.StatusBadRequest, 3000, "Invalid property: size must be between 1 and 1000, offset must not be negative.")
}

func (c *Cloud) customerRequests(q *query) answer {
	t, a, ok := c.partnerCustomer(q)
	if !ok {
		return a
	}
	size, offset, ok := requestWindow(q)
	if !ok {
		return badWindow(q)
	}
	tickets := c.ticketsOf(t.Index)
	items := []any{}
	for k := offset; k < len(tickets) && len(items) < size; k++ {
		items = append(items, c.ticketHead(tickets[k]))
	}
	return listOf(items, nil) // as documented: no links at all
}

// allRequests is GET /v1/servicerequests, which only the SDK names (api/facts.md 2.6). The offset counts
// tickets over all customers.
func (c *Cloud) allRequests(q *query) answer {
	size, offset, ok := requestWindow(q)
	if !ok {
		return badWindow(q)
	}
	items, at := []any{}, 0
	for t := range c.everyTicket() {
		at++
		if at <= offset {
			continue
		}
		if len(items) == size {
			next := fmt.Sprintf("/servicerequests?size=%d&offset=%d", size, offset+size)
			return listOf(items, &links{Self: linkTo(fmt.Sprintf("/servicerequests?size=%d&offset=%d", size, offset)), Next: linkTo(next)})
		}
		row := c.ticketWhole(t)
		row.Notes, row.Description = nil, ""
		items = append(items, row)
	}
	return listOf(items, nil)
}

// ticketOf finds the ticket that the path's last part names.
func (c *Cloud) ticketOf(q *query) (world.Ticket, bool) {
	t, ok := c.ticketNamed(q.args[len(q.args)-1])
	if !ok || !c.listed(world.PartnerCenter, t.Customer) {
		return t, false
	}
	return t, len(q.args) == 1 || strings.EqualFold(c.world.ID(t.Customer), q.args[0])
}

func (c *Cloud) serviceRequest(q *query) answer {
	t, ok := c.ticketOf(q)
	if !ok {
		return partnerError(q, http.StatusNotFound, 1000, "The service request was not found.")
	}
	return jsonAnswer(http.StatusOK, c.ticketWhole(t))
}

func (c *Cloud) customerRequest(q *query) answer { return c.serviceRequest(q) }

// addNote is PATCH /v1/servicerequests/{id} with NewNote. Half of the tickets answer 200 with the ticket,
// as the old page says, half 204 as the newer one (api/facts.md 2.8). The same MS-RequestId acts once;
// a ticket that needed attention is open again.
func (c *Cloud) addNote(q *query) answer {
	t, ok := c.ticketOf(q)
	if !ok {
		return partnerError(q, http.StatusNotFound, 1000, "The service request was not found.")
	}
	if c.access(t.Customer) != world.Open && c.access(t.Customer) != world.NoConsent {
		return partnerError(q, http.StatusForbidden, 900150, "The user's role lacks the right to update support requests of this customer.")
	}
	var in struct {
		NewNote *struct{ Text string }
	}
	if err := json.Unmarshal(q.body, &in); err != nil || in.NewNote == nil || strings.TrimSpace(in.NewNote.Text) == "" {
		return partnerError(q, http.StatusBadRequest, 3000, "Invalid property: NewNote.Text must not be empty.")
	}
	if c.tickets.note(q.Header.Get("MS-RequestId"), t, world.Note{By: userName, At: q.at, Text: in.NewNote.Text}) {
		c.record.note(Created{ID: t.ID, TenantID: c.world.ID(t.Customer), Title: t.Title, Text: in.NewNote.Text, Channel: "partnercenter", At: q.at})
	}
	if t.ID[14]%2 == 0 {
		t, _ = c.ticketNamed(t.ID) // with the note
		return jsonAnswer(http.StatusOK, c.ticketWhole(t))
	}
	return answer{status: http.StatusNoContent}
}
