package partner_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"tenantry/backend/partner"
)

// What was trouble doesn't vanish without a word: it stands in the report for a day after it was resolved or
// missed, counts as trouble no more, and is open again when Microsoft tells of it again.
func TestAnIssueThatIsOverStaysForADay(t *testing.T) {
	hour := func(n int) time.Time { return morning.Add(time.Duration(n) * time.Hour) }
	open := partner.Issue{ID: "EX1", Title: "Mail is late", Status: "serviceDegradation", UpdatedAt: hour(0)}
	resolved := open
	resolved.Resolved, resolved.EndsAt, resolved.Status = true, hour(3), "serviceRestored"
	report := func(s partner.HealthState, issues ...partner.Issue) partner.Health {
		return partner.Health{Services: []partner.Service{{ID: "Exchange", Name: "Exchange Online", State: s, Issues: issues},
			{ID: "Teams", Name: "Microsoft Teams", State: partner.Healthy}}}
	}
	none := report(partner.Healthy)
	gone := partner.Health{Services: none.Services[1:]} // Exchange is not told of either
	type read struct {
		at   int
		told partner.Health
	}
	for _, c := range []struct {
		what  string
		reads []read
		want  string // state, and the issues that the report holds
	}{
		{"open", []read{{0, report(partner.Degraded, open)}}, "degraded: EX1 open"},
		{"resolved, and told so", []read{{0, report(partner.Degraded, open)}, {4, report(partner.Healthy, resolved)}}, "healthy: EX1 resolved since 3"},
		{"resolved, then no longer told", []read{{4, report(partner.Healthy, resolved)}, {6, none}}, "healthy: EX1 resolved since 3"},
		{"resolved a day ago, no longer told", []read{{4, report(partner.Healthy, resolved)}, {28, none}}, "healthy:"},
		{"dropped while open", []read{{0, report(partner.Degraded, open)}, {1, none}}, "healthy: EX1 told until 0, missed since 1"},
		{"still not told", []read{{0, report(partner.Degraded, open)}, {1, none}, {20, none}}, "healthy: EX1 told until 0, missed since 1"},
		{"for a day", []read{{0, report(partner.Degraded, open)}, {1, none}, {20, none}, {26, none}}, "healthy:"},
		{"missed after a long night", []read{{0, report(partner.Degraded, open)}, {90, none}}, "healthy: EX1 told until 0, missed since 90"},
		{"told again", []read{{0, report(partner.Degraded, open)}, {1, none}, {2, report(partner.Degraded, open)}}, "degraded: EX1 open"},
		{"its service is told of no more", []read{{0, report(partner.Degraded, open)}, {1, gone}}, "unknown: EX1 told until 0, missed since 1"},
	} {
		var of partner.Customer
		for _, r := range c.reads {
			of.Absorb(partner.Reading{partner.HealthPart.Tell(partner.Seen(r.told, hour(r.at)))}, hour(r.at), hour(r.at))
		}
		hours := func(at time.Time) int { return int(at.Sub(morning).Hours()) }
		got := []string{of.Health.Value.State().String() + ":"}
		for _, s := range of.Health.Value.Services {
			for _, i := range s.Issues {
				switch {
				case i.Head().Open():
					got = append(got, i.ID+" open")
				case i.Resolved:
					got = append(got, fmt.Sprintf("%s resolved since %d", i.ID, hours(i.OverSince())))
				default:
					got = append(got, fmt.Sprintf("%s told until %d, missed since %d", i.ID, hours(i.LastTold), hours(i.OverSince())))
				}
			}
		}
		if said := strings.Join(got, " "); said != c.want {
			t.Errorf("%s: %q, want %q", c.what, said, c.want)
		}
		sum := of.Summary()
		if open := strings.Contains(c.want, "open"); open != (len(sum.OpenIssues) == 1) || (len(got) == 2 && !open) != (len(sum.LatelyOver) == 1) {
			t.Errorf("%s: the summary has %+v and %+v", c.what, sum.OpenIssues, sum.LatelyOver)
		}
		if slices.ContainsFunc(sum.LatelyOver, partner.IssueHead.Open) {
			t.Errorf("%s: %+v is open and over", c.what, sum.LatelyOver)
		}
	}
}
