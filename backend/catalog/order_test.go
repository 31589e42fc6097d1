package catalog

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

func TestHealthPutsTheWorstFirst(t *testing.T) {
	c := filled(
		customer(1, "Healthy busy", health(partner.Healthy), requests(9)),
		customer(2, "Unknown"),
		customer(3, "Outage", health(partner.Outage)),
		customer(4, "Advisory", health(partner.Advisory)),
		customer(5, "Unknown with a problem", failed(fault.Consent)),
		customer(6, "Degraded calm", health(partner.Degraded)),
		customer(7, "Degraded busy", health(partner.Degraded), requests(2)),
		customer(8, "Healthy with a problem", health(partner.Healthy), failed(fault.Offline)),
		customer(9, "Degraded also calm", health(partner.Degraded), requests(0)),
	)
	wantNames(t, "ascending", names(c.Query(Query{Sort: ByHealth}).Rows), "Outage", "Degraded busy", "Degraded also calm",
		"Degraded calm", "Advisory", "Unknown with a problem", "Unknown", "Healthy busy", "Healthy with a problem")
	wantNames(t, "descending", names(c.Query(Query{Sort: ByHealth, Desc: true, Limit: 3}).Rows), "Healthy busy", "Healthy with a problem", "Unknown")
}

func TestNamesSortAsPeopleRead(t *testing.T) {
	c := filled(customer(1, "Site 10"), customer(2, "site 9"), customer(3, "Zebra"), customer(4, "École"), customer(5, "ebony"),
		customer(6, "Ørsted"), customer(7, "orbit"), customer(8, "Site 9 b"), customer(9, "Site 010"), customer(10, "4th Coffee"))
	want := []string{"4th Coffee", "ebony", "École", "orbit", "Ørsted", "site 9", "Site 9 b", "Site 010", "Site 10", "Zebra"}
	wantNames(t, "ascending", names(c.Query(Query{}).Rows), want...)
	slices.Reverse(want)
	wantNames(t, "descending", names(c.Query(Query{Sort: ByName, Desc: true}).Rows), want...)
}

func TestWhatNobodyKnowsComesLastEitherWay(t *testing.T) {
	c := filled(customer(1, "none"),
		customer(2, "low", requests(0), ends(day), read(day), domains("a.com")),
		customer(3, "high", requests(7), ends(day.Add(time.Hour)), read(day.Add(time.Hour)), domains("b.com")))
	for _, s := range []Sort{ByRequests, ByExpiry, ByUpdated, ByDomain} {
		wantNames(t, string(s), names(c.Query(Query{Sort: s}).Rows), "low", "high", "none")
		wantNames(t, string(s)+" descending", names(c.Query(Query{Sort: s, Desc: true}).Rows), "high", "low", "none")
	}
	wantNames(t, "age: the freshest first", names(c.Query(Query{Sort: ByAge}).Rows), "high", "low", "none")
	wantNames(t, "age: the oldest first", names(c.Query(Query{Sort: ByAge, Desc: true}).Rows), "low", "high", "none")
}

func TestEveryOrderIsTotal(t *testing.T) {
	draw := rapid.Custom(func(t *rapid.T) *row {
		options := []func(*Entry){health(partner.HealthState(rapid.IntRange(0, 4).Draw(t, "health"))), requests(rapid.IntRange(-1, 1).Draw(t, "requests"))}
		if rapid.Bool().Draw(t, "read") {
			options = append(options, read(day.Add(time.Duration(rapid.IntRange(0, 1).Draw(t, "at"))*time.Hour)))
		}
		if rapid.Bool().Draw(t, "ends") {
			options = append(options, ends(day.Add(time.Duration(rapid.IntRange(0, 1).Draw(t, "end"))*time.Hour)))
		}
		if rapid.Bool().Draw(t, "owns") {
			options = append(options, domains(rapid.SampledFrom([]string{"a.com", "A.com", "b.com"}).Draw(t, "domain")))
		}
		return newRow(customer(rapid.IntRange(0, 3).Draw(t, "id"), rapid.SampledFrom([]string{"a", "A", "b", "a 01", "a 1", ""}).Draw(t, "name"), options...))
	})
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := draw.Draw(t, "a"), draw.Draw(t, "b"), draw.Draw(t, "c")
		for o := range order(orderCount) {
			ab, ba, bc, ac := o.compare(a, b), o.compare(b, a), o.compare(b, c), o.compare(a, c)
			if ab != -ba {
				t.Fatalf("order %d: %d one way, %d the other", o, ab, ba)
			}
			if ab == 0 && a.ID != b.ID {
				t.Fatalf("order %d: two customers are equal", o)
			}
			if ab <= 0 && bc <= 0 && ac > 0 {
				t.Fatalf("order %d: a before b before c before a", o)
			}
		}
	})
}
