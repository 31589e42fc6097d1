package incidents_test

import (
	"fmt"
	"testing"
	"time"

	"tenantry/app/contract"
	"tenantry/backend/partner"
	"tenantry/backend/store/storetest"
)

// limits are what a desk with 10,000 customers, and 50 incidents at 1,000 of them each, may wait for: milliseconds.
const (
	listLimit = 16
	oneLimit  = 50
)

// BenchmarkIncidents asks after each change of a customer anew, as after each part of a sync.
func BenchmarkIncidents(b *testing.B) {
	w := newWorld(b)
	post := partner.Post{At: storetest.Day, Text: "We look into it.", HTML: "<p>We look into it.</p>"}
	for n := range 10_000 {
		var issues []partner.Issue
		for k := range 5 {
			issues = append(issues, issue(fmt.Sprintf("EX%06d", n%10+10*k), storetest.Day, post, post, post, post))
		}
		w.add(b, n, []string{"VIP"}, issues...)
	}
	var some []partner.Telling
	for n := range 10_000 {
		for k := range 5 {
			some = append(some, partner.Telling{At: storetest.Day, TenantID: storetest.ID(n), Incident: fmt.Sprintf("EX%06d", n%10+10*k), Template: "first", Means: partner.ToldByFiles})
		}
	}
	if err := w.told.Add(some); err != nil {
		b.Fatal(err)
	}
	w.list(b, contract.IncidentQuery{}) // what was told is read once
	run := func(name string, limit float64, changes bool, ask func()) {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if changes {
					b.StopTimer()
					w.add(b, 0, nil)
					w.catalog.Incidents() // the status line has counted them
					b.StartTimer()
				}
				ask()
			}
			b.ReportMetric(float64(b.Elapsed())/float64(time.Millisecond)/float64(b.N), "ms")
			b.ReportMetric(limit, "ms-limit")
		})
	}
	list := func() {
		if all, err := w.desk.List(contract.IncidentQuery{}); err != nil || len(all.Incidents) != 50 || all.Incidents[1].Told < 999 {
			b.Fatal(len(all.Incidents), err)
		}
	}
	run("list", listLimit, false, list)
	run("list-after-a-change", listLimit, true, list)
	run("one", oneLimit, true, func() {
		if one, err := w.desk.One("EX000011", contract.IncidentQuery{}); err != nil || len(one.Customers) < 999 {
			b.Fatal(len(one.Customers), err)
		}
	})
}
