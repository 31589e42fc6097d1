package partner_test

import (
	"errors"
	"reflect"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

// TestEveryPartIsInTheTable fails where a customer has a part that nobody keeps, or two parts share a place
// on disk.
func TestEveryPartIsInTheTable(t *testing.T) {
	numbers, names := map[byte]bool{}, map[partner.Part]bool{}
	for _, p := range partner.Parts() {
		numbers[p.Number()], names[p.Name()] = true, true
	}
	fields := 0
	for f := range reflect.TypeFor[partner.Customer]().Fields() {
		if f.Type.Kind() != reflect.Struct {
			continue
		}
		if _, observed := f.Type.FieldByName("Problem"); observed {
			fields++
		}
	}
	if n := len(partner.Parts()); fields != n || len(numbers) != n || len(names) != n {
		t.Errorf("%d parts in a customer, %d in the table with %d numbers and %d names", fields, n, len(numbers), len(names))
	}
}

// TestNumbersOnDiskNeverChange is yesterday's table: a number that moved would read one part as another.
func TestNumbersOnDiskNeverChange(t *testing.T) {
	kept := map[partner.Part]byte{"details": 1, "health": 2, "subscriptions": 3, "delegations": 4, "requests": 5, "links": 6, "azure": 7, "announcements": 8, "profile": 9, "tenantInformation": 10}
	for _, p := range partner.Parts() {
		if n, ok := kept[p.Name()]; ok && n != p.Number() {
			t.Errorf("%s was number %d and is %d", p.Name(), n, p.Number())
		}
		delete(kept, p.Name())
	}
	if len(kept) > 0 {
		t.Errorf("parts that are on disks have no descriptor: %v", kept)
	}
}

func TestAFailedReadKeepsTheOldValueAndSaysWhy(t *testing.T) {
	day := time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)
	var c partner.Customer
	c.Absorb(partner.Reading{partner.LinksPart.Tell(partner.Seen([]partner.Link{{Portal: "admin"}}, day))}, day, day)
	failed := partner.Reading{partner.LinksPart.Tell(partner.Failed[[]partner.Link](&fault.Problem{Kind: fault.Denied}))}
	c.Absorb(failed, day.Add(time.Hour), day.Add(time.Hour))
	f := c.Freshness().Of(partner.PartLinks)
	if len(c.Links.Value) != 1 || !f.AsOf.Equal(day) || f.Problem == nil || f.Problem.Kind != fault.Denied {
		t.Errorf("%+v", c.Links)
	}
	if len(c.Freshness()) != 1 {
		t.Errorf("what was never tried has a freshness: %v", c.Freshness())
	}
}

func TestASourceOfSubscriptionsReplacesItsOwnOnly(t *testing.T) {
	graph := func(id string) partner.Subscription {
		return partner.Subscription{ID: id, Source: partner.SourceGDAP, Next: partner.NextTurns}
	}
	center := func(id string) partner.Subscription {
		return partner.Subscription{ID: id, Source: partner.SourcePartnerCenter, Next: partner.NextTurns}
	}
	c := partner.Customer{Subscriptions: partner.Seen([]partner.Subscription{graph("a"), graph("b"), center("x"), center("y")}, morning)}
	noon := morning.Add(3 * time.Hour)
	c.Absorb(partner.Reading{partner.SubscriptionsPart.Tell(partner.Seen([]partner.Subscription{graph("b"), graph("X")}, noon))}, noon, noon)
	if d := cmp.Diff([]partner.Subscription{graph("b"), graph("X"), center("x"), center("y")}, c.Subscriptions.Value); d != "" || !c.Subscriptions.AsOf.Equal(noon) {
		t.Errorf("Graph's list: (-want +got)\n%s", d)
	}
	c.Absorb(partner.Reading{partner.SubscriptionsPart.TellFrom(partner.SourcePartnerCenter, partner.Seen([]partner.Subscription{center("z")}, noon))}, noon, noon)
	if d := cmp.Diff([]partner.Subscription{center("z"), graph("b"), graph("X")}, c.Subscriptions.Value); d != "" {
		t.Errorf("Partner Center's list: (-want +got)\n%s", d)
	}
	c.Absorb(partner.Reading{partner.SubscriptionsPart.Tell(partner.Failed[[]partner.Subscription](&fault.Problem{Kind: fault.Denied}))}, noon, noon)
	if len(c.Subscriptions.Value) != 3 || c.Subscriptions.Problem == nil {
		t.Errorf("after a failure: %+v", c.Subscriptions)
	}
}

func TestAPartComesBackFromDiskAsItWasKept(t *testing.T) {
	kept := partner.Freshness{AsOf: morning, Problem: &fault.Problem{Kind: fault.Offline}}
	fill := func(into any) error { *into.(*[]partner.Link) = []partner.Link{{Portal: "admin"}}; return nil }
	var c partner.Customer
	if err := partner.LinksPart.Restore(&c, kept, fill); err != nil {
		t.Fatal(err)
	}
	if len(c.Links.Value) != 1 || partner.LinksPart.Freshness(&c) != kept {
		t.Errorf("%+v", c.Links)
	}
	if v, ok := partner.LinksPart.Value(&c).([]partner.Link); !ok || len(v) != 1 {
		t.Errorf("the value is %v", v)
	}
	torn := fault.New(fault.Corrupt, "torn")
	for _, p := range partner.Parts() {
		if err := p.Restore(&c, kept, func(any) error { return torn }); !errors.Is(err, torn) {
			t.Errorf("%s can't be read, and nobody says so: %v", p.Name(), err)
		}
	}
}

func TestWhatWasNeverSeenIsNotLookedForOnDisk(t *testing.T) {
	var c partner.Customer
	tried := partner.Freshness{Problem: &fault.Problem{Kind: fault.Denied}}
	err := partner.LinksPart.Restore(&c, tried, func(any) error { return fault.New(fault.Missing, "no value") })
	if err != nil || c.Links.Known() || partner.LinksPart.Value(&c) != nil || c.Links.Problem != tried.Problem {
		t.Errorf("%v, %+v", err, c.Links)
	}
}

func TestAReadingSaysOfAPartWhatTheFirstSourceTold(t *testing.T) {
	r := partner.Reading{partner.LinksPart.Tell(partner.Seen([]partner.Link{{Portal: "first"}}, morning)),
		partner.LinksPart.Tell(partner.Seen([]partner.Link{{Portal: "second"}}, morning))}
	if o := partner.LinksPart.In(r); o == nil || o.Value[0].Portal != "first" {
		t.Errorf("%+v", o)
	}
	if o := partner.DetailsPart.In(r); o != nil {
		t.Errorf("what was not tried is told: %+v", o)
	}
}

func TestASummaryHasTheFreshnessOfEveryPartThatWasTried(t *testing.T) {
	c := partner.Customer{Health: partner.Seen(services(partner.Healthy), morning), Links: partner.Failed[[]partner.Link](&fault.Problem{Kind: fault.Denied})}
	want := partner.AgesOf(map[partner.Part]partner.Freshness{partner.PartHealth: {AsOf: morning}, partner.PartLinks: c.Links.Freshness()})
	if d := cmp.Diff(want, c.Summary().Freshness); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}
