package support

import (
	"embed"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"tenantry/backend/simcloud/httpd"
	"tenantry/backend/simcloud/page"
	"tenantry/backend/simcloud/present"
	"tenantry/backend/simcloud/world"
)

//go:embed support.html
var files embed.FS

var pages = page.Parse(files)

// maxTitle is the length of a title in characters (api/facts.md 2.7).
const maxTitle = 255

// severities are those that a person may choose.
var severities = []string{"minimal", "moderate", "critical"}

// Page is the support out. Its exported fields are what it needs of the rest of the cloud.
type Page struct {
	World     *world.World
	Customers *present.Customers
	Tickets   *present.Tickets
	ServiceAt func(base string) (httpd.Service, bool) // whose base URL it is
}

// Owns says whether a path is the page's, on an address that another service answers at, too.
func Owns(path string) bool { return strings.EqualFold(httpd.Split(path)[0], "support") }

// At is the address of a customer's page on a base.
func At(base, tenant string) string { return base + "/support/" + tenant }

// Routes are the addresses of the out.
func (p *Page) Routes() *httpd.Router {
	r := &httpd.Router{
		Before: p.before,
		Lost: func(_ *httpd.Query, status int) httpd.Answer {
			return page.Plain(status, http.StatusText(status), "There is no such page.")
		},
		Broken: func(_ *httpd.Query, status int) httpd.Answer {
			return page.Plain(status, http.StatusText(status), httpd.Unavailable)
		},
	}
	r.Handle("GET", "/support/{}", p.show)
	r.Handle("POST", "/support/{}", p.file)
	return r
}

// sameOrigin refuses what another site's page would send in the person's name.
var sameOrigin = http.NewCrossOriginProtection()

// before lets in what comes from this machine and was not sent by another site.
func (p *Page) before(q *httpd.Query) (httpd.Answer, bool) {
	name := strings.TrimPrefix(strings.TrimPrefix(q.Base(), "http://"), "https://")
	if host, _, err := net.SplitHostPort(name); err == nil {
		name = host
	}
	ip := net.ParseIP(name)
	_, inMemory := p.ServiceAt(q.Base())
	if !inMemory && name != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return page.Plain(http.StatusMisdirectedRequest, "Not here", "This page is served on this machine only."), false
	}
	if err := sameOrigin.Check(q.Request); err != nil {
		return page.Plain(http.StatusForbidden, "Refused", "Another site sent this form. Open the page and fill it in there."), false
	}
	return httpd.Answer{}, true
}

// customer finds the customer that the path names; where a person can file nothing for it, the
// page says why and the status is not 200.
func (p *Page) customer(q *httpd.Query) (i, status int, out content) {
	out = content{Title: "New support request", Action: "/support/" + url.PathEscape(q.Args[0]), Closed: true, Choices: severities}
	i, ok := p.World.Lookup(q.Args[0])
	if !ok || !world.IsGUID(q.Args[0]) {
		out.Alert = "There is no organisation with this tenant id."
		return i, http.StatusNotFound, out
	}
	out.Customer = p.World.Name(i)
	switch a := p.Customers.Access(i); {
	case p.Customers.Gone(i), a == world.Expired, a == world.Unassigned, a == world.Resold:
		out.Alert = "Your delegated administration of this organisation has ended. Nothing can be filed on its behalf."
	case a == world.Blocked:
		out.Alert = "A policy of this organisation does not let you in."
	case a == world.NoRole:
		out.Alert = "Your role in this organisation does not include support requests."
	default:
		out.Closed = false
		return i, http.StatusOK, out
	}
	return i, http.StatusForbidden, out
}

func (p *Page) show(q *httpd.Query) httpd.Answer {
	i, status, out := p.customer(q)
	out.In.Severity = "minimal"
	if t, ok := p.Tickets.Named(q.Params.Get("filed")); ok && status == http.StatusOK && t.Customer == i {
		out.Filed = t.ID
	}
	return p.write(i, status, out)
}

// file opens a service request at Partner Center. It answers with a redirect, so that loading the
// page again files nothing.
func (p *Page) file(q *httpd.Query) httpd.Answer {
	i, status, out := p.customer(q)
	out.In = readForm(q.Content)
	if status != http.StatusOK {
		return p.write(i, status, out)
	}
	if len(out.In.Wrong) > 0 {
		out.Alert = "The request was not filed. See below what is missing."
		return p.write(i, http.StatusBadRequest, out)
	}
	t := world.Ticket{ID: p.Tickets.NextNumber(q.At), Customer: i, Title: out.In.Title, Text: out.In.Description, Severity: out.In.Severity, Status: "open",
		Product: out.In.Product, Contact: p.World.Tenant(i).Contact, ContactMail: out.In.Mail, Created: q.At, Modified: q.At,
		Notes: []world.Note{{By: world.Microsoft, At: q.At, Text: "We have received your request and are looking into it."}}}
	p.Tickets.File(t)
	return httpd.Answer{Status: http.StatusSeeOther}.With("Location", out.Action+"?filed="+t.ID)
}

// write writes the page, with the customer's requests that are not closed below the form.
func (p *Page) write(i, status int, out content) httpd.Answer {
	if status != http.StatusNotFound && status != http.StatusForbidden {
		out.Open = slices.DeleteFunc(p.Tickets.Of(i), func(t world.Ticket) bool { return t.Status == "closed" })
		for k := range out.Open {
			out.Open[k].Status = strings.ReplaceAll(out.Open[k].Status, "_", " ")
		}
	}
	a := pages.Render(status, "support", out).With("Cache-Control", "no-store")
	a = a.With("Referrer-Policy", "same-origin") // so that an Origin comes with the form
	return a.With("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'")
}
