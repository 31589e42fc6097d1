package simcloud

import (
	"encoding/json"
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

// fieldFilter is a filter in Partner Center's own language.
func fieldFilter(field, operator, value string) string {
	b, _ := json.Marshal(map[string]string{"Field": field, "Operator": operator, "Value": value})
	return "filter=" + url.QueryEscape(string(b))
}

// items follows a list of Partner Center to its end.
func (c *client) items(path string) (items []map[string]any) {
	c.t.Helper()
	header := []string{}
	for path != "" {
		m := c.want(c.partner(path, header...), 200).json(c.t)
		for _, r := range m["items"].([]any) {
			items = append(items, r.(map[string]any))
		}
		l, _ := m["links"].(map[string]any)
		next, _ := l["next"].(map[string]any)
		if path, header = "", nil; next != nil {
			path = strings.TrimPrefix(next["uri"].(string), "/v1")
			for _, h := range next["headers"].([]any) {
				header = append(header, h.(map[string]any)["key"].(string), h.(map[string]any)["value"].(string))
			}
		}
	}
	return items
}

func TestPartnerCenterWantsItsHeaders(t *testing.T) {
	c := newClient(t, "demo", Options{AutoApprove: true})
	c.signIn()
	i, _ := c.requester(true)
	note := "/servicerequests/" + c.cloud.world.Tickets(i)[0].ID
	for _, x := range []struct {
		method, path, body string
		header             []string
		status             int
	}{
		{"GET", "/customers", "", nil, 200},
		{"GET", "/customers", "", []string{"MS-Contract-Version", ""}, 400},
		{"GET", "/customers", "", []string{"MS-Contract-Version", "v2"}, 400},
		{"PATCH", note, `{"NewNote":{"Text":"x"}}`, []string{"Content-Type", ""}, 400},
		{"PATCH", note, `{"NewNote":{"Text":"x"}}`, []string{"Content-Type", "text/plain"}, 400},
		{"PATCH", note, `{"NewNote":{"Text":"x"}}`, []string{"Content-Type", "application/json; charset=utf-8", "MS-Contract-Version", ""}, 400},
	} {
		r := c.want(c.call(TenantID, PartnerCenter, x.method, x.path, x.body, x.header...), x.status)
		if m := r.json(t); x.status == 400 && (m["code"] != "3000" || m["description"] == "" || m["data"] == nil || m["source"] == nil) {
			t.Errorf("%s %v: %v", x.path, x.header, m)
		}
	}
	if n := c.cloud.State().Notes; len(n) != 0 {
		t.Errorf("what was refused was done: %v", n)
	}
}

func TestAPartnerClosesAndReopensARequest(t *testing.T) {
	c := newClient(t, "demo", Options{AutoApprove: true})
	c.signIn()
	i, _ := c.requester(true)
	id := c.cloud.world.Tickets(i)[0].ID
	path := "/servicerequests/" + id
	read := func() map[string]any { return c.want(c.partner(path), 200).json(t) }
	notes := len(read()["notes"].([]any))
	for _, x := range []struct {
		body, status string
		notes        int // more than before
	}{
		{`{"Status":"closed","NewNote":null}`, "closed", 0}, {`{"Status":1}`, "open", 0}, {`{"Status":"Closed","NewNote":{"Text":"It works."}}`, "closed", 1}, {`{"Status":"none","NewNote":{"Text":"No."}}`, "closed", 2},
	} {
		if got := c.call(TenantID, PartnerCenter, "PATCH", path, x.body).status; got != 200 && got != 204 {
			t.Errorf("%s: %d", x.body, got)
		}
		m := read()
		if closed := m["lastClosedDate"] != "0001-01-01T00:00:00"; m["status"] != x.status || len(m["notes"].([]any)) != notes+x.notes || closed != (x.status == "closed") {
			t.Errorf("%s: %v, %d notes, closed at %v", x.body, m["status"], len(m["notes"].([]any)), m["lastClosedDate"])
		}
	}
	for _, body := range []string{"", "{}", `{"Status":"attention_needed"}`, `{"Status":9}`, `{"Status":true}`, `{"Status":"closed","NewNote":{"Text":" "}}`} {
		c.want(c.call(TenantID, PartnerCenter, "PATCH", path, body), 400)
	}
	if n := c.cloud.State().Notes; len(n) != 2 {
		t.Errorf("%d notes were recorded, want 2", len(n))
	}
}

func TestServiceRequestsAreFilteredByStatus(t *testing.T) {
	c := newClient(t, "demo", Options{AutoApprove: true})
	c.signIn()
	all := c.items("/servicerequests?size=9")
	for _, status := range []string{"open", "closed", "attention_needed"} {
		n := 0
		for _, t := range c.cloud.world.Requesters() {
			for _, ticket := range c.cloud.world.Tickets(int(t)) {
				if ticket.Status == status && c.cloud.customers.Listed(world.PartnerCenter, int(t)) {
					n++
				}
			}
		}
		if got := c.items("/servicerequests?size=9&" + fieldFilter("Status", "equals", status)); len(got) != n || n == 0 || n == len(all) {
			t.Errorf("%s: %d of %d, want %d", status, len(got), len(all), n)
		}
	}
	i, tenant := c.requester(true)
	for _, path := range []string{"/servicerequests", "/customers/" + tenant + "/servicerequests"} {
		for _, bad := range []string{fieldFilter("Title", "equals", "x"), fieldFilter("Status", "starts_with", "o"), "filter=x"} {
			c.want(c.partner(path+"?"+bad), 400)
		}
	}
	open := len(slices.DeleteFunc(c.cloud.world.Tickets(i), func(t world.Ticket) bool { return t.Status != "open" }))
	if got := c.items("/customers/" + tenant + "/servicerequests?" + fieldFilter("Status", "equals", "open")); len(got) != open {
		t.Errorf("%d open ones of a customer, want %d", len(got), open)
	}
}

func TestAuditRecordsAreThoseOfTheDaysAskedFor(t *testing.T) { synctest.Test(t, auditRecords) }

func auditRecords(t *testing.T) {
	c := newClient(t, "demo", Options{AutoApprove: true})
	c.signIn()
	day := func(back int) string { return time.Now().UTC().AddDate(0, 0, -back).Format(time.DateOnly) }
	all := c.items("/auditrecords?startDate=" + day(90) + "&size=7")
	if len(all) < 50 || !slices.IsSortedFunc(all, func(a, b map[string]any) int {
		return strings.Compare(b["operationDate"].(string), a["operationDate"].(string))
	}) {
		t.Errorf("%d records, or not the newest first", len(all))
	}
	within := func(from, to int) (n int) {
		for _, r := range all {
			if at := r["operationDate"].(string)[:10]; at >= day(from) && at <= day(to) {
				n++
			}
		}
		return n
	}
	for query, want := range map[string]int{
		"": within(30, 0), "startDate=" + day(60): within(60, 0), "startDate=" + day(60) + "&endDate=" + day(20): within(60, 20), "startDate=" + day(14) + "&endDate=" + day(14): within(14, 14),
		"startDate=" + time.Now().UTC().AddDate(0, 0, -60).Format(time.RFC3339): within(60, 0),
	} {
		if got := c.items("/auditrecords?" + query); len(got) != want {
			t.Errorf("%s: %d records, want %d", query, len(got), want)
		}
	}
	of := all[0]["customerId"].(string)
	for filter, keeps := range map[string]func(map[string]any) bool{
		fieldFilter("CustomerId", "equals", of):        func(r map[string]any) bool { return r["customerId"] == of },
		fieldFilter("ResourceType", "equals", "Order"): func(r map[string]any) bool { return r["resourceType"] == "order" },
		fieldFilter("CompanyName", "substring", all[0]["customerName"].(string)[1:4]): func(r map[string]any) bool {
			return strings.Contains(strings.ToLower(r["customerName"].(string)), strings.ToLower(all[0]["customerName"].(string)[1:4]))
		},
	} {
		got := c.items("/auditrecords?startDate=" + day(90) + "&" + filter)
		want := len(slices.DeleteFunc(slices.Clone(all), func(r map[string]any) bool { return !keeps(r) }))
		if len(got) != want || want == 0 {
			t.Errorf("%s: %d records, want %d", filter, len(got), want)
		}
	}
	for _, bad := range []string{"startDate=" + day(91), "startDate=yesterday", "startDate=" + day(3) + "&endDate=" + day(5), "size=501", "size=0", "seekOperation=Next", fieldFilter("Colour", "equals", "red")} {
		c.want(c.partner("/auditrecords?"+bad), 400)
	}
}

func TestPartnershipsAndIncidentsOfPartnerCenter(t *testing.T) {
	c := newClient(t, "troubled", Options{AutoApprove: true})
	c.signIn()
	if n, m, none := len(c.items("/relationships")), len(c.items("/relationships?relationship_type=IsIndirectCloudSolutionProviderOf")), len(c.items("/relationships?relationship_type=is_indirect_reseller_of")); n != 2 || m != 2 || none != 0 {
		t.Errorf("%d partnerships, %d as provider, %d as reseller", n, m, none)
	}
	if got := c.items("/relationships?" + fieldFilter("Name", "substring", "adat")); len(got) != 1 {
		t.Errorf("by name: %v", got)
	}
	c.want(c.partner("/relationships?relationship_type=friend"), 400)
	shared := 0
	for i := range c.cloud.world.Len() {
		if c.cloud.customers.Listed(world.PartnerCenter, i) {
			shared += len(c.items("/customers/" + c.cloud.world.ID(i) + "/relationships"))
		}
	}
	all := c.items("/serviceincidents/office")
	open := c.items("/serviceincidents/office?" + fieldFilter("Resolved", "equals", "false"))
	if shared == 0 || len(open) == 0 || len(open) >= len(all) || slices.ContainsFunc(open, func(r map[string]any) bool { return r["resolved"] != false }) {
		t.Errorf("%d shared customers, %d open incidents of %d", shared, len(open), len(all))
	}
	if r := c.want(c.partner("/serviceincidents/office/count"), 200); strings.TrimSpace(string(r.body)) == "0" {
		t.Errorf("count %s", r.body)
	}
	i, tenant := customerWith(t, c.cloud, func(i int) bool {
		return c.cloud.customers.Listed(world.PartnerCenter, i) && len(c.cloud.customers.Issues(i, c.cloud.now())) > 1
	})
	if got := c.items("/customers/" + tenant + "/serviceincidents/office"); len(got) != len(c.cloud.customers.Issues(i, c.cloud.now())) || got[0]["impactedCustomers"] != 1.0 {
		t.Errorf("of one customer: %v", got)
	}
	c.want(c.partner("/serviceincidents/office?"+fieldFilter("Workload", "equals", "x")), 400)
}

// swagger is the official description of Partner Center, as far as it is needed here.
type swagger struct {
	Definitions map[string]definition `json:"definitions"`
}

type definition struct {
	Ref        string                `json:"$ref"`
	Type       string                `json:"type"`
	Enum       []string              `json:"enum"`
	Properties map[string]definition `json:"properties"`
	Items      *definition           `json:"items"`
}

// fits lists what in v is not as the definition says: members that it does not know, and values of another kind. Enums
// are declared as numbers and come as words, too (api/facts.md 5.3).
func (s swagger) fits(at string, d definition, v any) (wrong []string) {
	if d.Ref != "" {
		d = s.Definitions[strings.TrimPrefix(d.Ref, "#/definitions/")]
	}
	kind := ""
	switch v := v.(type) {
	case map[string]any:
		kind = "object"
		for name, member := range v {
			known, ok := d.Properties[name]
			if !ok && len(d.Properties) > 0 {
				wrong = append(wrong, at+"."+name+" is unknown")
				continue
			}
			wrong = append(wrong, s.fits(at+"."+name, known, member)...)
		}
	case []any:
		kind = "array"
		for _, item := range v {
			if d.Items != nil {
				wrong = append(wrong, s.fits(at+"[]", *d.Items, item)...)
			}
		}
	case string:
		if kind = "string"; d.Type == "integer" && slices.ContainsFunc(d.Enum, func(word string) bool { return strings.EqualFold(word, v) }) {
			kind = "integer"
		}
	case float64:
		kind = "integer"
	case bool:
		kind = "boolean"
	}
	if kind != "" && d.Type != "" && kind != d.Type {
		wrong = append(wrong, at+" is "+kind+", not "+d.Type)
	}
	return wrong
}

func TestAnswersOfPartnerCenterHaveTheOfficialShape(t *testing.T) {
	needShared(t)
	b, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "api", "swagger", "partnercenter-CustomerService-swagger2-2021.json"))
	if err != nil {
		t.Fatal(err)
	}
	var s swagger
	if err := json.Unmarshal(b, &s); err != nil {
		t.Fatal(err)
	}
	c := newClient(t, "troubled", Options{AutoApprove: true})
	c.signIn()
	_, tenant := customerWith(t, c.cloud, func(i int) bool {
		return c.cloud.customers.Listed(world.PartnerCenter, i) && i%5 == 0 && len(c.cloud.customers.Issues(i, c.cloud.now())) > 1
	})
	const list, v1 = "Microsoft.Partner.Core.Collections.ResourceCollection[", "Microsoft.Partner.Service.Customers.Contracts.V1."
	for path, name := range map[string]string{
		"/customers?size=3": list + v1 + "Customer]", "/customers/" + tenant: v1 + "Customer", "/customers/" + tenant + "/profiles/company": v1 + "CustomerCompanyProfile",
		"/customers/" + tenant + "/profiles/billing": v1 + "CustomerBillingProfile", "/customers/" + tenant + "/managedservices": list + v1 + "ManagedService]",
		"/relationships": list + v1 + "PartnerRelationship]", "/customers/" + tenant + "/relationships": list + v1 + "PartnerRelationship]",
		"/serviceincidents/office": list + v1 + "ServiceIncidentDetail]", "/customers/" + tenant + "/serviceincidents/office": list + v1 + "ServiceIncidentDetail]",
	} {
		if _, ok := s.Definitions[name]; !ok {
			t.Fatalf("the official description has no %s", name)
		}
		answer := c.want(c.partner(path), 200).json(t)
		if items, isList := answer["items"].([]any); isList && len(items) == 0 && !strings.Contains(path, "/relationships") {
			t.Errorf("%s: nothing there", path)
		}
		for _, wrong := range s.fits("", definition{Ref: name}, answer) {
			t.Errorf("%s: %s", path, wrong)
		}
	}
	if s.fits("", definition{Ref: v1 + "Customer"}, map[string]any{"id": 7.0}) == nil || s.fits("", definition{Ref: v1 + "Customer"}, map[string]any{"colour": "red"}) == nil {
		t.Error("the check accepts a number for an id, or a member that is unknown: it checks nothing")
	}
}
