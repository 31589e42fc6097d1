package app

import (
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"tenantry/app/contract"
)

// told is a window that only notes what it is told.
type told struct {
	quiet
	mu     sync.Mutex
	events []contract.Event
}

func (w *told) Emit(e contract.Event, _ uint64) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.events = append(w.events, e)
}

// since forgets what was told and says what it was.
func (w *told) since() []contract.Event {
	w.mu.Lock()
	defer w.mu.Unlock()
	out := w.events
	w.events = nil
	return out
}

// Whoever finds out that there is no network, or that there is one again, the window knows at once; and it is
// no customer's trouble.
func TestTheNetworkIsWhatTheNewestCallOfAnyPartFound(t *testing.T) {
	inOffice(t, "small", func(t *testing.T, o *office) {
		w := &told{}
		o.shell = w
		a, _ := o.synced(t)
		defer stop(t, a)
		if s := a.Sync.Status(); s.Link != contract.Online {
			t.Fatalf("after a sync: %+v", s)
		}
		before, err := a.Customers.Overview()
		if err != nil {
			t.Fatal(err)
		}
		who := rows(t, a, contract.CustomerQuery{Health: "healthy"})[0]
		event(t, a, map[string]any{"kind": "link-cut"})
		w.since()
		go func() { _ = a.Sync.Refresh(who.TenantID) }() // a customer is opened
		time.Sleep(3 * time.Second)
		synctest.Wait()
		if s := a.Sync.Status(); s.Link != "offline" || !slices.Contains(w.since(), contract.EventSync) {
			t.Errorf("three seconds after a call that failed: %+v", s)
		}
		time.Sleep(5 * time.Minute)
		synctest.Wait()
		d, err := a.Customers.Get(who.TenantID)
		if err != nil || d.Problem != nil || d.Freshness["health"].Problem == nil || d.Freshness["health"].Problem.Kind != "offline" || d.Health != "healthy" {
			t.Errorf("the customer that was opened: %s, problem %+v, health %+v, %v", d.Health, d.Problem, d.Freshness["health"], err)
		}
		after, err := a.Customers.Overview()
		if err != nil || after.Unreadable != before.Unreadable || after.Read != before.Read || after.NeverRead != before.NeverRead {
			t.Errorf("the counts were %+v and are %+v, %v", before, after, err)
		}
		for _, r := range rows(t, a, contract.CustomerQuery{Problem: true}) {
			if r.TenantID == who.TenantID {
				t.Error("the customer is listed as not readable")
			}
		}
		event(t, a, map[string]any{"kind": "link-restored"})
		w.since()
		desk, err := a.Requests.List(contract.RequestQuery{})
		if err != nil || len(desk.Requests) == 0 {
			t.Fatalf("%+v, %v", desk, err)
		}
		if _, err := a.Requests.Read(desk.Requests[0].TenantID, desk.Requests[0].ID); err != nil { // another part
			t.Fatal(err)
		}
		if s := a.Sync.Status(); s.Link != contract.Online || !slices.Contains(w.since(), contract.EventSync) {
			t.Errorf("after the next success: %+v", s)
		}
	})
}

// A sign-in that is over is said when the first call finds it, not at the next sync.
func TestASignInThatIsOverIsSaidByWhoeverFindsIt(t *testing.T) {
	inOffice(t, "small", func(t *testing.T, o *office) {
		w := &told{}
		o.shell = w
		a, _ := o.synced(t)
		defer stop(t, a)
		who := rows(t, a, contract.CustomerQuery{Health: "healthy"})[0]
		time.Sleep(2 * time.Hour) // the access tokens are over, too
		event(t, a, map[string]any{"kind": "tokens-revoked"})
		w.since()
		_ = a.Sync.Refresh(who.TenantID)
		synctest.Wait()
		if s := a.Session.Status(); s.Problem == nil || s.Problem.Kind != "signin" || !slices.Contains(w.since(), contract.EventSession) {
			t.Errorf("%+v", s.Problem)
		}
	})
}
