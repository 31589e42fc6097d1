package graph

import (
	"encoding/base64"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"tenantry/backend/simcloud/httpd"
	"tenantry/backend/simcloud/token"
	"tenantry/backend/simcloud/world"
)

// The limits of api/facts.md 1.
const (
	globalLimit, globalWindow     = 130_000, 10 * time.Second
	announceLimit, announceWindow = 240, time.Minute
	announceHourLimit             = 800
	directoryWindow               = 10 * time.Second
)

// before is the door of every resource: failures, token, limits, then whether this token may pass.
func (api *API) before(q *httpd.Query) (httpd.Answer, bool) {
	batch := strings.HasSuffix(q.Route, "$batch")
	if !q.Member && api.Trouble.Fails(q) {
		return broken(q, http.StatusServiceUnavailable), false
	}
	if !q.Member {
		a, ok := api.admit(q)
		if !ok {
			return a, false
		}
	}
	if batch {
		return httpd.Answer{}, true // each member is counted and judged on its own
	}
	if d := api.Trouble.Throttled(q); d > 0 {
		return tooManyRequests(q, d, "Simulated"), false
	}
	if a, ok := api.count(q); !ok {
		return a, false
	}
	return api.allow(q)
}

func (api *API) admit(q *httpd.Query) (httpd.Answer, bool) {
	t, wrong := api.Tokens.Bearer(q)
	if wrong != "" {
		return problem(q, http.StatusUnauthorized, "InvalidAuthenticationToken", wrong).With("WWW-Authenticate", `Bearer realm="", authorization_uri="`+api.LoginAt(q.Base())+`/common/oauth2/authorize"`), false
	}
	q.Caller, _ = api.World.Directory(t.Tenant)
	if slices.ContainsFunc([]int{world.Partner, q.Caller}, func(tenant int) bool {
		return api.Tokens.Lacks(token.Demand{By: httpd.Graph, Tenant: tenant}, t.SignedIn)
	}) {
		claims := fmt.Sprintf(`{"access_token":{"nbf":{"essential":true,"value":"%d"}}}`, q.At.Unix())
		return problem(q, http.StatusUnauthorized, "InvalidAuthenticationToken", "Continuous access evaluation resulted in challenge with result: InteractionRequired and code: TokenIssuedBeforeRevocationTimestamp").
			With("WWW-Authenticate", `Bearer realm="", authorization_uri="`+api.LoginAt(q.Base())+`/common/oauth2/authorize", error="insufficient_claims", claims="`+base64.StdEncoding.EncodeToString([]byte(claims))+`"`), false
	}
	return httpd.Answer{}, true
}

func announces(q *httpd.Query) bool {
	return len(q.Path) > 1 && strings.EqualFold(q.Path[1], "admin")
}

// count counts the request. Directory resources cost units, service announcements are counted.
func (api *API) count(q *httpd.Query) (httpd.Answer, bool) {
	tenant := api.World.ID(q.Caller)
	if d := api.limits.Spend(httpd.Limit{Of: "graph"}, q.At, globalWindow, globalLimit, 1); d > 0 {
		return tooManyRequests(q, d, "Application"), false
	}
	if announces(q) {
		minute := api.limits.Spend(httpd.Limit{Of: "announce", Tenant: tenant, Scope: "minute"}, q.At, announceWindow, announceLimit, 1)
		hour := api.limits.Spend(httpd.Limit{Of: "announce", Tenant: tenant, Scope: "hour"}, q.At, time.Hour, announceHourLimit, 1)
		if d := max(minute, hour); d > 0 {
			return tooManyRequests(q, d, "Application_Tenant"), false
		}
		return httpd.Answer{}, true
	}
	limit := 8000 // large, over 500 users; the partner itself
	if i := q.Caller; i != world.Partner {
		limit = directoryLimit(api.World.Seats(i))
	}
	if d := api.limits.Spend(httpd.Limit{Of: "directory", Tenant: tenant}, q.At, directoryWindow, limit, unitCost(q)); d > 0 {
		return tooManyRequests(q, d, "Tenant_Application").With("x-ms-throttle-information", "ResourceUnitLimitExceeded"), false
	}
	return httpd.Answer{}, true
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
func unitCost(q *httpd.Query) int {
	cost := 1
	if name := strings.ToLower(q.Path[1]); name == "contracts" || name == "subscribedskus" {
		cost = 3
	}
	if q.Params.Has("$select") {
		cost--
	}
	if q.Params.Has("$expand") {
		cost++
	}
	if top, ok := q.Number("$top"); ok && top < 20 {
		cost--
	}
	return max(cost, 1)
}

// allow says whether this token's tenant and roles reach the resource.
func (api *API) allow(q *httpd.Query) (httpd.Answer, bool) {
	i := q.Caller
	if i == world.Partner {
		return httpd.Answer{}, true
	}
	denied := func(text string) (httpd.Answer, bool) {
		return problem(q, http.StatusForbidden, "Authorization_RequestDenied", text), false
	}
	if strings.EqualFold(q.Path[1], "tenantRelationships") {
		return denied("Insufficient privileges to complete the operation.")
	}
	switch a := api.Customers.Access(i); {
	case api.Customers.Gone(i), a == world.Expired, a == world.Unassigned, a == world.Resold, a == world.Blocked:
		return denied("Insufficient privileges to complete the operation.")
	case a == world.NoRole && announces(q):
		return denied("The user has no role that may read service health in this tenant.")
	}
	return httpd.Answer{}, true
}
