package partner_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"tenantry/backend/partner"
)

func services(states ...partner.HealthState) (h partner.Health) {
	for _, s := range states {
		h.Services = append(h.Services, partner.Service{State: s})
	}
	return h
}

func TestACustomerIsAsIllAsTheWorstServiceAndNeverHealthyByGuess(t *testing.T) {
	for _, c := range []struct {
		states []partner.HealthState
		want   partner.HealthState
	}{
		{nil, partner.Unknown},
		{[]partner.HealthState{partner.Healthy}, partner.Healthy},
		{[]partner.HealthState{partner.Healthy, partner.Healthy}, partner.Healthy},
		{[]partner.HealthState{partner.Unknown}, partner.Unknown},
		{[]partner.HealthState{partner.Unknown, partner.Healthy}, partner.Unknown},
		{[]partner.HealthState{partner.Healthy, partner.Unknown, partner.Healthy}, partner.Unknown},
		{[]partner.HealthState{partner.Unknown, partner.Advisory}, partner.Advisory},
		{[]partner.HealthState{partner.Outage, partner.Healthy, partner.Degraded}, partner.Outage},
	} {
		if got := services(c.states...).State(); got != c.want {
			t.Errorf("%v: %s", c.states, got)
		}
	}
}

func TestMicrosoftsWordsHaveAStateAndOthersNone(t *testing.T) {
	for status, want := range map[string]partner.HealthState{
		"serviceOperational": partner.Healthy, "serviceRestored": partner.Healthy, "falsePositive": partner.Healthy,
		"postIncidentReviewPublished": partner.Healthy, "resolved": partner.Healthy, "mitigated": partner.Healthy,
		"serviceInterruption": partner.Outage, "serviceDegradation": partner.Degraded, "restoringService": partner.Degraded,
		"extendedRecovery": partner.Degraded, "investigating": partner.Advisory, "verifyingService": partner.Advisory,
		"reported": partner.Advisory, "": partner.Unknown, "a word of tomorrow": partner.Unknown,
	} {
		if got := partner.StateOfStatus(status); got != want {
			t.Errorf("%q: %s, want %s", status, got, want)
		}
	}
}

func TestAStateIsReadAsItIsWritten(t *testing.T) {
	for _, s := range partner.HealthStates() {
		if got, ok := partner.ParseHealthState(s.String()); !ok || got != s {
			t.Errorf("%s is read as %s, %v", s, got, ok)
		}
	}
	if got, ok := partner.ParseHealthState("ill"); ok || got != partner.Unknown {
		t.Errorf("an unknown word is read as %s, %v", got, ok)
	}
	for _, s := range []partner.HealthState{partner.Unknown - 1, partner.Outage + 1} {
		if got := s.String(); got != "unknown" {
			t.Errorf("%d is called %s", int(s), got)
		}
	}
}

func TestOpenIssuesAreTheUnresolvedOnesOfEveryService(t *testing.T) {
	issue := func(id string, resolved bool) partner.Issue {
		return partner.Issue{ID: id, Title: "t", Service: "s", Classification: "incident", Status: "serviceDegradation",
			StartsAt: morning, UpdatedAt: morning, Resolved: resolved}
	}
	head := func(id string) partner.IssueHead {
		return partner.IssueHead{ID: id, Title: "t", Service: "s", Classification: "incident", Status: "serviceDegradation",
			StartsAt: morning, UpdatedAt: morning, State: partner.Degraded}
	}
	h := partner.Health{Services: []partner.Service{
		{Issues: []partner.Issue{issue("1", true), issue("2", false)}}, {}, {Issues: []partner.Issue{issue("3", false)}}}}
	if d := cmp.Diff([]partner.IssueHead{head("2"), head("3")}, h.OpenIssues()); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}
