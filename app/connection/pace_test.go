package connection

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"tenantry/backend/simcloud"
	"tenantry/backend/store/memstore"
	"tenantry/backend/syncer"
)

// far is a cloud at a distance: every batch takes two seconds. It sees how many are under way.
type far struct {
	http.RoundTripper
	begins func(members int) // called when the next batch begins; nil: nothing to do

	mu     sync.Mutex
	flying int
	wide   []int // how many batches were under way in the middle of each
}

func (f *far) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.URL.Path != "/v1.0/$batch" {
		return f.RoundTripper.RoundTrip(r)
	}
	f.mu.Lock()
	if f.begins != nil {
		f.begins(members(r))
		f.begins = nil
	}
	f.flying++
	f.mu.Unlock()
	time.Sleep(1100 * time.Millisecond) // never at the moment when another begins or ends, which may be a whole second off
	f.mu.Lock()
	f.wide = append(f.wide, f.flying)
	f.mu.Unlock()
	time.Sleep(900 * time.Millisecond)
	f.mu.Lock()
	f.flying--
	f.mu.Unlock()
	return f.RoundTripper.RoundTrip(r)
}

// members is how many requests a batch holds.
func members(r *http.Request) int {
	var in struct{ Requests []any }
	if body, err := r.GetBody(); err == nil {
		_ = json.NewDecoder(body).Decode(&in)
	}
	return len(in.Requests)
}

// The engine reads the same number of customers at a time, always. That a cloud which has enough is asked
// less is the pacer's doing, also when it says so inside of batches only, and nobody is left out for it.
func TestACloudThatRefusesIsAskedLessAtATimeAndEveryoneIsRead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const customers, workers = 300, 16 // of the engine
		scenario, _ := simcloud.ScenarioNamed("quiet")
		scenario.Customers = customers
		sim := simcloud.New(scenario, 1, simcloud.Options{AutoApprove: true})
		cloud := &far{RoundTripper: sim.Transport()}
		o := (&office{cache: memstore.NewCache(), journal: memstore.NewJournal()}).openedAt(t, sim, cloud)
		o.signIn(t)
		defer o.Close()
		read := func(what string) (wide []int) {
			t.Helper()
			cloud.wide = nil
			err := o.Reach(t.Context(), func(ctx context.Context, c *Connection) error {
				r, _, err := c.Sync(ctx, syncer.Scope{Full: true})
				if r.Synced != customers || r.Failed != 0 || len(r.Failures) != 0 {
					t.Errorf("%s, %d were synced, %d failed: %+v", what, r.Synced, r.Failed, r.Failures)
				}
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			return cloud.wide
		}

		if n := slices.Max(read("calm")); n != workers {
			t.Errorf("a calm cloud was asked for %d customers at a time, want %d", n, workers)
		}
		// Refused is every member of the first batch of all who are read at first, and of the second of half of them.
		cloud.begins = func(members int) {
			if err := sim.Do(simcloud.Event{Kind: "throttle", Service: "graph", Count: (workers + workers/2) * members, Seconds: 2}); err != nil {
				t.Error(err)
			}
		}
		wide := read("throttled")
		first, refused, later := slices.Max(wide[:16]), slices.Max(wide[16:50]), slices.Max(wide[50:])
		if first != workers || refused > workers/2+2 || later != workers {
			t.Errorf("at first %d were asked at a time, when refused still %d, and in the end %d again", first, refused, later)
		}
	})
}
