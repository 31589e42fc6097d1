package syncer_test

import (
	"maps"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"tenantry/backend/partner"
	"tenantry/backend/syncer"
)

// In the middle of a sync news wait for company. Who wants all to be still finds in the catalog what is on the disk.
func TestWhileAllIsStillWhatIsKeptIsPublished(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(40)
		ended := make(chan error, 1)
		go func() {
			_, err := w.engine.SyncNow(t.Context(), syncer.Scope{})
			ended <- err
		}()
		waiting := 0
		for running := true; running; {
			time.Sleep(7 * time.Millisecond)
			before := catalogOf(w)
			err := w.commits.Still(func() error {
				kept, now := map[partner.TenantID]partner.Summary{}, catalogOf(w)
				for s, err := range w.cache.Summaries() {
					if err != nil {
						return err
					}
					kept[s.ID] = s
				}
				if d := cmp.Diff(kept, now, cmpopts.EquateEmpty()); d != "" {
					t.Errorf("(-kept +published)\n%s", d)
				}
				if !cmp.Equal(before, now) {
					waiting++
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			select {
			case err := <-ended:
				running = false
				if err != nil {
					t.Fatal(err)
				}
			default:
			}
		}
		if waiting == 0 {
			t.Error("no news ever waited: the test shows nothing")
		}
	})
}

func catalogOf(w *world) map[partner.TenantID]partner.Summary {
	w.mu.Lock()
	defer w.mu.Unlock()
	return maps.Clone(w.catalog)
}
