package azuresupport

import (
	"errors"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

func TestSubscriptionsAreThoseOfTheTenantByName(t *testing.T) {
	c, asked := serve(t, script(
		reply(200, `{"value":[
			{"id":"/subscriptions/132D901F-189D-4381-9214-FE68E27E05A1","subscriptionId":"132D901F-189D-4381-9214-FE68E27E05A1","tenantId":"`+strings.ToUpper(string(tenant))+`","displayName":"production","state":"Enabled"},
			{"subscriptionId":"00000000-0000-0000-0000-00000000000f","tenantId":"99999999-9d6b-42e0-9713-45c922ba8001","displayName":"A neighbour's"}],
			"nextLink":"https://management.azure.com/subscriptions?api-version=2022-12-01&$skiptoken=x"}`),
		reply(200, `{"value":[{"id":"/subscriptions/00000000-0000-0000-0000-000000000001","displayName":"Azure plan","state":"Warned"},
			{"subscriptionId":"00000000-0000-0000-0000-000000000002","displayName":null,"state":null}]}`)))
	got, err := c.Subscriptions(t.Context(), tenant)
	if err != nil {
		t.Fatal(err)
	}
	want := []partner.AzureSubscription{
		{ID: "00000000-0000-0000-0000-000000000002", Name: "00000000-0000-0000-0000-000000000002"},
		{ID: "00000000-0000-0000-0000-000000000001", Name: "Azure plan", State: "warned"},
		{ID: subscription, Name: "production", State: "enabled"},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff("GET /subscriptions?api-version=2022-12-01\nGET /subscriptions?api-version=2022-12-01&$skiptoken=x", asked.calls()); d != "" {
		t.Error(d)
	}
}

func TestAListThatIsNotOneIsNotAnEmptyOne(t *testing.T) {
	for _, body := range []string{`{}`, `[]`, `<html>`, `{"value":null}`, `{"value":[{"subscriptionId":"x"}]}`,
		`{"value":[],"nextLink":"https://evil.test/subscriptions"}`, `{"value":[],"nextLink":"/subscriptions?api-version=2022-12-01"}`} {
		c, asked := serve(t, reply(200, body))
		if got, err := c.Subscriptions(t.Context(), tenant); fault.KindOf(err) != fault.Upstream || got != nil || len(asked.asked) > 2 {
			t.Errorf("%s: %v %v\n%s", body, got, err, asked.calls())
		}
	}
	c, _ := serve(t, reply(200, `{"value":[]}`))
	if got, err := c.Subscriptions(t.Context(), tenant); err != nil || len(got) != 0 {
		t.Error(got, err)
	}
}

func TestTheCatalogueIsSortedByName(t *testing.T) {
	c, asked := serve(t, script(
		reply(200, `{"value":[{"id":"/providers/Microsoft.Support/services/s2","name":"s2","properties":{"displayName":"virtual Network","resourceTypes":[]}},
			{"id":"/providers/Microsoft.Support/services/s1","properties":{"displayName":"Billing"}}]}`),
		reply(200, `{"value":[{"name":"p2","properties":{"displayName":"Other"}},{"name":"p1","properties":{"displayName":"Connectivity / RDP"}}]}`)))
	services, err := c.Services(t.Context(), tenant)
	if d := cmp.Diff([]partner.SupportService{{ID: "s1", Name: "Billing"}, {ID: "s2", Name: "virtual Network"}}, services); d != "" || err != nil {
		t.Error(d, err)
	}
	problems, err := c.Classifications(t.Context(), tenant, "s2")
	if d := cmp.Diff([]partner.ProblemClassification{{ID: "p1", Name: "Connectivity / RDP"}, {ID: "p2", Name: "Other"}}, problems); d != "" || err != nil {
		t.Error(d, err)
	}
	want := "GET /providers/Microsoft.Support/services" + version + "\nGET /providers/Microsoft.Support/services/s2/problemClassifications" + version
	if d := cmp.Diff(want, asked.calls()); d != "" {
		t.Error(d)
	}
}

func TestADocumentedTicketIsRead(t *testing.T) {
	_, _, body := documented(t, "azure-put-supportticket-technical-example.json", "createSupportTicketParameters")
	want := partner.ServiceRequest{ID: "119120321001170", Title: "my title", Description: "my description", Severity: "moderate", Status: "open",
		Product: "Virtual Machine running Linux", Contact: "abc xyz", Resource: ticketPath,
		CreatedAt: time.Date(2020, 3, 20, 21, 36, 18, 0, time.UTC), ModifiedAt: time.Date(2020, 3, 20, 21, 36, 23, 0, time.UTC)}
	c, asked := serve(t, script(reply(200, body), reply(200, `{"value":[`+body+`]}`)))
	got, err := c.Ticket(t.Context(), tenant, subscription, "TestTicket")
	if got.Resource = strings.ToLower(got.Resource); err != nil || got.Resource != strings.ToLower(ticketPath) {
		t.Error(got, err)
	}
	list, err := c.Tickets(t.Context(), tenant, strings.ToUpper(subscription))
	if err != nil || len(list) != 1 {
		t.Fatal(list, err)
	}
	if d := cmp.Diff(want, list[0]); d != "" || !list[0].Open() {
		t.Error(d)
	}
	if d := cmp.Diff("GET "+ticketsPath+"/TestTicket"+version+"\nGET "+ticketsPath+version+"&$top=100", asked.calls()); d != "" {
		t.Error(d)
	}
}

func TestATicketsWordsAreOurs(t *testing.T) {
	for in, want := range map[string][2]string{
		`"status":"Open","severity":"Moderate"`:                     {"open", "moderate"},
		`"status":"Closed","severity":"HighestCriticalImpact"`:      {"closed", "highestcriticalimpact"},
		`"status":"Updating","severity":null`:                       {"open", "unknown"},
		`"createdDate":"x","severity":"minimal"`:                    {"open", "minimal"},
		`"status":"SomethingNew","supportTicketId":119120321001170`: {"somethingnew", "unknown"},
	} {
		c, _ := serve(t, reply(200, `{"id":"`+ticketPath+`","properties":{`+in+`}}`))
		got, err := c.Ticket(t.Context(), tenant, subscription, "testticket")
		if err != nil || got.Status != want[0] || got.Severity != want[1] || got.ID == "" {
			t.Errorf("%s: %+v %v", in, got, err)
		}
	}
}

func TestOnlyAzureItselfSaysThatATicketIsMissing(t *testing.T) {
	for name, tc := range map[string]struct {
		reply func(http.ResponseWriter, *http.Request) error
		kind  fault.Kind
	}{
		"not there":            {reply(404, azureSays("ResourceNotFound", "")), fault.Missing},
		"not there, no words":  {reply(404, ``), fault.Missing},
		"no such subscription": {reply(404, azureSays("SubscriptionNotFound", "")), fault.Invalid}, // or no role in it: it may be there
		"no such tenant":       {lost(fault.New(fault.Missing, "Microsoft knows no such tenant")), fault.Denied},
		"no role":              {reply(403, azureSays("AuthorizationFailed", "")), fault.Denied},
		"another ticket":       {reply(200, `{"name":"another","properties":{}}`), fault.Upstream},
		"no ticket":            {reply(200, `{}`), fault.Upstream},
		"a lost answer":        {lost(errors.New("connection reset")), fault.Offline},
	} {
		c, _ := serve(t, tc.reply)
		_, err := c.Ticket(t.Context(), tenant, subscription, "testticket")
		if f, _ := fault.As(err); f == nil || f.Kind != tc.kind || f.Unsure {
			t.Errorf("%s: %+v", name, f)
		}
		there, err := c.Communication(t.Context(), tenant, ticketPath, "testticket")
		if there || tc.kind == fault.Missing && err != nil || tc.kind != fault.Missing && fault.KindOf(err) != tc.kind {
			t.Errorf("%s: a message: %v %v", name, there, err)
		}
	}
}

func TestAMessageIsAddedAsDocumented(t *testing.T) {
	sent, accepted, body := documented(t, "azure-put-supportticket-communication-example.json", "createCommunicationParameters")
	path := ticketPath + "/communications/testcommunication"
	const words = "This is a test message from a customer!"
	synctest.Test(t, func(t *testing.T) {
		c, asked := serve(t, script(reply(202, "", accepted...), reply(200, `{"status":"Succeeded"}`), reply(200, body), reply(200, body)))
		for range 2 { // over an operation, and at once
			if err := c.AddCommunication(t.Context(), tenant, strings.ToUpper(ticketPath[:30])+ticketPath[30:], "testcommunication", words, words, "user@contoso.com"); err != nil {
				t.Fatal(err)
			}
		}
		operation := "GET /subscriptions/" + subscription + "/providers/Microsoft.Support/operationsStatus/operationid" + version
		if d := cmp.Diff("PUT "+path+version+"\n"+operation+"\nPUT "+path+version, asked.calls()); d != "" {
			t.Error(d)
		}
		if d := cmp.Diff(sent, decoded(t, asked.asked[0].body)); d != "" {
			t.Error(d)
		}
		if there, err := c.Communication(t.Context(), tenant, ticketPath, "testcommunication"); !there || err != nil {
			t.Error(there, err)
		}
	})
}

func TestARequestIsATicketWithItsMessagesAsText(t *testing.T) {
	c, asked := serve(t, func(w http.ResponseWriter, r *http.Request) error {
		if !strings.HasSuffix(r.URL.Path, "/communications") {
			return reply(200, made)(w, r)
		}
		return reply(200, `{"value":[
			{"name":"b","properties":{"subject":"Re: it","body":"<html><head><title>x</title><style>p{}</style></head><body><p>Hello&nbsp;you,</p>\r\n<p>try <b>this</b>:<br>one<ul><li>two</li></ul></p><script>alert(1)</script></body></html>","sender":"engineer@microsoft.com","createdDate":"2020-03-29T10:53:19Z"}},
			{"name":"a","properties":{"subject":"it","body":"a < b\nand b > c","sender":"me@contoso.com","createdDate":"2020-03-24T20:18:19Z"}},
			{"name":"c","properties":{"subject":"Only a subject","body":null,"createdDate":"2020-03-30T10:53:19Z"}}]}`)(w, r)
	})
	got, err := c.Request(t.Context(), tenant, ticketPath)
	if err != nil || got.ID != "119120321001170" || got.NotesAt.IsZero() {
		t.Fatalf("%+v %v", got, err)
	}
	want := []partner.Note{
		{By: "me@contoso.com", At: time.Date(2020, 3, 24, 20, 18, 19, 0, time.UTC), Text: "a < b\nand b > c"},
		{By: "engineer@microsoft.com", At: time.Date(2020, 3, 29, 10, 53, 19, 0, time.UTC), Text: "Hello you,\n\ntry this:\none\n\ntwo"},
		{At: time.Date(2020, 3, 30, 10, 53, 19, 0, time.UTC), Text: "Only a subject"},
	}
	if d := cmp.Diff(want, got.Notes); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff("GET "+ticketPath+version+"\nGET "+ticketPath+"/communications"+version, asked.calls()); d != "" {
		t.Error(d)
	}
}
