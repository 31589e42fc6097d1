package syncer_test

import (
	"testing"
	"testing/synctest"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/syncer"
)

// stranger is how a tenant refuses whom nobody delegated anything to.
func stranger() error {
	return fault.New(fault.Denied, "signin_no_access").With(fault.CheckDelegation).WithCode("AADSTS50020", "trace")
}

// resold adds a customer that Partner Center alone names, and whose tenant refuses.
func (w *world) resold(n int) {
	w.lists[partner.SourcePartnerCenter] = append(w.lists[partner.SourcePartnerCenter], partner.Listed{ID: id(n), Name: "Resold", PrimaryDomain: "resold.com"})
	w.readErr[id(n)] = stranger()
}

func TestACustomerThatDelegatedNothingIsNoFailureAndIsTriedOnceADay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(2)
		w.resold(2)
		r := w.sync(t, syncer.Scope{})
		if of(r) != (numbers{Listed: 2, Synced: 2}) || r.WithoutAccess != 1 || len(r.Failures) != 0 || len(w.reads) != 3 {
			t.Errorf("the first sync: %+v, %d without access, failures %v, %d reads", of(r), r.WithoutAccess, r.Failures, len(w.reads))
		}
		if a := w.catalog[id(2)].Access; a.Reason != partner.AccessNone {
			t.Errorf("it is %+v", a)
		}
		for hours := range 23 {
			time.Sleep(time.Hour)
			r = w.sync(t, syncer.Scope{})
			if len(w.reads) != 2 || r.WithoutAccess != 1 || len(r.Failures) != 0 {
				t.Fatalf("%d h later: %d reads, %+v", hours+1, len(w.reads), r)
			}
		}
		time.Sleep(2 * time.Hour)
		if w.sync(t, syncer.Scope{}); len(w.reads) != 3 {
			t.Errorf("a day later: %d reads", len(w.reads))
		}
		if r = w.sync(t, syncer.Scope{Full: true}); len(w.reads) != 3 || len(r.Failures) != 0 {
			t.Errorf("a full sync: %d reads, failures %v", len(w.reads), r.Failures)
		}
		if r = w.sync(t, syncer.Scope{Customer: id(2)}); len(w.reads) != 1 || r.WithoutAccess != 1 || r.Listed != 0 || len(r.Failures) != 0 {
			t.Errorf("by itself: %+v", r)
		}
		time.Sleep(25 * time.Hour)
		delete(w.readErr, id(2)) // it delegated meanwhile
		r = w.sync(t, syncer.Scope{})
		if of(r) != (numbers{Listed: 3, Synced: 3}) || r.WithoutAccess != 0 || !w.catalog[id(2)].Access.Delegated() {
			t.Errorf("when it opens: %+v, %d without access", of(r), r.WithoutAccess)
		}
	})
}

func TestACustomerWithoutADelegationThatCanNotBeReachedIsNoFailureEither(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(1)
		w.resold(1)
		w.readErr[id(1)] = fault.New(fault.Upstream, "500")
		r := w.sync(t, syncer.Scope{})
		if r.WithoutAccess != 1 || len(r.Failures) != 0 || w.catalog[id(1)].Access.Reason != partner.AccessUnproven {
			t.Errorf("%+v, %+v", r, w.catalog[id(1)].Access)
		}
		if w.sync(t, syncer.Scope{}); len(w.reads) != 1 {
			t.Errorf("what told nothing is asked again: %d reads", len(w.reads))
		}
	})
}

func TestAContractStandsInTheListUntilTheTenantRefuses(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(1)
		w.lists[partner.SourceContract] = []partner.Listed{{ID: id(1), Name: "By contract", Delegations: []partner.Delegation{{ID: "c", Kind: "reseller"}}}}
		if r := w.sync(t, syncer.Scope{}); r.Listed != 2 || r.WithoutAccess != 0 {
			t.Errorf("it opens: %+v", r)
		}
		w.readErr[id(1)] = stranger()
		time.Sleep(time.Hour)
		if r := w.sync(t, syncer.Scope{}); r.Listed != 1 || r.WithoutAccess != 1 || len(r.Failures) != 0 {
			t.Errorf("it refuses: %+v", r)
		}
		w.lists[partner.SourceGDAP] = append(w.lists[partner.SourceGDAP], listed(1))
		r := w.sync(t, syncer.Scope{})
		if r.Listed != 2 || r.WithoutAccess != 0 || r.Failed != 1 || !w.catalog[id(1)].Access.Delegated() {
			t.Errorf("it delegated, and the partner's group is missing: %+v", r)
		}
	})
}

func TestACustomerThatHasYetToApproveStandsApartWithItsInvitation(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(1)
		w.lists[partner.SourceGDAP] = append(w.lists[partner.SourceGDAP], partner.Listed{ID: id(1), Name: "Invited",
			Delegations: []partner.Delegation{{ID: "old", Kind: "gdap", Status: "expired"}, {ID: "new", Kind: "gdap", Status: "approvalpending"}}})
		w.readErr[id(1)] = stranger()
		r := w.sync(t, syncer.Scope{})
		if a := w.catalog[id(1)].Access; r.WithoutAccess != 1 || a != (partner.Access{Reason: partner.AccessPending, Invitation: "new"}) {
			t.Errorf("%+v, %+v", r, a)
		}
	})
}
