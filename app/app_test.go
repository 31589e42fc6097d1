package app

import (
	"context"
	"errors"
	"net/http"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"tenantry/app/contract"
	"tenantry/backend/fault"
)

// counted counts the requests that reach the simulated cloud.
type counted struct {
	http.RoundTripper
	n *atomic.Int64
}

func (c counted) RoundTrip(r *http.Request) (*http.Response, error) {
	c.n.Add(1)
	return c.RoundTripper.RoundTrip(r)
}

// demo opens the demo in a home of its own; n counts its requests.
func demo(t *testing.T, home string) (a *App, n *atomic.Int64) {
	t.Helper()
	o, err := DemoOptions(Options{Home: home})
	if err != nil {
		t.Fatal(err)
	}
	n = new(atomic.Int64)
	o.Cloud.Transport = counted{o.Cloud.Transport, n}
	a, err = Open(o)
	if err != nil {
		t.Fatal(err)
	}
	return a, n
}

func stop(t *testing.T, a *App) {
	t.Helper()
	if err := a.Stop(); err != nil {
		t.Fatal(err)
	}
}

func signInAndSync(t *testing.T, a *App) contract.SyncReport {
	t.Helper()
	if err := a.SignInToDemo(t.Context()); err != nil {
		t.Fatal(err)
	}
	r, err := a.SyncNow(t.Context(), "", false, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func rows(t *testing.T, a *App, q contract.CustomerQuery) []contract.CustomerRow {
	t.Helper()
	p, err := a.Customers.List(q)
	if err != nil {
		t.Fatal(err)
	}
	return p.Customers
}

// TestAFullSyncCostsTwoRequestsACustomerAndOneWhileTokensAreValid holds the budget of the issue: one
// token and one batch; with the lists and their documented extra pages on top.
func TestAFullSyncCostsTwoRequestsACustomerAndOneWhileTokensAreValid(t *testing.T) {
	a, _ := demo(t, t.TempDir())
	defer stop(t, a)
	first := signInAndSync(t, a)
	const lists = 40 // four lists and the service requests, with their pages
	customers := int64(first.Customers.Listed)
	if customers < 200 {
		t.Fatalf("only %d customers", customers)
	}
	if first.HTTP.Requests > 2*customers+lists {
		t.Errorf("%d requests for %d customers", first.HTTP.Requests, customers)
	}
	again, err := a.SyncNow(t.Context(), "", true, nil)
	if err != nil {
		t.Fatal(err)
	}
	if again.HTTP.Requests > customers+lists {
		t.Errorf("%d requests for %d customers although all tokens are valid", again.HTTP.Requests, customers)
	}
	t.Logf("requests per customer: %.2f, then %.2f", float64(first.HTTP.Requests)/float64(customers), float64(again.HTTP.Requests)/float64(customers))
}

func TestTheListIsThereBeforeAnyNetworkCall(t *testing.T) {
	home := t.TempDir()
	a, _ := demo(t, home)
	signInAndSync(t, a)
	known := len(rows(t, a, contract.CustomerQuery{}))
	stop(t, a)

	a, n := demo(t, home)
	defer stop(t, a)
	if got := len(rows(t, a, contract.CustomerQuery{})); got != known || known == 0 {
		t.Fatalf("%d customers after a restart, %d before", got, known)
	}
	first := rows(t, a, contract.CustomerQuery{Limit: 1})[0]
	if _, err := a.Health.Report(first.TenantID); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Customers.Get(first.TenantID); err != nil {
		t.Fatal(err)
	}
	if n.Load() != 0 {
		t.Errorf("%d requests were made", n.Load())
	}
}

func TestTheDemoShowsEveryKindOfTrouble(t *testing.T) {
	a, _ := demo(t, t.TempDir())
	defer stop(t, a)
	signInAndSync(t, a)
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
}

func TestSigningInToAnotherPartnerWipesTheCache(t *testing.T) {
	a, _ := demo(t, t.TempDir())
	defer stop(t, a)
	signInAndSync(t, a)
	if err := a.SignOut(t.Context(), false, false); err != nil {
		t.Fatal(err)
	}
	if len(rows(t, a, contract.CustomerQuery{})) == 0 {
		t.Fatal("signing out alone keeps the customers")
	}
	if err := a.cache.Book().Put("owner", "99999999-9999-4999-8999-999999999999"); err != nil {
		t.Fatal(err)
	}
	if err := a.SignInToDemo(t.Context()); err != nil {
		t.Fatal(err)
	}
	if left := rows(t, a, contract.CustomerQuery{}); len(left) != 0 {
		t.Errorf("%d customers of the other partner are still shown", len(left))
	}
}

func TestMarksOutlastTheCache(t *testing.T) {
	home := t.TempDir()
	a, _ := demo(t, home)
	signInAndSync(t, a)
	id := rows(t, a, contract.CustomerQuery{Limit: 1})[0].TenantID
	if err := a.Customers.SetTags(id, []string{" VIP ", "vip", "train"}); err != nil {
		t.Fatal(err)
	}
	if err := a.Customers.SetFavourite(id, true); err != nil {
		t.Fatal(err)
	}
	if err := a.SignOut(t.Context(), true, false); err != nil {
		t.Fatal(err)
	}
	stop(t, a)
	a, _ = demo(t, home)
	defer stop(t, a)
	if n := len(rows(t, a, contract.CustomerQuery{})); n != 0 {
		t.Fatalf("%d customers outlasted the wipe", n)
	}
	signInAndSync(t, a)
	r := rows(t, a, contract.CustomerQuery{Favourite: true})
	if len(r) != 1 || r[0].TenantID != id || !slices.Equal(r[0].Tags, []string{"VIP", "train"}) {
		t.Errorf("%+v", r)
	}
}

func TestSigningOutForgetsTheTokens(t *testing.T) {
	a, n := demo(t, t.TempDir())
	defer stop(t, a)
	signInAndSync(t, a)
	if err := a.SignOut(t.Context(), false, false); err != nil {
		t.Fatal(err)
	}
	if ok, err := a.journal.Settings().Get("tokens", new([]byte)); ok || err != nil {
		t.Errorf("tokens are still kept: %v %v", ok, err)
	}
	before := n.Load()
	if _, err := a.SyncNow(t.Context(), "", false, nil); fault.KindOf(err) != fault.SignIn {
		t.Errorf("a sync after signing out: %v", err)
	}
	if n.Load() != before {
		t.Error("it used the network")
	}
	if len(rows(t, a, contract.CustomerQuery{})) == 0 {
		t.Error("signing out removed the customers though nobody asked for that")
	}
}

func TestACancelledSyncKeepsWhatItRead(t *testing.T) {
	a, _ := demo(t, t.TempDir())
	defer stop(t, a)
	if err := a.SignInToDemo(t.Context()); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	_, err := a.SyncNow(ctx, "", false, func(s contract.SyncStatus) {
		if s.Done > 20 {
			cancel()
		}
	})
	if fault.KindOf(err) != "" {
		t.Fatal(err)
	}
	healthy := 0
	for _, r := range rows(t, a, contract.CustomerQuery{}) {
		if r.HealthAsOf != nil {
			healthy++
		}
	}
	if healthy == 0 {
		t.Error("nothing of what was read was kept")
	}
}

func TestWhatCannotBeOpenedIsSaidByEveryCall(t *testing.T) {
	why := fault.New(fault.Corrupt, "the journal can't be read")
	a := Failed(Options{}, why)
	if _, err := a.Customers.List(contract.CustomerQuery{}); fault.KindOf(err) != fault.Corrupt {
		t.Error(err)
	}
	if s := a.Session.Status(); s.Problem == nil || s.Problem.Kind != "corrupt" {
		t.Errorf("%+v", s.Problem)
	}
	if _, err := a.Settings.Load(); err != nil {
		t.Error("the window needs its language to say what went wrong")
	}
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

func TestTheEngineSyncsAgainWhenItIsTime(t *testing.T) {
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	ago := func(d time.Duration) time.Time { return now.Add(-d) }
	problem := func(k fault.Kind, d time.Duration) *fault.Problem { return &fault.Problem{Kind: k, At: ago(d)} }
	for what, c := range map[string]struct {
		finished time.Time
		problem  *fault.Problem
		due      bool
	}{
		"never synced":                     {due: true},
		"fresh":                            {finished: ago(9 * time.Minute)},
		"old":                              {finished: ago(11 * time.Minute), due: true},
		"no network just now":              {problem: problem(fault.Offline, 30*time.Second)},
		"no network a while ago":           {problem: problem(fault.Offline, 2*time.Minute), due: true},
		"signed out, however long":         {problem: problem(fault.SignIn, 48*time.Hour)},
		"denied just now":                  {problem: problem(fault.Denied, 5*time.Minute)},
		"denied, and perhaps mended since": {problem: problem(fault.Denied, 2*time.Hour), due: true},
	} {
		s := Sync{finished: c.finished, problem: c.problem}
		if got := s.due(now); got != c.due {
			t.Errorf("%s: due is %v", what, got)
		}
	}
}

func TestTwoMarksAtOnceAreBothKept(t *testing.T) {
	a, _ := demo(t, t.TempDir())
	defer stop(t, a)
	signInAndSync(t, a)
	id := rows(t, a, contract.CustomerQuery{Limit: 1})[0].TenantID
	for range 50 {
		if err := errors.Join(a.Customers.SetFavourite(id, false), a.Customers.SetTags(id, nil)); err != nil {
			t.Fatal(err)
		}
		var both sync.WaitGroup
		both.Go(func() { _ = a.Customers.SetFavourite(id, true) })
		both.Go(func() { _ = a.Customers.SetTags(id, []string{"vip"}) })
		both.Wait()
		if r := rows(t, a, contract.CustomerQuery{Favourite: true, Tag: "vip"}); len(r) != 1 {
			t.Fatal("one of two marks was lost")
		}
	}
}

func TestRowsServedBeforeTheWindowWasThereDoNotUseUpItsSync(t *testing.T) {
	a, _ := demo(t, t.TempDir())
	defer stop(t, a)
	if err := a.SignInToDemo(t.Context()); err != nil {
		t.Fatal(err)
	}
	rows(t, a, contract.CustomerQuery{}) // another process asked first
	a.Start()
	rows(t, a, contract.CustomerQuery{})
	deadline := time.After(20 * time.Second)
	for len(rows(t, a, contract.CustomerQuery{})) == 0 {
		select {
		case <-deadline:
			t.Fatal("the window never synced")
		case <-time.Tick(20 * time.Millisecond):
		}
	}
}
