package world

// Access is what stands in the partner's way at a customer.
type Access int

// What may stand in the way. Each ends in another answer.
const (
	Open       Access = iota
	NoConsent         // the app was never approved: AADSTS65001
	Blocked           // Conditional Access refuses: AADSTS53003
	Unassigned        // the user's group is in no access assignment: AADSTS50020
	Expired           // the delegation has run out: AADSTS50020
	NoRole            // sign-in works, service health answers 403
	WantsMFA          // Conditional Access wants multi-factor authentication at a sign-in there: AADSTS50076
)

// Access tells what stands in the way at customer i at the start.
func (w *World) Access(i int) Access {
	s, r := w.Scenario, w.pick(forAccess, i, 0, 1000)
	for _, g := range []struct {
		rate int
		a    Access
	}{{s.NoConsent, NoConsent}, {s.Blocked, Blocked}, {s.Unassigned, Unassigned}, {s.Expired, Expired}, {s.NoRole, NoRole}, {s.WantsMFA, WantsMFA}} {
		if r < g.rate {
			return g.a
		}
		r -= g.rate
	}
	return Open
}

// List is one of the four lists that name customers (api/facts.md 0.4).
type List int

// The lists.
const (
	Relationships List = iota
	DelegatedCustomers
	Contracts
	PartnerCenter
)

// Listed says whether a list names customer i. A delegated customer exists as long as one of its
// relationships is active (api/facts.md 1.2), so an expired one is on the list of relationships only,
// or on a reseller's lists.
func (w *World) Listed(l List, i int) bool {
	if w.chance(forLists, i, 0, w.Scenario.OneList) {
		only := List(w.pick(forLists, i, 1, 4))
		return l == only && (w.Access(i) != Expired || l != DelegatedCustomers) || l == Relationships && only == DelegatedCustomers && w.Access(i) == Expired
	}
	switch l {
	case Relationships:
		return true
	case DelegatedCustomers:
		return w.Access(i) != Expired
	case Contracts:
		return w.chance(forLists, i, 2, 700)
	default:
		return w.chance(forLists, i, 3, 850)
	}
}
