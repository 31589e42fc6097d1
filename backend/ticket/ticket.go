package ticket

import (
	"slices"
	"strings"
	"time"

	"tenantry/backend/deeplink"
	"tenantry/backend/message"
	"tenantry/backend/partner"
	"tenantry/backend/template"
)

// Ticket is a matter of one customer.
type Ticket struct {
	Title string // one line
	Facts []Fact
	// Words are Microsoft's newest, a paragraph each, below a line that says when it wrote them; none: there are none.
	Wrote string
	Words []string
	Link  string // tenantry:…, which leads back to the matter
	leads string // what that link says
	colon string // as the language sets it
}

// Fact is a line of a ticket.
type Fact struct{ Label, Value string }

// Of makes the ticket of a customer's incident, of its service request, or, where neither is named, of its health. What the
// customer has none of is no ticket.
func Of(c partner.Customer, incident, request string, l message.Language) (Ticket, bool) {
	t := Ticket{Facts: []Fact{{say(l, "ticket_customer"), c.Name}, {say(l, "ticket_domain"), c.PrimaryDomain}, {say(l, "ticket_tenant"), string(c.ID)}},
		leads: say(l, "ticket_link"), colon: say(l, "ticket_colon")}
	switch {
	case request != "":
		return t.request(c, request, l)
	case incident != "":
		return t.incident(c, incident, l)
	}
	return t.health(c, l)
}

func (t Ticket) incident(c partner.Customer, id string, l message.Language) (Ticket, bool) {
	i, ok := c.Health.Value.Issue(id)
	if !ok {
		return Ticket{}, false
	}
	t.Title = line(i.ID + ": " + i.Title)
	t.Facts = append(t.Facts, Fact{say(l, "ticket_service"), i.Service}, Fact{say(l, "ticket_incident"), i.ID},
		Fact{say(l, "ticket_status"), i.Status}, Fact{say(l, "ticket_since"), moment(i.StartsAt, l)})
	if over := i.OverSince(); !over.IsZero() {
		t.Facts = append(t.Facts, Fact{say(l, "ticket_over"), moment(over, l)})
	}
	if len(i.Posts) > 0 {
		t.Wrote, t.Words = say(l, "ticket_wrote", "at", moment(i.Posts[0].At, l)), paragraphs(i.Posts[0].Text)
	}
	return t.from(c, deeplink.Link{Kind: deeplink.Incident, ID: i.ID}, c.Health.AsOf, l), true
}

func (t Ticket) request(c partner.Customer, id string, l message.Language) (Ticket, bool) {
	i := slices.IndexFunc(c.Requests.Value, func(r partner.ServiceRequest) bool { return strings.EqualFold(r.ID, id) })
	if i < 0 {
		return Ticket{}, false
	}
	r := c.Requests.Value[i]
	t.Title = line(r.ID + ": " + r.Title)
	t.Facts = append(t.Facts, Fact{say(l, "ticket_request"), r.ID}, Fact{say(l, "ticket_status"), r.Status}, Fact{say(l, "ticket_severity"), r.Severity},
		Fact{say(l, "ticket_product"), r.Product}, Fact{say(l, "ticket_since"), moment(r.CreatedAt, l)})
	t.Words = paragraphs(r.Description)
	if len(t.Words) > 0 {
		t.Wrote = say(l, "ticket_described")
	}
	return t.from(c, deeplink.Link{Kind: deeplink.Request, Customer: string(c.ID), ID: r.ID}, c.Requests.AsOf, l), true
}

// health names every open issue of the customer.
func (t Ticket) health(c partner.Customer, l message.Language) (Ticket, bool) {
	t.Title = line(say(l, "ticket_health", "name", c.Name))
	for _, s := range c.Health.Value.Services {
		for _, i := range s.Issues {
			if i.OverSince().IsZero() {
				t.Facts = append(t.Facts, Fact{i.Service, i.ID + ": " + i.Title})
			}
		}
	}
	return t.from(c, deeplink.Link{Kind: deeplink.Health, Customer: string(c.ID)}, c.Health.AsOf, l), true
}

// from says how old it is and where it leads; facts of which nothing is known are left out.
func (t Ticket) from(c partner.Customer, to deeplink.Link, asOf time.Time, l message.Language) Ticket {
	t.Link = to.String()
	t.Facts = append(t.Facts, Fact{say(l, "ticket_read"), moment(asOf, l)})
	for i := range t.Facts {
		t.Facts[i] = Fact{line(t.Facts[i].Label), line(t.Facts[i].Value)}
	}
	t.Facts = slices.DeleteFunc(t.Facts, func(f Fact) bool { return f.Value == "" })
	return t
}

func say(l message.Language, key string, pairs ...any) string { return message.Of(key, pairs...).In(l) }

func moment(at time.Time, l message.Language) string { return template.Moment(at, string(l)) }

// line makes one line of a text: names and titles come from elsewhere and hold what they like.
func line(text string) string { return strings.Join(strings.FieldsFunc(text, breaks), " ") }

func breaks(r rune) bool { return r <= ' ' || r == 0x7f || r == 0x85 || r == '\u2028' || r == '\u2029' }

func paragraphs(text string) (all []string) {
	for l := range strings.Lines(text) {
		if l = line(l); l != "" {
			all = append(all, l)
		}
	}
	return all
}
