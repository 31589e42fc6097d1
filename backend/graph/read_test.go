package graph

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

func problems(r partner.Reading) (details, subscriptions, health fault.Kind) {
	kind := func(p *fault.Problem) fault.Kind {
		if p == nil {
			return ""
		}
		return p.Kind
	}
	return kind(partner.DetailsPart.In(r).Problem), kind(partner.SubscriptionsPart.In(r).Problem), kind(partner.HealthPart.In(r).Problem)
}

// batches answers the first batch, the second, … each with its replies; ids asks for are kept.
func batches(t *testing.T, ids *[][]string, rounds ...[]reply) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var in struct {
			Requests []struct{ ID, Method, URL string }
		}
		b, _ := io.ReadAll(r.Body)
		if err := json.Unmarshal(b, &in); err != nil || r.URL.Path != "/v1.0/$batch" {
			t.Error(r.URL, err)
		}
		var asked []string
		for _, m := range in.Requests {
			asked = append(asked, m.ID)
			if m.Method != "GET" || !strings.HasPrefix(m.URL, "/") {
				t.Errorf("%+v", m)
			}
		}
		round := len(*ids)
		*ids = append(*ids, asked)
		if round >= len(rounds) {
			t.Error("one batch too many:", asked)
			return
		}
		_, _ = w.Write([]byte(batchOf(rounds[round]...)))
	}
}

func TestACustomerIsReadByOneRequestInItsOwnTenant(t *testing.T) {
	var ids [][]string
	c, asked := serve(t, batches(t, &ids, healthy()))
	got := c.Read(t.Context(), contosoID)
	if d, s, h := problems(got); d+s+h != "" {
		t.Fatal(d, s, h)
	}
	if want := []string{contosoID + " POST " + home + "/v1.0/$batch"}; !slices.Equal(asked.asked, want) {
		t.Error(asked.asked)
	}
	if v := partner.DetailsPart.In(got).Value; v.DisplayName != "Contoso" || v.Address.City != "Lyon" || len(v.Domains) != 2 || !v.Domains[0].IsDefault || !v.Domains[1].IsInitial {
		t.Errorf("%+v", v)
	}
	if partner.HealthPart.In(got).Value.State() != partner.Degraded || !partner.HealthPart.In(got).AsOf.Equal(noon()) {
		t.Errorf("%+v", partner.HealthPart.In(got))
	}
	if partner.SubscriptionsPart.In(got).Value == nil || !partner.SubscriptionsPart.In(got).Known() {
		t.Error("no subscription is not the same as none known")
	}
	if partner.RequestsPart.In(got) != nil || partner.LinksPart.In(got) != nil {
		t.Error("parts that were not tried are not nil")
	}
}

func TestEachPartFailsByItself(t *testing.T) {
	for id, want := range map[string][3]fault.Kind{
		"organization":  {fault.Denied, "", ""},
		"domains":       {"", "", ""}, // the organisation names its verified domains too
		"skus":          {"", "", ""}, // refused for good: what was bought is shown alone
		"subscriptions": {"", "", ""},
		"health":        {"", "", fault.Denied},
	} {
		replies := slices.DeleteFunc(healthy(), func(r reply) bool { return strings.EqualFold(r.ID, id) })
		c, _ := serve(t, always(batchOf(append(replies, failing(id, 403, nil))...)))
		got := c.Read(t.Context(), contosoID)
		if d, s, h := problems(got); [3]fault.Kind{d, s, h} != want {
			t.Errorf("%s: %s %s %s", id, d, s, h)
		}
		for _, p := range []*fault.Problem{partner.DetailsPart.In(got).Problem, partner.HealthPart.In(got).Problem} {
			if p != nil && (p.Code != "TheCode" || p.RequestID != "rid" || p.Remedy != fault.AssignRole || !p.At.Equal(noon())) {
				t.Errorf("%s: %+v", id, p)
			}
		}
	}
}

func TestAPartThatFailedForNowIsNotReplacedByHalfOfIt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for _, id := range []string{"skus", "subscriptions"} {
			replies := slices.DeleteFunc(healthy(), func(r reply) bool { return r.ID == id })
			c, _ := serve(t, always(batchOf(append(replies, failing(id, 500, nil))...)))
			if _, s, _ := problems(c.Read(t.Context(), contosoID)); s != fault.Upstream {
				t.Errorf("%s: %q", id, s)
			}
		}
	})
}

// leavesOut answers a batch with these responses as they are, and what is then asked for by itself with alone.
func leavesOut(t *testing.T, responses []string, alone map[string]string) (*Client, *cloud) {
	return serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost {
			_, _ = w.Write([]byte(`{"responses":[` + strings.Join(responses, ",") + `]}`))
		} else if body, ok := alone[r.URL.Path]; ok {
			_, _ = w.Write([]byte(body))
		} else {
			w.WriteHeader(http.StatusForbidden)
		}
	})
}

func TestAMemberWithoutAnAnswerIsAskedForAloneAndOnce(t *testing.T) {
	health := "/v1.0/admin/serviceAnnouncement/healthOverviews"
	good := func(id string) (out []string) {
		for _, r := range healthy() {
			if r.ID != id {
				b, _ := json.Marshal(r)
				out = append(out, string(b))
			}
		}
		return out
	}
	operational := `{"value":[{"id":"Exchange","service":"Exchange Online","status":"serviceOperational"}]}`
	for what, odd := range map[string][]string{
		"left out":             nil,
		"status no number":     {`{"id":"health","status":"fine","body":` + anOverview + `}`},
		"status null":          {`{"id":"health","status":null,"body":` + anOverview + `}`},
		"no status":            {`{"id":"health","body":` + anOverview + `}`},
		"status of an object":  {`{"id":"health","status":{},"body":` + anOverview + `}`},
		"no body":              {`{"id":"health","status":200}`},
		"body null":            {`{"id":"health","status":200,"body":null}`},
		"headers of no use":    {`{"id":"health","status":200,"headers":[],"body":` + anOverview + `}`},
		"one id, two answers":  {`{"id":"health","status":200,"body":` + anOverview + `}`, `{"id":"HEALTH","status":403}`},
		"one id three times":   {`{"id":"health","status":200,"body":` + anOverview + `}`, `{"id":"health","status":404}`, `{"id":"health","status":200,"body":` + noItems + `}`},
		"somebody else's id":   {`{"id":"7","status":200,"body":` + anOverview + `}`},
		"no object":            {`7`, `null`, `[]`},
		"an id that is a list": {`{"id":["health"],"status":200,"body":` + anOverview + `}`},
	} {
		c, asked := leavesOut(t, append(odd, good("health")...), map[string]string{health: operational})
		got := c.Read(t.Context(), contosoID)
		if d, s, h := problems(got); d+s+h != "" {
			t.Errorf("%s: %q %q %q", what, d, s, h)
		}
		if v := partner.HealthPart.In(got).Value; v.State() != partner.Healthy {
			t.Errorf("%s: the health is %v", what, v)
		}
		if len(asked.asked) != 2 || asked.asked[1] != contosoID+" GET "+home+health+"?$expand=issues" {
			t.Errorf("%s: asked %v", what, asked.asked)
		}
	}
}

func TestABatchWithoutAnyAnswerAsksForEachAlone(t *testing.T) {
	c, asked := leavesOut(t, nil, map[string]string{"/v1.0/organization": anOrganization, "/v1.0/domains": someDomains})
	got := c.Read(t.Context(), contosoID)
	if d, s, h := problems(got); d != "" || s != fault.Denied || h != fault.Denied || len(asked.asked) != 1+5 {
		t.Errorf("%q %q %q after %v", d, s, h, asked.asked)
	}
	for _, a := range asked.asked {
		if !strings.HasPrefix(a, contosoID+" ") {
			t.Errorf("asked for another tenant: %s", a)
		}
	}
}

func TestARefusedSignInIsTheProblemOfEveryPart(t *testing.T) {
	c, _ := serve(t, nil)
	c.client = func(string) *http.Client {
		return &http.Client{Transport: roundTrip(func(*http.Request) (*http.Response, error) {
			return nil, fault.New(fault.Consent, "not approved").WithCode("AADSTS65001", "")
		})}
	}
	got := c.Read(t.Context(), contosoID)
	if d, s, h := problems(got); d != fault.Consent || s != fault.Consent || h != fault.Consent {
		t.Errorf("%q %q %q", d, s, h)
	}
	if partner.HealthPart.In(got).Known() || partner.HealthPart.In(got).Problem.Code != "AADSTS65001" {
		t.Errorf("%+v", partner.HealthPart.In(got))
	}
}

func TestAWholeBatchThatIsRefusedIsTheProblemOfEveryPart(t *testing.T) {
	for status, kind := range map[int]fault.Kind{401: fault.SignIn, 403: fault.Denied, 424: fault.Upstream, 429: fault.Throttled, 500: fault.Upstream} {
		c, _ := serve(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status) })
		if d, s, h := problems(c.Read(t.Context(), contosoID)); d != kind || s != kind || h != kind {
			t.Errorf("%d: %q %q %q", status, d, s, h)
		}
	}
	for _, body := range []string{`{}`, `{"responses":null}`, `<html>`, `{"responses":[{"id":[]}]}`} {
		c, _ := serve(t, always(body))
		if d, s, h := problems(c.Read(t.Context(), contosoID)); d != fault.Upstream || s != fault.Upstream || h != fault.Upstream {
			t.Errorf("%s: %q %q %q", body, d, s, h)
		}
	}
}

func TestAnotherTenantsAnswerIsNobodysValue(t *testing.T) {
	for _, body := range []string{strings.Replace(anOrganization, contosoID, tenantNo(7), 1), `{"value":[{"id":null}]}`} {
		replies := healthy()
		replies[4] = ok("organization", body)
		c, _ := serve(t, always(batchOf(replies...)))
		if d, s, h := problems(c.Read(t.Context(), contosoID)); d != fault.Upstream || s != fault.Upstream || h != fault.Upstream {
			t.Errorf("%s: %q %q %q", body, d, s, h)
		}
	}
}

func TestDomainsThatAreNotVerifiedAreLeftOut(t *testing.T) {
	replies := healthy()
	replies[2] = ok("domains", `{"value":[{"id":"b.test","isVerified":true},{"id":"new.test","isVerified":false},{"id":"a.test","isDefault":"True"}]}`)
	c, _ := serve(t, always(batchOf(replies...)))
	got := partner.DetailsPart.In(c.Read(t.Context(), contosoID)).Value.Domains
	if len(got) != 2 || got[0].Name != "a.test" || got[1].Name != "b.test" {
		t.Errorf("%+v", got)
	}
}

func TestDetailsWithoutAnyDomainAreNotDetails(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		replies := healthy()
		replies[2] = failing("domains", 500, nil)
		replies[4] = ok("organization", `{"value":[{"id":"`+contosoID+`","displayName":"Contoso"}]}`)
		c, _ := serve(t, always(batchOf(replies...)))
		if d, _, _ := problems(c.Read(t.Context(), contosoID)); d != fault.Upstream {
			t.Errorf("%q", d)
		}
	})
}

func TestFurtherPagesOfAMemberAreFollowedAfterTheBatch(t *testing.T) {
	replies := healthy()
	replies[2] = ok("domains", `{"value":[{"id":"a.test","isDefault":true}],"@odata.nextLink":"`+home+`/v1.0/domains?$skiptoken=2"}`)
	replies[0] = ok("health", `{"value":[],"@odata.nextLink":"https://evil.test/"}`)
	c, asked := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost {
			_, _ = w.Write([]byte(batchOf(replies...)))
			return
		}
		_, _ = w.Write([]byte(`{"value":[{"id":"b.test"}]}`))
	})
	got := c.Read(t.Context(), contosoID)
	if len(partner.DetailsPart.In(got).Value.Domains) != 2 || len(asked.asked) != 2 || !strings.HasSuffix(asked.asked[1], contosoID+" GET "+home+"/v1.0/domains?$skiptoken=2") {
		t.Error(partner.DetailsPart.In(got).Value.Domains, asked.asked)
	}
	if d, _, h := problems(got); d != "" || h != fault.Upstream {
		t.Errorf("%q %q", d, h)
	}
}

func TestThrottledMembersAreSentAgainAfterTheLongestWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		first := healthy()
		first[0] = failing("health", 429, map[string]string{"retry-after": "7"})
		first[3] = failing("skus", 503, map[string]string{"Retry-After": "12"})
		var ids [][]string
		c, at := serve(t, batches(t, &ids, first, []reply{ok("skus", noItems), ok("health", anOverview)}))
		start := time.Now()
		got := c.Read(t.Context(), contosoID)
		if told := at.busy.Load(); told != 1 { // 503 is no word about the number of requests
			t.Errorf("%d refusals were told, want 1", told)
		}
		if d, s, h := problems(got); d+s+h != "" {
			t.Error(d, s, h)
		}
		if waited := time.Since(start); waited != 12*time.Second {
			t.Error("waited", waited)
		}
		if len(ids) != 2 || !slices.Equal(ids[1], []string{"skus", "health"}) {
			t.Error(ids)
		}
	})
}

func TestAMemberThatStaysThrottledGivesUpAndKeepsItsReason(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		again := []reply{failing("health", 429, nil)}
		first := healthy()
		first[0] = again[0]
		var ids [][]string
		c, _ := serve(t, batches(t, &ids, first, again, again))
		start := time.Now()
		d, s, h := problems(c.Read(t.Context(), contosoID))
		if d+s != "" || h != fault.Throttled {
			t.Error(d, s, h)
		}
		if waited := time.Since(start); waited != 3*time.Second {
			t.Error("waited", waited) // 1 s, then 2 s
		}
	})
}

func TestAWaitThatIsTooLongIsLeftToTheNextSync(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		first := healthy()
		first[0] = failing("health", 429, map[string]string{"Retry-After": "3600"})
		var ids [][]string
		c, _ := serve(t, batches(t, &ids, first))
		start := time.Now()
		if _, _, h := problems(c.Read(t.Context(), contosoID)); h != fault.Throttled || time.Since(start) != 0 {
			t.Error(h, time.Since(start))
		}
	})
}

func TestAStopWhileWaitingKeepsWhatWasRead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		first := healthy()
		first[0] = failing("health", 429, map[string]string{"Retry-After": "30"})
		var ids [][]string
		c, _ := serve(t, batches(t, &ids, first))
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		got := c.Read(ctx, contosoID)
		if d, s, h := problems(got); d+s != "" || h != fault.Throttled {
			t.Errorf("%q %q %q", d, s, h)
		}
	})
}

func TestACancelledReadTriedNothing(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	c, _ := serve(t, nil)
	if got := c.Read(ctx, contosoID); partner.DetailsPart.In(got) != nil || partner.HealthPart.In(got) != nil || partner.SubscriptionsPart.In(got) != nil {
		t.Errorf("%+v", got)
	}
}

// A batch with a throttled member answered 424 in an older text (api/facts.md 5.6).
func TestABatchThatAnswers424IsReadAllTheSame(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		first := healthy()
		first[0] = failing("health", 429, map[string]string{"Retry-After": "1"})
		first[3] = failing("skus", 424, nil)
		rounds := [][]reply{first, {ok("health", anOverview), ok("skus", noItems)}}
		c, _ := serve(t, func(w http.ResponseWriter, _ *http.Request) {
			if len(rounds) == 2 {
				w.WriteHeader(424)
			}
			_, _ = w.Write([]byte(batchOf(rounds[0]...)))
			rounds = rounds[1:]
		})
		if d, s, h := problems(c.Read(t.Context(), contosoID)); d+s+h != "" {
			t.Errorf("%q %q %q", d, s, h)
		}
	})
}
