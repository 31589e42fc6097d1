package partnercenter

import (
	"net/http"
	"strconv"
	"time"

	"tenantry/backend/simcloud/httpd"
	"tenantry/backend/simcloud/world"
)

// incidentRow is a service incident of the interface that Graph's service health took the place of (api/facts.md 2.12).
// Its enums are numbers, as the official Swagger declares them.
type incidentRow struct {
	ID        string        `json:"id"`
	Type      int           `json:"messageType"`
	Start     string        `json:"startTime"`
	End       string        `json:"endTime"` // of the year one while it lasts
	Status    int           `json:"status"`
	Messages  []incidentSay `json:"messages"`
	Workload  string        `json:"workload"`
	Affected  []string      `json:"affectedWorkloadNames"`
	Resolved  bool          `json:"resolved"`
	Area      string        `json:"impactedArea"`
	Customers int           `json:"impactedCustomers"`
	Severity  int           `json:"severity"`
}

type incidentSay struct {
	At   string `json:"publishedTime"`
	Text string `json:"messageText"`
}

// gravities is the order of the Swagger's enum of a status.
const (
	normal = iota
	information
	warning
	critical
)

const incidentMessage = 1 // "incident" in the Swagger's enum of message types

// gravity is how grave an issue is in this interface's words.
func gravity(s world.Issue) int {
	switch {
	case s.Resolved:
		return normal
	case s.Class == "advisory":
		return information
	case s.Status == "serviceInterruption":
		return critical
	}
	return warning
}

func incidentOf(s world.Issue, customers int) incidentRow {
	day := func(at time.Time) string { return stamp(at) + "Z" }
	row := incidentRow{ID: s.ID, Type: incidentMessage, Start: day(s.Start), End: day(s.End), Status: gravity(s), Severity: gravity(s), Workload: s.Service.Name,
		Affected: []string{s.Service.Name}, Resolved: s.Resolved, Area: s.Feature, Customers: customers, Messages: []incidentSay{}}
	for _, p := range s.Posts {
		row.Messages = append(row.Messages, incidentSay{day(p.At), p.HTML})
	}
	return row
}

var incidentFilters = filterable{"resolved": "equals"}

// incidents are those of some customers, each once, with how many of them it touches.
func (api *API) incidents(q *httpd.Query, of []int) ([]any, string) {
	filter, wrong := incidentFilters.read(q)
	if wrong != "" {
		return nil, wrong
	}
	touched, order := map[string]int{}, []world.Issue{}
	for _, i := range of {
		for _, s := range api.Customers.Issues(i, q.At) {
			if !filter.holds(strconv.FormatBool(s.Resolved)) {
				continue
			}
			if touched[s.ID]++; touched[s.ID] == 1 {
				order = append(order, s)
			}
		}
	}
	items := []any{}
	for _, s := range order {
		items = append(items, incidentOf(s, touched[s.ID]))
	}
	return items, ""
}

// readable are the customers of which Partner Center knows the incidents.
func (api *API) readable() (of []int) {
	for i := range api.World.Len() {
		if api.listed(i) && api.Customers.Access(i) == world.Open {
			of = append(of, i)
		}
	}
	return of
}

func (api *API) allIncidents(q *httpd.Query) httpd.Answer { return api.incidentList(q, api.readable()) }

func (api *API) customerIncidents(q *httpd.Query, t world.Tenant) httpd.Answer {
	return api.incidentList(q, []int{t.Index})
}

func (api *API) incidentList(q *httpd.Query, of []int) httpd.Answer {
	items, wrong := api.incidents(q, of)
	if wrong != "" {
		return problem(http.StatusBadRequest, 3000, wrong)
	}
	return listOf(items, nil)
}

func (api *API) incidentCount(q *httpd.Query) httpd.Answer {
	items, wrong := api.incidents(q, api.readable())
	if wrong != "" {
		return problem(http.StatusBadRequest, 3000, wrong)
	}
	return httpd.JSON(http.StatusOK, len(items))
}
