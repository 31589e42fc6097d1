package simcloud

import (
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"tenantry/backend/simcloud/world"
)

// support is the page on which people file requests at Microsoft. It stands for a portal: no token opens
// it, and the events that disturb the services leave it alone, but a cut link. It is served where Partner
// Center is, or on its own (ListenSupport).
const support Service = "support"

// maxTitle is the length of a title in characters (api/facts.md 2.7).
const maxTitle = 255

func isSupport(path string) bool { return strings.EqualFold(split(path)[0], "support") }

// supportURL is the address of a customer's page, on the base that the client can reach.
func (c *Cloud) supportURL(q *query, tenant string) string {
	c.mu.Lock()
	base := c.supportBase
	c.mu.Unlock()
	if base == "" {
		base = q.base()
	}
	return base + "/support/" + tenant
}

func (c *Cloud) supportRoutes() *router {
	r := &router{before: c.supportBefore, lost: func(_ *query, status int) answer {
		return donePageWith(status, http.StatusText(status), "There is no such page.")
	}}
	r.handle("GET", "/support/{}", c.supportForm)
	r.handle("POST", "/support/{}", c.fileRequest)
	return r
}

// sameOrigin refuses what another site's page would send in the person's name.
var sameOrigin = http.NewCrossOriginProtection()

// supportBefore lets in what comes from this machine and was not sent by another site.
func (c *Cloud) supportBefore(q *query) (answer, bool) {
	name := strings.TrimPrefix(strings.TrimPrefix(q.base(), "http://"), "https://")
	if host, _, err := net.SplitHostPort(name); err == nil {
		name = host
	}
	ip := net.ParseIP(name)
	_, inMemory := c.serviceAt(q.base())
	if !inMemory && name != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return donePageWith(http.StatusMisdirectedRequest, "Not here", "This page is served on this machine only."), false
	}
	if err := sameOrigin.Check(q.Request); err != nil {
		return donePageWith(http.StatusForbidden, "Refused", "Another site sent this form. Open the page and fill it in there."), false
	}
	return answer{}, true
}

// supportPage is what the template needs.
type supportPage struct {
	Title    string
	Customer string
	Alert    string
	Filed    string // the number of the request that was just filed
	Action   string
	Closed   bool // nothing can be filed
	In       supportForm
	Choices  []string // severities
	Open     []world.Ticket
}

// supportForm is what a person typed, and what is wrong with it.
type supportForm struct {
	Title, Description, Severity, Product, Mail string
	Wrong                                       map[string]string // by the name of the field
}

func readSupportForm(body []byte) supportForm {
	v, err := url.ParseQuery(string(body))
	f := supportForm{Title: strings.TrimSpace(v.Get("title")), Description: strings.TrimSpace(strings.ReplaceAll(v.Get("description"), "\r\n", "\n")),
		Severity: v.Get("severity"), Product: strings.TrimSpace(v.Get("product")), Mail: strings.TrimSpace(v.Get("mail")), Wrong: map[string]string{}}
	switch {
	case err != nil:
		f.Wrong["title"] = "The form could not be read."
	case f.Title == "":
		f.Wrong["title"] = "Enter a title."
	case utf8.RuneCountInString(f.Title) > maxTitle:
		f.Wrong["title"] = "Shorten the title to 255 characters."
	}
	if f.Severity == "" {
		f.Severity = "minimal"
	}
	if !slices.Contains(severities[1:], f.Severity) {
		f.Wrong["severity"] = "Choose a severity."
	}
	if f.Mail != "" && !strings.Contains(f.Mail, "@") {
		f.Wrong["mail"] = "Enter a mail address."
	}
	return f
}

// supportCustomer finds the customer that the path names; where a person can file nothing for it, the
// page says why and the status is not 200.
func (c *Cloud) supportCustomer(q *query) (i, status int, page supportPage) {
	page = supportPage{Title: "New support request", Action: "/support/" + url.PathEscape(q.args[0]), Closed: true, Choices: []string{"minimal", "moderate", "critical"}}
	i, ok := c.world.Lookup(q.args[0])
	if !ok || !world.IsGUID(q.args[0]) {
		page.Alert = "There is no organisation with this tenant id."
		return i, http.StatusNotFound, page
	}
	page.Customer = c.world.Name(i)
	switch a := c.access(i); {
	case c.changes.gone(i), a == world.Expired, a == world.Unassigned:
		page.Alert = "Your delegated administration of this organisation has ended. Nothing can be filed on its behalf."
	case a == world.Blocked:
		page.Alert = "A policy of this organisation does not let you in."
	case a == world.NoRole:
		page.Alert = "Your role in this organisation does not include support requests."
	default:
		page.Closed = false
		return i, http.StatusOK, page
	}
	return i, http.StatusForbidden, page
}

func (c *Cloud) supportForm(q *query) answer {
	i, status, page := c.supportCustomer(q)
	page.In.Severity = "minimal"
	if t, ok := c.ticketNamed(q.opts.Get("filed")); ok && status == http.StatusOK && t.Customer == i {
		page.Filed = t.ID
	}
	return c.showSupport(i, status, page)
}

// fileRequest opens a service request at Partner Center. It answers with a redirect, so that loading the
// page again files nothing.
func (c *Cloud) fileRequest(q *query) answer {
	i, status, page := c.supportCustomer(q)
	page.In = readSupportForm(q.body)
	if status != http.StatusOK {
		return c.showSupport(i, status, page)
	}
	if len(page.In.Wrong) > 0 {
		page.Alert = "The request was not filed. See below what is missing."
		return c.showSupport(i, http.StatusBadRequest, page)
	}
	t := world.Ticket{ID: c.nextNumber(q.at), Customer: i, Title: page.In.Title, Text: page.In.Description, Severity: page.In.Severity, Status: "open",
		Product: page.In.Product, Contact: c.world.Tenant(i).Contact, ContactMail: page.In.Mail, Created: q.at, Modified: q.at,
		Notes: []world.Note{{By: microsoftSupport, At: q.at, Text: "We have received your request and are looking into it."}}}
	c.tickets.file(t)
	c.record.ticket(Created{ID: t.ID, TenantID: c.world.ID(i), Title: t.Title, Text: t.Text, Channel: "portal", At: q.at})
	return answer{status: http.StatusSeeOther}.with("Location", page.Action+"?filed="+t.ID)
}

// showSupport writes the page, with the customer's requests that are not closed below the form.
func (c *Cloud) showSupport(i, status int, page supportPage) answer {
	if status != http.StatusNotFound && status != http.StatusForbidden {
		page.Open = slices.DeleteFunc(c.ticketsOf(i), func(t world.Ticket) bool { return t.Status == "closed" })
		for k := range page.Open {
			page.Open[k].Status = strings.ReplaceAll(page.Open[k].Status, "_", " ")
		}
	}
	a := render(status, "support", page).with("Cache-Control", "no-store")
	a = a.with("Referrer-Policy", "same-origin") // so that an Origin comes with the form
	return a.with("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'")
}
