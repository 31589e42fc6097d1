package changes_test

import (
	"fmt"
	"testing"
	"time"

	"tenantry/backend/changes"
	"tenantry/backend/partner"
	"tenantry/backend/store/memstore"
	"tenantry/backend/store/storetest"
)

// year is what a desk of 10,000 customers has of changes in one; bad is how many of the last ones a bad morning brought:
// 50 incidents at 1,000 customers each.
const (
	year = 200_000
	bad  = 50_000
)

// aYear is the log of such a desk. All but the bad morning was seen.
func aYear(b *testing.B) *changes.Log {
	j := memstore.NewJournal()
	for n := 0; n < year-bad; n += 5000 {
		if _, err := j.Events().Add(storetest.Events(n, n+5000)); err != nil {
			b.Fatal(err)
		}
	}
	l := changes.New(j)
	before := storetest.Event(year).At
	if _, err := l.SeeAll(before); err != nil {
		b.Fatal(err)
	}
	for incident := range 50 {
		var events []partner.Event
		for n := range 1000 {
			events = append(events, partner.Event{ID: uint64(incident*1000 + n + 1), At: before.Add(time.Duration(incident+1) * time.Minute), TenantID: storetest.ID((incident*61 + n) % 10_000),
				Name: fmt.Sprintf("Customer %d", n), Kind: partner.EventIncident, What: partner.WasOpened, Subject: fmt.Sprintf("EX%d", incident), Title: "Mail is late", Service: "Exchange Online"})
		}
		if _, err := j.Events().Add(events); err != nil {
			b.Fatal(err)
		}
	}
	return l
}

func BenchmarkAYearOfChanges(b *testing.B) {
	l := aYear(b)
	for what, ask := range map[string]func() (int, error){
		"Today, a bad morning": func() (int, error) {
			groups, _, err := l.Groups(changes.Query{Unseen: true, Limit: 200}, 3)
			return len(groups), err
		},
		"the badge": l.Unseen,
		"the last 50": func() (int, error) {
			found, _, err := l.Find(changes.Query{Limit: 50})
			return len(found), err
		},
		"of one customer": func() (int, error) {
			found, _, err := l.Find(changes.Query{Customer: storetest.ID(7)})
			return len(found), err
		},
		"history of one customer": func() (int, error) {
			h, err := l.History(storetest.ID(7), storetest.Event(0).At, storetest.Event(year).At)
			return len(h.Events), err
		},
	} {
		b.Run(what, func(b *testing.B) {
			n := 0
			for b.Loop() {
				var err error
				if n, err = ask(); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(n), "answers")
			b.ReportMetric(50, "limit-ms")
		})
	}
}
