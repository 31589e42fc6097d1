package syncer_test

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

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
