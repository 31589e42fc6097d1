package partnercenter

import (
	"bytes"
	"encoding/json"
	"net/http"
	"slices"
	"strings"

	"tenantry/backend/simcloud/httpd"
	"tenantry/backend/simcloud/world"
)

// consentRow is the body of an application consent (api/facts.md 2.11).
type consentRow struct {
	AppID  string     `json:"applicationId"`
	Grants []grantRow `json:"applicationGrants"`
	Name   string     `json:"displayName"`
}

type grantRow struct {
	Resource string `json:"enterpriseApplicationId"`
	Scope    string `json:"scope"` // joined by commas
}

// grantable are those that an app can be approved for here, with the permissions that they know.
var grantable = map[string][]string{
	"00000003-0000-0000-c000-000000000000": {"User.Read", "Directory.Read.All", "Organization.Read.All", "Domain.Read.All",
		"ServiceHealth.Read.All", "ServiceMessage.Read.All", "LicenseAssignment.Read.All"},
	"797f4846-ba00-4fd7-ba43-dac1f8f63013": {"user_impersonation"},
}

// consentRoles may approve an app in a customer's tenant: Global, Privileged Role and Cloud Application
// Administrator (api/facts.md 2.11).
var consentRoles = []string{"62e90394-69f5-4237-9190-012177145e10", "e8611ab8-c189-46e8-94e1-60213ab1f814", "158c047a-c907-4556-b7ef-446551a6b5f7"}

// consent is POST /v1/customers/{id}/applicationconsents: from then on the customer's tenant gives tokens.
func (api *API) consent(q *httpd.Query, t world.Tenant) httpd.Answer {
	if !api.mayConsent(t.Index) {
		return problem(http.StatusForbidden, 900150, "The user's role in the customer's tenant lacks the right to consent to applications.")
	}
	var in consentRow
	d := json.NewDecoder(bytes.NewReader(q.Content))
	d.DisallowUnknownFields()
	if err := d.Decode(&in); err != nil {
		return problem(http.StatusBadRequest, 3000, "Invalid property: "+err.Error())
	}
	if wrong := in.wrong(); wrong != "" {
		return problem(http.StatusBadRequest, 3000, "Invalid property: "+wrong)
	}
	if api.Customers.Access(t.Index) != world.NoConsent {
		return problem(http.StatusConflict, 3002, "Permission entry already exists.")
	}
	api.Customers.SetAccess(world.Open, []int{t.Index})
	return httpd.JSON(http.StatusCreated, in)
}

// wrong says what is wrong with a consent; empty: nothing.
func (c consentRow) wrong() string {
	switch {
	case !strings.EqualFold(c.AppID, world.ClientID):
		return "applicationId is no app of this partner."
	case c.Name == "":
		return "displayName must not be empty."
	case len(c.Grants) == 0:
		return "applicationGrants must not be empty."
	}
	for _, g := range c.Grants {
		known, ok := grantable[strings.ToLower(g.Resource)]
		if !ok {
			return "enterpriseApplicationId names no known application."
		}
		for _, s := range strings.Split(g.Scope, ",") {
			if !slices.Contains(known, s) {
				return "scope " + s + " is no permission of the application."
			}
		}
	}
	return ""
}

// withdraw is DELETE /v1/customers/{id}/applicationconsents/{appId}.
func (api *API) withdraw(q *httpd.Query, t world.Tenant) httpd.Answer {
	switch {
	case !api.mayConsent(t.Index):
		return problem(http.StatusForbidden, 900150, "The user's role in the customer's tenant lacks the right to consent to applications.")
	case !strings.EqualFold(q.Args[1], world.ClientID) || api.Customers.Access(t.Index) == world.NoConsent:
		return problem(http.StatusNotFound, 1000, "The application has no consent.")
	}
	api.Customers.SetAccess(world.NoConsent, []int{t.Index})
	return httpd.Answer{Status: http.StatusNoContent}
}

// mayConsent says whether the partner's people may approve apps at customer i: by a role in an active
// relationship, or by the old kind of delegation, which knows no roles.
func (api *API) mayConsent(i int) bool {
	if api.World.HasDAP(i) {
		return true
	}
	return slices.ContainsFunc(api.Customers.Relationships(i), func(r world.Relationship) bool {
		return (r.Status == "active" || r.Status == "expiring") &&
			slices.ContainsFunc(r.Roles, func(role string) bool { return slices.Contains(consentRoles, role) })
	})
}
