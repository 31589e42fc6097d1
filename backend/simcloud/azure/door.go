package azure

import (
	"net/http"
	"strings"

	"tenantry/backend/simcloud/httpd"
	"tenantry/backend/simcloud/world"
)

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
	return !api.Customers.Gone(i) && (a == world.Open || a == world.NoConsent || a == world.WantsMFA)
}

// forPartner is the door of what a partner makes on behalf of a customer: a second token, of the
// partner's own tenant (api/facts.md 2.10).
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
		return do(q, s)
	}
}

// writable is the door of every write: a subscription that is switched off can only be read.
func writable(do handler) handler {
	return func(q *httpd.Query, s world.AzureSubscription) httpd.Answer {
		if s.State == "Disabled" {
			return problem(http.StatusConflict, "ReadOnlyDisabledSubscription", "The subscription '"+s.ID+"' is disabled and therefore marked as read only. You cannot perform any write actions on this subscription until it is re-enabled.")
		}
		return do(q, s)
	}
}
