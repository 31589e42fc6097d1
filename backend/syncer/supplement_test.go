package syncer_test

import (
	"context"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/syncer"
)

// supplemented is a world with links of the partner's own side, two customers a request, of all but customer 0.
func supplemented(w *world, most int, asked *[][]partner.TenantID, fail *error) {
	o := syncer.Options{Commits: w.commits, Reader: w, Lists: []syncer.List{{Source: partner.SourceGDAP,
		Fetch: func(context.Context) ([]partner.Listed, error) { return w.lists[partner.SourceGDAP], nil }}}}
	o.Supplements = []syncer.Supplement{{Part: partner.PartLinks, Size: 2, Most: most, Of: func(s partner.Summary) bool { return s.ID != id(0) },
		Read: func(_ context.Context, ids []partner.TenantID) (map[partner.TenantID]partner.Reading, error) {
			*asked = append(*asked, ids)
			if *fail != nil {
				return nil, *fail
			}
			told := map[partner.TenantID]partner.Reading{}
			for _, id := range ids {
				o := partner.Seen([]partner.Link{{Portal: "Teams", URL: "https://" + string(id), Source: partner.LinkFromGraph}}, time.Now().UTC())
				told[id] = partner.Reading{partner.LinksPart.Tell(o)}
			}
			return told, nil
		}}}
	w.engine = syncer.New(o)
}

func TestWhatThePartnersSideTellsIsReadOnceADayOfSeveralCustomersAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(6)
		var asked [][]partner.TenantID
		var fail error
		supplemented(w, 0, &asked, &fail)
		sync := func(scope syncer.Scope) [][]partner.TenantID {
			asked = nil
			w.sync(t, scope)
			return asked
		}
		want := [][]partner.TenantID{{id(1), id(2)}, {id(3), id(4)}, {id(5)}}
		if got := sync(syncer.Scope{}); !slices.EqualFunc(got, want, slices.Equal) {
			t.Fatalf("asked about %v", got)
		}
		for n := range 6 {
			if links := w.load(t, id(n)).Links; links.Known() != (n != 0) || n != 0 && links.Value[0].URL != "https://"+string(id(n)) {
				t.Errorf("%d: %+v", n, links)
			}
		}
		time.Sleep(time.Hour)
		if got := sync(syncer.Scope{}); len(got) != 0 {
			t.Errorf("an hour later: %v", got)
		}
		if got := sync(syncer.Scope{Full: true}); len(got) != 3 {
			t.Errorf("a full sync: %v", got)
		}
		time.Sleep(syncer.DetailsTTL)
		fail = fault.New(fault.Denied, "service_denied", "service", "Microsoft Graph")
		if got := sync(syncer.Scope{}); len(got) != 1 {
			t.Errorf("refused as a whole it asked %d times", len(got))
		}
		if links := w.load(t, id(1)).Links; !links.Known() || links.Problem != nil {
			t.Errorf("a request that failed as a whole is held against a customer: %+v", links)
		}
		fail = nil
		if got := sync(syncer.Scope{}); len(got) != 3 {
			t.Errorf("the next sync did not try again: %v", got)
		}
	})
}

func TestASupplementWithABoundGoesOnWhereItEnded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(6)
		var asked [][]partner.TenantID
		var fail error
		supplemented(w, 1, &asked, &fail)
		for range 4 {
			w.sync(t, syncer.Scope{})
			time.Sleep(time.Minute)
		}
		want := [][]partner.TenantID{{id(1), id(2)}, {id(3), id(4)}, {id(5)}}
		if !slices.EqualFunc(asked, want, slices.Equal) {
			t.Errorf("asked about %v", asked)
		}
	})
}

// Without an answer to one of them, the other supplements are left to the next sync: each would wait in silence.
func TestASilenceEndsAllSupplements(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(2)
		asked := map[partner.Part]int{}
		var fail error
		supplement := func(part partner.Part) syncer.Supplement {
			return syncer.Supplement{Part: part, Size: 2, Of: func(partner.Summary) bool { return true },
				Read: func(context.Context, []partner.TenantID) (map[partner.TenantID]partner.Reading, error) {
					asked[part]++
					return nil, fail
				}}
		}
		w.engine = syncer.New(syncer.Options{Commits: w.commits, Reader: w, Supplements: []syncer.Supplement{supplement(partner.PartLinks), supplement(partner.PartProfile)},
			Lists: []syncer.List{{Source: partner.SourceGDAP, Fetch: func(context.Context) ([]partner.Listed, error) { return w.lists[partner.SourceGDAP], nil }}}})
		for _, c := range []struct {
			fail                    error
			links, profile, healthy int
		}{
			{fault.New(fault.Offline, "network_timeout", "host", "graph"), 1, 0, 2},
			{fault.New(fault.Denied, "service_denied", "service", "Microsoft Graph"), 2, 1, 2},
			{nil, 3, 2, 2},
		} {
			fail = c.fail
			if r := w.sync(t, syncer.Scope{Full: true}); asked[partner.PartLinks] != c.links || asked[partner.PartProfile] != c.profile || r.Synced != c.healthy {
				t.Errorf("%v: asked %v times, %d synced", fail, asked, r.Synced)
			}
		}
	})
}
