package syncer_test

import (
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/syncer"
)

func TestWhatIsFreshIsNotReadAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(5)
		w.sync(t, syncer.Scope{})
		if r := w.sync(t, syncer.Scope{}); len(w.reads) != 0 || of(r) != (numbers{Listed: 5, Synced: 5}) {
			t.Errorf("%d reads, report %+v", len(w.reads), of(r))
		}
		if w.sync(t, syncer.Scope{Full: true}); len(w.reads) != 5 {
			t.Errorf("a full sync read %d", len(w.reads))
		}
		time.Sleep(syncer.HealthTTL)
		if w.sync(t, syncer.Scope{}); len(w.reads) != 5 {
			t.Errorf("after its time %d were read", len(w.reads))
		}
	})
}

func TestARefusalIsTriedOnceADayUnlessAskedByHand(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(3)
		w.readErr[id(2)] = fault.New(fault.Consent, "not approved").WithCode("65001", "")
		w.sync(t, syncer.Scope{})
		time.Sleep(time.Hour)
		r := w.sync(t, syncer.Scope{})
		if slices.Contains(w.reads, id(2)) {
			t.Error("an hour later it was tried again")
		}
		if of(r) != (numbers{Listed: 3, Synced: 2, Failed: 1}) || len(r.Failures) != 1 || r.Failures[0].Problem.Code != "65001" {
			t.Errorf("report %+v", r)
		}
		if w.sync(t, syncer.Scope{Full: true}); !slices.Contains(w.reads, id(2)) {
			t.Error("a full sync did not try it")
		}
		if w.sync(t, syncer.Scope{Customer: id(2)}); !slices.Contains(w.reads, id(2)) {
			t.Error("asked by hand it was not tried")
		}
		time.Sleep(time.Minute)
		if w.sync(t, syncer.Scope{Asked: true}); slices.Contains(w.reads, id(2)) {
			t.Error("who asks for a sync while it is not looked at had it tried")
		}
		w.order = []partner.TenantID{id(2)}
		if w.sync(t, syncer.Scope{Asked: true}); !slices.Contains(w.reads, id(2)) {
			t.Error("who looks at it and asks had it not tried: it may just have been mended")
		}
		time.Sleep(syncer.RefusalTTL)
		if w.sync(t, syncer.Scope{}); !slices.Contains(w.reads, id(2)) {
			t.Error("a day later it was not tried")
		}
	})
}

func TestTheWantedComeFirstThenTroubleThenTheOldest(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(0)
		w.lists[partner.SourceGDAP] = []partner.Listed{listed(0), listed(1), listed(2), listed(3), listed(4)}
		for n, c := range map[int]struct {
			age   time.Duration
			state partner.HealthState
		}{0: {time.Hour, partner.Healthy}, 1: {2 * time.Hour, partner.Healthy}, 2: {time.Hour, partner.Outage}, 3: {3 * time.Hour, partner.Advisory}} {
			at := time.Now().Add(-c.age)
			health := partner.Health{Services: []partner.Service{{State: c.state}}}
			kept := partner.Customer{ID: id(n), Health: partner.Seen(health, at), Details: partner.Seen(partner.Details{}, at)}
			if _, err := w.cache.Context(kept.ID).Save(kept); err != nil {
				t.Fatal(err)
			}
		}
		var filling []partner.TenantID // all but one of those who are read at a time: the others come one by one
		for n := 5; n < 20; n++ {
			w.lists[partner.SourceGDAP] = append(w.lists[partner.SourceGDAP], listed(n))
			filling = append(filling, id(n))
		}
		release := make(chan struct{})
		w.readHook = func(read partner.TenantID) {
			if slices.Contains(filling, read) {
				<-release
			} else if read == id(0) {
				close(release)
			}
		}
		w.order = append(filling, id(1))
		want := []partner.TenantID{id(1), id(2), id(3), id(4), id(0)} // 4 was never read
		w.sync(t, syncer.Scope{})
		got := slices.DeleteFunc(w.reads, func(read partner.TenantID) bool { return slices.Contains(filling, read) })
		if !slices.Equal(got, want) {
			t.Errorf("read in the order %v", got)
		}
	})
}

// An incident spreads: who asks while Microsoft writes of one wants to know whom it reached since. An old one, or an
// advisory, is no reason to read everybody again.
func TestWhoAsksDuringAnIncidentHearsWhomItReachedSince(t *testing.T) {
	for name, c := range map[string]struct {
		class string
		age   time.Duration // of Microsoft's last word
		scope syncer.Scope
		after time.Duration
		read  int
	}{
		"asked, a minute later":      {"incident", time.Hour, syncer.Scope{Asked: true}, time.Minute, 3},
		"asked at once":              {"incident", time.Hour, syncer.Scope{Asked: true}, 30 * time.Second, 1}, // who is hit
		"by itself":                  {"incident", time.Hour, syncer.Scope{}, time.Minute, 0},
		"nobody wrote of it lately":  {"incident", 3 * time.Hour, syncer.Scope{Asked: true}, time.Minute, 1},
		"what no service suffers of": {"advisory", time.Hour, syncer.Scope{Asked: true}, time.Minute, 1},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newWorld(3)
				issue := partner.Issue{ID: "EX1", Title: "Mail is late", Classification: c.class, Status: "serviceDegradation", UpdatedAt: time.Now().Add(-c.age)}
				w.health = map[partner.TenantID]partner.Health{id(1): {Services: []partner.Service{{ID: "Exchange", State: partner.Degraded, Issues: []partner.Issue{issue}}}}}
				w.sync(t, syncer.Scope{})
				time.Sleep(c.after)
				if w.sync(t, c.scope); len(w.reads) != c.read {
					t.Errorf("%d were read, not %d", len(w.reads), c.read)
				}
			})
		})
	}
}
