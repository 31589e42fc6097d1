package kv

import (
	"testing"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/store"
	"tenantry/backend/store/storetest"
)

// memory is a journal whose values a test can reach.
func journalOver(values map[string][]byte) *Journal { return NewJournal(NewMemory(values, nil)) }

func all(t testing.TB, j *Journal) (out []partner.Event, err error) {
	for e, e2 := range j.Events().Between(time.Time{}, time.Time{}) {
		if err = e2; err == nil {
			out = append(out, e)
		}
	}
	return out, err
}

// The next process knows what the one before noticed, and goes on behind it.
func TestEventsAreKnownInTheNextProcess(t *testing.T) {
	values := map[string][]byte{}
	for first := 0; first < 30; first += 10 {
		added, err := journalOver(values).Events().Add(storetest.Events(max(0, first-5), first+10))
		if err != nil || len(added) != 10 {
			t.Errorf("%d events were added, %v; want 10", len(added), err)
		}
	}
	if got, err := all(t, journalOver(values)); len(got) != 30 || err != nil {
		t.Errorf("%d events, %v", len(got), err)
	}
}

// A block that can't be read, or that a newer program wrote, hides no other, is never written over, and is told.
func TestABlockThatCantBeReadHidesNoOther(t *testing.T) {
	for what, damage := range map[string]func([]byte) []byte{
		"cut":               func(b []byte) []byte { return b[:len(b)-3] },
		"longer":            func(b []byte) []byte { return append(b, 0) },
		"empty":             func([]byte) []byte { return []byte{} },
		"of a newer form":   func(b []byte) []byte { return append([]byte{eventsForm + 1}, b[1:]...) },
		"with a wild count": func(b []byte) []byte { return append(append(b[:17:17], 0xff, 0xff, 0xff, 0xff), b[21:]...) },
	} {
		values := map[string][]byte{}
		mustAdd := func(first, last int) {
			if _, err := journalOver(values).Events().Add(storetest.Events(first, last)); err != nil {
				t.Fatalf("%s: %v", what, err)
			}
		}
		mustAdd(0, blockSize)
		key := string(eventsKey(1))
		values[key] = damage(values[key])
		bad := string(values[key])
		mustAdd(blockSize, blockSize+7)
		mustAdd(blockSize+7, blockSize+9)
		got, err := all(t, journalOver(values))
		if len(got) != 9 || fault.KindOf(err) != fault.Corrupt || string(values[key]) != bad {
			t.Errorf("%s: %d events, %v; the block is as it was: %v", what, len(got), err, string(values[key]) == bad)
		}
	}
}

// However events come, they lie in few blocks.
func TestEventsLieInFewBlocks(t *testing.T) {
	values := map[string][]byte{}
	j := journalOver(values)
	for n := range 9000 {
		if _, err := j.Events().Add(storetest.Events(n, n+1)); err != nil {
			t.Fatal(err)
		}
	}
	if len(values) > 9000/blockSize*2+12 {
		t.Errorf("9,000 events lie in %d blocks", len(values))
	}
}

func FuzzUnpackEvents(f *testing.F) {
	f.Add(packEvents(storetest.Events(0, 3)))
	f.Fuzz(func(t *testing.T, value []byte) {
		if list, err := unpackEvents(value); err == nil && len(list) > 0 {
			if again, err := unpackEvents(packEvents(list)); err != nil || len(again) != len(list) {
				t.Errorf("%d events were read, %d of them again: %v", len(list), len(again), err)
			}
		}
	})
}

func TestTheLogIsBoundedAndTheOldestGoFirst(t *testing.T) {
	j := journalOver(map[string][]byte{})
	const all = store.MostEvents + 3*blockSize
	for n := 0; n < all; n += 5000 {
		if _, err := j.Events().Add(storetest.Events(n, min(n+5000, all))); err != nil {
			t.Fatal(err)
		}
	}
	count, oldest := 0, time.Time{}
	for e, err := range j.Events().Between(time.Time{}, time.Time{}) {
		if err != nil {
			t.Fatal(err)
		}
		if count == 0 && !e.At.Equal(storetest.Event(all-1).At) {
			t.Errorf("the newest is of %v", e.At)
		}
		count, oldest = count+1, e.At
	}
	if count > store.MostEvents || count <= store.MostEvents-2*blockSize {
		t.Errorf("%d events are kept, want at most %d and hardly less", count, store.MostEvents)
	}
	if want := storetest.Event(all - count).At; !oldest.Equal(want) {
		t.Errorf("the oldest is of %v, want %v", oldest, want)
	}
}

// year is what a desk of 10,000 customers has of events in one.
const year = 200_000

func BenchmarkAYearOfEvents(b *testing.B) {
	values := map[string][]byte{}
	j := journalOver(values)
	for n := 0; n < year; n += 500 {
		if _, err := j.Events().Add(storetest.Events(n, n+500)); err != nil {
			b.Fatal(err)
		}
	}
	size := 0
	for _, v := range values {
		size += len(v)
	}
	b.ReportMetric(float64(size)/year, "B/event")
	for what, query := range map[string]func() int{
		"all": func() (n int) {
			for _, err := range j.Events().Between(time.Time{}, time.Time{}) {
				if err != nil {
					b.Fatal(err)
				}
				n++
			}
			return n
		},
		"newest 50": func() (n int) {
			for _, err := range j.Events().Between(time.Time{}, time.Time{}) {
				if err != nil {
					b.Fatal(err)
				}
				if n++; n == 50 {
					break
				}
			}
			return n
		},
		"last day": func() (n int) {
			for _, err := range j.Events().Between(storetest.Event(year).At.AddDate(0, 0, -1), time.Time{}) {
				if err != nil {
					b.Fatal(err)
				}
				n++
			}
			return n
		},
	} {
		b.Run(what, func(b *testing.B) {
			n := 0
			for b.Loop() {
				n = query()
			}
			b.ReportMetric(float64(n), "events")
		})
	}
	b.Run("one more", func(b *testing.B) {
		n := year
		for b.Loop() {
			if _, err := j.Events().Add(storetest.Events(n, n+1)); err != nil {
				b.Fatal(err)
			}
			n++
		}
	})
}
