package partner

import (
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"tenantry/backend/fault"
)

// Source says which list named a customer.
type Source string

// The lists, strongest first: GDAP relationships carry status, roles and end date.
const (
	SourceGDAP          Source = "gdap"          // Graph delegatedAdminRelationships
	SourceGDAPCustomer  Source = "gdapcustomer"  // Graph delegatedAdminCustomers
	SourceContract      Source = "contract"      // Graph contracts (DAP, reseller)
	SourcePartnerCenter Source = "partnercenter" // Partner Center customers (CSP)
	SourceImport        Source = "import"        // a file; until a sync confirms or drops it
)

// SourceAzure is Azure Support: no list names customers there, but it tells of a customer's tickets.
const SourceAzure Source = "azure"

// Sources lists those that name customers, strongest first.
func Sources() []Source {
	return []Source{SourceGDAP, SourceGDAPCustomer, SourceContract, SourcePartnerCenter, SourceImport}
}

// Customer is everything known of one organisation that delegated administration.
type Customer struct {
	ID            TenantID
	Name          string
	PrimaryDomain string // default domain, as the service writes it (punycode stays punycode)
	InitialDomain string // *.onmicrosoft.com, empty when unknown
	Sources       []Source
	ListedAt      time.Time // when a list last named it
	UnlistedAt    time.Time // since when no list names it, though nobody believes that yet; zero: one does
	Entry         Entry     // what its tenant last said to the partner's account

	Details       Observed[Details]
	Health        Observed[Health]
	Subscriptions Observed[[]Subscription]
	Delegations   Observed[[]Delegation]
	Requests      Observed[[]ServiceRequest]
	Links         Observed[[]Link]
	Azure         Observed[[]AzureSubscription] // this and the next: read when the customer is opened
	Announcements Observed[[]Announcement]
	Profile       Observed[Profile]
	// TenantInformation is what anybody may know of the tenant: its name and default domain.
	TenantInformation Observed[Details]
}

// Listed is what one list says of one customer.
type Listed struct {
	ID            TenantID
	Name          string
	PrimaryDomain string // empty where the list does not carry it
	Delegations   []Delegation
}

// Opened says whether what only an opened customer shows was ever asked for.
func (c Customer) Opened() bool { return c.Announcements.Known() || c.Announcements.Problem != nil }

// Challenge is what the customer's tenant wants to see at a sign-in there, as JSON: that of the newest problem
// which names one; usually it is empty.
func (c Customer) Challenge() string {
	var newest fault.Problem
	for _, p := range Parts() {
		if f := p.Freshness(&c); f.Problem != nil && f.Problem.Claims != "" && !f.Problem.At.Before(newest.At) {
			newest = *f.Problem
		}
	}
	return newest.Claims
}

// Domains lists every domain known of the customer, the primary one first, each once.
func (c Customer) Domains() []string {
	var out []string
	add := func(d string) {
		if d != "" && !slices.Contains(out, d) {
			out = append(out, d)
		}
	}
	add(c.PrimaryDomain)
	known, _ := c.Described()
	for _, v := range known.Domains {
		add(v.Name)
	}
	add(c.InitialDomain)
	return out
}

// Marks are the user's own words on a customer. They live in the journal and outlast the cache.
type Marks struct {
	Tags      []string `cbor:"1,keyasint,omitempty"`
	Aliases   []string `cbor:"2,keyasint,omitempty"`
	Favourite bool     `cbor:"3,keyasint,omitempty"`
	// Mails are whom to write to in place of the technical contacts that Microsoft names.
	Mails []string `cbor:"4,keyasint,omitempty"`
}

// Empty says that nothing was marked.
func (m Marks) Empty() bool {
	return len(m.Tags) == 0 && len(m.Aliases) == 0 && !m.Favourite && len(m.Mails) == 0
}

// TenantID is a tenant's GUID, lower case with hyphens. It is the only key of a customer.
type TenantID string

// ParseTenantID accepts a GUID in either case, with or without braces and blanks around it.
func ParseTenantID(s string) (TenantID, error) {
	s = strings.Trim(strings.TrimSpace(s), "{}")
	if len(s) != 36 {
		return "", fault.New(fault.Invalid, "customer_no_tenant_id", "text", short(s))
	}
	id, err := uuid.Parse(s)
	if err != nil {
		return "", fault.New(fault.Invalid, "customer_no_tenant_id", "text", short(s))
	}
	return TenantID(id.String()), nil
}

func short(s string) string {
	if r := []rune(s); len(r) > 60 {
		s = string(r[:60]) + "…"
	}
	return s
}
