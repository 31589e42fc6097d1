package login

import (
	"net/http"
	"net/url"

	"tenantry/backend/simcloud/httpd"
	"tenantry/backend/simcloud/world"
)

// adminConsent is GET /{tenant}/v2.0/adminconsent: an administrator of the tenant approves the app with the
// permissions that its registration asks for (api/facts.md 2.11).
func (p *Platform) adminConsent(q *httpd.Query) httpd.Answer {
	asked, e := p.askedConsent(q)
	switch {
	case e != nil:
		return errorPage(e)
	case p.AutoApprove:
		return p.approveConsent(q, asked)
	}
	return pages.Render(http.StatusOK, "consent", content{Title: "Permissions requested", Action: "/" + url.PathEscape(q.Args[0]) + "/v2.0/adminconsent?" + q.Params.Encode(),
		Name: p.World.Name(asked)})
}

// decideConsent is the click on that page.
func (p *Platform) decideConsent(q *httpd.Query) httpd.Answer {
	asked, e := p.askedConsent(q)
	if e != nil {
		return errorPage(e)
	}
	form, _ := url.ParseQuery(string(q.Content))
	if form.Get("answer") != "accept" {
		return back(q, url.Values{"error": {"access_denied"}, "error_description": {"the administrator declined"}})
	}
	return p.approveConsent(q, asked)
}

// askedConsent is the customer that is asked, or what is wrong with the request.
func (p *Platform) askedConsent(q *httpd.Query) (int, *signInError) {
	i, e := p.directory(q.Args[0])
	v := q.Params
	switch {
	case e != nil:
		return 0, e
	case i == world.Partner:
		return 0, errNoTenant.about(q.Args[0])
	case v.Get("client_id") != world.ClientID:
		return 0, errUnknownApp.about(v.Get("client_id"))
	case !loopbackRedirect(v.Get("redirect_uri")):
		return 0, errRedirect.about(v.Get("redirect_uri"))
	case v.Get("scope") == "":
		return 0, errMissing.about("scope")
	}
	_, e = p.parseScope(v.Get("scope"))
	return i, e
}

func (p *Platform) approveConsent(q *httpd.Query, customer int) httpd.Answer {
	if p.Customers.Access(customer) == world.NoConsent {
		p.Customers.SetAccess(world.Open, []int{customer})
	}
	return back(q, url.Values{"admin_consent": {"True"}, "tenant": {p.World.ID(customer)}, "scope": {q.Params.Get("scope")}})
}

// back leads to the redirect address, where nobody need listen.
func back(q *httpd.Query, v url.Values) httpd.Answer {
	return pending{redirect: q.Params.Get("redirect_uri"), state: q.Params.Get("state"), mode: "query"}.send(v)
}
