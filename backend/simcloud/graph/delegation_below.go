package graph

import (
	"encoding/json"
	"strings"
	"time"

	"tenantry/backend/simcloud/httpd"
	"tenantry/backend/simcloud/odata"
	"tenantry/backend/simcloud/world"
)

// What lies below a relationship has its ids among the objects of the customer, from these numbers on; those of a
// second relationship follow at secondObject.
const (
	assignmentObject = 40
	operationObject  = 44
	requestObject    = 48
	secondObject     = 12
)

func (g delegations) objectBelow(r world.Relationship, n int) string {
	for k, other := range g.World.Relationships(r.Customer) {
		if other.ID == r.ID {
			n += k * secondObject
		}
	}
	return g.World.Object(r.Customer, n)
}

// below answers a list below the relationship that the path names.
func (g delegations) below(l list, rows func(world.Relationship) []any) httpd.Handler {
	return func(q *httpd.Query) httpd.Answer {
		r, ok := g.delegation(q.Args[0])
		if !ok {
			return notFound(q, q.Args[0])
		}
		return paged(q, l, through(rows(r)))
	}
}

// oneBelow answers one item of such a list.
func (g delegations) oneBelow(l list, rows func(world.Relationship) []any) httpd.Handler {
	return func(q *httpd.Query) httpd.Answer {
		r, ok := g.delegation(q.Args[0])
		if !ok {
			return notFound(q, q.Args[0])
		}
		q.Args = q.Args[1:]
		return found(q, l, rows(r), func(v any) bool { return strings.EqualFold(odata.RowOf(v)["id"].(string), q.Args[0]) })
	}
}

type container struct {
	ID   string `json:"accessContainerId"`
	Type string `json:"accessContainerType"`
}

type assignmentRow struct {
	Type          string        `json:"@odata.type"`
	ETag          string        `json:"@odata.etag"`
	ID            string        `json:"id"`
	Status        string        `json:"status"`
	Created       string        `json:"createdDateTime"`
	Modified      string        `json:"lastModifiedDateTime"`
	Container     container     `json:"accessContainer"`
	AccessDetails accessDetails `json:"accessDetails"`
}

type operationRow struct {
	Type      string `json:"@odata.type"`
	ID        string `json:"id"`
	Created   string `json:"createdDateTime"`
	Modified  string `json:"lastModifiedDateTime"`
	Data      string `json:"data"`
	Operation string `json:"operationType"`
	Status    string `json:"status"`
}

type requestRow struct {
	Type     string `json:"@odata.type"`
	ID       string `json:"id"`
	Action   string `json:"action"`
	Status   string `json:"status"`
	Created  string `json:"createdDateTime"`
	Modified string `json:"lastModifiedDateTime"`
}

var (
	assignmentList = general("accessAssignments", odata.TypeOf[assignmentRow]("microsoft.graph.delegatedAdminAccessAssignment"), 100, maxDelegatedPage)
	operationList  = general("operations", odata.TypeOf[operationRow]("microsoft.graph.delegatedAdminRelationshipOperation"), 100, maxDelegatedPage)
	requestList    = general("requests", odata.TypeOf[requestRow]("microsoft.graph.delegatedAdminRelationshipRequest"), 100, maxDelegatedPage)
)

// groups are the partner's security groups: who reads everything, who files requests, who administers. Each takes
// the roles of a relationship from its place on; what a group has no role left for it is not assigned to.
var groups = []string{"227a2f44-2682-4831-a021-f8d69a34bcba", "869713c9-0b28-4d08-8949-ae07ae1bf528", "0a3f6d75-5d36-4b8f-9d0c-7b8a4f1d9e21"}

// assignments are the groups that work under the relationship; none where the signed-in user's group is the one
// that was forgotten. The first has all roles, each other one role less; those of a relationship that ended go.
func (g delegations) assignments(r world.Relationship) []any {
	rows := []any{}
	if g.Customers.Access(r.Customer) == world.Unassigned || r.Activated.IsZero() {
		return rows
	}
	status := map[string]string{"active": "active", "expiring": "active", "terminationRequested": "active", "terminating": "deleting"}[r.Status]
	if status == "" {
		status = "deleted"
	}
	for k, group := range groups[:min(len(groups), len(r.Roles))] {
		id, state := g.objectBelow(r, assignmentObject+k), status
		if k == 2 && state == "active" && r.Customer%8 == 5 {
			state = []string{"pending", "error"}[r.Customer/8%2]
		}
		at := r.Activated.Add(time.Duration(k) * time.Minute)
		rows = append(rows, assignmentRow{"#microsoft.graph.delegatedAdminAccessAssignment", etag(id), id, state, httpd.Stamp(at), httpd.Stamp(at),
			container{group, "securityGroup"}, roles(r.Roles[k:])})
	}
	return rows
}

// operations are what the service did in the background: one for each assignment, and one where the relationship
// was made to extend itself.
func (g delegations) operations(r world.Relationship) []any {
	rows := []any{}
	add := func(kind string, at time.Time, status, below string) {
		data, _ := json.Marshal(map[string]string{"id": below})
		rows = append(rows, operationRow{"#microsoft.graph.delegatedAdminRelationshipOperation", g.objectBelow(r, operationObject+len(rows)), httpd.Stamp(at), httpd.Stamp(at.Add(9 * time.Second)), string(data), kind, status})
	}
	for _, v := range g.assignments(r) {
		a := v.(assignmentRow)
		status := map[string]string{"pending": "running", "deleting": "running", "error": "failed"}[a.Status]
		if status == "" {
			status = "succeeded"
		}
		add("delegatedAdminAccessAssignmentUpdate", r.Activated, status, a.ID)
	}
	if r.AutoExtend != "PT0S" && !r.Activated.IsZero() {
		add("delegatedAdminRelationshipUpdate", r.Activated.Add(time.Hour), "succeeded", r.ID)
	}
	return rows
}

// requests are what the partner asked for: that the customer may approve, and that it ends.
func (g delegations) requests(r world.Relationship) []any {
	rows := []any{}
	add := func(action, status string, at time.Time) {
		rows = append(rows, requestRow{"#microsoft.graph.delegatedAdminRelationshipRequest", g.objectBelow(r, requestObject+len(rows)), action, status, httpd.Stamp(at), httpd.Stamp(at.Add(3 * time.Second))})
	}
	if r.Status != "created" {
		add("lockForApproval", "succeeded", r.Created)
	}
	switch r.Status {
	case "terminationRequested":
		add("terminate", "created", r.Modified)
	case "terminating":
		add("terminate", "pending", r.Modified)
	case "terminated":
		add("terminate", "succeeded", r.Modified)
	}
	return rows
}
