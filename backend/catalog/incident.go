package catalog

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"tenantry/backend/partner"
)

// Incident is an issue with the customers it affects; of one that is over, with those that it did.
type Incident struct {
	partner.IssueHead                  // as the customer with the newest report tells it
	Teller            partner.TenantID // that customer
	Customers         []Affected       // by name
}

// Affected is a customer as the list of incidents names it.
type Affected struct {
	ID            partner.TenantID
	Name          string
	PrimaryDomain string
}

// Gather makes the list of incidents of what customers' reports tell, in the order of [Catalog.Incidents].
func Gather(told iter.Seq2[Affected, []partner.IssueHead]) []Incident {
	all := gathered{}
	for who, heads := range told {
		for _, head := range heads {
			all.add(head, who)
		}
	}
	return all.ordered()
}

// gathered are incidents by their ids.
type gathered map[string]*Incident

// add adds a customer to an issue that it has. A report may name an issue under several services; the customer
// is affected once. While an issue is open anywhere it is open, and affects those at whom it is.
func (all gathered) add(head partner.IssueHead, who Affected) {
	i := all[head.ID]
	switch {
	case i == nil, head.Open() && !i.Open():
		i = &Incident{IssueHead: head, Teller: who.ID}
		all[head.ID] = i
	case i.Open() && !head.Open():
		return
	case head.UpdatedAt.After(i.UpdatedAt):
		i.IssueHead, i.Teller = head, who.ID
	}
	if n := len(i.Customers); n == 0 || i.Customers[n-1].ID != who.ID {
		i.Customers = append(i.Customers, who)
	}
}

// ordered lists open issues first: the worst state first, incidents before advisories, then the newest; then
// those that are over, the last one first.
func (all gathered) ordered() []Incident {
	out := make([]Incident, 0, len(all))
	for _, i := range all {
		out = append(out, *i)
	}
	slices.SortFunc(out, func(a, b Incident) int {
		switch {
		case a.Open() && b.Open():
			return worstFirst(a, b)
		case a.Open():
			return -1
		case b.Open():
			return 1
		}
		return cmp.Or(b.OverSince.Compare(a.OverSince), strings.Compare(a.ID, b.ID))
	})
	return out
}

func worstFirst(a, b Incident) int {
	advisory := func(i Incident) int {
		if i.Advisory() {
			return 1
		}
		return 0
	}
	return cmp.Or(cmp.Compare(b.State, a.State), cmp.Compare(advisory(a), advisory(b)),
		b.StartsAt.Compare(a.StartsAt), strings.Compare(a.ID, b.ID))
}
