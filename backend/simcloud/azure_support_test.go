package simcloud

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"tenantry/backend/simcloud/world"
)

// names are those of a list's items.
func names(t *testing.T, r reply) string {
	t.Helper()
	var out []string
	for _, row := range r.json(t)["value"].([]any) {
		out = append(out, row.(map[string]any)["name"].(string))
	}
	return strings.Join(out, " ")
}

// filtered is the address of a list with a $filter.
func filtered(list, filter string) string {
	return list + "?api-version=" + supportVersion + "&$filter=" + url.QueryEscape(filter)
}

func TestPagesAreAsLongAsTheDocumentsSay(t *testing.T) {
	c := newClient(t, "demo", Options{AutoApprove: true})
	c.signIn()
	tenant, support := c.azureCustomer("Enabled")
	for n := range 26 {
		c.want(c.azure(tenant, "PUT", fmt.Sprintf("%s/supportTickets/t%d", support, n), ticketBody(nil)), 202)
	}
	for n := range 11 {
		c.want(c.azure(tenant, "PUT", fmt.Sprintf("%s/supportTickets/t0/communications/m%d", support, n), `{"properties":{"subject":"a","body":"b"}}`), 202)
	}
	messages := support + "/supportTickets/t0/communications"
	for path, want := range map[string][2]int{support + "/supportTickets": {25, 1}, messages: {10, 1}, support + "/supportTickets?api-version=" + supportVersion + "&$top=100": {26, 0}} {
		first := c.want(c.azure(tenant, "GET", path, ""), 200).json(t)
		rest := []any{}
		if next, _ := first["nextLink"].(string); next != "" {
			rest = c.want(c.azure(tenant, "GET", next, ""), 200).json(t)["value"].([]any)
		}
		if n := len(first["value"].([]any)); n != want[0] || len(rest) != want[1] {
			t.Errorf("%s: pages of %d and %d, want %v", path, n, len(rest), want)
		}
	}
	for _, bad := range []string{support + "/supportTickets?api-version=" + supportVersion + "&$top=101", messages + "?api-version=" + supportVersion + "&$top=11",
		messages + "?api-version=" + supportVersion + "&$orderby=createdDate", support + "/supportTickets?api-version=" + supportVersion + "&$select=name",
		support + "/supportTickets/t0?api-version=" + supportVersion + "&$top=1", "/providers/Microsoft.Support/services?api-version=" + supportVersion + "&$filter=x",
		"/subscriptions?api-version=" + subscriptionsVersion + "&$filter=x"} {
		c.want(c.azure(tenant, "GET", bad, ""), 400)
	}
}

func TestTicketsAndCommunicationsAreFilteredOrRefused(t *testing.T) {
	synctest.Test(t, ticketsAreFiltered)
}

func ticketsAreFiltered(t *testing.T) {
	c := newClient(t, "demo", Options{AutoApprove: true})
	c.signIn()
	tenant, support := c.azureCustomer("Enabled")
	list := support + "/supportTickets"
	other := world.AzureServices[1]
	c.want(c.azure(tenant, "PUT", list+"/old", ticketBody(nil)), 202)
	c.want(c.azure(tenant, "PUT", list+"/old/communications/first", `{"properties":{"subject":"a","body":"b"}}`), 202)
	time.Sleep(90 * time.Second)
	between := time.Now().UTC().Format(time.RFC3339)
	c.want(c.azure(tenant, "PUT", list+"/new", ticketBody(func(p map[string]any) {
		p["serviceId"] = supportServices + other.ID
		p["problemClassificationId"] = supportServices + other.ID + "/problemClassifications/" + other.Problems[0].ID
	})), 202)
	c.want(c.azure(tenant, "PATCH", list+"/old", `{"status":"closed"}`), 200)
	c.want(c.azure(tenant, "PUT", list+"/old/communications/second", `{"properties":{"subject":"a","body":"b"}}`), 202)
	messages := list + "/old/communications"
	for _, x := range []struct{ list, filter, want string }{
		{list, "status eq 'Open'", "new"}, {list, "Status eq 'closed'", "old"}, {list, "createdDate ge " + between, "new"}, {list, "CreatedDate gt 1999-03-10T22:08:51Z", "new old"},
		{list, "createdDate ge 1999-03-10T22:08:51Z and status eq 'Open'", "new"}, {list, "createdDate ge " + between + " and status eq 'Closed'", ""},
		{list, "ServiceId eq '" + other.ID + "'", "new"}, {list, "serviceId eq '" + supportServices + strings.ToUpper(other.ID) + "'", "new"},
		{list, "ProblemClassificationId eq '" + other.Problems[0].ID + "'", "new"}, {list, "ProblemClassificationId eq 'x'", ""},
		{messages, "communicationType eq 'web'", "second first"}, {messages, "communicationType eq 'web' and createdDate ge " + between, "second"}, {messages, "communicationType eq 'phone'", ""},
	} {
		if got := names(t, c.want(c.azure(tenant, "GET", filtered(x.list, x.filter), ""), 200)); got != x.want {
			t.Errorf("%s: %q, want %q", x.filter, got, x.want)
		}
	}
	for _, x := range []struct{ list, filter string }{
		{list, "colour"}, {list, ""}, {list, "status ne 'Open'"}, {list, "title eq 'x'"}, {list, "status eq 'Open' or status eq 'Closed'"}, {list, "not (status eq 'Open')"},
		{list, "createdDate le 1999-03-10T22:08:51Z"}, {list, "createdDate eq 2020-03-10"}, {list, "createdDate ge '1999-03-10T22:08:51Z'"}, {list, "status eq null"},
		{list, "startswith(status,'O')"}, {messages, "status eq 'Open'"}, {messages, "communicationType gt 'web'"},
	} {
		if code := azureCode(t, c.want(c.azure(tenant, "GET", filtered(x.list, x.filter), ""), 400)); code != "BadRequest" {
			t.Errorf("%s: %s", x.filter, code)
		}
	}
}

func TestATicketIsUpdatedInPlace(t *testing.T) {
	c := newClient(t, "demo", Options{AutoApprove: true})
	c.signIn()
	tenant, support := c.azureCustomer("Enabled")
	path := support + "/supportTickets/one"
	patch := func(body string, status int) map[string]any {
		t.Helper()
		p, _ := c.want(c.azure(tenant, "PATCH", path, body), status).json(t)["properties"].(map[string]any)
		return p
	}
	patch(`{"status":"closed"}`, 404)
	c.want(c.azure(tenant, "PUT", path, ticketBody(nil)), 202)
	if p := patch(`{"severity":"Critical"}`, 200); p["severity"] != "critical" || p["title"] != "VM is down" {
		t.Errorf("severity: %v", p)
	}
	if p := patch(`{"contactDetails":{"primaryEmailAddress":"grace@contoso.com"},"advancedDiagnosticConsent":"Yes"}`, 200); p["advancedDiagnosticConsent"] != "Yes" ||
		p["contactDetails"].(map[string]any)["primaryEmailAddress"] != "grace@contoso.com" || p["contactDetails"].(map[string]any)["firstName"] != "Ada" {
		t.Errorf("contact: %v", p)
	}
	if p := patch(`{"status":"closed"}`, 200); p["status"] != "Closed" || p["severity"] != "critical" {
		t.Errorf("status: %v", p)
	}
	if p := patch(`{"status":"Open"}`, 200); p["status"] != "Open" {
		t.Errorf("open again: %v", p)
	}
	for _, bad := range []string{`{"severity":"grave"}`, `{"status":"done"}`, `{"contactDetails":{"country":"France"}}`, `{"contactDetails":7}`, `{"advancedDiagnosticConsent":"perhaps"}`, "x",
		`{"status":"closed","severity":"grave"}`} {
		patch(bad, 400)
	}
	c.happen(Event{Kind: "ticket-answered"})
	patch(`{"severity":"minimal"}`, 400)
	p := c.want(c.azure(tenant, "GET", path, ""), 200).json(t)["properties"].(map[string]any)
	if p["status"] != "Open" || p["severity"] != "critical" || p["supportEngineer"].(map[string]any)["emailAddress"] == nil {
		t.Errorf("what was refused was done: %v", p)
	}
	patch(`{"severity":"critical","status":"closed"}`, 200)
	off, offSupport := c.azureCustomer("Disabled")
	if code := azureCode(t, c.want(c.azure(off, "PATCH", offSupport+"/supportTickets/one", `{"status":"closed"}`), 409)); code != "ReadOnlyDisabledSubscription" {
		t.Errorf("a disabled subscription: %s", code)
	}
}

func TestANameCanBeAskedForBeforeItIsTaken(t *testing.T) {
	c := newClient(t, "demo", Options{AutoApprove: true})
	c.signIn()
	tenant, support := c.azureCustomer("Enabled")
	free := func(at, name, kind string) any {
		t.Helper()
		return c.want(c.azure(tenant, "POST", at+"/checkNameAvailability", `{"name":"`+name+`","type":"`+kind+`"}`), 200).json(t)["nameAvailable"]
	}
	ticket := support + "/supportTickets/one"
	if free(support, "one", "Microsoft.Support/supportTickets") != true {
		t.Error("the name is taken before there is a ticket")
	}
	c.want(c.azure(tenant, "POST", ticket+"/checkNameAvailability", `{"name":"m","type":"Microsoft.Support/communications"}`), 404)
	c.want(c.azure(tenant, "PUT", ticket, ticketBody(nil)), 202)
	if free(support, "ONE", "microsoft.support/supporttickets") != false || free(ticket, "m", "Microsoft.Support/communications") != true {
		t.Error("a ticket's name is free, or its message's is taken")
	}
	c.want(c.azure(tenant, "PUT", ticket+"/communications/m", `{"properties":{"subject":"a","body":"b"}}`), 202)
	if free(ticket, "M", "Microsoft.Support/communications") != false {
		t.Error("a message's name is free after it is there")
	}
	for _, body := range []string{"", "{}", `{"name":"one"}`, `{"name":"","type":"Microsoft.Support/supportTickets"}`, `{"name":"one","type":"Microsoft.Support/communications"}`} {
		c.want(c.azure(tenant, "POST", support+"/checkNameAvailability", body), 400)
	}
}

func TestATicketWithoutAPaidPlanFailsInItsOperation(t *testing.T) {
	c := newClient(t, "demo", Options{AutoApprove: true})
	c.signIn()
	fails := func(tenant, support, name string) (code, message string) {
		t.Helper()
		r := c.want(c.azure(tenant, "PUT", support+"/supportTickets/"+name, ticketBody(nil)), 202)
		at := r.header.Get("Azure-AsyncOperation")
		if running := c.want(c.azure(tenant, "GET", at, ""), 200).json(t); running["status"] != "InProgress" || running["error"] != nil {
			t.Errorf("first poll: %v", running)
		}
		done := c.want(c.azure(tenant, "GET", at, ""), 200).json(t)
		why, _ := done["error"].(map[string]any)
		if done["status"] != "Failed" || done["endTime"] == nil || why == nil {
			t.Fatalf("the operation: %v", done)
		}
		c.want(c.azure(tenant, "GET", r.header.Get("Location"), ""), 400)
		c.want(c.azure(tenant, "GET", support+"/supportTickets/"+name, ""), 404)
		return why["code"].(string), why["message"].(string)
	}
	w, unpaid := c.cloud.world, world.AzureSubscription{}
	i, tenant := customerWith(t, c.cloud, func(i int) bool {
		for _, s := range w.AzureSubscriptions(i) {
			if !s.Paid() && s.State == "Enabled" && c.cloud.customers.Access(i) == world.Open {
				unpaid = s
			}
		}
		return unpaid.ID != ""
	})
	if unpaid.Customer != i {
		t.Fatal("another customer's subscription")
	}
	code, message := fails(tenant, "/subscriptions/"+unpaid.ID+"/providers/Microsoft.Support", "one")
	if code != "InvalidSupportPlan" || !strings.Contains(message, "support plan type is "+unpaid.Plan) {
		t.Errorf("%s: %s", code, message)
	}
	tenant, support := c.azureCustomer("Enabled")
	c.happen(Event{Kind: "ticket-refused", TenantID: tenant})
	if code, _ := fails(tenant, support, "two"); code != "InvalidSupportPlan" {
		t.Errorf("the event's own default: %s", code)
	}
	c.want(c.azure(tenant, "PUT", support+"/supportTickets/two", ticketBody(nil)), 202) // once only, and the name is free
	c.happen(Event{Kind: "ticket-refused", TenantID: tenant, Count: 2, Code: "InternalServerError", Text: "It broke."})
	c.want(c.azure(tenant, "PUT", support+"/supportTickets/two", ticketBody(nil)), 409) // a taken name is no ticket, so the event waits
	for _, name := range []string{"three", "four"} {
		if code, message := fails(tenant, support, name); code != "InternalServerError" || message != "It broke." {
			t.Errorf("%s: %s %s", name, code, message)
		}
	}
	if made := c.cloud.State().Tickets; len(made) != 1 || made[0].Name != "two" {
		t.Errorf("made %v", made)
	}
}

func TestWhatIsAboveTheTickets(t *testing.T) {
	c := newClient(t, "demo", Options{AutoApprove: true})
	c.signIn()
	tenant, support := c.azureCustomer("Enabled")
	subscription := strings.TrimSuffix(support, "/providers/Microsoft.Support")
	id := strings.TrimPrefix(subscription, "/subscriptions/")
	version := "?api-version=" + subscriptionsVersion
	one := c.want(c.azure(tenant, "GET", subscription+version, ""), 200).json(t)
	if one["subscriptionId"] != id || one["tenantId"] != tenant || one["state"] != "Enabled" || one["subscriptionPolicies"] == nil {
		t.Errorf("subscription %v", one)
	}
	if code := azureCode(t, c.want(c.azure(TenantID, "GET", subscription+version, ""), 404)); code != "SubscriptionNotFound" {
		t.Errorf("from another tenant: %s", code)
	}
	for of, want := range map[string]int{tenant: 2, TenantID: 1} {
		rows := c.want(c.azure(of, "GET", "/tenants"+version, ""), 200).json(t)["value"].([]any)
		last := rows[len(rows)-1].(map[string]any)
		if len(rows) != want || last["tenantId"] != of || last["defaultDomain"] == "" || rows[0].(map[string]any)["tenantCategory"] != "Home" {
			t.Errorf("tenants %v", rows)
		}
	}
	if rows := c.want(c.azure(tenant, "GET", "/providers/Microsoft.Support/operations", ""), 200).json(t)["value"].([]any); len(rows) < 5 {
		t.Errorf("operations %v", rows)
	}
	for _, path := range []string{"/tenants?api-version=" + supportVersion, subscription + "?api-version=" + supportVersion, support + "/supportTickets" + version, "/providers/Microsoft.Support/operations" + version} {
		if code := azureCode(t, c.want(c.azure(tenant, "GET", path, ""), 400)); code != "InvalidApiVersionParameter" {
			t.Errorf("%s: %s", path, code)
		}
	}
}
