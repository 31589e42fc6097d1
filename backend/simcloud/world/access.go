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
	Resold            // the partner sells to it and was never let in: AADSTS50020
	WantsMFA          // Conditional Access wants multi-factor authentication at a sign-in there: AADSTS50076
)

// Access tells what stands in the way at customer i at the start.
func (w *World) Access(i int) Access {
	a := w.drawn(i)
	if w.soldOnly(i) && !w.HasDAP(i) && a != Expired {
		return Resold
	}
	return a
}

// soldOnly says that Partner Center alone names customer i.
func (w *World) soldOnly(i int) bool {
	only, alone := w.onlyOn(i)
	return alone && only == PartnerCenter
}

// HasDAP says whether the old kind of delegation is still there. Without it Partner Center gives no custom
// domains and no company address (api/facts.md 2.2). Whom Partner Center alone names has no other that could let
// the partner in.
func (w *World) HasDAP(i int) bool {
	if i%5 == 0 {
		return true
	}
	switch w.drawn(i) {
	case Open, NoRole, WantsMFA:
		return w.soldOnly(i)
	}
	return false
}

// onlyOn says which list alone names customer i, if it is but one.
func (w *World) onlyOn(i int) (List, bool) {
	return List(w.pick(forLists, i, 1, 4)), w.chance(forLists, i, 0, w.Scenario.OneList)
}

// drawn is what the scenario's rates put in the way.
func (w *World) drawn(i int) Access {
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
	if only, alone := w.onlyOn(i); alone {
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
