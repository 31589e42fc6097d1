package odata

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"time"
)

// kind is what a property may be compared with.
type kind int

const (
	text kind = iota
	number
	truth
	moments
	opaque // a collection, or an object as a whole: it can be selected, not compared
)

// edm are the names of the kinds in messages.
var edm = map[kind]string{text: "Edm.String", number: "Edm.Int32", truth: "Edm.Boolean", moments: "Edm.DateTimeOffset", opaque: "Edm.ComplexType"}

// Type is what the items of a collection are.
type Type struct {
	Name  string // "microsoft.graph.serviceHealthIssue"
	kinds map[string]kind
	order []string // the own properties, as the row has them
}

// TypeOf reads the properties of a row's struct by their JSON names. A text whose name ends in DateTime is a time;
// of an object below the row the members can be compared, too ("customer/tenantId").
func TypeOf[Row any](name string) Type {
	t := Type{Name: name, kinds: map[string]kind{}}
	t.add("", reflect.TypeFor[Row]())
	return t
}

func (t *Type) add(prefix string, row reflect.Type) {
	for i := range row.NumField() {
		f := row.Field(i)
		own, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if own == "" || strings.HasPrefix(own, "@") {
			continue
		}
		if prefix == "" {
			t.order = append(t.order, own)
		}
		of := f.Type
		if of.Kind() == reflect.Pointer {
			of = of.Elem()
		}
		k := opaque
		switch of.Kind() {
		case reflect.String:
			if k = text; strings.HasSuffix(own, "DateTime") {
				k = moments
			}
		case reflect.Int:
			k = number
		case reflect.Bool:
			k = truth
		case reflect.Struct:
			t.add(prefix+own+"/", of)
		}
		t.kinds[prefix+own] = k
	}
}

// check says what is wrong with a comparison.
func (t Type) check(c Comparison) error {
	k, ok := t.kinds[c.Property]
	if !ok {
		return t.unknown(c.Property)
	}
	if k == opaque {
		return unsupported("for filtering by '%s' of '%s'", c.Property, t.Name)
	}
	if c.Value == nil {
		return nil
	}
	given := text
	switch c.Value.(type) {
	case float64:
		given = number
	case bool:
		given = truth
	case time.Time:
		given = moments
	}
	if given != k {
		return fmt.Errorf("a binary operator with incompatible types was detected: found operand types '%s' and '%s' for '%s'", edm[k], edm[given], c.Operator)
	}
	return nil
}

func (t Type) unknown(property string) error {
	return fmt.Errorf("could not find a property named '%s' on type '%s'", property, t.Name)
}

// RowOf is a row as a filter reads it.
func RowOf(v any) Row {
	b, err := json.Marshal(v)
	var out Row
	if err != nil || json.Unmarshal(b, &out) != nil {
		panic("simcloud: a row is no JSON object")
	}
	return out
}
