package syncer_test

import (
	"testing"
	"testing/synctest"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/syncer"
)

func TestACollapseOfAListIsNotBelievedAtOnce(t *testing.T) {
	for name, c := range map[string]struct {
		customers, left int
		believed        bool
	}{
		"a few of many":             {40, 35, true},
		"a third":                   {30, 20, true},
		"more than a third":         {30, 19, false},
		"all but one":               {30, 1, false},
		"five of six":               {6, 1, true},
		"six of seven":              {7, 1, false},
		"everybody, and few at all": {3, 0, false},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newWorld(c.customers)
				w.sync(t, syncer.Scope{})
				w.lists[partner.SourceGDAP] = w.lists[partner.SourceGDAP][:c.left]
				r := w.sync(t, syncer.Scope{})
				if gone := c.customers - c.left; c.believed != (r.Removed == gone) || !c.believed && r.Removed != 0 || c.believed != (len(r.Failures) == 0) {
					t.Errorf("%d removed, failures %+v", r.Removed, r.Failures)
				}
				unlisted := 0
				for _, s := range w.catalog {
					if !s.UnlistedAt.IsZero() {
						unlisted++
					}
				}
				if !c.believed && unlisted != c.customers-c.left {
					t.Errorf("%d are said to be no longer listed", unlisted)
				}
			})
		})
	}
}

// half takes two thirds of the customers off the list.
func half(t *testing.T) *world {
	w := newWorld(30)
	w.sync(t, syncer.Scope{})
	w.lists[partner.SourceGDAP] = w.lists[partner.SourceGDAP][:10]
	r := w.sync(t, syncer.Scope{})
	if r.Removed != 0 || r.Listed != 30 || len(r.Failures) != 1 || r.Failures[0].Problem.Remedy != fault.ConfirmRemovals ||
		r.Failures[0].Problem.Message != "the list names 20 of 30 customers no more; they stay until that is confirmed" {
		t.Fatalf("%+v", r)
	}
	return w
}

func TestALaterListingConfirmsACollapseAlsoInAnotherProcess(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := half(t)
		time.Sleep(time.Minute)
		next := newWorldOn(w.cache, 10)
		if r, err := next.engine.SyncNow(t.Context(), syncer.Scope{Asked: true}); err != nil || r.Removed != 20 || r.Listed != 10 || len(r.Failures) != 0 {
			t.Errorf("%+v, %v", r, err)
		}
	})
}

// Nobody may have read of it yet: what the program does by itself a minute later removes nobody.
func TestAListingThatNobodyAskedForConfirmsACollapseAnHourLater(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := half(t)
		for range 5 {
			time.Sleep(10 * time.Minute)
			if r := w.sync(t, syncer.Scope{}); r.Removed != 0 || len(r.Failures) != 1 {
				t.Fatalf("%+v", r)
			}
		}
		time.Sleep(10 * time.Minute)
		if r := w.sync(t, syncer.Scope{}); r.Removed != 20 || r.Listed != 10 {
			t.Errorf("%+v", r)
		}
	})
}

func TestTheUserConfirmsACollapse(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := half(t)
		if r := w.sync(t, syncer.Scope{Confirmed: true}); r.Removed != 20 || len(r.Failures) != 0 {
			t.Errorf("%+v", r)
		}
		w.lists[partner.SourceGDAP] = nil
		for range 3 { // nobody at all: no listing confirms that
			time.Sleep(time.Hour)
			if r := w.sync(t, syncer.Scope{}); r.Removed != 0 || len(r.Failures) != 1 || w.catalog[id(0)].UnlistedAt.IsZero() {
				t.Errorf("%+v", r)
			}
		}
		if r := w.sync(t, syncer.Scope{Confirmed: true}); r.Removed != 10 || len(r.Failures) != 0 {
			t.Errorf("%+v", r)
		}
	})
}

func TestAListThatComesBackWasDoubtedForNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := half(t)
		for n := 10; n < 30; n++ {
			w.lists[partner.SourceGDAP] = append(w.lists[partner.SourceGDAP], listed(n))
		}
		time.Sleep(time.Minute)
		if r := w.sync(t, syncer.Scope{}); r.Removed != 0 || len(r.Failures) != 0 || !w.catalog[id(20)].UnlistedAt.IsZero() {
			t.Errorf("%+v", r)
		}
		w.lists[partner.SourceGDAP] = w.lists[partner.SourceGDAP][:10]
		if r := w.sync(t, syncer.Scope{}); r.Removed != 0 {
			t.Errorf("another collapse is another doubt: %+v", r)
		}
	})
}

func TestOneListThatCollapsesTakesNothingFromThoseThatOthersName(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(20)
		for n := range 20 {
			w.lists[partner.SourcePartnerCenter] = append(w.lists[partner.SourcePartnerCenter], partner.Listed{ID: id(n), Name: "C"})
		}
		w.sync(t, syncer.Scope{})
		w.lists[partner.SourceGDAP] = w.lists[partner.SourceGDAP][:2]
		r := w.sync(t, syncer.Scope{})
		c := w.load(t, id(19))
		if r.Removed != 0 || len(r.Failures) != 1 || len(c.Delegations.Value) != 1 || len(c.Sources) != 2 || !c.UnlistedAt.IsZero() {
			t.Errorf("%+v: %v, %+v", r, c.Sources, c.Delegations)
		}
		if c := w.load(t, id(0)); c.Delegations.Problem != nil {
			t.Errorf("whom it names is as well known as before: %+v", c.Delegations)
		}
		time.Sleep(time.Minute)
		if w.sync(t, syncer.Scope{Asked: true}); len(w.load(t, id(19)).Delegations.Value) != 0 {
			t.Error("a later listing does not count")
		}
	})
}
