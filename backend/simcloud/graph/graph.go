package graph

import (
	"net/http"

	"tenantry/backend/simcloud/httpd"
	"tenantry/backend/simcloud/present"
	"tenantry/backend/simcloud/token"
	"tenantry/backend/simcloud/world"
)

// API is Microsoft Graph. Its exported fields are what it needs of the rest of the cloud.
type API struct {
	World     *world.World
	Customers *present.Customers
	Tokens    *token.Mint
	Trouble   *httpd.Trouble
	Record    *httpd.Record            // of the members of a $batch
	LoginAt   func(base string) string // the sign-in address that goes with one of ours

	limits httpd.Limits
}

// graph is what every resource reads.
type graph struct {
	World     *world.World
	Customers *present.Customers
}

// Routes are the resources that Graph serves here.
func (api *API) Routes() *httpd.Router {
	r := &httpd.Router{Before: api.before, Lost: lost, Broken: broken, Dress: dress}
	get := func(pattern string, do httpd.Handler) {
		if counted[pattern] {
			r.Handle("GET", "/v1.0/"+pattern+"/$count", do)
		}
		r.Handle("GET", "/v1.0/"+pattern, do)
	}
	g := graph{api.World, api.Customers}
	relations{g}.routes(get)
	delegations{g}.routes(get)
	directory{g}.routes(get)
	licences{g}.routes(get)
	announcements{g, &issueBodies{}}.routes(get)
	r.Handle("POST", "/v1.0/$batch", func(q *httpd.Query) httpd.Answer { return api.batch(q, r.Serve) })
	return r
}

// counted are the collections whose number can be read at an address of its own, ending in $count.
var counted = map[string]bool{
	"contracts": true, "directory/subscriptions": true, "tenantRelationships/delegatedAdminCustomers": true, "tenantRelationships/delegatedAdminRelationships": true,
	"tenantRelationships/delegatedAdminRelationships/{}/accessAssignments": true, "tenantRelationships/delegatedAdminRelationships/{}/operations": true,
	"tenantRelationships/delegatedAdminRelationships/{}/requests": true, "tenantRelationships/delegatedAdminCustomers/{}/serviceManagementDetails": true, "admin/serviceAnnouncement/healthOverviews": true,
	"admin/serviceAnnouncement/healthOverviews/{}/issues": true, "admin/serviceAnnouncement/issues": true, "admin/serviceAnnouncement/messages": true,
}

func lost(q *httpd.Query, status int) httpd.Answer {
	if status == http.StatusMethodNotAllowed {
		return problem(q, status, "Request_BadRequest", "Specified HTTP method is not allowed for the request target.")
	}
	return problem(q, status, "BadRequest", "Resource not found for the segment '"+q.Path[len(q.Path)-1]+"'.")
}

// dress adds the headers of every answer.
func dress(q *httpd.Query, a httpd.Answer) httpd.Answer {
	return a.With("request-id", q.ID).With("x-ms-ags-diagnostic", `{"ServerInfo":{"DataCenter":"Simulated","Slice":"E","Ring":"5"}}`).
		With("client-request-id", q.Echo("client-request-id"))
}
