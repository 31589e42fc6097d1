package outbox

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/store/memstore"
)

func TestDrainSendsWhatCanGoAndTellsEachStep(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &fake{}
		b := open(t, f)
		first, second := note(t, b, "a"), note(t, b, "a")
		var told []string
		if err := b.Drain(t.Context(), func(o partner.Outgoing) { told = append(told, o.ID+" "+string(o.State)) }); err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(told, []string{first + " sent", second + " sent"}) {
			t.Errorf("told %v", told)
		}
	})
}

func TestDrainWaitsForAMomentAndNotForAPerson(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		tries := map[partner.TenantID]int{}
		f := &fake{settle: func(context.Context, partner.Outgoing) (bool, error) { return true, nil }}
		f.send = func(_ context.Context, o partner.Outgoing) error {
			tries[o.Tenant]++
			switch {
			case o.Tenant == "denied":
				return fault.New(fault.Denied, "403")
			case o.Tenant == "lost":
				return unsure(fault.Upstream)
			case o.Tenant == "throttled" && tries[o.Tenant] == 1:
				e := fault.New(fault.Throttled, "429")
				e.RetryAt = time.Now().Add(57 * time.Second)
				return e
			case o.Tenant == "tomorrow":
				e := fault.New(fault.Throttled, "429")
				e.RetryAt = time.Now().Add(3 * time.Hour)
				return e
			}
			return nil
		}
		f.settle = func(_ context.Context, o partner.Outgoing) (bool, error) { return o.Tenant == "lost", nil }
		b := open(t, f)
		ids := map[string]string{}
		for _, tenant := range []string{"denied", "lost", "throttled", "tomorrow"} {
			ids[tenant] = note(t, b, partner.TenantID(tenant))
		}
		if err := b.Drain(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
		want(t, b, ids["denied"], partner.Blocked)
		want(t, b, ids["lost"], partner.Sent)
		want(t, b, ids["throttled"], partner.Sent)
		want(t, b, ids["tomorrow"], partner.Queued)
		if took := time.Since(start); took != 57*time.Second {
			t.Errorf("it took %s", took)
		}
	})
}

func TestDrainGivesUpOnAServiceThatOnlyPutsOff(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		f := &fake{send: func(context.Context, partner.Outgoing) error {
			e := fault.New(fault.Throttled, "429")
			e.RetryAt = time.Now().Add(50 * time.Second)
			return e
		}}
		b := open(t, f)
		id := note(t, b, "a")
		if err := b.Drain(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
		want(t, b, id, partner.Queued)
		if took := time.Since(start); took < drainPatience || took > drainPatience+time.Minute {
			t.Errorf("it took %s", took)
		}
	})
}

func TestDrainTriesWhatIsBlockedOnceMore(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var problem error = fault.New(fault.Offline, "no route")
		f := &fake{send: func(context.Context, partner.Outgoing) error { return problem }}
		b := open(t, f)
		id := note(t, b, "a")
		for range 3 {
			if err := b.Drain(t.Context(), nil); err != nil {
				t.Fatal(err)
			}
			want(t, b, id, partner.Blocked)
		}
		problem = nil
		if err := b.Drain(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
		want(t, b, id, partner.Sent)
		if len(f.calls()) != 4 {
			t.Errorf("%d tries", len(f.calls()))
		}
	})
}

func TestDrainEndsWithItsContextAndTheCallIsUncertain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &fake{send: func(ctx context.Context, _ partner.Outgoing) error { <-ctx.Done(); return ctx.Err() }}
		b := open(t, f)
		id := note(t, b, "a")
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if err := b.Drain(ctx, nil); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%v", err)
		}
		want(t, b, id, partner.Uncertain)
	})
}

func TestDrainSaysThatTheDiskFails(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &brokenDisk{Outbox: memstore.NewJournal().Outbox()}
		b := open(t, &fake{}, on(d))
		note(t, b, "a")
		d.broken.Store(true)
		if err := b.Drain(t.Context(), nil); fault.KindOf(err) != fault.Internal {
			t.Errorf("%v", err)
		}
	})
}

// Everything at once: the loop, two drains, and people. Each is sent once (fake panics at two sends at
// once), and the race detector sees no fault.
func TestEverybodyMayActAtTheSameTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &fake{send: func(context.Context, partner.Outgoing) error { time.Sleep(time.Second); return nil }}
		b := open(t, f)
		b.o.Changed = func() { b.List(); onTheirWay(b) } // may call back
		stop := serve(t, b)
		var wg sync.WaitGroup
		for _, tenant := range []partner.TenantID{"a", "b"} {
			wg.Go(func() {
				for range 20 {
					id := note(t, b, tenant)
					b.Behind(id)
					if _, err := b.TakeBack(id); err == nil {
						if _, err := b.Queue(id, nil); err != nil {
							t.Error(err)
						}
					}
				}
			})
			wg.Go(func() {
				if err := b.Drain(t.Context(), nil); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		time.Sleep(time.Hour)
		stop()
		if got := f.calls(); len(got) != 40 {
			t.Errorf("%d sends of 40", len(got))
		}
		for _, o := range b.List() {
			want(t, b, o.ID, partner.Sent)
		}
	})
}
