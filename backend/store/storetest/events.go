package storetest

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"tenantry/backend/partner"
	"tenantry/backend/store"
)

// Event is one of which every field is set, another one for every number.
func Event(n int) partner.Event {
	at := time.Date(2026, 1, 5, 8, 0, 0, 0, time.UTC).Add(time.Duration(n) * 150 * time.Second)
	return partner.Event{ID: uint64(n+1) * 0x9e3779b97f4a7c15, At: at, TenantID: ID(n % 900), Name: fmt.Sprintf("Customer %d", n%900),
		Kind: partner.EventIncident, What: partner.WasOpened, Subject: fmt.Sprintf("EX%d", n/60), Title: fmt.Sprintf("Users can't send mail %d", n/60),
		Service: "Exchange Online", Aspect: "status", Before: "investigating", After: "serviceDegradation", Since: at.Add(-time.Minute),
		Until: at.Add(time.Hour), Advisory: n%2 == 0, Known: n%3 == 0}
}

// Events are numbered from first to last, excluded.
func Events(first, last int) (out []partner.Event) {
	for n := first; n < last; n++ {
		out = append(out, Event(n))
	}
	return out
}

func gather(t testing.TB, seq iter.Seq2[partner.Event, error]) (out []partner.Event) {
	t.Helper()
	for e, err := range seq {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, e)
	}
	return out
}

func mustAdd(t testing.TB, j store.Journal, events []partner.Event) []partner.Event {
	t.Helper()
	added, err := j.Events().Add(events)
	if err != nil {
		t.Fatal(err)
	}
	return added
}

func newestFirst(events []partner.Event) []partner.Event {
	events = slices.Clone(events)
	slices.Reverse(events)
	return events
}

// events is the part of the suite for the log of changes.
func events(t *testing.T, fresh func(testing.TB) store.Journal) {
	t.Run("events come back whole, the last one first, however many are added at a time", func(t *testing.T) {
		if missing := Unset(Event(0)); len(missing) > 0 {
			t.Errorf("the sample says nothing of %v", missing)
		}
		dice := rand.New(rand.NewPCG(1, 2))
		j := fresh(t)
		var want []partner.Event
		for len(want) < 12_000 {
			n := 1 + dice.IntN(1<<dice.IntN(12))
			some := Events(len(want), len(want)+n)
			same(t, some, mustAdd(t, j, some))
			want = append(want, some...)
		}
		same(t, newestFirst(want), gather(t, j.Events().Between(time.Time{}, time.Time{})))
		for range 20 {
			from, to := dice.IntN(len(want)), dice.IntN(len(want))
			from, to = min(from, to), max(from, to)
			same(t, newestFirst(want[from:to]), gather(t, j.Events().Between(want[from].At, want[to].At)))
		}
		same(t, newestFirst(want[len(want)-3:]), firstOf(3, gather(t, j.Events().Between(want[10].At, time.Time{}))))
	})
	t.Run("a change that is noticed again is one event", func(t *testing.T) {
		j := fresh(t)
		mustAdd(t, j, Events(0, 5))
		again := Event(3)
		again.At = again.At.Add(time.Hour)
		same(t, Events(5, 6), mustAdd(t, j, []partner.Event{again, Event(5), Event(5)}))
		same(t, newestFirst(Events(0, 6)), gather(t, j.Events().Between(time.Time{}, time.Time{})))
	})
	t.Run("who reads sees what was there when it began, and may add", func(t *testing.T) {
		j := fresh(t)
		mustAdd(t, j, Events(0, 3))
		var got []partner.Event
		for e, err := range j.Events().Between(time.Time{}, time.Time{}) {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, e)
			mustAdd(t, j, Events(2+len(got), 3+len(got)))
		}
		same(t, newestFirst(Events(0, 3)), got)
	})
	t.Run("what is cleared is gone, and can be noticed again", func(t *testing.T) {
		j := fresh(t)
		mustAdd(t, j, Events(0, 5000))
		if err := j.Events().Clear(); err != nil {
			t.Fatal(err)
		}
		if got := gather(t, j.Events().Between(time.Time{}, time.Time{})); len(got) != 0 {
			t.Errorf("%d events are left", len(got))
		}
		if added := mustAdd(t, j, Events(0, 3)); len(added) != 3 {
			t.Errorf("%d of 3 events were added anew", len(added))
		}
	})
}

func firstOf(n int, events []partner.Event) []partner.Event { return events[:min(n, len(events))] }
