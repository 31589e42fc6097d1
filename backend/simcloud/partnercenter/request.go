package partnercenter

import (
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"tenantry/backend/simcloud/httpd"
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
func ticketHead(t world.Ticket) ticketRow {
	row := ticketRow{ID: t.ID, Title: t.Title, Severity: t.Severity, Status: t.Status, Contact: &contactRow{t.Contact.Last, t.Contact.First, t.ContactMail},
		Created: stamp(t.Created), Modified: stamp(t.Modified), Closed: stamp(t.Closed), Attributes: attributes{Type: "ServiceRequest"}}
	if t.Customer%3 != 2 {
		row.Severity, row.Status = slices.Index(severities, t.Severity), slices.Index(statuses, t.Status)
	}
	return row
}

// ticketWhole is a ticket as it is read by id: words, notes, and whose it is.
func (api *API) ticketWhole(t world.Ticket) ticketRow {
	row := ticketHead(t)
	row.Severity, row.Status, row.Description, row.Product, row.Topic = t.Severity, t.Status, t.Text, t.Product, t.Product
	row.Organization = &orgRow{ID: api.World.ID(t.Customer), Name: api.World.Name(t.Customer)}
	for _, n := range t.Notes {
		row.Notes = append(row.Notes, noteRow{n.By, stamp(n.At), n.Text})
	}
	return row
}

// requestPage is what is asked of a list of service requests.
type requestPage struct {
	size, offset int
	filter       *fieldFilter
}

var requestFilters = filterable{"status": "equals"}

// requestPageOf reads it; a text says what is wrong with it.
func requestPageOf(q *httpd.Query) (requestPage, string) {
	p := requestPage{size: 500}
	var wrong string
	p.filter, wrong = requestFilters.read(q)
	for _, x := range []struct {
		name        string
		into        *int
		least, most int
	}{{"size", &p.size, 1, 1000}, {"offset", &p.offset, 0, 1 << 31}} {
		if !q.Params.Has(x.name) {
			continue
		}
		n, ok := q.Number(x.name)
		if *x.into = n; !ok || n < x.least || n > x.most {
			wrong = "Invalid property: size must be between 1 and 1000, offset must not be negative."
		}
	}
	return p, wrong
}

func (api *API) customerRequests(q *httpd.Query, t world.Tenant) httpd.Answer {
	p, wrong := requestPageOf(q)
	if wrong != "" {
		return problem(http.StatusBadRequest, 3000, wrong)
	}
	tickets := slices.DeleteFunc(api.Tickets.Of(t.Index), func(t world.Ticket) bool { return !p.filter.holds(t.Status) })
	items := []any{}
	for k := p.offset; k < len(tickets) && len(items) < p.size; k++ {
		items = append(items, ticketHead(tickets[k]))
	}
	return listOf(items, nil) // as documented: no links at all
}

// allRequests is GET /v1/servicerequests, which only the SDK names (api/facts.md 2.6). The offset counts
// tickets over all customers.
func (api *API) allRequests(q *httpd.Query) httpd.Answer {
	p, wrong := requestPageOf(q)
	if wrong != "" {
		return problem(http.StatusBadRequest, 3000, wrong)
	}
	items, at := []any{}, 0
	for t := range api.Tickets.Each(api.listed) {
		if !p.filter.holds(t.Status) {
			continue
		}
		at++
		if at <= p.offset {
			continue
		}
		if len(items) == p.size {
			at := func(offset int) *link {
				v := url.Values{"size": {strconv.Itoa(p.size)}, "offset": {strconv.Itoa(offset)}}
				if p.filter != nil {
					v.Set("filter", q.Params.Get("filter"))
				}
				return linkTo("/servicerequests?" + v.Encode())
			}
			return listOf(items, &links{Self: at(p.offset), Next: at(p.offset + p.size)})
		}
		row := api.ticketWhole(t)
		row.Notes, row.Description = nil, ""
		items = append(items, row)
	}
	return listOf(items, nil)
}

// ticketOf finds the ticket that the path's last part names.
func (api *API) ticketOf(q *httpd.Query) (world.Ticket, bool) {
	t, ok := api.Tickets.Named(q.Args[len(q.Args)-1])
	if !ok || !api.listed(t.Customer) {
		return t, false
	}
	return t, len(q.Args) == 1 || strings.EqualFold(api.World.ID(t.Customer), q.Args[0])
}

func (api *API) serviceRequest(q *httpd.Query) httpd.Answer {
	t, ok := api.ticketOf(q)
	if !ok {
		return problem(http.StatusNotFound, 1000, "The service request was not found.")
	}
	return httpd.JSON(http.StatusOK, api.ticketWhole(t))
}

// updateRequest is PATCH /v1/servicerequests/{id} with NewNote, Status or both. Half of the tickets answer 200 with the ticket,
// as the old page says, half 204 as the newer one (api/facts.md 2.8). The same MS-RequestId acts once;
// a ticket that needed attention is open again.
func (api *API) updateRequest(q *httpd.Query) httpd.Answer {
	t, ok := api.ticketOf(q)
	if !ok {
		return problem(http.StatusNotFound, 1000, "The service request was not found.")
	}
	if a := api.Customers.Access(t.Customer); a != world.Open && a != world.NoConsent && a != world.WantsMFA {
		return problem(http.StatusForbidden, 900150, "The user's role lacks the right to update support requests of this customer.")
	}
	var in struct {
		NewNote *struct{ Text string }
		Status  any
	}
	if err := json.Unmarshal(q.Content, &in); err != nil {
		return problem(http.StatusBadRequest, 3000, "Invalid property: the body is no service request.")
	}
	status, ok := statusWord(in.Status)
	note := world.Note{By: world.UserName, At: q.At}
	if in.NewNote != nil {
		note.Text = in.NewNote.Text
	}
	switch empty := strings.TrimSpace(note.Text) == ""; {
	case !ok:
		return problem(http.StatusBadRequest, 3000, "Invalid property: Status must be open or closed.")
	case empty && (in.NewNote != nil || status == ""):
		return problem(http.StatusBadRequest, 3000, "Invalid property: NewNote.Text must not be empty.")
	}
	api.Tickets.Update(q.Header.Get("MS-RequestId"), t, status, note)
	if t.ID[14]%2 == 0 {
		t, _ = api.Tickets.Named(t.ID) // with the note
		return httpd.JSON(http.StatusOK, api.ticketWhole(t))
	}
	return httpd.Answer{Status: http.StatusNoContent}
}

// statusWord reads the status that a partner wants a ticket to have: a word, or a number of [statuses]; empty where
// there is none. Only open and closed are the partner's to choose.
func statusWord(v any) (word string, ok bool) {
	switch v := v.(type) {
	case nil:
		return "", true
	case string:
		word = strings.ToLower(v)
	case float64:
		if n := int(v); n >= 0 && n < len(statuses) {
			word = statuses[n]
		}
	}
	if word == "none" {
		return "", true
	}
	return word, word == "open" || word == "closed"
}
