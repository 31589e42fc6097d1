package azure

import (
	"net/http"
	"slices"
	"strings"

	"tenantry/backend/simcloud/httpd"
	"tenantry/backend/simcloud/world"
)

func (api *API) subscriptionRow(s world.AzureSubscription) map[string]any {
	return map[string]any{"id": "/subscriptions/" + s.ID, "authorizationSource": "RoleBased", "managedByTenants": []any{}, "subscriptionId": s.ID,
		"tenantId": api.World.ID(s.Customer), "displayName": s.Name, "state": s.State,
		"subscriptionPolicies": map[string]string{"locationPlacementId": "Public_2014-09-01", "quotaId": "CSP_2015-05-01", "spendingLimit": "Off"}}
}

// visible are the subscriptions of the token's tenant that the user may see.
func (api *API) visible(i int) []world.AzureSubscription {
	if i == world.Partner || api.Customers.Gone(i) || api.Customers.WithoutAzure(i) ||
		!slices.Contains([]world.Access{world.Open, world.NoConsent, world.NoRole, world.WantsMFA}, api.Customers.Access(i)) {
		return nil
	}
	return api.World.AzureSubscriptions(i)
}

// subscriptions is GET /subscriptions.
func (api *API) subscriptions(q *httpd.Query) httpd.Answer {
	rows := []any{}
	for _, s := range api.visible(q.Caller) {
		rows = append(rows, api.subscriptionRow(s))
	}
	return paged(q, pages{usual: 50, most: 100}, rows, map[string]any{"count": map[string]any{"type": "Total", "value": len(rows)}})
}

// subscription is GET /subscriptions/{id}.
func (api *API) subscription(q *httpd.Query) httpd.Answer {
	for _, s := range api.visible(q.Caller) {
		if strings.EqualFold(s.ID, q.Args[0]) {
			return httpd.JSON(http.StatusOK, api.subscriptionRow(s))
		}
	}
	return problem(http.StatusNotFound, "SubscriptionNotFound", "The subscription '"+q.Args[0]+"' could not be found.")
}

// tenants is GET /tenants: the tenants of the account that this token names. A delegated customer is not
// among a partner's own, so that the list is the token's tenant, and the partner's where that is another.
func (api *API) tenants(q *httpd.Query) httpd.Answer {
	rows := []any{}
	for _, i := range slices.Compact([]int{world.Partner, q.Caller}) {
		t, kind := api.World.Tenant(i), "Home"
		if i != world.Partner {
			kind = "ManagedBy"
		}
		domains := make([]string, len(t.Domains))
		for k, d := range t.Domains {
			domains[k] = d.Name
		}
		rows = append(rows, map[string]any{"id": "/tenants/" + t.ID, "tenantId": t.ID, "tenantCategory": kind, "displayName": t.Name, "country": t.Country,
			"countryCode": t.CountryCode, "defaultDomain": t.Primary, "domains": domains, "tenantType": "AAD"})
	}
	return httpd.JSON(http.StatusOK, map[string]any{"value": rows})
}
