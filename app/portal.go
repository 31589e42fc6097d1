package app

import (
	"strings"
	"sync"

	"tenantry/app/contract"
	"tenantry/backend/deeplink"
	"tenantry/backend/fault"
	"tenantry/backend/message"
	"tenantry/backend/partner"
	"tenantry/backend/portal"
	"tenantry/backend/profilename"
	"tenantry/backend/ticket"
)

// Portal leads out of the window, to Microsoft's admin centers in a customer's context, and into it, by tenantry: links.
type Portal struct {
	list   *readModel
	links  *portal.Directory
	window *window
	// What a tenantry: link is followed by.
	profile  string
	requests *Requests
}

// Links answers with the customer's admin-center links.
func (p *Portal) Links(tenantID string) ([]partner.Link, error) {
	_, kept, err := p.list.customer(tenantID)
	if err != nil {
		return nil, err
	}
	return contract.List(p.links.Links(kept)), nil
}

// Example is where a template of the user's own leads for a customer Contoso, if hosts may be led to besides Microsoft's;
// the fault says what is wrong with it.
func (p *Portal) Example(template string, hosts []string) (string, error) {
	return portal.Example(template, hosts)
}

// linkTo is the address of one of a customer's portals; empty where none is known.
func linkTo(links []partner.Link, key string) string {
	for _, l := range links {
		if l.Portal == key {
			return l.URL
		}
	}
	return ""
}

// Open opens one of the customer's portals in the browser, out of the cache and without waiting.
func (p *Portal) Open(tenantID, key string) error {
	_, kept, err := p.list.customer(tenantID)
	if err != nil {
		return err
	}
	if address := linkTo(p.links.Links(kept), key); address != "" {
		return p.open(address)
	}
	return fault.New(fault.Missing, "link_unknown", "portal", key)
}

// OpenURL opens an address that a text from outside holds, in the browser, where backend/portal lets such a text lead.
func (p *Portal) OpenURL(url string) error {
	address, err := p.links.Told(url)
	if err != nil {
		return err
	}
	return p.open(address)
}

// open opens an address that was judged.
func (p *Portal) open(address string) error {
	if !p.window.there() {
		return fault.New(fault.Invalid, "program_no_window_for_link")
	}
	return p.window.OpenURL(address)
}

// links holds the tenantry: link that the page has not followed yet; a later one takes its place.
type links struct {
	mu   sync.Mutex
	text string
}

func (l *links) put(text string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.text = text
}

func (l *links) take() (text string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	text, l.text = l.text, ""
	return text
}

// Follow has the window show where a tenantry: link leads, or why it leads nowhere, in front; without a window it is a
// fault of kind Missing.
func (a *App) Follow(link string) error {
	if !a.window.there() {
		return fault.New(fault.Missing, "program_no_window")
	}
	a.window.links.put(link)
	a.window.emit(contract.EventLinked)
	return a.Show()
}

// Linked answers with where the last tenantry: link leads that came for this window, once; with nothing if none came. It
// opens nothing and changes nothing. A link that leads nowhere here is a fault that says why.
func (p *Portal) Linked() (contract.Linked, error) {
	text := p.window.links.take()
	if text == "" {
		return contract.Linked{}, nil
	}
	l, err := deeplink.Parse(text)
	if err != nil {
		return contract.Linked{}, err
	}
	if l.Profile != "" && profilename.Of(l.Profile) != p.profile {
		return contract.Linked{}, fault.New(fault.Missing, "deeplink_profile").With("")
	}
	if err := p.list.gate.await(); err != nil {
		return contract.Linked{}, err
	}
	return p.leads(l)
}

// MayFollow says whether a link may open its profile: one that exists. A link makes none.
func (o Options) MayFollow(l deeplink.Link) error {
	all, err := ProfilesOf(o).List()
	if err != nil {
		return err
	}
	for _, each := range all {
		if profilename.Of(l.Profile) == each.Name {
			return nil
		}
	}
	return fault.New(fault.Missing, "deeplink_profile_none").With("")
}

// shows are the page's views for what a link leads to.
var shows = map[deeplink.Kind]string{deeplink.Customer: "overview", deeplink.Health: "health", deeplink.Request: "requests", deeplink.Incident: "incidents"}

// views are the page's views of all customers, by their names in a link.
var views = map[string]string{deeplink.Today: "today", deeplink.Customers: "customers", deeplink.Incidents: "incidents", deeplink.Requests: "desk"}

func (p *Portal) leads(l deeplink.Link) (contract.Linked, error) {
	to := contract.Linked{View: shows[l.Kind]}
	if l.Customer != "" {
		owner, ok := p.list.catalog.Owner(l.Customer)
		if !ok {
			return contract.Linked{}, fault.New(fault.Missing, "deeplink_customer").With("")
		}
		to.TenantID = string(owner.ID)
	}
	switch l.Kind {
	case deeplink.View:
		to.View = views[l.ID]
	case deeplink.Incident:
		for _, i := range p.list.catalog.Incidents() {
			if strings.EqualFold(i.ID, l.ID) {
				to.Incident = i.ID
				return to, nil
			}
		}
		return contract.Linked{}, fault.New(fault.Missing, "deeplink_incident", "id", l.ID).With("")
	case deeplink.Request:
		return p.request(to, l)
	}
	return to, nil
}

// request finds the request that a link names: a number of Microsoft's, or one of ours in the outbox.
func (p *Portal) request(to contract.Linked, l deeplink.Link) (contract.Linked, error) {
	page, err := p.requests.List(contract.RequestQuery{TenantID: to.TenantID, Text: l.ID})
	if err != nil {
		return contract.Linked{}, err
	}
	of := map[string]string{}
	for _, r := range page.Requests {
		for _, id := range []string{r.ID, r.LocalID} {
			if strings.EqualFold(id, l.ID) {
				of[r.TenantID] = id
			}
		}
	}
	switch {
	case len(of) > 1:
		return contract.Linked{}, fault.New(fault.Conflict, "deeplink_requests", "id", l.ID).With("")
	case len(of) == 0:
		return contract.Linked{}, fault.New(fault.Missing, "deeplink_request", "id", l.ID).With("")
	}
	for tenant, id := range of {
		to.TenantID, to.RequestID = tenant, id
	}
	return to, nil
}

// Ticket answers with a customer's matter as a text for a ticket system, out of the cache.
func (p *Portal) Ticket(q contract.TicketQuery) (contract.Ticket, error) {
	system, known := ticket.SystemNamed(q.System)
	switch {
	case !known:
		return contract.Ticket{}, fault.New(fault.Invalid, "ticket_system", "name", q.System, "names", strings.Join(ticket.Keys(), ", "))
	case q.Incident != "" && q.Request != "":
		return contract.Ticket{}, fault.New(fault.Invalid, "ticket_either")
	}
	_, kept, err := p.list.customer(q.TenantID)
	if err != nil {
		return contract.Ticket{}, err
	}
	t, ok := ticket.Of(kept, q.Incident, q.Request, message.Language(q.Language))
	switch {
	case ok:
		return contract.TicketOf(t, system), nil
	case q.Request != "":
		return contract.Ticket{}, fault.New(fault.Missing, "ticket_no_request", "id", q.Request)
	}
	return contract.Ticket{}, fault.New(fault.Missing, "ticket_no_incident", "id", q.Incident)
}
