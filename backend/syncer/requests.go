package syncer

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"tenantry/backend/partner"
)

// A customer's service requests come from two sources, told apart by their Resource: Partner Center's,
// which every sync lists, and Azure's tickets, which are read when the customer is opened. A reading
// replaces those of its own source and leaves the others.

func fromPartnerCenter(r partner.ServiceRequest) bool { return r.Resource == "" }
func fromAzure(r partner.ServiceRequest) bool         { return r.Resource != "" }

// newer says of a kept value's time whether the value is younger than a list that was asked for at
// "asked". A time in the future is a clock's mistake and no reason to keep anything.
func newer(kept, asked, now time.Time) bool { return kept.After(asked) && !kept.After(now) }

// mergeRequests puts what a source tells, as of "asked", in the place of what is kept of that source.
// Lists carry no notes, so those that were read stay, with their age. A request that was read by itself
// since the list was asked for is better known than the list's; it may be too young to be in it.
func mergeRequests(kept, told []partner.ServiceRequest, speaks func(partner.ServiceRequest) bool, asked, now time.Time) []partner.ServiceRequest {
	out := make([]partner.ServiceRequest, 0, len(kept)+len(told))
	for _, r := range told {
		if indexOf(out, r) >= 0 {
			continue // pages overlap when the list changes in between
		}
		if i := indexOf(kept, r); i >= 0 {
			if newer(kept[i].NotesAt, asked, now) {
				continue // taken over below
			}
			r = withNotes(r, kept[i])
		}
		out = append(out, r)
	}
	for _, old := range kept {
		if (!speaks(old) || newer(old.NotesAt, asked, now)) && indexOf(out, old) < 0 {
			out = append(out, old)
		}
	}
	sortRequests(out)
	return out
}

// indexOf finds the same ticket: by its number, or by its path in Azure.
func indexOf(list []partner.ServiceRequest, r partner.ServiceRequest) int {
	return slices.IndexFunc(list, func(o partner.ServiceRequest) bool {
		return r.ID != "" && o.ID == r.ID || r.Resource != "" && strings.EqualFold(o.Resource, r.Resource)
	})
}

// withNotes gives r what only reading the request by itself tells, where r does not bring it.
func withNotes(r, old partner.ServiceRequest) partner.ServiceRequest {
	if r.NotesAt.IsZero() {
		r.Notes, r.NotesAt = old.Notes, old.NotesAt
	}
	r.Description = cmp.Or(r.Description, old.Description)
	r.Product, r.Contact = cmp.Or(r.Product, old.Product), cmp.Or(r.Contact, old.Contact)
	r.Resource = cmp.Or(r.Resource, old.Resource)
	return r
}

// sortRequests gives the two sources one order on disk, so that the same requests are the same value:
// Partner Center's, then Azure's, each the newest first.
func sortRequests(list []partner.ServiceRequest) {
	source := func(r partner.ServiceRequest) int {
		if fromAzure(r) {
			return 1
		}
		return 0
	}
	slices.SortStableFunc(list, func(a, b partner.ServiceRequest) int {
		return cmp.Or(cmp.Compare(source(a), source(b)), b.CreatedAt.Compare(a.CreatedAt), strings.Compare(a.ID, b.ID))
	})
}

// absorbRequests takes over the two request parts of a reading that began at "asked".
func absorbRequests(c *partner.Customer, r partner.Reading, asked, now time.Time) {
	if n := r.Requests; n != nil {
		o := *n
		if o.Known() {
			o.Value = mergeRequests(c.Requests.Value, o.Value, fromPartnerCenter, asked, now)
		}
		c.Requests.Update(o)
	}
	n := r.AzureTickets
	switch {
	case n == nil:
	case !n.Known():
		// The requests are as fresh as Partner Center's list; what ails Azure is told of Azure.
		c.Azure.Update(partner.Failed[[]partner.AzureSubscription](n.Problem))
	case c.Requests.Known():
		c.Requests.Value = mergeRequests(c.Requests.Value, n.Value, fromAzure, asked, now)
	case len(n.Value) > 0: // Partner Center never told anything: what is known is Azure's
		c.Requests.Value, c.Requests.AsOf = mergeRequests(nil, n.Value, fromAzure, asked, now), n.AsOf
	}
}

// KeepRequest puts one request that was read by itself, with its notes and NotesAt set, among those kept
// of a customer, and publishes it. A customer that is not in the cache is a fault of kind Missing. Where
// no list of the customer's requests was ever read nothing is kept: one request is no list.
func (s *Syncer) KeepRequest(id partner.TenantID, r partner.ServiceRequest) error {
	defer s.news.flush()
	_, err := s.change(id, func(c *partner.Customer) {
		if !c.Requests.Known() {
			return
		}
		list := slices.Clone(c.Requests.Value)
		if i := indexOf(list, r); i >= 0 {
			list[i] = withNotes(r, list[i])
		} else {
			list = append(list, r)
		}
		sortRequests(list)
		c.Requests.Value = list
	})
	return err
}
