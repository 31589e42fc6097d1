package partner

import (
	"slices"
	"time"
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

// Sources lists them, strongest first.
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

	Details       Observed[Details]
	Health        Observed[Health]
	Subscriptions Observed[[]Subscription]
	Delegations   Observed[[]Delegation]
	Requests      Observed[[]ServiceRequest]
	Links         Observed[[]Link]
	Azure         Observed[[]AzureSubscription] // read when the customer is opened
}

// Listed is what one list says of one customer.
type Listed struct {
	ID            TenantID
	Name          string
	PrimaryDomain string // empty where the list does not carry it
	Delegations   []Delegation
}

// Details is the customer's organisation as its own directory describes it.
type Details struct {
	DisplayName       string           `cbor:"1,keyasint"`
	Address           Address          `cbor:"2,keyasint"`
	Phones            []string         `cbor:"3,keyasint,omitempty"`
	TechnicalContacts []string         `cbor:"4,keyasint,omitempty"` // mail addresses
	Domains           []VerifiedDomain `cbor:"5,keyasint,omitempty"`
	PreferredLanguage string           `cbor:"6,keyasint,omitempty"`
	CreatedAt         time.Time        `cbor:"7,keyasint"`
}

// Address is a postal address; any field may be empty.
type Address struct {
	Street     string `cbor:"1,keyasint,omitempty"`
	City       string `cbor:"2,keyasint,omitempty"`
	State      string `cbor:"3,keyasint,omitempty"`
	PostalCode string `cbor:"4,keyasint,omitempty"`
	Country    string `cbor:"5,keyasint,omitempty"`
}

// VerifiedDomain is a domain that the customer proved to own.
type VerifiedDomain struct {
	Name      string `cbor:"1,keyasint"`
	IsDefault bool   `cbor:"2,keyasint,omitempty"`
	IsInitial bool   `cbor:"3,keyasint,omitempty"`
}

// Subscription is a subscription or a licence pool of a customer.
type Subscription struct {
	ID       string    `cbor:"1,keyasint"`
	Name     string    `cbor:"2,keyasint"`
	SKU      string    `cbor:"3,keyasint,omitempty"`
	Status   string    `cbor:"4,keyasint"` // the service's word, lower case
	Total    int       `cbor:"5,keyasint"`
	Used     int       `cbor:"6,keyasint"` // -1: unknown
	IsTrial  bool      `cbor:"7,keyasint,omitempty"`
	RenewsAt time.Time `cbor:"8,keyasint"`
	Source   Source    `cbor:"9,keyasint"`
}

// Delegation is what allows the partner in.
type Delegation struct {
	ID         string    `cbor:"1,keyasint"`
	Name       string    `cbor:"2,keyasint"`
	Kind       string    `cbor:"3,keyasint"` // "gdap", "dap" or "reseller"
	Status     string    `cbor:"4,keyasint"` // the service's word, lower case: "active", "expired", …
	Roles      []string  `cbor:"5,keyasint,omitempty"`
	EndsAt     time.Time `cbor:"6,keyasint"` // zero: no end
	AutoExtend bool      `cbor:"7,keyasint,omitempty"`
}

// Active says whether the delegation lets the partner in at time now.
func (d Delegation) Active(now time.Time) bool {
	if !d.EndsAt.IsZero() && !now.Before(d.EndsAt) {
		return false
	}
	return d.Status == "" || d.Status == "active" || d.Status == "expiring"
}

// Link opens a portal in the customer's context. Its address was checked by portal.
type Link struct {
	Portal string `cbor:"1,keyasint"`
	URL    string `cbor:"2,keyasint"`
	Source string `cbor:"3,keyasint"` // "graph", "partnercenter" or "template"
}

// Reading is what one round of reads found of one customer. A nil part was not tried.
type Reading struct {
	Details       *Observed[Details]
	Health        *Observed[Health]
	Subscriptions *Observed[[]Subscription]
	Requests      *Observed[[]ServiceRequest]
	Links         *Observed[[]Link]
	Azure         *Observed[[]AzureSubscription]
	// AzureTickets are the requests that Azure Support tells of, as Requests are Partner Center's. The
	// syncer joins the two into Customer.Requests; Absorb leaves them alone.
	AzureTickets *Observed[[]ServiceRequest]
}

// Absorb takes a reading over: fresh values replace old ones, failed reads keep the old value and
// record the problem. Name and domains follow fresh details.
func (c *Customer) Absorb(r Reading) {
	if r.Details != nil {
		c.Details.Update(*r.Details)
		c.adoptDetails()
	}
	update(&c.Health, r.Health)
	update(&c.Subscriptions, r.Subscriptions)
	update(&c.Requests, r.Requests)
	update(&c.Links, r.Links)
	update(&c.Azure, r.Azure)
}

func update[T any](o *Observed[T], n *Observed[T]) {
	if n != nil {
		o.Update(*n)
	}
}

// adoptDetails lets the directory's own name and domains win over the lists' copies, which
// Microsoft does not refresh (contracts: api/facts.md 1.1).
func (c *Customer) adoptDetails() {
	if !c.Details.Known() {
		return
	}
	d := c.Details.Value
	if d.DisplayName != "" {
		c.Name = d.DisplayName
	}
	for _, v := range d.Domains {
		if v.IsDefault {
			c.PrimaryDomain = v.Name
		}
		if v.IsInitial {
			c.InitialDomain = v.Name
		}
	}
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
	for _, v := range c.Details.Value.Domains {
		add(v.Name)
	}
	add(c.InitialDomain)
	return out
}

// DelegationOver says that the customer delegated administration (GDAP or DAP) and that none of it
// lasts at time now. A customer of whom no delegation is known, a reseller's for instance, is not over.
func (c Customer) DelegationOver(now time.Time) bool {
	known := false
	for _, d := range c.Delegations.Value {
		if d.Kind == "reseller" {
			continue
		}
		if d.Active(now) {
			return false
		}
		known = true
	}
	return known
}

// RequestsAsOf is since when the customer's service requests are known: where Azure tickets are among
// them, the older of the two lists.
func (c Customer) RequestsAsOf() time.Time {
	fromAzure := slices.ContainsFunc(c.Requests.Value, func(r ServiceRequest) bool { return r.Resource != "" })
	if fromAzure && c.Azure.Known() && c.Azure.AsOf.Before(c.Requests.AsOf) {
		return c.Azure.AsOf
	}
	return c.Requests.AsOf
}
