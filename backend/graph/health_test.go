package graph

import (
	"fmt"
	"strings"
	"testing"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

func report(t *testing.T, overviews string) *partner.Observed[partner.Health] {
	t.Helper()
	replies := healthy()
	replies[0] = ok("health", overviews)
	c, _ := serve(t, always(batchOf(replies...)))
	return partner.HealthPart.In(c.Read(t.Context(), contosoID))
}

// A list that vanished, and one that is empty, are no report: the one before is kept, and the reason is said.
func TestNoServiceAtAllIsNoReport(t *testing.T) {
	for what, answer := range map[string]reply{"empty": ok("health", noItems), "gone": failing("health", 404, nil)} {
		replies := healthy()
		replies[0] = answer
		c, _ := serve(t, always(batchOf(replies...)))
		h := partner.HealthPart.In(c.Read(t.Context(), contosoID))
		if h.Known() || h.Problem == nil || h.Problem.Kind != fault.Missing || h.Problem.Remedy != fault.WaitAndRetry ||
			h.Problem.Message != "Microsoft tells no service health of this customer" || h.Problem.Tenant != contosoID {
			t.Errorf("%s: %+v", what, h.Problem)
		}
		known := partner.Customer{Health: partner.Seen(partner.Health{Services: []partner.Service{{ID: "X", State: partner.Healthy}}}, noon())}
		known.Absorb(c.Read(t.Context(), contosoID), noon(), noon())
		if len(known.Health.Value.Services) != 1 || !known.Health.AsOf.Equal(noon()) || known.Health.Problem == nil {
			t.Errorf("%s: kept %+v", what, known.Health)
		}
	}
}

func TestEveryStatusOfAServiceHasItsState(t *testing.T) {
	for status, want := range map[string]partner.HealthState{
		`"ServiceOperational"`: partner.Healthy, `"serviceoperational"`: partner.Healthy, `"Service Operational"`: partner.Healthy,
		`"ServiceRestored"`: partner.Healthy, `"FalsePositive"`: partner.Healthy, `"PostIncidentReviewPublished"`: partner.Healthy,
		`"Investigating"`: partner.Advisory, `"VerifyingService"`: partner.Advisory, `"InvestigationSuspended"`: partner.Advisory,
		`"ServiceDegradation"`: partner.Degraded, `"RestoringService"`: partner.Degraded, `"ExtendedRecovery"`: partner.Degraded,
		`"SERVICEINTERRUPTION"`: partner.Outage,
		`"unknownFutureValue"`:  partner.Unknown, `null`: partner.Unknown, `7`: partner.Outage, `99`: partner.Unknown,
	} {
		h := report(t, `{"value":[{"id":"X","service":"X","status":`+status+`}]}`)
		if got := h.Value.Services[0].State; got != want {
			t.Errorf("%s: %s, want %s", status, got, want)
		}
	}
}

func issueJSON(id, status, class, resolved, end string) string {
	return fmt.Sprintf(`{"id":"%s","status":"%s","classification":"%s","isResolved":%s,"startDateTime":"2020-11-01T00:00:00Z","endDateTime":%s,"lastModifiedDateTime":%s}`, id, status, class, resolved, end, end)
}

func TestAnOpenIssueKeepsItsServiceFromLookingHealthy(t *testing.T) {
	for issue, want := range map[string]partner.HealthState{
		issueJSON("A", "ServiceDegradation", "Advisory", "false", "null"):                   partner.Advisory,
		issueJSON("B", "Investigating", "Incident", "false", "null"):                        partner.Advisory,
		issueJSON("C", "ServiceInterruption", "Incident", "false", "null"):                  partner.Outage,
		issueJSON("D", "newWord", "Incident", "false", "null"):                              partner.Advisory,
		issueJSON("E", "ServiceRestored", "Incident", "false", "null"):                      partner.Advisory, // still open by its flag
		issueJSON("J", "FalsePositive", "Advisory", "false", "null"):                        partner.Advisory,
		issueJSON("K", "ServiceRestored", "Incident", "null", "null"):                       partner.Healthy, // no flag: its status decides
		issueJSON("L", "newWord", "newClass", "false", "null"):                              partner.Advisory,
		issueJSON("M", "ServiceInterruption", "newClass", "false", "null"):                  partner.Outage,
		issueJSON("N", "Investigating", "Incident", "true", "null"):                         partner.Healthy,
		issueJSON("F", "ServiceDegradation", "Incident", "true", `"2020-11-20T00:00:00Z"`):  partner.Healthy,
		issueJSON("G", "ServiceDegradation", "Incident", "null", `"2020-11-20T00:00:00Z"`):  partner.Healthy, // it has ended
		issueJSON("H", "ServiceDegradation", "Incident", "null", `"0001-01-01T00:00:00Z"`):  partner.Degraded,
		issueJSON("I", "ServiceDegradation", "Incident", `"True"`, `"2020-11-20T00:00:00"`): partner.Healthy,
	} {
		h := report(t, `{"value":[{"id":"X","service":"X","status":"serviceOperational","issues":[`+issue+`]}]}`)
		if got := h.Value.Services[0].State; got != want {
			t.Errorf("%s: %s, want %s", issue, got, want)
		}
		// What is listed as open is trouble, and what is not is none: whoever shows it.
		open := h.Value.OpenIssues()
		if (len(open) > 0) != (want > partner.Healthy) || len(open) > 0 && open[0].State != want || h.Value.State() != want {
			t.Errorf("%s: the customer is %s with %+v open", issue, h.Value.State(), open)
		}
	}
}

func TestAnIssueResolvedLongAgoIsNotKeptAndOpenOnesComeFirst(t *testing.T) {
	h := report(t, `{"value":[{"id":"X","service":"X","status":"serviceOperational","issues":[`+
		issueJSON("long-ago", "ServiceRestored", "Incident", "true", `"2020-10-20T00:00:00Z"`)+`,`+
		issueJSON("lately", "ServiceRestored", "Incident", "true", `"2020-10-30T00:00:00Z"`)+`,`+
		issueJSON("open-2", "Investigating", "Incident", "false", "null")+`,`+
		issueJSON("open-1", "Investigating", "Incident", "false", "null")+`]}]}`)
	var ids []string
	for _, i := range h.Value.Services[0].Issues {
		ids = append(ids, i.ID)
	}
	if fmt.Sprint(ids) != "[open-1 open-2 lately]" {
		t.Error(ids)
	}
}

func TestTheNewestWordOnAnIssueComesFirst(t *testing.T) {
	h := report(t, `{"value":[{"id":"X","issues":[{"id":"I","posts":[
		{"createdDateTime":"2020-11-03T00:00:00Z","description":{"content":"third"}},{"description":{"content":"first"}},
		{"createdDateTime":"2020-11-02T00:00:00Z","description":{"content":"second"}},{"description":null}]}]}]}`)
	var texts []string
	for _, p := range h.Value.Services[0].Issues[0].Posts {
		texts = append(texts, p.Text)
	}
	if strings.Join(texts, " ") != "third second first" {
		t.Errorf("%q", texts)
	}
}

func TestTheSameReportInAnotherOrderIsTheSameValue(t *testing.T) {
	a := report(t, `{"value":[{"id":"A","service":"Teams","status":"x"},{"id":"B","service":"Exchange","status":"y"}]}`)
	b := report(t, `{"value":[{"id":"B","service":"Exchange","status":"y"},{"id":"A","service":"Teams","status":"x"}]}`)
	if fmt.Sprint(a.Value) != fmt.Sprint(b.Value) || a.Value.Services[0].Name != "Exchange" {
		t.Error(a.Value, b.Value)
	}
}

func TestFurtherIssuesLieOnTheSameHost(t *testing.T) {
	h := report(t, `{"value":[{"id":"X","issues@odata.nextLink":"https://evil.test/v1.0/issues"}]}`)
	if h.Problem == nil || h.Problem.Kind != fault.Upstream {
		t.Errorf("%+v", h)
	}
}

func TestNothingIsWithoutAName(t *testing.T) {
	h := report(t, `{"value":[{"id":"X","service":null,"issues":[{"id":"A1","title":null,"service":null},{"id":null,"title":"Late mail"}]}]}`)
	s := h.Value.Services[0]
	if s.Name != "X" || len(s.Issues) != 2 {
		t.Fatalf("%+v", s)
	}
	for _, i := range s.Issues {
		if i.ID == "" || i.Title == "" || i.Service != "X" {
			t.Errorf("%+v", i)
		}
	}
}
