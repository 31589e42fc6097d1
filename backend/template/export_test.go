package template

import (
	"maps"
	"slices"
)

// Labels are the headings and the words for severities that the program adds in a language, longest first.
func Labels(name string) []string {
	l := in(name)
	h := l.Headings
	all := []string{h.Affected, h.Steps, h.Product, h.Problem, h.Contact, h.Incident, h.Customer, h.Tenant, h.Reference, h.Severity}
	all = slices.AppendSeq(all, maps.Values(l.Severities))
	slices.SortFunc(all, func(a, b string) int { return len(b) - len(a) })
	return all
}
