package app

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tenantry/app/contract"
	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

func TestTheDemoShowsEveryKindOfTrouble(t *testing.T) {
	inOffice(t, "demo", func(t *testing.T, o *office) {
		a, _ := o.synced(t)
		defer stop(t, a)
		states, kinds := map[string]bool{}, map[string]bool{}
		for _, r := range rows(t, a, contract.CustomerQuery{}) {
			states[r.Health] = true
			if r.Problem != nil {
				kinds[r.Problem.Kind] = true
				if r.Problem.Remedy == "" {
					t.Errorf("%s: a problem without a remedy: %+v", r.Name, r.Problem)
				}
			}
		}
		for _, s := range []string{"outage", "degraded", "advisory", "healthy", "unknown"} {
			if !states[s] {
				t.Errorf("no customer is %s", s)
			}
		}
		for _, k := range []fault.Kind{fault.Consent, fault.Denied} {
			if !kinds[string(k)] {
				t.Errorf("no customer has a problem of kind %s; there are %v", k, kinds)
			}
		}
		inc, err := a.Health.Incidents()
		if err != nil || len(inc.Incidents) == 0 {
			t.Fatalf("%v incidents, %v", len(inc.Incidents), err)
		}
		if !slices.ContainsFunc(inc.Incidents, func(i contract.Incident) bool { return len(i.Customers) > 1 }) {
			t.Error("no incident is shared by several customers")
		}
	})
}

// TestTheDemoStartsFromItsDiskWithoutAnyNetworkCall is the one test here that opens the whole of it: keys,
// databases and browser sign-in.
func TestTheDemoStartsFromItsDiskWithoutAnyNetworkCall(t *testing.T) {
	home := t.TempDir()
	demo := func() (*App, *office) {
		t.Helper()
		options, err := Demo{}.Options(Options{Home: home})
		if err != nil {
			t.Fatal(err)
		}
		o := &office{cloud: options.Cloud}
		o.cloud.Transport = counted{o.cloud.Transport, &o.asked}
		a, err := Open(options)
		if err != nil {
			t.Fatal(err)
		}
		return a, o
	}
	a, _ := demo()
	if err := a.SignInToDemo(t.Context()); err != nil {
		t.Fatal(err)
	}
	id := listed(t, a)
	if _, err := a.SyncNow(t.Context(), id, false, nil); err != nil {
		t.Fatal(err)
	}
	known := len(rows(t, a, contract.CustomerQuery{}))
	stop(t, a)

	a, o := demo()
	defer stop(t, a)
	if got := len(rows(t, a, contract.CustomerQuery{})); got != known || known == 0 {
		t.Fatalf("%d customers after a restart, %d before", got, known)
	}
	if r, err := a.Health.Report(id); err != nil || r.AsOf == nil {
		t.Errorf("%+v, %v", r, err)
	}
	if _, err := a.Customers.Get(id); err != nil {
		t.Error(err)
	}
	if s := a.Session.Status(); !s.SignedIn || !s.Demo {
		t.Errorf("%+v", s)
	}
	if o.asked.Load() != 0 {
		t.Errorf("%d requests were made", o.asked.Load())
	}
}

// listed syncs until the lists were read and names a customer that can be read.
func listed(t *testing.T, a *App) string {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	_, err := a.SyncNow(ctx, "", false, func(s contract.SyncStatus) {
		if s.Done > 0 {
			cancel()
		}
	})
	if fault.KindOf(err) != "" {
		t.Fatal(err)
	}
	for _, r := range rows(t, a, contract.CustomerQuery{Sort: "name"}) {
		if r.Problem == nil {
			return r.TenantID
		}
	}
	t.Fatal("no customer can be read")
	return ""
}

func TestATenantIDIsParsedAtEveryDoor(t *testing.T) {
	inOffice(t, "small", func(t *testing.T, o *office) {
		a, _ := o.synced(t)
		defer stop(t, a)
		all := rows(t, a, contract.CustomerQuery{Sort: "name"})
		id := "{" + strings.ToUpper(all[3].TenantID) + "}"
		if i, err := a.Customers.Position(id, contract.CustomerQuery{Sort: "name"}); i != 3 || err != nil {
			t.Errorf("position %d, %v", i, err)
		}
		if p, err := a.Outbox.Check(contract.RequestDraft{TenantID: id, Draft: partner.Draft{Title: "T", Description: "D", Severity: "minimal"}}); err != nil || len(p.Fields) != 0 ||
			slices.ContainsFunc(p.Findings, func(f contract.Finding) bool { return strings.Contains(f.Text, "no longer") }) {
			t.Errorf("%+v, %v", p, err)
		}
		out, err := a.Outbox.QueueFor(contract.RequestDraft{Channel: "portal", Draft: partner.Draft{Title: "For {customer}", Description: "D", Severity: "minimal"}},
			[]string{id, all[3].TenantID, "contoso"})
		if err != nil || len(out.Queued) != 1 || out.Queued[0].Title != "For "+all[3].Name || len(out.Failed) != 1 || out.Failed[0].TenantID != "contoso" {
			t.Errorf("%+v, %v", out, err)
		}
		_, position := a.Customers.Position("contoso", contract.CustomerQuery{})
		_, check := a.Outbox.Check(contract.RequestDraft{TenantID: "contoso"})
		_, get := a.Requests.Get("contoso", "1")
		_, list := a.Requests.List(contract.RequestQuery{TenantID: "contoso"})
		_, note := a.Outbox.AddNote("contoso", "7001", "Hello")
		for what, err := range map[string]error{"mark": a.Customers.SetFavourite("contoso", true), "position": position, "check": check, "get": get,
			"list": list, "note": note, "refresh": a.Sync.Refresh("contoso")} {
			if fault.KindOf(err) != fault.Invalid {
				t.Errorf("%s: %v", what, err)
			}
		}
	})
}

func TestWhatCannotBeOpenedIsSaidByEveryCall(t *testing.T) {
	why := fault.New(fault.Corrupt, "store_journal", "folder", "x")
	a := Failed(Options{}, why)
	_, list := a.Customers.List(contract.CustomerQuery{})
	_, get := a.Customers.Get("x")
	_, report := a.Health.Report("x")
	_, requests := a.Requests.List(contract.RequestQuery{})
	_, prepare := a.Requests.Prepare("", "", "", "en")
	_, outbox := a.Outbox.List()
	_, save := a.Outbox.Save(contract.RequestDraft{})
	_, links := a.Portal.Links("x")
	_, sync := a.SyncNow(t.Context(), "", false, nil)
	_, send := a.SendNow(t.Context(), nil)
	_, imported := a.ImportFile("x", ImportChoice{})
	for what, err := range map[string]error{"list": list, "get": get, "report": report, "requests": requests, "prepare": prepare, "outbox": outbox,
		"save": save, "links": links, "sync": sync, "send": send, "import": imported, "start": a.Sync.Start(false), "refresh": a.Sync.Refresh("x"),
		"mark": a.Customers.SetFavourite("x", true), "sign in": a.Session.SignIn(contract.SignInRequest{}), "sign out": a.Session.SignOut(true),
		"settings": a.Settings.Save(contract.Preferences{}, nil)} {
		if fault.KindOf(err) != fault.Corrupt {
			t.Errorf("%s: %v", what, err)
		}
	}
	if s := a.Session.Status(); s.Problem == nil || s.Problem.Kind != "corrupt" || s.Problem.MessageKey == "" {
		t.Errorf("%+v", s.Problem)
	}
	if _, err := a.Settings.Load(); err != nil {
		t.Error("the window needs its language to say what went wrong")
	}
	if checks := a.Doctor(t.Context()); len(checks) != 1 || checks[0].OK || checks[0].MessageKey == "" || checks[0].RemedyKey == "" {
		t.Errorf("%+v", checks)
	}
	if a.Sync.Status().Running || a.Portal.OpenURL("http://evil.example") == nil {
		t.Error("it runs, or opens anything")
	}
	a.Session.DismissNotice("x")
	stop(t, a)
}

func TestAProfileKeepsToItsFolder(t *testing.T) {
	for _, name := range []string{"..", "../x", "a/b", `a\b`, ".hidden", " "} {
		if dir, err := (Options{Home: "h", Profile: name}).Dir(); err == nil {
			t.Errorf("%q was taken as a profile: %s", name, dir)
		}
	}
	dir, err := Options{Home: "h", Profile: "Léa 2"}.Dir()
	if err == nil {
		t.Errorf("blanks: %s", dir)
	}
	if dir, err = (Options{Home: "h", Profile: "Léa-2"}).Dir(); err != nil || dir != filepath.Join("h", "profiles", "Léa-2") {
		t.Error(dir, err)
	}
}
