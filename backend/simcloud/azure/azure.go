package azure

import (
	"net/http"
	"slices"
	"strings"

	"tenantry/backend/simcloud/httpd"
	"tenantry/backend/simcloud/present"
	"tenantry/backend/simcloud/token"
	"tenantry/backend/simcloud/world"
)

// The versions of the two APIs; ours of the subscriptions is from memory, not in the facts.
const (
	subscriptionsVersion = "2022-12-01"
	supportVersion       = "2024-04-01"
)

// API is Azure Resource Manager. Its exported fields are what it needs of the rest of the cloud.
type API struct {
	World     *world.World
	Customers *present.Customers
	Tickets   *present.Tickets // where tickets get their numbers and are recorded
	Tokens    *token.Mint
	Trouble   *httpd.Trouble
	LoginAt   func(base string) string // the sign-in address that goes with one of ours

	register register
}

// Routes are the resources that are served here. Error codes are from memory: the facts name none.
func (api *API) Routes() *httpd.Router {
	r := &httpd.Router{Before: api.before, Lost: api.lost, Broken: broken, Dress: dress}
	r.Handle("GET", "/subscriptions", api.subscriptions)
	r.Handle("GET", "/providers/Microsoft.Support/services", services)
	r.Handle("GET", "/providers/Microsoft.Support/services/{}", service)
	r.Handle("GET", "/providers/Microsoft.Support/services/{}/problemClassifications", classifications)
	r.Handle("GET", "/providers/Microsoft.Support/services/{}/problemClassifications/{}", classification)
	in := func(method, pattern string, do handler) {
		r.Handle(method, "/subscriptions/{}/providers/Microsoft.Support/"+pattern, api.inSubscription(do))
	}
	in("GET", "supportTickets", api.ticketList)
	in("GET", "supportTickets/{}", api.readTicket)
	in("PUT", "supportTickets/{}", api.forPartner(api.createTicket))
	in("GET", "supportTickets/{}/communications", api.messageList)
	in("GET", "supportTickets/{}/communications/{}", api.readMessage)
	in("PUT", "supportTickets/{}/communications/{}", api.forPartner(api.createMessage))
	in("GET", "operationsStatus/{}", api.operationStatus)
	in("GET", "operationResults/{}", api.operationResult)
	return r
}

func (api *API) lost(q *httpd.Query, status int) httpd.Answer {
	if _, wrong := api.Tokens.Bearer(q); wrong != "" {
		return problem(http.StatusUnauthorized, "AuthenticationFailed", wrong)
	}
	if status == http.StatusMethodNotAllowed {
		return problem(status, "MethodNotAllowed", "The method is not allowed for this resource.")
	}
	return problem(status, "ResourceNotFound", "The resource '"+q.URL.Path+"' was not found.")
}

// dress adds the headers of every answer.
func dress(q *httpd.Query, a httpd.Answer) httpd.Answer {
	return a.With("x-ms-request-id", q.ID).With("x-ms-correlation-request-id", q.Echo("x-ms-correlation-request-id"))
}

// before is the door of every resource: failures, token, version.
func (api *API) before(q *httpd.Query) (httpd.Answer, bool) {
	if d := api.Trouble.Throttled(q); d > 0 {
		return problem(http.StatusTooManyRequests, "TooManyRequests", "The request was throttled. Try again later.").
			RetryAfter(d), false
	}
	if api.Trouble.Fails(q) {
		return broken(q, http.StatusServiceUnavailable), false
	}
	t, wrong := api.Tokens.Bearer(q)
	if wrong != "" {
		return problem(http.StatusUnauthorized, "InvalidAuthenticationToken", wrong).
			With("WWW-Authenticate", `Bearer authorization_uri="`+api.LoginAt(q.Base())+`/common/oauth2/authorize", error="invalid_token"`), false
	}
	q.Caller, _ = api.World.Directory(t.Tenant)
	want := supportVersion
	if len(q.Path) == 1 {
		want = subscriptionsVersion
	}
	switch got := q.Params.Get("api-version"); got {
	case want:
		return httpd.Answer{}, true
	case "":
		return problem(http.StatusBadRequest, "MissingApiVersionParameter", "The api-version query parameter (?api-version=) is required for all requests."), false
	default:
		return problem(http.StatusBadRequest, "InvalidApiVersionParameter", "The api-version '"+got+"' is invalid. The supported versions are '"+want+"'."), false
	}
}

// handler answers for one subscription, which the token's tenant has.
type handler func(*httpd.Query, world.AzureSubscription) httpd.Answer

// inSubscription finds the subscription that the path names, if this token reaches it.
func (api *API) inSubscription(do handler) httpd.Handler {
	return func(q *httpd.Query) httpd.Answer {
		s, ok := api.World.AzureSubscription(q.Args[0])
		switch i := q.Caller; {
		case !ok || api.Customers.WithoutAzure(s.Customer):
			return problem(http.StatusNotFound, "SubscriptionNotFound", "The subscription '"+q.Args[0]+"' could not be found.")
		case s.Customer != i:
			return problem(http.StatusUnauthorized, "InvalidAuthenticationTokenTenant", "The access token is from the wrong issuer. It must match the tenant '"+api.World.ID(s.Customer)+"' associated with this subscription.")
		case !api.open(i):
			return problem(http.StatusForbidden, "AuthorizationFailed", "The client '"+world.Username+"' with object id '"+world.UserID+"' does not have authorization to perform action '"+
				"Microsoft.Support/supportTickets/*' over scope '/subscriptions/"+s.ID+"' or the scope is invalid. If access was recently granted, please refresh your credentials.")
		}
		return do(q, s)
	}
}

// open says whether the partner's people may work on support requests of customer i. A token that
// was issued before consent was withdrawn stays good.
func (api *API) open(i int) bool {
	a := api.Customers.Access(i)
	return !api.Customers.Gone(i) && (a == world.Open || a == world.NoConsent)
}

// forPartner is the door of what a partner writes on behalf of a customer: a second token, of the
// partner's own tenant (api/facts.md 2.10), and a subscription that can be written to.
func (api *API) forPartner(do handler) handler {
	return func(q *httpd.Query, s world.AzureSubscription) httpd.Answer {
		tokens := strings.FieldsFunc(q.Header.Get("x-ms-authorization-auxiliary"), func(r rune) bool { return r == ',' || r == ';' })
		if len(tokens) == 0 {
			return problem(http.StatusForbidden, "AuthorizationFailed", "A partner needs the header x-ms-authorization-auxiliary with a token of its own tenant.")
		}
		for _, text := range tokens {
			t, wrong := api.Tokens.ReadBearer(q, strings.TrimSpace(text))
			if wrong == "" && t.Tenant != world.PartnerID {
				wrong = "The token is not of the partner's tenant."
			}
			if wrong != "" {
				return problem(http.StatusUnauthorized, "InvalidAuxiliaryTokens", "Authentication failed for auxiliary token: "+wrong)
			}
		}
		if s.State == "Disabled" {
			return problem(http.StatusConflict, "ReadOnlyDisabledSubscription", "The subscription '"+s.ID+"' is disabled and therefore marked as read only. You cannot perform any write actions on this subscription until it is re-enabled.")
		}
		return do(q, s)
	}
}

// subscriptions is GET /subscriptions: those of the token's tenant that the user may see.
func (api *API) subscriptions(q *httpd.Query) httpd.Answer {
	rows := []any{}
	i := q.Caller
	if i != world.Partner && !api.Customers.Gone(i) && !api.Customers.WithoutAzure(i) &&
		slices.Contains([]world.Access{world.Open, world.NoConsent, world.NoRole}, api.Customers.Access(i)) {
		for _, s := range api.World.AzureSubscriptions(i) {
			rows = append(rows, map[string]any{"id": "/subscriptions/" + s.ID, "authorizationSource": "RoleBased", "managedByTenants": []any{},
				"subscriptionId": s.ID, "tenantId": api.World.ID(i), "displayName": s.Name, "state": s.State})
		}
	}
	return paged(q, rows, map[string]any{"count": map[string]any{"type": "Total", "value": len(rows)}})
}
