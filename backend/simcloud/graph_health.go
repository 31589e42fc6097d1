package simcloud

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"sync"

	"tenantry/backend/simcloud/world"
)

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
	j := json.RawMessage(jsonAnswer(http.StatusOK, issueOf(s, sp)).body)
	b.made[k] = j
	return j
}

func issueOf(s world.Issue, sp spelling) issueRow {
	row := issueRow{Start: stamp(s.Start), End: stampOrNull(s.End), Modified: stamp(s.Modified), Title: s.Title, ID: s.ID, Impact: s.Impact,
		Classification: sp.word(s.Class), Origin: sp.word("microsoft"), Status: sp.word(s.Status), Service: s.Service.Name, Feature: s.Feature, FeatureGroup: s.Group,
		IsResolved: s.Resolved, Details: []keyValue{{"NotifyInApp", "True"}}, Posts: []postRow{}}
	for _, p := range s.Posts {
		row.Posts = append(row.Posts, postRow{stamp(p.At), sp.word(p.Kind), body{sp.word("html"), p.HTML}})
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
func (c *Cloud) overviews(q *query, expand bool) []overviewRow {
	i := c.tenantOf(q)
	sp := spellingFor(i)
	issues := c.issuesOf(i, q.at)
	rows := make([]overviewRow, 0, len(world.Services))
	for _, v := range world.Services {
		row := overviewRow{Service: v.Name, ID: v.ID, Status: sp.word(world.Status(v, issues, q.at))}
		if expand {
			row.Issues = []json.RawMessage{}
			for _, s := range issues {
				if s.Service == v {
					row.Issues = append(row.Issues, c.issues.of(s, sp))
				}
			}
		}
		rows = append(rows, row)
	}
	return rows
}

func expandsIssues(q *query) bool { return strings.EqualFold(q.opts.Get("$expand"), "issues") }

func (c *Cloud) healthOverviews(q *query) answer {
	of := "admin/serviceAnnouncement/healthOverviews"
	if expandsIssues(q) {
		of += "(issues())"
	}
	return graphWhole(q, of, c.overviews(q, expandsIssues(q)))
}

func (c *Cloud) healthOverview(q *query) answer {
	for _, row := range c.overviews(q, expandsIssues(q)) {
		if strings.EqualFold(row.ID, q.args[0]) {
			return graphOne(q, "admin/serviceAnnouncement/healthOverviews", row)
		}
	}
	return notFound(q, q.args[0])
}

func (c *Cloud) serviceIssues(q *query) answer {
	for _, row := range c.overviews(q, true) {
		if strings.EqualFold(row.ID, q.args[0]) {
			return announcePage(q, "admin/serviceAnnouncement/healthOverviews('"+row.ID+"')/issues", row.Issues)
		}
	}
	return notFound(q, q.args[0])
}

func (c *Cloud) issueList(q *query) answer {
	keep := func(world.Issue) bool { return true }
	if f := q.opts.Get("$filter"); f != "" {
		name, value, ok := equals(f)
		switch {
		case ok && strings.EqualFold(name, "endDateTime") && value == "null":
			keep = func(s world.Issue) bool { return s.End.IsZero() }
		case ok && strings.EqualFold(name, "isResolved"):
			keep = func(s world.Issue) bool { return fmt.Sprint(s.Resolved) == value }
		case ok && strings.EqualFold(name, "classification"):
			keep = func(s world.Issue) bool { return strings.EqualFold(s.Class, value) }
		case ok && strings.EqualFold(name, "service"):
			keep = func(s world.Issue) bool { return s.Service.Name == value }
		default:
			return unsupportedFilter(q)
		}
	}
	i := c.tenantOf(q)
	rows := []json.RawMessage{}
	for _, s := range c.issuesOf(i, q.at) {
		if keep(s) {
			rows = append(rows, c.issues.of(s, spellingFor(i)))
		}
	}
	return announcePage(q, "admin/serviceAnnouncement/issues", rows)
}

func (c *Cloud) issueByID(q *query) answer {
	i := c.tenantOf(q)
	for _, s := range c.issuesOf(i, q.at) {
		if strings.EqualFold(s.ID, q.args[0]) {
			return graphOne(q, "admin/serviceAnnouncement/issues", c.issues.of(s, spellingFor(i)))
		}
	}
	return notFound(q, q.args[0])
}

// announcePage pages as the service communications do: Prefer: odata.maxpagesize up to 1000, default 100,
// and a nextLink with $skip (api/facts.md 1.9).
func announcePage[T any](q *query, of string, rows []T) answer {
	size, preferred := 100, false
	for _, p := range strings.Split(q.Header.Get("Prefer"), ",") {
		if v, ok := strings.CutPrefix(strings.ToLower(strings.TrimSpace(p)), "odata.maxpagesize="); ok {
			if n, isNumber := number(v); isNumber && n >= 1 {
				size, preferred = min(n, 1000), true
			}
		}
	}
	if n, ok := number(q.opts.Get("$top")); ok && n >= 1 {
		size = min(n, 1000)
	}
	skip, ok := number(q.opts.Get("$skip"))
	if q.opts.Has("$skip") && (!ok || skip < 0) {
		return badRequest(q, "Invalid value for $skip.")
	}
	from := min(skip, len(rows))
	to := min(from+size, len(rows))
	all := make([]any, 0, to-from)
	for _, r := range rows[from:to] {
		all = append(all, r)
	}
	page := collection{Context: q.context(of), Value: q.selected(all)}
	if to < len(rows) {
		v := q.opts
		v.Set("$skip", fmt.Sprint(to))
		page.Next = q.base() + q.URL.Path + "?" + strings.ReplaceAll(v.Encode(), "%24", "$")
	}
	a := jsonAnswer(http.StatusOK, page)
	if preferred {
		a = a.with("Preference-Applied", fmt.Sprintf("odata.maxpagesize=%d", size))
	}
	return a
}
