package graph

import (
	"fmt"
	"net/http"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

const challenged = `Bearer realm="", error="insufficient_claims", claims="eyJhY2Nlc3NfdG9rZW4iOnt9fQ=="`

// What Graph refuses with, and what that means at a customer and at home.
var refusals = []struct {
	status       int
	code, header string
	kind         fault.Kind
	remedy       fault.Remedy
	homeKind     fault.Kind
	homeRemedy   fault.Remedy
	claims       string
}{
	{401, "Authorization_IdentityNotFound", "", fault.Consent, fault.GrantConsent, fault.Consent, fault.AskAdmin, ""},
	{401, "authorization_identitynotfound", "", fault.Consent, fault.GrantConsent, fault.Consent, fault.AskAdmin, ""},
	{403, "Authorization_IdentityDisabled", "", fault.Denied, fault.AskCustomer, fault.Denied, fault.AskOwn, ""},
	{401, "UnknownTenantId", "", fault.Missing, fault.CheckDelegation, fault.Missing, fault.CorrectInput, ""},
	{401, "InvalidAuthenticationToken", "", fault.SignIn, fault.StepUp, fault.SignIn, fault.SignInAgain, ""},
	{401, "InvalidAuthenticationToken", challenged, fault.SignIn, fault.StepUp, fault.SignIn, fault.SignInAgain, `{"access_token":{}}`},
	{403, "AccessDenied", challenged, fault.SignIn, fault.StepUp, fault.SignIn, fault.SignInAgain, `{"access_token":{}}`},
	{403, "Authorization_RequestDenied", "", fault.Denied, fault.AssignRole, fault.Denied, fault.AskOwn, ""},
	{403, "UnknownError", "", fault.Denied, fault.AssignRole, fault.Denied, fault.AskOwn, ""},
	{404, "Request_ResourceNotFound", "", fault.Missing, fault.WaitAndRetry, fault.Missing, fault.WaitAndRetry, ""},
	{429, "TooManyRequests", "", fault.Throttled, fault.WaitAndRetry, fault.Throttled, fault.WaitAndRetry, ""},
	{500, "InternalServerError", "", fault.Upstream, fault.ReportUpstream, fault.Upstream, fault.ReportUpstream, ""},
}

func TestARefusalOfGraphMeansSomethingElseAtACustomer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) { // a member is asked again after a second
		for _, r := range refusals {
			name := fmt.Sprint(r.status, " ", r.code, " ", r.header)
			body := `{"error":{"code":"` + r.code + `","message":"Words.","innerError":{"request-id":"rid"}}}`
			whole := func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("WWW-Authenticate", r.header)
				w.WriteHeader(r.status)
				_, _ = w.Write([]byte(body))
			}
			check := func(where string, p *fault.Problem, tenant string, kind fault.Kind, remedy fault.Remedy) {
				t.Helper()
				if p == nil || p.Kind != kind || p.Remedy != remedy || p.Tenant != tenant || p.Claims != r.claims || p.Code != r.code || p.RequestID != "rid" {
					t.Errorf("%s, %s: %+v", name, where, p)
				}
				if tenant != "" && p.EndsSignIn() {
					t.Errorf("%s, %s: a customer's refusal ends the sign-in", name, where)
				}
			}

			c, _ := serve(t, whole)
			_, err := c.Contracts(t.Context())
			check("at home", fault.ProblemOf(err, noon()), "", r.homeKind, r.homeRemedy)

			got := c.Read(t.Context(), contosoID)
			check("the batch", partner.DetailsPart.In(got).Problem, contosoID, r.kind, r.remedy)
			check("the batch", partner.HealthPart.In(got).Problem, contosoID, r.kind, r.remedy)

			if r.status == 429 {
				continue // a member is asked again
			}
			one := failing("organization", r.status, map[string]string{"WWW-Authenticate": r.header})
			one.Body = []byte(body)
			c, _ = serve(t, always(batchOf(append(healthy()[:4], one)...)))
			got = c.Read(t.Context(), contosoID)
			check("a member", partner.DetailsPart.In(got).Problem, contosoID, r.kind, r.remedy)
			if p := partner.HealthPart.In(got).Problem; p != nil {
				t.Errorf("%s: health fails, too: %+v", name, p)
			}
		}
	})
}

// A part that a tenant wants to be left alone for two days is not asked for before, however often the customer
// is read; the others are.
func TestAMemberThatAsksForDaysIsLeftAlone(t *testing.T) {
	late := failing("health", 429, map[string]string{"Retry-After": "172800"})
	late.Body = []byte(`{"error":{"code":"TooManyRequests","message":"Later."}}`)
	var ids [][]string
	rest := healthy()[1:]
	c, _ := serve(t, batches(t, &ids, append(slices.Clone(rest), late), rest, rest, healthy()))
	now := noon()
	c.now = func() time.Time { return now }
	for range 3 {
		got := c.Read(t.Context(), contosoID)
		p := partner.HealthPart.In(got).Problem
		if p == nil || p.Kind != fault.Throttled || partner.DetailsPart.In(got).Problem != nil {
			t.Errorf("%+v", p)
		}
		now = now.Add(time.Hour)
	}
	for _, asked := range ids[1:] {
		if slices.Contains(asked, "health") {
			t.Errorf("asked for %v", asked)
		}
	}
	now = now.Add(46 * time.Hour)
	if p := partner.HealthPart.In(c.Read(t.Context(), contosoID)).Problem; p != nil || len(ids) != 4 {
		t.Errorf("after its time: %+v, %d batches", p, len(ids))
	}
}
