package app

import (
	"fmt"
	"strings"
	"testing"

	"tenantry/app/contract"
	"tenantry/backend/partner"
)

// firstMatch is the first customer that a text finds.
func firstMatch(t *testing.T, a *App, text string) contract.CustomerRow {
	t.Helper()
	page, err := a.Customers.List(contract.CustomerQuery{Text: text, Limit: 5})
	if err != nil {
		t.Fatal(err)
	}
	if len(page.Customers) == 0 {
		t.Fatalf("%q finds nobody", text)
	}
	return page.Customers[0]
}

// Whatever of a customer is shown anywhere can be pasted into the search, and the answer says what it was; also
// after a restart.
func TestEveryFieldOfACustomerFindsItAndIsNamed(t *testing.T) {
	inOffice(t, "small", func(t *testing.T, o *office) {
		a, _ := o.synced(t)
		d := withAzure(t, a, "The gateway does not start")
		item := queue(t, a, d)
		note := "Seen again since zwölf o'clock"
		if _, err := a.Outbox.Save(contract.RequestDraft{TenantID: d.TenantID, Draft: partner.Draft{Title: "Draft", Description: note}}); err != nil {
			t.Fatal(err)
		}
		stop(t, a)
		a = o.start(t)
		defer stop(t, a)

		kinds := map[string]int{}
		expect := func(tenantID, text, field, target string) {
			t.Helper()
			kinds[field]++
			page, err := a.Customers.List(contract.CustomerQuery{Text: text})
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range page.Customers {
				if r.TenantID != tenantID {
					continue
				}
				if m := r.Match; m.Field != field || m.Target != target || len(m.Ranges) == 0 || m.Weak || len(m.Missing) > 0 {
					t.Errorf("%q finds %s by %+v, want the %s %s", text, r.Name, *m, field, target)
				}
				return
			}
			t.Errorf("%q does not find the customer whose %s it is", text, field)
		}
		expect(d.TenantID, item.LocalID, "outgoing", item.LocalID)
		expect(d.TenantID, "re: "+strings.ToLower(item.LocalID)+" – gateway", "outgoing", item.LocalID)
		for _, r := range rows(t, a, contract.CustomerQuery{Sort: "name"}) {
			c, err := a.Customers.Get(r.TenantID)
			if err != nil {
				t.Fatal(err)
			}
			for _, phone := range c.Phones {
				expect(r.TenantID, phone, "phone", "")
				expect(r.TenantID, fmt.Sprintf("call %s, please", strings.NewReplacer(" ", "", "-", "").Replace(phone)), "phone", "")
			}
			if c.Address.Street != "" {
				expect(r.TenantID, c.Address.Street+" "+c.Address.City, "address", "")
			}
			for _, s := range c.Subscriptions {
				expect(r.TenantID, s.ID, "subscription", s.ID)
			}
			for _, d := range c.Delegations {
				if d.Kind == "gdap" {
					expect(r.TenantID, d.ID, "delegation", d.ID)
				}
			}
			report, err := a.Health.Report(r.TenantID)
			if err != nil {
				t.Fatal(err)
			}
			for _, s := range report.Services {
				for _, i := range s.Issues {
					if i.Open {
						expect(r.TenantID, "[Alert] "+i.ID+" in "+s.Name, "incident", i.ID)
					}
				}
			}
		}
		desk, err := a.Requests.List(contract.RequestQuery{})
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range desk.Requests {
			if row.ID == "" {
				continue // written here
			}
			expect(row.TenantID, fmt.Sprintf("Ticket %s – %s: %s", row.ID, row.Customer, row.Title), "request", row.ID)
			if got := firstMatch(t, a, row.ID); got.TenantID != row.TenantID {
				t.Errorf("%s finds %s first, it is of %s", row.ID, got.Name, row.Customer)
			}
		}
		for _, field := range []string{"outgoing", "phone", "address", "subscription", "delegation", "incident", "request"} {
			if kinds[field] == 0 {
				t.Errorf("this office has no %s to look for", field)
			}
		}
		if got := firstMatch(t, a, "seen zwolf"); got.TenantID != d.TenantID || got.Match.Field != "outgoing" {
			t.Errorf("a word of a draft finds %s by %+v", got.Name, *got.Match)
		}
	})
}
