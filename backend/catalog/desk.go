package catalog

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"tenantry/backend/partner"
)

// Desk is the service requests of all customers, and how much is known of them.
type Desk struct {
	// Requests are what waits for the partner's answer, then what is open, then the rest; each with what
	// changed last first. The slice is shared; it must not be changed.
	Requests []Request
	Unknown  int       // customers whose requests were never read
	Old      int       // customers whose last reading failed, so that an older one is shown
	Oldest   time.Time // since when the oldest of the lists that are known is known; zero: none is
}

// Request is a service request with the customer it belongs to.
type Request struct {
	partner.RequestHead
	Tenant        partner.TenantID
	Customer      string // its name
	PrimaryDomain string
	AsOf          time.Time // since when the customer's list is known
}

// Desk is made once per snapshot, when first asked for.
func (c *Catalog) Desk() Desk {
	s := c.now.Load()
	if d := s.desk.Load(); d != nil {
		return *d
	}
	d := s.layOut()
	s.desk.Store(d)
	return *d
}

func (s *snapshot) layOut() *Desk {
	d := &Desk{}
	count := 0
	for _, slot := range s.byID {
		count += len(s.slots[slot].Requests)
	}
	all := make([]Request, 0, count)
	order := make([]deskPlace, 0, count)
	for _, slot := range s.byID {
		r := s.slots[slot]
		f := r.Freshness[partner.PartRequests]
		if f.AsOf.IsZero() {
			d.Unknown++
			continue
		}
		if f.Problem != nil {
			d.Old++
		}
		oldest := f.AsOf
		azure := r.Freshness[partner.PartAzure].AsOf
		if !azure.IsZero() && azure.Before(oldest) && slices.ContainsFunc(r.Requests, func(h partner.RequestHead) bool { return h.Azure }) {
			oldest = azure
		}
		if d.Oldest.IsZero() || oldest.Before(d.Oldest) {
			d.Oldest = oldest
		}
		for _, h := range r.Requests {
			order = append(order, deskPlace{urgency(h), h.ModifiedAt.UnixMilli(), int32(len(all))})
			all = append(all, Request{RequestHead: h, Tenant: r.ID, Customer: r.Name, PrimaryDomain: r.PrimaryDomain, AsOf: f.AsOf})
		}
	}
	slices.SortFunc(order, func(a, b deskPlace) int {
		return cmp.Or(cmp.Compare(a.urgency, b.urgency), cmp.Compare(b.changed, a.changed), cmp.Compare(a.at, b.at))
	})
	d.Requests = make([]Request, len(all))
	for i, p := range order {
		d.Requests[i] = all[p.at]
	}
	return d
}

// deskPlace is what sorting the desk looks at; requests themselves are too large to be moved about.
type deskPlace struct {
	urgency uint8
	changed int64
	at      int32
}

func urgency(h partner.RequestHead) uint8 {
	switch {
	case h.Status == partner.AttentionNeeded:
		return 0
	case h.Open():
		return 1
	}
	return 2
}

// Words makes the test for a text typed above a list: each of its words must begin a word of the
// fields. Case, accents and punctuation don't matter; a text without a word lets everything pass. The
// test may be called from any goroutine.
func Words(text string) func(fields ...string) bool {
	wanted := strings.Fields(fold(text))
	return func(fields ...string) bool {
		var room [512]byte
		hay := room[:0]
		if len(wanted) == 0 {
			return true
		}
		for _, f := range fields {
			hay = appendFold(append(hay, ' '), f, nil)
		}
		for _, w := range wanted {
			if !beginsWord(hay, w) {
				return false
			}
		}
		return true
	}
}

// beginsWord says whether a word of folded text, each after a blank, begins with w.
func beginsWord(folded []byte, w string) bool {
	for i := range folded {
		if folded[i] == ' ' && len(folded)-i > len(w) && string(folded[i+1:i+1+len(w)]) == w {
			return true
		}
	}
	return false
}
