package app

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"tenantry/app/contract"
	"tenantry/app/handover"
	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/template"
)

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
		return contract.RequestDraft{TenantID: r.TenantID, Channel: "azure", Draft: partner.Draft{Title: title, Description: "It stopped on Monday.", Severity: "moderate",
			Contact: "Avery Morgan", ContactMail: "avery@fabrikam.com", Language: "en", Subscription: c.Subscriptions[0].ID,
			Service: c.Services[0].ID, ServiceName: c.Services[0].Name, Classification: kinds[0].ID, ClassificationName: kinds[0].Name}}
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
	inOffice(t, "small", func(t *testing.T, o *office) {
		a, _ := o.synced(t)
		d := withAzure(t, a, "The gateway does not start")
		event(t, a, map[string]any{"kind": "link-cut"})
		item := queue(t, a, d)
		page, err := a.SendNow(t.Context(), nil)
		if err != nil || page.OnTheirWay != 1 {
			t.Fatalf("offline: %+v, %v", page, err)
		}
		if got := outgoing(t, a, item.LocalID); got.State != "blocked" || got.Problem == nil || got.Problem.Kind != "offline" {
			t.Errorf("offline it is %s: %+v", got.State, got.Problem)
		}
		stop(t, a)

		a = o.start(t)
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
	})
}

func TestAnAnswerThatIsLostMakesNoSecondTicketOrNote(t *testing.T) {
	for _, kind := range []string{"answer-lost", "request-lost", "server-error-after"} {
		t.Run(kind, func(t *testing.T) {
			inOffice(t, "small", func(t *testing.T, o *office) {
				a, _ := o.synced(t)
				defer stop(t, a)
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

// TestARequestThatAPersonFilesIsFoundByTheNextSync goes through the support page, which a browser needs: it is
// the one test here that stands on the real network's loopback.
func TestARequestThatAPersonFilesIsFoundByTheNextSync(t *testing.T) {
	o := newOffice(t, "small")
	var err error
	if o.cloud.Support, err = listenSupport(o.sim); err != nil {
		t.Fatal(err)
	}
	a := o.start(t)
	defer stop(t, a)
	if err := a.SignInToDemo(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := a.SyncNow(t.Context(), "", false, nil); err != nil {
		t.Fatal(err)
	}
	r := openRequest(t, a)
	d, err := a.Requests.Prepare(r.TenantID, "builtin-mail-en", "", "en")
	if err != nil || strings.Contains(d.Title+d.Description, "{customer}") {
		t.Fatalf("%+v, %v", d, err)
	}
	for _, text := range []*string{&d.Title, &d.Description, &d.StepsTried} {
		*text = strings.ReplaceAll(*text, template.Gap, "see below")
	}
	item := queue(t, a, d)
	if _, err := a.SendNow(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if got := outgoing(t, a, item.LocalID); got.State != "queued" || !got.NeedsYou {
		t.Fatalf("nothing may be filed without a person, but it is %s", got.State)
	}
	off, err := a.Outbox.HandOff(item.LocalID, true)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(off.URL, a.profile.demo.Support) || !strings.Contains(off.Text, d.Description) || off.Item.State != "handed-off" {
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

func TestAnAzureTicketThatMicrosoftClosedIsClosedAfterTheNextSync(t *testing.T) {
	inOffice(t, "small", func(t *testing.T, o *office) {
		a, _ := o.synced(t)
		defer stop(t, a)
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
	})
}

func TestANoteForAnotherCustomersRequestIsRefusedBeforeItIsSent(t *testing.T) {
	inOffice(t, "small", func(t *testing.T, o *office) {
		a, _ := o.synced(t)
		defer stop(t, a)
		r := openRequest(t, a)
		other := rows(t, a, contract.CustomerQuery{Sort: "name"})
		wrong := other[0].TenantID
		if wrong == r.TenantID {
			wrong = other[1].TenantID
		}
		note, err := a.Outbox.AddNote(wrong, r.ID, "For somebody else")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := a.SendNow(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
		if got := outgoing(t, a, note.LocalID); got.State != "rejected" || !strings.Contains(got.Problem.Message, "another customer") {
			t.Errorf("it is %s: %+v", got.State, got.Problem)
		}
		if _, notes := atCloud(t, a); len(notes) != 0 {
			t.Errorf("at the cloud: %q", notes)
		}
		if _, err := a.Requests.Read(wrong, r.ID); err == nil {
			t.Error("another customer's request is shown as this one's")
		}
	})
}

// quiet is a window that nobody looks at.
type quiet struct{ pages []string }

func (*quiet) Emit(contract.Event, uint64)                          {}
func (q *quiet) OpenURL(address string) error                       { q.pages = append(q.pages, address); return nil }
func (*quiet) OpenFile(string, string) (string, error)              { return "", nil }
func (*quiet) SaveFile(string, string) (string, error)              { return "", nil }
func (*quiet) StartDemo() error                                     { return nil }
func (*quiet) StartAnew(handover.Handover, string) error            { return nil }
func (*quiet) Leave()                                               {}
func (*quiet) Kept()                                                {}
func (*quiet) Hide()                                                {}
func (*quiet) Hidden() bool                                         { return false }
func (*quiet) Notify(context.Context, string, string, string) error { return nil }
func (*quiet) ShowFile(string) error                                { return nil }

func TestTheWindowReadsWhatANewRequestChoosesFromAndTheCommandLineDoesNot(t *testing.T) {
	for _, shell := range []Shell{&quiet{}, nil} {
		inOffice(t, "small", func(t *testing.T, o *office) {
			o.shell = shell
			a, _ := o.synced(t)
			defer stop(t, a)
			id := rows(t, a, contract.CustomerQuery{Sort: "name", Limit: 1})[0].TenantID
			before := o.asked.Load()
			if _, err := a.Requests.Choices(id); err != nil {
				t.Fatal(err)
			}
			time.Sleep(time.Minute)
			synctest.Wait()
			if asked := o.asked.Load() > before; asked != (shell != nil) {
				t.Errorf("with the window %v it asks: %v", shell != nil, asked)
			}
		})
	}
}

func TestAHandOffOpensThePageOnlyWhereThereIsAWindowAndTheUserWantsIt(t *testing.T) {
	inOffice(t, "small", func(t *testing.T, o *office) {
		w := &quiet{}
		o.shell = w
		a, _ := o.synced(t)
		defer stop(t, a)
		item := queue(t, a, contract.RequestDraft{TenantID: openRequest(t, a).TenantID, Draft: partner.Draft{Title: "Something new", Description: "Yes.", Severity: "minimal"}})
		if off, err := a.Outbox.HandOff(item.LocalID, false); err != nil || off.Opened || len(w.pages) != 0 {
			t.Errorf("%+v, %v", off, err)
		}
		if off, err := a.Outbox.HandOff(item.LocalID, true); err != nil || !off.Opened || len(w.pages) != 1 || w.pages[0] != off.URL {
			t.Errorf("%+v, %v", off, err)
		}
	})
}

func TestWithTheDelegationOverNothingIsHandedOffAndWhatWasWrittenStays(t *testing.T) {
	inOffice(t, "small", func(t *testing.T, o *office) {
		a, _ := o.synced(t)
		defer stop(t, a)
		d := contract.RequestDraft{TenantID: openRequest(t, a).TenantID, Draft: partner.Draft{Title: "Something new", Description: "Yes.", Severity: "minimal"}}
		item := queue(t, a, d)
		event(t, a, map[string]any{"kind": "delegation-expires", "tenantId": d.TenantID})
		if _, err := a.SyncNow(t.Context(), "", true, nil); err != nil {
			t.Fatal(err)
		}
		if _, err := a.Outbox.HandOff(item.LocalID, true); fault.KindOf(err) != fault.Denied && fault.KindOf(err) != fault.Missing {
			t.Errorf("with the delegation over it is handed off: %v", err)
		}
		outgoing(t, a, item.LocalID)
	})
}
