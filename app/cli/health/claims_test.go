package health

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"tenantry/app/cli/term"
	"tenantry/app/contract"
)

func said(t *testing.T, tell func(*term.IO) error) string {
	t.Helper()
	var out bytes.Buffer
	if err := tell(&term.IO{Out: &out, Err: &out, Language: "en"}); err != nil {
		t.Error(err)
	}
	return out.String()
}

// An empty list is no good news of those that nobody read.
func TestNoIncidentIsNoClaimAboutThoseThatNobodyRead(t *testing.T) {
	for _, c := range []struct {
		of   contract.Unspoken
		want string
	}{
		{contract.Unspoken{}, "No open issue is known.\nNo customer is known yet: tenantry login, then tenantry sync\n"},
		{contract.Unspoken{Total: 250}, "No open issue is known.\n"},
		{contract.Unspoken{Total: 250, Unknown: 3, NeverRead: 3},
			"No open issue is known.\n3 of 250 customers were never read: nobody knows how they are (tenantry sync)\n"},
		{contract.Unspoken{Total: 250, Unknown: 3, NeverRead: 1}, "No open issue is known.\n" +
			"1 of 250 customers was never read: nobody knows how it is (tenantry sync)\n2 of 250 customers were read, and how they are is still unknown\n"},
	} {
		got := said(t, func(io *term.IO) error { return (&IncidentsOptions{IO: io}).print(contract.Incidents{Unspoken: c.of}) })
		if got != c.want {
			t.Errorf("%+v: %q, want %q", c.of, got, c.want)
		}
	}
}

func TestAnIncidentThatIsOverSaysSinceWhen(t *testing.T) {
	since := "2026-03-05T12:00:00Z"
	one := []contract.AffectedCustomer{{Name: "Contoso"}}
	got := said(t, func(io *term.IO) error {
		return (&IncidentsOptions{IO: io}).print(contract.Incidents{Unspoken: contract.Unspoken{Total: 1}, Incidents: []contract.Incident{
			{ID: "EX1", State: "degraded", Open: true, Customers: one}, {ID: "EX2", State: "healthy", Resolved: true, OverSince: &since, Customers: one},
			{ID: "EX3", State: "unknown", OverSince: &since, Customers: one}}})
	})
	for _, want := range []string{"EX1 ▲ Degraded ", "EX2 ✔ Resolved since 2026-03-05 12:00 ", "EX3 ? No longer told since 2026-03-05 12:00 "} {
		if !strings.Contains(strings.Join(strings.Fields(got), " "), want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
}

func TestAReportHoldsWhatIsOverSinceADay(t *testing.T) {
	ago := func(hours int) *string {
		s := time.Now().UTC().Add(-time.Duration(hours) * time.Hour).Format(time.RFC3339)
		return &s
	}
	over := func(id string, resolved bool, since, told *string) contract.Issue {
		return contract.Issue{ID: id, Title: "Mail", Classification: "incident", Resolved: resolved, OverSince: since, LastToldAt: told}
	}
	long := strings.TrimSuffix(strings.Repeat("lorem ipsum dolor ", 1000), " ")
	got := said(t, func(io *term.IO) error {
		(&ReportOptions{IO: io}).report(contract.HealthReport{Name: "Contoso", State: "healthy", Services: []contract.ServiceHealth{{Name: "Exchange", State: "healthy",
			Issues: []contract.Issue{over("NOW", true, ago(2), nil), over("OLD", true, ago(30), nil), over("GONE", false, ago(1), ago(3)),
				{ID: "LONG", Open: true, LastWord: long}}}}})
		return nil
	})
	for _, want := range []string{"NOW  Mail  [incident, resolved since ", "GONE  Mail  [incident, no longer told by Microsoft, last told ", "dolor… (all of it: --json)"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
	if strings.Contains(got, "OLD") || len(got) > 1200 {
		t.Errorf("%d bytes:\n%s", len(got), got)
	}
}
