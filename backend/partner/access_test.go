package partner_test

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

// accessLine is a line of testdata/access.txt.
type accessLine struct {
	text     string
	evidence partner.Evidence
	tenant   string
	becomes  partner.AccessReason // empty: listed
}

func accessLines(t *testing.T) (out []accessLine) {
	t.Helper()
	text, err := os.ReadFile("testdata/access.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		words := strings.Fields(line)
		if words[0] == "#" {
			continue
		}
		if len(words) != 5 {
			t.Fatalf("%d columns: %s", len(words), line)
		}
		l := accessLine{text: strings.Join(words, " "), tenant: words[3]}
		for s := range strings.SplitSeq(words[0], ",") {
			l.evidence.Sources = append(l.evidence.Sources, partner.Source(s))
		}
		for s := range strings.SplitSeq(words[1], ",") {
			if s != "-" {
				l.evidence.Delegations = append(l.evidence.Delegations, partner.Delegation{ID: "r-" + s, Kind: "gdap", Status: s})
			}
		}
		if words[2] != "-" {
			yes := words[2] == "yes"
			l.evidence.Allows = &yes
		}
		if words[4] != "listed" {
			l.becomes = partner.AccessReason(words[4])
		}
		out = append(out, l)
	}
	return out
}

// said is the reading that a line's tenant gave; nil: it was never asked.
func said(tenant string) partner.Reading {
	failed := func(p fault.Problem) partner.Reading {
		p.At = morning
		return partner.Reading{partner.DetailsPart.Tell(partner.Failed[partner.Details](&p)), partner.HealthPart.Tell(partner.Failed[partner.Health](&p))}
	}
	switch {
	case tenant == "-":
		return nil
	case tenant == "opened":
		return partner.Reading{partner.DetailsPart.Tell(partner.Seen(partner.Details{}, morning))}
	case slices.Contains(fault.Kinds(), fault.Kind(tenant)):
		return failed(fault.Problem{Kind: fault.Kind(tenant), Code: "Authorization_RequestDenied"})
	case slices.Contains([]string{"AADSTS65001", "AADSTS90099"}, tenant):
		return failed(fault.Problem{Kind: fault.Consent, Code: tenant})
	}
	return failed(fault.Problem{Kind: fault.Denied, Code: tenant})
}

func TestWhomTheListNamesIsWrittenDown(t *testing.T) {
	seen := map[partner.AccessReason]bool{"": true}
	for _, l := range accessLines(t) {
		c := partner.Customer{}
		c.Absorb(said(l.tenant), morning, morning)
		l.evidence.Entry = c.Entry.Word
		got := l.evidence.Access()
		if got.Reason != l.becomes || got.Delegated() != (l.becomes == "") {
			t.Errorf("%s\n  becomes %q", l.text, got.Reason)
		}
		if (got.InvitationURL() != "") != (l.becomes == partner.AccessPending) ||
			got.Reason == partner.AccessPending && !strings.HasSuffix(got.InvitationURL(), "/granularAdminRelationships/r-approvalpending") {
			t.Errorf("%s: the invitation is %q", l.text, got.InvitationURL())
		}
		seen[got.Reason] = true
	}
	for _, r := range partner.AccessReasons() {
		if !seen[r] {
			t.Errorf("no line shows %q", r)
		}
	}
}

func TestTheTenantsWordOutlastsAFailureThatSaysNothing(t *testing.T) {
	c := partner.Customer{Sources: []partner.Source{partner.SourceContract}}
	at := morning
	for _, step := range []struct {
		tenant string
		want   partner.AccessReason
	}{
		{"-", ""}, {"AADSTS50020", partner.AccessNone}, {"offline", partner.AccessNone}, {"throttled", partner.AccessNone}, {"signin", partner.AccessNone},
		{"opened", ""}, {"offline", ""}, {"denied", ""}, {"AADSTS50020", partner.AccessNone},
	} {
		at = at.Add(time.Hour)
		c.Absorb(said(step.tenant), at, at)
		if s := c.Summary(); s.Access.Reason != step.want || s.Access != c.Access() || s.Entry != c.Entry {
			t.Errorf("after %q: %q, want %q", step.tenant, s.Access.Reason, step.want)
		}
	}
	half := said("denied")
	half[0] = partner.DetailsPart.Tell(partner.Seen(partner.Details{}, morning))
	if c.Absorb(half, morning, morning); c.Entry.Word != partner.EntryOpened {
		t.Errorf("what was read in part: %q", c.Entry.Word)
	}
}
