package world

import (
	"strings"
	"time"
)

// Partner stands for the partner's own tenant among the customers' indexes.
const Partner = -1

// What the simulated partner is called, and who of it signs in.
const (
	PartnerID   = "0f5a11ce-7e4a-4c10-8d00-5ec0fab21ca0" // the partner's own tenant
	PartnerName = "Fabrikam Cloud Services"
	ClientID    = "5c1a7e6e-0b1f-4e0c-9d3a-7a1c0de0f001" // its app registration
	Username    = "avery.morgan@fabrikampartner.onmicrosoft.com"
	UserID      = "b7d1f0aa-3c55-4f7e-9b7c-2f9d31c4a117" // the user's object id
	UserName    = "Avery Morgan"

	partnerDomain  = "fabrikamcloud.com"
	partnerInitial = "fabrikampartner.onmicrosoft.com"
)

// partnerTenant is the partner's own organisation, in a world that starts at a time.
func partnerTenant(start time.Time) Tenant {
	return Tenant{Index: Partner, ID: PartnerID, Name: PartnerName, Initial: partnerInitial, Primary: partnerDomain,
		Street: "12 Quai des Brumes", City: "Nantes", State: "Loire-Atlantique", PostalCode: "44000", Country: "France", CountryCode: "FR",
		Phone: "+33 1 99 00 10 20", Mail: "it@" + partnerDomain, Culture: "fr-FR", Language: "fr", Created: start.AddDate(-9, 0, 0).Truncate(1e9), Seats: 60,
		Domains: []Domain{{Name: partnerDomain, Default: true, Root: true}, {Name: partnerInitial, Initial: true, Root: true}}}
}

// Directory finds whose sign-in a name leads to: the partner's (also "common" and "organizations") or a
// customer's.
func (w *World) Directory(name string) (int, bool) {
	switch n := strings.ToLower(name); n {
	case PartnerID, partnerInitial, partnerDomain, "common", "organizations":
		return Partner, true
	default:
		return w.Lookup(n)
	}
}
