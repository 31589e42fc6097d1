package deeplink

import (
	"net/url"
	"slices"
	"strings"
	"unicode"

	"tenantry/backend/fault"
)

// Scheme is what every link begins with, registered with the system by the installers.
const Scheme = "tenantry:"

// Kind is what a link leads to.
type Kind string

// The kinds.
const (
	Customer Kind = "customer"
	Health   Kind = "health" // of a customer
	Incident Kind = "incident"
	Request  Kind = "request"
	View     Kind = "view"
)

// The views of all customers.
const (
	Today     = "today"
	Customers = "customers"
	Incidents = "incidents"
	Requests  = "requests"
)

// Link is where a link leads.
type Link struct {
	Kind     Kind
	Customer string // a tenant id or a domain, of Customer and Health; of a Request it may be empty
	ID       string // the number of an Incident or a Request; of a View its name
	Profile  string // in which profile; empty: whichever is open
}

const (
	maxLink = 512 // bytes
	maxWord = 253 // bytes of a name: a domain has no more
)

// Is says whether a text claims to be a link of ours.
func Is(text string) bool {
	return len(text) >= len(Scheme) && strings.EqualFold(text[:len(Scheme)], Scheme)
}

// Parse reads a link. What is none is a fault of kind Invalid, in which nothing of the text stands.
func Parse(text string) (Link, error) {
	switch {
	case !Is(text):
		return Link{}, wrong("deeplink_none")
	case len(text) > maxLink:
		return Link{}, wrong("deeplink_long", "most", maxLink)
	}
	path, query, asked := strings.Cut(text[len(Scheme):], "?")
	var l Link
	if asked {
		value, ok := strings.CutPrefix(query, "profile=")
		if l.Profile, ok = word(value, ok); !ok {
			return Link{}, wrong("deeplink_form")
		}
	}
	parts := strings.Split(strings.TrimSuffix(strings.TrimPrefix(path, "//"), "/"), "/")
	for i := range parts {
		var ok bool
		if parts[i], ok = word(parts[i], true); !ok {
			return Link{}, wrong("deeplink_form")
		}
	}
	if !l.leads(parts) {
		return Link{}, wrong("deeplink_form")
	}
	return l, nil
}

// leads takes where the parts of a path lead; false: nowhere.
func (l *Link) leads(parts []string) bool {
	n, first := len(parts), Kind(strings.ToLower(parts[0]))
	switch {
	case first == Customer && n == 2:
		l.Kind, l.Customer = Customer, parts[1]
	case first == Customer && n == 3 && strings.EqualFold(parts[2], string(Health)):
		l.Kind, l.Customer = Health, parts[1]
	case first == Customer && n == 4 && strings.EqualFold(parts[2], string(Request)):
		l.Kind, l.Customer, l.ID = Request, parts[1], parts[3]
	case (first == Incident || first == Request) && n == 2:
		l.Kind, l.ID = first, parts[1]
	case first == View && n == 2:
		l.Kind, l.ID = View, strings.ToLower(parts[1])
		return slices.Contains([]string{Today, Customers, Incidents, Requests}, l.ID)
	default:
		return false
	}
	return true
}

// word is one name of a link: letters, digits and what stands between them in ids and domains. It never begins like an
// option of a command.
func word(escaped string, there bool) (string, bool) {
	w, err := url.PathUnescape(escaped)
	if !there || err != nil || w == "" || len(w) > maxWord || w[0] == '-' || w[0] == '.' {
		return "", false
	}
	for _, r := range w {
		if r == unicode.ReplacementChar || !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r) && !strings.ContainsRune("-._", r) {
			return "", false
		}
	}
	return w, true
}

// String writes the link; Parse reads it again. A link whose names are none, or that is too long, is empty: whoever
// writes it leaves it out.
func (l Link) String() string {
	var parts []string
	switch l.Kind {
	case Customer:
		parts = []string{"customer", l.Customer}
	case Health:
		parts = []string{"customer", l.Customer, "health"}
	case Request:
		parts = []string{"request", l.ID}
		if l.Customer != "" {
			parts = []string{"customer", l.Customer, "request", l.ID}
		}
	case Incident, View:
		parts = []string{string(l.Kind), l.ID}
	}
	for i := range parts {
		parts[i] = url.PathEscape(parts[i])
	}
	text := Scheme + strings.Join(parts, "/")
	if l.Profile != "" {
		text += "?profile=" + url.PathEscape(l.Profile)
	}
	if back, err := Parse(text); err != nil || back != l {
		return ""
	}
	return text
}

// Command is the command line that shows the same, its words in order.
func (l Link) Command() []string {
	var words []string
	switch l.Kind {
	case Customer:
		words = []string{"customer", l.Customer}
	case Health:
		words = []string{"health", l.Customer}
	case Incident:
		words = []string{"incidents", l.ID}
	case Request:
		words = []string{"requests", "show", l.ID}
		if l.Customer != "" {
			words = append(words, "--customer", l.Customer)
		}
	case View:
		words = map[string][]string{Today: {"changes", "--unseen"}, Customers: {"customers"}, Incidents: {"incidents"}, Requests: {"requests", "list"}}[l.ID]
	}
	if l.Profile != "" {
		words = append(words, "--profile", l.Profile)
	}
	return words
}

func wrong(key string, pairs ...any) error { return fault.New(fault.Invalid, key, pairs...).With("") }
