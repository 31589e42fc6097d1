package azure

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"tenantry/backend/simcloud/httpd"
	"tenantry/backend/simcloud/odata"
)

// filterable are the properties that a list can be filtered by, in lower case, each with the operators that
// the documents name: texts by eq alone, times by gt and ge.
type filterable map[string][]string

var (
	equal = []string{odata.Equal}
	since = []string{odata.Greater, odata.GreaterOrEqual}

	ticketFilters  = filterable{"createddate": since, "status": equal, "serviceid": equal, "problemclassificationid": equal}
	messageFilters = filterable{"createddate": since, "communicationtype": equal}
)

// offered are the parameters of OData that lists have, by route; nothing else has any.
var offered = map[string][]string{
	"GET /subscriptions": {"$top", "$skiptoken"},
	"GET /subscriptions/{}/providers/Microsoft.Support/supportTickets":                   {"$top", "$filter", "$skiptoken"},
	"GET /subscriptions/{}/providers/Microsoft.Support/supportTickets/{}/communications": {"$top", "$filter", "$skiptoken"},
}

// stray is a parameter of OData that the request has and its resource has not; empty: there is none.
func stray(q *httpd.Query) string {
	for _, name := range slices.Sorted(maps.Keys(q.Params)) {
		if strings.HasPrefix(name, "$") && !slices.Contains(offered[q.Route], name) {
			return name
		}
	}
	return ""
}

// read reads the request's $filter: comparisons joined by "and" alone.
func (f filterable) read(q *httpd.Query) ([]odata.Comparison, error) {
	if !q.Params.Has("$filter") {
		return nil, nil
	}
	filter, err := odata.ParseFilter(strings.ReplaceAll(q.Params.Get("$filter"), " AND ", " and "))
	if err != nil {
		return nil, err
	}
	list, ok := filter.Conjuncts()
	if !ok {
		return nil, errors.New("only comparisons that are joined by 'and' are supported")
	}
	for _, c := range list {
		if err := f.check(c); err != nil {
			return nil, err
		}
	}
	return list, nil
}

func (f filterable) check(c odata.Comparison) error {
	operators, ok := f[strings.ToLower(c.Property)]
	if !ok {
		return fmt.Errorf("the property '%s' can't be filtered by", c.Property)
	}
	if !slices.Contains(operators, c.Operator) {
		return fmt.Errorf("the operator '%s' is not supported for '%s'", c.Operator, c.Property)
	}
	_, text := c.Value.(string)
	_, moment := c.Value.(time.Time)
	if operators[0] == odata.Equal && !text || operators[0] != odata.Equal && !moment {
		return fmt.Errorf("the value for '%s' is of the wrong type", c.Property)
	}
	return nil
}

// hold says whether all comparisons are true of a row, whose values stand by names in lower case. An id may be
// given whole or as its last part, as the documents' examples do.
func hold(list []odata.Comparison, values map[string]any) bool {
	for _, c := range list {
		name := strings.ToLower(c.Property)
		v := values[name]
		if wanted, ok := c.Value.(string); ok && strings.HasSuffix(name, "id") && !strings.Contains(wanted, "/") {
			whole := v.(string)
			v = whole[strings.LastIndexByte(whole, '/')+1:]
		}
		if !c.Of(v) {
			return false
		}
	}
	return true
}
