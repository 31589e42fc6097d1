package partner

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// A customer's service requests come from two sources, told apart by their Resource: Partner Center's,
// which every sync lists, and Azure's tickets, which are read when the customer is opened. A reading
// replaces those of its own source and leaves the others. Partner Center has two lists; what one of them leaves out
// is gone only where the other does not name it.

func fromPartnerCenter(r ServiceRequest) bool { return r.Resource == "" }
func fromAzure(r ServiceRequest) bool         { return r.Resource != "" }

// newer says of a kept value's time whether the value is younger than a list that was asked for at
// "asked". A time in the future is a clock's mistake and no reason to keep anything.
func newer(kept, asked, now time.Time) bool { return kept.After(asked) && !kept.After(now) }

// mergeRequests puts what a source tells, as of "asked", in the place of what is kept of that source.
// What a list leaves out stays as it is known, the notes with their age. A request that was read by itself
// since the list was asked for is better known than the list's; it may be too young to be in it.
func mergeRequests(kept, told []ServiceRequest, speaks speaker, asked, now time.Time) []ServiceRequest {
	out := make([]ServiceRequest, 0, len(kept)+len(told))
	for _, r := range told {
		if indexOf(out, r) >= 0 {
			continue // pages overlap when the list changes in between
		}
		r.NamedBy = speaks.list
		if i := indexOf(kept, r); i >= 0 {
			if newer(kept[i].NotesAt, asked, now) {
				continue // taken over below
			}
			r = r.Over(kept[i])
		}
		out = append(out, r)
	}
	for _, old := range kept {
		if indexOf(out, old) >= 0 {
			continue
		}
		if !speaks.of(old) || newer(old.NotesAt, asked, now) {
			out = append(out, old)
		} else if old.NamedBy &^= speaks.list; old.NamedBy != 0 {
			out = append(out, old)
		}
	}
	sortRequests(out)
	return out
}

// indexOf finds the same ticket: by its number, or by its path in Azure.
func indexOf(list []ServiceRequest, r ServiceRequest) int {
	return slices.IndexFunc(list, func(o ServiceRequest) bool {
		return r.ID != "" && o.ID == r.ID || r.Resource != "" && strings.EqualFold(o.Resource, r.Resource)
	})
}

// Over is r where it says something, and what was known before where it says nothing: neither a list nor a reading of
// one request brings every field, and what one of them leaves out the other one told.
func (r ServiceRequest) Over(old ServiceRequest) ServiceRequest {
	if r.NotesAt.IsZero() {
		r.Notes, r.NotesAt, r.NotesIncomplete = old.Notes, old.NotesAt, old.NotesIncomplete
	}
	for _, text := range []struct{ to, from *string }{{&r.ID, &old.ID}, {&r.Title, &old.Title}, {&r.Product, &old.Product},
		{&r.Contact, &old.Contact}, {&r.Description, &old.Description}, {&r.Resource, &old.Resource}} {
		*text.to = cmp.Or(*text.to, *text.from)
	}
	if r.Severity == "" || r.Severity == "unknown" {
		r.Severity = cmp.Or(old.Severity, r.Severity)
	}
	if r.Status == "" || r.Status == "none" {
		r.Status = cmp.Or(old.Status, r.Status)
	}
	for _, at := range []struct{ to, from *time.Time }{{&r.CreatedAt, &old.CreatedAt}, {&r.ModifiedAt, &old.ModifiedAt}} {
		if at.to.IsZero() {
			*at.to = *at.from
		}
	}
	if r.ClosedAt.IsZero() && r.Status == "closed" {
		r.ClosedAt = old.ClosedAt
	}
	r.NamedBy |= old.NamedBy
	return r
}

// sortRequests gives the two sources one order on disk, so that the same requests are the same value:
// Partner Center's, then Azure's, each the newest first.
func sortRequests(list []ServiceRequest) {
	source := func(r ServiceRequest) int {
		if fromAzure(r) {
			return 1
		}
		return 0
	}
	slices.SortStableFunc(list, func(a, b ServiceRequest) int {
		return cmp.Or(cmp.Compare(source(a), source(b)), b.CreatedAt.Compare(a.CreatedAt), strings.Compare(a.ID, b.ID))
	})
}

// speaker is a list that tells requests.
type speaker struct {
	of   func(ServiceRequest) bool // which kept ones it decides about
	list RequestLists              // which of Partner Center's it is; 0: Azure's
}

// speaksOf is a source's list: it decides about those of its own, if it is whole.
func speaksOf(own func(ServiceRequest) bool, list RequestLists, partial bool) speaker {
	if partial {
		own = func(ServiceRequest) bool { return false }
	}
	return speaker{own, list}
}

// absorbRequests takes over what one of the sources told.
func absorbRequests(c *Customer, t telling[[]ServiceRequest]) {
	partial := t.Known() && t.Problem != nil
	if t.from != SourceAzure {
		list := ListOfCustomer
		if t.from == SourcePartnerCenter {
			list = ListOfAll
		}
		if t.Known() {
			t.Value = mergeRequests(c.Requests.Value, t.Value, speaksOf(fromPartnerCenter, list, partial), t.asked, t.now)
		}
		c.Requests.Update(t.Observed)
		return
	}
	if partial {
		c.Azure.Update(Failed[[]AzureSubscription](t.Problem))
	}
	azure := speaksOf(fromAzure, 0, partial)
	switch {
	case !t.Known():
		// The requests are as fresh as Partner Center's list; what ails Azure is told of Azure.
		c.Azure.Update(Failed[[]AzureSubscription](t.Problem))
	case c.Requests.Known():
		c.Requests.Value = mergeRequests(c.Requests.Value, t.Value, azure, t.asked, t.now)
	case len(t.Value) > 0: // Partner Center never told anything: what is known is Azure's
		c.Requests.Value, c.Requests.AsOf = mergeRequests(nil, t.Value, azure, t.asked, t.now), t.AsOf
	}
}

// KeepRequest puts one request that was read by itself, with its notes and NotesAt set, among the known
// ones. Where no list of the customer's requests was ever read nothing is kept: one request is no list.
func (c *Customer) KeepRequest(r ServiceRequest) {
	if !c.Requests.Known() {
		return
	}
	list := slices.Clone(c.Requests.Value)
	if i := indexOf(list, r); i >= 0 {
		list[i] = r.Over(list[i])
	} else {
		list = append(list, r)
	}
	sortRequests(list)
	c.Requests.Value = list
}

// TellRequests takes over what Partner Center's list of all customers says of this one, unless its requests
// were read by themselves since the list was asked for.
func (c *Customer) TellRequests(o Observed[[]ServiceRequest], asked, now time.Time) {
	if !newer(c.Requests.AsOf, asked, now) {
		c.Absorb(Reading{RequestsPart.TellFrom(SourcePartnerCenter, o)}, asked, now)
	}
}

// PartRequests names it.
const PartRequests Part = "requests"

// RequestsPart has the sources above: the customer's own list is the usual one, [SourcePartnerCenter] that of all
// customers, [SourceAzure] Azure's tickets.
var RequestsPart = &PartOf[[]ServiceRequest]{name: PartRequests, number: 5, absorb: absorbRequests,
	at: func(c *Customer) *Observed[[]ServiceRequest] { return &c.Requests }}

// RequestsAsOf is since when the customer's service requests are known: where Azure tickets are among
// them, the older of the two lists.
func (c Customer) RequestsAsOf() time.Time {
	fromAzure := slices.ContainsFunc(c.Requests.Value, func(r ServiceRequest) bool { return r.Resource != "" })
	if fromAzure && c.Azure.Known() && c.Azure.AsOf.Before(c.Requests.AsOf) {
		return c.Azure.AsOf
	}
	return c.Requests.AsOf
}
