package partnercenter

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"tenantry/backend/simcloud/httpd"
	"tenantry/backend/simcloud/world"
)

// The page sizes of GET /v1/customers (api/facts.md 2.1).
const (
	usualCustomers = 100
	mostCustomers  = 500
)

// cursorFormat is where the next page begins.
const cursorFormat = "customers %d"

type companyRow struct {
	TenantID   string      `json:"tenantId"`
	Domain     string      `json:"domain"`
	Name       string      `json:"companyName"`
	Address    *addressRow `json:"address,omitempty"`
	Email      string      `json:"email,omitempty"`
	Links      *links      `json:"links,omitempty"`
	Attributes attributes  `json:"attributes"`
}

type addressRow struct {
	Country   string `json:"country"`
	Region    string `json:"region,omitempty"`
	City      string `json:"city"`
	State     string `json:"state,omitempty"`
	Line1     string `json:"addressLine1"`
	Postal    string `json:"postalCode"`
	FirstName string `json:"firstName,omitempty"`
	LastName  string `json:"lastName,omitempty"`
	Phone     string `json:"phoneNumber"`
}

type customerRow struct {
	ID             string      `json:"id"`
	CommerceID     string      `json:"commerceId,omitempty"`
	Company        companyRow  `json:"companyProfile"`
	Billing        *billingRow `json:"billingProfile,omitempty"`
	Relationship   string      `json:"relationshipToPartner"`
	AllowDelegated *bool       `json:"allowDelegatedAccess,omitempty"`
	Domains        []string    `json:"customDomains,omitempty"`
	Links          *links      `json:"links,omitempty"`
	Attributes     attributes  `json:"attributes"`
}

type billingRow struct {
	ID         string     `json:"id"`
	FirstName  string     `json:"firstName"`
	LastName   string     `json:"lastName"`
	Email      string     `json:"email"`
	Culture    string     `json:"culture"`
	Language   string     `json:"language"`
	Company    string     `json:"companyName"`
	Address    addressRow `json:"defaultAddress"`
	Links      *links     `json:"links"`
	Attributes attributes `json:"attributes"`
}

func (api *API) customerHead(i int) customerRow {
	name, domain := api.World.Heading(i)
	id := api.World.ID(i)
	return customerRow{ID: id, Company: companyRow{TenantID: id, Domain: domain, Name: name, Attributes: attributes{Type: "CustomerCompanyProfile"}},
		Relationship: "reseller", Attributes: attributes{Type: "Customer"}}
}

// customers is GET /v1/customers: the next page is links.next.uri with the headers in links.next.headers.
func (api *API) customers(q *httpd.Query) httpd.Answer {
	keep, wrong := api.customerFilter(q)
	if wrong != "" {
		return problem(http.StatusBadRequest, 3000, wrong)
	}
	size := usualCustomers
	if q.Params.Has("size") {
		n, ok := q.Number("size")
		if !ok || n < 0 || n > mostCustomers || n == 0 && keep == nil {
			return problem(http.StatusBadRequest, 3000, "Invalid property: size must be between 1 and 500.")
		}
		if n == 0 {
			n = mostCustomers // the documented filter example asks for 0, meaning all
		}
		size = n
	}
	from := 0
	if strings.EqualFold(q.Params.Get("seekOperation"), "Next") {
		if !httpd.ReadCursor(q.Header.Get("MS-ContinuationToken"), cursorFormat, &from) {
			return problem(http.StatusBadRequest, 3000, "Invalid property: the continuation token is missing or not valid.")
		}
	}
	items, next := api.Customers.Walk(world.PartnerCenter, keep, func(i int) any { return api.customerHead(i) })(from, size)
	v := url.Values{"size": {fmt.Sprint(size)}}
	if f := q.Params.Get("filter"); f != "" {
		v.Set("filter", f)
	}
	l := &links{Self: linkTo("/v1/customers?" + v.Encode())}
	if next >= 0 {
		v.Set("seekOperation", "Next")
		base := "/customers?" // the docs show links with and without /v1
		if next%2 == 0 {
			base = "/v1" + base
		}
		l.Next = linkTo(base + v.Encode())
		l.Next.Headers = append(l.Next.Headers, linkHeader{"MS-ContinuationToken", httpd.Cursor(cursorFormat, next)})
	}
	return listOf(items, l)
}

var customerFilters = filterable{"companyname": "starts_with", "domain": "starts_with"}

// customerFilter is whom the request's filter keeps; nil: there is none.
func (api *API) customerFilter(q *httpd.Query) (func(int) bool, string) {
	filter, wrong := customerFilters.read(q)
	if filter == nil {
		return nil, wrong
	}
	return func(i int) bool {
		name, domain := api.World.Heading(i)
		if filter.Field == "domain" {
			name = domain
		}
		return filter.holds(name)
	}, ""
}

// ofCustomer finds the customer that the path names, and answers itself where Partner Center has none.
func (api *API) ofCustomer(do func(*httpd.Query, world.Tenant) httpd.Answer) httpd.Handler {
	return func(q *httpd.Query) httpd.Answer {
		i, ok := api.World.Lookup(q.Args[0])
		switch {
		case !ok || !world.IsGUID(q.Args[0]) || api.Customers.Gone(i):
			return problem(http.StatusNotFound, 60003, "Tenant not found.")
		case !api.listed(i):
			return problem(http.StatusForbidden, 20002, "There is no commerce relationship between the partner and the customer.")
		}
		return do(q, api.World.Tenant(i))
	}
}

// listed says whether Partner Center shows a customer.
func (api *API) listed(i int) bool { return api.Customers.Listed(world.PartnerCenter, i) }

func (api *API) customer(_ *httpd.Query, t world.Tenant) httpd.Answer {
	row := api.customerHead(t.Index)
	company, billing := api.profiles(t)
	row.CommerceID, row.Company, row.Billing = api.World.Object(t.Index, 5), company, &billing
	dap := api.World.HasDAP(t.Index)
	row.AllowDelegated = &dap
	if dap {
		for _, d := range t.Domains {
			row.Domains = append(row.Domains, d.Name)
		}
	}
	row.Links = &links{Self: linkTo("/customers/" + t.ID)}
	return httpd.JSON(http.StatusOK, row)
}

func (api *API) profiles(t world.Tenant) (companyRow, billingRow) {
	address := addressRow{Country: t.CountryCode, Region: t.State, City: t.City, Line1: t.Street, Postal: t.PostalCode, Phone: t.Phone}
	company := api.customerHead(t.Index).Company
	company.Links = &links{Self: linkTo("/customers/" + t.ID + "/profiles/company")}
	if api.World.HasDAP(t.Index) {
		company.Address, company.Email = &address, t.Mail
	}
	bill := address
	bill.Region, bill.State, bill.FirstName, bill.LastName = "", t.State, t.Contact.First, t.Contact.Last
	return company, billingRow{ID: api.World.Object(t.Index, 6), FirstName: t.Contact.First, LastName: t.Contact.Last, Email: t.Mail, Culture: t.Culture, Language: t.Language,
		Company: t.Name, Address: bill, Links: &links{Self: linkTo("/customers/" + t.ID + "/profiles/billing")}, Attributes: attributes{ETag: fmt.Sprint(-4242348048554929329 + int64(t.Index)), Type: "CustomerBillingProfile"}}
}

func (api *API) companyProfile(_ *httpd.Query, t world.Tenant) httpd.Answer {
	company, _ := api.profiles(t)
	return httpd.JSON(http.StatusOK, company)
}

func (api *API) billingProfile(_ *httpd.Query, t world.Tenant) httpd.Answer {
	_, billing := api.profiles(t)
	return httpd.JSON(http.StatusOK, billing)
}
