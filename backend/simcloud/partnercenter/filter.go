package partnercenter

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"tenantry/backend/simcloud/httpd"
)

// fieldFilter is filter={"Field":"CompanyName","Value":"Cont","Operator":"starts_with"}.
type fieldFilter struct{ Field, Value, Operator string }

// filterable are the fields that a list can be filtered by, in lower case, with the one operator of each.
type filterable map[string]string

// read reads the request's filter; nil: there is none. Anything but what the list knows is refused, with the words
// for it.
func (f filterable) read(q *httpd.Query) (*fieldFilter, string) {
	text := q.Params.Get("filter")
	if text == "" {
		return nil, ""
	}
	var in fieldFilter
	if err := json.Unmarshal([]byte(text), &in); err != nil {
		return nil, "Invalid property: filter is not JSON."
	}
	in.Field, in.Operator = strings.ToLower(in.Field), strings.ToLower(in.Operator)
	operator, ok := f[in.Field]
	if !ok {
		fields := []string{}
		for name := range f {
			fields = append(fields, name)
		}
		slices.Sort(fields)
		return nil, "Invalid property: Field must be one of " + strings.Join(fields, ", ") + "."
	}
	if in.Operator != operator {
		return nil, fmt.Sprintf("Invalid property: Operator must be %s.", operator)
	}
	return &in, ""
}

// holds says whether a value is what the filter wants; without a filter it is.
func (f *fieldFilter) holds(value string) bool {
	if f == nil {
		return true
	}
	value, want := strings.ToLower(value), strings.ToLower(f.Value)
	switch f.Operator {
	case "starts_with":
		return strings.HasPrefix(value, want)
	case "substring":
		return strings.Contains(value, want)
	}
	return value == want
}
