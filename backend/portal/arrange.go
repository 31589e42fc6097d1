package portal

import (
	"net"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

// Own is a portal that a user added. Its name is its key. In its template {default} may stand for the default domain,
// too: who writes it knows whether a domain that moves to another customer matters there.
type Own struct{ Name, Template string }

// Arrangement is how a user wants the portals.
type Arrangement struct {
	Order []string // keys, the first first; those that it lacks follow in the order of [Keys]
	Own   []Own
	// Hosts are those that links may lead to besides Microsoft's, by https; each stands for itself alone. No text from
	// outside leads there.
	Hosts []string
}

// What an arrangement may hold.
const (
	maxOwn, maxName, maxTemplate = 50, 60, 2000
)

// standIns are what a template may name of a customer.
var standIns = []string{"{tid}", "{initial}", "{default}"}

var standIn = regexp.MustCompile(`\{[^{}]*\}`)

// example is the customer for whom a template is tried.
var example = partner.Customer{ID: "00000000-0000-4000-8000-000000000000", PrimaryDomain: "contoso.com", InitialDomain: "contoso.onmicrosoft.com"}

// Check says what is wrong with an arrangement; a fault of kind Invalid.
func (a Arrangement) Check() error {
	if len(a.Own) > maxOwn || len(a.Hosts) > maxOwn {
		return fault.New(fault.Invalid, "link_own_many", "most", maxOwn)
	}
	for _, h := range a.Hosts {
		if err := checkHost(h); err != nil {
			return err
		}
	}
	seen := map[string]bool{}
	for _, o := range a.Own {
		name := strings.TrimSpace(o.Name)
		if name == "" || name != o.Name || utf8.RuneCountInString(name) > maxName {
			return fault.New(fault.Invalid, "link_own_name", "most", maxName)
		}
		if seen[fold(name)] || Title(keyOf(name)) != keyOf(name) {
			return fault.New(fault.Invalid, "link_own_twice", "name", name)
		}
		seen[fold(name)] = true
		if _, err := Example(o.Template, a.Hosts); err != nil {
			return err
		}
	}
	return nil
}

// Example is where a template leads for a customer Contoso; the fault of kind Invalid says why nothing is opened there.
// hosts are those that the user allows.
func Example(template string, hosts []string) (string, error) {
	if len(template) > maxTemplate {
		return "", fault.New(fault.Invalid, "link_own_long", "most", maxTemplate)
	}
	for _, found := range standIn.FindAllString(template, -1) {
		if !slices.Contains(standIns, found) {
			return "", fault.New(fault.Invalid, "link_place", "place", found, "places", strings.Join(standIns, " "))
		}
	}
	_, rest, _ := strings.Cut(template, "://")
	if i := strings.IndexAny(rest, "/?#"); i >= 0 {
		rest = rest[:i]
	}
	if strings.ContainsAny(rest, "{}") { // else a customer's domain would say whose page it is
		return "", fault.New(fault.Invalid, "link_place_host")
	}
	d := New()
	d.Arrange(Arrangement{Hosts: hosts})
	address, _ := entry{template: template}.fill(example)
	return d.Allowed(address)
}

// checkHost lets only the name of a host through, as a browser shows it.
func checkHost(h string) error {
	if !plainHost.MatchString(h) || !strings.Contains(h, ".") || strings.Trim(h, ".-") != h || strings.Contains(h, "..") || net.ParseIP(h) != nil {
		return fault.New(fault.Invalid, "link_own_host", "host", h)
	}
	return nil
}

// Arrange takes over how the user wants the portals.
func (d *Directory) Arrange(a Arrangement) { d.arranged.Store(&a) }

// entries are all portals in the order that the user wants.
func (d *Directory) entries() []entry {
	a := d.arranged.Load()
	all := slices.Clone(entries)
	for _, o := range a.Own {
		all = append(all, entry{key: o.Name, title: o.Name, template: o.Template})
	}
	at := func(e entry) int {
		if i := slices.Index(a.Order, e.key); i >= 0 {
			return i
		}
		return len(a.Order)
	}
	slices.SortStableFunc(all, func(x, y entry) int { return at(x) - at(y) })
	return all
}

// ownHost says that an address leads by https to a host that the user allows.
func (d *Directory) ownHost(u *url.URL) bool {
	return u.Scheme == "https" && (u.Port() == "" || u.Port() == "443") && slices.Contains(d.arranged.Load().Hosts, u.Hostname())
}
