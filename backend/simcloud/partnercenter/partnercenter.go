package partnercenter

import (
	"fmt"
	"mime"
	"net/http"
	"strings"
	"time"

	"tenantry/backend/simcloud/httpd"
	"tenantry/backend/simcloud/present"
	"tenantry/backend/simcloud/token"
	"tenantry/backend/simcloud/world"
)

// Customer, subscription and order resources: 500 requests a minute per tenant identifier (api/facts.md 2.0).
const (
	customerLimit  = 500
	customerWindow = time.Minute
)

// API is Partner Center. Its exported fields are what it needs of the rest of the cloud.
type API struct {
	World     *world.World
	Customers *present.Customers
	Tickets   *present.Tickets
	Tokens    *token.Mint
	Trouble   *httpd.Trouble
	SupportAt func(base, tenant string) string // a customer's support page, for who came by base

	limits httpd.Limits
}

// Routes are the resources that are served here.
func (api *API) Routes() *httpd.Router {
	r := &httpd.Router{Before: api.before, Lost: lost, Broken: broken, Dress: dress}
	get := func(pattern string, do httpd.Handler) { r.Handle("GET", "/v1/"+pattern, do) }
	get("customers", api.customers)
	get("customers/{}", api.ofCustomer(api.customer))
	get("customers/{}/profiles/company", api.ofCustomer(api.companyProfile))
	get("customers/{}/profiles/billing", api.ofCustomer(api.billingProfile))
	get("customers/{}/subscriptions", api.ofCustomer(api.customerSubscriptions))
	get("customers/{}/subscriptions/{}", api.ofCustomer(api.customerSubscription))
	get("customers/{}/managedservices", api.ofCustomer(api.managedServices))
	get("customers/{}/servicerequests", api.ofCustomer(api.customerRequests))
	get("customers/{}/servicerequests/{}", api.serviceRequest)
	get("customers/{}/relationships", api.ofCustomer(api.customerRelationships))
	get("customers/{}/serviceincidents/office", api.ofCustomer(api.customerIncidents))
	get("relationships", api.relationships)
	get("serviceincidents/office", api.allIncidents)
	get("serviceincidents/office/count", api.incidentCount)
	get("auditrecords", api.audits)
	get("servicerequests/supporttopics", retired)
	get("servicerequests", api.allRequests)
	get("servicerequests/{}", api.serviceRequest)
	r.Handle("POST", "/v1/customers/{}/applicationconsents", api.ofCustomer(api.consent))
	r.Handle("DELETE", "/v1/customers/{}/applicationconsents/{}", api.ofCustomer(api.withdraw))
	r.Handle("PATCH", "/v1/servicerequests/{}", api.updateRequest)
	r.Handle("PATCH", "/v1/customers/{}/servicerequests/{}", api.updateRequest)
	r.Handle("POST", "/v1/servicerequests/{}", retired)
	r.Handle("POST", "/v1/customers/{}/servicerequests", retired)
	return r
}

// retired is what is left of creating service requests: decommissioned in 2020 (api/facts.md 2.9).
func retired(*httpd.Query) httpd.Answer {
	return problem(http.StatusGone, 1000, "This API is unsupported and was decommissioned.")
}

func lost(_ *httpd.Query, status int) httpd.Answer {
	return problem(status, 1000, "The requested resource was not found.")
}

// dress adds the headers of every answer.
func dress(q *httpd.Query, a httpd.Answer) httpd.Answer {
	return a.With("MS-RequestId", q.Echo("MS-RequestId")).With("MS-CorrelationId", q.Echo("MS-CorrelationId")).
		With("MS-CV", q.ID[:13]+".0").With("MS-ServerId", "030011719")
}

// before is the door of every resource: failures, token, headers, limits.
func (api *API) before(q *httpd.Query) (httpd.Answer, bool) {
	if d := api.Trouble.Throttled(q); d > 0 {
		return rateLimited(d), false
	}
	if api.Trouble.Fails(q) {
		return broken(q, http.StatusServiceUnavailable), false
	}
	t, wrong := api.Tokens.Bearer(q)
	if wrong != "" {
		return problem(http.StatusUnauthorized, 800001, "Partner token missing or invalid: "+wrong).With("WWW-Authenticate", "OAuth realm=urn:cpsvc:cpid:"+q.ID), false
	}
	if api.Tokens.Lacks(token.Demand{By: httpd.PartnerCenter, Tenant: world.Partner}, t.SignedIn) {
		return problem(http.StatusUnauthorized, 900421, "MFA required: the token was not issued to a user who passed multifactor authentication."), false
	}
	if wrong := headersLack(q); wrong != "" {
		return problem(http.StatusBadRequest, 3000, wrong), false
	}
	if strings.EqualFold(q.Path[1], "customers") && !strings.Contains(q.Route, "servicerequests") {
		scope := ""
		if len(q.Args) > 0 {
			scope = strings.ToLower(q.Args[0])
		}
		if d := api.limits.Spend(httpd.Limit{Scope: scope}, q.At, customerWindow, customerLimit, 1); d > 0 {
			return rateLimited(d), false
		}
	}
	return httpd.Answer{}, true
}

// headersLack says which header a request lacks that every one must have (api/facts.md 2.0), or that its body must.
func headersLack(q *httpd.Query) string {
	if !strings.EqualFold(q.Header.Get("MS-Contract-Version"), "v1") {
		return "Invalid property: the header MS-Contract-Version must be v1."
	}
	kind, _, err := mime.ParseMediaType(q.Header.Get("Content-Type"))
	if len(q.Content) > 0 && (err != nil || kind != "application/json") {
		return "Invalid property: the header Content-Type must be application/json."
	}
	return ""
}

// problem is the usual error body: {code, description, data, source}.
func problem(status, code int, description string) httpd.Answer {
	return httpd.JSON(status, map[string]any{"code": fmt.Sprint(code), "description": description, "data": []string{}, "source": "PartnerFD"})
}

// rateLimited is the 429 with its own body (api/examples partner-error-429-response.http).
func rateLimited(d time.Duration) httpd.Answer {
	seconds := int((d + time.Second - 1) / time.Second)
	return httpd.JSON(http.StatusTooManyRequests, map[string]any{"statusCode": 429,
		"message": fmt.Sprintf("Rate limit is exceeded. Try again in %d seconds.", seconds)}).RetryAfter(d)
}

// broken is the service's own failure, with the third body, of the newer reference.
func broken(_ *httpd.Query, status int) httpd.Answer {
	return httpd.JSON(status, map[string]any{"type": "about:blank", "title": http.StatusText(status), "status": status, "detail": httpd.Unavailable, "instance": nil}).
		With("Content-Type", "application/problem+json")
}
