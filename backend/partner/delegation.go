package partner

import (
	"encoding/json"
	"slices"
	"time"
)

// Delegation is what allows the partner in. It is its own JSON shape.
type Delegation struct {
	ID         string    `cbor:"1,keyasint" json:"id"`
	Name       string    `cbor:"2,keyasint" json:"name"`
	Kind       string    `cbor:"3,keyasint" json:"kind"`   // "gdap", "dap" or "reseller"
	Status     string    `cbor:"4,keyasint" json:"status"` // the service's word, lower case: "active", "expired", …
	Roles      []string  `cbor:"5,keyasint,omitempty" json:"roles"`
	EndsAt     time.Time `cbor:"6,keyasint" json:"endsAt" ts_type:"string | null"` // zero, in JSON null: no end
	AutoExtend bool      `cbor:"7,keyasint,omitempty" json:"autoExtend"`
}

// MarshalJSON writes no end as null and lists never as null, as the contract wants it.
func (d Delegation) MarshalJSON() ([]byte, error) {
	type plain Delegation
	if d.Roles == nil {
		d.Roles = []string{}
	}
	return json.Marshal(struct {
		plain
		EndsAt *string `json:"endsAt"`
	}{plain(d), JSONTime(d.EndsAt)})
}

// Active says whether the delegation lets the partner in at time now.
func (d Delegation) Active(now time.Time) bool {
	return d.granted() && (d.EndsAt.IsZero() || now.Before(d.EndsAt))
}

// consentRoles are the Entra roles of a delegation that may approve an app in the customer's tenant
// (api/facts.md 2.11).
var consentRoles = []string{"Global Administrator", "Privileged Role Administrator", "Cloud Application Administrator"}

// MayConsent says whether what is known of the delegations lets the partner approve an app for the customer by
// itself: a role in one that is active, or the old kind of delegation, which knows no roles. Where they were
// never read, Microsoft decides.
func (c Customer) MayConsent(now time.Time) bool {
	if !c.Delegations.Known() {
		return true
	}
	return slices.ContainsFunc(c.Delegations.Value, func(d Delegation) bool {
		return d.Active(now) && (d.Kind == "dap" || slices.ContainsFunc(d.Roles, func(r string) bool { return slices.Contains(consentRoles, r) }))
	})
}

// GrantingStatuses are the words for a delegation that lets the partner in until its end.
func GrantingStatuses() []string { return []string{"active", "expiring"} }

// granted says that the service calls it active, whatever its end. A list that carries no status names none
// that is over.
func (d Delegation) granted() bool {
	return d.Status == "" || slices.Contains(GrantingStatuses(), d.Status)
}

// Pending says that the customer has yet to approve it.
func (d Delegation) Pending() bool { return d.Status == "approvalpending" }

// Over says that it has ended, or that nothing the customer could approve was made of it yet. A status that
// nobody knows yet is no end.
func (d Delegation) Over() bool {
	return slices.Contains([]string{"expired", "terminated", "created"}, d.Status)
}

// PartDelegations names it.
const PartDelegations Part = "delegations"

// DelegationsPart is what the lists say: no reading of the customer tells of it.
var DelegationsPart = &PartOf[[]Delegation]{name: PartDelegations, number: 4,
	at: func(c *Customer) *Observed[[]Delegation] { return &c.Delegations }}

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
