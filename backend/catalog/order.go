package catalog

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"tenantry/backend/partner"
)

// Sort names an order of customers.
type Sort string

// The orders. Ascending is what the word says: names and domains from A, few requests before many,
// the next expiry and the freshest data first; health begins with what is worst. Desc turns the key
// round. Values nobody knows come last either way, and ties go by name, then by tenant id.
const (
	ByRelevance Sort = ""         // a search's own order; without a text, by name
	ByName      Sort = "name"     // without regard to case and accents, numbers by value
	ByDomain    Sort = "domain"   // primary domain
	ByHealth    Sort = "health"   // outage, degraded, advisory, unknown with a problem, unknown, healthy; then more open requests first
	ByRequests  Sort = "requests" // open service requests
	ByExpiry    Sort = "expiry"   // end of the delegation
	ByAge       Sort = "age"      // age of the data
	ByUpdated   Sort = "updated"  // time of the data: age the other way round
)

var sorts = [...]Sort{ByName, ByDomain, ByHealth, ByRequests, ByExpiry, ByAge, ByUpdated}

// Sorts lists every order that can be asked for by name.
func Sorts() []Sort { return slices.Clone(sorts[:]) }

// order is a sort with its direction: twice the place in sorts, plus one for descending.
type order int

const orderCount = 2 * len(sorts)

// orderOf reads what a query asks for; an unknown name is the order by name.
func orderOf(s Sort, desc bool) order {
	o := order(2 * max(slices.Index(sorts[:], s), 0))
	if desc {
		o++
	}
	return o
}

// compare is a total order of rows: it is zero only for the same customer. Customers without delegated access
// come after all others.
func (o order) compare(a, b *row) int {
	if c := apart(a, b); c != 0 {
		return c
	}
	c := 0
	desc := o%2 == 1
	switch sorts[o/2] {
	case ByName:
		if desc {
			if c = cmp.Compare(b.nameKey, a.nameKey); c == 0 {
				c = strings.Compare(b.Name, a.Name)
			}
		}
	case ByDomain:
		c = known(a.domain == "", b.domain == "", desc, strings.Compare(a.domain, b.domain))
	case ByHealth:
		if c = cmp.Compare(a.severity, b.severity); desc {
			c = -c
		}
		if c == 0 {
			c = cmp.Compare(b.OpenRequests, a.OpenRequests)
		}
	case ByRequests:
		c = known(a.OpenRequests < 0, b.OpenRequests < 0, desc, cmp.Compare(a.OpenRequests, b.OpenRequests))
	case ByExpiry:
		c = byTime(a.DelegationEnds, b.DelegationEnds, desc)
	case ByAge:
		c = byTime(a.asOf, b.asOf, !desc)
	case ByUpdated:
		c = byTime(a.asOf, b.asOf, desc)
	}
	if c == 0 {
		c = byName(a, b)
	}
	return c
}

// apart puts customers without delegated access after the others.
func apart(a, b *row) int {
	switch da, db := a.Access.Delegated(), b.Access.Delegated(); {
	case da == db:
		return 0
	case da:
		return -1
	}
	return 1
}

func byName(a, b *row) int {
	if c := strings.Compare(a.nameKey, b.nameKey); c != 0 {
		return c
	}
	if c := strings.Compare(a.Name, b.Name); c != 0 {
		return c
	}
	return compareIDs(a.ID, b.ID)
}

func byTime(a, b time.Time, desc bool) int {
	return known(a.IsZero(), b.IsZero(), desc, a.Compare(b))
}

// known puts unknown values last and turns c round if desc.
func known(unknownA, unknownB, desc bool, c int) int {
	switch {
	case unknownA && unknownB:
		return 0
	case unknownA:
		return 1
	case unknownB:
		return -1
	case desc:
		return -c
	}
	return c
}

// sorted returns the slots in use in order o, made when first asked for.
func (s *snapshot) sorted(o order) []int32 {
	return *lazily(&s.orders[o], func() *[]int32 {
		made := slices.Clone(s.byID)
		slices.SortFunc(made, func(a, b int32) int { return o.compare(s.slots[a], s.slots[b]) })
		return &made
	})
}

// moveInOrder carries an order over to the next snapshot: slots that moved are taken out and put
// where they belong now. It returns nil when sorting anew is cheaper.
func moveInOrder(was []int32, o order, before, after []*row, moved []int32) *[]int32 {
	staying := func(slot int32) bool {
		return int(slot) < len(before) && before[slot] != nil && after[slot] != nil &&
			sameKey(before[slot], after[slot], sorts[o/2])
	}
	moved = slices.DeleteFunc(slices.Clone(moved), staying)
	if len(moved) == 0 {
		return &was
	}
	if len(moved) > len(was)/4+16 {
		return nil
	}
	gone := make([]bool, len(after))
	var in []int32
	for _, slot := range moved {
		gone[slot] = true
		if after[slot] != nil {
			in = append(in, slot)
		}
	}
	slices.SortFunc(in, func(a, b int32) int { return o.compare(after[a], after[b]) })
	out := make([]int32, 0, len(was)+len(in))
	rest := slices.DeleteFunc(slices.Clone(was), func(slot int32) bool { return gone[slot] })
	for _, slot := range in {
		at, _ := slices.BinarySearchFunc(rest, slot, func(a, b int32) int { return o.compare(after[a], after[b]) })
		out = append(append(out, rest[:at]...), slot)
		rest = rest[at:]
	}
	out = append(out, rest...)
	return &out
}

// sameKey says that replacing a by b moves nobody in the order by s.
func sameKey(a, b *row, s Sort) bool {
	if a.ID != b.ID || a.Name != b.Name || apart(a, b) != 0 {
		return false
	}
	switch s {
	case ByDomain:
		return a.domain == b.domain
	case ByHealth:
		return a.severity == b.severity && a.OpenRequests == b.OpenRequests
	case ByRequests:
		return a.OpenRequests == b.OpenRequests
	case ByExpiry:
		return a.DelegationEnds.Equal(b.DelegationEnds)
	case ByAge, ByUpdated:
		return a.asOf.Equal(b.asOf)
	}
	return true
}

// place is the index of r in the order, for a row that is in it.
func (s *snapshot) place(o order, id partner.TenantID) (int, bool) {
	r := s.get(id)
	if r == nil {
		return 0, false
	}
	return slices.BinarySearchFunc(s.sorted(o), r, func(slot int32, r *row) int { return o.compare(s.slots[slot], r) })
}
