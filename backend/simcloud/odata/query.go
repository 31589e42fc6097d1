package odata

import (
	"cmp"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// ErrUnsupported is in the errors of what a collection does not offer, though it is well written.
var ErrUnsupported = errors.New("not supported")

func unsupported(format string, what ...any) error {
	return fmt.Errorf("%w "+format, append([]any{ErrUnsupported}, what...)...)
}

// Offer is what a collection answers of what OData knows. The zero value offers $select alone, of no property.
type Offer struct {
	Type    Type
	Filter  bool
	By      map[string][]string // the properties that can be filtered by, with their operators; nil: all by any
	OrderBy bool
	Count   bool
	Skip    bool
	Top     int // the most; 0: no $top
	Expand  []string
	Nothing bool // not even $select
}

// Query is what a client asks.
type Query struct {
	Filter  Filter
	Filters bool // there is a $filter
	Order   []Order
	Select  []string // nil: everything
	Expand  []string
	Count   bool
	Top     int // 0: not asked
	Skip    int
}

// Order is a property to order by.
type Order struct {
	Property   string
	Descending bool
}

// Read reads the parameters of an address. Those without a dollar are not OData's, and $skiptoken is the caller's.
func (o Offer) Read(params url.Values) (Query, error) {
	var q Query
	for name, values := range params {
		if !strings.HasPrefix(name, "$") || strings.EqualFold(name, "$skiptoken") {
			continue
		}
		if len(values) != 1 {
			return q, fmt.Errorf("query option '%s' was specified more than once, but it must be specified at most once", name)
		}
		if err := o.read(&q, strings.ToLower(name), values[0]); err != nil {
			return q, fmt.Errorf("query option '%s': %w", name, err)
		}
	}
	return q, nil
}

func (o Offer) read(q *Query, name, value string) (err error) {
	offered := map[string]bool{"$select": !o.Nothing, "$filter": o.Filter, "$orderby": o.OrderBy, "$count": o.Count, "$skip": o.Skip, "$top": o.Top > 0, "$expand": len(o.Expand) > 0}
	if !offered[name] {
		return unsupported("by this resource")
	}
	switch name {
	case "$select":
		q.Select, err = o.properties(value)
	case "$filter":
		q.Filters = true
		if q.Filter, err = ParseFilter(value); err == nil {
			err = q.Filter.each(o.filters)
		}
	case "$orderby":
		q.Order, err = o.orders(value)
	case "$count":
		q.Count = value == "true"
		if value != "true" && value != "false" {
			err = fmt.Errorf("'%s' is no truth", value)
		}
	case "$skip":
		q.Skip, err = whole(value, 0, 1<<31-1)
	case "$top":
		q.Top, err = whole(value, 1, o.Top)
	case "$expand":
		for _, part := range split(value) {
			if !slices.Contains(o.Expand, part) {
				return o.Type.unknown(part)
			}
			q.Expand = append(q.Expand, part)
		}
	}
	return err
}

// filters says what is wrong with a comparison, or with making it here.
func (o Offer) filters(c Comparison) error {
	if err := o.Type.check(c); err != nil {
		return err
	}
	if o.By != nil && !slices.Contains(o.By[c.Property], c.Operator) {
		return unsupported("for filtering by '%s' with '%s'", c.Property, c.Operator)
	}
	return nil
}

func whole(value string, least, most int) (int, error) {
	n, err := strconv.Atoi(value)
	if err != nil || n < least || n > most {
		return 0, fmt.Errorf("'%s' must be between %d and %d inclusive", value, least, most)
	}
	return n, nil
}

func split(list string) []string {
	parts := strings.Split(list, ",")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	return parts
}

func (o Offer) properties(list string) ([]string, error) {
	parts := split(list)
	for _, part := range parts {
		if !slices.Contains(o.Type.order, part) {
			return nil, o.Type.unknown(part)
		}
	}
	return parts, nil
}

func (o Offer) orders(list string) ([]Order, error) {
	var out []Order
	for _, part := range split(list) {
		property, direction, _ := strings.Cut(part, " ")
		direction = strings.TrimSpace(direction)
		k, ok := o.Type.kinds[property]
		switch {
		case !ok:
			return nil, o.Type.unknown(property)
		case k == opaque:
			return nil, unsupported("for ordering by '%s' of '%s'", property, o.Type.Name)
		case direction != "" && direction != "asc" && direction != "desc":
			return nil, fmt.Errorf("'%s' is no direction", direction)
		}
		out = append(out, Order{property, direction == "desc"})
	}
	return out, nil
}

// Expands says whether a navigation is asked for.
func (q Query) Expands(name string) bool { return slices.Contains(q.Expand, name) }

// Sort puts rows into the order that is asked for; of equal ones the first stays first, nulls come first.
func Sort[T any](q Query, rows []T, row func(T) Row) {
	if len(q.Order) == 0 {
		return
	}
	type item struct {
		v    T
		keys Row
	}
	items := make([]item, len(rows))
	for i, v := range rows {
		items[i] = item{v, row(v)}
	}
	slices.SortStableFunc(items, func(a, b item) int {
		for _, o := range q.Order {
			n := ordered(a.keys.at(o.Property), b.keys.at(o.Property))
			if o.Descending {
				n = -n
			}
			if n != 0 {
				return n
			}
		}
		return 0
	})
	for i, it := range items {
		rows[i] = it.v
	}
}

func ordered(a, b any) int {
	if a == nil || b == nil {
		rank := map[bool]int{true: 0, false: 1}
		return cmp.Compare(rank[a == nil], rank[b == nil])
	}
	if x, ok := a.(bool); ok {
		rank := map[bool]int{false: 0, true: 1}
		y, _ := b.(bool)
		return cmp.Compare(rank[x], rank[y])
	}
	if x, ok := a.(string); ok {
		y, _ := b.(string)
		at, ok1 := moment(x)
		with, ok2 := moment(y)
		if ok1 && ok2 {
			return at.Compare(with)
		}
	}
	n, _ := compare(a, b)
	return n
}
