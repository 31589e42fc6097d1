package partner

import (
	"slices"
	"time"

	"golang.org/x/net/idna"

	"tenantry/backend/postal"
)

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

// Address is a postal address; any field may be empty. It is its own JSON shape.
type Address struct {
	Street     string `cbor:"1,keyasint,omitempty" json:"street"`
	City       string `cbor:"2,keyasint,omitempty" json:"city"`
	State      string `cbor:"3,keyasint,omitempty" json:"state"`
	PostalCode string `cbor:"4,keyasint,omitempty" json:"postalCode"`
	Country    string `cbor:"5,keyasint,omitempty" json:"country"`
}

// Lines are those of an envelope, by the customs of the country, without the country's name.
func (a Address) Lines() []string { return postal.Address(a).Lines() }

// VerifiedDomain is a domain that the customer proved to own.
type VerifiedDomain struct {
	Name      string `cbor:"1,keyasint"`
	IsDefault bool   `cbor:"2,keyasint,omitempty"`
	IsInitial bool   `cbor:"3,keyasint,omitempty"`
}

// PartDetails names it.
const PartDetails Part = "details"

// DetailsPart is read by every sync.
var DetailsPart = &PartOf[Details]{name: PartDetails, number: 1,
	at: func(c *Customer) *Observed[Details] { return &c.Details },
	absorb: func(c *Customer, t telling[Details]) {
		c.Details.Update(t.Observed)
		c.AdoptDetails()
	}}

// DisplayDomain is a domain as people write it: punycode becomes Unicode where that is safe to show.
func DisplayDomain(name string) string {
	if d, err := idna.Display.ToUnicode(name); err == nil {
		return d
	}
	return name
}

// Link opens a portal in the customer's context. Its address was checked by portal. It is its own JSON shape.
type Link struct {
	Portal string `cbor:"1,keyasint" json:"portal" ts:"Portal"`
	URL    string `cbor:"2,keyasint" json:"url"`
	Source string `cbor:"3,keyasint" json:"source"` // one of the words below
}

// Who named a link: Microsoft's own lists, or the template of its portal.
const (
	LinkFromGraph         = "graph"
	LinkFromPartnerCenter = "partnercenter"
	LinkFromTemplate      = "template"
)

// PartLinks names it.
const PartLinks Part = "links"

// LinksPart has two sources: Graph, which every sync asks once a day, and Partner Center, which is asked when
// the customer is opened. Each replaces its own. It is optional because the partner's own side tells it, and
// the templates stand in.
var LinksPart = &PartOf[[]Link]{name: PartLinks, number: 6, optional: true,
	at: func(c *Customer) *Observed[[]Link] { return &c.Links },
	absorb: func(c *Customer, t telling[[]Link]) {
		if t.Known() {
			others := slices.DeleteFunc(slices.Clone(c.Links.Value), func(l Link) bool {
				return (l.Source == LinkFromPartnerCenter) == (t.from == SourcePartnerCenter)
			})
			t.Value = append(slices.Clone(t.Value), others...)
		}
		c.Links.Update(t.Observed)
	}}
