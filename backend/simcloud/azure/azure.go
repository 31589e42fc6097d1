package azure

import (
	"mime"
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
	r.Handle("GET", "/tenants", api.tenants)
	r.Handle("GET", "/subscriptions", api.subscriptions)
	r.Handle("GET", "/subscriptions/{}", api.subscription)
	r.Handle("GET", "/providers/Microsoft.Support/operations", operations)
	r.Handle("GET", "/providers/Microsoft.Support/services", services)
	r.Handle("GET", "/providers/Microsoft.Support/services/{}", service)
	r.Handle("GET", "/providers/Microsoft.Support/services/{}/problemClassifications", classifications)
	r.Handle("GET", "/providers/Microsoft.Support/services/{}/problemClassifications/{}", classification)
	in := func(method, pattern string, do handler) {
		r.Handle(method, "/subscriptions/{}/providers/Microsoft.Support/"+pattern, api.inSubscription(do))
	}
	in("GET", "supportTickets", api.ticketList)
	in("GET", "supportTickets/{}", api.readTicket)
	in("PUT", "supportTickets/{}", api.forPartner(writable(api.createTicket)))
	in("PATCH", "supportTickets/{}", writable(api.updateTicket))
	in("POST", "checkNameAvailability", api.ticketNameIsFree)
	in("POST", "supportTickets/{}/checkNameAvailability", api.messageNameIsFree)
	in("GET", "supportTickets/{}/communications", api.messageList)
	in("GET", "supportTickets/{}/communications/{}", api.readMessage)
	in("PUT", "supportTickets/{}/communications/{}", api.forPartner(writable(api.createMessage)))
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

// before is the door of every resource: failures, token, version, kind of body.
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
	want := subscriptionsVersion
	if slices.ContainsFunc(q.Path, func(part string) bool { return strings.EqualFold(part, "Microsoft.Support") }) {
		want = supportVersion
	}
	switch got := q.Params.Get("api-version"); got {
	case want:
		if name := stray(q); name != "" {
			return badQuery("The query parameter '" + name + "' is not supported by this resource."), false
		}
		return sendsJSON(q)
	case "":
		return problem(http.StatusBadRequest, "MissingApiVersionParameter", "The api-version query parameter (?api-version=) is required for all requests."), false
	default:
		return problem(http.StatusBadRequest, "InvalidApiVersionParameter", "The api-version '"+got+"' is invalid. The supported versions are '"+want+"'."), false
	}
}

// sendsJSON lets a body pass that says that it is JSON; nothing else is read here.
func sendsJSON(q *httpd.Query) (httpd.Answer, bool) {
	kind, _, err := mime.ParseMediaType(q.Header.Get("Content-Type"))
	if len(q.Content) > 0 && (err != nil || kind != "application/json") {
		return problem(http.StatusUnsupportedMediaType, "UnsupportedMediaType", "The content media type '"+q.Header.Get("Content-Type")+"' is not supported. Only 'application/json' is supported."), false
	}
	return httpd.Answer{}, true
}
