package odata

import (
	"cmp"
	"fmt"
	"strings"
	"time"
)

// Row is an item of a collection as its JSON was decoded: members by name; numbers are float64.
type Row map[string]any

// at is what stands in the row under a property, also below another: "customer/tenantId". What is not
// there is nil, as null is.
func (r Row) at(property string) any {
	var v any = map[string]any(r)
	for _, part := range strings.Split(property, "/") {
		m, ok := v.(map[string]any)
		if !ok {
			return nil
		}
		v = m[part]
	}
	return v
}

// Holds says whether the filter is true of a row.
func (f Filter) Holds(row Row) bool { return f.root == nil || f.root.holds(row) }

func (n both) holds(row Row) bool {
	for _, part := range n {
		if !part.holds(row) {
			return false
		}
	}
	return true
}

func (n either) holds(row Row) bool {
	for _, part := range n {
		if part.holds(row) {
			return true
		}
	}
	return false
}

func (n inverse) holds(row Row) bool { return !n.of.holds(row) }

func (c Comparison) holds(row Row) bool { return c.Of(row.at(c.Property)) }

// Of says whether the comparison is true of a value. Texts are compared without regard to case, as the
// directory does. Nothing is greater or less than null, nor equal to it but null.
func (c Comparison) Of(v any) bool {
	if c.Value == nil || v == nil {
		return c.Operator == Equal && v == c.Value || c.Operator == NotEqual && v != c.Value
	}
	order, ok := compare(v, c.Value)
	if !ok {
		return c.Operator == NotEqual
	}
	switch c.Operator {
	case Equal:
		return order == 0
	case NotEqual:
		return order != 0
	case Greater:
		return order > 0
	case GreaterOrEqual:
		return order >= 0
	case Less:
		return order < 0
	case LessOrEqual:
		return order <= 0
	}
	text, _ := v.(string)
	part, _ := c.Value.(string)
	text, part = strings.ToLower(text), strings.ToLower(part)
	switch c.Operator {
	case StartsWith:
		return strings.HasPrefix(text, part)
	case EndsWith:
		return strings.HasSuffix(text, part)
	}
	return strings.Contains(text, part)
}

// compare orders two values of one kind; false: they are of different kinds. A time in a row is a text.
func compare(v, with any) (int, bool) {
	switch b := with.(type) {
	case bool:
		a, ok := v.(bool)
		if a == b {
			return 0, ok
		}
		return 1, ok
	case float64:
		a, ok := v.(float64)
		return cmp.Compare(a, b), ok
	case time.Time:
		a, ok := v.(time.Time)
		if text, isText := v.(string); isText {
			a, ok = moment(text)
		}
		return a.Compare(b), ok
	case string:
		a, ok := v.(string)
		return strings.Compare(strings.ToLower(a), strings.ToLower(b)), ok
	}
	return 0, false
}

// String writes the comparison as a filter has it.
func (c Comparison) String() string {
	v := fmt.Sprint(c.Value)
	switch x := c.Value.(type) {
	case nil:
		v = "null"
	case string:
		v = "'" + strings.ReplaceAll(x, "'", "''") + "'"
	case time.Time:
		v = x.Format(time.RFC3339Nano)
	}
	switch c.Operator {
	case StartsWith, EndsWith, Contains:
		return c.Operator + "(" + c.Property + "," + v + ")"
	}
	return c.Property + " " + c.Operator + " " + v
}
