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

// wanted looks for customers by their fields, and counts which fields there were.
type wanted struct {
	*testing.T
	app    *App
	fields map[string]int
}

// found expects that a text finds a customer by a field.
func (w wanted) found(tenantID, text, field, target string) {
	w.Helper()
	w.fields[field]++
	for _, r := range rows(w.T, w.app, contract.CustomerQuery{Text: text}) {
		if r.TenantID != tenantID {
			continue
		}
		if m := r.Match; m.Field != field || m.Target != target || len(m.Ranges) == 0 || m.Weak || len(m.Missing) > 0 {
			w.Errorf("%q finds %s by %+v, want the %s %s", text, r.Name, *m, field, target)
		}
		return
	}
	w.Errorf("%q does not find the customer whose %s it is", text, field)
}

// details looks for a customer by everything that its details show.
func (w wanted) details(tenantID string) {
	w.Helper()
	c, err := w.app.Customers.Get(tenantID)
	if err != nil {
		w.Fatal(err)
	}
	for _, phone := range c.Phones {
		w.found(tenantID, phone, "phone", "")
		w.found(tenantID, fmt.Sprintf("call %s, please", strings.NewReplacer(" ", "", "-", "").Replace(phone)), "phone", "")
	}
	if c.Address.Street != "" {
		w.found(tenantID, c.Address.Street+" "+c.Address.City, "address", "")
	}
	for _, s := range c.Subscriptions {
		w.found(tenantID, s.ID, "product", s.ID)
	}
	for _, d := range c.Delegations {
		if d.Kind == "gdap" {
			w.found(tenantID, d.ID, "delegation", d.ID)
		}
	}
}

// incidents looks for a customer by its open incidents.
func (w wanted) incidents(tenantID string) {
	w.Helper()
	report, err := w.app.Health.Report(tenantID)
	if err != nil {
		w.Fatal(err)
	}
	for _, s := range report.Services {
		for _, i := range s.Issues {
			if i.Open {
				w.found(tenantID, "[Alert] "+i.ID+" in "+s.Name, "incident", i.ID)
			}
		}
	}
}

// requests looks for customers by the requests that Microsoft has.
func (w wanted) requests() {
	w.Helper()
	desk, err := w.app.Requests.List(contract.RequestQuery{})
	if err != nil {
		w.Fatal(err)
	}
	for _, row := range desk.Requests {
		if row.ID == "" {
			continue // written here
		}
		w.found(row.TenantID, fmt.Sprintf("Ticket %s – %s: %s", row.ID, row.Customer, row.Title), "request", row.ID)
		if got := firstMatch(w.T, w.app, row.ID); got.TenantID != row.TenantID {
			w.Errorf("%s finds %s first, it is of %s", row.ID, got.Name, row.Customer)
		}
	}
}

// Whatever of a customer is shown anywhere can be pasted into the search, and the answer says what it was; also
// after a restart.
func TestEveryFieldOfACustomerFindsItAndIsNamed(t *testing.T) {
	inOffice(t, "small", func(t *testing.T, o *office) {
		a, _ := o.synced(t)
		d := withAzure(t, a, "The gateway does not start")
		item := queue(t, a, d)
		draft := partner.Draft{Title: "Draft", Description: "Seen again since zwölf o'clock"}
		if _, err := a.Outbox.Save(contract.RequestDraft{TenantID: d.TenantID, Draft: draft}); err != nil {
			t.Fatal(err)
		}
		stop(t, a)
		a = o.start(t)
		defer stop(t, a)

		w := wanted{t, a, map[string]int{}}
		w.found(d.TenantID, item.LocalID, "outgoing", item.LocalID)
		w.found(d.TenantID, "re: "+strings.ToLower(item.LocalID)+" – gateway", "outgoing", item.LocalID)
		for _, r := range rows(t, a, contract.CustomerQuery{Sort: "name"}) {
			w.details(r.TenantID)
			w.incidents(r.TenantID)
		}
		w.requests()
		for _, field := range []string{"outgoing", "phone", "address", "product", "delegation", "incident", "request"} {
			if w.fields[field] == 0 {
				t.Errorf("this office has no %s to look for", field)
			}
		}
		if got := firstMatch(t, a, "seen zwolf"); got.TenantID != d.TenantID || got.Match.Field != "outgoing" {
			t.Errorf("a word of a draft finds %s by %+v", got.Name, *got.Match)
		}
	})
}

// What the search names as the target of something written here is what the window opens: a request that is on its
// way, a draft, and of a note the request that it is written on.
func TestWhatWasWrittenIsFoundWhereItCanBeOpened(t *testing.T) {
	inOffice(t, "small", func(t *testing.T, o *office) {
		a, _ := o.synced(t)
		defer stop(t, a)
		d := withAzure(t, a, "The gateway does not start")
		item := queue(t, a, d)
		draft, err := a.Outbox.Save(contract.RequestDraft{TenantID: d.TenantID, Draft: partner.Draft{Title: "Begun"}})
		if err != nil {
			t.Fatal(err)
		}
		on := openRequest(t, a)
		note, err := a.Outbox.AddNote(on.TenantID, on.ID, "We tried again.")
		if err != nil {
			t.Fatal(err)
		}
		for localID, number := range map[string]string{item.LocalID: "", draft.LocalID: "", note.LocalID: on.ID} {
			row := firstMatch(t, a, localID)
			got, err := a.Requests.Get(row.TenantID, row.Match.Target)
			if err != nil || got.ID != number || number == "" && got.LocalID != localID {
				t.Errorf("%s leads to %s %s: %v", localID, got.ID, got.LocalID, err)
			}
		}
		if _, err := a.SendNow(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
		sent := outgoing(t, a, item.LocalID)
		for _, text := range []string{sent.LocalID, sent.ID} {
			row := firstMatch(t, a, text)
			got, err := a.Requests.Get(row.TenantID, row.Match.Target)
			if row.TenantID != d.TenantID || err != nil || sent.ID == "" || got.ID != sent.ID {
				t.Errorf("%s leads to %s of %s: %v", text, got.ID, row.Name, err)
			}
		}
		if _, err := a.Requests.Read(on.TenantID, note.LocalID); err != nil {
			t.Errorf("reading what the note is written on: %v", err)
		}
	})
}
