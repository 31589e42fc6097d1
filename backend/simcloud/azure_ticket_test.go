package simcloud

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"

	"tenantry/backend/simcloud/world"
)

func TestATicketIsThereFromTheMomentOfThe202On(t *testing.T) {
	c := newClient(t, "demo", Options{AutoApprove: true})
	c.signIn()
	tenant, support := c.azureCustomer("Enabled")
	path := support + "/supportTickets/one"
	if code := azureCode(t, c.want(c.azure(tenant, "GET", path, ""), 404)); code != "ResourceNotFound" {
		t.Errorf("before: %s", code)
	}
	r := c.want(c.azure(tenant, "PUT", path, ticketBody(nil)), 202)
	at, result := r.header.Get("Azure-AsyncOperation"), r.header.Get("Location")
	base := c.cloud.Endpoints().Azure + support
	if len(r.body) != 0 || !strings.HasPrefix(at, base+"/operationsStatus/") || !strings.HasPrefix(result, base+"/operationResults/") || !strings.HasSuffix(at, "?api-version="+supportVersion) {
		t.Fatalf("202 with %q, %q and body %q", at, result, r.body)
	}
	ticket := c.want(c.azure(tenant, "GET", path, ""), 200).json(t)
	r = c.want(c.azure(tenant, "GET", at, ""), 200)
	if r.json(t)["status"] != "InProgress" || r.header.Get("Retry-After") != "1" || r.json(t)["startTime"] == nil {
		t.Errorf("first poll: %s", r.body)
	}
	for range 2 {
		if r = c.want(c.azure(tenant, "GET", at, ""), 200); r.json(t)["status"] != "Succeeded" || r.header.Get("Retry-After") != "" {
			t.Errorf("later poll: %s", r.body)
		}
	}
	if got := c.want(c.azure(tenant, "GET", result, ""), 200).json(t); fmt.Sprint(got) != fmt.Sprint(ticket) {
		t.Errorf("the result is %v, the ticket %v", got, ticket)
	}
	p := ticket["properties"].(map[string]any)
	if p["title"] != "VM is down" || p["status"] != "Open" || len(p["supportTicketId"].(string)) != 15 || p["serviceDisplayName"] != world.AzureServices[0].Name ||
		p["problemClassificationDisplayName"] != world.AzureServices[0].Problems[1].Name || ticket["name"] != "one" {
		t.Errorf("ticket %v", ticket)
	}
	r = c.want(c.azure(tenant, "PUT", support+"/supportTickets/two", ticketBody(nil)), 202)
	result = r.header.Get("Location")
	if r = c.want(c.azure(tenant, "GET", result, ""), 202); r.header.Get("Retry-After") != "1" || r.header.Get("Location") != result {
		t.Errorf("a result that is awaited: %v", r.header)
	}
	c.want(c.azure(tenant, "GET", result, ""), 200)
	c.want(c.azure(tenant, "GET", support+"/operationsStatus/none", ""), 404)
	made := c.cloud.State().Tickets
	if len(made) != 2 || made[0].ID != p["supportTicketId"] || made[0].TenantID != tenant || made[0].Title != "VM is down" || made[0].Name != "one" || made[1].ID == made[0].ID {
		t.Errorf("state %v", made)
	}
}

func TestANameMakesOneTicket(t *testing.T) {
	c := newClient(t, "demo", Options{AutoApprove: true})
	c.signIn()
	tenant, support := c.azureCustomer("Enabled")
	c.bearer(tenant, Azure)
	c.bearer(TenantID, Azure)
	statuses := make([]int, 8)
	var all sync.WaitGroup
	for n := range statuses {
		all.Go(func() { statuses[n] = c.azure(tenant, "PUT", support+"/supportTickets/ONE", ticketBody(nil)).status })
	}
	all.Wait()
	count := map[int]int{}
	for _, s := range statuses {
		count[s]++
	}
	if count[202] != 1 || count[409] != 7 || len(c.cloud.State().Tickets) != 1 {
		t.Errorf("statuses %v, %d tickets", count, len(c.cloud.State().Tickets))
	}
	other := ticketBody(func(p map[string]any) { p["title"] = "Another" })
	if code := azureCode(t, c.want(c.azure(tenant, "PUT", support+"/supportTickets/one", other), 409)); code != "Conflict" {
		t.Errorf("code %s", code)
	}
	if got := c.azure(tenant, "GET", support+"/supportTickets/one", "").json(t)["properties"].(map[string]any)["title"]; got != "VM is down" {
		t.Errorf("the second body won: %v", got)
	}
}

func TestABadTicketIsRefusedAtItsField(t *testing.T) {
	c := newClient(t, "demo", Options{AutoApprove: true})
	c.signIn()
	tenant, support := c.azureCustomer("Enabled")
	contact := func(name string, v any) func(map[string]any) {
		return func(p map[string]any) { p["contactDetails"].(map[string]any)[name] = v }
	}
	member := func(name string, v any) func(map[string]any) { return func(p map[string]any) { p[name] = v } }
	other := world.AzureServices[1]
	for target, spoil := range map[string]func(map[string]any){
		"title": member("title", " "), "title ": member("title", strings.Repeat("ß", 256)), "description": member("description", ""), "severity": member("severity", "grave"),
		"advancedDiagnosticConsent": func(p map[string]any) { delete(p, "advancedDiagnosticConsent") },
		"serviceId":                 member("serviceId", other.ID), "serviceId ": member("serviceId", supportServices+"x"),
		"problemClassificationId":  member("problemClassificationId", supportServices+other.ID+"/problemClassifications/"+other.Problems[0].ID),
		"contactDetails.firstName": contact("firstName", ""), "contactDetails.primaryEmailAddress": contact("primaryEmailAddress", "ada"),
		"contactDetails.preferredContactMethod": contact("preferredContactMethod", "fax"), "contactDetails.phoneNumber": contact("preferredContactMethod", "phone"),
		"contactDetails.preferredTimeZone": contact("preferredTimeZone", "Europe/Paris"), "contactDetails.country": contact("country", "France"),
		"contactDetails.preferredSupportLanguage": contact("preferredSupportLanguage", ""),
	} {
		r := c.want(c.azure(tenant, "PUT", support+"/supportTickets/bad", ticketBody(spoil)), 400)
		details, _ := r.json(t)["error"].(map[string]any)["details"].([]any)
		if len(details) != 1 || details[0].(map[string]any)["target"] != "properties."+strings.TrimSpace(target) {
			t.Errorf("%s: %s", target, r.body)
		}
	}
	for _, body := range []string{"", "x", "{}", `{"properties":7}`} {
		c.want(c.azure(tenant, "PUT", support+"/supportTickets/bad", body), 400)
	}
	c.want(c.azure(tenant, "GET", support+"/supportTickets/bad", ""), 404)
	if made := c.cloud.State().Tickets; len(made) != 0 {
		t.Errorf("made %v", made)
	}
	c.want(c.azure(tenant, "PUT", support+"/supportTickets/good", ticketBody(member("title", strings.Repeat("ß", 255)))), 202)
}

func TestCommunicationsAreNamedByTheClientToo(t *testing.T) {
	c := newClient(t, "demo", Options{AutoApprove: true})
	c.signIn()
	tenant, support := c.azureCustomer("Enabled")
	path := support + "/supportTickets/one"
	hello := `{"properties":{"subject":"More","body":"It is back.","sender":"ada@contoso.com"}}`
	c.want(c.azure(tenant, "PUT", path+"/communications/first", hello), 404)
	c.want(c.azure(tenant, "GET", path+"/communications", ""), 404)
	c.want(c.azure(tenant, "PUT", path, ticketBody(nil)), 202)
	number := c.cloud.State().Tickets[0].ID
	c.want(c.azure(tenant, "GET", path+"/communications/first", ""), 404)
	r := c.want(c.azure(tenant, "PUT", path+"/communications/first", hello), 202)
	m := c.want(c.azure(tenant, "GET", path+"/communications/First", ""), 200).json(t)
	if p := m["properties"].(map[string]any); m["name"] != "first" || p["body"] != "It is back." || p["communicationDirection"] != "outbound" || p["sender"] != "ada@contoso.com" {
		t.Errorf("message %v", m)
	}
	c.azure(tenant, "GET", r.header.Get("Azure-AsyncOperation"), "")
	if got := c.want(c.azure(tenant, "GET", r.header.Get("Location"), ""), 200).json(t); got["id"] != m["id"] {
		t.Errorf("result %v", got)
	}
	if code := azureCode(t, c.want(c.azure(tenant, "PUT", path+"/communications/FIRST", hello), 409)); code != "Conflict" {
		t.Errorf("again: %s", code)
	}
	c.want(c.azure(tenant, "PUT", path+"/communications/second", `{"properties":{"subject":"x"}}`), 400)
	if n := c.cloud.State().Notes; len(n) != 1 || n[0].ID != number || n[0].TenantID != tenant || n[0].Title != "VM is down" || n[0].Text != "It is back." || n[0].Name != "first" {
		t.Errorf("notes %v", n)
	}
	c.happen(Event{Kind: "ticket-answered", Text: "Try again."})
	rows := c.want(c.azure(tenant, "GET", path+"/communications", ""), 200).json(t)["value"].([]any)
	if len(rows) != 2 || rows[0].(map[string]any)["properties"].(map[string]any)["communicationDirection"] != "inbound" {
		t.Errorf("messages %v", rows)
	}
	c.happen(Event{Kind: "ticket-closed", Ticket: number})
	open := url.QueryEscape("status eq 'Open'")
	if rows := c.azure(tenant, "GET", support+"/supportTickets?api-version="+supportVersion+"&$filter="+open, "").json(t)["value"].([]any); len(rows) != 0 {
		t.Errorf("open tickets %v", rows)
	}
	c.want(c.azure(tenant, "GET", support+"/supportTickets?api-version="+supportVersion+"&$filter=colour", ""), 400)
}

func TestAzureListsContinueByNextLink(t *testing.T) {
	c := newClient(t, "demo", Options{AutoApprove: true})
	c.signIn()
	tenant, support := c.azureCustomer("Enabled")
	for n := range 5 {
		c.want(c.azure(tenant, "PUT", fmt.Sprintf("%s/supportTickets/t%d", support, n), ticketBody(nil)), 202)
	}
	var names []string
	path := support + "/supportTickets?api-version=" + supportVersion + "&$top=2"
	for pages := 0; path != ""; pages++ {
		m := c.want(c.azure(tenant, "GET", path, ""), 200).json(t)
		for _, row := range m["value"].([]any) {
			names = append(names, row.(map[string]any)["name"].(string))
		}
		if path, _ = m["nextLink"].(string); path != "" && !strings.HasPrefix(path, c.cloud.Endpoints().Azure) {
			t.Errorf("nextLink %s", path)
		}
	}
	if got := strings.Join(names, " "); got != "t4 t3 t2 t1 t0" {
		t.Errorf("names %s, want the newest first", got)
	}
	for _, bad := range []string{"$top=0", "$top=101", "$skiptoken=x"} {
		c.want(c.azure(tenant, "GET", support+"/supportTickets?api-version="+supportVersion+"&"+bad, ""), 400)
	}
}

// TestAnswersOfAzureLookLikeTheDocumentedOnes sends the documented bodies and compares what can be read
// afterwards with the documented answers, member by member.
func TestAnswersOfAzureLookLikeTheDocumentedOnes(t *testing.T) {
	needShared(t)
	c := newClient(t, "demo", Options{AutoApprove: true})
	c.signIn()
	tenant, support := c.azureCustomer("Enabled")
	for _, example := range []struct{ file, parameters, path string }{
		{"azure-put-supportticket-technical-example.json", "createSupportTicketParameters", support + "/supportTickets/testticket"},
		{"azure-put-supportticket-communication-example.json", "createCommunicationParameters", support + "/supportTickets/testticket/communications/testcommunication"},
	} {
		var doc struct {
			Parameters map[string]any
			Responses  map[string]struct {
				Headers map[string]string
				Body    any
			}
		}
		if err := json.Unmarshal(readExample(t, example.file), &doc); err != nil {
			t.Fatal(err)
		}
		body := doc.Parameters[example.parameters].(map[string]any)
		p := body["properties"].(map[string]any)
		if p["serviceId"] != nil { // the example's ids are placeholders
			s := world.AzureServices[0]
			p["serviceId"], p["problemClassificationId"] = supportServices+s.ID, supportServices+s.ID+"/problemClassifications/"+s.Problems[0].ID
		}
		sent, err := json.Marshal(body)
		if err != nil {
			t.Fatal(err)
		}
		r := c.want(c.azure(tenant, "PUT", example.path, string(sent)), http.StatusAccepted)
		for name, address := range doc.Responses["202"].Headers {
			_, documented, _ := strings.Cut(address, "/providers/")
			_, got, _ := strings.Cut(r.header.Get(name), "/providers/")
			if from, to := strings.LastIndex(documented, "/"), strings.LastIndex(got, "/"); to < 0 || documented[:from] != got[:to] {
				t.Errorf("%s: %s, want like %s", name, got, documented)
			}
		}
		want, got := map[string]string{}, map[string]string{}
		kinds("", doc.Responses["200"].Body, want)
		kinds("", c.want(c.azure(tenant, "GET", example.path, ""), 200).json(t), got)
		for member, kind := range want {
			if got[member] != kind {
				t.Errorf("%s: %s is %q, want %s", example.file, member, got[member], kind)
			}
		}
		if len(want) < 8 {
			t.Errorf("%s: %d members are documented: the test read nothing", example.file, len(want))
		}
	}
}
