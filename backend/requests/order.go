package requests

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"tenantry/backend/partner"
)

// sorted gives the places of rows in order; between equals the newest change comes first. It is the only place
// where requests get their order.
func sorted(rows []Row, by Order, desc bool, now time.Time) []place {
	sign := 1
	if desc {
		sign = -1
	}
	places := make([]place, len(rows))
	for i := range rows {
		places[i] = placeOf(&rows[i], by, now)
		places[i].at = i
	}
	slices.SortFunc(places, func(a, b place) int {
		if a.rank != b.rank {
			return sign * cmp.Compare(a.rank, b.rank)
		}
		if a.text != b.text {
			return sign * strings.Compare(a.text, b.text)
		}
		if a.changed != b.changed {
			return cmp.Compare(b.changed, a.changed)
		}
		return cmp.Or(strings.Compare(rows[a.at].Head.ID, rows[b.at].Head.ID), cmp.Compare(a.at, b.at))
	})
	return places
}

// place is what sorting looks at, made once per row: rows themselves are too large to be moved about.
type place struct {
	rank    int64
	text    string
	changed int64 // when the row last changed, in microseconds
	at      int   // where the row stands
}

func placeOf(r *Row, by Order, now time.Time) place {
	p := place{changed: r.Updated().UnixMicro()}
	switch by {
	case ByUpdated:
		p.rank = p.changed
	case ByCreated:
		p.rank = r.Created().UnixMicro()
	case ByTitle:
		p.text = strings.ToLower(r.Title())
	case ByCustomer:
		p.text = strings.ToLower(r.Customer)
	case BySeverity:
		p.rank = int64(gravity(r))
	default:
		p.rank = r.rank(now)
	}
	return p
}

// rank is the place of a state: what waits for us, what is on its way, what is open, the rest.
func (r *Row) rank(now time.Time) int64 {
	switch {
	case r.NeedsYou():
		return 0
	case r.OnTheirWay():
		return 1
	case r.Open(now):
		return 2
	}
	return 3
}

// gravity grows with the severity; a word that nobody knows comes first.
func gravity(r *Row) int { return slices.Index(partner.Severities(), r.Severity()) }
