package catalog

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

func TestAnIncidentIsListedOnceWithEverybodyItAffects(t *testing.T) {
	head := func(id, title string, s partner.HealthState, class string, started, updated int) partner.IssueHead {
		return partner.IssueHead{ID: id, Title: title, State: s, Classification: class,
			StartsAt: day.Add(time.Duration(started) * time.Hour), UpdatedAt: day.Add(time.Duration(updated) * time.Hour)}
	}
	mail := head("EX1", "Mail is slow", partner.Degraded, "incident", 1, 2)
	later := head("EX1", "Mail is slower", partner.Degraded, "incident", 1, 3)
	c := filled(
		customer(1, "Zeta", domains("z.com"), issues(mail, head("AD1", "Notice", partner.Advisory, "advisory", 9, 9))),
		customer(2, "Alpha", domains("a.com"), issues(later, later)), // one issue under two services
		customer(3, "Beta", issues(head("TM1", "Teams is down", partner.Outage, "incident", 0, 0), head("EX2", "Newer", partner.Degraded, "incident", 5, 5),
			head("EX3", "Advice", partner.Degraded, "advisory", 7, 7))),
		customer(4, "Gamma"),
	)
	var got []string
	for _, i := range c.Incidents() {
		got = append(got, i.ID+" "+i.Title)
	}
	wantNames(t, "incidents", got, "TM1 Teams is down", "EX2 Newer", "EX1 Mail is slower", "EX3 Advice", "AD1 Notice")
	if d := cmp.Diff([]Affected{{id(2), "Alpha", "a.com"}, {id(1), "Zeta", "z.com"}}, c.Incidents()[2].Customers); d != "" {
		t.Error(d)
	}
	c.Apply(customer(2, "Alpha"))
	if got := len(c.Incidents()[2].Customers); got != 1 {
		t.Errorf("after Alpha's recovery %d customers are affected", got)
	}
}

func TestCounts(t *testing.T) {
	c := filled(
		customer(1, "A", health(partner.Outage), requests(2), tags("VIP", "vip"), favourite),
		customer(2, "B", health(partner.Healthy), requests(3), tags("Vip", "Austria")),
		customer(3, "C", failed(fault.Consent)),
	)
	want := Counts{Total: 3, Problems: 1, Favourites: 1, OpenRequests: 5, Tags: []TagCount{{"Austria", 1}, {"VIP", 2}},
		ByHealth: map[partner.HealthState]int{partner.Outage: 1, partner.Degraded: 0, partner.Advisory: 0, partner.Healthy: 1, partner.Unknown: 1}}
	if d := cmp.Diff(want, c.Counts()); d != "" {
		t.Error(d)
	}
}
