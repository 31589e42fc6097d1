package catalog

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

func ticket(number, title, status string, hours int) partner.RequestHead {
	at := day.Add(time.Duration(hours) * time.Hour)
	return partner.RequestHead{ID: number, Title: title, Status: status, CreatedAt: day, ModifiedAt: at}
}

// tickets are a customer's requests, read so many hours after the day began.
func tickets(hours int, heads ...partner.RequestHead) func(*Entry) {
	return func(e *Entry) {
		e.Requests = heads
		e.Freshness = partner.AgesOf(map[partner.Part]partner.Freshness{partner.PartRequests: {AsOf: day.Add(time.Duration(hours) * time.Hour)}})
	}
}

func notRead(e *Entry) {
	f := e.Freshness.Of(partner.PartRequests)
	f.Problem = &fault.Problem{Kind: fault.Upstream}
	e.Freshness = partner.AgesOf(map[partner.Part]partner.Freshness{partner.PartRequests: f})
}

func numbersOf(d Desk) (out []string) {
	for _, r := range d.Requests {
		out = append(out, r.ID)
	}
	return out
}

func TestTheDeskHoldsTheRequestsOfAllCustomersByTheirIDs(t *testing.T) {
	c := filled(
		customer(1, "Alpha", domains("a.com"), tickets(3, ticket("1", "Old and open", "open", 1), ticket("2", "Over", "closed", 9), ticket("3", "No state", "none", 8))),
		customer(2, "Beta", domains("b.com"), tickets(2, ticket("4", "Answer us", partner.AttentionNeeded, 0), ticket("5", "New and open", "open", 2))),
		customer(3, "Gamma"),
	)
	d := c.Desk()
	wantNames(t, "order", numbersOf(d), "4", "5", "1", "2", "3")
	want := Request{RequestHead: ticket("4", "Answer us", partner.AttentionNeeded, 0), Tenant: id(2), Customer: "Beta", PrimaryDomain: "b.com", AsOf: day.Add(2 * time.Hour)}
	if diff := cmp.Diff(want, d.Requests[0]); diff != "" {
		t.Error(diff)
	}
}

func TestTheDeskSaysWhatItDoesNotKnow(t *testing.T) {
	c := filled(
		customer(1, "Read", tickets(5)),
		customer(2, "Read before, then failed", tickets(2, ticket("1", "T", "open", 0)), notRead),
		customer(3, "Never read"),
		customer(4, "Never read and failed", notRead),
	)
	if d := c.Desk(); d.Unknown != 2 || d.Old != 1 || !d.Oldest.Equal(day.Add(2*time.Hour)) || len(d.Requests) != 1 {
		t.Errorf("%+v", d)
	}
	if d := New().Desk(); d.Unknown != 0 || !d.Oldest.IsZero() || len(d.Requests) != 0 {
		t.Errorf("of nobody: %+v", d)
	}
}

func TestTheDeskFollowsEveryChange(t *testing.T) {
	c := filled(customer(1, "Alpha", tickets(1, ticket("1", "T", "open", 1))), customer(2, "Beta", tickets(1, ticket("2", "T", "open", 2))))
	before := c.Desk()
	c.Update(customer(1, "Alpha", tickets(2, ticket("1", "T", "closed", 3), ticket("3", "T", partner.AttentionNeeded, 3))).Summary)
	wantNames(t, "after a change", numbersOf(c.Desk()), "2", "1", "3")
	c.Remove(id(2))
	wantNames(t, "after Beta left", numbersOf(c.Desk()), "1", "3")
	wantNames(t, "what was handed out", numbersOf(before), "2", "1")
	c.SetMarks(id(1), partner.Marks{Favourite: true})
	wantNames(t, "after a mark", numbersOf(c.Desk()), "1", "3")
}

// Whatever happens, the desk holds each listed customer's requests once, in order, and its figures add up.
func TestTheDeskHoldsEveryRequestOnce(t *testing.T) {
	statuses := []string{"open", "closed", "none", partner.AttentionNeeded}
	rapid.Check(t, func(t *rapid.T) {
		c, want := New(), map[partner.TenantID]int{}
		for range rapid.IntRange(1, 12).Draw(t, "steps") {
			n := rapid.IntRange(0, 20).Draw(t, "customer")
			if rapid.IntRange(0, 3).Draw(t, "step") == 0 {
				c.Remove(id(n))
				delete(want, id(n))
				continue
			}
			e := customer(n, fmt.Sprint("C", n))
			want[id(n)] = -1
			if rapid.Bool().Draw(t, "read") {
				var heads []partner.RequestHead
				for i := range rapid.IntRange(0, 4).Draw(t, "requests") {
					heads = append(heads, ticket(fmt.Sprint(n, "-", i), "T", rapid.SampledFrom(statuses).Draw(t, "status"), rapid.IntRange(0, 3).Draw(t, "hours")))
				}
				tickets(1, heads...)(&e)
				want[id(n)] = len(heads)
			}
			c.Apply(e)
		}
		d := c.Desk()
		unknown, got := 0, map[partner.TenantID]int{}
		for tenant, n := range want {
			if n < 0 {
				unknown++
			}
			got[tenant] = min(n, 0)
		}
		for i, r := range d.Requests {
			got[r.Tenant]++
			if i == 0 {
				continue
			}
			if p := d.Requests[i-1]; p.Tenant > r.Tenant {
				t.Fatalf("%+v stands before %+v", p, r)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" || d.Unknown != unknown {
			t.Fatalf("unknown %d, want %d; requests (-want +got):\n%s", d.Unknown, unknown, diff)
		}
	})
}

func benchDesk(b *testing.B) []Entry {
	b.Helper()
	topics := []string{"Mail from one partner company arrives hours late", "Réunions Teams coupées depuis lundi", "Site collection can't be restored", "Licences are missing after renewal"}
	var all []Entry
	for n := range 10_000 {
		var heads []partner.RequestHead
		for i := range 2 + n%2 {
			h := ticket(fmt.Sprintf("6%014d", n*10+i), topics[(n+i)%len(topics)], []string{"open", "closed", "closed", partner.AttentionNeeded}[(n*7+i)%4], (n*31+i*17)%9000)
			h.Product = "Exchange Online"
			heads = append(heads, h)
		}
		all = append(all, customer(n, fmt.Sprintf("Bäckerei Contoso %d GmbH", n), domains(fmt.Sprintf("contoso%d.example", n)), tickets(n%100, heads...)))
	}
	return all
}

// BenchmarkDesk is the first look at the requests of 10,000 customers after a change, 2.5 of each.
func BenchmarkDesk(b *testing.B) {
	all := benchDesk(b)
	c := filled(all...)
	for i := 0; b.Loop(); i++ {
		b.StopTimer()
		c.Update(all[i%len(all)].Summary)
		b.StartTimer()
		if got := len(c.Desk().Requests); got != 25_000 {
			b.Fatal(got)
		}
	}
}

// BenchmarkDeskAgain is every later look, BenchmarkDeskWords one that filters by text.
func BenchmarkDeskAgain(b *testing.B) {
	c := filled(benchDesk(b)...)
	for b.Loop() {
		if len(c.Desk().Requests) != 25_000 {
			b.Fatal("lost some")
		}
	}
}

func BenchmarkDeskWords(b *testing.B) {
	d := filled(benchDesk(b)...).Desk()
	for b.Loop() {
		count, match := 0, Words("teams reun")
		for i := range d.Requests {
			r := &d.Requests[i]
			if match(r.Title, r.ID, r.Customer, r.PrimaryDomain, r.Product) {
				count++
			}
		}
		if count != 7_500 {
			b.Fatal(count)
		}
	}
}
