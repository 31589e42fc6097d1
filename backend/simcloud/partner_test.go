package simcloud

import (
	"encoding/json"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"tenantry/backend/simcloud/world"
)

func (c *client) partner(path string, header ...string) reply {
	c.t.Helper()
	return c.call(TenantID, PartnerCenter, "GET", path, "", header...)
}

func TestCustomersContinueByLinkAndHeader(t *testing.T) {
	c := newClient(t, "demo", Options{AutoApprove: true})
	c.signIn()
	want := count(c.cloud, world.PartnerCenter)
	seen, withV1, without := map[string]bool{}, 0, 0
	path, header := "/customers?size=40", []string{}
	for path != "" {
		m := c.want(c.partner(path, header...), 200).json(t)
		for _, r := range m["items"].([]any) {
			seen[r.(map[string]any)["id"].(string)] = true
		}
		next, _ := m["links"].(map[string]any)["next"].(map[string]any)
		path, header = "", nil
		if next != nil {
			uri := next["uri"].(string)
			if path = strings.TrimPrefix(uri, "/v1"); path != uri {
				withV1++
			} else {
				without++
			}
			h := next["headers"].([]any)[0].(map[string]any)
			header = []string{h["key"].(string), h["value"].(string)}
		}
	}
	if len(seen) != want || withV1 == 0 || without == 0 {
		t.Errorf("%d customers, want %d; links with /v1: %d, without: %d", len(seen), want, withV1, without)
	}
	c.want(c.partner("/customers?size=40&seekOperation=Next"), 400)
	c.want(c.partner("/customers?size=501"), 400)
	c.want(c.partner("/customers?size=0"), 400)
}

func TestCustomersAreFilteredByTheStartOfNameOrDomain(t *testing.T) {
	c := newClient(t, "demo", Options{AutoApprove: true})
	c.signIn()
	i, _ := customerWith(t, c.cloud, func(i int) bool { return c.cloud.customers.Listed(world.PartnerCenter, i) })
	name, domain := c.cloud.world.Heading(i)
	for field, value := range map[string]string{"CompanyName": string([]rune(name)[:4]), "Domain": domain[:5]} {
		f, _ := json.Marshal(map[string]string{"Field": field, "Value": value, "Operator": "starts_with"})
		items := c.want(c.partner("/customers?size=0&filter="+url.QueryEscape(string(f))), 200).json(t)["items"].([]any)
		if !slices.ContainsFunc(items, func(r any) bool { return r.(map[string]any)["id"] == c.cloud.world.ID(i) }) {
			t.Errorf("filter %s: %d customers, the one asked for is not among them", f, len(items))
		}
	}
	for _, f := range []string{`{"Field":"CompanyName","Value":"a","Operator":"contains"}`, `{"Field":"Colour","Value":"a","Operator":"starts_with"}`, `nonsense`} {
		c.want(c.partner("/customers?filter="+url.QueryEscape(f)), 400)
	}
}

// kinds lists the members of a JSON object, with the kinds of their values, down to objects in objects.
func kinds(prefix string, v any, into map[string]string) {
	switch v := v.(type) {
	case map[string]any:
		for k, x := range v {
			kinds(prefix+"."+k, x, into)
		}
	case []any:
		into[prefix] = "list"
		if len(v) > 0 {
			kinds(prefix+"[]", v[0], into)
		}
	case string:
		into[prefix] = "string"
	case float64:
		into[prefix] = "number"
	case bool:
		into[prefix] = "bool"
	}
}

// TestAnswersOfPartnerCenterLookLikeTheDocumentedOnes: every member of the documented example is there,
// with a value of the same kind. Members that the service adds today are allowed.
func TestAnswersOfPartnerCenterLookLikeTheDocumentedOnes(t *testing.T) {
	needShared(t)
	c := newClient(t, "demo", Options{AutoApprove: true})
	c.signIn()
	w := c.cloud.world
	i, tenant := customerWith(t, c.cloud, func(i int) bool {
		return c.cloud.customers.Listed(world.PartnerCenter, i) && i%5 == 0 && len(w.Tickets(i)) > 0 && i%3 != 2
	})
	for path, example := range map[string]string{
		"/customers?size=2":                          "partner-get-customers-response",
		"/customers/" + tenant:                       "partner-get-customer-response",
		"/customers/" + tenant + "/subscriptions":    "partner-get-customer-subscriptions-response",
		"/customers/" + tenant + "/servicerequests":  "partner-get-customer-servicerequests-response",
		"/servicerequests/" + w.Tickets(i)[0].ID:     "partner-get-servicerequest-response",
		"/customers/" + tenant + "/profiles/billing": "partner-get-customer-billingprofile-response",
	} {
		var documented any
		if err := json.Unmarshal(readExample(t, example+".json"), &documented); err != nil {
			t.Fatal(err)
		}
		want, got := map[string]string{}, map[string]string{}
		kinds("", documented, want)
		kinds("", c.want(c.partner(path), 200).json(t), got)
		for member, kind := range want {
			if missing := slices.Contains([]string{".supportTopicId", ".productId"}, member); !missing && got[member] != kind {
				t.Errorf("%s: %s is %q, want %s", path, member, got[member], kind)
			}
		}
	}
}

func TestThreeErrorBodies(t *testing.T) {
	c := newClient(t, "demo", Options{AutoApprove: true})
	c.signIn()
	m := c.want(c.partner("/customers/11111111-2222-4333-8444-555555555555"), 404).json(t)
	if m["code"] != "60003" || m["description"] == "" || m["data"] == nil || m["source"] == nil {
		t.Errorf("usual body %v", m)
	}
	if err := c.cloud.Do(Event{Kind: "throttle", Service: "partnercenter", Seconds: 57}); err != nil {
		t.Fatal(err)
	}
	r := c.want(c.partner("/customers"), 429)
	if m = r.json(t); m["statusCode"] != 429.0 || m["message"] != "Rate limit is exceeded. Try again in 57 seconds." || r.header.Get("Retry-After") != "57" {
		t.Errorf("429 body %v, Retry-After %s", m, r.header.Get("Retry-After"))
	}
	if err := c.cloud.Do(Event{Kind: "server-error", Service: "partnercenter"}); err != nil {
		t.Fatal(err)
	}
	r = c.want(c.partner("/customers"), 503)
	if m = r.json(t); m["title"] == nil || m["status"] != 503.0 || m["detail"] == nil {
		t.Errorf("problem body %v", m)
	}
	c.want(c.partner("/customers"), 200)
}

func TestPartnerCenterLimitsCustomersToFiveHundredAMinute(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newClient(t, "small", Options{AutoApprove: true})
		c.signIn()
		for range 500 {
			c.want(c.partner("/customers"), 200)
		}
		c.want(c.partner("/customers"), 429)
		c.want(c.partner("/servicerequests"), 200) // not among the limited resources
		time.Sleep(time.Minute)
		c.want(c.partner("/customers"), 200)
	})
}

func TestPartnerCenterAsksForMFA(t *testing.T) {
	c := newClient(t, "small", Options{AutoApprove: true})
	c.signIn()
	c.want(c.partner("/customers"), 200)
	if err := c.cloud.Do(Event{Kind: "mfa-required"}); err != nil {
		t.Fatal(err)
	}
	if m := c.want(c.partner("/customers"), 401).json(t); m["code"] != "900421" {
		t.Errorf("code %v", m["code"])
	}
	for _, claims := range []string{"", `{"access_token":{"acrs":{"value":"c1"}}}`, "mfa"} {
		c.signInAt(TenantID, claims)
		c.want(c.partner("/customers"), 401)
	}
	c.signInAt(TenantID, `{"access_token":{"amr":{"essential":true,"values":["mfa"]}}}`)
	c.want(c.partner("/customers"), 200)
}

func TestHeadersAreEchoedOrMadeUp(t *testing.T) {
	c := newClient(t, "small", Options{AutoApprove: true})
	c.signIn()
	r := c.partner("/customers", "MS-RequestId", "3705fc6d-4127-4a87-bdba-9658f73fe019")
	if r.header.Get("MS-RequestId") != "3705fc6d-4127-4a87-bdba-9658f73fe019" || r.header.Get("MS-CorrelationId") == "" || r.header.Get("MS-CV") == "" {
		t.Errorf("headers %v", r.header)
	}
}

func TestCreatingServiceRequestsIsRetired(t *testing.T) {
	c := newClient(t, "small", Options{AutoApprove: true})
	c.signIn()
	c.want(c.call(TenantID, PartnerCenter, "POST", "/servicerequests/en-US", `{"Title":"x"}`), http.StatusGone)
	c.want(c.partner("/servicerequests/supporttopics"), http.StatusGone)
	c.want(c.call(TenantID, PartnerCenter, "POST", "/customers", `{}`), http.StatusMethodNotAllowed)
	c.want(c.partner("/nothing"), http.StatusNotFound)
}

func TestANoteIsAddedOncePerRequestID(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newClient(t, "demo", Options{AutoApprove: true})
		c.signIn()
		statuses := map[int]bool{}
		for i := range c.cloud.world.Len() {
			if !c.cloud.customers.Listed(world.PartnerCenter, i) || c.cloud.customers.Access(i) != world.Open {
				continue
			}
			for _, ticket := range c.cloud.world.Tickets(i) {
				path, id := "/servicerequests/"+ticket.ID, "MS-RequestId"
				before := len(c.partner(path).json(t)["notes"].([]any))
				note := `{"NewNote":{"Text":"Anything new?"}}`
				statuses[c.call(TenantID, PartnerCenter, "PATCH", path, note, id, ticket.ID).status] = true
				c.call(TenantID, PartnerCenter, "PATCH", path, note, id, ticket.ID)
				if after := len(c.partner(path).json(t)["notes"].([]any)); after != before+1 {
					t.Errorf("the same request id: %d notes, want %d", after, before+1)
				}
				time.Sleep(10*time.Minute + time.Second)
				c.token = map[string]string{}
				c.call(TenantID, PartnerCenter, "PATCH", path, note, id, ticket.ID)
				notes := c.partner(path).json(t)["notes"].([]any)
				if len(notes) != before+2 || notes[before+1].(map[string]any)["text"] != "Anything new?" {
					t.Errorf("after the window: %d notes, want %d", len(notes), before+2)
				}
			}
			if len(statuses) == 2 {
				break
			}
		}
		if !statuses[200] || !statuses[204] {
			t.Errorf("statuses %v, want 200 and 204", statuses)
		}
		if n := c.cloud.State().Notes; len(n) < 2 || n[0].TenantID == "" || n[0].Title == "" || n[0].Text != "Anything new?" {
			t.Errorf("state of notes %v", n)
		}
		_, tenant := customerWith(t, c.cloud, func(i int) bool { return c.cloud.customers.Listed(world.PartnerCenter, i) })
		c.want(c.call(TenantID, PartnerCenter, "PATCH", "/servicerequests/600000000000000", `{"NewNote":{"Text":"x"}}`), 404)
		c.want(c.partner("/customers/"+tenant+"/servicerequests?size=1001"), 400)
	})
}

func TestAllServiceRequestsNameTheirCustomers(t *testing.T) {
	c := newClient(t, "demo", Options{AutoApprove: true})
	c.signIn()
	want := 0
	for i := range c.cloud.world.Len() {
		if c.cloud.customers.Listed(world.PartnerCenter, i) {
			want += len(c.cloud.world.Tickets(i))
		}
	}
	seen, path := map[string]bool{}, "/servicerequests?size=7"
	for path != "" {
		m := c.want(c.partner(path), 200).json(t)
		for _, r := range m["items"].([]any) {
			r := r.(map[string]any)
			org := r["organization"].(map[string]any)
			if _, ok := c.cloud.world.Lookup(org["id"].(string)); !ok || len(r["id"].(string)) != 15 {
				t.Errorf("request %v of %v", r["id"], org)
			}
			seen[r["id"].(string)] = true
		}
		path = ""
		if l, ok := m["links"].(map[string]any); ok {
			path, _ = l["next"].(map[string]any)["uri"].(string)
		}
	}
	if len(seen) != want || want == 0 {
		t.Errorf("%d requests, want %d", len(seen), want)
	}
}

func readExample(t *testing.T, file string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "api", "examples", file))
	if err != nil {
		t.Fatal(err)
	}
	return b
}
