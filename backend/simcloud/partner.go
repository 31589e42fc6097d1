package simcloud

import (
	"fmt"
	"net/http"
	"strings"
	"time"
)

// Customer, subscription and order resources: 500 requests a minute per tenant identifier (api/facts.md 2.0).
const (
	partnerLimit  = 500
	partnerWindow = time.Minute
)

func (c *Cloud) partnerRoutes() *router {
	r := &router{before: c.partnerBefore, lost: func(q *query, status int) answer {
		return partnerError(q, status, 1000, "The requested resource was not found.")
	}}
	get := func(pattern string, do handler) { r.handle("GET", "/v1/"+pattern, do) }
	get("customers", c.customers)
	get("customers/{}", c.customer)
	get("customers/{}/profiles/company", c.companyProfile)
	get("customers/{}/profiles/billing", c.billingProfile)
	get("customers/{}/subscriptions", c.customerSubscriptions)
	get("customers/{}/subscriptions/{}", c.customerSubscription)
	get("customers/{}/managedservices", c.managedServices)
	get("customers/{}/servicerequests", c.customerRequests)
	get("customers/{}/servicerequests/{}", c.customerRequest)
	get("servicerequests/supporttopics", retired)
	get("servicerequests", c.allRequests)
	get("servicerequests/{}", c.serviceRequest)
	r.handle("PATCH", "/v1/servicerequests/{}", c.addNote)
	r.handle("PATCH", "/v1/customers/{}/servicerequests/{}", c.addNote)
	r.handle("POST", "/v1/servicerequests/{}", retired)
	r.handle("POST", "/v1/customers/{}/servicerequests", retired)
	return r
}

// retired is what is left of creating service requests: decommissioned in 2020 (api/facts.md 2.9).
func retired(q *query) answer {
	return partnerError(q, http.StatusGone, 1000, "This API is unsupported and was decommissioned.")
}

func (c *Cloud) partnerBefore(q *query) (answer, bool) {
	if seconds := c.changes.throttled(PartnerCenter); seconds > 0 {
		return rateLimited(time.Duration(seconds) * time.Second), false
	}
	if c.changes.fails(PartnerCenter) {
		return unavailable(q, http.StatusServiceUnavailable), false
	}
	t, problem := c.bearer(q, PartnerCenter)
	if problem != "" {
		return partnerError(q, http.StatusUnauthorized, 800001, "Partner token missing or invalid: "+problem).with("WWW-Authenticate", "OAuth realm=urn:cpsvc:cpid:"+q.id), false
	}
	mfa := !c.changes.before(t.SignedIn, &c.changes.mfa)
	if !mfa {
		return partnerError(q, http.StatusUnauthorized, 900421, "MFA required: the token was not issued to a user who passed multifactor authentication."), false
	}
	q.token = t
	limited := strings.EqualFold(q.path[1], "customers") && !strings.Contains(q.route, "servicerequests")
	if limited {
		scope := ""
		if len(q.args) > 0 {
			scope = strings.ToLower(q.args[0])
		}
		if d := c.limits.spend(limitKey{"partner", TenantID, scope}, q.at, partnerWindow, partnerLimit, 1); d > 0 {
			return rateLimited(d), false
		}
	}
	return answer{}, true
}

// partnerError is the usual error body: {code, description, data, source}.
func partnerError(_ *query, status, code int, description string) answer {
	return jsonAnswer(status, map[string]any{"code": fmt.Sprint(code), "description": description, "data": []string{}, "source": "PartnerFD"})
}

// rateLimited is the 429 with its own body (api/examples partner-error-429-response.http).
func rateLimited(d time.Duration) answer {
	seconds := int((d + time.Second - 1) / time.Second)
	return jsonAnswer(http.StatusTooManyRequests, map[string]any{"statusCode": 429,
		"message": fmt.Sprintf("Rate limit is exceeded. Try again in %d seconds.", seconds)}).retryAfter(d)
}

// problemDetails is the third body, of the newer reference.
func problemDetails(status int, title, detail string) answer {
	a := jsonAnswer(status, map[string]any{"type": "about:blank", "title": title, "status": status, "detail": detail, "instance": nil})
	return a.with("Content-Type", "application/problem+json")
}

type attributes struct {
	ETag string `json:"etag,omitempty"`
	Type string `json:"objectType"`
}

type link struct {
	URI     string       `json:"uri"`
	Method  string       `json:"method"`
	Headers []linkHeader `json:"headers"`
}

type linkHeader struct {
	Key   string `json:"key"`
	Value string `json:"value"`
}

func linkTo(uri string) *link { return &link{uri, "GET", []linkHeader{}} }

type links struct {
	Self *link `json:"self,omitempty"`
	Next *link `json:"next,omitempty"`
}

// resources is a Collection. totalCount counts the page here: clients must not take it for the end.
type resources struct {
	Total      int        `json:"totalCount"`
	Items      []any      `json:"items"`
	Links      *links     `json:"links,omitempty"`
	Attributes attributes `json:"attributes"`
}

func listOf(items []any, l *links) answer {
	return jsonAnswer(http.StatusOK, resources{len(items), items, l, attributes{Type: "Collection"}})
}

// partnerStamp is a time as Partner Center writes many: without a zone, and the year one for none.
func partnerStamp(t time.Time) string {
	if t.IsZero() {
		return "0001-01-01T00:00:00"
	}
	return t.UTC().Format("2006-01-02T15:04:05.999")
}
