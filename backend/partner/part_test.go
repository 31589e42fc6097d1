package partner_test

import (
	"reflect"
	"testing"
	"time"

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
	kept := map[partner.Part]byte{"details": 1, "health": 2, "subscriptions": 3, "delegations": 4, "requests": 5, "links": 6, "azure": 7}
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
	f := c.Freshness()[partner.PartLinks]
	if len(c.Links.Value) != 1 || !f.AsOf.Equal(day) || f.Problem == nil || f.Problem.Kind != fault.Denied {
		t.Errorf("%+v", c.Links)
	}
	if len(c.Freshness()) != 1 {
		t.Errorf("what was never tried has a freshness: %v", c.Freshness())
	}
}

func TestASourceOfSubscriptionsReplacesItsOwnOnly(t *testing.T) {
	day := time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)
	sub := func(id string, from partner.Source) partner.Subscription {
		return partner.Subscription{ID: id, Source: from}
	}
	graph, pc := partner.SourceGDAP, partner.SourcePartnerCenter
	tell := func(from partner.Source, list ...partner.Subscription) partner.Reading {
		return partner.Reading{partner.SubscriptionsPart.TellFrom(from, partner.Seen(list, day))}
	}
	var c partner.Customer
	c.Absorb(tell("", sub("g1", graph), sub("g2", graph)), day, day)
	c.Absorb(tell(pc, sub("p1", pc), sub("G2", pc)), day, day)
	c.Absorb(tell("", sub("g1", graph)), day, day)
	var ids []string
	for _, s := range c.Subscriptions.Value {
		ids = append(ids, s.ID)
	}
	if want := []string{"g1", "p1", "G2"}; !reflect.DeepEqual(ids, want) {
		t.Errorf("got %v, want %v", ids, want)
	}
}
