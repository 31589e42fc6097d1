package partnercenter

import (
	"net/http"
	"strings"

	"tenantry/backend/simcloud/httpd"
	"tenantry/backend/simcloud/world"
)

// partnership is another partner that this one works with.
type partnership struct {
	ID         string     `json:"id"`
	Name       string     `json:"name"`
	Kind       string     `json:"relationshipType"`
	State      string     `json:"state"`
	MPN        string     `json:"mpnId"`
	Location   string     `json:"location"`
	Attributes attributes `json:"attributes"`
}

// The kinds of partnerships: whose reseller this partner is, and whose provider.
const (
	resellerOf = "is_indirect_reseller_of"
	providerOf = "is_indirect_cloud_solution_provider_of"
)

// partnerships are those of this partner: two resellers that sell through it. The first sells to some customers.
var partnerships = []partnership{
	{"7d1bd2f5-3f0a-4f0e-8f5b-0d7c3c1a6c11", "Adatum IT Services", providerOf, "active", "4847383", "FR", attributes{Type: "PartnerRelationship"}},
	{"2c9a7c40-9f44-4d24-b3c4-6b6f4d7f90a2", "Relecloud Partner", providerOf, "active", "4847384", "DE", attributes{Type: "PartnerRelationship"}},
}

var partnershipFilters = filterable{"name": "substring"}

// relationships is GET /v1/relationships, by type and by a part of the name.
func (api *API) relationships(q *httpd.Query) httpd.Answer {
	filter, wrong := partnershipFilters.read(q)
	kind := strings.ToLower(strings.ReplaceAll(q.Params.Get("relationship_type"), "_", ""))
	plain := func(s string) string { return strings.ReplaceAll(s, "_", "") } // the SDK writes the words without the bars
	if kind != "" && kind != plain(resellerOf) && kind != plain(providerOf) && kind != "none" {
		wrong = "Invalid property: relationship_type is unknown."
	}
	if wrong != "" {
		return problem(http.StatusBadRequest, 3000, wrong)
	}
	items := []any{}
	for _, p := range partnerships {
		if (kind == "" || kind == plain(p.Kind)) && filter.holds(p.Name) {
			items = append(items, p)
		}
	}
	return listOf(items, nil)
}

// customerRelationships are the partners that this one shares a customer with.
func (api *API) customerRelationships(_ *httpd.Query, t world.Tenant) httpd.Answer {
	items := []any{}
	for _, r := range api.Customers.Relationships(t.Index) {
		if r.Reseller {
			items = append(items, partnerships[0])
			break
		}
	}
	return listOf(items, nil)
}
