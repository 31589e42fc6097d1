package partner_test

import (
	"testing"
	"time"

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
