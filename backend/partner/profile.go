package partner

import (
	"cmp"
	"slices"
	"strings"
)

// Profile is what Partner Center knows of a customer (api/facts.md 2.2).
type Profile struct {
	Details Details `cbor:"1,keyasint"`
	// AllowsDelegatedAccess is Partner Center's allowDelegatedAccess; nil: it did not say.
	AllowsDelegatedAccess *bool `cbor:"2,keyasint,omitempty"`
}

// The names of the parts that the partner's own side tells, whatever the customer's tenant refuses.
const (
	PartProfile           Part = "profile"
	PartTenantInformation Part = "tenantInformation"
)

// ProfilePart is Partner Center's customer. It is read when the customer is opened, and by the sync of a
// customer whose own tenant never told its details.
var ProfilePart = &PartOf[Profile]{name: PartProfile, number: 9, optional: true,
	at: func(c *Customer) *Observed[Profile] { return &c.Profile },
	absorb: func(c *Customer, t telling[Profile]) {
		c.Profile.Update(t.Observed)
		c.AdoptDetails()
	}}

// TenantInformationPart is what any tenant may know of another one: its name and its default domain
// (api/facts.md 1.11). It is read as the profile is.
var TenantInformationPart = &PartOf[Details]{name: PartTenantInformation, number: 10, optional: true,
	at: func(c *Customer) *Observed[Details] { return &c.TenantInformation },
	absorb: func(c *Customer, t telling[Details]) {
		c.TenantInformation.Update(t.Observed)
		c.AdoptDetails()
	}}

// The sources of details, besides [SourcePartnerCenter].
const (
	SourceDirectory         Source = "directory"         // the customer's own tenant
	SourceTenantInformation Source = "tenantinformation" // what any tenant may know of another one
)

// DetailSources lists those that tell details, strongest first.
func DetailSources() []Source {
	return []Source{SourceDirectory, SourcePartnerCenter, SourceTenantInformation}
}

// Detail names a group of details that comes from one source.
type Detail string

// The groups of details.
const (
	DetailAddress  Detail = "address"
	DetailPhones   Detail = "phones"
	DetailContacts Detail = "contacts"
	DetailDomains  Detail = "domains"
)

// DetailGroups lists them.
func DetailGroups() []Detail {
	return []Detail{DetailAddress, DetailPhones, DetailContacts, DetailDomains}
}

// Described is what is known of the organisation from all sources, and which source each group of it comes
// from. The customer's own directory wins wherever it says something.
func (c Customer) Described() (Details, map[Detail]Source) {
	said := map[Source]Details{SourceDirectory: c.Details.Value, SourcePartnerCenter: c.Profile.Value.Details,
		SourceTenantInformation: c.TenantInformation.Value}
	var d Details
	from := map[Detail]Source{}
	for _, source := range DetailSources() {
		v := said[source]
		d.DisplayName = cmp.Or(d.DisplayName, v.DisplayName)
		d.PreferredLanguage = cmp.Or(d.PreferredLanguage, v.PreferredLanguage)
		if d.CreatedAt.IsZero() {
			d.CreatedAt = v.CreatedAt
		}
		take := func(group Detail, missing, told bool, adopt func()) {
			if missing && told {
				from[group] = source
				adopt()
			}
		}
		take(DetailAddress, d.Address == Address{}, v.Address != Address{}, func() { d.Address = v.Address })
		take(DetailPhones, len(d.Phones) == 0, len(v.Phones) > 0, func() { d.Phones = v.Phones })
		take(DetailContacts, len(d.TechnicalContacts) == 0, len(v.TechnicalContacts) > 0, func() { d.TechnicalContacts = v.TechnicalContacts })
		take(DetailDomains, len(d.Domains) == 0, len(v.Domains) > 0, func() { d.Domains = v.Domains })
	}
	return d, from
}

// AdoptDetails lets what is told of the organisation itself win over the lists' copies, which Microsoft does
// not refresh (contracts: api/facts.md 1.1). Of what its own directory does not say, the tenant's public
// information names the present name and default domain, and Partner Center the initial domain.
func (c *Customer) AdoptDetails() {
	for _, d := range []Details{c.Profile.Value.Details, c.TenantInformation.Value, c.Details.Value} {
		for _, v := range d.Domains {
			if v.IsInitial {
				c.InitialDomain = v.Name
			}
		}
	}
	for _, d := range []Details{c.TenantInformation.Value, c.Details.Value} {
		c.Name = cmp.Or(d.DisplayName, c.Name)
		if i := slices.IndexFunc(d.Domains, func(v VerifiedDomain) bool { return v.IsDefault }); i >= 0 {
			c.PrimaryDomain = d.Domains[i].Name
		}
	}
}

// IsInitialDomain says whether a name looks like the domain that a tenant begins with.
func IsInitialDomain(name string) bool {
	l := strings.ToLower(name)
	return strings.HasSuffix(l, ".onmicrosoft.com") && strings.Count(l, ".") == 2
}
