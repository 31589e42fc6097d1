package connection

import (
	"context"
	"testing"
	"testing/synctest"

	"tenantry/backend/simcloud"
	"tenantry/backend/store/memstore"
	"tenantry/backend/syncer"
)

// The tokens of many customers are left in several values, of which none is large; the next process takes up all of
// them, and signing out leaves none.
func TestManyTokensAreLeftToTheNextProcessAndForgottenAtTheEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const customers = 450
		scenario, _ := simcloud.ScenarioNamed("quiet")
		scenario.Customers = customers
		sim := simcloud.New(scenario, 1, simcloud.Options{AutoApprove: true})
		o := (&office{cache: memstore.NewCache(), journal: memstore.NewJournal()}).openedAt(t, sim, sim.Transport())
		o.signIn(t)
		full := func(o *office) (requests int64) {
			t.Helper()
			err := o.Reach(t.Context(), func(ctx context.Context, c *Connection) error {
				_, cost, err := c.Sync(ctx, syncer.Scope{Full: true})
				requests = cost.Requests
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			return requests
		}
		if n := full(o); n < 2*customers {
			t.Errorf("the first sync made %d requests", n)
		}
		o.Close()
		left := func() (n int) {
			for _, name := range []string{"access", "access-1", "access-2", "access-3"} {
				var b []byte
				if ok, err := o.cache.Values().Get(name, &b); err != nil {
					t.Error(err)
				} else if ok {
					n++
				}
			}
			return n
		}
		if n := left(); n != 3 {
			t.Errorf("the tokens lie in %d values", n)
		}
		next := o.openedAt(t, sim, sim.Transport())
		if err := next.Resume(); err != nil {
			t.Fatal(err)
		}
		if n := full(next); n > customers+customers/5 {
			t.Errorf("with its tokens the next process made %d requests", n)
		}
		if err := next.SignOut(); err != nil || left() != 0 {
			t.Errorf("%v, and %d values with tokens are left", err, left())
		}
	})
}
