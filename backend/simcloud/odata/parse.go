package odata

import (
	"fmt"
	"slices"
)

// Operators of a comparison.
const (
	Equal          = "eq"
	NotEqual       = "ne"
	Greater        = "gt"
	GreaterOrEqual = "ge"
	Less           = "lt"
	LessOrEqual    = "le"
)

var operators = []string{Equal, NotEqual, Greater, GreaterOrEqual, Less, LessOrEqual}

// Functions that say something of a text.
const (
	StartsWith = "startswith"
	EndsWith   = "endswith"
	Contains   = "contains"
)

var functions = []string{StartsWith, EndsWith, Contains}

// Comparison is one statement of a filter about one property: "status eq 'active'", or
// "startswith(displayName,'A')" with the function for an operator.
type Comparison struct {
	Property string // "status", "customer/tenantId"
	Operator string
	Value    any // nil, bool, float64, string or time.Time
}

// Filter is a $filter. The zero value holds of everything.
type Filter struct{ root node }

// node is one of Comparison, both, either, inverse.
type node interface{ holds(row Row) bool }

type (
	both    []node
	either  []node
	inverse struct{ of node }
)

// ParseFilter reads a $filter. An empty one is an error: a client that sends it asked for nothing.
func ParseFilter(text string) (Filter, error) {
	tokens, err := cut(text)
	if err != nil {
		return Filter{}, err
	}
	p := parser{tokens: tokens}
	root, err := p.either()
	if err != nil {
		return Filter{}, err
	}
	if t := p.next(); t.kind != end {
		return Filter{}, fmt.Errorf("syntax error at '%s'", t)
	}
	return Filter{root}, nil
}

// String is a token as a message shows it.
func (t token) String() string {
	switch t.kind {
	case end:
		return "the end"
	case literal:
		return fmt.Sprint(t.value)
	}
	return t.text
}

// maxDepth is how deep brackets and negations may stand in each other.
const maxDepth = 50

type parser struct {
	tokens []token
	depth  int
}

func (p *parser) next() token {
	t := p.tokens[0]
	if t.kind != end {
		p.tokens = p.tokens[1:]
	}
	return t
}

// take takes a word or a mark, if it comes next.
func (p *parser) take(text string) bool {
	if t := p.tokens[0]; t.kind == end || t.kind == literal || t.text != text {
		return false
	}
	p.next()
	return true
}

func (p *parser) want(text string) error {
	if !p.take(text) {
		return fmt.Errorf("'%s' is expected at '%s'", text, p.tokens[0])
	}
	return nil
}

// either is the whole grammar's top: or binds less than and, that less than not.
func (p *parser) either() (node, error) {
	return p.joined("or", func() (node, error) { return p.joined("and", p.one, func(n []node) node { return both(n) }) },
		func(n []node) node { return either(n) })
}

func (p *parser) joined(by string, part func() (node, error), join func([]node) node) (node, error) {
	var all []node
	for {
		n, err := part()
		if err != nil {
			return nil, err
		}
		if all = append(all, n); !p.take(by) {
			break
		}
	}
	if len(all) == 1 {
		return all[0], nil
	}
	return join(all), nil
}

func (p *parser) one() (node, error) {
	if p.depth++; p.depth > maxDepth {
		return nil, fmt.Errorf("the depth of the filter exceeds %d", maxDepth)
	}
	defer func() { p.depth-- }()
	switch {
	case p.take("not"):
		n, err := p.one()
		return inverse{n}, err
	case p.take("("):
		n, err := p.either()
		if err == nil {
			err = p.want(")")
		}
		return n, err
	}
	t := p.next()
	if t.kind != word {
		return nil, fmt.Errorf("a property is expected at '%s'", t)
	}
	if p.take("(") {
		return p.call(t.text)
	}
	return p.compared(t.text)
}

// call is what stands in the brackets of a function.
func (p *parser) call(function string) (node, error) {
	if !slices.Contains(functions, function) {
		return nil, fmt.Errorf("the function '%s' is not supported", function)
	}
	property := p.next()
	if property.kind != word {
		return nil, fmt.Errorf("a property is expected at '%s'", property)
	}
	if err := p.want(","); err != nil {
		return nil, err
	}
	v := p.next()
	text, ok := v.value.(string)
	if !ok {
		return nil, fmt.Errorf("a string is expected at '%s'", v)
	}
	return Comparison{property.text, function, text}, p.want(")")
}

func (p *parser) compared(property string) (node, error) {
	op := p.next()
	if op.kind == word && op.text == "in" {
		return p.in(property)
	}
	if op.kind != word || !slices.Contains(operators, op.text) {
		return nil, fmt.Errorf("an operator is expected at '%s'", op)
	}
	v := p.next()
	if v.kind != literal {
		return nil, fmt.Errorf("a value is expected at '%s'", v)
	}
	return Comparison{property, op.text, v.value}, nil
}

// in is "status in ('active','expiring')".
func (p *parser) in(property string) (node, error) {
	if err := p.want("("); err != nil {
		return nil, err
	}
	var all either
	for {
		v := p.next()
		if v.kind != literal {
			return nil, fmt.Errorf("a value is expected at '%s'", v)
		}
		if all = append(all, Comparison{property, Equal, v.value}); !p.take(",") {
			return all, p.want(")")
		}
	}
}
