package graph

import (
	"encoding/json"
	"net/http"
	"strings"
	"sync"

	"tenantry/backend/simcloud/httpd"
	"tenantry/backend/simcloud/odata"
	"tenantry/backend/simcloud/world"
)

// announcements are service health and the message center.
type announcements struct {
	graph
	bodies *issueBodies
}

func (g announcements) routes(get func(string, httpd.Handler)) {
	get("admin/serviceAnnouncement/healthOverviews", g.healthOverviews)
	get("admin/serviceAnnouncement/healthOverviews/{}", g.healthOverview)
	get("admin/serviceAnnouncement/healthOverviews/{}/issues", g.serviceIssues)
	get("admin/serviceAnnouncement/healthOverviews/{}/issues/{}", g.serviceIssue)
	get("admin/serviceAnnouncement/issues", g.issues)
	get("admin/serviceAnnouncement/issues/{}", g.issueByID)
	get("admin/serviceAnnouncement/messages", g.messages)
	get("admin/serviceAnnouncement/messages/{}", g.messageNamed(message))
	get("admin/serviceAnnouncement/messages/{}/attachments", g.messageNamed(attachments))
	get("admin/serviceAnnouncement/messages/{}/attachments/{}", g.messageNamed(attachment))
	get("admin/serviceAnnouncement/messages/{}/attachments/{}/content", g.messageNamed(attachmentContent))
}

type keyValue struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

type body struct {
	Type    string `json:"contentType"`
	Content string `json:"content"`
}

type postRow struct {
	Created     string `json:"createdDateTime"`
	Type        string `json:"postType"`
	Description body   `json:"description"`
}

type issueRow struct {
	Start          string     `json:"startDateTime"`
	End            *string    `json:"endDateTime"`
	Modified       string     `json:"lastModifiedDateTime"`
	Title          string     `json:"title"`
	ID             string     `json:"id"`
	Impact         string     `json:"impactDescription"`
	Classification string     `json:"classification"`
	Origin         string     `json:"origin"`
	Status         string     `json:"status"`
	Service        string     `json:"service"`
	Feature        string     `json:"feature"`
	FeatureGroup   string     `json:"featureGroup"`
	IsResolved     bool       `json:"isResolved"`
	Details        []keyValue `json:"details"`
	Posts          []postRow  `json:"posts"`
}

// spelling writes enums: the documented examples show PascalCase where the schema says camelCase
// (api/facts.md 5.3). Both come, by customer.
type spelling bool

const pascal spelling = true

func spellingFor(tenant int) spelling { return spelling(tenant%3 == 1) }

func (s spelling) word(w string) string {
	if s == pascal && w != "" {
		return strings.ToUpper(w[:1]) + w[1:]
	}
	return w
}

// issueBodies keeps issues as written: the same issue goes to many customers.
type issueBodies struct {
	mu   sync.Mutex
	made map[issueKey]json.RawMessage
}

type issueKey struct {
	id       string
	modified int64
	spelling spelling
}

// issueBodiesKept bounds the memory; a story makes new ones all day.
const issueBodiesKept = 512

func (b *issueBodies) of(s world.Issue, sp spelling) json.RawMessage {
	k := issueKey{s.ID, s.Modified.UnixNano(), sp}
	b.mu.Lock()
	defer b.mu.Unlock()
	if j, ok := b.made[k]; ok {
		return j
	}
	if b.made == nil || len(b.made) >= issueBodiesKept {
		b.made = map[issueKey]json.RawMessage{}
	}
	j := json.RawMessage(httpd.JSON(http.StatusOK, issueOf(s, sp)).Body)
	b.made[k] = j
	return j
}

func issueOf(s world.Issue, sp spelling) issueRow {
	row := issueRow{Start: httpd.Stamp(s.Start), End: httpd.StampOrNull(s.End), Modified: httpd.Stamp(s.Modified), Title: s.Title, ID: s.ID, Impact: s.Impact,
		Classification: sp.word(s.Class), Origin: sp.word("microsoft"), Status: sp.word(s.Status), Service: s.Service.Name, Feature: s.Feature, FeatureGroup: s.Group,
		IsResolved: s.Resolved, Details: []keyValue{{"NotifyInApp", "True"}}, Posts: []postRow{}}
	for _, p := range s.Posts {
		row.Posts = append(row.Posts, postRow{httpd.Stamp(p.At), sp.word(p.Kind), body{sp.word("html"), p.HTML}})
	}
	return row
}

type overviewRow struct {
	Service string            `json:"service"`
	Status  string            `json:"status"`
	ID      string            `json:"id"`
	Issues  []json.RawMessage `json:"issues,omitzero"`
}

// overviews is the health report of the token's tenant.
func (g announcements) overviews(q *httpd.Query, expand bool) []overviewRow {
	i := q.Caller
	sp := spellingFor(i)
	issues := g.Customers.Issues(i, q.At)
	rows := make([]overviewRow, 0, len(world.Services))
	for _, v := range world.Services {
		row := overviewRow{Service: v.Name, ID: v.ID, Status: sp.word(world.Status(v, i, issues, q.At))}
		if expand {
			row.Issues = []json.RawMessage{}
			for _, s := range issues {
				if s.Service == v {
					row.Issues = append(row.Issues, g.bodies.of(s, sp))
				}
			}
		}
		rows = append(rows, row)
	}
	return rows
}

var (
	overviewList = announcing("admin/serviceAnnouncement/healthOverviews", odata.TypeOf[overviewRow]("microsoft.graph.serviceHealth"), "issues")
	issueList    = announcing("admin/serviceAnnouncement/issues", odata.TypeOf[issueRow]("microsoft.graph.serviceHealthIssue"))
)

// expandsIssues is asked before the query is judged: what it can't be is refused with the rest.
func expandsIssues(q *httpd.Query) bool { return q.Params.Get("$expand") == "issues" }

func (g announcements) healthOverviews(q *httpd.Query) httpd.Answer {
	l := overviewList
	if expandsIssues(q) {
		l = l.at(l.of + "(issues())")
	}
	return announced(q, l, g.overviews(q, expandsIssues(q)))
}

func (g announcements) healthOverview(q *httpd.Query) httpd.Answer {
	return found(q, overviewList, g.overviews(q, expandsIssues(q)), func(r overviewRow) bool { return strings.EqualFold(r.ID, q.Args[0]) })
}

func (g announcements) serviceIssues(q *httpd.Query) httpd.Answer {
	for _, row := range g.overviews(q, true) {
		if strings.EqualFold(row.ID, q.Args[0]) {
			return announced(q, issueList.at(overviewList.of+"('"+row.ID+"')/issues"), row.Issues)
		}
	}
	return notFound(q, q.Args[0])
}

func (g announcements) serviceIssue(q *httpd.Query) httpd.Answer {
	service := q.Args[0]
	q.Args = q.Args[1:]
	for _, s := range g.Customers.Issues(q.Caller, q.At) {
		if strings.EqualFold(s.Service.ID, service) && strings.EqualFold(s.ID, q.Args[0]) {
			return g.issueByID(q)
		}
	}
	return notFound(q, q.Args[0])
}

func (g announcements) issues(q *httpd.Query) httpd.Answer {
	i := q.Caller
	rows := []json.RawMessage{}
	for _, s := range g.Customers.Issues(i, q.At) {
		rows = append(rows, g.bodies.of(s, spellingFor(i)))
	}
	return announced(q, issueList, rows)
}

func (g announcements) issueByID(q *httpd.Query) httpd.Answer {
	i := q.Caller
	for _, s := range g.Customers.Issues(i, q.At) {
		if strings.EqualFold(s.ID, q.Args[0]) {
			return one(q, issueList, g.bodies.of(s, spellingFor(i)))
		}
	}
	return notFound(q, q.Args[0])
}
