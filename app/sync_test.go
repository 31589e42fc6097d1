package app

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"tenantry/app/contract"
	"tenantry/backend/fault"
	"tenantry/backend/syncer"
)

// TestAFullSyncCostsTwoRequestsACustomerAndOneWhileTokensAreValid holds the budget of the issue: one
// token and one batch; with the lists and their documented extra pages on top.
func TestAFullSyncCostsTwoRequestsACustomerAndOneWhileTokensAreValid(t *testing.T) {
	inOffice(t, "demo", func(t *testing.T, o *office) {
		a, first := o.synced(t)
		defer stop(t, a)
		// Four lists and the service requests, with their pages; the customers' links, twenty a request; and
		// Partner Center's word on those few whose own tenant never told its details.
		const lists = 40
		customers := int64(first.Customers.Listed + first.Customers.WithoutAccess)
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
		if again.HTTP.Requests > customers+customers/10 {
			t.Errorf("%d requests for %d customers although all tokens are valid", again.HTTP.Requests, customers)
		}
		a.account.Rest() // tokens leave memory, and come back
		rested, err := a.SyncNow(t.Context(), "", true, nil)
		if err != nil {
			t.Fatal(err)
		}
		if rested.HTTP.Requests > customers+customers/10 {
			t.Errorf("%d requests for %d customers after a rest", rested.HTTP.Requests, customers)
		}
		t.Logf("requests per customer: %.2f, then %.2f", float64(first.HTTP.Requests)/float64(customers), float64(again.HTTP.Requests)/float64(customers))
	})
}

func TestACancelledSyncKeepsWhatItRead(t *testing.T) {
	inOffice(t, "demo", func(t *testing.T, o *office) {
		a := o.start(t)
		defer stop(t, a)
		o.signIn(t, a)
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
	})
}

func TestTheEngineSyncsAgainWhenItIsTime(t *testing.T) {
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	ago := func(d time.Duration) time.Time { return now.Add(-d) }
	problem := func(k fault.Kind, d time.Duration) *fault.Problem { return &fault.Problem{Kind: k, At: ago(d)} }
	for what, c := range map[string]struct {
		finished time.Time
		problem  *fault.Problem
		oldest   time.Time // when the first health gets too old
		cut      bool
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
		"one customer's health is old":     {finished: ago(5 * time.Minute), oldest: ago(time.Second), due: true},
		"old health, and a sync just now":  {finished: ago(30 * time.Second), oldest: ago(time.Second)},
		"old health, and a user who ended": {finished: ago(5 * time.Minute), oldest: ago(time.Second), cut: true},
	} {
		s := syncs{finished: c.finished, problem: c.problem, cut: c.cut}
		if c.oldest.IsZero() {
			c.oldest = now.Add(time.Second)
		}
		if got := s.due(now, syncer.HealthTTL, func() time.Time { return c.oldest }); got != c.due {
			t.Errorf("%s: due is %v", what, got)
		}
	}
}

func TestRowsServedBeforeTheWindowWasThereDoNotUseUpItsSync(t *testing.T) {
	inOffice(t, "small", func(t *testing.T, o *office) {
		a := o.start(t)
		defer stop(t, a)
		o.signIn(t, a)
		rows(t, a, contract.CustomerQuery{}) // another process asked first
		time.Sleep(time.Hour)
		if n := len(rows(t, a, contract.CustomerQuery{})); n != 0 {
			t.Fatalf("%d customers were synced unasked", n)
		}
		a.Start()
		rows(t, a, contract.CustomerQuery{})
		time.Sleep(beatEvery)
		synctest.Wait()
		if len(rows(t, a, contract.CustomerQuery{})) == 0 {
			t.Fatal("the window never synced")
		}
	})
}

func TestTheWindowKeepsItselfFresh(t *testing.T) {
	inOffice(t, "small", func(t *testing.T, o *office) {
		a := o.start(t)
		defer stop(t, a)
		o.signIn(t, a)
		a.Start()
		rows(t, a, contract.CustomerQuery{})
		time.Sleep(time.Minute)
		synctest.Wait()
		first := a.Sync.Status().FinishedAt
		time.Sleep(syncer.HealthTTL)
		synctest.Wait()
		if again := a.Sync.Status(); first == nil || again.FinishedAt == nil || *again.FinishedAt == *first || again.Link != contract.Online {
			t.Errorf("%+v, first %v", again, first)
		}
	})
}

// TestAnOutageShowsWithinTheAgeThatHealthMayHave lets outages begin at any time between two syncs, at customers
// that were read at other times than the rest: each is on the screen after the age that health may have, and
// the little that a beat, a pause between two syncs and the reading take.
func TestAnOutageShowsWithinTheAgeThatHealthMayHave(t *testing.T) {
	const little = retryEvery + beatEvery + 30*time.Second
	for _, opened := range []time.Duration{0, time.Minute, 4 * time.Minute, 7*time.Minute + 50*time.Second, 9*time.Minute + 30*time.Second} {
		inOffice(t, "small", func(t *testing.T, o *office) {
			a := o.start(t)
			defer stop(t, a)
			o.signIn(t, a)
			a.Start()
			rows(t, a, contract.CustomerQuery{})
			time.Sleep(time.Minute)
			synctest.Wait()
			var healthy []contract.CustomerRow
			for _, r := range rows(t, a, contract.CustomerQuery{Health: "healthy"}) {
				if r.Problem == nil {
					healthy = append(healthy, r)
				}
			}
			if len(healthy) < 2 {
				t.Fatalf("only %d customers are well", len(healthy))
			}
			time.Sleep(opened)
			if err := a.Sync.Refresh(healthy[0].TenantID); err != nil { // the user opens this one
				t.Fatal(err)
			}
			time.Sleep(time.Second)
			for _, r := range healthy[:2] {
				event(t, a, map[string]any{"kind": "outage-starts", "service": "Exchange", "tenantId": r.TenantID})
			}
			time.Sleep(syncer.HealthTTL + little)
			synctest.Wait()
			for _, r := range healthy[:2] {
				if d, err := a.Customers.Get(r.TenantID); err != nil || d.Health != "outage" {
					t.Errorf("opened after %v: %s is %s, read at %s (%v)", opened, r.Name, d.Health, *d.HealthAsOf, err)
				}
			}
		})
	}
}

// TestWhoAsksReadsWhatIsOnTheScreenAndWhatHasTrouble: however fresh it is, and says how much that was; after a minute all,
// as Microsoft writes of an incident.
func TestWhoAsksReadsWhatIsOnTheScreenAndWhatHasTrouble(t *testing.T) {
	inOffice(t, "demo", func(t *testing.T, o *office) {
		a, first := o.synced(t)
		defer stop(t, a)
		if first.Customers.HealthRead < 200 {
			t.Fatalf("the first sync read the health of %d", first.Customers.HealthRead)
		}
		trouble := 0
		for _, h := range []string{"outage", "degraded", "advisory"} {
			trouble += len(rows(t, a, contract.CustomerQuery{Health: h}))
		}
		screen := 0
		for _, r := range rows(t, a, contract.CustomerQuery{Health: "healthy", Sort: "name", Limit: 20}) {
			if r.Problem == nil {
				screen++
			}
		}
		if trouble == 0 || screen == 0 {
			t.Fatal(trouble, screen)
		}
		time.Sleep(30 * time.Second)
		before := o.asked.Load()
		again, err := a.SyncNow(t.Context(), "", false, nil)
		if err != nil {
			t.Fatal(err)
		}
		// Beside them only who could not be read lately, and who is looked at in vain.
		if n := again.Customers.HealthRead; n < trouble+screen || n > trouble+screen+20 {
			t.Errorf("%d customers' health read, of %d with trouble and %d on the screen", n, trouble, screen)
		}
		if n := a.Sync.Status().HealthRead; n != again.Customers.HealthRead {
			t.Errorf("the window says %d", n)
		}
		if cost := o.asked.Load() - before; cost > int64(again.Customers.HealthRead)+80 {
			t.Errorf("that took %d requests", cost)
		}
		// Impatience costs nothing.
		if at, err := a.SyncNow(t.Context(), "", false, nil); err != nil || at.Customers.HealthRead > 20 {
			t.Errorf("at once again: %d (%v)", at.Customers.HealthRead, err)
		}
		time.Sleep(time.Minute)
		if all, err := a.SyncNow(t.Context(), "", false, nil); err != nil || all.Customers.HealthRead < first.Customers.HealthRead {
			t.Errorf("a minute later: %d (%v)", all.Customers.HealthRead, err)
		}
	})
}

// Whoever shows a failure of a sync shows it in a language, so it travels with its key.
func TestAFailureOfASyncNamesItsSentence(t *testing.T) {
	denied := fault.New(fault.Denied, "service_denied", "service", "Azure").WithCode("AuthorizationFailed", "r-1")
	r := toSyncReport(syncer.Report{Failures: []syncer.Failure{{TenantID: "id", Name: "Contoso", Problem: fault.ProblemOf(denied, time.Now())}}})
	f := r.Failures[0]
	if f.TenantID != "id" || f.Name != "Contoso" || f.MessageKey != "service_denied" || f.Params["service"] != "Azure" ||
		f.RemedyKey != string(fault.AssignRole) || f.Code != "AuthorizationFailed" || f.RequestID != "r-1" || f.Words().In("fr") == f.Message {
		t.Errorf("%+v", f)
	}
}
