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
	want := Counts{Total: 3, Attention: 1, Read: 0, Unreadable: 1, NeverRead: 3, Favourites: 1, OpenRequests: 5, Tags: []TagCount{{"Austria", 1}, {"VIP", 2}},
		ByHealth: map[partner.HealthState]int{partner.Outage: 1, partner.Degraded: 0, partner.Advisory: 0, partner.Healthy: 1, partner.Unknown: 1}}
	if d := cmp.Diff(want, c.Counts()); d != "" {
		t.Error(d)
	}
}

// The status line is made of these: what was read and how old it is, what could not be read, and what nobody
// tried yet. A customer that refuses ages beside the others, named for itself.
func TestCountsTellWhatWasReadFromWhatWasNot(t *testing.T) {
	at := func(minutes int) func(*Entry) {
		return func(e *Entry) {
			e.Freshness = partner.AgesOf(map[partner.Part]partner.Freshness{partner.PartHealth: {AsOf: day.Add(time.Duration(minutes) * time.Minute)}})
		}
	}
	old := func(k fault.Kind, minutes int) func(*Entry) {
		return func(e *Entry) {
			e.Freshness = partner.AgesOf(map[partner.Part]partner.Freshness{partner.PartHealth: {AsOf: day.Add(time.Duration(minutes) * time.Minute), Problem: &fault.Problem{Kind: k}}})
		}
	}
	c := filled(customer(1, "A", at(9)), customer(2, "B", at(7)), customer(3, "C", at(8)),
		customer(4, "Offline when it was tried again", old(fault.Offline, 1)),
		customer(5, "Refuses since", old(fault.Denied, -500)), customer(6, "Always refused", failed(fault.Consent)), customer(7, "New"))
	n := c.Counts()
	if n.Read != 4 || n.Unreadable != 2 || n.NeverRead != 2 || !n.Oldest.Equal(day.Add(time.Minute)) || !n.Median.Equal(day.Add(8*time.Minute)) {
		t.Errorf("%+v", n)
	}
	wantNames(t, "not readable", names(c.Query(Query{Problem: true, Sort: ByName}).Rows), "Always refused", "Refuses since")
}

func TestTroubleIsACustomersAndWhatCannotBeReadIsNone(t *testing.T) {
	c := filled(customer(1, "Outage", health(partner.Outage)), customer(2, "Advisory", health(partner.Advisory)),
		customer(3, "Healthy", health(partner.Healthy)), customer(4, "Refused", failed(fault.Denied)))
	wantNames(t, "needs attention", names(c.Query(Query{Attention: true, Sort: ByHealth}).Rows), "Outage", "Advisory")
	if c.Counts().Attention != 2 {
		t.Errorf("%+v", c.Counts())
	}
}
