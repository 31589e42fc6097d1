package simcloud

import (
	"encoding/base64"
	"fmt"
	"net/http"
	"strings"
	"time"

	"tenantry/backend/simcloud/world"
)

// The limits of api/facts.md 1.
const (
	graphGlobalLimit, graphGlobalWindow = 130_000, 10 * time.Second
	announceLimit, announceWindow       = 240, time.Minute
	announceHourLimit                   = 800
	directoryWindow                     = 10 * time.Second
)

func (c *Cloud) graphRoutes() *router {
	r := &router{before: c.graphBefore, lost: func(q *query, status int) answer {
		if status == http.StatusMethodNotAllowed {
			return graphError(q, status, "Request_BadRequest", "Specified HTTP method is not allowed for the request target.")
		}
		return graphError(q, status, "BadRequest", "Resource not found for the segment '"+q.path[len(q.path)-1]+"'.")
	}}
	get := func(pattern string, do handler) { r.handle("GET", "/v1.0/"+pattern, do) }
	get("contracts", c.contracts)
	get("contracts/{}", c.contract)
	get("tenantRelationships/delegatedAdminCustomers", c.delegatedCustomers)
	get("tenantRelationships/delegatedAdminCustomers/{}", c.delegatedCustomer)
	get("tenantRelationships/delegatedAdminCustomers/{}/serviceManagementDetails", c.serviceManagement)
	get("tenantRelationships/delegatedAdminRelationships", c.relationshipList)
	get("tenantRelationships/delegatedAdminRelationships/{}", c.relationship)
	get("tenantRelationships/delegatedAdminRelationships/{}/accessAssignments", c.accessAssignments)
	get("tenantRelationships/findTenantInformationByTenantId(tenantId='{}')", c.findTenant)
	get("tenantRelationships/findTenantInformationByDomainName(domainName='{}')", c.findTenant)
	get("organization", c.organization)
	get("organization/{}", c.organizationByID)
	get("domains", c.domains)
	get("domains/{}", c.domain)
	get("subscribedSkus", c.subscribedSKUs)
	get("subscribedSkus/{}", c.subscribedSKU)
	get("directory/subscriptions", c.subscriptions)
	get("directory/subscriptions/{}", c.subscription)
	get("directory/subscriptions(commerceSubscriptionId='{}')", c.subscription)
	get("admin/serviceAnnouncement/healthOverviews", c.healthOverviews)
	get("admin/serviceAnnouncement/healthOverviews/{}", c.healthOverview)
	get("admin/serviceAnnouncement/healthOverviews/{}/issues", c.serviceIssues)
	get("admin/serviceAnnouncement/issues", c.issueList)
	get("admin/serviceAnnouncement/issues/{}", c.issueByID)
	get("admin/serviceAnnouncement/messages", c.messages)
	get("admin/serviceAnnouncement/messages/{}", c.message)
	r.handle("POST", "/v1.0/$batch", c.batch)
	return r
}

// graphBefore is the door of every resource: failures, token, limits, then whether this token may pass.
func (c *Cloud) graphBefore(q *query) (answer, bool) {
	batch := strings.HasSuffix(q.route, "$batch")
	if !q.member && c.changes.fails(Graph) {
		return unavailable(q, http.StatusServiceUnavailable), false
	}
	if !q.member {
		a, ok := c.graphToken(q)
		if !ok {
			return a, false
		}
	}
	if batch {
		return answer{}, true // each member is counted and judged on its own
	}
	if seconds := c.changes.throttled(Graph); seconds > 0 {
		return tooMany(q, time.Duration(seconds)*time.Second, "Simulated"), false
	}
	if a, ok := c.graphLimits(q); !ok {
		return a, false
	}
	return c.graphAllowed(q)
}

func (c *Cloud) graphToken(q *query) (answer, bool) {
	t, problem := c.bearer(q, Graph)
	if problem != "" {
		return graphError(q, http.StatusUnauthorized, "InvalidAuthenticationToken", problem).with("WWW-Authenticate", `Bearer realm="", authorization_uri="`+c.loginBase(q)+`/common/oauth2/authorize"`), false
	}
	if c.changes.before(t.SignedIn, &c.changes.claims) {
		claims := fmt.Sprintf(`{"access_token":{"nbf":{"essential":true,"value":"%d"}}}`, q.at.Unix())
		return graphError(q, http.StatusUnauthorized, "InvalidAuthenticationToken", "Continuous access evaluation resulted in challenge with result: InteractionRequired and code: TokenIssuedBeforeRevocationTimestamp").
			with("WWW-Authenticate", `Bearer realm="", authorization_uri="`+c.loginBase(q)+`/common/oauth2/authorize", error="insufficient_claims", claims="`+base64.StdEncoding.EncodeToString([]byte(claims))+`"`), false
	}
	q.token = t
	return answer{}, true
}

// bearer reads the request's token and says what is wrong with it.
func (c *Cloud) bearer(q *query, want Service) (t access, problem string) {
	return c.readBearer(q.Header.Get("Authorization"), q.at, want)
}

func (c *Cloud) readBearer(header string, now time.Time, want Service) (t access, problem string) {
	scheme, token, _ := strings.Cut(header, " ")
	switch {
	case !strings.EqualFold(scheme, "Bearer") || token == "":
		return t, "Access token is empty."
	case !c.unseal(jwtHeadEncoded, token, &t):
		return t, "CompactToken parsing failed with error code: 80049217"
	case t.service() != want:
		return t, "Access token validation failure. Invalid audience."
	case now.Unix() >= t.Expires || c.changes.before(t.IssuedIn, &c.changes.stale):
		return t, "Lifetime validation failed, the token is expired."
	}
	return t, ""
}

// loginBase is the sign-in address that goes with the address that the client used.
func (c *Cloud) loginBase(q *query) string {
	c.mu.Lock()
	defer c.mu.Unlock()
	base := q.base()
	for _, e := range c.bases {
		if _, ok := e.serviceAt(base); ok {
			return e.Login
		}
	}
	return c.bases[len(c.bases)-1].Login
}

// tenantOf is whose token it is.
func (c *Cloud) tenantOf(q *query) int {
	if q.token.Tenant == TenantID {
		return partnerIndex
	}
	i, _ := c.world.Lookup(q.token.Tenant)
	return i
}

func announces(q *query) bool {
	return len(q.path) > 1 && strings.EqualFold(q.path[1], "admin")
}

// graphLimits counts the request. Directory resources cost units, service announcements are counted.
func (c *Cloud) graphLimits(q *query) (answer, bool) {
	tenant := q.token.Tenant
	if d := c.limits.spend(limitKey{of: "graph"}, q.at, graphGlobalWindow, graphGlobalLimit, 1); d > 0 {
		return tooMany(q, d, "Application"), false
	}
	if announces(q) {
		minute := c.limits.spend(limitKey{"announce", tenant, "minute"}, q.at, announceWindow, announceLimit, 1)
		hour := c.limits.spend(limitKey{"announce", tenant, "hour"}, q.at, time.Hour, announceHourLimit, 1)
		if d := max(minute, hour); d > 0 {
			return tooMany(q, d, "Application_Tenant"), false
		}
		return answer{}, true
	}
	limit := 8000 // large, over 500 users; the partner itself
	if i := c.tenantOf(q); i != partnerIndex {
		limit = directoryLimit(c.world.Seats(i))
	}
	if d := c.limits.spend(limitKey{"directory", tenant, ""}, q.at, directoryWindow, limit, unitCost(q)); d > 0 {
		return tooMany(q, d, "Tenant_Application").with("x-ms-throttle-information", "ResourceUnitLimitExceeded"), false
	}
	return answer{}, true
}

func directoryLimit(users int) int {
	switch {
	case users < 50:
		return 3500
	case users <= 500:
		return 5000
	}
	return 8000
}

// unitCost is what a directory request costs (api/facts.md 1, unit cost).
func unitCost(q *query) int {
	cost := 1
	if name := strings.ToLower(q.path[1]); name == "contracts" || name == "subscribedskus" {
		cost = 3
	}
	if q.opts.Has("$select") {
		cost--
	}
	if q.opts.Has("$expand") {
		cost++
	}
	if top, ok := number(q.opts.Get("$top")); ok && top < 20 {
		cost--
	}
	return max(cost, 1)
}

// graphAllowed says whether this token's tenant and roles reach the resource.
func (c *Cloud) graphAllowed(q *query) (answer, bool) {
	i := c.tenantOf(q)
	if i == partnerIndex {
		return answer{}, true
	}
	denied := func(text string) (answer, bool) {
		return graphError(q, http.StatusForbidden, "Authorization_RequestDenied", text), false
	}
	if strings.EqualFold(q.path[1], "tenantRelationships") {
		return denied("Insufficient privileges to complete the operation.")
	}
	switch a := c.access(i); {
	case c.changes.gone(i), a == world.Expired, a == world.Unassigned, a == world.Blocked:
		return denied("Insufficient privileges to complete the operation.")
	case a == world.NoRole && announces(q):
		return denied("The user has no role that may read service health in this tenant.")
	}
	return answer{}, true
}

// graphError is the documented error body (api/examples graph-error-response.json).
func graphError(q *query, status int, code, message string) answer {
	inner := map[string]string{"date": q.at.Format("2006-01-02T15:04:05"), "request-id": q.id, "client-request-id": q.Header.Get("client-request-id")}
	if inner["client-request-id"] == "" {
		inner["client-request-id"] = q.id
	}
	return jsonAnswer(status, map[string]any{"error": map[string]any{"code": code, "message": message, "innerError": inner}})
}

func notFound(q *query, what string) answer {
	return graphError(q, http.StatusNotFound, "Request_ResourceNotFound", "Resource '"+what+"' does not exist or one of its queried reference-property objects are not present.")
}

func badRequest(q *query, text string) answer {
	return graphError(q, http.StatusBadRequest, "Request_BadRequest", text)
}

// tooMany is the documented 429 (api/examples graph-error-429-response.http).
func tooMany(q *query, d time.Duration, scope string) answer {
	return jsonAnswer(http.StatusTooManyRequests, map[string]any{"error": map[string]any{
		"code": "TooManyRequests", "message": "Please retry again later.",
		"innerError": map[string]string{"code": "429", "date": q.at.Format("2006-01-02T15:04:05"), "message": "Please retry after", "request-id": q.id, "status": "429"}}}).
		retryAfter(d).with("x-ms-throttle-scope", scope)
}
