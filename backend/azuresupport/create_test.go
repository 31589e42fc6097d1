package azuresupport

import (
	"encoding/json"
	"testing"
	"testing/synctest"

	"github.com/google/go-cmp/cmp"

	"tenantry/backend/fault"
)

func TestATicketIsCreatedAsDocumented(t *testing.T) {
	sent, accepted, body := documented(t, "azure-put-supportticket-technical-example.json", "createSupportTicketParameters")
	synctest.Test(t, func(t *testing.T) {
		c, asked := serve(t, script(reply(202, "", accepted...), reply(200, `{"status":"InProgress"}`), reply(200, `{"status":"Succeeded"}`), reply(200, body)))
		got, err := c.CreateTicket(t.Context(), sample())
		if err != nil || got != (Receipt{Number: "119120321001170", Resource: ticketPath}) {
			t.Fatal(got, err)
		}
		operation := "GET /subscriptions/" + subscription + "/providers/Microsoft.Support/operationsStatus/operationid" + version
		if d := cmp.Diff("PUT "+ticketPath+version+"\n"+operation+"\n"+operation+"\nGET "+ticketPath+version, asked.calls()); d != "" {
			t.Error(d)
		}

		// Everything that is sent is in the example, with its value; what is not sent is optional there.
		var mine map[string]any
		if err := json.Unmarshal(asked.asked[0].body, &mine); err != nil {
			t.Fatal(err)
		}
		want := sent["properties"].(map[string]any)
		for _, optional := range []string{"supportPlanId", "fileWorkspaceName", "problemScopingQuestions", "secondaryConsent", "technicalTicketDetails"} {
			delete(want, optional)
		}
		want["advancedDiagnosticConsent"] = "No" // the customer's to give
		want["serviceId"] = "/providers/Microsoft.Support/services/virtual_machine_running_linux_service_guid"
		want["contactDetails"].(map[string]any)["preferredSupportLanguage"] = "en-us"
		if d := cmp.Diff(sent, mine); d != "" {
			t.Error(d)
		}
	})
}

func TestCountryAndLanguageAreWhatAzureKnows(t *testing.T) {
	for in, want := range map[[2]string][2]string{
		{"FR", "fr"}:         {"fra", "fr-fr"},
		{"deu", "de-DE"}:     {"deu", "de-de"},
		{" be ", "fr-BE"}:    {"bel", "fr-fr"},
		{"", "fr"}:           {"fra", "fr-fr"},
		{"", "fr-CA"}:        {"can", "fr-fr"},
		{"Frankreich", "fr"}: {"fra", "fr-fr"},
		{"", ""}:             {"usa", "en-us"},
		{"XYZ1", "tlh"}:      {"usa", "en-us"},
		{"NL", "nl"}:         {"nld", "en-us"},
		{"TW", "zh-tw"}:      {"twn", "zh-tw"},
	} {
		ticket := sample()
		ticket.Country, ticket.Language, ticket.TimeZone = in[0], in[1], ""
		b, err := ticket.body()
		contact := b.Properties.Contact
		if err != nil || contact.Country != want[0] || contact.Language != want[1] || contact.TimeZone != "UTC" || contact.Method != "email" {
			t.Errorf("%q: %+v %v", in, contact, err)
		}
	}
}

func TestATicketThatCanNotBeSentNamesItsField(t *testing.T) {
	for field, spoil := range map[string]func(*Ticket){
		"subscription":   func(t *Ticket) { t.Subscription = "../../tenants" },
		"service":        func(t *Ticket) { t.ServiceID = "a/b" },
		"classification": func(t *Ticket) { t.ClassificationID = "" },
		"contact":        func(t *Ticket) { t.LastName = "" },
		"name":           func(t *Ticket) { t.Name = "a?b" },
	} {
		c, asked := serve(t, reply(200, made))
		ticket := sample()
		spoil(&ticket)
		_, err := c.CreateTicket(t.Context(), ticket)
		if f, _ := fault.As(err); f == nil || f.Kind != fault.Invalid || f.Unsure || f.Fields[field].Key == "" || len(asked.asked) != 0 {
			t.Errorf("%s: %+v, asked %s", field, f, asked.calls())
		}
	}
}
