package world

import (
	"fmt"
	"strings"
	"time"
)

// Tenant is one customer's organisation.
type Tenant struct {
	Index   int
	ID      string
	Name    string
	Initial string // *.onmicrosoft.com
	Primary string // default domain, punycode where it is international
	Domains []Domain
	Street, City, State, PostalCode, Country, CountryCode,
	Phone, Mail, Culture, Language string
	Contact Person
	Created time.Time
	Seats   int
}

// Domain is a domain of a tenant, as on the wire.
type Domain struct {
	Name      string
	Default   bool
	Initial   bool
	Root      bool
	Federated bool
}

// Person is somebody at a customer.
type Person struct{ First, Last string }

var people = []Person{
	{"Adele", "Vance"}, {"Alex", "Wilber"}, {"Diego", "Siciliani"}, {"Grady", "Archie"}, {"Henrietta", "Mueller"},
	{"Isaiah", "Langer"}, {"Johanna", "Lorenz"}, {"Joni", "Sherman"}, {"Lee", "Gu"}, {"Lidia", "Holloway"},
	{"Lynne", "Robbins"}, {"Megan", "Bowen"}, {"Miriam", "Graham"}, {"Nestor", "Wilke"}, {"Patti", "Fernandez"}, {"Pradeep", "Gupta"},
}

// Tenant computes customer i, or the partner.
func (w *World) Tenant(i int) Tenant {
	if i == Partner {
		return partnerTenant(w.Start)
	}
	c := w.company(i)
	city := choose(w.dice, forAddress, i, 1, c.country.cities)
	if c.city >= 0 {
		city = c.country.cities[c.city]
	}
	t := Tenant{Index: i, ID: w.ID(i), Name: c.name, Initial: c.initial, Primary: c.primary,
		City: city.native, State: city.state, Country: c.country.name, CountryCode: c.country.code,
		PostalCode: w.fill(c.country.postal, i, 2), Phone: w.fill(c.country.phone, i, 3),
		Culture: c.country.culture, Language: c.country.culture[:2],
		Contact: choose(w.dice, forPerson, i, 0, people),
		Created: w.day().AddDate(0, 0, -200-w.pick(forAddress, i, 4, 3500)).Add(9 * time.Hour),
		Seats:   w.Seats(i),
	}
	road := choose(w.dice, forAddress, i, 5, c.country.roads)
	t.Street = strings.Replace(c.country.street, "{s}", road, 1)
	t.Street = strings.Replace(t.Street, "#", fmt.Sprint(1+w.pick(forAddress, i, 6, 180)), 1)
	t.Mail = "it@" + c.primary
	t.Domains = w.domains(i, c)
	return t
}

// Name is the display name of customer i alone, cheaper than the whole tenant.
func (w *World) Name(i int) string { return w.company(i).name }

// Heading is what the lists say of customer i.
func (w *World) Heading(i int) (name, primary string) {
	c := w.company(i)
	return c.name, c.primary
}

func (w *World) domains(i int, c company) []Domain {
	federated := w.chance(forDomain, i, 2, 60)
	out := []Domain{{Name: c.primary, Default: true, Root: true, Federated: federated}, {Name: c.initial, Initial: true, Root: true}}
	if c.native != "" && w.chance(forDomain, i, 3, 400) {
		out = append(out, Domain{Name: c.native, Root: true})
	}
	if w.chance(forDomain, i, 4, 220) {
		out = append(out, Domain{Name: "mail." + c.primary})
	}
	if w.chance(forDomain, i, 5, 160) {
		out = append(out, Domain{Name: strings.TrimSuffix(c.initial, ".onmicrosoft.com") + ".mail.onmicrosoft.com", Root: true})
	}
	return out
}

// Seats is customer i's size, a plausible one: many small companies, few large ones.
func (w *World) Seats(i int) int {
	n := 3 + w.pick(forPlan, i, 0, 40)
	for step := 1; step < 4 && w.chance(forPlan, i, step, 300); step++ {
		n *= 4
	}
	return n
}
