package graph

import (
	"strings"

	"tenantry/backend/simcloud/httpd"
	"tenantry/backend/simcloud/odata"
	"tenantry/backend/simcloud/world"
)

// delegations are the relationships by which customers let the partner in, and which group of its may.
type delegations struct{ graph }

func (g delegations) routes(get func(string, httpd.Handler)) {
	get("tenantRelationships/delegatedAdminRelationships", g.relationships)
	get("tenantRelationships/delegatedAdminRelationships/{}", g.relationship)
	below := func(what string, l list, rows func(world.Relationship) []any) {
		get("tenantRelationships/delegatedAdminRelationships/{}/"+what, g.below(l, rows))
		get("tenantRelationships/delegatedAdminRelationships/{}/"+what+"/{}", g.oneBelow(l, rows))
	}
	below("accessAssignments", assignmentList, g.assignments)
	below("operations", operationList, g.operations)
	below("requests", requestList, g.requests)
}

type participant struct {
	TenantID    string `json:"tenantId"`
	DisplayName string `json:"displayName"`
}

type role struct {
	ID string `json:"roleDefinitionId"`
}

type accessDetails struct {
	Roles []role `json:"unifiedRoles"`
}

type relationshipRow struct {
	Type             string        `json:"@odata.type"`
	ETag             string        `json:"@odata.etag"`
	ID               string        `json:"id"`
	DisplayName      string        `json:"displayName"`
	Duration         string        `json:"duration"`
	Customer         *participant  `json:"customer,omitempty"`
	AccessDetails    accessDetails `json:"accessDetails"`
	Status           string        `json:"status"`
	AutoExtend       string        `json:"autoExtendDuration"`
	Created          string        `json:"createdDateTime"`
	Modified         string        `json:"lastModifiedDateTime"`
	Activated        *string       `json:"activatedDateTime"`
	Ends             *string       `json:"endDateTime"`
	ConsentPending   *bool         `json:"isPartnerConsentPending,omitempty"`
	IndirectProvider string        `json:"indirectProviderTenantId,omitempty"`
}

func (g delegations) relationshipOf(r world.Relationship) relationshipRow {
	row := relationshipRow{Type: "#microsoft.graph.delegatedAdminRelationship", ETag: etag(r.ID), ID: r.ID, DisplayName: r.Name, Duration: r.Duration,
		Customer: &participant{g.World.ID(r.Customer), g.World.Name(r.Customer)}, AccessDetails: roles(r.Roles), Status: r.Status, AutoExtend: r.AutoExtend,
		Created: httpd.Stamp(r.Created), Modified: httpd.Stamp(r.Modified), Activated: httpd.StampOrNull(r.Activated), Ends: httpd.StampOrNull(r.Ends)}
	if (r.Status == "approvalPending" || r.Status == "created") && r.Customer%2 == 0 {
		row.Customer = nil // may be absent before approval (api/facts.md 1.3)
	}
	if r.Reseller {
		pending := false
		row.Type, row.ConsentPending, row.IndirectProvider = "#microsoft.graph.resellerDelegatedAdminRelationship", &pending, "60ea59db-a506-485e-94c5-d115f369e239"
	}
	return row
}

func roles(ids []string) accessDetails {
	var d accessDetails
	for _, id := range ids {
		d.Roles = append(d.Roles, role{id})
	}
	return d
}

var relationshipList = general("tenantRelationships/delegatedAdminRelationships", odata.TypeOf[relationshipRow]("microsoft.graph.delegatedAdminRelationship"), 100, maxDelegatedPage)

func (g delegations) relationships(q *httpd.Query) httpd.Answer {
	return paged(q, relationshipList, func(cursor, n int) ([]any, int) {
		rows := []any{}
		for i := cursor / world.MaxRelationships; i < g.World.Len(); i++ {
			for k, r := range g.Customers.Relationships(i) {
				at := i*world.MaxRelationships + k
				if at < cursor {
					continue
				}
				if len(rows) == n {
					return rows, at
				}
				rows = append(rows, g.relationshipOf(r))
			}
		}
		return rows, -1
	})
}

// delegation finds a relationship by id as it is now.
func (g delegations) delegation(id string) (world.Relationship, bool) {
	found, ok := g.World.Relationship(strings.ToLower(id))
	if !ok {
		return found, false
	}
	for _, r := range g.Customers.Relationships(found.Customer) {
		if r.ID == found.ID {
			return r, true
		}
	}
	return found, false
}

func (g delegations) relationship(q *httpd.Query) httpd.Answer {
	r, ok := g.delegation(q.Args[0])
	if !ok {
		return notFound(q, q.Args[0])
	}
	return one(q, relationshipList, g.relationshipOf(r)).With("ETag", etag(r.ID))
}
