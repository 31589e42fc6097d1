package partner_test

import (
	"testing"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

func TestADelegationLetsInAsLongAsItIsGrantedAndHasNotEnded(t *testing.T) {
	for _, c := range []struct {
		status string
		ends   time.Time
		want   bool
	}{
		{"active", time.Time{}, true}, {"", time.Time{}, true}, {"expiring", time.Time{}, true},
		{"expired", time.Time{}, false}, {"terminated", time.Time{}, false}, {"approvalpending", time.Time{}, false},
		{"active", morning.Add(time.Second), true}, {"expiring", morning.Add(time.Second), true},
		{"active", morning, false}, {"active", morning.Add(-time.Second), false},
		{"expired", morning.Add(time.Hour), false},
	} {
		if got := (partner.Delegation{Status: c.status, EndsAt: c.ends}).Active(morning); got != c.want {
			t.Errorf("%q until %s: %v", c.status, c.ends, got)
		}
	}
}

func TestADelegationIsOverOnlyWhereThereWasOneAndNoneLasts(t *testing.T) {
	lasting, ended := partner.Delegation{Kind: "gdap", Status: "active"}, partner.Delegation{Kind: "gdap", Status: "expired"}
	old, reseller := partner.Delegation{Kind: "dap", EndsAt: morning}, partner.Delegation{Kind: "reseller", Status: "active"}
	for name, c := range map[string]struct {
		known []partner.Delegation
		over  bool
	}{
		"nothing is known":                {nil, false},
		"a reseller only":                 {[]partner.Delegation{reseller}, false},
		"a reseller and one that is over": {[]partner.Delegation{reseller, ended}, true},
		"one that lasts":                  {[]partner.Delegation{lasting}, false},
		"one of two lasts":                {[]partner.Delegation{ended, lasting, old}, false},
		"both are over":                   {[]partner.Delegation{ended, old}, true},
	} {
		customer := partner.Customer{Delegations: partner.Seen(c.known, morning)}
		if got := customer.DelegationOver(morning); got != c.over {
			t.Errorf("%s: over %v", name, got)
		}
	}
}

func TestOnlyThreeRolesMayApproveAnApp(t *testing.T) {
	gdap := func(status string, roles ...string) partner.Delegation {
		return partner.Delegation{Kind: "gdap", Status: status, Roles: roles}
	}
	for what, c := range map[string]struct {
		known []partner.Delegation
		want  bool
	}{
		"never read":                  {nil, true},
		"none":                        {[]partner.Delegation{}, false},
		"the role":                    {[]partner.Delegation{gdap("active", "Directory Readers", "Cloud Application Administrator")}, true},
		"another one that matters":    {[]partner.Delegation{gdap("expired"), gdap("expiring", "Global Administrator")}, true},
		"a role that may only read":   {[]partner.Delegation{gdap("active", "Global Reader", "Service Support Administrator")}, false},
		"the role, in one that ended": {[]partner.Delegation{gdap("terminated", "Privileged Role Administrator")}, false},
		"the old kind":                {[]partner.Delegation{{Kind: "dap"}}, true},
		"a reseller's":                {[]partner.Delegation{{Kind: "reseller"}}, false},
	} {
		var who partner.Customer
		if c.known != nil {
			who.Delegations = partner.Seen(c.known, morning)
		}
		if got := who.MayConsent(morning); got != c.want {
			t.Errorf("%s: %v", what, got)
		}
	}
}

func TestTheNewestChallengeOfACustomerIsTheOneToAnswer(t *testing.T) {
	at := func(minute int, claims string) *fault.Problem {
		return &fault.Problem{Kind: fault.SignIn, Claims: claims, At: morning.Add(time.Duration(minute) * time.Minute)}
	}
	var c partner.Customer
	if c.Challenge() != "" {
		t.Error("nobody challenged")
	}
	c.Details.Problem, c.Health.Problem, c.Azure.Problem = at(1, "old"), at(5, ""), at(3, "new")
	if got := c.Challenge(); got != "new" {
		t.Errorf("%q", got)
	}
}
