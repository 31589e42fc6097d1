package syncer_test

import (
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"

	"tenantry/backend/customerexport"
	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/syncer"
)

func TestACustomerLeavesOnlyAfterACompleteListing(t *testing.T) {
	for name, c := range map[string]struct {
		list partner.Source
		err  error
		stay bool
	}{
		"all lists complete":                           {"", nil, false},
		"a needed list fails":                          {partner.SourceGDAP, fault.New(fault.Upstream, "500"), true},
		"a needed list is denied":                      {partner.SourceGDAP, fault.New(fault.Denied, "403"), true},
		"an optional list fails":                       {partner.SourcePartnerCenter, fault.New(fault.Upstream, "500"), true},
		"an optional list is not there":                {partner.SourceContract, fault.New(fault.Denied, "403"), false},
		"the optional list that named it is not there": {partner.SourcePartnerCenter, fault.New(fault.Denied, "403"), true},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newWorld(2)
				w.lists[partner.SourcePartnerCenter] = []partner.Listed{{ID: id(2), Name: "CSP only", PrimaryDomain: "csp.com"}}
				w.sync(t, syncer.Scope{})
				w.lists[partner.SourcePartnerCenter] = nil
				if c.err != nil {
					w.listErr[c.list] = c.err
				}
				r := w.sync(t, syncer.Scope{Full: true})
				if w.has(id(2)) != c.stay || (r.Removed == 1) == c.stay {
					t.Errorf("it stays: %v, report %+v", w.has(id(2)), of(r))
				}
				if !w.has(id(0)) || !w.has(id(1)) {
					t.Error("another customer left")
				}
			})
		})
	}
}

func TestAListThatIsNotThereIsNoFailure(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(2)
		w.listErr[partner.SourcePartnerCenter] = fault.New(fault.Missing, "indirect resellers have none")
		r := w.sync(t, syncer.Scope{})
		if len(r.Failures) != 0 || !r.Lists[2].Unavailable || r.Lists[2].Problem == nil {
			t.Errorf("report %+v", r)
		}
		// One that is refused is told, and fails nothing.
		for _, kind := range []fault.Kind{fault.Denied, fault.Consent} {
			w.listErr[partner.SourcePartnerCenter] = fault.New(kind, "Authorization Failed").WithCode("1002", "")
			r = w.sync(t, syncer.Scope{})
			if len(r.Failures) != 1 || !r.Failures[0].Optional || r.Failures[0].Problem.Code != "1002" || r.Failed != 0 {
				t.Errorf("%s: report %+v", kind, r)
			}
		}
		w.listErr[partner.SourcePartnerCenter] = fault.New(fault.Upstream, "500")
		r = w.sync(t, syncer.Scope{})
		if len(r.Failures) != 1 || r.Failures[0].Name != "partnercenter" || r.Failures[0].TenantID != "" {
			t.Errorf("report %+v", r)
		}
	})
}

// A list that named customers before and does so no longer is a failure, whatever the reason; its customers stay.
func TestAListThatWasReadableBeforeIsMissed(t *testing.T) {
	for _, kind := range []fault.Kind{fault.Denied, fault.Consent, fault.Missing, fault.Retired} {
		synctest.Test(t, func(t *testing.T) {
			w := newWorld(2)
			w.lists[partner.SourcePartnerCenter] = []partner.Listed{{ID: id(2), Name: "CSP only", PrimaryDomain: "csp.com"}}
			w.sync(t, syncer.Scope{})
			w.listErr[partner.SourcePartnerCenter] = fault.New(kind, "no more")
			for range 2 {
				r := w.sync(t, syncer.Scope{})
				if len(r.Failures) != 1 || r.Failures[0].Optional || r.Failures[0].Name != "partnercenter" || !w.has(id(2)) {
					t.Errorf("%s: report %+v, still there: %v", kind, r, w.has(id(2)))
				}
			}
		})
	}
}

func TestAllCustomersAtOnceDoNotLeave(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(3)
		w.sync(t, syncer.Scope{})
		w.lists[partner.SourceGDAP] = nil
		r := w.sync(t, syncer.Scope{})
		if of(r) != (numbers{Listed: 3, Synced: 3}) || len(r.Failures) != 1 {
			t.Errorf("report %+v", r)
		}
	})
}

func TestWithNoNetworkNothingIsReadAndTheErrorSaysSo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(3)
		w.sync(t, syncer.Scope{})
		for _, s := range []partner.Source{partner.SourceGDAP, partner.SourceContract, partner.SourcePartnerCenter} {
			w.listErr[s] = fault.New(fault.Offline, "no route")
		}
		w.reqErr = fault.New(fault.Offline, "no route")
		w.reads = nil
		_, err := w.engine.SyncNow(t.Context(), syncer.Scope{Full: true})
		if fault.KindOf(err) != fault.Offline || len(w.reads) != 0 {
			t.Errorf("%v, %d reads", err, len(w.reads))
		}
		w.agrees(t)
		if !w.has(id(0)) || w.load(t, id(0)).Summary().Problem() != nil {
			t.Error("the customers suffered")
		}
	})
}

func TestADelegationThatIsOverEndsTheCustomer(t *testing.T) {
	for status, stays := range map[string]bool{"active": true, "expiring": true, "terminating": true, "somethingnew": true, "": true,
		"expired": false, "terminated": false, "created": false} {
		t.Run("status "+status, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newWorld(2)
				w.sync(t, syncer.Scope{})
				end := time.Now().Add(-time.Hour) // a date alone ends nothing: clocks are wrong
				w.lists[partner.SourceGDAP][0].Delegations = []partner.Delegation{{ID: "d", Status: status, EndsAt: end}}
				w.sync(t, syncer.Scope{})
				if w.has(id(0)) != stays {
					t.Errorf("stays: %v", w.has(id(0)))
				}
			})
		})
	}
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(2)
		w.lists[partner.SourceGDAP][0].Delegations[0].Status = "expired"
		w.lists[partner.SourceContract] = []partner.Listed{{ID: id(0), Name: "Reseller"}}
		w.sync(t, syncer.Scope{})
		c := w.load(t, id(0))
		if !slices.Equal(c.Sources, []partner.Source{partner.SourceContract}) || len(c.Delegations.Value) != 1 {
			t.Errorf("named by a contract too: sources %v, delegations %v", c.Sources, c.Delegations.Value)
		}
	})
}

func TestTheStrongestListNamesAndTheDirectoryWins(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(0)
		w.lists[partner.SourceGDAP] = []partner.Listed{{ID: id(1), Name: "By GDAP"}, listed(0)}
		w.lists[partner.SourceContract] = []partner.Listed{{ID: id(1), Name: "By contract", PrimaryDomain: "contract.com"}}
		w.lists[partner.SourcePartnerCenter] = []partner.Listed{{ID: id(1), Name: "By Partner Center", PrimaryDomain: "pc.com"}, {ID: id(2)}}
		w.readErr[id(1)] = fault.New(fault.Consent, "not approved")
		w.readErr[id(2)] = fault.New(fault.Consent, "not approved")
		w.sync(t, syncer.Scope{})
		c := w.load(t, id(1))
		if c.Name != "By GDAP" || c.PrimaryDomain != "contract.com" || len(c.Sources) != 3 || c.Sources[0] != partner.SourceGDAP {
			t.Errorf("%s, %s, %v", c.Name, c.PrimaryDomain, c.Sources)
		}
		if c := w.load(t, id(2)); c.Name != string(id(2)) {
			t.Errorf("a customer without a name is called %q", c.Name)
		}
		delete(w.readErr, id(1))
		w.sync(t, syncer.Scope{Full: true})
		for range 2 {
			if c := w.load(t, id(1)); c.Name != "Ødegård & Søn 1" || c.PrimaryDomain != "odegard1.no" {
				t.Errorf("with details known: %s, %s", c.Name, c.PrimaryDomain)
			}
			w.sync(t, syncer.Scope{})
		}
	})
}

func TestAListThatFailsTakesNothingFromACustomerThatOthersName(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(1)
		w.lists[partner.SourceContract] = []partner.Listed{{ID: id(0), Name: "By contract"}}
		w.sync(t, syncer.Scope{})
		w.listErr[partner.SourceGDAP] = fault.New(fault.Upstream, "500")
		w.sync(t, syncer.Scope{Full: true})
		c := w.load(t, id(0))
		if !slices.Equal(c.Sources, []partner.Source{partner.SourceGDAP, partner.SourceContract}) {
			t.Errorf("sources %v", c.Sources)
		}
		if len(c.Delegations.Value) != 1 || c.Delegations.Problem == nil {
			t.Errorf("delegations %+v", c.Delegations)
		}
		delete(w.listErr, partner.SourceGDAP)
		w.lists[partner.SourceGDAP] = nil
		w.sync(t, syncer.Scope{Full: true})
		c = w.load(t, id(0))
		if !slices.Equal(c.Sources, []partner.Source{partner.SourceContract}) || len(c.Delegations.Value) != 0 || c.Delegations.Problem != nil {
			t.Errorf("when the list no longer names it: sources %v, delegations %+v", c.Sources, c.Delegations)
		}
	})
}

func TestANewNameIsSeenThoughTheCustomerIsNotRead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(1)
		w.readErr[id(0)] = fault.New(fault.Consent, "not approved")
		w.sync(t, syncer.Scope{})
		w.lists[partner.SourceGDAP][0].Name = "Renamed"
		if w.sync(t, syncer.Scope{}); len(w.reads) != 0 || w.catalog[id(0)].Name != "Renamed" {
			t.Errorf("it is called %q", w.catalog[id(0)].Name)
		}
		listed := w.catalog[id(0)].ListedAt
		time.Sleep(time.Minute)
		if w.sync(t, syncer.Scope{}); !w.catalog[id(0)].ListedAt.Equal(listed) {
			t.Error("a minute later the same was written again")
		}
		time.Sleep(time.Hour)
		if w.sync(t, syncer.Scope{}); w.catalog[id(0)].ListedAt.Equal(listed) {
			t.Error("after an hour the age of the listing was not written")
		}
	})
}

func TestANewRequestIsSeenThoughTheCustomerIsFresh(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(2)
		w.sync(t, syncer.Scope{})
		w.requests = map[partner.TenantID][]partner.ServiceRequest{id(1): {{ID: "r", Status: "open"}}}
		w.sync(t, syncer.Scope{})
		if n := w.catalog[id(1)].OpenRequests; n != 1 {
			t.Errorf("open requests: %d", n)
		}
		w.reqErr = fault.New(fault.Upstream, "500")
		r := w.sync(t, syncer.Scope{})
		if c := w.load(t, id(1)); len(c.Requests.Value) != 1 || c.Requests.Problem == nil || len(r.Failures) != 1 {
			t.Errorf("after a failure: %+v, report %+v", c.Requests, r)
		}
	})
}

func TestWhereThereIsNoListOfRequestsTheyStayUnknown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(1)
		w.reqErr = fault.New(fault.Missing, "no such list")
		r := w.sync(t, syncer.Scope{})
		if s := w.catalog[id(0)]; s.OpenRequests != -1 || s.Problem() != nil || len(r.Failures) != 0 {
			t.Errorf("open requests %d, problem %v, report %+v", s.OpenRequests, s.Problem(), r)
		}
	})
}

func TestAnImportIsConfirmedOrDroppedByASync(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(1)
		w.sync(t, syncer.Scope{})
		entries := []customerexport.Entry{{ID: id(0), Name: "Known better"}, {ID: id(1), Name: "New", PrimaryDomain: "new.com"}, {ID: id(2), Name: "Nobody's"}}
		r, err := w.commits.Import(entries)
		if err != nil || r != (syncer.Imported{Added: 2, Unchanged: 1}) {
			t.Fatalf("%+v, %v", r, err)
		}
		w.agrees(t)
		if c := w.load(t, id(0)); c.Name != "Ødegård & Søn 0" {
			t.Errorf("a known customer is now called %s", c.Name)
		}
		entries[1].Name = "Newer"
		if r, err := w.commits.Import(entries); err != nil || r != (syncer.Imported{Updated: 1, Unchanged: 2}) {
			t.Errorf("again: %+v, %v", r, err)
		}
		if err := w.engine.Refresh(t.Context(), id(2)); err != nil {
			t.Fatal(err)
		}
		entries[2].Name = "By the file"
		if _, err := w.commits.Import(entries); err != nil || w.load(t, id(2)).Name != "Ødegård & Søn 2" {
			t.Errorf("a file renamed a customer whose directory was read: %v", err)
		}
		w.lists[partner.SourceGDAP] = append(w.lists[partner.SourceGDAP], listed(1))
		w.listErr[partner.SourcePartnerCenter] = fault.New(fault.Denied, "none")
		w.sync(t, syncer.Scope{})
		if c := w.load(t, id(1)); !slices.Equal(c.Sources, []partner.Source{partner.SourceGDAP}) {
			t.Errorf("confirmed, its sources are %v", c.Sources)
		}
		if !w.has(id(2)) {
			t.Error("dropped although not all lists were there")
		}
		delete(w.listErr, partner.SourcePartnerCenter)
		w.sync(t, syncer.Scope{})
		if w.has(id(2)) {
			t.Error("not dropped after a complete listing")
		}
	})
}

// Whatever the lists answer and in whatever order they fail: who left was named by no list that could
// be asked, in a sync in which every list was complete or never there; and who is named is kept.
func TestNoSyncLosesACustomerWrongly(t *testing.T) {
	all := []partner.Source{partner.SourceGDAP, partner.SourceContract, partner.SourcePartnerCenter}
	rapid.Check(t, func(rt *rapid.T) { // in no bubble: rapid looks at the test's deadline
		w := newWorld(0)
		w.latency = 0
		for range rapid.IntRange(1, 6).Draw(rt, "syncs") {
			before := map[partner.TenantID][]partner.Source{}
			for s, err := range w.cache.Summaries() {
				if err != nil {
					rt.Fatal(err)
				}
				before[s.ID] = s.Sources
			}
			named := map[partner.TenantID]bool{}
			failed, unavailable := false, map[partner.Source]bool{}
			for _, source := range all {
				w.lists[source], w.listErr[source] = nil, nil
				for n := range 5 {
					if rapid.Bool().Draw(rt, "named") {
						w.lists[source] = append(w.lists[source], listed(n))
					}
				}
				switch rapid.SampledFrom([]string{"good", "good", "good", "fails", "denied"}).Draw(rt, string(source)) {
				case "fails":
					w.listErr[source], failed = fault.New(fault.Upstream, "500"), true
				case "denied":
					w.listErr[source] = fault.New(fault.Denied, "403")
					unavailable[source] = slices.Contains(optional, source)
					failed = failed || !unavailable[source]
				default:
					for _, l := range w.lists[source] {
						named[l.ID] = true
					}
				}
			}
			r, err := w.engine.SyncNow(t.Context(), syncer.Scope{Full: rapid.Bool().Draw(rt, "full")})
			if err != nil && len(named) > 0 {
				rt.Fatal(err)
			}
			for id := range named {
				if !w.has(id) {
					rt.Fatalf("%s is named and not kept", id)
				}
			}
			left := 0
			for id, sources := range before {
				if w.has(id) {
					continue
				}
				left++
				if named[id] || failed || len(named) == 0 {
					rt.Fatalf("%s left: named %v, a list failed %v, named at all %d", id, named[id], failed, len(named))
				}
				if slices.ContainsFunc(sources, func(s partner.Source) bool { return unavailable[s] }) {
					rt.Fatalf("%s left, but %v could not be asked", id, sources)
				}
			}
			if r.Removed != left {
				rt.Fatalf("removed %d, report %d", left, r.Removed)
			}
			if err == nil && r.Listed != r.Synced+r.Failed {
				rt.Fatalf("report %+v does not add up", of(r))
			}
		}
	})
}
