package syncer_test

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/syncer"
)

// Neither of Partner Center's two lists promises to show all that the other does.
func TestARequestThatOneListOmitsStaysAsLongAsTheOtherNamesIt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(1)
		lists := func(own bool, step, want string, requests ...partner.ServiceRequest) {
			time.Sleep(time.Hour)
			w.customerRequests, w.requests = seen(requests...), map[partner.TenantID]requestList{id(0): requests}
			scope := syncer.Scope{Full: true}
			if own {
				scope = syncer.Scope{Customer: id(0)}
			}
			w.sync(t, scope)
			w.keeps(t, step, strings.Fields(want)...)
		}
		lists(false, "all", "1", request("1", ""))
		lists(true, "the own one shows another", "1 2", request("2", ""))
		lists(true, "opened again", "1 2", request("2", ""))
		lists(false, "the next sync", "1 2", request("1", ""))
		lists(false, "gone from all", "2")
		lists(true, "gone from both", "")
	})
}

// A list of the partner's own side that fails is no problem of the customers: each was read, and says why its requests
// are older.
func TestAListOfRequestsThatFailsMakesNobodyUnreadable(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(3)
		w.reqErr = fault.New(fault.Upstream, "the list failed")
		r := w.sync(t, syncer.Scope{})
		if len(r.Failures) != 1 || r.Synced != 3 {
			t.Errorf("%+v", r)
		}
		for n := range 3 {
			s := w.load(t, id(n)).Summary()
			if s.Problem() != nil || s.Failure() == nil || s.Freshness.Of(partner.PartRequests).Problem == nil {
				t.Errorf("%+v", s.Freshness)
			}
		}
	})
}
