package simcloud

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"tenantry/backend/simcloud/world"
)

// The versions of the two APIs; ours of the subscriptions is from memory, not in the facts.
const (
	subscriptionsVersion = "2022-12-01"
	supportVersion       = "2024-04-01"
)

// azureRoutes is what Azure Resource Manager serves here: subscriptions and Azure Support
// (api/facts.md 2.10). Error codes are from memory: the facts name none.
func (c *Cloud) azureRoutes() *router {
	r := &router{before: c.azureBefore, lost: func(q *query, status int) answer {
		if _, problem := c.bearer(q, Azure); problem != "" {
			return azureError(http.StatusUnauthorized, "AuthenticationFailed", problem)
		}
		if status == http.StatusMethodNotAllowed {
			return azureError(status, "MethodNotAllowed", "The method is not allowed for this resource.")
		}
		return azureError(status, "ResourceNotFound", "The resource '"+q.URL.Path+"' was not found.")
	}}
	r.handle("GET", "/subscriptions", c.azureSubscriptions)
	r.handle("GET", "/providers/Microsoft.Support/services", c.azureServices)
	r.handle("GET", "/providers/Microsoft.Support/services/{}", c.azureService)
	r.handle("GET", "/providers/Microsoft.Support/services/{}/problemClassifications", c.azureProblems)
	r.handle("GET", "/providers/Microsoft.Support/services/{}/problemClassifications/{}", c.azureProblem)
	in := func(method, pattern string, do azureHandler) {
		r.handle(method, "/subscriptions/{}/providers/Microsoft.Support/"+pattern, c.inSubscription(do))
	}
	in("GET", "supportTickets", c.azureTickets)
	in("GET", "supportTickets/{}", c.azureTicket)
	in("PUT", "supportTickets/{}", c.forPartner(c.createAzureTicket))
	in("GET", "supportTickets/{}/communications", c.azureMessages)
	in("GET", "supportTickets/{}/communications/{}", c.azureMessage)
	in("PUT", "supportTickets/{}/communications/{}", c.forPartner(c.createAzureMessage))
	in("GET", "operationsStatus/{}", c.operationStatus)
	in("GET", "operationResults/{}", c.operationResult)
	return r
}

// azureBefore is the door of every resource: failures, token, version.
func (c *Cloud) azureBefore(q *query) (answer, bool) {
	if seconds := c.changes.throttled(Azure); seconds > 0 {
		return azureError(http.StatusTooManyRequests, "TooManyRequests", "The request was throttled. Try again later.").
			retryAfter(time.Duration(seconds) * time.Second), false
	}
	if c.changes.fails(Azure) {
		return unavailable(q, http.StatusServiceUnavailable), false
	}
	t, problem := c.bearer(q, Azure)
	if problem != "" {
		return azureError(http.StatusUnauthorized, "InvalidAuthenticationToken", problem).
			with("WWW-Authenticate", `Bearer authorization_uri="`+c.loginBase(q)+`/common/oauth2/authorize", error="invalid_token"`), false
	}
	q.token = t
	want := supportVersion
	if len(q.path) == 1 {
		want = subscriptionsVersion
	}
	switch got := q.opts.Get("api-version"); got {
	case want:
		return answer{}, true
	case "":
		return azureError(http.StatusBadRequest, "MissingApiVersionParameter", "The api-version query parameter (?api-version=) is required for all requests."), false
	default:
		return azureError(http.StatusBadRequest, "InvalidApiVersionParameter", "The api-version '"+got+"' is invalid. The supported versions are '"+want+"'."), false
	}
}

// azureHandler answers for one subscription, which the token's tenant has.
type azureHandler func(*query, world.AzureSubscription) answer

// inSubscription finds the subscription that the path names, if this token reaches it.
func (c *Cloud) inSubscription(do azureHandler) handler {
	return func(q *query) answer {
		s, ok := c.world.AzureSubscription(q.args[0])
		switch i := c.tenantOf(q); {
		case !ok || c.changes.subscriptionGone(s.Customer):
			return azureError(http.StatusNotFound, "SubscriptionNotFound", "The subscription '"+q.args[0]+"' could not be found.")
		case s.Customer != i:
			return azureError(http.StatusUnauthorized, "InvalidAuthenticationTokenTenant", "The access token is from the wrong issuer. It must match the tenant '"+c.world.ID(s.Customer)+"' associated with this subscription.")
		case !c.azureOpen(i):
			return azureError(http.StatusForbidden, "AuthorizationFailed", "The client '"+Username+"' with object id '"+userObject+"' does not have authorization to perform action '"+
				"Microsoft.Support/supportTickets/*' over scope '/subscriptions/"+s.ID+"' or the scope is invalid. If access was recently granted, please refresh your credentials.")
		}
		return do(q, s)
	}
}

// azureOpen says whether the partner's people may work on support requests of customer i. A token that
// was issued before consent was withdrawn stays good.
func (c *Cloud) azureOpen(i int) bool {
	a := c.access(i)
	return !c.changes.gone(i) && (a == world.Open || a == world.NoConsent)
}

// forPartner is the door of what a partner writes on behalf of a customer: a second token, of the
// partner's own tenant (api/facts.md 2.10), and a subscription that can be written to.
func (c *Cloud) forPartner(do azureHandler) azureHandler {
	return func(q *query, s world.AzureSubscription) answer {
		tokens := strings.FieldsFunc(q.Header.Get("x-ms-authorization-auxiliary"), func(r rune) bool { return r == ',' || r == ';' })
		if len(tokens) == 0 {
			return azureError(http.StatusForbidden, "AuthorizationFailed", "A partner needs the header x-ms-authorization-auxiliary with a token of its own tenant.")
		}
		for _, text := range tokens {
			t, problem := c.readBearer(strings.TrimSpace(text), q.at, Azure)
			if problem == "" && t.Tenant != TenantID {
				problem = "The token is not of the partner's tenant."
			}
			if problem != "" {
				return azureError(http.StatusUnauthorized, "InvalidAuxiliaryTokens", "Authentication failed for auxiliary token: "+problem)
			}
		}
		if s.State == "Disabled" {
			return azureError(http.StatusConflict, "ReadOnlyDisabledSubscription", "The subscription '"+s.ID+"' is disabled and therefore marked as read only. You cannot perform any write actions on this subscription until it is re-enabled.")
		}
		return do(q, s)
	}
}

func azureError(status int, code, message string) answer {
	return jsonAnswer(status, map[string]any{"error": map[string]string{"code": code, "message": message}})
}

// azureMissing is the answer for a resource that is not there.
func azureMissing(kind, name string) answer {
	return azureError(http.StatusNotFound, "ResourceNotFound", "The Resource '"+kind+"/"+name+"' was not found.")
}

// The page sizes of Azure's lists.
const (
	usualAzurePage = 50
	mostAzurePage  = 100
)

// azurePage answers one page of a list. more may add members beside value.
func azurePage(q *query, rows []any, more map[string]any) answer {
	size, from := usualAzurePage, 0
	if q.opts.Has("$top") {
		n, ok := number(q.opts.Get("$top"))
		if !ok || n < 1 || n > mostAzurePage {
			return azureError(http.StatusBadRequest, "BadRequest", fmt.Sprintf("$top must be between 1 and %d.", mostAzurePage))
		}
		size = n
	}
	if token := q.opts.Get("$skiptoken"); token != "" {
		raw, err := b64.DecodeString(token)
		if n, _ := fmt.Sscanf(string(raw), "azure %d", &from); err != nil || n != 1 || from < 0 || from > len(rows) {
			return azureError(http.StatusBadRequest, "BadRequest", "The skip token is not valid.")
		}
	}
	to := min(from+size, len(rows))
	body := map[string]any{"value": rows[from:to]}
	for k, v := range more {
		body[k] = v
	}
	if to < len(rows) {
		v := url.Values{}
		for k := range q.opts {
			v.Set(k, q.opts.Get(k))
		}
		v.Set("$skiptoken", b64.EncodeToString(fmt.Appendf(nil, "azure %d", to)))
		body["nextLink"] = q.base() + q.URL.EscapedPath() + "?" + strings.ReplaceAll(v.Encode(), "%24", "$")
	}
	return jsonAnswer(http.StatusOK, body)
}

// azureSubscriptions is GET /subscriptions: those of the token's tenant that the user may see.
func (c *Cloud) azureSubscriptions(q *query) answer {
	rows := []any{}
	i := c.tenantOf(q)
	if i != partnerIndex && !c.changes.gone(i) && !c.changes.subscriptionGone(i) &&
		slices.Contains([]world.Access{world.Open, world.NoConsent, world.NoRole}, c.access(i)) {
		for _, s := range c.world.AzureSubscriptions(i) {
			rows = append(rows, map[string]any{"id": "/subscriptions/" + s.ID, "authorizationSource": "RoleBased", "managedByTenants": []any{},
				"subscriptionId": s.ID, "tenantId": c.world.ID(i), "displayName": s.Name, "state": s.State})
		}
	}
	return azurePage(q, rows, map[string]any{"count": map[string]any{"type": "Total", "value": len(rows)}})
}
