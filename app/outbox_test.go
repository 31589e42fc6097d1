package app

import (
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"tenantry/app/contract"
	"tenantry/backend/fault"
)

// event makes something happen in the simulated cloud.
func event(t *testing.T, a *App, e map[string]any) {
	t.Helper()
	body, err := json.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, a.cloud.Login+"/_control/event", strings.NewReader(string(body)))
	if err != nil {
		t.Fatal(err)
	}
	res, err := a.cloud.Transport.RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if res.StatusCode >= 300 {
		t.Fatalf("event %v: status %d", e, res.StatusCode)
	}
}

// atCloud are the titles or texts of what the simulated cloud took from us.
func atCloud(t *testing.T, a *App) (tickets, notes []string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, a.cloud.Login+"/_control/state", nil)
	if err != nil {
		t.Fatal(err)
	}
	res, err := a.cloud.Transport.RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	var state struct {
		Tickets, Notes []struct{ Title, Text string }
	}
	if err := json.NewDecoder(res.Body).Decode(&state); err != nil {
		t.Fatal(err)
	}
	for _, x := range state.Tickets {
		tickets = append(tickets, x.Title)
	}
	for _, x := range state.Notes {
		notes = append(notes, x.Text)
	}
	return tickets, notes
}

// withAzure finds a customer in whose Azure a ticket can be opened, and a complete draft for it.
func withAzure(t *testing.T, a *App, title string) contract.RequestDraft {
	t.Helper()
	for _, r := range rows(t, a, contract.CustomerQuery{Sort: "name"}) {
		if r.Problem != nil {
			continue
		}
		c, err := a.ReadChoices(t.Context(), r.TenantID)
		if err != nil || len(c.Subscriptions) == 0 || c.Azure.Problem != nil {
			continue
		}
		kinds, err := a.Requests.Classifications(r.TenantID, c.Services[0].ID)
		if err != nil {
			t.Fatal(err)
		}
		return contract.RequestDraft{TenantID: r.TenantID, Channel: "azure", Title: title, Description: "It stopped on Monday.", Severity: "moderate",
			Contact: "Avery Morgan", ContactMail: "avery@fabrikam.com", Language: "en", Subscription: c.Subscriptions[0].ID,
			Service: c.Services[0].ID, ServiceName: c.Services[0].Name, Classification: kinds[0].ID, ClassificationName: kinds[0].Name}
	}
	t.Fatal("no customer of the demo has Azure")
	return contract.RequestDraft{}
}

func queue(t *testing.T, a *App, d contract.RequestDraft) contract.OutgoingItem {
	t.Helper()
	kept, err := a.Outbox.Save(d)
	if err != nil {
		t.Fatal(err)
	}
	item, err := a.Outbox.Queue(kept.LocalID)
	if err != nil {
		t.Fatal(err)
	}
	return item
}

func outgoing(t *testing.T, a *App, id string) contract.OutgoingItem {
	t.Helper()
	page, err := a.Outbox.List()
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range page.Requests {
		if i.LocalID == id {
			return i
		}
	}
	t.Fatalf("%s is lost", id)
	return contract.OutgoingItem{}
}

func TestAnAzureRequestWrittenOfflineGoesOutOnceAfterARestart(t *testing.T) {
	t.Parallel()
	home := t.TempDir()
	a, _ := demo(t, home)
	signInAndSync(t, a)
	d := withAzure(t, a, "The gateway does not start")
	cloud := a.cloud
	event(t, a, map[string]any{"kind": "link-cut"})
	item := queue(t, a, d)
	page, err := a.SendNow(t.Context(), nil)
	if err != nil || page.Waiting != 1 {
		t.Fatalf("offline: %+v, %v", page, err)
	}
	if got := outgoing(t, a, item.LocalID); got.State != "blocked" || got.Problem == nil || got.Problem.Kind != "offline" {
		t.Errorf("offline it is %s: %+v", got.State, got.Problem)
	}
	stop(t, a)

	o, err := DemoOptions(Options{Home: home})
	if err != nil {
		t.Fatal(err)
	}
	o.Cloud = cloud // the same cloud, whose world goes on
	if a, err = Open(o); err != nil {
		t.Fatal(err)
	}
	defer stop(t, a)
	event(t, a, map[string]any{"kind": "link-restored"})
	if _, err := a.SendNow(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	got := outgoing(t, a, item.LocalID)
	if got.State != "sent" || got.ID == "" {
		t.Fatalf("it is %s, number %q: %+v", got.State, got.ID, got.Problem)
	}
	if tickets, _ := atCloud(t, a); len(tickets) != 1 || tickets[0] != d.Title {
		t.Errorf("at the cloud are %v", tickets)
	}
	if err := a.Sync.Refresh(d.TenantID); err != nil {
		t.Fatal(err)
	}
	list, err := a.Requests.List(contract.RequestQuery{TenantID: d.TenantID, State: "open"})
	if err != nil {
		t.Fatal(err)
	}
	if n := len(slices.DeleteFunc(slices.Clone(list.Requests), func(r contract.RequestRow) bool { return r.ID != got.ID })); n != 1 {
		t.Errorf("it stands %d times in the list: %+v", n, list.Requests)
	}
	details, err := a.Requests.Read(d.TenantID, got.ID)
	if err != nil || !strings.Contains(details.Description, d.Description) || details.Outgoing == nil {
		t.Errorf("its details: %+v, %v", details, err)
	}
}

func TestAnAnswerThatIsLostMakesNoSecondTicketOrNote(t *testing.T) {
	for _, kind := range []string{"answer-lost", "request-lost", "server-error-after"} {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			a, _ := demo(t, t.TempDir())
			defer stop(t, a)
			signInAndSync(t, a)
			request := openRequest(t, a)
			note, err := a.Outbox.AddNote(request.TenantID, request.ID, "We tried again.")
			if err != nil {
				t.Fatal(err)
			}
			item := queue(t, a, withAzure(t, a, "The answer will be lost"))
			event(t, a, map[string]any{"kind": kind, "count": 2})
			if _, err := a.SendNow(t.Context(), nil); err != nil {
				t.Fatal(err)
			}
			for _, id := range []string{note.LocalID, item.LocalID} {
				got := outgoing(t, a, id)
				if got.State != "sent" {
					t.Errorf("%s is %s: %+v", id, got.State, got.Problem)
				}
				if !slices.ContainsFunc(got.History, func(s contract.OutgoingStep) bool { return s.State == "uncertain" }) {
					t.Errorf("%s was never in doubt: %+v", id, got.History)
				}
			}
			if tickets, notes := atCloud(t, a); len(tickets) != 1 || len(notes) != 1 {
				t.Errorf("at the cloud: %q, %q", tickets, notes)
			}
		})
	}
}

// openRequest is an open service request of a customer that can be read.
func openRequest(t *testing.T, a *App) contract.RequestRow {
	t.Helper()
	page, err := a.Requests.List(contract.RequestQuery{State: "open"})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range page.Requests {
		if c, err := a.Customers.Get(r.TenantID); err == nil && c.Problem == nil && r.State == "open" {
			return r
		}
	}
	t.Fatal("the demo has no open request")
	return contract.RequestRow{}
}

func TestARequestThatAPersonFilesIsFoundByTheNextSync(t *testing.T) {
	t.Parallel()
	a, _ := demo(t, t.TempDir())
	defer stop(t, a)
	signInAndSync(t, a)
	r := openRequest(t, a)
	d, err := a.Requests.Prepare(r.TenantID, "builtin-mail-en", "", "en")
	if err != nil || strings.Contains(d.Title+d.Description, "{customer}") {
		t.Fatalf("%+v, %v", d, err)
	}
	item := queue(t, a, d)
	if _, err := a.SendNow(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if got := outgoing(t, a, item.LocalID); got.State != "queued" || !got.Waiting {
		t.Fatalf("nothing may be filed without a person, but it is %s", got.State)
	}
	off, err := a.Outbox.HandOff(item.LocalID, true)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(off.URL, a.cloud.Support) || !strings.Contains(off.Text, d.Description) || off.Item.State != "handed-off" {
		t.Fatalf("%+v", off)
	}
	res, err := http.PostForm(off.URL, url.Values{"title": {off.Title}, "description": {off.Text}, "severity": {"moderate"}})
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	if _, err := a.SyncNow(t.Context(), "", false, nil); err != nil {
		t.Fatal(err)
	}
	got := outgoing(t, a, item.LocalID)
	if got.State != "sent" || got.ID == "" {
		t.Errorf("after the sync it is %s with the number %q", got.State, got.ID)
	}
}

func TestWhatMayNotBeQueuedSaysWhyAndIsKept(t *testing.T) {
	t.Parallel()
	a, _ := demo(t, t.TempDir())
	defer stop(t, a)
	signInAndSync(t, a)
	r := openRequest(t, a)
	good := contract.RequestDraft{TenantID: r.TenantID, Channel: "portal", Title: "Something new", Description: "Yes.", Severity: "minimal"}
	long, empty := good, good
	long.Title = strings.Repeat("x", 256)
	empty.Description = "  "
	for field, d := range map[string]contract.RequestDraft{"title": long, "description": empty} {
		kept, err := a.Outbox.Save(d)
		if err != nil {
			t.Fatal(err)
		}
		_, err = a.Outbox.Queue(kept.LocalID)
		if f, ok := fault.As(err); !ok || f.Kind != fault.Invalid || f.Fields[field].Key == "" {
			t.Errorf("%s: %v", field, err)
		}
		if got := outgoing(t, a, kept.LocalID); got.State != "draft" || got.Draft.Title != d.Title {
			t.Errorf("%s: what was written is not kept: %+v", field, got.Draft)
		}
	}

	item := queue(t, a, good)
	event(t, a, map[string]any{"kind": "delegation-expires", "tenantId": r.TenantID})
	if _, err := a.SyncNow(t.Context(), "", true, nil); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Outbox.HandOff(item.LocalID, true); fault.KindOf(err) != fault.Denied && fault.KindOf(err) != fault.Missing {
		t.Errorf("with the delegation over it is handed off: %v", err)
	}
	kept, err := a.Outbox.Save(good)
	if err == nil {
		_, err = a.Outbox.Queue(kept.LocalID)
	}
	if err == nil || !strings.Contains(err.Error(), "delegation") && !strings.Contains(err.Error(), "no longer") {
		t.Errorf("with the delegation over it is queued: %v", err)
	}
	outgoing(t, a, item.LocalID)
}

func TestAKnownIncidentAndADuplicateAreShownAndTheUserDecides(t *testing.T) {
	t.Parallel()
	a, _ := demo(t, t.TempDir())
	defer stop(t, a)
	signInAndSync(t, a)
	incidents, err := a.Health.Incidents()
	if err != nil || len(incidents.Incidents) == 0 {
		t.Fatal(incidents, err)
	}
	i := incidents.Incidents[slices.IndexFunc(incidents.Incidents, func(i contract.Incident) bool { return i.Classification == "incident" })]
	d := contract.RequestDraft{TenantID: i.Customers[0].TenantID, Channel: "portal", Title: i.Title, Description: "x", Severity: "minimal", Product: i.Service}
	before, err := a.Outbox.Check(d)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(before.Findings, func(f contract.Finding) bool { return f.Kind == "incident" && f.ID == i.ID && !f.Blocking }) {
		t.Errorf("%+v", before.Findings)
	}
	item := queue(t, a, d)
	after, err := a.Outbox.Check(d)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(after.Findings, func(f contract.Finding) bool { return f.Kind == "duplicate" && f.ID == item.LocalID }) {
		t.Errorf("%+v", after.Findings)
	}
}

func TestOneTextBecomesARequestForEachCustomerOfAnIncident(t *testing.T) {
	t.Parallel()
	a, _ := demo(t, t.TempDir())
	defer stop(t, a)
	signInAndSync(t, a)
	incidents, err := a.Health.Incidents()
	if err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(incidents.Incidents, func(i contract.Incident) bool { return len(i.Customers) >= 3 })
	i := incidents.Incidents[at]
	d, err := a.Requests.Prepare("", "", i.ID, "fr")
	if err != nil {
		t.Fatal(err)
	}
	out, err := a.Outbox.QueueFor(d, []string{i.Customers[0].TenantID, i.Customers[1].TenantID, i.Customers[2].TenantID, "00000000-0000-0000-0000-000000000001"})
	if err != nil || len(out.Queued) != 3 || len(out.Failed) != 1 {
		t.Fatalf("%+v, %v", out, err)
	}
	for k, item := range out.Queued {
		text := item.Draft.Title + item.Draft.Description
		if item.IncidentID != i.ID || !strings.Contains(text, i.Customers[k].Name) || strings.Contains(text, "{customer}") {
			t.Errorf("%+v", item.Draft)
		}
	}
}

func TestAnAzureTicketThatMicrosoftClosedIsClosedAfterTheNextSync(t *testing.T) {
	t.Parallel()
	a, _ := demo(t, t.TempDir())
	defer stop(t, a)
	signInAndSync(t, a)
	item := queue(t, a, withAzure(t, a, "To be closed"))
	if _, err := a.SendNow(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	sent := outgoing(t, a, item.LocalID)
	state := func() string {
		t.Helper()
		if _, err := a.SyncNow(t.Context(), "", true, nil); err != nil {
			t.Fatal(err)
		}
		page, err := a.Requests.List(contract.RequestQuery{Text: sent.ID})
		if err != nil || len(page.Requests) != 1 {
			t.Fatalf("%+v, %v", page.Requests, err)
		}
		return page.Requests[0].State
	}
	if got := state(); got != "open" {
		t.Errorf("just sent it is %s", got)
	}
	event(t, a, map[string]any{"kind": "ticket-closed", "ticket": sent.ID})
	if got := state(); got != "closed" {
		t.Errorf("closed at Microsoft it is %s", got)
	}
}
