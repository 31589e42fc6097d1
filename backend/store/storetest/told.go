package storetest

import (
	"fmt"
	"iter"
	"testing"
	"time"

	"tenantry/backend/partner"
	"tenantry/backend/store"
)

// Telling is one of which every field is set, another one for every number.
func Telling(n int) partner.Telling {
	at := time.Date(2026, 3, 3, 9, 0, 0, 123, time.UTC).Add(time.Duration(n) * time.Minute)
	return partner.Telling{At: at, TenantID: ID(n % 900), Incident: fmt.Sprintf("EX%d", n/900), Template: "first", WordAt: at.Add(-time.Hour),
		Means: partner.AllTellingMeans()[n%5], Back: n%2 == 0}
}

// Tellings are numbered from first to last, excluded.
func Tellings(first, last int) (out []partner.Telling) {
	for n := first; n < last; n++ {
		out = append(out, Telling(n))
	}
	return out
}

func mustTell(t testing.TB, j store.Journal, tellings []partner.Telling) {
	t.Helper()
	if err := j.Told().Add(tellings); err != nil {
		t.Fatal(err)
	}
}

func gatherTold(t testing.TB, seq iter.Seq2[partner.Telling, error]) (out []partner.Telling) {
	t.Helper()
	for one, err := range seq {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, one)
	}
	return out
}

// told is the part of the suite for the log of what customers were told.
func told(t *testing.T, fresh func(testing.TB) store.Journal) {
	t.Run("tellings come back whole and in order, however many are added at a time", func(t *testing.T) {
		if missing := Unset(Telling(0)); len(missing) > 0 {
			t.Errorf("the sample says nothing of %v", missing)
		}
		j := fresh(t)
		mustTell(t, j, nil)
		want := 0
		for _, n := range []int{1, 2, 2500, 1, 300} {
			mustTell(t, j, Tellings(want, want+n))
			want += n
		}
		same(t, Tellings(0, want), gatherTold(t, j.Told().All()))
	})
	t.Run("who reads what was told sees what was there when it began, and may add", func(t *testing.T) {
		j := fresh(t)
		mustTell(t, j, Tellings(0, 3))
		var got []partner.Telling
		for one, err := range j.Told().All() {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, one)
			mustTell(t, j, Tellings(3, 4))
		}
		same(t, Tellings(0, 3), got)
	})
	t.Run("what was told and is cleared is gone, and the log goes on", func(t *testing.T) {
		j := fresh(t)
		mustTell(t, j, Tellings(0, 2100))
		if err := j.Told().Clear(); err != nil {
			t.Fatal(err)
		}
		if got := gatherTold(t, j.Told().All()); len(got) != 0 {
			t.Errorf("%d tellings are left", len(got))
		}
		mustTell(t, j, Tellings(0, 1))
		same(t, Tellings(0, 1), gatherTold(t, j.Told().All()))
	})
}
