package health

import (
	"bytes"
	"strings"
	"testing"

	"tenantry/app/cli/term"
	"tenantry/app/contract"
)

func TestAReportInFrench(t *testing.T) {
	var out bytes.Buffer
	since := "2026-03-05T12:00:00Z"
	o := &ReportOptions{IO: &term.IO{Out: &out, Language: "fr"}}
	o.report(contract.HealthReport{Name: "Contoso", State: "outage", Services: []contract.ServiceHealth{
		{Name: "Exchange Online", State: "outage", Issues: []contract.Issue{
			{ID: "EX912341", Title: "Some users can't send email", Classification: "incident", Open: true, StartsAt: &since, LastWord: "We're looking into it."},
			{ID: "EX1", Title: "An old one", Resolved: true}}},
		{Name: "Power BI", State: "advisory", Issues: []contract.Issue{{ID: "PB8", Title: "Refreshes fail", Classification: "advisory", Open: true, StartsAt: &since}}},
		{Name: "Planner", State: "healthy"},
	}})
	const want = `
Contoso  ⛔ Interruption  (jamais)
  ⛔ Interruption   Exchange Online
    EX912341  Some users can't send email  [incident, depuis le 05/03/2026]
      We're looking into it.
  ℹ Avis           Power BI
    PB8  Refreshes fail  [avis, depuis le 05/03/2026]
  ✔ Sain           Planner
`
	if out.String() != strings.TrimPrefix(want, "\n") {
		t.Errorf("%s", &out)
	}
}
