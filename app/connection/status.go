package connection

import (
	"cmp"
	"strings"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

// Status says who is signed in where.
type Status struct {
	Last           Settings // of the sign-in, or of the last one
	Tenant         string   // its id once somebody was signed in
	SignedIn       bool
	Name, Username string
	Problem        error // why a new sign-in is needed, or why the last one could not be taken up
}

// Status says who is signed in. It touches no network.
func (a *Account) Status() Status {
	c := a.now.Load()
	if c == nil {
		before, _ := last(a.o.Settings) // what can't be read is said by Resume
		return Status{Last: before, Tenant: cmp.Or(before.PartnerTenant, before.Tenant), Problem: a.failed.get()}
	}
	s := Status{Last: c.settings, Tenant: c.settings.Tenant, Problem: c.credential.Needed()}
	if who, ok := c.credential.Account(); ok {
		s.SignedIn, s.Name, s.Username, s.Tenant = true, who.Name, who.Username, who.Tenant
	}
	return s
}

// Person is the name and the address of who is signed in; empty when nobody is.
func (a *Account) Person() (name, mail string) {
	s := a.Status()
	return s.Name, s.Username
}

// Owner is the partner tenant as whom the user works; empty when nobody ever signed in.
func (a *Account) Owner() string {
	if s := a.Status(); s.SignedIn {
		return s.Tenant
	}
	var owner string
	_, _ = a.o.Cache.Values().Get(ownerKey, &owner) // without it the account is simply not compared
	return owner
}

// MayAct says what keeps the account from acting for something outgoing: nobody is signed in, or it was
// written for another account.
func (a *Account) MayAct(o partner.Outgoing) error {
	c := a.now.Load()
	if c == nil {
		return a.NotSignedIn()
	}
	return c.speaksFor(o)
}

// speaksFor says why the connection must not be used for something outgoing.
func (c *Connection) speaksFor(o partner.Outgoing) error {
	who, ok := c.credential.Account()
	if !ok {
		return fault.New(fault.SignIn, "signin_nobody")
	}
	if o.Partner != "" && !strings.EqualFold(o.Partner, who.Tenant) {
		return fault.New(fault.SignIn, "outgoing_other_account", "tenant", o.Partner)
	}
	return nil
}
