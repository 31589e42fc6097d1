package syncer_test

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"

	"tenantry/backend/partner"
	"tenantry/backend/store"
	"tenantry/backend/store/memstore"
	"tenantry/backend/syncer"
)

// events are those in the log, the first one first.
func (w *world) events(t testing.TB) (out []partner.Event) {
	t.Helper()
	for e, err := range w.journal.Events().Between(time.Time{}, time.Time{}) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, e)
	}
	slices.Reverse(out)
	return out
}

func told(events []partner.Event) (out []string) {
	for _, e := range events {
		out = append(out, fmt.Sprint(e.Kind, " ", e.What, " ", e.Name))
	}
	return out
}

// What a sync finds otherwise is in the log when it returns; the first sync of all finds nothing otherwise.
func TestWhatChangedIsInTheLogAfterASync(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(3)
		w.sync(t, syncer.Scope{})
		for _, e := range w.events(t) {
			if !e.Known {
				t.Errorf("the first sync has news: %v", told([]partner.Event{e}))
			}
		}
		first := len(w.events(t))
		w.lists[partner.SourceGDAP] = append(w.lists[partner.SourceGDAP][1:], listed(7))
		w.graphSubs = []partner.Subscription{{ID: "s9", Name: "Visio", Status: "enabled"}}
		time.Sleep(time.Hour)
		w.sync(t, syncer.Scope{Full: true})
		got := told(w.events(t)[first:])
		slices.Sort(got)
		want := []string{"customer added List name", "customer removed Ødegård & Søn 0", "incident opened Ødegård & Søn 7",
			"subscription added Ødegård & Søn 1", "subscription added Ødegård & Søn 2"}
		if !slices.Equal(got, want) {
			t.Errorf("in the log is\n%q, want\n%q", got, want)
		}
		w.sync(t, syncer.Scope{Full: true})
		if n := len(w.events(t)); n != first+len(want) {
			t.Errorf("a sync that found nothing otherwise added %d events", n-first-len(want))
		}
	})
}

// brittle is a store whose writes fail at will.
type brittle struct {
	store.Cache
	store.Journal
	saves, adds func() bool // say that one fails
}

type brittleContext struct {
	store.Context
	fails func() bool
}

type brittleEvents struct {
	store.Events
	fails func() bool
}

var errDisk = errors.New("the disk is full")

func (b *brittle) Close() error             { return nil }
func (b *brittle) Settings() store.Settings { return b.Journal.Settings() }
func (b *brittle) Context(id partner.TenantID) store.Context {
	return brittleContext{b.Cache.Context(id), b.saves}
}
func (b *brittle) Events() store.Events { return brittleEvents{b.Journal.Events(), b.adds} }

func (c brittleContext) Save(v partner.Customer, noticed ...partner.Event) (int, error) {
	if c.fails() {
		return 0, errDisk
	}
	return c.Context.Save(v, noticed...)
}

func (e brittleEvents) Add(events []partner.Event) ([]partner.Event, error) {
	if e.fails() {
		return nil, errDisk
	}
	return e.Events.Add(events)
}

// Whatever fails and wherever a process ends: played back, the log tells which incidents are open at whom now, and
// tells no change twice.
func TestTheLogTellsWhatIsKept(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		synctest.Test(t, func(t *testing.T) {
			failing := false
			dice := func() bool { return failing && rapid.IntRange(0, 3).Draw(rt, "fails") == 0 }
			b := &brittle{Cache: memstore.NewCache(), Journal: memstore.NewJournal(), saves: dice, adds: dice}
			w := newWorldOn(b, 3)
			w.journal, w.latency, w.health = b, 0, map[partner.TenantID]partner.Health{}
			w.open()
			for range rapid.IntRange(1, 8).Draw(rt, "steps") {
				for n := range 3 {
					h := partner.Health{Services: []partner.Service{{ID: "Exchange", State: partner.Healthy}}}
					for issue := range 2 {
						if rapid.Bool().Draw(rt, "open") {
							h.Services[0].Issues = append(h.Services[0].Issues, partner.Issue{ID: fmt.Sprint("EX", issue), Status: "serviceDegradation", StartsAt: time.Now(), UpdatedAt: time.Now()})
						}
					}
					w.health[id(n)] = h
				}
				time.Sleep(time.Hour)
				failing = rapid.Bool().Draw(rt, "trouble")
				_, err := w.engine.SyncNow(t.Context(), syncer.Scope{Full: true})
				rt.Log("synced", time.Now().Format("15:04"), err)
				if rapid.Bool().Draw(rt, "killed") {
					w.open()
				}
			}
			failing = false
			time.Sleep(time.Hour)
			if _, err := w.engine.SyncNow(t.Context(), syncer.Scope{Full: true}); err != nil {
				rt.Fatal(err)
			}
			open, seen := map[string]bool{}, map[uint64]bool{}
			for _, e := range w.events(t) {
				if seen[e.ID] {
					rt.Fatalf("told twice: %+v", e)
				}
				seen[e.ID] = true
				if key := string(e.TenantID) + e.Subject; e.Kind == partner.EventIncident && e.TenantID != "" {
					if e.What == partner.WasOpened {
						open[key] = true
					} else {
						delete(open, key)
					}
				}
			}
			want := map[string]bool{}
			for s, err := range w.cache.Summaries() {
				if err != nil {
					rt.Fatal(err)
				}
				for _, i := range s.OpenIssues {
					want[string(s.ID)+i.ID] = true
				}
			}
			if !maps.Equal(open, want) {
				for _, e := range w.events(t) {
					rt.Log(e.At.Format("15:04"), e.Name, e.TenantID, e.Kind, e.What, e.Subject, e.Known, e.ID)
				}
				rt.Fatalf("open are %v, by the log %v", slices.Sorted(maps.Keys(want)), slices.Sorted(maps.Keys(open)))
			}
		})
	})
}
