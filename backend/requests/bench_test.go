package requests

import (
	"fmt"
	"testing"
	"time"

	"tenantry/backend/catalog"
	"tenantry/backend/outbox"
	"tenantry/backend/partner"
	"tenantry/backend/store/memstore"
	"tenantry/backend/store/storetest"
)

// BenchmarkPage is one window of the requests of 10,000 customers, 2.5 of each, as a keystroke asks for it.
func BenchmarkPage(b *testing.B) {
	c := catalog.New()
	day := time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC)
	var all []catalog.Entry
	for n := range 10_000 {
		s := partner.Summary{ID: storetest.ID(n), Name: fmt.Sprintf("Contoso %d", n), Freshness: partner.AgesOf(map[partner.Part]partner.Freshness{partner.PartRequests: {AsOf: day}})}
		for i := range 2 + n%2 {
			at := day.Add(time.Duration((n*31+i*17)%9000) * time.Hour)
			s.Requests = append(s.Requests, partner.RequestHead{ID: fmt.Sprintf("6%014d", n*10+i), Title: "Mail arrives late", CreatedAt: day, ModifiedAt: at,
				Status: []string{"open", "closed", "closed", partner.AttentionNeeded}[(n*7+i)%4]})
		}
		all = append(all, catalog.Entry{Summary: s})
	}
	c.Apply(all...)
	box, err := outbox.Open(outbox.Options{Journal: memstore.NewJournal().Outbox(), Allowed: func(partner.Outgoing) error { return nil },
		Sender: func(partner.Channel) outbox.Sender { return nil }})
	if err != nil {
		b.Fatal(err)
	}
	l := New(Options{Customers: c, Cache: memstore.NewCache(), Outbox: box, Settings: memstore.NewJournal().Settings(), Account: &account{}}).List
	for name, q := range map[string]Query{"urgency": {Limit: 50}, "updated": {Order: ByUpdated, Desc: true, Limit: 50}, "customer": {Order: ByCustomer, Limit: 50}} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				p, err := l.Page(q)
				if err != nil || p.Total != 25_000 {
					b.Fatal(p.Total, err)
				}
			}
		})
	}
}
