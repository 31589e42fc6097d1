package partnercenter

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"tenantry/backend/simcloud/httpd"
	"tenantry/backend/simcloud/world"
)

// The page sizes of GET /v1/auditrecords, and the days that it goes back where no start is named.
const (
	usualAudits  = 100
	mostAudits   = 500
	usualDays    = 30
	auditsCursor = "audits %d"
)

type auditRow struct {
	ID           string       `json:"id"`
	PartnerID    string       `json:"partnerId"`
	Participants []string     `json:"participants"`
	CustomerID   string       `json:"customerId"`
	CustomerName string       `json:"customerName"`
	User         string       `json:"userPrincipalName"`
	Application  string       `json:"applicationId"`
	Resource     string       `json:"resourceType"`
	Operation    string       `json:"operationType"`
	At           string       `json:"operationDate"`
	Status       string       `json:"operationStatus"`
	Data         []linkHeader `json:"customizedData"` // pairs of key and value
	Attributes   attributes   `json:"attributes"`
}

func (api *API) auditRow(a world.Audit) auditRow {
	row := auditRow{ID: a.ID(api.World), PartnerID: world.PartnerID, Participants: []string{world.PartnerID}, CustomerID: api.World.ID(a.Customer), CustomerName: api.World.Name(a.Customer),
		User: world.Username, Application: world.ClientID, Resource: a.Resource, Operation: a.Operation, At: httpd.Stamp(a.At), Status: "succeeded", Attributes: attributes{Type: "AuditRecord"}}
	for _, d := range a.Data {
		row.Data = append(row.Data, linkHeader{d[0], d[1]})
	}
	return row
}

var auditFilters = filterable{"customerid": "equals", "companyname": "substring", "resourcetype": "equals"}

// audits is GET /v1/auditrecords: of a range of days, both included, the newest record first. Records older than 90
// days are not there, and asking for them is refused.
func (api *API) audits(q *httpd.Query) httpd.Answer {
	from, to, wrong := auditDays(q)
	filter, unfit := auditFilters.read(q)
	size := usualAudits
	if q.Params.Has("size") {
		n, ok := q.Number("size")
		if size = n; !ok || n < 1 || n > mostAudits {
			wrong = "Invalid property: size must be between 1 and 500."
		}
	}
	at := 0
	if strings.EqualFold(q.Params.Get("seekOperation"), "Next") && !httpd.ReadCursor(q.Header.Get("MS-ContinuationToken"), auditsCursor, &at) {
		wrong = "Invalid property: the continuation token is missing or not valid."
	}
	if wrong += unfit; wrong != "" {
		return problem(http.StatusBadRequest, 3000, wrong)
	}
	found := api.auditsBetween(from, to, filter)
	at = min(at, len(found))
	items := []any{}
	for _, a := range found[at:min(at+size, len(found))] {
		items = append(items, api.auditRow(a))
	}
	v := url.Values{}
	for name := range q.Params {
		v.Set(name, q.Params.Get(name))
	}
	v.Del("seekOperation")
	l := &links{Self: linkTo("/auditrecords?" + v.Encode())}
	if at+size < len(found) {
		v.Set("seekOperation", "Next")
		l.Next = linkTo("/auditrecords?" + v.Encode())
		l.Next.Headers = append(l.Next.Headers, linkHeader{"MS-ContinuationToken", httpd.Cursor(auditsCursor, at+size)})
	}
	return listOf(items, l)
}

// auditDays reads startDate and endDate, each a day or a time.
func auditDays(q *httpd.Query) (from, to time.Time, wrong string) {
	from, to = q.At.AddDate(0, 0, -usualDays), q.At
	for name, at := range map[string]*time.Time{"startDate": &from, "endDate": &to} {
		text := q.Params.Get(name)
		if text == "" {
			continue
		}
		day, err := time.Parse(time.DateOnly, text)
		if err != nil {
			if day, err = time.Parse(time.RFC3339, text); err != nil {
				return from, to, fmt.Sprintf("Invalid property: %s is no date.", name)
			}
		}
		*at = day.UTC()
	}
	from, to = from.Truncate(24*time.Hour), to.Truncate(24*time.Hour).AddDate(0, 0, 1)
	switch {
	case from.Before(q.At.Add(-world.AuditKept).Truncate(24 * time.Hour)):
		return from, to, "Invalid property: startDate must not lie more than 90 days back."
	case !from.Before(to):
		return from, to, "Invalid property: endDate lies before startDate."
	}
	return from, to, ""
}

func (api *API) auditsBetween(from, to time.Time, filter *fieldFilter) []world.Audit {
	var out []world.Audit
	for i := range api.World.Len() {
		if !api.listed(i) {
			continue
		}
		for _, a := range api.World.Audits(i) {
			value := ""
			if filter != nil {
				value = map[string]string{"customerid": api.World.ID(i), "companyname": api.World.Name(i), "resourcetype": a.Resource}[filter.Field]
			}
			if !a.At.Before(from) && a.At.Before(to) && filter.holds(value) {
				out = append(out, a)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b world.Audit) int { return b.At.Compare(a.At) })
	return out
}
