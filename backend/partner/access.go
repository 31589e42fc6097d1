package partner

import (
	"slices"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/message"
)

// AccessReason says why a customer counts as one without delegated access.
type AccessReason string

// The reasons.
const (
	AccessPending  AccessReason = "pending"  // a relationship awaits the customer's approval
	AccessEnded    AccessReason = "ended"    // there was a relationship, and it is over
	AccessNone     AccessReason = "none"     // a list of resale names it, and it never delegated administration
	AccessUnproven AccessReason = "unproven" // the same, and nothing was read yet that tells
	AccessGone     AccessReason = "gone"     // Microsoft knows no such tenant
)

// AccessReasons lists them.
func AccessReasons() []AccessReason {
	return []AccessReason{AccessPending, AccessEnded, AccessNone, AccessUnproven, AccessGone}
}

var accessWords = map[AccessReason]string{AccessPending: "customer_without_pending", AccessEnded: "customer_without_ended",
	AccessNone: "customer_without_none", AccessUnproven: "customer_without_unproven", AccessGone: "customer_without_gone"}

// Words is the reason, for whoever says it in a language.
func (r AccessReason) Words() message.Message { return message.Of(accessWords[r]) }

// Access says whether a customer delegated administration to the partner. Its zero value: it did.
type Access struct {
	Reason     AccessReason `cbor:"1,keyasint,omitempty"` // why it did not
	Invitation string       `cbor:"2,keyasint,omitempty"` // id of the relationship that awaits the customer's approval
}

// Delegated says that the customer delegated administration.
func (a Access) Delegated() bool { return a.Reason == "" }

// invitationBase begins the address at which the customer's administrator approves a relationship.
const invitationBase = "https://admin.microsoft.com/AdminPortal/Home#/partners/invitation/granularAdminRelationships/"

// InvitationURL is where the customer's administrator approves the relationship; empty where none awaits that.
func (a Access) InvitationURL() string {
	if a.Invitation == "" {
		return ""
	}
	return invitationBase + a.Invitation
}

// EntryWord is what a customer's tenant said to the partner's account.
type EntryWord string

// What it may say. An answer that tells nothing of the account (no network, too many requests, a failure of
// the service) is none of these.
const (
	EntryOpened   EntryWord = "opened"   // something was read
	EntryRefused  EntryWord = "refused"  // it knows the account and lets it read nothing: consent, a role, a policy
	EntryStranger EntryWord = "stranger" // it does not know the account: nobody delegated anything to it
	EntryGone     EntryWord = "gone"     // there is no such tenant
)

// Entry is the tenant's last word: of what no list of delegations names, the one proof. Its zero value: none yet.
type Entry struct {
	At   time.Time `cbor:"1,keyasint"`
	Word EntryWord `cbor:"2,keyasint,omitempty"`
}

// The refusals of the sign-in for want of a delegation, and of a tenant that is not there (api/facts.md 3.4, 5b).
// Want of consent is none of them, though it too keeps everything closed: the sign-in looks for the account
// first, so that who is asked for consent (65001, 90099: "before partner delegated administrators can use it")
// was found there. So were the accounts that a policy, a device or a missing role stops.
var (
	wantOfDelegation = []string{"AADSTS50020", "AADSTS50034", "AADSTS51004", "AADSTS90072"}
	noSuchTenant     = []string{"AADSTS90002", "AADSTS900023"}
)

// wordOf is what a failed reading says of the account; empty: nothing.
func wordOf(p *fault.Problem) EntryWord {
	switch {
	case p == nil:
		return ""
	case slices.Contains(wantOfDelegation, p.Code):
		return EntryStranger
	case slices.Contains(noSuchTenant, p.Code):
		return EntryGone
	}
	switch p.Kind {
	case fault.Consent, fault.Denied, fault.Missing, fault.Invalid:
		return EntryRefused
	}
	return ""
}

// hearEntry takes over the tenant's word from what was read of the customer in its own tenant.
func (c *Customer) hearEntry(r Reading) {
	var word Entry
	hear := func(known bool, at time.Time, p *fault.Problem) {
		if known {
			word = Entry{At: at, Word: EntryOpened}
		} else if w := wordOf(p); w != "" && word.Word != EntryOpened {
			word = Entry{At: p.At, Word: w}
		}
	}
	if o := DetailsPart.In(r); o != nil {
		hear(o.Known(), o.AsOf, o.Problem)
	}
	if o := HealthPart.In(r); o != nil {
		hear(o.Known(), o.AsOf, o.Problem)
	}
	if word.Word != "" {
		c.Entry = word
	}
}

// Evidence is what tells whether a customer delegated administration.
type Evidence struct {
	Sources     []Source // the lists that name it
	Delegations []Delegation
	Allows      *bool // Partner Center's allowDelegatedAccess (api/facts.md 2.2); nil: it was not asked, or did not say
	Entry       EntryWord
}

// Access judges. It goes by the service's word alone and asks no clock: a wrong one must move nobody.
//
// An active relationship (GDAP) is a delegation whatever the tenant says: then a group, a role or a consent is
// missing, which the partner mends. Without one the tenant's word decides; where it never spoke, the lists do:
// a contract is an older delegation (DAP) or a resale that had one, Partner Center's list is a sale.
func (e Evidence) Access() Access {
	gdap, pending, ended, uncertain := e.relationships()
	without := func(r AccessReason) Access {
		switch {
		case pending != "":
			return Access{Reason: AccessPending, Invitation: pending}
		case ended && (r == AccessNone || r == AccessUnproven):
			return Access{Reason: AccessEnded}
		}
		return Access{Reason: r}
	}
	resold := slices.Contains(e.Sources, SourcePartnerCenter) && !slices.Contains(e.Sources, SourceContract)
	denies := e.Allows != nil && !*e.Allows
	switch {
	case gdap:
		return Access{}
	case e.Entry == EntryStranger:
		return without(AccessNone)
	case e.Entry == EntryGone:
		return Access{Reason: AccessGone}
	case e.Entry == EntryOpened:
		return Access{}
	case e.Entry == EntryRefused && resold && denies:
		return without(AccessNone) // an account that was invited there is no delegation
	case e.Entry == EntryRefused, uncertain:
		return Access{}
	case pending != "" || ended:
		return without(AccessEnded)
	case resold && denies:
		return without(AccessNone)
	case resold && e.Allows == nil:
		return without(AccessUnproven)
	}
	return Access{}
}

// relationships sums up the GDAP relationships: whether one is active, the id of one that awaits approval,
// whether one is over, and whether one is in a state that says neither.
func (e Evidence) relationships() (active bool, pending string, ended, uncertain bool) {
	for _, d := range e.Delegations {
		switch {
		case d.Kind != "gdap":
		case d.granted():
			active = true
		case d.Pending():
			pending = d.ID
		case d.Over():
			ended = true
		default:
			uncertain = true
		}
	}
	// This list names a customer as long as one of its relationships is active (api/facts.md 1.2). Where the
	// relationships themselves say otherwise it lags behind.
	if slices.Contains(e.Sources, SourceGDAPCustomer) && pending == "" && !ended {
		active = true
	}
	return active, pending, ended, uncertain
}

// Access says whether the customer delegated administration, and if not, why.
func (c Customer) Access() Access {
	return Evidence{Sources: c.Sources, Delegations: c.Delegations.Value,
		Allows: c.Profile.Value.AllowsDelegatedAccess, Entry: c.Entry.Word}.Access()
}
