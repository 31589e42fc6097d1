package odata

import "strings"

// Conjuncts are the comparisons of a filter that joins nothing but comparisons, and these by "and" alone;
// false for any other.
func (f Filter) Conjuncts() ([]Comparison, bool) {
	switch n := f.root.(type) {
	case nil:
		return nil, true
	case Comparison:
		return []Comparison{n}, true
	case both:
		var out []Comparison
		for _, part := range n {
			more, ok := Filter{part}.Conjuncts()
			if !ok {
				return nil, false
			}
			out = append(out, more...)
		}
		return out, true
	}
	return nil, false
}

// each goes through every comparison of the filter.
func (f Filter) each(do func(Comparison) error) error {
	var parts []node
	switch n := f.root.(type) {
	case nil:
		return nil
	case Comparison:
		return do(n)
	case inverse:
		parts = []node{n.of}
	case both:
		parts = n
	case either:
		parts = n
	}
	for _, part := range parts {
		if err := (Filter{part}).each(do); err != nil {
			return err
		}
	}
	return nil
}

// String writes the filter as ParseFilter reads it.
func (f Filter) String() string { return write(f.root) }

func write(n node) string {
	list := func(nodes []node, by string) string {
		parts := make([]string, len(nodes))
		for i, part := range nodes {
			parts[i] = write(part)
		}
		return "(" + strings.Join(parts, " "+by+" ") + ")"
	}
	switch n := n.(type) {
	case Comparison:
		return n.String()
	case both:
		return list(n, "and")
	case either:
		return list(n, "or")
	case inverse:
		return "not (" + write(n.of) + ")"
	}
	return ""
}
