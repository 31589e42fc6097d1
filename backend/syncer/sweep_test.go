package syncer_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/syncer"
)

func TestASyncFillsTheCache(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(30)
		w.requests = map[partner.TenantID][]partner.ServiceRequest{id(3): {{ID: "r", Status: "open"}}}
		if got := of(w.sync(t, syncer.Scope{})); got != (numbers{Listed: 30, Synced: 30}) {
			t.Errorf("report %+v", got)
		}
		c := w.load(t, id(3))
		if c.Name != "Ødegård & Søn 3" || c.PrimaryDomain != "odegard3.no" || c.Health.Value.State() != partner.Degraded {
			t.Errorf("kept: %s, %s, %v", c.Name, c.PrimaryDomain, c.Health.Value.State())
		}
		if s := c.Summary(); s.OpenRequests != 1 || s.Problem() != nil {
			t.Errorf("open requests %d, problem %v", s.OpenRequests, s.Problem())
		}
		if s := w.load(t, id(4)).Summary(); s.OpenRequests != 0 {
			t.Errorf("a customer without requests has %d of them, want a known 0", s.OpenRequests)
		}
	})
}

func TestAFailedReadKeepsTheOldValueAndItsAge(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(3)
		w.sync(t, syncer.Scope{})
		before := w.load(t, id(1))
		time.Sleep(time.Hour)
		w.readErr[id(1)] = fault.New(fault.Upstream, "the service failed").WithCode("500", "req-1")
		r := w.sync(t, syncer.Scope{})
		if got := of(r); got != (numbers{Listed: 3, Synced: 2, Failed: 1}) {
			t.Errorf("report %+v", got)
		}
		if f := r.Failures; len(f) != 1 || f[0].TenantID != id(1) || f[0].Name != before.Name || f[0].Problem.RequestID != "req-1" {
			t.Errorf("failures %+v", f)
		}
		after := w.load(t, id(1))
		if after.Health.Value.State() != partner.Degraded || !after.Health.AsOf.Equal(before.Health.AsOf) {
			t.Error("the old health is gone")
		}
		if p := after.Health.Problem; p == nil || p.Kind != fault.Upstream {
			t.Errorf("problem %+v", p)
		}
		delete(w.readErr, id(1))
		time.Sleep(time.Hour)
		w.sync(t, syncer.Scope{})
		if p := w.load(t, id(1)).Summary().Problem(); p != nil {
			t.Errorf("after a good read the problem is still %+v", p)
		}
	})
}

func TestACancelledSyncIsTakenUpWhereItStopped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const all = 100
		w := newWorld(all)
		ctx, cancel := context.WithTimeout(t.Context(), 220*time.Millisecond)
		defer cancel()
		r, err := w.engine.SyncNow(ctx, syncer.Scope{})
		if !errors.Is(err, context.DeadlineExceeded) || r.Synced == 0 || r.Synced >= all {
			t.Fatalf("%v, report %+v", err, of(r))
		}
		w.agrees(t)
		for n := range all {
			if !w.has(id(n)) {
				t.Errorf("customer %d was listed and is not kept", n)
			}
		}
		first := r.Synced
		if r := w.sync(t, syncer.Scope{}); len(w.reads) != all-first || of(r) != (numbers{Listed: all, Synced: all}) {
			t.Errorf("%d had been read; then %d were, report %+v", first, len(w.reads), of(r))
		}
	})
}

func TestOneSyncRunsAtATime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(20)
		reports := make(chan syncer.Report, 3)
		for range 3 {
			go func() {
				r, err := w.engine.SyncNow(t.Context(), syncer.Scope{})
				if err != nil {
					t.Error(err)
				}
				reports <- r
			}()
		}
		a, b, c := <-reports, <-reports, <-reports
		if len(w.reads) != 20 {
			t.Errorf("%d reads for 20 customers", len(w.reads))
		}
		if of(a) != of(b) || of(b) != of(c) || a.Synced != 20 {
			t.Errorf("reports %+v %+v %+v", of(a), of(b), of(c))
		}
	})
}

func TestWhoWaitsForACancelledSyncSyncsItself(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(20)
		ctx, cancel := context.WithCancel(t.Context())
		go func() { _, _ = w.engine.SyncNow(ctx, syncer.Scope{}) }()
		synctest.Wait()
		done := make(chan syncer.Report)
		go func() {
			r, err := w.engine.SyncNow(t.Context(), syncer.Scope{})
			if err != nil {
				t.Error(err)
			}
			done <- r
		}()
		synctest.Wait()
		cancel()
		if r := <-done; r.Synced != 20 {
			t.Errorf("report %+v", of(r))
		}
	})
}

func TestAFullSyncIsNotContentWithAnOrdinaryOne(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(5)
		w.sync(t, syncer.Scope{})
		w.listLag = time.Second
		go func() { _, _ = w.engine.SyncNow(t.Context(), syncer.Scope{}) }()
		synctest.Wait()
		if w.sync(t, syncer.Scope{Full: true}); len(w.reads) != 5 {
			t.Errorf("%d reads", len(w.reads))
		}
	})
}

func TestSoManyAreReadAtATimeHoweverTheyAnswer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for what, err := range map[string]error{"well": nil, "throttled": fault.New(fault.Throttled, "slow down")} {
			w := newWorld(60)
			for n := range 60 {
				w.readErr[id(n)] = err
			}
			begun := time.Now()
			w.sync(t, syncer.Scope{})
			if rounds := time.Since(begun) / w.latency; w.widest != 16 || rounds != 4 {
				t.Errorf("answered %s, %d were read at a time, in %d rounds; want 16 in 4", what, w.widest, rounds)
			}
		}
	})
}

func TestAThrottledCustomerIsNamedAndReadByTheNextSync(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(40)
		w.readErr[id(5)] = fault.New(fault.Throttled, "slow down")
		r := w.sync(t, syncer.Scope{})
		if of(r) != (numbers{Listed: 40, Synced: 39, Failed: 1}) || r.Failures[0].TenantID != id(5) || r.Failures[0].Problem.Kind != fault.Throttled {
			t.Errorf("report %+v", r)
		}
		delete(w.readErr, id(5))
		if r := w.sync(t, syncer.Scope{}); !slices.Equal(w.reads, []partner.TenantID{id(5)}) || r.Failed != 0 {
			t.Errorf("then %v were read, report %+v", w.reads, of(r))
		}
	})
}

func TestALostNetworkEndsTheSyncEarly(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(200)
		for n := range 200 {
			w.readErr[id(n)] = fault.New(fault.Offline, "no route")
		}
		r, err := w.engine.SyncNow(t.Context(), syncer.Scope{})
		if fault.KindOf(err) != fault.Offline || len(w.reads) > 30 || r.Failed == 0 {
			t.Errorf("%v after %d reads, report %+v", err, len(w.reads), of(r))
		}
	})
}

func TestProgressNeverFallsAndEndsComplete(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(100)
		w.readErr[id(7)] = fault.New(fault.Denied, "no role")
		w.readHook = func(id partner.TenantID) { time.Sleep(time.Duration(number(id)%7) * time.Millisecond) }
		begun := time.Now()
		w.sync(t, syncer.Scope{})
		if most := int(time.Since(begun)/(100*time.Millisecond)) + 2; len(w.progress) > most {
			t.Errorf("%d events, want at most %d", len(w.progress), most)
		}
		last := syncer.Progress{}
		for _, p := range w.progress {
			if p.Done < last.Done || p.Failed < last.Failed || p.Total < last.Total || p.Listed < last.Listed || p.Done > p.Total {
				t.Errorf("after %+v came %+v", last, p)
			}
			last = p
		}
		if last.Done != 100 || last.Failed != 1 || last.Total != 100 || last.Listed != 100 || last.Phase != "" {
			t.Errorf("the last was %+v", last)
		}
	})
}

func TestRefreshReadsOneCustomerWhileASyncRuns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(100)
		go func() { _, _ = w.engine.SyncNow(t.Context(), syncer.Scope{}) }()
		time.Sleep(60 * time.Millisecond)
		begun := time.Now()
		if err := w.engine.Refresh(t.Context(), id(99)); err != nil {
			t.Fatal(err)
		}
		if took := time.Since(begun); took > w.latency {
			t.Errorf("it took %v", took)
		}
		s := w.catalog[id(99)]
		if s.Freshness.Of(partner.PartLinks).AsOf.IsZero() {
			t.Error("the extras were not published")
		}
	})
}

func TestRefreshOfAnUnknownCustomerIsMissing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(1)
		if err := w.engine.Refresh(t.Context(), id(1)); fault.KindOf(err) != fault.Missing {
			t.Errorf("%v", err)
		}
	})
}

func TestEachReadingReplacesItsOwnSubscriptionsOnly(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(1)
		sub := func(id string, s partner.Source) partner.Subscription { return partner.Subscription{ID: id, Source: s} }
		w.graphSubs = []partner.Subscription{sub("g1", partner.SourceGDAP), sub("both", partner.SourceGDAP)}
		w.pcSubs = []partner.Subscription{sub("BOTH", partner.SourcePartnerCenter), sub("pc1", partner.SourcePartnerCenter)}
		w.sync(t, syncer.Scope{})
		want := func(when string, ids ...string) {
			t.Helper()
			var got []string
			for _, s := range w.load(t, id(0)).Bought() {
				got = append(got, s.ID)
			}
			slices.Sort(got)
			if !slices.Equal(got, ids) {
				t.Errorf("%s there are %v, want %v", when, got, ids)
			}
		}
		w.sync(t, syncer.Scope{Customer: id(0)})
		want("after opening the customer", "both", "g1", "pc1")
		w.sync(t, syncer.Scope{Full: true})
		want("after an ordinary sync", "both", "g1", "pc1")
		w.graphSubs = w.graphSubs[1:]
		w.sync(t, syncer.Scope{Full: true})
		want("after one of Graph's ended", "both", "pc1")
		w.pcSubs = nil
		w.sync(t, syncer.Scope{Customer: id(0)})
		want("after Partner Center's ended", "both")
	})
}

func TestACustomerThatLeavesWhileItIsReadDoesNotComeBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(2)
		w.readHook = func(read partner.TenantID) {
			if read == id(1) {
				if err := w.cache.Context(read).Drop(); err != nil {
					t.Error(err)
				}
			}
		}
		if _, err := w.engine.SyncNow(t.Context(), syncer.Scope{}); err != nil || w.has(id(1)) {
			t.Errorf("it came back: %v, %v", w.has(id(1)), err)
		}
	})
}

func TestAProblemMakesACustomerStale(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(2)
		w.sync(t, syncer.Scope{})
		w.readErr[id(1)] = fault.New(fault.Upstream, "500")
		w.sync(t, syncer.Scope{Full: true})
		delete(w.readErr, id(1))
		if w.sync(t, syncer.Scope{}); !slices.Equal(w.reads, []partner.TenantID{id(1)}) {
			t.Errorf("read were %v", w.reads)
		}
	})
}

func TestWithoutANetworkARefreshDoesNotWaitForTheRest(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(2)
		w.sync(t, syncer.Scope{})
		w.readErr[id(1)] = fault.New(fault.Offline, "no route")
		w.latency, w.moreLatency = time.Second, 15*time.Second
		begun := time.Now()
		r := w.sync(t, syncer.Scope{Customer: id(1)})
		if took := time.Since(begun); took > 2*time.Second || of(r) != (numbers{Listed: 1, Failed: 1}) || r.Failures[0].Problem.Kind != fault.Offline {
			t.Errorf("after %v: %+v", took, r)
		}
		w.readErr[id(1)] = fault.New(fault.Upstream, "500") // somebody answers: the rest may, too
		begun = time.Now()
		w.sync(t, syncer.Scope{Customer: id(1)})
		if took := time.Since(begun); took < w.moreLatency {
			t.Errorf("the rest was given up after %v", took)
		}
	})
}

// Where the account's own sign-in is over nothing else will be answered: the sync ends with it, and nobody is
// marked with what is no customer's. What one customer wants to be proven keeps no other from being read.
func TestASignInThatIsOverEndsTheSyncAndACustomersWishDoesNot(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(60)
		w.readErr[id(3)] = fault.New(fault.SignIn, "signin_mfa_there").AtCustomer(string(id(3)))
		if got := of(w.sync(t, syncer.Scope{})); got != (numbers{Listed: 60, Synced: 59, Failed: 1}) {
			t.Errorf("one customer's wish: %+v", got)
		}
		if p := w.load(t, id(3)).Health.Problem; p == nil || p.Tenant != string(id(3)) || p.Remedy != fault.StepUp {
			t.Errorf("kept: %+v", p)
		}
		over := fault.New(fault.SignIn, "signin_expired").WithCode("AADSTS700082", "")
		for n := range 60 {
			w.readErr[id(n)] = over
		}
		time.Sleep(time.Hour)
		r, err := w.engine.SyncNow(t.Context(), syncer.Scope{})
		if !fault.EndsSignIn(err) || r.Failed > 20 {
			t.Errorf("%v, %d failed", err, r.Failed)
		}
	})
}
