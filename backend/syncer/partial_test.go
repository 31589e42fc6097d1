package syncer_test

import (
	"testing"
	"testing/synctest"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/syncer"
)

// lost is the failure of a list that could be read in part.
func lost() error {
	f := fault.New(fault.Upstream, "service_items_lost", "count", 1)
	f.Partial = true
	return f
}

func TestAListThatIsIncompleteNamesWhomItNamesAndRemovesNobody(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(3)
		w.sync(t, syncer.Scope{})
		w.lists[partner.SourceGDAP] = []partner.Listed{listed(0), listed(5)} // 1 and 2 may be what could not be read
		w.listErr[partner.SourceGDAP] = lost()
		w.keepOnErr = true
		r := w.sync(t, syncer.Scope{})
		if of(r) != (numbers{Listed: 4, Synced: 4}) || len(r.Failures) != 1 || r.Failures[0].Problem.Message != "1 item could not be read; the others are good" {
			t.Errorf("%+v, failures %+v", of(r), r.Failures)
		}
		for _, n := range []int{0, 1, 2, 5} {
			if c := w.load(t, id(n)); len(c.Delegations.Value) != 1 || !c.Access().Delegated() {
				t.Errorf("customer %d: %+v", n, c.Delegations)
			}
		}
		delete(w.listErr, partner.SourceGDAP)
		if r := w.sync(t, syncer.Scope{}); r.Removed != 2 || len(r.Failures) != 0 {
			t.Errorf("when the list is whole again: %+v", r)
		}
	})
}

func TestALostRequestIsNoClosedOne(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(1)
		w.requests = map[partner.TenantID][]partner.ServiceRequest{id(0): {{ID: "1", Status: "open"}, {ID: "2", Status: "open"}}}
		w.sync(t, syncer.Scope{})
		time.Sleep(time.Minute)
		w.requests = map[partner.TenantID][]partner.ServiceRequest{id(0): {{ID: "1", Status: "closed"}, {ID: "3", Status: "open"}}}
		w.reqErr = lost()
		r := w.sync(t, syncer.Scope{})
		c := w.load(t, id(0))
		if len(c.Requests.Value) != 3 || c.Requests.Problem == nil || len(r.Failures) != 1 || w.catalog[id(0)].OpenRequests != 2 {
			t.Errorf("%+v, report %+v", c.Requests, r)
		}
		w.reqErr = nil
		if w.sync(t, syncer.Scope{}); len(w.load(t, id(0)).Requests.Value) != 2 {
			t.Errorf("when the list is whole again: %+v", w.load(t, id(0)).Requests)
		}
	})
}
