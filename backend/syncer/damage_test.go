package syncer_test

import (
	"iter"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/store"
	"tenantry/backend/store/memstore"
	"tenantry/backend/syncer"
)

// damaged is a cache in which some customers' values can't be read until they are dropped.
type damaged struct {
	store.Cache
	bad sync.Map // by id; customers are read side by side
}

type damagedContext struct {
	store.Context
	in *damaged
	id partner.TenantID
}

func (d *damaged) Context(id partner.TenantID) store.Context {
	return damagedContext{d.Cache.Context(id), d, id}
}

func (c damagedContext) Load() (partner.Customer, error) {
	if _, bad := c.in.bad.Load(c.id); bad {
		return partner.Customer{}, fault.New(fault.Corrupt, "a kept value can't be read")
	}
	return c.Context.Load()
}

func (c damagedContext) Drop(noticed ...partner.Event) error {
	c.in.bad.Delete(c.id)
	return c.Context.Drop(noticed...)
}

// newDamaged is a world of three customers that were read; then the values of one got damaged.
func newDamaged(t *testing.T) (*world, *damaged) {
	cache := &damaged{Cache: memstore.NewCache()}
	w := newWorldOn(cache, 3)
	w.sync(t, syncer.Scope{})
	cache.bad.Store(id(1), true)
	return w, cache
}

// corruption is the failure that names the customer, and whether the report has just that one.
func corruption(r syncer.Report) bool {
	return len(r.Failures) == 1 && r.Failures[0].TenantID == id(1) && r.Failures[0].Problem.Kind == fault.Corrupt && r.Failures[0].Name == "Ødegård & Søn 1"
}

func TestOneDamagedCustomerIsReadAnewAndTheSyncGoesOn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, _ := newDamaged(t)
		r := w.sync(t, syncer.Scope{}) // the others are fresh; this one has to be read
		if of(r) != (numbers{Listed: 3, Synced: 3}) || !corruption(r) || len(w.reads) != 1 {
			t.Errorf("report %+v, reads %v", r, w.reads)
		}
		if c := w.load(t, id(1)); !c.Health.Known() || c.Name != "Ødegård & Søn 1" || len(c.Sources) != 1 {
			t.Errorf("kept: %+v", c)
		}
		if r := w.sync(t, syncer.Scope{}); len(r.Failures) != 0 {
			t.Errorf("the next sync tells it again: %+v", r.Failures)
		}
	})
}

// What was damaged while its customer was read is begun anew with what was read.
func TestACustomerThatIsDamagedDuringTheSyncKeepsWhatWasRead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, cache := newDamaged(t)
		cache.bad.Delete(id(1))
		time.Sleep(time.Hour)
		w.readHook = func(read partner.TenantID) {
			if read == id(1) {
				cache.bad.Store(id(1), true)
			}
		}
		r := w.sync(t, syncer.Scope{})
		if c := w.load(t, id(1)); of(r) != (numbers{Listed: 3, Synced: 3}) || !corruption(r) || !c.Health.Known() || len(c.Sources) != 1 {
			t.Errorf("report %+v, kept %+v", r, c)
		}
	})
}

func TestADamagedCustomerOfAListThatFailsIsNotLost(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, _ := newDamaged(t)
		w.listErr[partner.SourceGDAP] = fault.New(fault.Upstream, "500")
		w.sync(t, syncer.Scope{})
		if c := w.load(t, id(1)); c.Name != "Ødegård & Søn 1" || c.PrimaryDomain != "odegard1.no" || len(c.Sources) != 1 {
			t.Errorf("kept: %+v", c)
		}
	})
}

func TestADamagedCustomerCanBeRefreshedAndKeepsARequest(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, cache := newDamaged(t)
		r := w.sync(t, syncer.Scope{Customer: id(1)})
		if of(r) != (numbers{Listed: 1, Synced: 1}) || !corruption(r) || !w.load(t, id(1)).Health.Known() {
			t.Errorf("report %+v", r)
		}
		cache.bad.Store(id(1), true)
		if err := w.engine.KeepRequest(id(1), request("1", "open")); err != nil {
			t.Error(err)
		}
		w.agrees(t)
	})
}

// With its summaries unreadable the store has to set itself aside; nothing is wiped by the engine.
func TestDamagedSummariesEndTheSync(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, cache := newDamaged(t)
		bad := &blind{damaged: cache}
		other := newWorldOn(bad, 3)
		if _, err := other.engine.SyncNow(t.Context(), syncer.Scope{}); fault.KindOf(err) != fault.Corrupt {
			t.Errorf("a sync: %v", err)
		}
		if err := other.engine.Refresh(t.Context(), id(1)); fault.KindOf(err) != fault.Corrupt {
			t.Errorf("a refresh: %v", err)
		}
		if _, bad := cache.bad.Load(id(1)); !bad || !w.has(id(0)) {
			t.Error("something was wiped")
		}
	})
}

// blind is a damaged cache whose summaries can't be read either.
type blind struct{ *damaged }

type blindContext struct{ store.Context }

func (b blind) Context(id partner.TenantID) store.Context { return blindContext{b.damaged.Context(id)} }

func (blindContext) Summary() (partner.Summary, error) {
	return partner.Summary{}, fault.New(fault.Corrupt, "a summary can't be read")
}

func (blind) Summaries() iter.Seq2[partner.Summary, error] {
	return func(yield func(partner.Summary, error) bool) {
		yield(partner.Summary{}, fault.New(fault.Corrupt, "a kept value can't be read"))
	}
}
