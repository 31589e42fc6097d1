package verdict

import (
	_ "embed"
	"slices"
	"strings"

	"tenantry/backend/fault"
)

//go:embed services.txt
var servicesText string

// Service is one that a verdict can be asked of, by our word for it.
type Service string

// Those that the rules name.
const (
	SignIn  Service = "signin"
	Graph   Service = "graph"
	Witness Service = "witness" // no service: a host that is not Microsoft's
)

// called are the services and what they are called, the shown name first.
var called, order = func() (map[Service][]string, []Service) {
	names, order := map[Service][]string{}, []Service(nil)
	for _, fields := range rows(servicesText) {
		key := Service(fields[0])
		for _, name := range strings.Split(strings.Join(fields[1:], " "), ",") {
			names[key] = append(names[key], strings.TrimSpace(name))
		}
		order = append(order, key)
	}
	return names, order
}()

// Services lists those that a verdict can be asked of.
func Services() []Service { return slices.Clone(order) }

// Name is what a service is called; a word that nobody knows is its own name.
func (s Service) Name() string {
	if names := called[s]; len(names) > 0 {
		return names[0]
	}
	return string(s)
}

// ServiceOf finds the service that somebody names; empty: Microsoft has it, and nothing of it can be tried from here.
func ServiceOf(name string) Service {
	name = strings.TrimSpace(name)
	for _, key := range order {
		if strings.EqualFold(name, string(key)) || slices.ContainsFunc(called[key], func(n string) bool { return strings.EqualFold(name, n) }) {
			return key
		}
	}
	return ""
}

// Asked reads what a person typed as the service; empty: all of them. What is no service is a fault of kind Invalid that
// lists them.
func Asked(text string) (Service, error) {
	if strings.TrimSpace(text) == "" {
		return "", nil
	}
	if s := ServiceOf(text); s != "" {
		return s, nil
	}
	names := make([]string, len(order))
	for i, s := range order {
		names[i] = string(s)
	}
	return "", fault.New(fault.Invalid, "verdict_no_service", "text", text, "names", strings.Join(names, ", ")).With(fault.CorrectInput)
}

// rows are the lines of a table, in fields; comments and empty ones aside.
func rows(text string) (all [][]string) {
	for line := range strings.Lines(text) {
		line, _, _ = strings.Cut(line, "#")
		if fields := strings.Fields(line); len(fields) > 1 {
			all = append(all, fields)
		}
	}
	return all
}
