package partner_test

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

// known is a customer of whom everything was read at a time.
func known(at time.Time) partner.Customer {
	return partner.Customer{ID: "11111111-1111-1111-1111-111111111111", Name: "Contoso", Sources: []partner.Source{partner.SourceGDAP}, ListedAt: at,
		Health: partner.Seen(partner.Health{Services: []partner.Service{{ID: "Exchange", Name: "Exchange Online", State: partner.Healthy}}}, at),
		Details: partner.Seen(partner.Details{Address: partner.Address{Street: "1 Main St", City: "Lyon", Country: "FR"},
			Domains: []partner.VerifiedDomain{{Name: "contoso.com", IsDefault: true}, {Name: "contoso.fr"}}}, at),
		Subscriptions: partner.Seen([]partner.Subscription{{ID: "s1", Name: "Business Premium", Status: "enabled", Total: 25, Source: partner.SourceGDAP}}, at),
		Delegations:   partner.Seen([]partner.Delegation{{ID: "d1", Name: "Desk", Kind: "gdap", Status: "active", EndsAt: at.AddDate(1, 0, 0)}}, at),
		Requests:      partner.Seen([]partner.ServiceRequest{{ID: "2411230001", Title: "No mail", Status: "open", Severity: "minimal", CreatedAt: at}}, at)}
}

// linesOf are events as a test reads them.
func linesOf(events []partner.Event) (out []string) {
	for _, e := range events {
		line := strings.Join(strings.Fields(fmt.Sprint(e.Kind, " ", e.What, " ", e.Subject, " ", e.Aspect)), " ")
		if e.Before != "" || e.After != "" {
			line += fmt.Sprintf(": %s > %s", cmp.Or(e.Before, "-"), cmp.Or(e.After, "-"))
		}
		if e.TenantID == "" {
			line += " (of all)"
		}
		if e.Known {
			line += " (known)"
		}
		out = append(out, strings.ReplaceAll(line, "11111111-1111-1111-1111-111111111111", "it"))
	}
	return out
}

// newsCase is what becomes of a customer, and what is told of it.
type newsCase struct {
	what          string
	before, after func(*partner.Customer)
	want          []string
}

// is leaves a customer as it is.
func is(*partner.Customer) {}

func TestNewsOfHealthIsWhatCameToBeOtherwise(t *testing.T) {
	later := morning.Add(15 * time.Minute)
	issue := partner.Issue{ID: "EX1", Title: "Mail is late", Service: "Exchange Online", Classification: "incident", Status: "investigating",
		StartsAt: morning.Add(time.Minute), UpdatedAt: morning.Add(2 * time.Minute)}
	trouble := func(state partner.HealthState, change func(*partner.Issue)) func(*partner.Customer) {
		return func(c *partner.Customer) {
			i := issue
			change(&i)
			c.Health = partner.Seen(partner.Health{Services: []partner.Service{
				{ID: "Exchange", Name: "Exchange Online", State: state, Issues: []partner.Issue{i}},
				{ID: "Teams", Name: "Teams", State: partner.Healthy, Issues: []partner.Issue{i}}}}, later)
		}
	}
	open := trouble(partner.Advisory, func(*partner.Issue) {})
	tells(t, []newsCase{
		{"nothing", is, is, nil},
		{"read again, the same", is, func(c *partner.Customer) { c.Health.AsOf, c.Details.AsOf = later, later }, nil},
		{"an incident", is, open, []string{"health worse it: healthy > advisory", "incident opened EX1: - > investigating"}},
		{"its next word", open, trouble(partner.Degraded, func(i *partner.Issue) { i.Status, i.UpdatedAt = "serviceDegradation", later }),
			[]string{"health worse it: advisory > degraded", "incident updated EX1: investigating > serviceDegradation (of all)"}},
		{"its end", open, trouble(partner.Healthy, func(i *partner.Issue) {
			i.Status, i.UpdatedAt, i.EndsAt, i.Resolved = "serviceRestored", later, later, true
		}), []string{"health better it: advisory > healthy", "incident resolved EX1: investigating > serviceRestored",
			"incident updated EX1: investigating > serviceRestored (of all)"}},
		{"told of no more", open, trouble(partner.Healthy, func(i *partner.Issue) { i.LastTold, i.MissedAt = morning, later }),
			[]string{"health better it: advisory > healthy", "incident vanished EX1: investigating > investigating"}},
		{"it came and went while nobody looked", is, trouble(partner.Healthy, func(i *partner.Issue) { i.EndsAt, i.Resolved = later, true }),
			[]string{"incident passed EX1: - > investigating"}},
		{"the first reading of health", func(c *partner.Customer) { c.Health = partner.Observed[partner.Health]{} }, open,
			[]string{"incident opened EX1: - > investigating (known)"}},
		{"a reading that fails", open, func(c *partner.Customer) {
			open(c)
			c.Health = partner.Observed[partner.Health]{Value: c.Health.Value, AsOf: c.Health.AsOf, Problem: &fault.Problem{Kind: fault.Offline}}
		}, nil},
		{"a service of which nobody can tell", is, func(c *partner.Customer) {
			c.Health = partner.Seen(partner.Health{Services: []partner.Service{{ID: "Exchange"}}}, later)
		}, []string{"health unclear it: healthy > unknown"}},
		{"it was not read for longer than Microsoft tells of what is over", func(c *partner.Customer) { c.Health.AsOf = morning }, func(c *partner.Customer) {
			c.Health.AsOf = morning.AddDate(0, 0, 31)
		}, []string{"health unread it: 2026-03-02 > 2026-04-02"}},
	})
}

func TestNewsIsWhatCameToBeOtherwise(t *testing.T) {
	later := morning.Add(15 * time.Minute)
	subscriptions := func(list ...partner.Subscription) func(*partner.Customer) {
		return func(c *partner.Customer) { c.Subscriptions = partner.Seen(list, later) }
	}
	premium := partner.Subscription{ID: "s1", Name: "Business Premium", Status: "enabled", Total: 25}
	with := func(change func(*partner.Subscription)) partner.Subscription {
		s := premium
		change(&s)
		return s
	}
	tells(t, []newsCase{
		{"seats", is, subscriptions(with(func(s *partner.Subscription) { s.Total = 30 })), []string{"subscription changed s1 total: 25 > 30"}},
		{"a renewal date that nobody told before", is, subscriptions(with(func(s *partner.Subscription) { s.RenewsAt = later })), nil},
		{"bought and cancelled", is, subscriptions(partner.Subscription{ID: "s2", Name: "Visio", Status: "enabled"}),
			[]string{"subscription added s2: - > enabled", "subscription removed s1: enabled > -"}},
		{"read in part, nothing is gone", is, func(c *partner.Customer) {
			c.Subscriptions = partner.Observed[[]partner.Subscription]{AsOf: later, Problem: &fault.Problem{Kind: fault.Upstream}}
		}, nil},
		{"Partner Center is asked for the first time", is, subscriptions(premium, partner.Subscription{ID: "csp", Name: "Azure plan", Source: partner.SourcePartnerCenter}), nil},
		{"domains", is, func(c *partner.Customer) {
			c.Details.Value.Domains = []partner.VerifiedDomain{{Name: "contoso.com"}, {Name: "contoso.ch", IsDefault: true}}
		}, []string{"domain changed contoso.com default: true > false", "domain added contoso.ch: - > true", "domain removed contoso.fr: false > -"}},
		{"the address", is, func(c *partner.Customer) { c.Details.Value.Address.Street = "2 Main St" },
			[]string{"address changed it: 1 Main St, Lyon > 2 Main St, Lyon"}},
		{"a delegation is prolonged", is, func(c *partner.Customer) { c.Delegations.Value[0].EndsAt = morning.AddDate(2, 0, 0) },
			[]string{"delegation changed d1 date: 2027-03-02 > 2028-03-02"}},
		{"access ends", is, func(c *partner.Customer) { c.Delegations.Value[0].Status = "terminated" },
			[]string{"access removed it: - > ended", "delegation changed d1 status: active > terminated"}},
		{"a request is answered, and another written", is, func(c *partner.Customer) {
			c.Requests.Value[0].Status = partner.AttentionNeeded
			c.Requests.Value = append(c.Requests.Value, partner.ServiceRequest{ID: "2411230002", Status: "open", CreatedAt: later}, partner.ServiceRequest{ID: "2311230002", Status: "closed"})
		}, []string{"request changed 2411230001 status: open > attention_needed", "request opened 2411230002: - > open"}},
		{"a request is graver, another closed", is, func(c *partner.Customer) {
			c.Requests.Value[0].Status, c.Requests.Value[0].Severity = "closed", "critical"
		}, []string{"request closed 2411230001: open > closed", "request changed 2411230001 severity: minimal > critical"}},
		{"the customer has another name", is, func(c *partner.Customer) { c.Name = "Contoso AG" }, []string{"customer changed it: Contoso > Contoso AG"}},
		{"access that nobody had looked at yet", func(c *partner.Customer) { c.Health, c.Entry = partner.Observed[partner.Health]{}, partner.Entry{} },
			func(c *partner.Customer) { c.Delegations.Value[0].Status = "terminated" }, []string{"delegation changed d1 status: active > terminated"}},
	})
}

// tells holds the news to what is wanted of each case, and to the same ids whenever it is noticed.
func tells(t *testing.T, cases []newsCase) {
	t.Helper()
	later := morning.Add(15 * time.Minute)
	for _, c := range cases {
		before, after := known(morning), known(morning)
		c.before(&before)
		c.before(&after)
		if before.Health.Known() {
			before.Health.AsOf, after.Health.AsOf = morning, morning
		}
		c.after(&after)
		got := partner.News(before, after, later)
		if want := c.want; !slices.Equal(linesOf(got), want) {
			t.Errorf("%s:\n got %q\nwant %q", c.what, linesOf(got), want)
		}
		ids := map[uint64]bool{}
		for i, e := range partner.News(before, after, later.Add(time.Hour)) { // after a crash, say
			if ids[e.ID] || e.ID != got[i].ID {
				t.Errorf("%s: %v has another id when it is noticed again, or that of another event", c.what, linesOf([]partner.Event{e}))
			}
			ids[e.ID] = true
		}
	}
}

// What is of all customers is one event, whoever it is noticed at; the same change that happens twice is two.
func TestEventsAreTheSameWhereTheyAreTheSame(t *testing.T) {
	with := func(id partner.TenantID, at, said time.Time, status string) partner.Customer {
		c := known(at)
		c.ID = id
		c.Health.Value.Services[0].Issues = []partner.Issue{{ID: "EX1", Classification: "incident", Status: status, StartsAt: morning, UpdatedAt: said}}
		return c
	}
	word := func(id partner.TenantID, was string, readAfter time.Duration) uint64 {
		at := morning.Add(readAfter)
		for _, e := range partner.News(with(id, morning, morning, was), with(id, at, morning.Add(time.Minute), "serviceDegradation"), at) {
			if e.What == partner.WasUpdated {
				return e.ID
			}
		}
		t.Fatal("no word")
		return 0
	}
	if word("a", "investigating", time.Hour) != word("b", "confirmed", 2*time.Hour) {
		t.Error("the same word of Microsoft's is two events at two customers")
	}
	opened := func(was, at time.Time) uint64 {
		return partner.News(known(was), with(known(was).ID, at, at, "investigating"), at)[0].ID
	}
	if opened(morning, morning.Add(time.Hour)) == opened(morning.AddDate(0, 0, 1), morning.AddDate(0, 0, 1).Add(time.Hour)) {
		t.Error("trouble of two days is one event")
	}
	for _, e := range []partner.Event{partner.Came(known(morning), morning), partner.Left(known(morning).Summary(), morning)} {
		if e.Name != "Contoso" || e.ID == 0 || !slices.Contains(partner.EventKinds(), e.Kind) {
			t.Errorf("%+v", e)
		}
	}
}
