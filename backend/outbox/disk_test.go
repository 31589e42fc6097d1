package outbox

import (
	"context"
	"slices"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/store"
	"tenantry/backend/store/memstore"
)

// brokenDisk is a journal that can't be written while broken.
type brokenDisk struct {
	store.Outbox
	broken atomic.Bool
}

func (d *brokenDisk) Put(o partner.Outgoing) error {
	if d.broken.Load() {
		return fault.New(fault.Internal, "no space left")
	}
	return d.Outbox.Put(o)
}

func TestNothingIsSentThatTheDiskDoesNotHave(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &brokenDisk{Outbox: memstore.NewJournal().Outbox()}
		f := &fake{}
		b := open(t, f, on(d))
		id := note(t, b, "a")
		d.broken.Store(true)
		serve(t, b)
		time.Sleep(time.Minute)
		synctest.Wait()
		want(t, b, id, partner.Queued)
		if len(f.calls()) != 0 {
			t.Error("it was sent")
		}
		if _, err := b.TakeBack(id); fault.KindOf(err) != fault.Internal {
			t.Errorf("who takes it back is told %v", err)
		}
		d.broken.Store(false)
		time.Sleep(time.Minute)
		synctest.Wait()
		want(t, b, id, partner.Sent)
	})
}

// It is thrown away while the outbox reads for it: that is nobody's failure, and the others go on at once.
func TestWhatIsThrownAwayDuringTheReadingHoldsNobodyUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &fake{}
		b := open(t, f)
		reading := make(chan struct{})
		first := note(t, b, "a")
		f.prepare = func(_ context.Context, o partner.Outgoing) (int, error) {
			if o.ID == first {
				<-reading
			}
			return 0, nil
		}
		second := note(t, b, "a")
		serve(t, b)
		synctest.Wait()
		start := time.Now()
		if err := b.Erase(first); err != nil {
			t.Fatal(err)
		}
		close(reading)
		synctest.Wait()
		want(t, b, second, partner.Sent)
		if got := f.calls(); !slices.Equal(got, []string{second}) || time.Since(start) != 0 {
			t.Errorf("sent %v after %s", got, time.Since(start))
		}
	})
}

func TestAnOutcomeThatCouldNotBeWrittenIsReadAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &brokenDisk{Outbox: memstore.NewJournal().Outbox()}
		f := &fake{send: func(context.Context, partner.Outgoing) error { d.broken.Store(true); return nil },
			settle: func(context.Context, partner.Outgoing) (bool, error) { return true, nil }}
		b := open(t, f, on(d))
		id := note(t, b, "a")
		serve(t, b)
		time.Sleep(time.Minute)
		synctest.Wait()
		want(t, b, id, partner.Sending)
		d.broken.Store(false)
		time.Sleep(time.Minute)
		synctest.Wait()
		want(t, b, id, partner.Sent)
		if len(f.calls()) != 1 {
			t.Errorf("sent %d times", len(f.calls()))
		}
	})
}
